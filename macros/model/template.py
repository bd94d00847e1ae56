"""Templates: documents, spreadsheets and canvases to download and fill."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AfterValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from macros.model.reference import ActId, ChecklistId, Many, ProfileFieldId, RoleId, Some
from macros.model.text import (
    Entry,
    Id,
    Model,
    Name,
    RichText,
    Slug,
    TemplateText,
    Text,
    keys_of,
    without_forbidden,
)
from macros.problems import shortened

FieldKind = Literal["text", "multiline", "date", "choice"]
CellKind = Literal["text", "number", "integer", "date", "choice"]


class _WithOptions(Model):
    options: Many[Name] = ()

    @model_validator(mode="after")
    def _options_fit_the_kind(self) -> Self:
        kind = getattr(self, "kind", "text")
        if kind == "choice" and len(self.options) < 2:
            raise PydanticCustomError("choice_without_options", "options")
        if kind != "choice" and self.options:
            raise PydanticCustomError("options_without_choice", "options")
        return self


class FieldSpec(_WithOptions):
    """A place to write in: of one template, or of all (then it is in the profile)."""

    id: Id
    kind: FieldKind = "text"
    label: Name
    help: Text | None = None


class GuidanceBlock(Model):
    """Advice to whoever fills the document; removed before use."""

    guidance: RichText


class TextBlock(Model):
    """Ready-to-adapt wording, with `{field}` where something is to be written."""

    text: TemplateText


class HeadingBlock(Model):
    """A heading inside a section."""

    heading: Name


class FieldsBlock(Model):
    """Fields on lines of their own, each with its label."""

    fields: Some[Id]


class CheckSpec(Model):
    """A box to tick."""

    id: Id
    label: Text


class ChecksBlock(Model):
    """Boxes to tick, one a line."""

    checks: Some[CheckSpec]


def _cell_tag(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, (dict, Model)):
        return "text"
    if isinstance(value, date):
        return "date"
    return "number" if isinstance(value, (int, float)) else "text"


DocumentCell = Annotated[
    Annotated[TemplateText, Tag("text")] | Annotated[None, Tag("empty")],
    Discriminator(lambda value: "empty" if value is None else "text"),
]
"""Words, or nothing (`~`): then it is a cell to write in."""

Cell = Annotated[
    Annotated[Text, Tag("text")]
    | Annotated[float, Tag("number")]
    | Annotated[date, Tag("date")]
    | Annotated[None, Tag("empty")],
    Discriminator(_cell_tag),
]
"""What stands in a cell of a sheet."""


class TableColumn(Model):
    """A column of a table in a document."""

    id: Id
    name: Name
    width: Annotated[int, Field(ge=1, le=100)] = 1
    """Share of the width of the table."""


class TableSpec(Model):
    """A table in a document."""

    id: Id
    caption: Name
    columns: Annotated[Many[TableColumn], Field(min_length=2, max_length=9)]
    rows: Many[Many[DocumentCell]] = ()
    blank_rows: Annotated[int, Field(ge=0, le=60)] = 0
    """Empty rows to fill, after the others."""

    @model_validator(mode="after")
    def _cells_match_columns(self) -> Self:
        _check_rows(self.rows, len(self.columns))
        if not self.rows and not self.blank_rows:
            raise PydanticCustomError("table_without_rows", "rows")
        return self

    def all_rows(self) -> tuple[tuple[TemplateText | None, ...], ...]:
        """All the rows, the blank ones too."""
        return (*self.rows, *[(None,) * len(self.columns)] * self.blank_rows)

    def cell_name(self, row: int, column: TableColumn) -> str:
        """The name of the field that a cell to write in becomes; rows count from 1."""
        return f"{self.id}-{row}-{column.id}"

    def cells_to_fill(self) -> Iterator[str]:
        """The names of all the cells to write in."""
        for number, row in enumerate(self.all_rows(), start=1):
            for column, cell in zip(self.columns, row, strict=True):
                if cell is None:
                    yield self.cell_name(number, column)


def _check_rows(rows: tuple[tuple[Any, ...], ...], columns: int) -> None:
    for number, row in enumerate(rows, start=1):
        if len(row) != columns:
            raise PydanticCustomError(
                "row_length",
                "row",
                {
                    "row": number,
                    "cells": len(row),
                    "columns": columns,
                    "inside": ("rows", number - 1),
                },
            )


class TableBlock(Model):
    """A table."""

    table: TableSpec


BLOCKS = {
    "guidance": GuidanceBlock,
    "text": TextBlock,
    "heading": HeadingBlock,
    "fields": FieldsBlock,
    "checks": ChecksBlock,
    "table": TableBlock,
}


def _block_tag(value: Any) -> str | None:
    return next((name for name in BLOCKS if name in keys_of(value)), None)


Block = Annotated[
    Annotated[GuidanceBlock, Tag("guidance")]
    | Annotated[TextBlock, Tag("text")]
    | Annotated[HeadingBlock, Tag("heading")]
    | Annotated[FieldsBlock, Tag("fields")]
    | Annotated[ChecksBlock, Tag("checks")]
    | Annotated[TableBlock, Tag("table")],
    Discriminator(_block_tag),
]


class Section(Model):
    """A titled part of a document."""

    title: Name
    new_page: bool = False
    """True for an annex or a variant that starts on a page of its own."""
    blocks: Some[Block]


def _sheet_name(name: Name) -> Name:
    for value in (name.it, name.en):
        if len(value) > 31 or re.search(r"[\[\]:*?/\\']", value):
            raise PydanticCustomError("sheet_name", "name", {"found": value})
    return name


_NAME_IN_FORMULA = re.compile(r"\{([a-z0-9-]+:?)\}")
_WORDS_IN_FORMULA = re.compile(r'"[^"]*"')


def _well_written(code: str) -> bool:
    """Whether a formula, its words taken out, is put together as an expression.

    Python reads it, once the few signs that differ are changed: operators, commas and
    brackets follow the same rules.
    """
    code = _NAME_IN_FORMULA.sub("x", code).replace("<>", "!=").replace("&", "+")
    code = re.sub(r"(?<![<>!=])=", "==", code.replace("^", "**").replace("%", ""))
    try:
        ast.parse(code.strip(), mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
    return True


def _formula(value: str) -> str:
    words = _WORDS_IN_FORMULA.findall(value)
    code = _WORDS_IN_FORMULA.sub("''", value)
    for text in (*words, code.replace("<", " < ").replace(">", " > ")):
        without_forbidden(text)
    if (
        value.strip().startswith("=")
        or '"' in code
        or "\n" in value
        or re.search(r"[{}]", _NAME_IN_FORMULA.sub("", code))
        or not _well_written(code)
        or re.search(r"(?i)webservice|hyperlink|dde|\||!|https?:", value)
    ):
        raise PydanticCustomError("formula", "formula", {"found": shortened(value)})
    return value


FormulaText = Annotated[str, AfterValidator(_formula)]


class FormulaSpec(Model):
    """A formula with names instead of addresses: `IF({power}="","",{power}*{interest})`.

    `{column}` is the cell of that column in the same row, or a parameter of the sheet;
    `{column:}` is the whole column. English function names, `,` between arguments. The
    two languages differ only in the words that the formula shows or compares.
    """

    it: FormulaText
    en: FormulaText

    def of(self, lang: str) -> str:
        """The formula in one language."""
        return self.it if lang == "it" else self.en

    def references(self) -> set[str]:
        """What the formula names, in either language: `column`, or `column:` for all of it."""
        return {name for value in (self.it, self.en) for name in _NAME_IN_FORMULA.findall(value)}


class ParameterSpec(_WithOptions):
    """A value above the table: to write in, or computed."""

    id: Id
    label: Name
    kind: CellKind = "text"
    help: Text | None = None
    value: Cell = None
    formula: FormulaSpec | None = None
    result: float | None = None
    """What the formula shows while the sheet is empty; nothing if left out."""


class ProfileParameter(Model):
    """A field of the profile placed above the table."""

    field: ProfileFieldId


ParameterLine = Annotated[
    Annotated[ProfileParameter, Tag("field")] | Annotated[ParameterSpec, Tag("parameter")],
    Discriminator(
        lambda value: (
            "field"
            if (isinstance(value, dict) and "field" in value) or isinstance(value, ProfileParameter)
            else "parameter"
        )
    ),
]


class SheetColumn(_WithOptions):
    """A column of a sheet."""

    id: Id
    name: Name
    kind: CellKind = "text"
    width: Annotated[int, Field(ge=4, le=80)] = 18
    """In characters."""
    help: Text | None = None
    """Shown when a cell of the column is selected: at most 255 characters."""
    minimum: float | None = None
    maximum: float | None = None
    fixed: bool = False
    """True where nobody is meant to write."""
    formula: FormulaSpec | None = None
    result: float | None = None

    @model_validator(mode="after")
    def _help_fits(self) -> Self:
        if self.help and max(len(self.help.it), len(self.help.en)) > 255:
            raise PydanticCustomError("help_too_long", "help")
        return self


class SheetSpec(Model):
    """One sheet of a spreadsheet: guidance, values, one table."""

    id: Annotated[Id, Field(max_length=31)]
    name: Annotated[Name, AfterValidator(_sheet_name)]
    intro: Some[Text]
    parameters: Many[ParameterLine] = ()
    columns: Annotated[Many[SheetColumn], Field(min_length=1, max_length=60)]
    rows: Many[Many[Cell]] = ()
    blank_rows: Annotated[int, Field(ge=0, le=500)] = 0

    @model_validator(mode="after")
    def _rows_and_names_fit(self) -> Self:
        _check_rows(self.rows, len(self.columns))
        if not self.rows and not self.blank_rows:
            raise PydanticCustomError("table_without_rows", "rows")
        for lang in ("it", "en"):
            names = [column.name.of(lang).casefold() for column in self.columns]
            for index, name in enumerate(names):
                if name in names[:index]:
                    context = {"inside": ("columns", index, "name", lang)}
                    raise PydanticCustomError("same_column_name", "columns", context)
        columns = {column.id for column in self.columns}
        parameters = {
            line.field if isinstance(line, ProfileParameter) else line.id
            for line in self.parameters
        }
        whole = {f"{id}:" for id in columns}
        for key, holders, known in (
            ("columns", self.columns, whole | parameters | columns),
            ("parameters", self.parameters, whole | parameters),
        ):
            for index, holder in enumerate(holders):
                formula = getattr(holder, "formula", None)
                itself = {getattr(holder, "id", ""), f"{getattr(holder, 'id', '')}:"}
                if formula and (unknown := sorted(formula.references() - (known - itself))):
                    raise PydanticCustomError(
                        "formula_reference",
                        "formula",
                        {"found": ", ".join(unknown), "inside": (key, index, "formula")},
                    )
        return self


class AreaSpec(Model):
    """A box of a canvas, on a grid counted from 0."""

    id: Id
    title: Name
    prompt: Text
    column: Annotated[int, Field(ge=0, le=11)]
    row: Annotated[int, Field(ge=0, le=11)]
    columns: Annotated[int, Field(ge=1, le=12)] = 1
    rows: Annotated[int, Field(ge=1, le=12)] = 1


class CanvasSpec(Model):
    """A large sheet to hang on a wall and write on together."""

    paper: Literal["a3", "a1"]
    columns: Annotated[int, Field(ge=1, le=12)]
    rows: Annotated[int, Field(ge=1, le=12)]
    areas: Some[AreaSpec]
    instructions: Many[Text] = ()

    @model_validator(mode="after")
    def _areas_fit(self) -> Self:
        taken: set[tuple[int, int]] = set()
        for index, area in enumerate(self.areas):
            cells = {
                (column, row)
                for column in range(area.column, area.column + area.columns)
                for row in range(area.row, area.row + area.rows)
            }
            outside = area.column + area.columns > self.columns or area.row + area.rows > self.rows
            if outside or cells & taken:
                raise PydanticCustomError(
                    "area_outside", "area", {"found": area.id, "inside": ("areas", index)}
                )
            taken |= cells
        return self


TemplateType = Literal["document", "spreadsheet", "canvas"]
TEMPLATE_TYPES: tuple[TemplateType, ...] = get_args(TemplateType)


class Template(Entry):
    """Something to download and fill. Exactly one of `sections`, `sheets`, `canvas`."""

    id: Id
    slug: Slug
    name: Name
    summary: Text
    """What it is for, in one or two sentences."""
    use: RichText
    """How to use it: when, who, what to do with it afterwards."""
    before: RichText | None = None
    """Safety note."""
    formal_act: bool = False
    """True for acts: the file says whom to check it with."""
    filled_by: Some[RoleId]
    who: RichText
    """Who fills it, who checks it, who signs it, in a sentence."""
    acts: Many[ActId] = ()
    checklists: Many[ChecklistId] = ()
    fields: Many[FieldSpec] = ()
    """Fields of this document alone; those of all documents are in the profile."""
    sections: Many[Section] = ()
    sheets: Many[SheetSpec] = ()
    canvas: CanvasSpec | None = None

    @model_validator(mode="after")
    def _one_body(self) -> Self:
        if [bool(self.sections), bool(self.sheets), bool(self.canvas)].count(True) != 1:
            raise PydanticCustomError("one_body", "body")
        return self

    @property
    def type(self) -> TemplateType:
        """What comes out of it."""
        if self.sections:
            return "document"
        return "spreadsheet" if self.sheets else "canvas"

    @property
    def about(self) -> Text:
        """What its card says, and the description of its page."""
        return self.summary
