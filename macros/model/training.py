"""The one-day training on local plans: its hours, what is said and done, its slides."""

from __future__ import annotations

import re
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from macros.model.reference import Many, Some, SourceId, TemplateId
from macros.model.template import FieldSpec
from macros.model.text import AnchorId, Line, Model, Name, RichText, Slug, Text

AN_HOUR = 60
COVER = 1
"""Number of the slide that shows the title."""


def _hour(value: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        raise PydanticCustomError("bad_hour", "hour", {"found": value[:24]})
    return value


Hour = Annotated[Line, AfterValidator(_hour)]
"""An hour of the day: `09:15`."""

Minutes = Annotated[int, Field(ge=1, le=240)]


class TrainingFile(Model):
    """A file of the training to download."""

    slug: Slug
    name: Name
    summary: Text
    """What it is for, and who has it in hand."""


class Preparation(Model):
    """One thing to do in the hour in which the training is prepared."""

    minutes: Minutes
    do: RichText


class Deadline(Model):
    """One thing to do between the decision and the day."""

    when: Name
    do: RichText


class Slide(Model):
    """A slide: few words to see, and what is said beside them."""

    title: Name
    points: Annotated[Many[Text], Field(max_length=5)] = ()
    notes: Text
    """For who speaks; not shown."""


class Session(Model):
    """A block of the day."""

    id: AnchorId
    name: Name
    minutes: Minutes
    aim: Text
    """What is true at its end that was not at its start."""
    says: Text
    """Words that the facilitator can say as they are; a blank line between paragraphs."""
    does: Some[RichText]
    material: Many[RichText] = ()
    slides: Many[Slide] = ()


class Training(Model):
    """A day that a Comune or a Region can hold again."""

    name: Name
    summary: Text
    starts: Hour
    before: RichText
    """Safety note: what is never told in the room."""
    fields: Some[FieldSpec]
    """What is written in the programme before it is sent."""
    who: Some[RichText]
    """Whom to invite, and how many."""
    taking_part: Some[RichText]
    """What whoever is invited needs to know."""
    origin: RichText
    """What of this day was seen elsewhere, and what is ours."""
    invitation: Text
    """The letter that goes with the programme, ready to copy."""
    programme: TrainingFile
    script: TrainingFile
    slides: TrainingFile
    preparation: Some[Preparation]
    deadlines: Some[Deadline]
    material: Some[RichText]
    templates: Some[TemplateId]
    """Documents handed out."""
    sessions: Some[Session]
    sources: Many[SourceId] = ()

    @model_validator(mode="after")
    def _prepared_in_an_hour(self) -> Self:
        found = sum(one.minutes for one in self.preparation)
        if found > AN_HOUR:
            context = {"found": found, "inside": ("preparation",)}
            raise PydanticCustomError("over_an_hour", "preparation", context)
        return self

    def timed(self) -> tuple[tuple[str, str, Session], ...]:
        """Each session with the hours at which it starts and ends."""
        hours, minutes = map(int, self.starts.split(":"))
        now = hours * 60 + minutes
        found = []
        for session in self.sessions:
            found.append((_clock(now), _clock(now + session.minutes), session))
            now += session.minutes
        return tuple(found)

    def numbered(self) -> tuple[tuple[Session, tuple[tuple[int, Slide], ...]], ...]:
        """Each session with its slides and their numbers, which run on from the cover."""
        found, number = [], COVER
        for session in self.sessions:
            shown = tuple(enumerate(session.slides, number + 1))
            number += len(shown)
            found.append((session, shown))
        return tuple(found)


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
