"""The pages that the data give by themselves."""

from __future__ import annotations

import pytest
from tiny_site import ADDRESS, TinySite

from macros.generated import generated_pages
from macros.read_guide import read_guide

PHASE = "data/phases/set-up.yaml"


def _phase(tiny: TinySite) -> str:
    guide = read_guide(tiny.data, tiny.docs, ADDRESS, "data")
    return next(page.text for page in generated_pages(guide) if page.kind == "phase")


@pytest.mark.parametrize(
    ("anchor", "lists"),
    [
        ("{ #methods }", ("    methods:\n      - matrix\n", "\nmethods:\n  - matrix")),
        (
            "{ #documents }",
            ("    templates:\n      - note\n", "\ntemplates:\n  - note\n  - register\n  - canvas"),
        ),
    ],
)
def test_a_phase_has_no_heading_over_nothing(
    anchor: str, lists: tuple[str, ...], tiny: TinySite
) -> None:
    """A list that a phase leaves out leaves no empty part on its page."""
    assert anchor in _phase(tiny)
    for written in lists:
        tiny.replace(PHASE, written, "")
    page = _phase(tiny)
    assert anchor not in page
    assert "{ #checklists }" in page
