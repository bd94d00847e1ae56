"""Legal acts, and where facts come from."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from macros.model.reference import Address, Many, SourceId
from macros.model.text import Entry, Id, Line, Model, Name, RichText, Slug, Text

Confidence = Literal["act", "secondary", "unverified"]
"""`act`: seen in the text of the act or on an official site. `secondary`: seen in a
reliable secondary source. `unverified`: general knowledge, to be checked."""


class Source(Entry):
    """Where a fact comes from: a page, a report, a book."""

    id: Id
    title: Line
    """In its own language."""
    publisher: Line
    url: Address
    checked_on: date
    """Day on which the page, or a stored copy of it, was read."""


class Checked(Model):
    """A statement with its confidence: a doubt is explained, the rest has a source."""

    confidence: Confidence
    to_verify: Text | None = None
    """What is not yet confirmed, and why. Shown to the reader."""
    sources: Many[SourceId] = ()
    checked_on: date | None = None
    """Day on which it was read; that of what holds it, or of its oldest source, if left out."""

    @model_validator(mode="after")
    def _doubt_is_explained(self) -> Self:
        if self.confidence == "unverified" and self.to_verify is None:
            raise PydanticCustomError("doubt_not_explained", "to_verify")
        if self.confidence != "unverified" and not self.sources:
            raise PydanticCustomError("source_missing", "sources")
        return self


class Provision(Checked):
    """An article, or part of it, that the guide relies on."""

    id: Id
    """Unique among acts and provisions: `tuel-42`."""
    label: Name
    """«art. 42, comma 2»."""
    topic: Name
    """What it is about, in a few words: «competenze del consiglio»."""
    says: RichText
    """What it says, in our words."""
    use: RichText | None = None
    """What to do with it: our reading, shown as advice."""


class Act(Entry, Checked):
    """A law, a decree, an agreement or a plan."""

    id: Id
    slug: Slug
    name: Name
    """Short name used in the text: «D.Lgs. 267/2000 (TUEL)»."""
    title: Name
    """Full official title; in English the Italian title with a translation."""
    summary: RichText
    use: RichText | None = None
    status: Text
    url: Address
    """Official text."""
    checked_on: date
    changed_on: date | None = None
    """Day of its last amendment: until it is read again, its page says that it lags behind."""
    provisions: Many[Provision] = ()

    @property
    def lags(self) -> bool:
        """Whether it was amended after it was read."""
        return self.changed_on is not None and self.changed_on > self.checked_on

    @property
    def about(self) -> Name:
        """What its card says, and the description of its page."""
        return self.title
