"""OpenDocument spreadsheet: checklists and registers to work in.

Formulas follow OpenFormula (Open Document Format 1.3, part 4).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date

from lxml import etree

from macros.documents import opendocument as odf
from macros.documents.grid import Grid, lines_above
from macros.documents.opendocument import add, add_style, add_text, centimetres, style_name
from macros.documents.outline import (
    CellKind,
    CellValue,
    Formula,
    Meta,
    Parameter,
    SheetColumn,
    Words,
    Workbook,
)

EXTENSION = "ods"
MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ACCEPTS = (Workbook,)

_DIGIT = 0.19
"""Width of a digit of 10 points, in centimetres: what the width of a column counts."""
_LETTER = 0.16
"""Mean width of a letter of 10 points in a sentence, in centimetres."""
_LINE = 0.48
"""Height of a line of 10 points, in centimetres."""
_TITLE = 1.5
"""How much larger than a line the title is."""
_FROZEN_LINES = 15
"""Above this the frozen rows would leave no room to scroll on a small screen."""
_DATA_STYLES: dict[CellKind, str] = {"date": "Day", "number": "Number", "integer": "Number"}


def write(outline: Workbook) -> bytes:
    """Return the file.

    Raises:
        ValueError: A formula names a column or parameter that its sheet lacks.
    """
    meta = outline.meta
    content = odf.root("office:document-content")
    automatic = add(content, "office:automatic-styles")
    _add_automatic_styles(automatic)
    book = add(add(content, "office:body"), "office:spreadsheet")
    # The way spreadsheets of every maker compare text, whatever the option is called.
    add(
        book,
        "table:calculation-settings",
        {
            "table:case-sensitive": "false",
            "table:automatic-find-labels": "false",
            "table:use-regular-expressions": "false",
            "table:use-wildcards": "true",
        },
    )
    validations = add(book, "table:content-validations")
    layouts = [_Layout(sheet, lines_above(sheet, outline)) for sheet in outline.sheets]
    for layout in layouts:
        _SheetWriter(layout, meta, automatic, book, validations).write()
    if not len(validations):
        book.remove(validations)
    ranges = add(book, "table:database-ranges")
    for layout in layouts:
        add(
            ranges,
            "table:database-range",
            {
                "table:name": layout.sheet.id.replace("-", "_"),
                "table:target-range-address": layout.table,
                "table:display-filter-buttons": "true",
            },
        )
    return odf.package(
        MEDIA_TYPE,
        meta,
        {"content.xml": content, "styles.xml": _styles(meta), "settings.xml": _settings(layouts)},
    )


class _Spelling:
    """References as OpenFormula writes them."""

    separator = ";"

    def __init__(self, value_column: int) -> None:
        self._value_column = value_column

    def cell(self, row: int, column: int) -> str:
        return f"[.{_letters(column)}{row + 1}]"

    def column(self, first_row: int, last_row: int, column: int) -> str:
        letters = _letters(column)
        return f"[.{letters}${first_row + 1}:.{letters}${last_row + 1}]"

    def parameter(self, row: int) -> str:
        return f"[.${_letters(self._value_column)}${row + 1}]"


class _Layout(Grid):
    """The grid of a sheet with its measures and addresses in OpenDocument."""

    @property
    def centimetres(self) -> list[float]:
        """Width of each column."""
        return [width * _DIGIT + 0.4 for width in self.widths]

    @property
    def heights(self) -> tuple[int, ...]:
        """Lines of writing that each of `lines` takes across the whole sheet."""
        letters = sum(self.centimetres) / _LETTER
        return tuple(
            math.ceil(len(line) * (1 if number else _TITLE) / letters)
            for number, line in enumerate(self.lines)
        )

    @property
    def frozen_rows(self) -> int:
        """Rows that stay in view, or 0 where they would fill it."""
        lines = sum(self.heights) + len(self.sheet.parameters) + 1
        return self.first_row if lines <= _FROZEN_LINES else 0

    def address(self, row: int, column: int) -> str:
        """Address of a cell from anywhere in the file."""
        return f"{_quoted(self.sheet.title)}.{_letters(column)}{row + 1}"

    @property
    def table(self) -> str:
        """Address of the table with its headers."""
        last = self.address(self.last_row, len(self.sheet.columns) - 1)
        return f"{self.address(self.header_row, 0)}:{last}"

    @property
    def whole(self) -> str:
        """Address of all that is printed."""
        return f"{self.address(0, 0)}:{self.address(self.address_row, len(self.widths) - 1)}"

    def formula_at(self, text: str, row: int) -> str:
        """`Formula.text` for the cell of a row, in OpenFormula."""
        return f"of:={self.formula(text, row, _Spelling(self.value_column))}"


class _SheetWriter:
    """Appends one sheet to the book, row after row."""

    def __init__(
        self,
        layout: _Layout,
        meta: Meta,
        automatic: etree._Element,
        book: etree._Element,
        validations: etree._Element,
    ) -> None:
        self._layout = layout
        self._sheet = layout.sheet
        self._meta = meta
        self._automatic = automatic
        self._validations = validations
        self._table = add(
            book,
            "table:table",
            {
                "table:name": layout.sheet.title,
                "table:style-name": "Sheet",
                "table:protected": "true",
                "table:print-ranges": layout.whole,
            },
        )
        # An extension of LibreOffice: without it the filter buttons are dead when protected.
        add(
            self._table,
            "loext:table-protection",
            {
                "loext:select-protected-cells": "true",
                "loext:select-unprotected-cells": "true",
                "loext:use-autofilter": "true",
            },
        )

    def write(self) -> None:
        self._columns()
        for number, line in enumerate(self._layout.lines):
            # Programs fit the height of a row to its cells, but badly to spanning ones.
            height = self._layout.heights[number] * _LINE * (1 if number else _TITLE) + 0.1
            style = f"{self._sheet.id}.line.{number}"
            add_style(
                self._automatic,
                style,
                "table-row",
                {"table-row": {"style:row-height": centimetres(height)}},
            )
            paragraph = self._line(
                "Line" if number else "Title", self._row(style=style), len(self._layout.widths)
            )
            add_text(paragraph, line)
        self._gap()
        for row, parameter in enumerate(
            self._sheet.parameters, start=self._layout.first_parameter_row
        ):
            self._parameter(row, parameter)
        if self._sheet.parameters:
            self._gap()
        self._header()
        self._data()
        self._gap()
        self._address()

    def _columns(self) -> None:
        for number, width in enumerate(self._layout.centimetres):
            style = f"{self._sheet.id}.{number}"
            add_style(
                self._automatic,
                style,
                "table-column",
                {"table-column": {"style:column-width": centimetres(width)}},
            )
            add(self._table, "table:table-column", {"table:style-name": style})

    def _row(self, parent: etree._Element | None = None, style: str = "Row") -> etree._Element:
        table = self._table if parent is None else parent
        return add(table, "table:table-row", {"table:style-name": style})

    def _line(self, style: str, row: etree._Element, span: int) -> etree._Element:
        """Begin a row with one cell that spans some columns, and return its paragraph."""
        attributes = {"table:style-name": style, "office:value-type": "string"}
        if span > 1:
            attributes |= {
                "table:number-columns-spanned": str(span),
                "table:number-rows-spanned": "1",
            }
        cell = add(row, "table:table-cell", attributes)
        if span > 1:
            covered = {"table:number-columns-repeated": str(span - 1)}
            add(row, "table:covered-table-cell", covered)
        return add(cell, "text:p")

    def _parameter(self, number: int, parameter: Parameter) -> None:
        row = self._row()
        column = self._layout.value_column
        add_text(self._line("Label", row, column), parameter.label)
        computed = isinstance(parameter.value, Formula)
        validation = "" if computed else self._validation(parameter, number, column)
        style = _cell_style(parameter.kind, locked=computed)
        self._cell(row, number, style, parameter.value, validation)

    def _gap(self) -> None:
        """Part the table from the rest, so that programs sort and select it alone."""
        add(self._row(style="Gap"), "table:table-cell")

    def _header(self) -> None:
        # Above rows that repeat, LibreOffice 7.4 shows a computed empty text as 0 or as 1899.
        repeats = not any(
            isinstance(one.value, Formula) and one.value.result in (None, "")
            for one in self._sheet.parameters
        )
        row = self._row(add(self._table, "table:table-header-rows") if repeats else None)
        for column in self._sheet.columns:
            self._cell(row, self._layout.header_row, "Header", column.title)

    def _data(self) -> None:
        columns = self._sheet.columns
        validations = [
            "" if column.formula else self._validation(column, self._layout.first_row, i)
            for i, column in enumerate(columns)
        ]
        blank: tuple[CellValue, ...] = (None,) * len(columns)
        rows = (*self._sheet.rows, *[blank] * self._sheet.blank_rows)
        for number, values in enumerate(rows, start=self._layout.first_row):
            row = self._row()
            is_blank = number - self._layout.first_row >= len(self._sheet.rows)
            # The result to store is that of an empty row: others are computed at opening.
            is_answered = not self._sheet.calculated and any(
                value is not None and not column.locked
                for column, value in zip(columns, values, strict=True)
            )
            for column, value, validation in zip(columns, values, validations, strict=True):
                content = value if isinstance(value, Formula) else column.formula or value
                # A blank row is there to be written in, its fixed columns too.
                locked = isinstance(content, Formula) or (column.locked and not is_blank)
                style = _cell_style(column.kind, locked=locked)
                self._cell(
                    row,
                    number,
                    style,
                    content,
                    "" if locked else validation,
                    stores_result=not is_answered,
                )

    def _address(self) -> None:
        paragraph = self._line("Line", self._row(), len(self._layout.widths))
        add_text(paragraph, f"{self._meta.words.address}: ")
        add_text(odf.add_link(paragraph, self._meta.url), self._meta.url)

    def _cell(
        self,
        row: etree._Element,
        number: int,
        style: str,
        content: CellValue,
        validation: str = "",
        *,
        stores_result: bool = True,
    ) -> None:
        attributes = {"table:style-name": style_name(style)}
        if validation:
            attributes["table:content-validation-name"] = validation
        if isinstance(content, Formula):
            attributes["table:formula"] = self._layout.formula_at(content.text, number)
            content = content.result if stores_result else None
        match content:
            case None:
                shown = ""
            case str():
                shown = content
                attributes["office:value-type"] = "string"
                # LibreOffice takes an empty result for a 0 unless it is spelled out.
                attributes["office:string-value"] = content
            case date():
                shown = content.strftime("%d/%m/%Y")
                attributes["office:value-type"] = "date"
                attributes["office:date-value"] = content.isoformat()
            case _:
                shown = _number(content)
                attributes["office:value-type"] = "float"
                attributes["office:value"] = shown
        cell = add(row, "table:table-cell", attributes)
        for line in shown.split("\n") if shown else ():
            add_text(add(cell, "text:p"), line)

    def _validation(self, of: SheetColumn | Parameter, row: int, column: int) -> str:
        """Declare what a cell accepts and says; return the name, empty if nothing."""
        condition, message = _accepted(of, self._meta.words)
        if not (condition or of.help):
            return ""
        title = of.label if isinstance(of, Parameter) else of.title
        name = f"{self._sheet.id}.{row}.{column}"
        validation = add(
            self._validations,
            "table:content-validation",
            {
                "table:name": name,
                "table:base-cell-address": self._layout.address(row, column),
                "table:allow-empty-cell": "true",
            },
        )
        if condition:
            validation.set(odf.qualified("table:condition"), f"of:{condition}")
        if of.help:
            help_message = add(
                validation, "table:help-message", {"table:title": title, "table:display": "true"}
            )
            add_text(add(help_message, "text:p"), of.help)
        if condition:
            error_message = add(
                validation,
                "table:error-message",
                {
                    "table:title": title,
                    "table:display": "true",
                    "table:message-type": "stop",
                },
            )
            add_text(add(error_message, "text:p"), message)
        return name


def _accepted(of: SheetColumn | Parameter, words: Words) -> tuple[str, str]:
    """Condition on what may be written, and what is said of the rest; empty for any text."""
    match of.kind:
        case "choice":
            options = ";".join('"' + option.replace('"', '""') + '"' for option in of.options)
            return f"cell-content-is-in-list({options})", words.not_in_list
        case "date":
            # Readers ignore a condition without a comparison: any day since 1900.
            return "cell-content-is-date() and cell-content()>=2", words.not_a_date
        case "number" | "integer":
            kind = "whole" if of.kind == "integer" else "decimal"
            minimum, maximum = (
                (of.minimum, of.maximum) if isinstance(of, SheetColumn) else (None, None)
            )
            low = "-1E+15" if minimum is None else _number(minimum)
            high = "1E+15" if maximum is None else _number(maximum)
            condition = f"cell-content-is-{kind}-number() and cell-content-is-between({low},{high})"
            return condition, words.not_a_number
        case _:
            return "", ""


def _cell_style(kind: CellKind, *, locked: bool) -> str:
    name = "Locked" if locked else "Input"
    return f"{name} {kind}" if kind in _DATA_STYLES else name


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def _letters(column: int) -> str:
    """Name of a column counted from 0: A, B ... Z, AA."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _quoted(sheet_title: str) -> str:
    escaped = sheet_title.replace("'", "''")
    return f"$'{escaped}'"


def _add_automatic_styles(automatic: etree._Element) -> None:
    add_style(
        automatic,
        "Sheet",
        "table",
        {"table": {"table:display": "true"}},
        attributes={"style:master-page-name": "Standard"},
    )
    add_style(
        automatic,
        "Row",
        "table-row",
        {"table-row": {"style:use-optimal-row-height": "true"}},
    )
    add_style(automatic, "Gap", "table-row", {"table-row": {"style:row-height": "0.3cm"}})


def _styles(meta: Meta) -> etree._Element:
    part, styles = odf.styles_part(
        meta, ("table-cell", "graphic"), ("table", "table-column", "table-row")
    )
    _add_data_styles(styles, meta.lang)
    border = f"0.5pt solid {odf.LINE}"
    top: odf.Attributes = {"fo:wrap-option": "wrap", "style:vertical-align": "top"}
    bold: odf.Attributes = {"fo:font-weight": "bold"}
    table: odf.Attributes = {**top, "fo:border": border, "fo:padding": "0.08cm"}
    ink: odf.Attributes = {**bold, "fo:color": odf.INK}

    add_style(styles, "Default", "table-cell", {"text": {"fo:font-size": "10pt"}})
    for name, cell, text in (
        ("Title", top, {**ink, "fo:font-size": "14pt"}),
        ("Line", top, {}),
        ("Label", {**table, "fo:background-color": odf.SHADE}, bold),
        ("Header", {**table, "fo:background-color": odf.INK}, {**bold, "fo:color": "#ffffff"}),
        ("Input", {**table, "style:cell-protect": "none"}, {}),
        ("Locked", {**table, "fo:background-color": odf.SHADE}, {}),
    ):
        add_style(
            styles, name, "table-cell", {"table-cell": cell, "text": text}, based_on="Default"
        )
    for base in ("Input", "Locked"):
        for kind, data_style in _DATA_STYLES.items():
            add_style(
                styles,
                f"{base} {kind}",
                "table-cell",
                {},
                based_on=base,
                attributes={"style:data-style-name": data_style},
            )
    footer = odf.add_page(
        part,
        landscape=True,
        attributes={"style:scale-to-X": "1"},
    )
    add_text(add(add(footer, "style:region-left"), "text:p"), meta.footer)
    odf.add_page_of(add(add(footer, "style:region-right"), "text:p"), meta.words.page_of)
    return part


def _add_data_styles(styles: etree._Element, lang: str) -> None:
    locale = {"number:language": lang, "number:country": odf.COUNTRY[lang]}
    day = add(styles, "number:date-style", {"style:name": "Day", **locale})
    add(day, "number:day", {"number:style": "long"})
    add(day, "number:text", text="/")
    add(day, "number:month", {"number:style": "long"})
    add(day, "number:text", text="/")
    add(day, "number:year", {"number:style": "long"})
    number = add(styles, "number:number-style", {"style:name": "Number", **locale})
    add(number, "number:number", {"number:min-integer-digits": "1"})


def _settings(layouts: Iterable[_Layout]) -> etree._Element:
    """Keep the headers of each sheet in view: the format leaves this to each program."""
    part = odf.root("office:document-settings")
    views = add(
        add(
            add(part, "office:settings"),
            "config:config-item-set",
            {"config:name": "ooo:view-settings"},
        ),
        "config:config-item-map-indexed",
        {"config:name": "Views"},
    )
    view = add(views, "config:config-item-map-entry")
    _add_item(view, "ViewId", "string", "view1")
    sheets = add(view, "config:config-item-map-named", {"config:name": "Tables"})
    titles = []
    for layout in layouts:
        titles.append(layout.sheet.title)
        entry = add(sheets, "config:config-item-map-entry", {"config:name": layout.sheet.title})
        _add_item(entry, "CursorPositionX", "int", "0")
        _add_item(entry, "CursorPositionY", "int", str(layout.first_row))
        if layout.frozen_rows:
            _add_item(entry, "VerticalSplitMode", "short", "2")
            _add_item(entry, "VerticalSplitPosition", "int", str(layout.frozen_rows))
            _add_item(entry, "ActiveSplitRange", "short", "2")
            _add_item(entry, "PositionBottom", "int", str(layout.frozen_rows))
    _add_item(view, "ActiveTable", "string", titles[0])
    return part


def _add_item(parent: etree._Element, name: str, kind: str, value: str) -> None:
    add(parent, "config:config-item", {"config:name": name, "config:type": kind}, value)
