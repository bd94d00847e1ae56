"""What is to be read again, from when, and in which order."""

from __future__ import annotations

from datetime import date

import pytest
from tiny_site import ADDRESS, TinySite

from macros.catalog import Catalog
from macros.read_guide import read_guide
from macros.upkeep import due, kinds_to_watch, next_due, watched

ACT, SOURCES = "data/acts/tuel.yaml", "data/sources.yaml"
TODAY = date(2026, 12, 1)


def catalog(tiny: TinySite) -> Catalog:
    return read_guide(tiny.data, tiny.docs, ADDRESS).catalog


def ids(tiny: TinySite, on: date, today: date = TODAY) -> list[str]:
    return [one.watched.id for one in due(catalog(tiny), on, today)]


def test_everything_read_on_a_day_is_watched(tiny: TinySite) -> None:
    """Acts, provisions, priorities, sources and the whole guide: each with its rule."""
    found = {one.id: one for one in watched(catalog(tiny))}
    assert {one.kind for one in found.values()} <= kinds_to_watch()
    assert {"act:tuel", "act:tuel-42", "priority:action-6", "source:portal", ""} <= set(found)
    assert found["source:report"].checked_on == date(2026, 11, 21)
    assert found[""].kind == "page"


def test_a_part_was_read_with_what_holds_it_unless_it_says_otherwise(tiny: TinySite) -> None:
    """A provision with its act; a statement with its oldest source, else with the guide."""
    tiny.replace(ACT, "checked_on: 2026-11-22", "checked_on: 2026-10-10")
    tiny.replace("data/upkeep.yaml", "checked_on: 2026-11-22", "checked_on: 2026-05-05")
    days = {one.id: one.checked_on for one in watched(catalog(tiny))}
    assert days["act:tuel"] == days["act:tuel-42"] == date(2026, 10, 10)
    assert days["priority:action-6"] == days[""] == date(2026, 5, 5)
    tiny.replace("data/priorities.yaml", "  confidence: unverified",
                 "  sources: [portal, report]\n  confidence: unverified")  # fmt: skip
    tiny.replace(ACT, "    confidence: unverified",
                 "    checked_on: 2026-11-30\n    confidence: unverified")  # fmt: skip
    days = {one.id: one.checked_on for one in watched(catalog(tiny))}
    assert days["priority:action-6"] == date(2026, 11, 21)
    assert days["act:tuel-42"] == date(2026, 11, 30)


def test_a_reading_holds_to_the_last_day(tiny: TinySite) -> None:
    """Six months for an act: due on the day after, not on the day."""
    assert ids(tiny, date(2027, 5, 22)) == []
    assert ids(tiny, date(2027, 5, 23)) == ["act:tuel"]
    assert next_due(catalog(tiny)) == (date(2027, 5, 22), 2)


@pytest.mark.parametrize(
    ("read", "last"),
    [("2026-08-31", date(2027, 2, 28)), ("2027-08-29", date(2028, 2, 29)),
     ("2026-06-30", date(2026, 12, 30))],
)  # fmt: skip
def test_months_end_where_they_end(read: str, last: date, tiny: TinySite) -> None:
    """Six months from the last of August are the last of February."""
    tiny.replace(ACT, "checked_on: 2026-11-22", f"checked_on: {read}")
    found = [one.by for one in due(catalog(tiny), date(2040, 1, 1), date(2040, 1, 1))
             if one.watched.id == "act:tuel"]  # fmt: skip
    assert found == [last]


def test_what_does_more_harm_comes_first(tiny: TinySite) -> None:
    """By risk, then by age; a part read with its holder is not told apart."""
    assert ids(tiny, date(2029, 1, 1)) == [
        "act:tuel", "priority:action-6", "source:report", "source:portal", ""
    ]  # fmt: skip
    tiny.replace(ACT, "    confidence: unverified",
                 "    checked_on: 2026-11-01\n    confidence: unverified")  # fmt: skip
    assert ids(tiny, date(2029, 1, 1))[:2] == ["act:tuel-42", "act:tuel"]


def test_an_act_marked_as_changed_is_due_at_once(tiny: TinySite) -> None:
    """Whatever its months, until someone reads it again; from the day of the change on."""
    tiny.replace(ACT, "checked_on: 2026-11-22", "checked_on: 2026-11-22\nchanged_on: 2026-12-24")
    assert ids(tiny, date(2026, 12, 23)) == []
    (found,) = due(catalog(tiny), date(2026, 12, 24), TODAY)
    assert (found.watched.id, found.reason, found.by) == ("act:tuel", "changed", date(2026, 12, 24))
    tiny.replace(ACT, "checked_on: 2026-11-22", "checked_on: 2026-12-24")
    assert ids(tiny, date(2026, 12, 31)) == []


def test_a_reading_in_the_future_is_a_mistake(tiny: TinySite) -> None:
    """It would keep a thing fresh for ever; looking back from a later day is not one."""
    tiny.replace(ACT, "checked_on: 2026-11-22", "checked_on: 2062-11-22")
    (found,) = due(catalog(tiny), TODAY, TODAY)
    assert (found.watched.id, found.reason) == ("act:tuel", "future")
    assert ids(tiny, date(2020, 1, 1), date(2070, 1, 1)) == []


def test_a_kind_without_a_rule_is_told(tiny: TinySite) -> None:
    """And a rule for nothing, and a checker that nobody is."""
    tiny.replace("data/upkeep.yaml", "  source:\n", "  sorce:\n")
    tiny.replace("data/upkeep.yaml", "    who: editor", "    who: nobody")
    told = [(one.code, one.line) for one in tiny.problems()]
    assert told == [("unknown_checker", tiny.line_of("data/upkeep.yaml", "nobody"))]
    tiny.replace("data/upkeep.yaml", "    who: nobody", "    who: editor")
    assert [one.code for one in tiny.problems()] == ["upkeep_unknown"]
