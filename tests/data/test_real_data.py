"""The guide itself: there, whole, and without a problem."""

from __future__ import annotations

import re
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


def test_a_checklist_that_says_how_many_items_it_has_says_it_right(real: Guide) -> None:
    """A summary that opens with a number opens with that of its items, in both languages."""
    counted = 0
    for checklist in real.catalog.all(Checklist):
        for lang in LANGS:
            if first := re.match(r"\d+", checklist.summary.of(lang)):
                counted += 1
                assert int(first.group()) == len(checklist.items), (checklist.id, lang)
    assert counted > 20
