"""What may be put in a plan, and the priority actions that it answers."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from macros.model.law import Checked
from macros.model.reference import (
    ActId,
    AxisId,
    ChecklistId,
    IndicatorId,
    Many,
    PriorityId,
    Some,
    SourceId,
    TemplateId,
)
from macros.model.text import Entry, Id, Name, RichText, Slug, Text


class Priority(Entry, Checked):
    """A priority action of a wider plan, and what can be done for it here."""

    id: Id
    number: Annotated[int, Field(ge=1)]
    name: Name
    """In our words: the full title is in the text of the plan."""
    axis: AxisId
    use: RichText
    """What can be done for it here: our reading, shown as advice."""
    templates: Many[TemplateId] = ()


class Measure(Entry):
    """Something to do, with what it takes: an entry of the repertoire of actions."""

    id: Id
    slug: Slug
    name: Name
    axis: AxisId
    priorities: Many[PriorityId] = ()
    """The priority actions that it serves, if any."""
    objective: Text
    before: RichText | None = None
    """Safety note shown before what it consists of."""
    what: Some[RichText]
    actors: Some[RichText]
    """Who does what."""
    needs: Some[RichText]
    """What must be there before it starts."""
    costs: Some[Text]
    """What has to be paid: items, without amounts."""
    watch: Many[RichText] = ()
    """What makes it fail or do harm."""
    indicators: Some[IndicatorId]
    funding: RichText
    """Which kinds of money pay for it, and how certain they are."""
    example: RichText | None = None
    """What somebody did, with its source; none where we found none."""
    sources: Many[SourceId] = ()
    templates: Some[TemplateId]
    checklists: Many[ChecklistId] = ()
    acts: Many[ActId] = ()

    @property
    def about(self) -> Text:
        """What its card says, and the description of its page."""
        return self.objective

    @model_validator(mode="after")
    def _example_has_a_source(self) -> Self:
        if self.example and not self.sources:
            raise PydanticCustomError("source_missing", "sources")
        return self
