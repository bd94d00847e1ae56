"""All the data of the guide, read and checked, ready to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel

from macros.model.checklist import Checklist
from macros.model.context import Case
from macros.model.evidence import Dataset, Indicator
from macros.model.law import Act, Provision
from macros.model.measure import Measure, Priority
from macros.model.method import Method, Selector
from macros.model.office import Contribution, Office
from macros.model.phase import Phase, Step
from macros.model.search import Synonyms
from macros.model.site import Labels, Menu, Profile, Site
from macros.model.template import Template
from macros.model.text import Lang
from macros.model.training import Training

M = TypeVar("M", bound=BaseModel)

Named = Phase | Method | Checklist | Template
"""Entries that a phase gathers, each with a page of its own."""


@dataclass(frozen=True)
class Catalog:
    """Every entry, by model and id. Nothing in it can be missing or point nowhere."""

    entries: Mapping[type[BaseModel], Mapping[str, BaseModel]]
    site: Site
    labels: Labels
    profile: Profile
    menu: Menu
    selector: Selector
    synonyms: Synonyms
    training: Training

    def all(self, model: type[M]) -> tuple[M, ...]:
        """The entries of a kind, in the order of the data (phases by number)."""
        found = tuple(self.entries.get(model, {}).values())
        if model is Phase:
            found = tuple(sorted(found, key=lambda phase: phase.number))  # type: ignore[attr-defined]
        return found  # type: ignore[return-value]

    def get(self, model: type[M], id: str) -> M:
        """The entry of a kind with an id.

        Raises:
            KeyError: There is none.
        """
        return self.entries[model][id]  # type: ignore[return-value]

    def label(self, key: str, lang: Lang) -> str:
        """A fixed word of the pages.

        Raises:
            KeyError: `labels.yaml` has no such key.
        """
        return self.labels.root[key].of(lang)

    def provision(self, id: str) -> tuple[Act, Provision | None]:
        """The act with an id, or the act that holds the provision with that id.

        Raises:
            KeyError: There is neither.
        """
        acts = self.entries[Act]
        if id in acts:
            return self.get(Act, id), None
        for act in self.all(Act):
            for provision in act.provisions:
                if provision.id == id:
                    return act, provision
        raise KeyError(id)

    def step(self, phase: str, id: str) -> Step:
        """The step of a phase.

        Raises:
            KeyError: There is no such phase, or it has no such step.
        """
        for step in self.get(Phase, phase).steps:
            if step.id == id:
                return step
        raise KeyError(id)

    def contributions_to(self, phase: Phase) -> tuple[tuple[Office, Contribution], ...]:
        """What each office gives to a phase, in the order of the data."""
        return tuple(
            (office, contribution)
            for office in self.all(Office)
            for contribution in office.contributions
            if contribution.phase == phase.id
        )

    def measured_by(self, indicator: Indicator) -> tuple[Measure, ...]:
        """The measures that an indicator follows, in the order of the data."""
        return tuple(one for one in self.all(Measure) if indicator.id in one.indicators)

    def read_from(self, dataset: Dataset) -> tuple[Indicator, ...]:
        """The indicators whose figures come from a source of data, in their order."""
        return tuple(one for one in self.all(Indicator) if dataset.id in one.datasets)

    def answering(self, priority: Priority) -> tuple[Measure, ...]:
        """The measures that serve a national action, in the order of the data."""
        return tuple(one for one in self.all(Measure) if priority.id in one.priorities)

    def showing(self, measure: Measure) -> tuple[Case, ...]:
        """What Comuni did that shows a measure, in the order of the data."""
        return tuple(one for one in self.all(Case) if measure.id in one.measures)

    def phases_of(self, entry: Method | Checklist | Template) -> tuple[Phase, ...]:
        """The phases that name an entry, in order."""
        key = {Method: "methods", Checklist: "checklists", Template: "templates"}[type(entry)]
        return tuple(phase for phase in self.all(Phase) if entry.id in getattr(phase, key))
