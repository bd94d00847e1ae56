"""LibreOffice reckons the filled sheets of the example as we do: the figures shown are true."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from macros.documents.composer import Composer
from macros.documents.formats import ods, xlsx
from macros.documents.from_copy import copy_outlines
from macros.documents.grid import Grid, lines_above
from macros.documents.outline import CellValue, Formula, Sheet, Workbook
from macros.guide import Guide
from macros.model.example import Copy
from macros.model.text import LANGS

pytest_plugins = ["site_fixtures"]

WRITERS = {"ods": ods, "xlsx": xlsx}
STORED = 424_242.0
"""Written into the files as the result of every formula: whoever shows it did not reckon."""
ALWAYS_RECKON = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
  <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
    <prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop>
    <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
  </item>
</oor:items>
"""
_NAMES = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
_TABLE, _OFFICE = (f"{{{_NAMES[name]}}}" for name in ("table", "office"))

Place = tuple[str, int, int]
"""Title of the sheet, row and column, counted from 0."""


def formulas(book: Workbook) -> dict[Place, Formula]:
    """Every formula of a filled workbook, by the place where it stands."""
    found: dict[Place, Formula] = {}
    for sheet in book.sheets:
        grid = Grid(sheet, lines_above(sheet, book))
        for row, one in enumerate(sheet.parameters, grid.first_parameter_row):
            if isinstance(one.value, Formula):
                found[sheet.title, row, grid.value_column] = one.value
        for row, cells in enumerate(sheet.rows, grid.first_row):
            for column, cell in enumerate(cells):
                if isinstance(cell, Formula):
                    found[sheet.title, row, column] = cell
    return found


def to_reckon(sheet: Sheet, today: date) -> Sheet:
    """The sheet with a wrong result in each formula, and its day written where it asks for one."""
    day = f"DATE({today.year},{today.month},{today.day})"

    def spoilt(formula: Formula) -> Formula:
        return replace(formula, text=formula.text.replace("TODAY()", day), result=STORED)

    def cell(content: CellValue) -> CellValue:
        return spoilt(content) if isinstance(content, Formula) else content

    columns = tuple(
        replace(one, formula=spoilt(one.formula)) if one.formula else one for one in sheet.columns
    )
    parameters = tuple(replace(one, value=cell(one.value)) for one in sheet.parameters)
    rows = tuple(tuple(map(cell, row)) for row in sheet.rows)
    return replace(sheet, columns=columns, parameters=parameters, rows=rows)


def shown(file: Path) -> Iterator[tuple[Place, str | float]]:
    """What each cell of a flat OpenDocument sheet holds; a date as the number of its day."""
    tree = etree.parse(str(file), etree.XMLParser(huge_tree=True))
    for table in tree.iterfind(".//table:table", _NAMES):
        title, row = str(table.get(f"{_TABLE}name")), 0
        for line in table.iter(f"{_TABLE}table-row"):
            column = 0
            for cell in line:
                yield (title, row, column), _held(cell)
                column += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
            row += int(line.get(f"{_TABLE}number-rows-repeated", "1"))


def _held(cell: etree._Element) -> str | float:
    match cell.get(f"{_OFFICE}value-type"):
        case "float" | "percentage" | "currency":
            return float(cell.get(f"{_OFFICE}value", ""))
        case "date":
            day = date.fromisoformat(cell.get(f"{_OFFICE}date-value", "")[:10])
            return (day - date(1899, 12, 30)).days
        case "boolean":
            return float(cell.get(f"{_OFFICE}boolean-value") == "true")
    lines = cell.iterfind("text:p", _NAMES)
    return "\n".join("".join(map(str, line.itertext())) for line in lines)


@pytest.mark.exhaustive
@pytest.mark.parametrize("format", WRITERS)
def test_libreoffice_reckons_the_example_as_we_do(
    format: str, guide: Guide, tmp_path: Path
) -> None:
    """Every computed cell of every filled sheet, in both languages, reckoned anew."""
    office = shutil.which("soffice")
    assert office, "LibreOffice"
    settings = tmp_path / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(ALWAYS_RECKON, "utf-8")
    books: dict[str, dict[Place, Formula]] = {}
    for lang in LANGS:
        composer = Composer(guide.catalog, guide.addresses, lang)
        for copy in guide.catalog.all(Copy):
            for book in copy_outlines(copy, composer):
                if isinstance(book, Workbook) and (wanted := formulas(book)):
                    name = f"{copy.id}-{lang}"
                    books[name] = wanted
                    sheets = tuple(
                        to_reckon(sheet, guide.catalog.site.date) for sheet in book.sheets
                    )
                    file = tmp_path / f"{name}.{format}"
                    file.write_bytes(WRITERS[format].write(replace(book, sheets=sheets)))
    assert sum(map(len, books.values())) > 500
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "fods",
            "--outdir",
            tmp_path,
            *(tmp_path / f"{name}.{format}" for name in books),
        ],
        capture_output=True,
        timeout=600,
        check=True,
    )
    differ = []
    for name, wanted in books.items():
        reckoned = dict(shown(tmp_path / f"{name}.fods"))
        for place, formula in wanted.items():
            there = reckoned.get(place, "")
            if there != (
                pytest.approx(formula.result)
                if isinstance(formula.result, float | int)
                else formula.result
            ):
                differ.append((name, place, formula.text, formula.result, there))
    assert differ == []
