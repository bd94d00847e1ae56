"""The maintainers' reference of the macros."""

from __future__ import annotations

import inspect
from pathlib import Path

from macros.page_macros import PageMacros, macro_names, usage
from macros.reference import reference

FILE = Path("docs-dev/macros.md")


def test_every_macro_is_explained() -> None:
    """Each macro has its title, how it is written and an example."""
    names = macro_names()
    assert len(names) > 10
    text = reference()
    for name in names:
        assert f"\n## {name}\n\n`{usage(name)}`\n" in text
        assert f"Esempio: `{name}(" in (inspect.getdoc(getattr(PageMacros, name)) or "")


def test_the_reference_is_up_to_date() -> None:
    """What is in the repository is what the code says now; `make fix` writes it anew."""
    assert FILE.read_text("utf-8") == reference(), "run: make fix"
