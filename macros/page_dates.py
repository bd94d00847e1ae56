"""The two days that a page says of itself: verified by a person, changed in the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from macros.guide import Guide
from macros.model.text import Lang
from macros.page_files import page_files, shown
from macros.upkeep import verified_on


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
    read = [day for one, its in shown(guide, kind, id) if (day := verified_on(catalog, one, its))]
    changed = [changes[file] for file in page_files(guide, kind, id, lang) if file in changes]
    return PageDates(
        verified=min(read, default=catalog.upkeep.checked_on),
        changed=max(changed, default=catalog.site.date),
    )
