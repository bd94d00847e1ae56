"""`scripts/lighthouse.py` judges what Lighthouse measured, and says what fails by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from lighthouse import CATEGORIES, DEVICES, Run, median, misses, read, repeat

DESKTOP, MOBILE = DEVICES


def report(performance: float = 1, seo: float = 1, tbt: float = 0) -> dict[str, Any]:
    """A report of Lighthouse with the parts that are read."""

    def audit(id: str, score: float | None, value: float, shown: str) -> dict[str, Any]:
        return {"id": id, "score": score, "numericValue": value, "displayValue": shown}

    measured = [
        audit("total-blocking-time", performance, tbt, f"{tbt:.0f} ms"),
        audit("largest-contentful-paint", 1, 900, "0.9 s"),
        audit("cumulative-layout-shift", 1, 0.01, "0.01"),
        audit("total-byte-weight", 0.5, 30_500.4, "30 KiB"),
        audit("canonical", seo, 0, ""),
        audit("hreflang", None, 0, ""),
    ]
    names = {
        "performance": [("total-blocking-time", 30), ("total-byte-weight", 0)],
        "seo": [("canonical", 1), ("hreflang", 1)],
    }
    scores = {"performance": performance, "seo": seo}
    return {
        "audits": {one["id"]: one for one in measured},
        "categories": {
            name: {
                "score": scores[name],
                "auditRefs": [{"id": id, "weight": weight} for id, weight in refs],
            }
            for name, refs in names.items()
        },
        "environment": {"benchmarkIndex": 1000.5},
    }


def runs(*scores: int) -> Iterator[Run]:
    return (read(report(performance=score / 100)) for score in scores)


def repeated(*scores: int) -> list[int]:
    """The performance of each run that was made, out of those that could be."""
    every = runs(*scores)
    return [run.scores["performance"] for run in repeat(next(every), lambda: next(every), MOBILE)]


def test_a_report_is_read() -> None:
    """Scores are in hundredths; an audit is a fault when it weighs and is not perfect."""
    found = read(report(performance=0.97, seo=0, tbt=250))
    assert found.scores == {"performance": 97, "seo": 0}
    assert found.faults == {"performance": ["total-blocking-time 250 ms"], "seo": ["canonical"]}
    assert (found.lcp, found.cls, found.tbt, found.bytes) == (900, 0.01, 250, 30_500)
    assert found.machine == 1000.5


def test_runs_stop_when_they_cannot_change_the_verdict() -> None:
    """The median of five is sure as soon as three agree; never more than five are made."""
    assert repeated(98, 100, 99, 12, 13) == [98, 100, 99]
    assert repeated(97, 90, 12, 100, 100) == [97, 90, 12]
    assert repeated(97, 100, 12, 98, 99) == [97, 100, 12, 98, 99]


@pytest.mark.parametrize(
    ("scores", "middle"),
    [((97, 100, 12, 98, 99), 98), ((99, 100, 98), 98), ((100, 97, 90, 95), 95), ((97,), 97)],
)
def test_the_median_is_never_said_better_than_it_is(scores: tuple[int, ...], middle: int) -> None:
    """Of five runs it is the third best; with fewer, what it would be if the others were bad."""
    assert median(list(runs(*scores)), MOBILE).scores["performance"] == middle


def test_what_misses_its_mark_is_named() -> None:
    """A category under 100 and a median under its least are told with the audits to blame."""
    assert misses([read(report())], DESKTOP) == []
    assert misses([read(report(seo=0))], DESKTOP) == ["seo 0: canonical"]
    slow = [read(report(performance=0.97, tbt=250))]
    blamed = "total-blocking-time 250 ms"
    assert misses(slow * 3, MOBILE) == [f"performance 97, under 98: {blamed}"]
    assert misses(slow, DESKTOP) == [f"performance 97, under 100: {blamed}"]
    assert misses([*slow, *runs(98, 98, 98)], MOBILE) == []


def test_the_marks_are_those_promised() -> None:
    """100 at a desk; 98 on a phone, as the median of five; the other categories always 100."""
    assert [(one.name, one.least, one.runs) for one in DEVICES] == [
        ("desktop", 100, 1),
        ("mobile", 98, 5),
    ]
    assert CATEGORIES == ("performance", "accessibility", "best-practices", "seo")
