"""What has to be read again from time to time, and by when.

Nothing here is asked by a build: what is right today would be wrong tomorrow by itself.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from pydantic import BaseModel

from macros.catalog import Catalog
from macros.model import KINDS, Kind
from macros.model.law import Checked, Source
from macros.model.upkeep import RISKS, Watch
from macros.read_yaml import Place
from macros.walk import models_under, walk

WHOLE_GUIDE = "page"
"""The whole guide, as `upkeep.yaml` calls it: what has no day of its own."""

Reason = Literal["changed", "future", "expired"]


@dataclass(frozen=True, slots=True)
class Watched:
    """Something that someone has read, on a day."""

    kind: str
    """As `upkeep.yaml` calls it: `act`, `provision`, `source`."""
    holder: str
    """The entry that holds it, or that it is: `act:tuel`; empty for the whole guide."""
    id: str
    """Its own name: `act:tuel-42`."""
    file: str
    """From the root of the project."""
    place: Place
    """In the entry."""
    checked_on: date
    changed_on: date | None
    """Day of a change, later than the reading or not."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be read again."""

    watched: Watched
    watch: Watch
    reason: Reason
    by: date
    """The day until which the reading held, or that of the change."""


def kinds_to_watch() -> frozenset[str]:
    """The kinds for which `upkeep.yaml` must say how they are looked after."""
    names = {_name(kind, model) for kind in KINDS for model in _watched_models(kind)}
    return frozenset({*names, WHOLE_GUIDE})


def due(catalog: Catalog, on: date, today: date) -> list[Due]:
    """What is to be read again on a day: the most dangerous first, then the oldest.

    A part follows the thing that holds it, unless it was read on another day: it is then
    not told apart.

    Args:
        catalog: The data.
        on: The day.
        today: A reading later than both days was written wrong.
    """
    found: dict[str, Due] = {}
    for one in watched(catalog):
        watch = catalog.upkeep.kinds[one.kind]
        held = found.get(one.holder)
        if held and held.watched.checked_on == one.checked_on and one.id != one.holder:
            continue
        if late := _late(one, watch, on, today):
            found[one.id] = late
    order = {risk: place for place, risk in enumerate(RISKS)}
    return sorted(
        found.values(),
        key=lambda one: (order[one.watch.risk], one.reason == "expired", one.by, one.watched.id),
    )


def _late(one: Watched, watch: Watch, on: date, today: date) -> Due | None:
    by = _months_later(one.checked_on, watch.months)
    if one.checked_on > max(on, today):
        return Due(one, watch, "future", one.checked_on)
    if one.changed_on and one.checked_on < one.changed_on <= on:
        return Due(one, watch, "changed", one.changed_on)
    return Due(one, watch, "expired", by) if by < on else None


def next_due(catalog: Catalog) -> tuple[date, int]:
    """The first day on which something will be late, and how many things then."""
    kinds = catalog.upkeep.kinds
    days = [_months_later(one.checked_on, kinds[one.kind].months) for one in watched(catalog)]
    return min(days), days.count(min(days))


def watched(catalog: Catalog) -> Iterator[Watched]:
    """Everything that was read on a day, each thing before its parts."""
    whole = catalog.upkeep.checked_on
    yield Watched(WHOLE_GUIDE, "", "", "data/upkeep.yaml", ("checked_on",), whole, None)
    for kind in KINDS:
        for entry in catalog.all(kind.model) if _watched_models(kind) else ():
            yield from _watched_in(catalog, kind, entry)


def verified_on(catalog: Catalog, kind: Kind, id: str) -> date | None:
    """The oldest reading of what an entry says; nothing if it has no day of its own."""
    if not _watched_models(kind):
        return None
    found = _watched_in(catalog, kind, catalog.get(kind.model, id))
    return min((one.checked_on for one in found), default=None)


def _watched_in(catalog: Catalog, kind: Kind, entry: BaseModel) -> Iterator[Watched]:
    id: str = entry.id  # type: ignore[attr-defined]
    holder, file = f"{kind.name}:{id}", f"data/{kind.file_of(id)}"
    default = _day(catalog, entry) or catalog.upkeep.checked_on
    for found in walk(entry):
        value = found.value
        if isinstance(value, BaseModel) and type(value) in _watched_models(kind):
            own: str = getattr(value, "id", "") or ".".join(map(str, (id, *found.place)))
            yield Watched(
                kind=_name(kind, type(value)),
                holder=holder,
                id=f"{kind.name}:{own}",
                file=file,
                place=found.place,
                checked_on=getattr(value, "checked_on", None) or default,
                changed_on=getattr(value, "changed_on", None),
            )


def _day(catalog: Catalog, entry: BaseModel) -> date | None:
    """When an entry was read: its own day, or the oldest of its sources."""
    if own := getattr(entry, "checked_on", None):
        return own  # type: ignore[no-any-return]
    sources = getattr(entry, "sources", ())
    return min((catalog.get(Source, id).checked_on for id in sources), default=None)


@cache
def _watched_models(kind: Kind) -> tuple[type[BaseModel], ...]:
    """The models of a kind that someone must have read somewhere."""
    return tuple(
        model
        for model in models_under(kind.model)
        if issubclass(model, Checked) or "checked_on" in model.model_fields
    )


def _name(kind: Kind, model: type[BaseModel]) -> str:
    if model is kind.model:
        return kind.name
    return re.sub(r"(?<!^)(?=[A-Z])", "-", model.__name__).lower()


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
