"""Phases of the process, and the routes through them."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from macros.model.reference import (
    ActId,
    ChecklistId,
    Many,
    MethodId,
    PhaseId,
    RoleId,
    Some,
    SourceId,
    TemplateId,
)
from macros.model.text import AnchorId, Entry, Id, Model, Name, RichText, Slug, Text


def _not_zero(week: int) -> int:
    if week == 0:
        raise PydanticCustomError("week_zero", "weeks")
    return week


Week = Annotated[int, Field(ge=-260, le=260), AfterValidator(_not_zero)]


class Step(Model):
    """One thing to do, explained so that it can be done on Monday morning."""

    id: AnchorId
    """Anchor of the step on the page of its phase."""
    name: Name
    """Imperative, with its object."""
    before: RichText | None = None
    """Safety note, shown before the explanation."""
    how: RichText
    essential: RichText | None = None
    """What changes on the essential route."""
    roles: Many[RoleId] = ()
    methods: Many[MethodId] = ()
    templates: Many[TemplateId] = ()
    checklists: Many[ChecklistId] = ()
    acts: Many[ActId] = ()


class Risk(Model):
    """Something that goes wrong, and the answer to it."""

    risk: Text
    answer: RichText


class Example(Model):
    """What somebody did, with where we read it."""

    text: RichText
    sources: Some[SourceId]


class Duration(Model):
    """How long the phase takes on each route, in words: our estimate."""

    essential: Text | None = None
    full: Text | None = None
    joint: Text | None = None
    update: Text | None = None

    @property
    def by_route(self) -> tuple[tuple[str, Text], ...]:
        """Route by route, in their order."""
        found = ((route, getattr(self, route)) for route in type(self).model_fields)
        return tuple((route, text) for route, text in found if text)


class Phase(Entry):
    """A phase of the process."""

    id: Id
    slug: Slug
    number: Annotated[int, Field(ge=1)]
    name: Name
    purpose: Text
    when: RichText
    duration: Duration
    lead: Some[RoleId]
    with_whom: RichText
    inputs: Some[RichText]
    before: RichText | None = None
    """Safety note shown at the top of the page."""
    steps: Some[Step]
    outputs: Some[RichText]
    act: RichText
    """The administrative act that this phase asks for."""
    risks: Some[Risk]
    quality: Some[RichText]
    methods: Many[MethodId] = ()
    templates: Many[TemplateId] = ()
    checklists: Many[ChecklistId] = ()
    acts: Many[ActId] = ()
    examples: Some[Example]

    @property
    def about(self) -> Text:
        """What its card says, and the description of its page."""
        return self.purpose


class Stage(Model):
    """When a phase runs on a route, in weeks from the peak: the moment that the plan is for.

    Week -1 ends on the day before the peak, week 1 starts with it; there is no week 0.
    """

    phase: PhaseId
    first_week: Week
    last_week: Week
    note: Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last_week < self.first_week:
            raise PydanticCustomError("weeks_reversed", "weeks")
        return self


class Skip(Model):
    """Something that a route leaves out or makes smaller, and why it may."""

    what: RichText
    why: RichText


RouteId = Literal["essential", "full", "joint", "update"]


class Route(Entry):
    """A way through the phases, for a size or a starting point."""

    id: RouteId
    name: Name
    who: Text
    """Whom it suits."""
    duration: Text
    effort: Text
    """Shown as our estimate."""
    skips: Some[Skip]
    note: RichText
    stages: Some[Stage]

    @property
    def weeks_before(self) -> int:
        """Weeks from the first day of the route to the peak."""
        return max(-stage.first_week for stage in self.stages)

    @property
    def weeks_after(self) -> int:
        """Weeks from the peak to the last day of the route."""
        return max(stage.last_week for stage in self.stages)
