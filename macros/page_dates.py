"""The two days that a page says of itself: verified by a person, changed in the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from macros.addresses import LISTED_ON
from macros.guide import Guide
from macros.model import KINDS, Kind
from macros.model.text import Lang
from macros.upkeep import verified_on

_KINDS = {kind.name: kind for kind in KINDS}


@dataclass(frozen=True)
class PageDates:
    """What the foot of a page says."""

    verified: date
    changed: date


def page_dates(
    guide: Guide, changes: Mapping[str, date], kind: str, id: str, lang: Lang
) -> PageDates:
    """The days of a page.

    Args:
        guide: What was read on a day of its own was verified then, and a page that shows
            more than one such thing on the oldest of their days; the rest on the day on
            which the whole guide was read.
        changes: Last change of each file, as the history of the project tells it; for a
            file that is not there, the day of the site.
        kind: Of the entry that the page shows, or `page`.
        id: Of that entry or page.
        lang: Of the page: its twin may have been changed on another day.
    """
    catalog = guide.catalog
    read = [day for one, its in _shown(guide, kind, id) if (day := verified_on(catalog, one, its))]
    changed = [changes[file] for file in _files(guide, kind, id, lang) if file in changes]
    return PageDates(
        verified=min(read, default=catalog.upkeep.checked_on),
        changed=max(changed, default=catalog.site.date),
    )


def _shown(guide: Guide, kind: str, id: str) -> Iterator[tuple[Kind, str]]:
    """The entries that the page shows in full."""
    if kind != "page":
        yield _KINDS[kind], id
    for listed in _listed_on(kind, id):
        yield from ((listed, one.id) for one in guide.catalog.all(listed.model))  # type: ignore[attr-defined]


def _files(guide: Guide, kind: str, id: str, lang: Lang) -> Iterator[str]:
    """The files whose words the page shows."""
    if kind == "page":
        yield f"docs/{guide.prose[id, lang].path}"
    for one, its in _shown(guide, kind, id):
        yield f"data/{one.file_of(its)}"


def _listed_on(kind: str, id: str) -> Iterator[Kind]:
    if kind == "page":
        yield from (_KINDS[listed] for listed, on in LISTED_ON.items() if on == id)
