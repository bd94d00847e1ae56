"""Excel workbooks: checklists and registers to work in.

Source: ISO/IEC 29500-1 (SpreadsheetML); the limits on texts are those of Excel.
"""

from __future__ import annotations

import io
import re
import textwrap
import warnings
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter
from lxml import etree
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from macros.documents.grid import Grid, lines_above
from macros.documents.ooxml import (
    CORE_PROPERTIES,
    FONT,
    INK,
    LINE,
    LINK_INK,
    SHADE,
    core_properties,
    packed,
    serialised,
    unpacked,
)
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

EXTENSION = "xlsx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ACCEPTS = (Workbook,)

_FONT = {"font_name": FONT, "font_size": 10, "font_scheme": False}
_BORDERED = {"border": 1, "border_color": f"#{LINE}", "text_wrap": True, "valign": "top"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {
        "bold": True,
        "font_size": 14,
        "font_color": f"#{INK}",
        "valign": "top",
        "text_wrap": True,
    },
    "line": {"valign": "top", "text_wrap": True},
    "link": {"valign": "top", "font_color": f"#{LINK_INK}", "underline": 1},
    "label": {**_BORDERED, "bold": True, "bg_color": f"#{SHADE}"},
    "header": {**_BORDERED, "bold": True, "bg_color": f"#{INK}", "font_color": "#FFFFFF"},
    "input": {**_BORDERED, "locked": False},
    "locked": {**_BORDERED, "bg_color": f"#{SHADE}"},
}
_NUMBER_FORMATS: dict[CellKind, str] = {
    "date": "dd/mm/yyyy",
    "integer": "#,##0",
    "number": "#,##0.00",
}

_SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_A4 = 9
_LONGEST_PROMPT_TITLE = 32
_LONGEST_PROMPT = 255
_LONGEST_LIST = 255
_LONGEST_FOOTER = 255
_EXTREME = 10**15
"""Excel asks for a bound even where any number will do; it counts 15 digits."""
_ANY_DAY = date(1900, 1, 1)

_LINE_WIDTH = 110
"""Characters, counted as the width of a column is, beyond which a line tires the eye."""
_LETTERS_PER_WIDTH = 1.15
"""The width of a column counts digits, and the letters of a sentence are narrower."""
_LINE_HEIGHT = 13.5
_TITLE_HEIGHT = 20.0
_FROZEN_LINES = 15
"""Above this the frozen rows would leave no room to scroll on a small screen."""

_OPTIONS_SHEET = "_options"


def write(outline: Workbook) -> bytes:
    """Return the workbook as an Excel file.

    Raises:
        ValueError: A formula names a column or parameter that its sheet lacks.
        UserWarning: Excel cannot hold something, such as too long a name of a sheet.
    """
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = _Book(xlsxwriter.Workbook(buffer, _settings()), outline)
        layouts = book.write()
    parts = unpacked(buffer.getvalue())
    for number, layout in enumerate(layouts, 1):
        name = f"xl/worksheets/sheet{number}.xml"
        parts[name] = _growing(parts[name], layout.first_row)
    parts[CORE_PROPERTIES] = core_properties(outline.meta)
    return packed(parts)


def _settings() -> dict[str, Any]:
    return {
        "in_memory": True,
        "use_future_functions": True,
        "default_format_properties": dict(_FONT),
    }


class _Spelling:
    """References as Excel writes them."""

    def __init__(self, value_column: int) -> None:
        self.separator = ","
        self._value_column = value_column

    def cell(self, row: int, column: int) -> str:
        return str(xl_rowcol_to_cell(row, column))

    def column(self, first_row: int, last_row: int, column: int) -> str:
        return str(xl_range_abs(first_row, column, last_row, column))

    def parameter(self, row: int) -> str:
        return str(xl_rowcol_to_cell(row, self._value_column, True, True))


class _Layout(Grid):
    """The grid of a sheet as Excel shows it."""

    @property
    def line_columns(self) -> int:
        """Columns that a line of text spans."""
        widths = self.widths
        enough = (n for n in range(1, len(widths)) if sum(widths[:n]) >= _LINE_WIDTH)
        return next(enough, len(widths))

    def lines_of(self, text: str) -> int:
        """Lines that a text takes on the sheet."""
        return _lines(text, sum(self.widths[: self.line_columns]))

    @property
    def keeps_headers_in_view(self) -> bool:
        """False where the rows to freeze would fill the screen."""
        lines = sum(map(self.lines_of, self.lines)) + len(self.sheet.parameters) + 1
        return lines <= _FROZEN_LINES

    def formula_at(self, text: str, row: int) -> str:
        """`Formula.text` for the cell of a row, as Excel reads it."""
        return f"={self.formula(text, row, _Spelling(self.value_column))}"


class _Book:
    """A workbook while it is written: its formats and long lists are shared by the sheets."""

    def __init__(self, book: xlsxwriter.Workbook, outline: Workbook) -> None:
        self._book = book
        self._outline = outline
        self._formats: dict[tuple[str, CellKind], Format] = {}
        self._lists: dict[tuple[str, ...], str] = {}

    def write(self) -> list[_Layout]:
        """Write everything and return how each sheet is laid out, in order."""
        layouts = [
            _Layout(sheet, lines_above(sheet, self._outline)) for sheet in self._outline.sheets
        ]
        for layout in layouts:
            _SheetWriter(self, layout, self._outline.meta).write()
        if self._lists:
            self._write_lists()
        self._book.close()
        return layouts

    def add_sheet(self, title: str) -> Worksheet:
        return self._book.add_worksheet(title)

    def format(self, look: str, kind: CellKind = "text") -> Format:
        """Return the format of a look for a kind of value, made once."""
        if (look, kind) not in self._formats:
            properties = dict(_LOOKS[look])
            if kind in _NUMBER_FORMATS:
                properties["num_format"] = _NUMBER_FORMATS[kind]
            self._formats[look, kind] = self._book.add_format(properties)
        return self._formats[look, kind]

    def choices(self, options: tuple[str, ...]) -> list[str] | str:
        """Return the source of a drop-down list, in a hidden sheet if Excel needs it there."""
        if len(",".join(options)) <= _LONGEST_LIST and not any(
            sign in option for option in options for sign in ',"'
        ):
            return list(options)
        if options not in self._lists:
            cells = xl_range_abs(0, len(self._lists), len(options) - 1, len(self._lists))
            self._lists[options] = f"='{_OPTIONS_SHEET}'!{cells}"
        return self._lists[options]

    def _write_lists(self) -> None:
        sheet = self._book.add_worksheet(_OPTIONS_SHEET)
        for column, options in enumerate(self._lists):
            for row, option in enumerate(options):
                sheet.write_string(row, column, option)
        sheet.protect()
        sheet.hide()


class _SheetWriter:
    """Writes one sheet, from the title down to the address of the page."""

    def __init__(self, book: _Book, layout: _Layout, meta: Meta) -> None:
        self._book = book
        self._layout = layout
        self._meta = meta
        self._page = book.add_sheet(layout.sheet.title)

    def write(self) -> None:
        layout = self._layout
        for column, width in enumerate(layout.widths):
            self._page.set_column(column, column, width)
        for row, line in enumerate(layout.lines):
            self._line(row, line, "line" if row else "title")
        for row, parameter in enumerate(layout.sheet.parameters, layout.first_parameter_row):
            self._parameter(row, parameter)
        self._table()
        self._address()
        self._protect()
        self._set_up_page()

    def _line(self, row: int, text: str, look: str) -> None:
        self._across(row, self._layout.line_columns, text, look)
        height = _TITLE_HEIGHT if look == "title" else _LINE_HEIGHT
        self._page.set_row(row, self._layout.lines_of(text) * height + 2)

    def _across(self, row: int, columns: int, text: str, look: str) -> None:
        style = self._book.format(look)
        if columns > 1:
            self._page.merge_range(row, 0, row, columns - 1, "", style)
        self._page.write_string(row, 0, text, style)

    def _parameter(self, row: int, parameter: Parameter) -> None:
        column = self._layout.value_column
        self._across(row, column, parameter.label, "label")
        computed = isinstance(parameter.value, Formula)
        style = self._book.format("locked" if computed else "input", parameter.kind)
        self._cell(row, column, parameter.value, style)
        self._validate(row, row, column, parameter, computed=computed)

    def _table(self) -> None:
        layout, sheet = self._layout, self._layout.sheet
        self._page.add_table(
            layout.header_row,
            0,
            layout.last_row,
            len(sheet.columns) - 1,
            {
                "name": _table_name(sheet.id),
                "title": sheet.title,
                "description": self._meta.description,
                "style": None,
                "columns": [
                    {"header": column.title, "header_format": self._book.format("header")}
                    for column in sheet.columns
                ],
            },
        )
        self._fit(layout.header_row, [column.title for column in sheet.columns])
        blank: tuple[CellValue, ...] = (None,) * len(sheet.columns)
        rows = (*sheet.rows, *[blank] * sheet.blank_rows)
        for row, values in enumerate(rows, layout.first_row):
            self._fit(row, values)
            is_blank = row - layout.first_row >= len(sheet.rows)
            for place, (column, value) in enumerate(zip(sheet.columns, values, strict=True)):
                content = value if isinstance(value, Formula) else column.formula or value
                # A blank row is there to be written in, its fixed columns too.
                locked = isinstance(content, Formula) or (column.locked and not is_blank)
                style = self._book.format("locked" if locked else "input", column.kind)
                self._cell(row, place, content, style)
        for place, column in enumerate(sheet.columns):
            computed = column.formula is not None
            self._validate(layout.first_row, layout.last_row, place, column, computed=computed)

    def _fit(self, row: int, values: Sequence[CellValue]) -> None:
        """Make a row as high as its texts: LibreOffice would cut them at one line."""
        texts = zip(values, self._layout.sheet.columns, strict=True)
        lines = [_lines(text, of.width) for text, of in texts if isinstance(text, str)]
        self._page.set_row(row, max(lines, default=1) * _LINE_HEIGHT + 2)

    def _cell(self, row: int, column: int, content: CellValue, style: Format) -> None:
        match content:
            case None:
                self._page.write_blank(row, column, None, style)
            case str():
                self._page.write_string(row, column, content, style)
            case date():
                self._page.write_datetime(row, column, content, style)
            case Formula():
                # The stored result is that of an empty sheet: otherwise, computed at opening.
                layout = self._layout
                at_opening = layout.has_answers and not layout.sheet.calculated
                result = "" if at_opening else content.result
                formula = self._layout.formula_at(content.text, row)
                self._page.write_formula(row, column, formula, style, result)
            case _:
                self._page.write_number(row, column, content, style)

    def _validate(
        self, first: int, last: int, column: int, of: SheetColumn | Parameter, *, computed: bool
    ) -> None:
        """Say what the cells are for and refuse what they cannot hold."""
        rule = {"validate": "any"} if computed else self._rule(of)
        if rule["validate"] == "any" and not of.help:
            return
        name = of.label if isinstance(of, Parameter) else of.title
        title = textwrap.shorten(name, _LONGEST_PROMPT_TITLE, placeholder="…")
        if of.help:
            rule["input_title"] = title
            rule["input_message"] = textwrap.shorten(of.help, _LONGEST_PROMPT, placeholder="…")
        if "error_message" in rule:
            rule["error_title"] = title
        self._page.data_validation(first, column, last, column, rule)

    def _rule(self, of: SheetColumn | Parameter) -> dict[str, Any]:
        words: Words = self._meta.words
        match of.kind:
            case "choice":
                return {
                    "validate": "list",
                    "source": self._book.choices(of.options),
                    "error_message": words.not_in_list,
                }
            case "date":
                return {
                    "validate": "date",
                    "criteria": ">=",
                    "value": _ANY_DAY,
                    "error_message": words.not_a_date,
                }
            case "number" | "integer":
                low, high = (
                    (of.minimum, of.maximum) if isinstance(of, SheetColumn) else (None, None)
                )
                return {
                    "validate": "integer" if of.kind == "integer" else "decimal",
                    "criteria": "between",
                    "minimum": -_EXTREME if low is None else low,
                    "maximum": _EXTREME if high is None else high,
                    "error_message": words.not_a_number,
                }
            case _:
                return {"validate": "any"}

    def _address(self) -> None:
        row, columns = self._layout.address_row, self._layout.line_columns
        text = f"{self._meta.words.address}: {self._meta.url}"
        self._across(row, columns, text, "link")
        self._page.write_url(row, 0, self._meta.url, self._book.format("link"), text)

    def _protect(self) -> None:
        allowed = ("autofilter", "sort", "format_columns", "format_rows", "insert_rows")
        self._page.protect("", dict.fromkeys(allowed, True))

    def _set_up_page(self) -> None:
        page, layout = self._page, self._layout
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.75)
        page.repeat_rows(layout.header_row)
        page.print_area(0, 0, layout.address_row, len(layout.widths) - 1)
        page.set_footer(_footer(self._meta))
        if layout.keeps_headers_in_view:
            page.freeze_panes(layout.first_row, 0)


def _lines(text: str, width: float) -> int:
    """Estimate the lines that a text takes in a column of a width, or in columns merged."""
    letters = int(width * _LETTERS_PER_WIDTH)
    return sum(max(1, len(textwrap.wrap(part, letters))) for part in text.split("\n"))


def _growing(sheet: bytes, first_row: int) -> bytes:
    """Let the rows to write in grow with their text: the height they have is an estimate."""
    root = etree.fromstring(sheet)
    for row in root.iter(f"{_SPREADSHEET}row"):
        if int(row.get("r", "0")) > first_row:
            row.attrib.pop("customHeight", "")
    return serialised(root)


def _table_name(sheet_id: str) -> str:
    """Return the id as a name that Excel takes neither for a cell nor for a row."""
    name = re.sub(r"\W", "_", sheet_id, flags=re.ASCII)
    looks_like_a_place = re.fullmatch(r"[A-Z]{1,3}\d+|[RC]\d*|R\d+C\d+|\d.*", name, re.IGNORECASE)
    return f"_{name}" if looks_like_a_place else name


def _footer(meta: Meta) -> str:
    page_of = meta.words.page_of.replace("&", "&&").format(page="&P", pages="&N")
    line = meta.footer.replace("&", "&&")
    around = f"&L&R{page_of}"
    return f"&L{textwrap.shorten(line, _LONGEST_FOOTER - len(around), placeholder='…')}&R{page_of}"
