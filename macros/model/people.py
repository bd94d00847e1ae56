"""Who acts, and the words of the field."""

from __future__ import annotations

from macros.model.reference import Many, SourceId, TermId
from macros.model.text import Entry, Id, Line, Name, RichText


class Role(Entry):
    """A person, an office or a body of the process."""

    id: Id
    name: Name
    does: RichText


class Term(Entry):
    """An entry of the glossary."""

    id: Id
    name: Name
    acronym: Line | None = None
    definition: RichText
    see: Many[TermId] = ()
    sources: Many[SourceId] = ()
