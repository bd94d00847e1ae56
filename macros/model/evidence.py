"""What tells whether a plan works: indicators, and where their figures come from."""

from __future__ import annotations

from typing import Literal

from macros.model.reference import Address, AxisId, DatasetId, Many, SourceId
from macros.model.text import Entry, Id, Name, RichText, Text

Unit = Literal["number", "percent", "score", "euro", "days", "hours", "range", "yes-no"]
Frequency = Literal["week", "quarter", "season", "year", "once"]
"""How often it is measured: each week in season, each quarter, at the end of the season,
each year, once."""
Reading = Literal["outcome", "output", "process", "context"]
"""What it reads: a change in people's lives, what was delivered, how the work goes, what
the plan does not govern."""


class Dataset(Entry):
    """A source of figures for the analysis and for the indicators."""

    id: Id
    name: Name
    gives: Text
    """What it tells."""
    level: Text
    """The smallest territory for which it has figures."""
    where: Text
    """Where it is, or whom to ask."""
    url: Address | None = None
    often: Text
    """How often it is renewed."""
    limits: RichText
    """What it does not tell."""
    sources: Many[SourceId] = ()


class Indicator(Entry):
    """A figure to follow."""

    id: Id
    name: Name
    axis: AxisId
    reads: Reading
    unit: Unit
    definition: Text
    """What is counted, so that two people count the same."""
    formula: Text
    """How the figure is made."""
    source: Text
    """Who has the figure: an office, a register, a survey."""
    datasets: Many[DatasetId] = ()
    frequency: Frequency
    note: RichText | None = None
    """What to watch when it is read."""
