"""Dates counted back from the peak, the moment that a plan is for, in any year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

_ANY_COMMON_YEAR = 2027
_MIDDLE = 15
"""Day of the month taken for a peak of which only the month is known."""

Part = Literal["early", "mid", "late"]


@dataclass(frozen=True, slots=True)
class PartOfMonth:
    """A third of a month: as precise as a calendar without a year can be."""

    part: Part
    month: int
    """From 1 to 12."""


def adopt_by(peak_month: int, days: int) -> PartOfMonth:
    """When the plan is adopted at the latest.

    Args:
        peak_month: Month of the peak, from 1 to 12.
        days: Between the adoption and the peak.
    """
    return _part_of_month(_peak(peak_month) - timedelta(days=days))


def start_by(peak_month: int, weeks_before: int) -> PartOfMonth:
    """When a route begins that needs some weeks before the peak.

    Args:
        peak_month: Month of the peak, from 1 to 12.
        weeks_before: Weeks from the first day of the route to the peak.
    """
    return _part_of_month(_peak(peak_month) - timedelta(weeks=weeks_before))


def _peak(month: int) -> date:
    return date(_ANY_COMMON_YEAR, month, _MIDDLE)


def _part_of_month(day: date) -> PartOfMonth:
    part: Part = "early" if day.day <= 10 else "mid" if day.day <= 20 else "late"
    return PartOfMonth(part, day.month)
