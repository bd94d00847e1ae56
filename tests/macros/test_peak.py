"""Counting back from the peak: the rule is sixty days, the year does not matter."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from macros.peak import PartOfMonth, adopt_by, start_by


def test_adoption_comes_sixty_days_before() -> None:
    """A peak in mid June asks for adoption by 16 April; one in mid January by mid November."""
    assert adopt_by(6, 60) == PartOfMonth("mid", 4)
    assert adopt_by(1, 60) == PartOfMonth("mid", 11)


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("weeks", [1, 9, 31, 52])
def test_the_start_is_so_many_weeks_before(month: int, weeks: int) -> None:
    """Whatever the peak, the first day is that many weeks before its fifteenth day."""
    day = date(2026, month, 15) - timedelta(weeks=weeks)
    found = start_by(month, weeks)
    assert found.month in {day.month, (day + timedelta(days=1)).month}
    assert found.part in {"early", "mid", "late"}


def test_a_part_of_a_month_is_a_third() -> None:
    """The first ten days are early, the next ten mid, the rest late."""
    assert start_by(6, 1) == PartOfMonth("early", 6)
    assert start_by(6, 2) == PartOfMonth("early", 6)
    assert start_by(6, 3) == PartOfMonth("late", 5)
