"""All the data of the guide, read and checked, ready to be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from pydantic import BaseModel

from macros.model import OPTIONAL, SINGLES
from macros.model.change import Change
from macros.model.checklist import Checklist, Item
from macros.model.context import Case
from macros.model.evidence import Dataset, Indicator
from macros.model.example import Copy, Example
from macros.model.law import Act, Provision, Source
from macros.model.measure import Measure, Priority
from macros.model.method import Method, Selector
from macros.model.office import Contribution, Office
from macros.model.phase import Phase, Step
from macros.model.redirect import Redirects
from macros.model.search import Synonyms
from macros.model.site import Labels, Menu, Profile, Site, SubjectLabels
from macros.model.template import Template
from macros.model.text import LANGS, Label, Lang, Name, is_draft
from macros.model.training import Training
from macros.model.upkeep import Upkeep

M = TypeVar("M", bound=BaseModel)

Named = Phase | Method | Checklist | Template
"""Entries that a phase gathers, each with a page of its own."""


@dataclass(frozen=True)
class Catalog:
    """Every entry, by model and id. Nothing in it can be missing or point nowhere."""

    entries: Mapping[type[BaseModel], Mapping[str, BaseModel]]
    site: Site
    labels: Labels
    subject: SubjectLabels
    profile: Profile
    menu: Menu
    selector: Selector
    synonyms: Synonyms
    upkeep: Upkeep
    redirects: Redirects
    optional: Mapping[type[BaseModel], BaseModel]
    """What a guide may do without, by model."""
    unpublished: frozenset[tuple[str, str]] = frozenset()
    """What is still a draft, whether it is in here or was left out: kind and id of entries,
    of their parts that a text may name, and of pages written by hand."""

    def published(self) -> Catalog:
        """The same without the drafts."""
        if not self.unpublished:
            return self
        kept = {
            model: {id: entry for id, entry in entries.items() if not is_draft(entry)}
            for model, entries in self.entries.items()
        }
        return replace(self, entries=kept)

    def marked(self) -> Catalog:
        """The same, with every draft called so in its name, for who looks at the preview."""
        words = self.labels.root["draft-name"]
        marked = {
            model: {
                id: _marked(entry, words) if is_draft(entry) else entry
                for id, entry in found.items()
            }
            for model, found in self.entries.items()
        }
        return replace(self, entries=marked)

    def found(self, model: type[M]) -> M | None:
        """What a guide may do without, if it is there."""
        return self.optional.get(model)  # type: ignore[return-value]

    @property
    def training(self) -> Training:
        """The training day.

        Raises:
            KeyError: The guide has none.
        """
        return self.optional[Training]  # type: ignore[return-value]

    @property
    def example(self) -> Example:
        """The place of the worked example.

        Raises:
            KeyError: The guide has none.
        """
        return self.optional[Example]  # type: ignore[return-value]

    def singles(self) -> Iterator[tuple[str, type[BaseModel], Any]]:
        """The files of which there is one, with their model and content, if the guide has them."""
        for place, model in SINGLES.items():
            if place not in OPTIONAL or self.found(model):
                yield place, model, getattr(self, place.removesuffix(".yaml"))

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
            KeyError: Neither `labels.yaml` nor `subject.yaml` has such a key.
        """
        return self.words[key].of(lang)

    @cached_property
    def words(self) -> Mapping[str, Label]:
        """The fixed words of pages and documents, in both languages."""
        return {**self.labels.root, **self.subject.root}

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

    def item(self, checklist: str, id: str) -> Item:
        """The item of a checklist.

        Raises:
            KeyError: There is no such checklist, or it has no such item.
        """
        for item in self.get(Checklist, checklist).items:
            if item.id == id:
                return item
        raise KeyError(id)

    def changes(self) -> tuple[Change, ...]:
        """What changed, the newest first."""
        return tuple(sorted(self.all(Change), key=lambda one: one.date, reverse=True))

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

    def copies_of(self, entry: Phase | Template | Checklist) -> tuple[Copy, ...]:
        """The pieces of the worked example of a phase, or that fill a template or checklist."""
        return tuple(
            one for one in self.all(Copy) if entry.id in (one.phase, one.template, one.checklist)
        )

    def phases_of(self, entry: Method | Checklist | Template) -> tuple[Phase, ...]:
        """The phases that name an entry, in order."""
        key = {Method: "methods", Checklist: "checklists", Template: "templates"}[type(entry)]
        return tuple(phase for phase in self.all(Phase) if entry.id in getattr(phase, key))


def _marked(entry: BaseModel, words: Label) -> BaseModel:
    if isinstance(entry, Source):
        return entry.model_copy(update={"title": words.it.format(name=entry.title)})
    name: Name = entry.name  # type: ignore[attr-defined]
    in_both: dict[str, str] = {lang: words.of(lang).format(name=name.of(lang)) for lang in LANGS}
    return entry.model_copy(update={"name": name.model_copy(update=in_both)})
