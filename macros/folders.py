"""What is below a folder, said also where it cannot be looked into."""

from __future__ import annotations

import os
from pathlib import Path


def everything_in(folder: Path) -> list[tuple[Path, str]]:
    """Every file and folder below a folder, in order.

    Returns:
        Paths, each with nothing, or with the reason why that folder cannot be looked into.
    """
    failed: list[OSError] = []
    found: list[tuple[Path, str]] = []
    for path, folders, files in os.walk(folder, onerror=failed.append):
        found += [(Path(path, name), "") for name in (*folders, *files)]
    found += [(Path(error.filename), error.strerror or str(error)) for error in failed]
    return sorted(found)
