"""What changed in the guide, told to who uses it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from macros.model.reference import Some, Target
from macros.model.text import Entry, Id, Name, RichText, Version

ChangeKind = Literal["law", "document", "new", "mended"]
"""A legal act changed; a document to download changed; something new; a mistake mended."""


class Change(Entry):
    """A change that a reader should know of: an entry of the page and of the feeds."""

    id: Id
    """In the feeds for ever: who reads them has seen it under this id."""
    date: date
    version: Version
    kind: ChangeKind
    name: Name
    text: RichText
    touches: Some[Target]
    """Where in the guide the change is seen."""
    todo: RichText | None = None
    """What the reader has to do; nothing, if left out."""
