"""Formulas give what a spreadsheet would give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from macros.documents.calculate import CalculationError, calculated
from macros.documents.outline import CellValue, Formula, Parameter, Sheet, SheetColumn

TODAY = date(2027, 3, 5)


def result(text: str, *rows: tuple[CellValue, CellValue], n: CellValue = 3) -> object:
    """What a parameter gives over columns `word` and `number`, with the parameter `n`."""
    columns = (SheetColumn("word", "W", "text", 9), SheetColumn("number", "N", "number", 9))
    parameters = (
        Parameter("n", "n", "number", value=n),
        Parameter("asked", "asked", "number", value=Formula(text)),
    )
    sheet = calculated(Sheet("s", "S", (), parameters, columns, rows), TODAY)
    value = sheet.parameters[1].value
    assert isinstance(value, Formula)
    return value.result


ROWS = (("apple", 2.0), ("pear", None), ("Apple", 5.5), (None, None))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("SUM({number:})", 7.5),
        ("COUNT({number:})", 2),
        ("MAX({number:},4)", 5.5),
        ('COUNTIF({word:},"apple")', 2),
        ('COUNTIF({word:},"<>")', 3),
        ('COUNTIF({number:},">2")', 1),
        ("COUNTIF({number:},2)", 1),
        ('COUNTIFS({word:},"apple",{number:},">=2")', 2),
        ('SUMIF({word:},"APPLE",{number:})', 7.5),
        ("SUMPRODUCT({number:},{number:})", 34.25),
        ('SUMPRODUCT(({word:}="apple")*({number:}>3))', 1),
        ('IF({n}="","empty",{n}*2)', 6),
        ('IF(AND({n}>=3,OR({n}<1,{n}<>4)),"yes","no")', "yes"),
        ('{n}&" of "&10/4', "3 of 2.5"),
        ("-{n}+2^3-MOD(7,4)", 2),
        ("ROUND(2.5,0)&ROUND(-2.5,0)&ROUND(1.005,2)", "3-31.01"),
        ("ROUNDUP(2.01,1)&ROUNDDOWN(2.09,1)", "2.12"),
        ("YEAR(DATE(2026,14,1))*100+MONTH(DATE(2026,14,1))", 202702),
        ("DATE(2027,3,5)=TODAY()", 1),
        ("EDATE(DATE(2027,1,31),1)-DATE(2027,2,28)", 0),
        ('ISNUMBER(FIND(";","a;b"))&ISNUMBER(FIND("x","a"))', "TRUEFALSE"),
        ('LEFT("abc",2)&LEFT("xyz")', "abx"),
        ("ABS(0-{n})", 3),
        ('"a""b"', 'a"b'),
        ('IF("b">5,1,0)', 1),
    ],
)
def test_a_formula_gives_what_a_spreadsheet_gives(text: str, wanted: object) -> None:
    """Sums, counts, words, dates and whole columns."""
    assert result(text, *ROWS) == wanted


def test_an_empty_cell_is_nothing_and_no_word() -> None:
    """It counts as zero in a sum, and equals empty text."""
    assert result('IF({n}="",{n}+1,9)', n=None) == 1


def test_rows_use_what_other_formulas_gave() -> None:
    """A column may build on another that is computed, row by row."""
    columns = (
        SheetColumn("a", "A", "number", 9),
        SheetColumn("b", "B", "number", 9, formula=Formula("{a}*2", kind="number")),
        SheetColumn("c", "C", "number", 9, formula=Formula("{b}+SUM({b:})", kind="number")),
    )
    sheet = calculated(
        Sheet("s", "S", (), (), columns, ((1.0, None, None), (2.0, None, None))), TODAY
    )
    assert [
        [cell.result if isinstance(cell, Formula) else cell for cell in row] for row in sheet.rows
    ] == [[1, 2, 8], [2, 4, 10]]


@pytest.mark.parametrize("text", ["{x}", 'SUM("a"*2)', "1/0", "LOOKUP(1)", '"a"+1'])
def test_what_cannot_be_reckoned_is_told_with_its_formula(text: str) -> None:
    """Never a wrong figure in silence."""
    with pytest.raises(CalculationError) as told:
        result(text)
    assert text in str(told.value)


def test_the_sheet_itself_is_left_as_it_was() -> None:
    """Only formulas get a result; what was written stays."""
    sheet = Sheet("s", "S", (), (), (SheetColumn("a", "A", "text", 9),), (("x",),))
    assert calculated(sheet, TODAY) == replace(sheet, calculated=True)
