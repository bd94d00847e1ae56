"""One module per file format; a new format is a new module here.

A format module has four names: `EXTENSION` (`"docx"`), `MEDIA_TYPE`, `ACCEPTS`
(the outlines it can write, as a tuple of classes) and `write(outline) -> bytes`.
The same outline always gives the same bytes.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Format:
    """A file format that the site can offer."""

    extension: str
    media_type: str
    accepts: tuple[type, ...]
    write: Callable[[Any], bytes]


@cache
def formats() -> dict[str, Format]:
    """Every format of this package, by extension, in alphabetical order."""
    found = {}
    for info in sorted(pkgutil.iter_modules(__path__), key=lambda info: info.name):
        if info.name.startswith("_"):
            continue
        module = importlib.import_module(f"{__name__}.{info.name}")
        found[module.EXTENSION] = Format(
            module.EXTENSION, module.MEDIA_TYPE, module.ACCEPTS, module.write
        )
    return found
