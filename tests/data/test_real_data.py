"""The guide itself: there, whole, and without a problem."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from macros.addresses import LISTED_ON
from macros.generated import GENERATED, generated_pages
from macros.guide import Guide
from macros.model import KINDS
from macros.model.checklist import Checklist
from macros.model.text import LANGS
from macros.problems import ContentError
from macros.read_guide import read_guide
from macros.upkeep import due

ROOT = Path(__file__).resolve().parents[2]
AT_LEAST = {"phase": 3, "method": 10, "checklist": 7, "template": 25, "act": 20}


@pytest.fixture(scope="module")
def real() -> Guide:
    """The guide; if its data are wrong, the test says all that is."""
    try:
        return read_guide(ROOT / "data", ROOT / "docs", "https://guida.example/", "data")
    except ContentError as error:
        pytest.fail(error.told("it"), pytrace=False)


def test_the_real_data_are_there_and_right(real: Guide) -> None:
    """No problem in data and pages, and enough of both to have looked at something."""
    counts = {kind.name: len(real.catalog.all(kind.model)) for kind in KINDS}
    assert all(counts.values()), counts
    assert {kind: counts[kind] for kind in AT_LEAST if counts[kind] < AT_LEAST[kind]} == {}
    assert len(real.prose) >= 20


def test_every_kind_is_shown_to_the_reader(real: Guide) -> None:
    """Each kind has a page for each entry, or a page that lists them all."""
    assert {kind.name for kind in KINDS} == {*GENERATED, *LISTED_ON}
    pages = {(page.kind, page.id, page.lang) for page in generated_pages(real)}
    for kind in KINDS:
        for entry in real.catalog.all(kind.model):
            id = getattr(entry, "id", "")
            for lang in LANGS:
                if kind.name in GENERATED:
                    assert (kind.name, id, lang) in pages
                else:
                    assert (LISTED_ON[kind.name], lang) in real.prose
                assert real.addresses.of(kind.name, id, lang)


def test_what_may_harm_people_is_checked_most_often(real: Guide) -> None:
    """Help numbers and funds each three months, acts each six, nothing less than yearly."""
    kinds = real.catalog.upkeep.kinds
    assert kinds["helpline"].months <= 3 and kinds["helpline"].risk == "high"
    assert kinds["fund"].months <= 3
    assert max(kinds[kind].months for kind in ("act", "provision")) <= 6
    assert max(watch.months for watch in kinds.values()) <= 12


def test_every_reading_expires(real: Guide) -> None:
    """On a far day all that was read is due: acts, sources, facts, numbers, the whole guide."""
    far = date(2099, 1, 1)
    told = {one.watched.id for one in due(real.catalog, far, far)}
    for kind in ("act", "source", "priority", "event", "fund", "body", "helpline"):
        for entry in real.catalog.all(next(one.model for one in KINDS if one.name == kind)):
            assert f"{kind}:{getattr(entry, 'id', '')}" in told
    assert "" in told and len(told) > 200


def test_a_checklist_that_says_how_many_items_it_has_says_it_right(real: Guide) -> None:
    """A summary that opens with a number opens with that of its items, in both languages."""
    counted = 0
    for checklist in real.catalog.all(Checklist):
        for lang in LANGS:
            if first := re.match(r"\d+", checklist.summary.of(lang)):
                counted += 1
                assert int(first.group()) == len(checklist.items), (checklist.id, lang)
    assert counted > 20
