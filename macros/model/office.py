"""Offices: what each may meet of the problem that the plan is about, and what it does."""

from __future__ import annotations

from macros.model.reference import (
    ActId,
    ChecklistId,
    Many,
    PhaseId,
    RoleId,
    Some,
    SourceId,
    TemplateId,
)
from macros.model.text import Entry, Id, Model, Name, RichText, Slug, Text


class Avoidance(Model):
    """Something that the office does not do, and the reason."""

    what: Text
    why: RichText


class Contribution(Model):
    """What the plan asks of the office in one phase."""

    phase: PhaseId
    gives: RichText


class Office(Entry):
    """A page that fits on one sheet, for colleagues who have ten minutes."""

    id: Id
    slug: Slug
    name: Name
    summary: Text
    """What the office does for the plan: one or two sentences."""
    role: RoleId | None = None
    """The role that the office has on the way, where it has one."""
    before: RichText
    """Safety note: every office may meet a person in danger."""
    sees: Some[RichText]
    does: Some[RichText]
    avoids: Some[Avoidance]
    words: Many[Text] = ()
    """Sentences to say to a person, as they are."""
    writes: RichText
    """What is written down, where, and what is not."""
    contributions: Some[Contribution]
    templates: Many[TemplateId] = ()
    checklists: Many[ChecklistId] = ()
    acts: Many[ActId] = ()
    sources: Many[SourceId] = ()

    @property
    def about(self) -> Text:
        """What its card says, and the description of its page."""
        return self.summary
