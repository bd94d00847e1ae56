"""The worked example: copies of the documents and checklists, filled as a Comune would."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Self

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from macros.model.reference import ChecklistId, Many, PhaseId, ProfileFieldId, TemplateId
from macros.model.template import Cell
from macros.model.text import Entry, Id, Model, Name, Slug, Text


def _tag(value: Any) -> str:
    return "date" if isinstance(value, date) else "text"


Answer = Annotated[Annotated[Text, Tag("text")] | Annotated[date, Tag("date")], Discriminator(_tag)]
"""What stands in a field: words, or a date."""


class Example(Model):
    """The place of the example, and what is the same in all its documents."""

    name: Name
    notice: Text
    """Stands on each page and in each file: the example is invented."""
    fields: dict[ProfileFieldId, Answer]


class Ticked(Model):
    """What was written beside an item of a checklist."""

    done: bool
    note: Text | None = None
    owner: Text | None = None
    due: date | None = None
    evidence: Text | None = None


class Chosen(Model):
    """A passage of the template between which one chooses, and what it became."""

    passage: Text
    """To the letter, as the template has it."""
    becomes: Text | None = None
    """Nothing if it was left out."""


class FilledSheet(Model):
    """What was written in one sheet of a spreadsheet."""

    parameters: dict[Id, Cell] = Field(default_factory=dict)
    rows: Many[dict[Id, Cell] | None] = ()
    """By column; first the rows of the template, then the blank ones. `~` takes a row out."""


class Copy(Entry):
    """A template or a checklist, filled."""

    id: Id
    slug: Slug
    name: Name
    template: TemplateId | None = None
    checklist: ChecklistId | None = None
    phase: PhaseId
    """On whose page it is offered."""
    shows: Text
    """What to look at in it."""
    without: Many[Annotated[int, Field(ge=1)]] = ()
    """Sections of the template that were taken out, counted from 1: variants, mostly."""
    fields: dict[Id, Answer] = Field(default_factory=dict)
    tables: dict[Id, Many[Many[Text | None] | None]] = Field(default_factory=dict)
    """Cells row by row: `~` keeps what the template has there, or takes a whole row out."""
    chosen: Many[Chosen] = ()
    checks: Many[Id] = ()
    sheets: dict[Id, FilledSheet] = Field(default_factory=dict)
    areas: dict[Id, Many[Text]] = Field(default_factory=dict)
    items: dict[Id, Ticked] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _fills_one_thing(self) -> Self:
        if (self.template is None) == (self.checklist is None):
            raise PydanticCustomError("copy_of_one", "copy")
        return self
