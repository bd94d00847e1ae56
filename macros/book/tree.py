"""What the book is made of: the pages of the guide, read into a few kinds of blocks.

Every part is plain frozen data. A text in no style is a bare string, because most are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style, or a link."""

    text: str
    strong: bool = False
    emphasis: bool = False
    struck: bool = False
    to: str = ""
    """Label of the place of the book to which it leads."""
    numbered: bool = False
    """Whether the page of that place is written after it."""
    href: str = ""
    """Complete address outside the book."""
    spelt: bool = False
    """Whether that address is written after it."""


Inline = str | Run
Inlines = tuple[Inline, ...]

Look = Literal["", "lead", "kicker", "note", "title", "term", "tick"]


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part, of a chapter or of a section.

    The contents list the parts (level 1) and the chapters (level 2) that are `listed`;
    the bookmarks are the same, with the sections that are `marked` below them.
    """

    level: int
    text: str
    label: str
    kicker: str = ""
    """Words above the title of a chapter: «Fase 1 di 9»."""
    listed: bool = False
    marked: bool = False
    opens: bool = False
    """Whether it starts a new page."""


@dataclass(frozen=True, slots=True)
class Text:
    content: Inlines
    look: Look = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Blocks set apart: a warning, advice, an example."""

    look: Literal["safety", "aside", "small"]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    blocks: tuple[Block, ...]
    columns: int = 1
    """How many it spans."""
    rows: int = 1
    words: str = ""
    """All that it says, in no style."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `header` is empty where it has no rows of headers."""

    caption: str
    shares: tuple[int, ...]
    """Width of each column, as a share of the whole."""
    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that says nothing of its own."""

    svg: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to which links lead, before a block that carries no label."""

    label: str


Block = Heading | Text | Items | Panel | Grid | Drawing | Mark
