"""What an officer, a screen reader and a program find in an Excel file."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import ooxml_samples as samples
import openpyxl  # type: ignore[import-untyped]
import pytest

from macros.documents.formats.xlsx import write
from macros.documents.outline import Formula, Parameter, Sheet, Workbook

LOCALES = {"it": "it-IT", "en": "en-GB"}
HEADER_ROW = 13
FIRST_ROW = 14
LAST_ROW = 19


@pytest.fixture(params=samples.LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def opened(outline: Workbook) -> Any:
    return openpyxl.load_workbook(io.BytesIO(write(outline)))


def first_sheet(lang: str) -> Any:
    return opened(samples.workbook(lang)).worksheets[0]


def with_first_sheet(**changes: object) -> Workbook:
    """Return the Italian sample with its first sheet changed."""
    outline = samples.workbook("it")
    first: Sheet = dataclasses.replace(outline.sheets[0], **changes)  # type: ignore[arg-type]
    return dataclasses.replace(outline, sheets=(first, *outline.sheets[1:]))


def test_file_is_valid(lang: str, tmp_path: Path) -> None:
    """Excel opens the file without repairing it."""
    content = write(samples.workbook(lang))
    assert samples.findings(content, tmp_path / "sample.xlsx") == []


def test_file_says_what_it_is(lang: str) -> None:
    """Title, language, version, date, licence and address travel inside the file."""
    meta = samples.meta(lang)
    properties = opened(samples.workbook(lang)).properties
    assert properties.title == meta.title
    assert properties.subject == meta.description
    assert properties.language == LOCALES[lang]
    assert properties.created == properties.modified == datetime(2026, 11, 22)
    for fact in (meta.version, "2026-11-22", meta.licence, meta.licence_url, meta.url):
        assert fact in properties.description


def test_publisher_is_the_author() -> None:
    """The publisher signs the file once it is known; until then nobody does."""
    outline = samples.workbook("it")
    signed = dataclasses.replace(
        outline, meta=dataclasses.replace(outline.meta, publisher="Comune di Prova")
    )
    for one, authors in ((outline, 0), (signed, 1)):
        with zipfile.ZipFile(io.BytesIO(write(one))) as archive:
            core = archive.read("docProps/core.xml").decode()
        assert core.count("<dc:creator>Comune di Prova</dc:creator>") == authors
        assert core.count("creator>") == 2 * authors


def test_introduction_stands_above_the_table(lang: str) -> None:
    """Title, notices, guidance and the rule of the cells come first; the address closes."""
    outline = samples.workbook(lang)
    page = first_sheet(lang)
    sheet = outline.sheets[0]
    column = [cell.value for cell in page["A"] if cell.value is not None]
    assert column[0] == f"{outline.meta.title}: {sheet.title}"
    for line in (*outline.meta.notices, *sheet.intro, outline.meta.words.sheet_is_protected):
        assert line in column
    assert column[-1] == f"{outline.meta.words.address}: {outline.meta.url}"
    assert page.cell(LAST_ROW + 2, 1).hyperlink.target == outline.meta.url


def test_headers_are_those_of_a_real_table(lang: str) -> None:
    """The table has headers in the language and one name in both, with its alternative text."""
    outline = samples.workbook(lang)
    book = opened(outline)
    table = book.worksheets[0].tables["controlli"]
    assert table.ref == f"A{HEADER_ROW}:J{LAST_ROW}"
    assert table.column_names == [column.title for column in outline.sheets[0].columns]
    assert list(book.worksheets[1].tables) == ["_A1"]
    with zipfile.ZipFile(io.BytesIO(write(outline))) as archive:
        assert any(
            outline.meta.description.encode() in archive.read(name)
            for name in archive.namelist()
            if name.startswith("xl/") and "sharedStrings" not in name
        )


def test_headers_stay_in_view_and_on_every_page(lang: str) -> None:
    """Headers are frozen on screen and repeated on paper, which is A4, wide, one page across."""
    page = first_sheet(lang)
    assert page.freeze_panes == f"A{FIRST_ROW}"
    assert page.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
    assert page.print_area == f"'{page.title}'!$A$1:$J${LAST_ROW + 2}"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    # One page across is what the format means when it says nothing.
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (None, 0)
    meta = samples.meta(lang)
    assert page.oddFooter.left.text == meta.footer
    assert page.oddFooter.right.text == meta.words.page_of.format(page="&P", pages="&N")


def test_a_long_introduction_does_not_fill_the_screen() -> None:
    """Rows are not frozen where they would leave no room to scroll."""
    page = opened(with_first_sheet(intro=tuple(f"Riga {n}" for n in range(20)))).worksheets[0]
    assert page.freeze_panes is None


def test_only_the_cells_to_fill_can_be_written(lang: str) -> None:
    """Formulas and fixed columns are locked, without a password; blank rows are open."""
    page = first_sheet(lang)
    assert page.protection.sheet
    assert page.protection.password is None
    for allowed in ("autoFilter", "sort", "formatColumns", "formatRows", "insertRows"):
        assert not getattr(page.protection, allowed), allowed
    open_row, blank_row = (
        [cell.column_letter for cell in page[row] if not cell.protection.locked]
        for row in (FIRST_ROW, LAST_ROW)
    )
    assert open_row == list("CDEFGH")
    assert blank_row == list("ABCDEFGH")
    parameters = {page.cell(row, 1).value: page.cell(row, 3) for row in range(8, 12)}
    locked = [cell.protection.locked for cell in parameters.values()]
    assert locked == [False, False, False, True]


def test_formulas_point_at_cells(lang: str) -> None:
    """References by name become cells, ranges and parameters, and text is left alone."""
    page = first_sheet(lang)
    done = "Fatto" if lang == "it" else "Done"
    assert page["C11"].value == f'=COUNTIF($C${FIRST_ROW}:$C${LAST_ROW},"{done}")'
    assert page[f"I{LAST_ROW}"].value == f'=IF(G{LAST_ROW}="","",G{LAST_ROW}+30)'
    assert page[f"J{FIRST_ROW}"].value == (
        f'=IF(E{FIRST_ROW}="","",IF(E{FIRST_ROW}>$C$10,"sì","no"))'
    )
    assert page[f"I{FIRST_ROW}"].number_format == "dd/mm/yyyy"
    assert page[f"G{FIRST_ROW}"].number_format == "dd/mm/yyyy"


def test_the_stored_result_is_that_of_an_empty_sheet() -> None:
    """A preview that does not compute shows the right result, or none where there are answers."""
    formula = Parameter("n", "Righe", "integer", value=Formula("COUNTA({nota:})", 0, "integer"))
    columns = samples.workbook("it").sheets[0].columns[-3:-2]
    for rows, stored in (((), 0), ((("già scritto",),), None)):
        outline = with_first_sheet(parameters=(formula,), columns=columns, rows=rows, blank_rows=2)
        book = openpyxl.load_workbook(io.BytesIO(write(outline)), data_only=True)
        values = [cell.value for cell in book.worksheets[0]["B"] if not cell.protection.locked]
        computed = book.worksheets[0]["B8"].value
        assert values == []
        assert computed == stored


@pytest.mark.parametrize("reference", ["{assente}", "{assente:}", "{soglia:}", "{stato}"])
def test_a_wrong_reference_is_refused(reference: str) -> None:
    """A formula that names what is not there stops the build and says where."""
    wrong = Parameter("somma", "Somma", "number", value=Formula(f"SUM({reference})", 0.0))
    columns = samples.workbook("it").sheets[0].columns[:8]
    threshold = Parameter("soglia", "Soglia", "number")
    outline = with_first_sheet(
        parameters=(threshold, wrong), columns=columns, rows=(), blank_rows=1
    )
    with pytest.raises(ValueError, match=r"controlli.*\{"):
        write(outline)


def test_text_is_never_taken_for_a_formula_or_a_link() -> None:
    """What data say is shown as it is, also when it begins with an equals sign."""
    page = first_sheet("it")
    assert page[f"B{FIRST_ROW}"].value == "=Registro delle presenze"
    assert page[f"B{FIRST_ROW}"].data_type != "f"
    assert page[f"H{FIRST_ROW + 1}"].hyperlink is None


def test_cells_say_what_they_take_and_refuse_the_rest(lang: str) -> None:
    """Each cell announces its help, and a wrong value is explained in the language."""
    outline = samples.workbook(lang)
    words, columns = outline.meta.words, outline.sheets[0].columns
    rules = {str(rule.sqref): rule for rule in first_sheet(lang).data_validations.dataValidation}

    def rule_of(letter: str) -> Any:
        return rules[f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}"]

    status = rule_of("C")
    assert (status.type, status.formula1) == ("list", f'"{",".join(columns[2].options)}"')
    assert (status.promptTitle, status.prompt) == (columns[2].title, columns[2].help)
    assert status.error == words.not_in_list
    hours, people, day = (rule_of(letter) for letter in "EFG")
    assert (hours.type, hours.formula1, hours.formula2) == ("decimal", "0", "99.5")
    assert (people.type, people.formula1) == ("whole", "1")
    assert hours.error == people.error == words.not_a_number
    assert (day.type, day.error) == ("date", words.not_a_date)
    assert len(day.prompt) <= 255
    assert day.prompt.endswith("…")
    assert rule_of("H").type in (None, "none")
    assert rules["C8"].prompt == "Come nello statuto."
    assert rules["C9"].type == "date"
    assert "C11" not in rules


def test_a_list_too_long_for_a_rule_has_a_sheet(lang: str) -> None:
    """Entries that Excel would cut, or split at a comma, are kept whole in a hidden sheet."""
    outline = samples.workbook(lang)
    book = opened(outline)
    options = outline.sheets[0].columns[3].options
    assert book.sheetnames == [*(sheet.title for sheet in outline.sheets), "_options"]
    hidden = book["_options"]
    assert hidden.sheet_state == "hidden"
    assert tuple(cell.value for cell in hidden["A"]) == options
    formulas = [rule.formula1 for rule in book.worksheets[0].data_validations.dataValidation]
    assert f"'_options'!$A$1:$A${len(options)}" in formulas


def test_what_excel_cannot_hold_stops_the_build() -> None:
    """A limit of Excel is an error, never a file with something missing."""
    columns = samples.workbook("it").sheets[1].columns
    twice = with_first_sheet(columns=columns * 2, parameters=(), rows=(), blank_rows=1)
    with pytest.raises(UserWarning, match="Duplicate"):
        write(twice)


def test_rows_can_grow() -> None:
    """A row to write in takes the height of what is written, and shows all that is there."""
    page = first_sheet("it")
    assert page.row_dimensions[FIRST_ROW + 1].height > page.row_dimensions[FIRST_ROW].height
    with zipfile.ZipFile(io.BytesIO(write(samples.workbook("it")))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    before, _, after = sheet.partition(f'<row r="{FIRST_ROW}"')
    assert 'customHeight="1"' in before
    assert "customHeight" not in after


def test_same_outline_gives_same_bytes(tmp_path: Path) -> None:
    """Neither the clock, nor the place, nor chance leaves a trace in the file."""
    first = write(samples.workbook("it"))
    assert first == write(samples.workbook("it"))
    assert first != write(samples.workbook("en"))
    elsewhere = samples.digest_elsewhere('workbook("it")', "xlsx", tmp_path)
    assert elsewhere == hashlib.sha256(first).hexdigest()
