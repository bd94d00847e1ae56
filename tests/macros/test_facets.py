"""What tells the entries of a list apart."""

from __future__ import annotations

import pytest

from macros.facets import FACETS
from macros.guide import Guide
from macros.view import View


@pytest.mark.parametrize("kind", sorted(FACETS))
def test_each_entry_has_values_among_those_that_the_filters_offer(
    kind: str, tiny_guide: Guide
) -> None:
    """What stands on a card is what a filter can ask for, with words to say it."""
    view = View(tiny_guide, "it", "")
    entries = view.all(kind)
    assert entries
    for facet in FACETS[kind]:
        offered = facet.options(view)
        assert offered and all(offered.values())
        for entry in entries:
            assert set(facet.values(view, entry)) <= set(offered)


def test_a_value_of_no_entry_is_not_offered(tiny_guide: Guide) -> None:
    """A filter never leads to an empty list: S3 is a class, but of no method."""
    view = View(tiny_guide, "it", "")
    (safety,) = [facet for facet in FACETS["method"] if facet.name == "safety"]
    used = safety.used(view, "method")
    assert len(used) == len({value for value, _, _ in used}) > 0
    assert all(entries for _, _, entries in used)
    assert "s3" in safety.options(view)
    assert "s3" not in {value for value, _, _ in used}
