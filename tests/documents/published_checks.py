"""What independent checkers find in files to download."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import odf_checks
import page
from openxml_audit import OpenXmlValidator


def faults(format: str, files: Iterable[Path], folder: Path) -> dict[str, list[str]]:
    """What the checker of a format finds, by file."""
    found = {}
    for file in files:
        if format == "pdf":
            reports = [page.validate_pdf(file, profile=profile) for profile in ("ua1", "2a")]
            found[file.name] = [str(f.message) for report in reports for f in report.failures]
        elif format in ("odt", "ods"):
            found[file.name] = odf_checks.errors(file.read_bytes(), folder / file.name)
        else:
            found[file.name] = [str(e) for e in OpenXmlValidator().validate(str(file)).errors]
    assert found
    return {name: errors for name, errors in found.items() if errors}
