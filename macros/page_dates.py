"""The two days that a page says of itself: verified by a person, changed in the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from macros.addresses import LISTED_ON
from macros.guide import Guide
from macros.model import KINDS
from macros.model.law import Act
from macros.model.text import Lang

_PLACES = {kind.name: kind.place for kind in KINDS}


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
        guide: An act has been read on a day of its own; the rest was verified on that of
            the site.
        changes: Last change of each file, as the history of the project tells it; for a
            file that is not there, the day of the site.
        kind: Of the entry that the page shows, or `page`.
        id: Of that entry or page.
        lang: Of the page: its twin may have been changed on another day.
    """
    day = guide.catalog.site.date
    files = _files(guide, kind, id, lang)
    return PageDates(
        verified=guide.catalog.get(Act, id).checked_on if kind == "act" else day,
        changed=max((changes[file] for file in files if file in changes), default=day),
    )


def _files(guide: Guide, kind: str, id: str, lang: Lang) -> Iterator[str]:
    """The files whose words the page shows."""
    if kind != "page":
        yield f"data/{_PLACES[kind]}{id}.yaml"
        return
    yield f"docs/{guide.prose[id, lang].path}"
    yield from (f"data/{_PLACES[listed]}" for listed, on in LISTED_ON.items() if on == id)
