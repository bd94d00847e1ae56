"""The shape of the data: one module per family of entries, one model per kind.

A new kind is a model and a line in `KINDS`: its files are then read, checked and linked.
For a page of each entry it also needs its name in `PagedKind`, its folder in `site.yaml`,
`about` in the model and a fragment of its name; without pages, a line in `LISTED_ON`.
The tests name whatever is missing, words included.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from macros.model.change import Change
from macros.model.checklist import Checklist
from macros.model.context import Body, Case, Event, Fund, Helpline, LegalWarning
from macros.model.decision import Decision
from macros.model.evidence import Dataset, Indicator
from macros.model.example import Copy, Example
from macros.model.law import Act, Source
from macros.model.measure import Measure, Priority
from macros.model.method import Method, Selector
from macros.model.office import Office
from macros.model.people import Role, Term
from macros.model.phase import Phase, Route
from macros.model.redirect import Redirects
from macros.model.search import Synonyms
from macros.model.site import Labels, Menu, Profile, Site, SubjectLabels
from macros.model.template import Template
from macros.model.training import Training
from macros.model.upkeep import Upkeep


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry, and where it lives in `data/`."""

    name: str
    model: type[BaseModel]
    place: str
    """`phases/` has one file per entry; `roles.yaml` holds a list of them."""

    @property
    def one_per_file(self) -> bool:
        """Whether each entry has a file of its own, named after its id."""
        return self.place.endswith("/")

    def file_of(self, id: str) -> str:
        """The file that holds an entry, from `data/`."""
        return f"{self.place}{id}.yaml" if self.one_per_file else self.place


KINDS = (
    Kind("phase", Phase, "phases/"),
    Kind("method", Method, "methods/"),
    Kind("checklist", Checklist, "checklists/"),
    Kind("template", Template, "templates/"),
    Kind("measure", Measure, "measures/"),
    Kind("decision", Decision, "decisions/"),
    Kind("office", Office, "offices/"),
    Kind("act", Act, "acts/"),
    Kind("indicator", Indicator, "indicators.yaml"),
    Kind("dataset", Dataset, "datasets.yaml"),
    Kind("priority", Priority, "priorities.yaml"),
    Kind("warning", LegalWarning, "warnings.yaml"),
    Kind("event", Event, "events.yaml"),
    Kind("fund", Fund, "funds.yaml"),
    Kind("body", Body, "bodies.yaml"),
    Kind("helpline", Helpline, "helplines.yaml"),
    Kind("case", Case, "cases/"),
    Kind("copy", Copy, "copies/"),
    Kind("role", Role, "roles.yaml"),
    Kind("route", Route, "routes.yaml"),
    Kind("term", Term, "terms.yaml"),
    Kind("source", Source, "sources.yaml"),
    Kind("change", Change, "changes.yaml"),
)

SINGLES: dict[str, type[BaseModel]] = {
    "site.yaml": Site,
    "labels.yaml": Labels,
    "subject.yaml": SubjectLabels,
    "menu.yaml": Menu,
    "profile.yaml": Profile,
    "selector.yaml": Selector,
    "synonyms.yaml": Synonyms,
    "upkeep.yaml": Upkeep,
    "redirects.yaml": Redirects,
    "example.yaml": Example,
    "training.yaml": Training,
}
"""Files that hold one thing each."""

OPTIONAL = ("example.yaml", "training.yaml")
"""Those of them that a guide may do without."""
