"""By what the entries of a list can be told apart: a filter, a group of links, an attribute.

A kind gets a new filter with one line here: pages and script need no other change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from macros.model.method import OnEssential, Safety
from macros.model.template import TEMPLATE_TYPES

if TYPE_CHECKING:
    from macros.view import View


@dataclass(frozen=True)
class Facet:
    """One way to tell entries apart."""

    name: str
    """In the address (`?phase=...`), in `data-*` attributes and in anchors (`#phase-...`)."""
    label: str
    """Key of its name among the fixed words."""
    values: Callable[[View, Any], tuple[str, ...]]
    """Those of an entry."""
    options: Callable[[View], Mapping[str, str]]
    """All the values, in order, with the words that say them."""

    def used(self, view: View, kind: str) -> list[tuple[str, str, tuple[Any, ...]]]:
        """The values that some entry of a kind has: each with its words and its entries."""
        entries = view.all(kind)
        found = [
            (value, words, tuple(one for one in entries if value in self.values(view, one)))
            for value, words in self.options(view).items()
        ]
        return [one for one in found if one[2]]


_PHASE = Facet(
    "phase",
    "phase",
    lambda view, entry: tuple(phase.id for phase in view.phases_of(entry)),
    lambda view: {one.id: f"{one.number}. {view.of(one.name)}" for one in view.all("phase")},
)
_TYPE = Facet(
    "type",
    "type",
    lambda view, template: (template.type,),
    lambda view: {one: view.label(f"type-{one}") for one in TEMPLATE_TYPES},
)
_SAFETY = Facet(
    "safety",
    "safety-class",
    lambda view, method: (method.safety.lower(),),
    lambda view: {one.lower(): view.label(f"safety-{one.lower()}") for one in get_args(Safety)},
)
_ESSENTIAL = Facet(
    "essential",
    "on-essential",
    lambda view, method: (method.on_essential,),
    lambda view: {one: view.label(f"essential-{one}") for one in get_args(OnEssential)},
)

_AXIS = Facet(
    "axis",
    "axis",
    lambda view, measure: (measure.axis,),
    lambda view: {one: view.axis(one) for one in view.guide.catalog.site.axes},
)

FACETS: Mapping[str, tuple[Facet, ...]] = {
    "method": (_PHASE, _ESSENTIAL, _SAFETY),
    "checklist": (_PHASE,),
    "template": (_PHASE, _TYPE),
    "measure": (_AXIS,),
}
"""By kind, in the order in which a page shows them."""
