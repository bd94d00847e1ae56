"""Files kept between runs, each named by all that made it: what is there is never stale.

Whoever loses the folder loses only time.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from pathlib import Path

_KEPT = 7 * 24 * 3600
"""Seconds for which a file stays that no run asks for: switching back stays quick."""


def is_kept(file: Path) -> bool:
    """Whether a file is there; then note that a run wants it."""
    try:
        os.utime(file)
    except OSError:
        return False
    return True


def keep(file: Path, content: bytes) -> None:
    """Write a file whole, or not at all."""
    # Written beside and then renamed: a run that is stopped leaves no half file.
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as beside:
        beside.write(content)
    Path(beside.name).chmod(0o644)
    Path(beside.name).replace(file)


def drop_unused(folder: Path) -> None:
    """Remove what no run has wanted for long, and what a stopped one left half-written."""
    oldest = time.time() - _KEPT
    for file in folder.iterdir():
        # Another run may be dropping the same.
        with contextlib.suppress(FileNotFoundError):
            if file.stat().st_mtime < oldest:
                file.unlink()
