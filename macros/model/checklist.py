"""Checklists: sentences to tick, each with its reason and its evidence."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from macros.model.reference import ActId, Many, Some
from macros.model.text import Entry, Id, Model, Name, RichText, Slug, Text

Obligation = Literal["law", "method", "advice"]
"""Required by law for that act or processing; required by this method; advised."""


class Item(Model):
    """One thing to do or to check."""

    id: Annotated[Id, Field(max_length=48)]
    """Stable and citable: what a reader ticked is kept under it."""
    text: Text
    why: Text
    evidence: Text
    """What to keep as proof."""
    obligation: Obligation
    acts: Many[ActId] = ()

    def control(self, part: str) -> str:
        """The name of a control about this item: no id can be the same, for its two hyphens."""
        return f"{self.id}--{part}"


class Checklist(Entry):
    """A list to go through before, during or after a step."""

    id: Id
    slug: Slug
    name: Name
    summary: Text
    before: RichText | None = None
    """Safety note shown before the items."""
    items: Some[Item]

    @property
    def about(self) -> Text:
        """What its card says, and the description of its page."""
        return self.summary
