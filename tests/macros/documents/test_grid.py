"""Where the parts of a sheet stand, the same in every spreadsheet format."""

from __future__ import annotations

from datetime import date

import pytest

from macros.documents.grid import Grid
from macros.documents.outline import Parameter, Sheet, SheetColumn


class Spelled:
    """A made-up format: rows and columns as plain numbers."""

    separator = ";"

    def cell(self, row: int, column: int) -> str:
        return f"<{row},{column}>"

    def column(self, first_row: int, last_row: int, column: int) -> str:
        return f"<{first_row}-{last_row},{column}>"

    def parameter(self, row: int) -> str:
        return f"<{row}!>"


def grid(*parameters: str, rows: int = 2, answer: date | None = None) -> Grid:
    columns = (
        SheetColumn("step", "Passo", "text", 20, locked=True),
        SheetColumn("due", "Entro il", "date", 12),
    )
    sheet = Sheet(
        id="calendar",
        title="Calendario",
        intro=("Compila le date.",),
        parameters=tuple(Parameter(id, id, "date") for id in parameters),
        columns=columns,
        rows=(("Nota", answer),) * rows,
        blank_rows=3,
    )
    return Grid(sheet, ("Titolo", "Compila le date."))


def test_parts_follow_one_another_with_gaps() -> None:
    """Lines, a gap, parameters, a gap, header, rows, blank rows, a gap, the address."""
    found = grid("peak", "today")
    assert (found.first_parameter_row, found.header_row) == (3, 6)
    assert (found.first_row, found.last_row, found.address_row) == (7, 11, 13)


def test_a_sheet_without_parameters_has_one_gap() -> None:
    """The table comes right after the gap below the lines."""
    assert grid().header_row == 3


def test_names_become_places() -> None:
    """A column is its cell in the row, or all of it; a parameter is its value."""
    text = 'IF({due}="","a, {due}",COUNTIF({due:},{peak}))'
    expected = 'IF(<8,1>="";"a, {due}";COUNTIF(<5-9,1>;<3!>))'
    found = grid("peak").formula(text, 8, Spelled())
    assert found == expected.replace("<5-9,1>", "<6-10,1>")


@pytest.mark.parametrize("text", ["{dew}+1", "{peak:}"])
def test_an_unknown_name_is_refused(text: str) -> None:
    """A mistyped name stops with the formula, the sheet and the name."""
    with pytest.raises(ValueError, match="calendar") as error:
        grid("peak").formula(text, 8, Spelled())
    assert text in str(error.value)


def test_a_parameter_cannot_use_a_row() -> None:
    """Above the table there is no row whose cell a column could be."""
    with pytest.raises(ValueError, match="due"):
        grid("peak").formula("{due}", 3, Spelled())


def test_answers_are_noticed() -> None:
    """A value in a cell to write in is an answer; one in a fixed cell is not."""
    assert grid(answer=date(2027, 1, 1)).has_answers
    assert not grid().has_answers
