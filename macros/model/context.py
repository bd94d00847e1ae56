"""What a plan stands in: warnings, dates, money, bodies, help numbers, what others did."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from macros.model.law import Checked
from macros.model.reference import ActId, Address, AxisId, Many, MeasureId, Some, SourceId
from macros.model.text import Entry, Id, Line, Model, Name, RichText, Text


def _as_far_as_known(value: str) -> str:
    whole = f"{value}-01-01"[:10] if re.fullmatch(r"\d{4}(-\d\d){0,2}", value) else ""
    try:
        date.fromisoformat(whole)
    except ValueError:
        raise PydanticCustomError("bad_day", "day", {"found": value[:24]}) from None
    return value


Day = Annotated[str, AfterValidator(_as_far_as_known)]


FundState = Literal["open", "ended", "uncertain", "yearly"]


class LegalWarning(Entry):
    """A mistake that is easily made, and what is true instead."""

    id: Id
    number: Annotated[int, Field(ge=1)]
    name: Name
    """The wrong statement, shortened: «Il Piano triennale è prorogato»."""
    instead: RichText
    """What is true, as far as it is known."""
    acts: Many[ActId] = ()
    sources: Many[SourceId] = ()


class Event(Entry, Checked):
    """A dated fact of policy or law."""

    id: Id
    day: Day
    """Year, month and day as far as known: `2016-10-29`, `2020-02`, `2022`."""
    name: Name
    meaning: RichText
    """What it changes for whoever plans."""
    acts: Many[ActId] = ()


class Fund(Entry, Checked):
    """A source of money, told honestly."""

    id: Id
    name: Name
    state: FundState
    pays: RichText
    """What it pays or paid for, and to whom."""
    use: RichText
    """What to do with this knowledge: our reading, shown as advice."""
    axes: Many[AxisId] = ()
    url: Address | None = None


class Body(Entry, Checked):
    """Another body: what it does, and what it is asked."""

    id: Id
    name: Name
    does: RichText
    ask: RichText
    """What it may be asked, and what not."""
    url: Address | None = None


class Helpline(Entry, Checked):
    """A number to call for help."""

    id: Id
    name: Name
    number: Line
    operator: Text
    for_whom: Text
    hours: Text
    languages: Text
    checked_on: date
    url: Address | None = None


class Fact(Model):
    """Something that happened, with where it was read."""

    text: RichText
    sources: Some[SourceId]


class Case(Entry):
    """What somebody did: one place, or several together."""

    id: Id
    name: Name
    summary: Text
    facts: Some[Fact]
    teaches: RichText
    """What one can learn from it: our reading, shown as advice."""
    measures: Many[MeasureId] = ()
