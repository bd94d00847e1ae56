"""The maintainers' reference of the macros, made from their docstrings."""

from __future__ import annotations

import inspect
from pathlib import Path

from macros.page_macros import PageMacros, macro_names, usage
from macros.view import reference_page


def reference() -> str:
    """The text of `docs-dev/macros.md`."""
    entries = [
        {"name": name, "usage": usage(name), "text": inspect.getdoc(getattr(PageMacros, name))}
        for name in macro_names()
    ]
    return reference_page(entries)


def write_reference(file: Path) -> None:
    """Write the reference anew."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(reference(), "utf-8")
