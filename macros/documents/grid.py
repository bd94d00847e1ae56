"""Where the parts of a sheet stand, whatever the format: its lines, values and table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from macros.documents.outline import Sheet, Workbook

_LABEL_WIDTH = 24
"""Characters that the label of a parameter needs."""
_VALUE_WIDTH = 12
"""Characters that its value needs."""
_PIECE = re.compile(r'"(?:[^"]|"")*"|\{(?P<name>[^{}:]+)(?P<whole>:?)\}|,')
"""Text between quotes, which is left alone; a reference by name; a comma."""


class Spelling(Protocol):
    """How a format writes what a formula points at. Rows and columns are counted from 0."""

    separator: str
    """Between the arguments of a function."""

    def cell(self, row: int, column: int) -> str:
        """A cell of the row at work."""

    def column(self, first_row: int, last_row: int, column: int) -> str:
        """All the cells of a column of the table."""

    def parameter(self, row: int) -> str:
        """The value of a parameter."""


def lines_above(sheet: Sheet, book: Workbook) -> tuple[str, ...]:
    """What stands above the parameters, each line once, the title first."""
    title = f"{book.meta.title}: {sheet.title}" if len(book.sheets) > 1 else book.meta.title
    words = book.meta.words
    return (title, *book.meta.notices, *sheet.intro, words.sheet_is_protected)


@dataclass(frozen=True)
class Grid:
    """The rows of a sheet, counted from 0: lines, a gap, parameters, a gap, the table."""

    sheet: Sheet
    lines: tuple[str, ...]

    @property
    def widths(self) -> list[int]:
        """Characters of each column: two at least, for the label and value of a parameter."""
        widths = [column.width for column in self.sheet.columns]
        return widths if len(widths) > 1 else [*widths, _LABEL_WIDTH]

    @property
    def value_column(self) -> int:
        """Column of the values of the parameters: the second, or further if too narrow."""
        widths = self.widths
        fitting = (
            n
            for n in range(1, len(widths))
            if sum(widths[:n]) >= _LABEL_WIDTH and widths[n] >= _VALUE_WIDTH
        )
        return next(fitting, 1)

    @property
    def first_parameter_row(self) -> int:
        """Row of the first parameter, if there are any."""
        return len(self.lines) + 1

    @property
    def header_row(self) -> int:
        """Row with the titles of the columns."""
        parameters = len(self.sheet.parameters)
        return self.first_parameter_row + (parameters + 1 if parameters else 0)

    @property
    def first_row(self) -> int:
        """First row of the table below its header."""
        return self.header_row + 1

    @property
    def last_row(self) -> int:
        """Last row of the table, blank rows included."""
        return self.header_row + len(self.sheet.rows) + self.sheet.blank_rows

    @property
    def address_row(self) -> int:
        """Row with the address of the page, after a gap."""
        return self.last_row + 2

    @property
    def has_answers(self) -> bool:
        """Whether the officer finds something in the cells to write in."""
        return any(
            value is not None and not column.locked
            for row in self.sheet.rows
            for column, value in zip(self.sheet.columns, row, strict=True)
        )

    def formula(self, text: str, row: int, spelling: Spelling) -> str:
        """`Formula.text` for the cell of a row, with its names turned into places.

        Raises:
            ValueError: A name is neither a column nor a parameter that can stand there.
        """
        columns = {column.id: place for place, column in enumerate(self.sheet.columns)}
        parameters = {
            parameter.id: place
            for place, parameter in enumerate(self.sheet.parameters, self.first_parameter_row)
        }

        def spelled(match: re.Match[str]) -> str:
            name, whole = match["name"], match["whole"]
            if name is None:
                return spelling.separator if match[0] == "," else match[0]
            if name in columns and whole:
                return spelling.column(self.first_row, self.last_row, columns[name])
            if name in columns and row > self.header_row:
                return spelling.cell(row, columns[name])
            if name in parameters and not whole:
                return spelling.parameter(parameters[name])
            raise ValueError(
                f"Sheet «{self.sheet.id}», formula «{text}»: {match[0]} is not the id of "
                "a column or a parameter that can be used here."
            )

        return _PIECE.sub(spelled, text)
