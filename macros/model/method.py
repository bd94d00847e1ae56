"""Methods of participatory planning."""

from __future__ import annotations

from typing import Literal

from pydantic import RootModel

from macros.model.reference import ActId, ChecklistId, Many, MethodId, Some, SourceId, TemplateId
from macros.model.text import Entry, Id, Model, Name, RichText, Slug, Text

Safety = Literal["S0", "S1", "S2", "S3"]
"""Of the people to protect: `S0` none involved; `S1` they may attend with standard care; `S2`
only with mediators, anonymity and referral ready; `S3` not with people at risk."""


OnEssential = Literal["yes", "short", "if-needed", "no"]
"""Whether the essential route uses it: our advice (catalogue, 13.3)."""


class Time(Model):
    """How long it takes, in words."""

    preparation: Text
    session: Text


class Method(Entry):
    """A way of working with a group, or alone, to answer one question of the plan."""

    id: Id
    slug: Slug
    name: Name
    summary: Text
    """What the reader gets from it: one or two sentences."""
    question: Text
    """The question of the plan that it answers."""
    safety: Safety
    on_essential: OnEssential
    use: RichText
    avoid: RichText
    people: RichText
    time: Time
    materials: Some[Text]
    before: RichText | None = None
    """Safety note shown before the steps."""
    steps: Some[RichText]
    outputs: Some[Text]
    pitfalls: Some[RichText]
    safe_practice: RichText
    public_body: RichText
    """Note for public bodies."""
    templates: Some[TemplateId]
    checklists: Many[ChecklistId] = ()
    acts: Many[ActId] = ()
    sources: Many[SourceId] = ()
    """Empty where the method is professional practice: the page says so."""

    @property
    def about(self) -> Text:
        """What its card says, and the description of its page."""
        return self.summary


class Choice(Model):
    """A question that arises on the way, and the methods that answer it."""

    id: Id
    question: Name
    first: Some[MethodId]
    """What we would use, given the time."""
    hurry: RichText
    """What to do with little time."""
    people: RichText
    """How the people to protect have their say on it, safely."""


class Selector(RootModel[Some[Choice]]):
    """Which method for which question."""
