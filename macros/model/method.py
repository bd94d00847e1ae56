"""Methods of participatory planning."""

from __future__ import annotations

from typing import Literal

from macros.model.reference import ActId, ChecklistId, Many, Some, SourceId, TemplateId
from macros.model.text import Id, Model, Name, RichText, Slug, Text

Safety = Literal["S0", "S1", "S2", "S3"]
"""`S0` no workers involved; `S1` workers may attend with standard care; `S2` only with
mediators, anonymity and referral ready; `S3` not with workers at risk."""


class Time(Model):
    """How long it takes, in words."""

    preparation: Text
    session: Text


class Method(Model):
    """A way of working with a group, or alone, to answer one question of the plan."""

    id: Id
    slug: Slug
    name: Name
    summary: Text
    """What the reader gets from it: one or two sentences."""
    question: Text
    """The question of the plan that it answers."""
    safety: Safety
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
    templates: Many[TemplateId] = ()
    checklists: Many[ChecklistId] = ()
    acts: Many[ActId] = ()
    sources: Many[SourceId] = ()
    """Empty where the method is professional practice: the page says so."""

    @property
    def about(self) -> Text:
        """What its card says, and the description of its page."""
        return self.summary
