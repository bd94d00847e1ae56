"""Which entries and which files a page is made of: for its dates, and for who would mend it."""

from __future__ import annotations

from collections.abc import Iterator

from macros.addresses import LISTED_ON
from macros.guide import Guide
from macros.model import KINDS, Kind
from macros.model.text import Lang

_KINDS = {kind.name: kind for kind in KINDS}


def shown(guide: Guide, kind: str, id: str) -> Iterator[tuple[Kind, str]]:
    """The entries that a page shows in full.

    Args:
        guide: The guide.
        kind: Of the entry that the page shows, or `page`.
        id: Of that entry or page.
    """
    if kind != "page":
        yield _KINDS[kind], id
    for listed in _listed_on(kind, id):
        yield from ((listed, one.id) for one in guide.catalog.all(listed.model))  # type: ignore[attr-defined]


def page_files(guide: Guide, kind: str, id: str, lang: Lang) -> Iterator[str]:
    """The files whose words a page shows, from the root of the project; its own comes first."""
    if kind == "page":
        yield f"docs/{guide.prose[id, lang].path}"
    for one, its in shown(guide, kind, id):
        yield f"data/{one.file_of(its)}"


def _listed_on(kind: str, id: str) -> Iterator[Kind]:
    if kind == "page":
        yield from (_KINDS[listed] for listed, on in LISTED_ON.items() if on == id)
