"""The format-neutral shape of everything that can be downloaded.

One outline is made per entry and language, in one language only: no writer ever
chooses between Italian and English, and no writer holds a word of its own.
The outlines are plain frozen data, so that they can be compared, hashed for the
cache and handed to another process.

Four outlines exist. A `Document` is text to read and fill. A `Workbook` is a
set of tables to work in. A `Canvas` is one large sheet to hang on a wall.
`Slides` are pages to project while somebody speaks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

FieldKind = Literal["text", "multiline", "date", "choice"]


@dataclass(frozen=True, slots=True)
class Words:
    """The few fixed phrases that a file shows, already in its language.

    Placeholders in braces are filled by the writer.
    """

    page_of: str
    """Page footer: «Pagina {page} di {pages}»."""
    choose: str
    """First, empty entry of a drop-down list: «Scegli»."""
    write_here: str
    """What an empty text field says: «Scrivi qui»."""
    choose_date: str
    """What an empty date field says: «gg/mm/aaaa»."""
    address: str
    """Label before the address of the page: «Pagina della guida»."""
    not_in_list: str
    """Spreadsheet error when a value is not one of the list."""
    not_a_date: str
    not_a_number: str
    sheet_is_protected: str
    """One line that says which cells can be written in."""


@dataclass(frozen=True, slots=True)
class Meta:
    """What every file says about itself."""

    id: str
    """Id of the entry, the same in both languages."""
    kind: str
    """`template`, `checklist`, `phase`, `indicator` or `training`."""
    lang: str
    """`it` or `en`."""
    title: str
    description: str
    publisher: str
    """Empty while the publisher is not known."""
    version: str
    date: date
    """Date of the content, from the data: never the clock."""
    licence: str
    licence_url: str
    url: str
    """Address of the page of this entry on the site."""
    notices: tuple[str, ...]
    """Lines shown under the title, such as «schema da adattare»."""
    footer: str
    """Line at the foot of each page, without the page number."""
    words: Words


@dataclass(frozen=True, slots=True)
class Field:
    """A place for the officer to write in.

    The id names the content control, the PDF field and, later, the field of the
    page: ASCII, at most 64 characters, one meaning in a document. It may be placed
    many times; every place shares the id.
    """

    id: str
    kind: FieldKind
    label: str
    help: str = ""
    options: tuple[str, ...] = ()
    """Entries of a `choice`, in order; empty for the other kinds."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style. `href` is an absolute http(s) address or empty."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class FieldRef:
    """A field placed inside a sentence or a cell."""

    field: Field


@dataclass(frozen=True, slots=True)
class Checkbox:
    """A box to tick, placed before its text. `label` is what it announces."""

    id: str
    label: str


Inline = Run | FieldRef | Checkbox
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the document: level 1 to 3, below the title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: Inlines


@dataclass(frozen=True, slots=True)
class Guidance:
    """Advice to whoever fills the document, to be removed before use."""

    content: tuple[Paragraph | Bullets, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Inlines, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field on a line of its own, with its label before it and its help."""

    field: Field


@dataclass(frozen=True, slots=True)
class TableColumn:
    title: str
    width: int
    """Share of the width of the table; any positive unit."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row. Cells to fill hold a `FieldRef`."""

    id: str
    caption: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Inlines, ...], ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Block = Heading | Paragraph | Guidance | Bullets | FieldLine | Table | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    meta: Meta
    blocks: tuple[Block, ...]
    landscape: bool = False
    letter: float = 0.0
    """Points of the text in a PDF, one less in an ODT, whose letters are wider; 0 for the
    size of each format."""


CellKind = Literal["text", "number", "integer", "date", "choice"]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with references by name, for each writer to spell its own way.

    `text` is written in English function names, with `,` between arguments, `.` for
    decimals and straight double quotes around text, without the leading `=`.
    References stand in braces: `{id}` is the cell of column `id` in the same row, or
    the value of the parameter `id`; `{id:}` is the whole column `id`, header apart.
    """

    text: str
    result: str | float = ""
    """What it shows while the sheet is empty: stored as the cached value."""
    kind: CellKind = "text"


CellValue = str | float | date | Formula | None
"""What a cell holds. `None` is an empty cell."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    id: str
    title: str
    """Header: not empty, unique in the sheet."""
    kind: CellKind
    width: int
    """Characters."""
    help: str = ""
    """Announced when a cell of the column is selected."""
    options: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    locked: bool = False
    """True where the officer is not meant to write: formulas, fixed rows."""
    formula: Formula | None = None
    """Put in every row of the column."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A labelled value above the table: to write in, or computed."""

    id: str
    label: str
    kind: CellKind
    help: str = ""
    options: tuple[str, ...] = ()
    value: CellValue = None
    """A `Formula` here makes the cell locked."""


@dataclass(frozen=True, slots=True)
class Sheet:
    id: str
    """ASCII name of the table, the same in both languages."""
    title: str
    """Name of the tab: at most 31 characters, none of []:*?/\\."""
    intro: tuple[str, ...]
    """Lines of guidance above the table."""
    parameters: tuple[Parameter, ...]
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    """Rows filled in advance, one value per column."""
    blank_rows: int = 0
    """Empty rows after them, ready to fill."""
    calculated: bool = False
    """Whether its formulas hold the results of what it holds; they stand in its rows too."""


@dataclass(frozen=True, slots=True)
class Workbook:
    meta: Meta
    sheets: tuple[Sheet, ...]


PaperSize = Literal["a4", "a3", "a1"]


@dataclass(frozen=True, slots=True)
class Area:
    """A box of a canvas, on a grid counted from 0."""

    id: str
    title: str
    prompt: str
    column: int
    row: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Canvas:
    """One sheet to hang on a wall, landscape, with boxes to write in."""

    meta: Meta
    paper: PaperSize
    columns: int
    """Width of the grid in cells of equal size."""
    rows: int
    areas: tuple[Area, ...]
    instructions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slide:
    """A page to project: a title, and few lines below it."""

    title: str
    points: tuple[str, ...]
    notes: str
    """What is said beside it; a blank line between paragraphs. Never shown."""


@dataclass(frozen=True, slots=True)
class Slides:
    """A cover with the title of the file, then the slides in order."""

    meta: Meta
    slides: tuple[Slide, ...]


Outline = Document | Workbook | Canvas | Slides
