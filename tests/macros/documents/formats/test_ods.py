"""Workbooks as OpenDocument spreadsheets."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import odf_samples as samples
import pytest
from odf_checks import NAMES, Part, errors, written_elsewhere
from odfdo import Document as Reader

from macros.documents.formats import ods
from macros.documents.outline import Formula, Parameter, Workbook

LANGUAGES = pytest.mark.parametrize("lang", samples.LANGUAGES)
FIRST = "//table:table[1]"
TABLE = f"{{{NAMES['table']}}}"


def content_of(book: Workbook) -> Part:
    return Part(ods.write(book), "content.xml")


def with_parameter(parameter: Parameter) -> Workbook:
    """The second sheet alone, with another parameter."""
    book = samples.workbook("it")
    return replace(book, sheets=(replace(book.sheets[1], parameters=(parameter,)),))


@LANGUAGES
def test_file_is_valid(lang: str, tmp_path: Path) -> None:
    """A validator and the schema of the format find nothing to say."""
    assert errors(ods.write(samples.workbook(lang)), tmp_path / "file.ods") == []


@LANGUAGES
def test_same_bytes_everywhere(lang: str, tmp_path: Path) -> None:
    """Two writes agree, in this process and in another under other circumstances."""
    file = ods.write(samples.workbook(lang))
    assert ods.write(samples.workbook(lang)) == file
    elsewhere = written_elsewhere(f"ods.write(samples.workbook('{lang}'))", tmp_path)
    assert elsewhere == hashlib.sha256(file).hexdigest()


@LANGUAGES
def test_language_is_declared(lang: str) -> None:
    """Cells, numbers and the file itself are in the language of the outline."""
    file = ods.write(samples.workbook(lang))
    assert Part(file, "meta.xml").strings("//dc:language") == [{"it": "it-IT", "en": "en-GB"}[lang]]
    default = "//style:default-style[@style:family='table-cell']/*/@fo:language"
    assert Part(file, "styles.xml").strings(default) == [lang]


@LANGUAGES
def test_reader_sees_sheets_and_cells(lang: str) -> None:
    """Another library reads names, title, guidance, parameters, headers, values and dates."""
    book, texts = samples.workbook(lang), samples.TEXTS[lang]
    tables = Reader(io.BytesIO(ods.write(book))).body.tables
    assert [table.name for table in tables] == [sheet.title for sheet in book.sheets]
    rows = [[cell.value for cell in row.cells] for row in tables[0].rows]
    column_a = [row[0] for row in rows]
    assert column_a[0] == f"{texts.title}: {texts.sheets[0]}"
    assert column_a[1:4] == [texts.notice, texts.intro, texts.words.sheet_is_protected]
    assert column_a[5:10] == list(texts.parameters)
    values = [next(str(cell) for cell in row[1:] if cell is not None) for row in rows[6:8]]
    assert [value[:10] for value in values] == ["2026-10-01", "62.5"]
    assert rows[11] == list(texts.headers)
    assert rows[13][:3] == ["A2", texts.checks[1], texts.status[0]]
    assert str(rows[13][3])[:10] == "2026-10-05"
    assert str(column_a[18]).startswith(texts.words.address)


def test_headers_do_not_repeat_below_a_value_that_may_be_empty() -> None:
    """LibreOffice would show 0, or a day of 1899, for what is computed and still empty."""
    book = samples.workbook("it")
    empty = Parameter("day", "Giorno", "date", value=Formula('IF(1=1,"","")', "", "date"))
    sheet = replace(book.sheets[0], parameters=(*book.sheets[0].parameters, empty))
    changed = content_of(replace(book, sheets=(sheet, *book.sheets[1:])))
    assert changed.strings(f"{FIRST}//table:table-header-rows") == []
    assert changed.strings("//table:table[3]//table:table-header-rows") != []


@LANGUAGES
def test_headers_repeat_and_filter(lang: str) -> None:
    """The row of headers repeats on each page and has filter buttons, under a fixed name."""
    content = content_of(samples.workbook(lang))
    headers = content.strings(f"{FIRST}/table:table-header-rows//table:table-cell")
    assert tuple(headers) == samples.TEXTS[lang].headers
    ranges = "//table:database-range[@table:display-filter-buttons='true']"
    assert content.strings(f"{ranges}/@table:name") == ["start_checks", "summary", "list"]
    first = content.strings(f"{ranges}/@table:target-range-address")[0]
    title = samples.TEXTS[lang].sheets[0]
    assert first == f"$'{title}'.A12:$'{title}'.H17"
    printed = content.strings(f"{FIRST}/@table:print-ranges")
    assert printed == [f"$'{title}'.A1:$'{title}'.H19"]


def test_quotes_in_the_name_of_a_sheet_are_doubled() -> None:
    """A sheet called «Stato dell'arte» can still be pointed at."""
    book = samples.workbook("it")
    sheet = replace(book.sheets[2], title="Stato dell'arte")
    content = content_of(replace(book, sheets=(sheet,)))
    address = content.strings("//table:database-range/@table:target-range-address")
    assert address == ["$'Stato dell''arte'.A5:$'Stato dell''arte'.A6"]


@LANGUAGES
def test_validations_accept_only_what_the_column_says(lang: str) -> None:
    """Lists, dates and numbers are checked; help and errors are in the right language."""
    content, texts = content_of(samples.workbook(lang)), samples.TEXTS[lang]
    conditions = dict(
        zip(
            content.strings("//table:content-validation[@table:condition]/@table:name"),
            content.strings("//table:content-validation/@table:condition"),
            strict=True,
        )
    )
    used = set(content.strings("//@table:content-validation-name"))
    assert used == set(content.strings("//table:content-validation/@table:name"))
    options = ";".join(f'"{option}"' for option in texts.status)
    assert conditions["start-checks.12.2"] == f"of:cell-content-is-in-list({options})"
    assert conditions["start-checks.12.3"].startswith("of:cell-content-is-date()")
    assert conditions["start-checks.12.4"] == (
        "of:cell-content-is-decimal-number() and cell-content-is-between(0,2.5)"
    )
    assert conditions["start-checks.12.5"].startswith(
        "of:cell-content-is-whole-number() and cell-content-is-between(1,"
    )
    of = "//table:content-validation[@table:name='start-checks.12.{}']/table:{}"
    assert content.strings(of.format(2, "help-message")) == [texts.help]
    assert content.strings(of.format(2, "error-message")) == [texts.words.not_in_list]
    assert content.strings(of.format(3, "error-message")) == [texts.words.not_a_date]
    assert content.strings(of.format(4, "error-message")) == [texts.words.not_a_number]
    assert content.strings(f"{of.format(4, 'error-message')}/@table:message-type") == ["stop"]


def test_quotes_in_an_option_are_doubled() -> None:
    """An option with straight quotes stays one entry of the list."""
    book = with_parameter(Parameter("how", "Modo", "choice", options=('detto "aperto"', "b;c")))
    assert content_of(book).strings("//table:content-validation/@table:condition") == [
        'of:cell-content-is-in-list("detto ""aperto""";"b;c")'
    ]


@LANGUAGES
def test_only_cells_to_fill_are_open(lang: str) -> None:
    """Sheets are protected; cells to fill are open, those of blank rows and columns too."""
    file = ods.write(samples.workbook(lang))
    content = Part(file, "content.xml")
    assert content.strings("//table:table/@table:protected") == ["true"] * 3
    styles = Part(file, "styles.xml")
    opened = styles.strings("//style:style[*/@style:cell-protect='none']/@style:name")
    assert opened == ["Input"]
    heirs = styles.strings("//style:style[@style:parent-style-name='Input']/@style:name")
    assert heirs == ["Input_20_date", "Input_20_number", "Input_20_integer"]
    rows = content.elements(f"{FIRST}/table:table-header-rows/following-sibling::*")
    kinds = [
        [str(cell.get(f"{TABLE}style-name")).partition("_")[0] for cell in row] for row in rows[:5]
    ]
    filled = ["Locked", "Locked", "Input", "Input", "Input", "Input", "Locked", "Input"]
    blank = ["Input"] * 6 + ["Locked", "Input"]
    assert kinds == [filled, filled, blank, blank, blank]


def test_filters_work_on_a_protected_sheet() -> None:
    """LibreOffice is told that the filter buttons may be used."""
    allowed = content_of(samples.workbook("it")).strings("//@loext:use-autofilter")
    assert allowed == ["true"] * 3


def test_headers_stay_in_view() -> None:
    """The rows down to the headers are frozen, unless they would fill a small screen."""
    book = samples.workbook("it")
    position = "//config:config-item[@config:name='VerticalSplitPosition']"
    assert Part(ods.write(book), "settings.xml").strings(position) == ["12", "7", "5"]
    long = replace(book.sheets[1], intro=("Una riga di guida. " * 90,))
    settings = Part(ods.write(replace(book, sheets=(long,))), "settings.xml")
    assert settings.strings("//config:config-item[@config:name='ViewId']") == ["view1"]
    assert settings.strings(position) == []


@LANGUAGES
def test_formulas_point_at_cells(lang: str) -> None:
    """Names become addresses, and commas separators, but not inside quotes."""
    content, texts = content_of(samples.workbook(lang)), samples.TEXTS[lang]
    yes, partly, _ = texts.status
    formulas = content.strings(f"{FIRST}//@table:formula")
    assert formulas[0] == f'of:=COUNTIF([.C$13:.C$17];"{yes}")'
    assert formulas[1] == (f'of:=IF([.C13]="{yes}";[.E13]*1.5;IF([.C13]="{partly}, ""x""";0.5;0))')
    assert len(formulas) == 6
    assert "[.C17]" in formulas[-1]


def test_parameter_is_fixed_in_every_row() -> None:
    """A formula of a column reaches a parameter by an address that does not move."""
    book = with_parameter(Parameter("share", "Quota", "number", value=2.5))
    sheet = book.sheets[0]
    columns = (sheet.columns[0], replace(sheet.columns[1], formula=Formula("{share}*2", 5.0)))
    formulas = content_of(replace(book, sheets=(replace(sheet, columns=columns),)))
    assert formulas.strings("//@table:formula") == ["of:=[.$B$5]*2"] * 2


@pytest.mark.parametrize("text", ["{nobody}+1", "{note}+1", "SUM({lines:})"])
def test_unknown_name_in_a_formula_is_refused(text: str) -> None:
    """A name that means nothing where it stands is said, with the sheet and the formula."""
    book = with_parameter(Parameter("lines", "Righe", "integer", value=Formula(text)))
    with pytest.raises(ValueError, match="summary") as caught:
        ods.write(book)
    assert text in str(caught.value)


def test_result_is_stored_while_it_holds() -> None:
    """Results for an empty row are stored with their type; rows with answers have none."""
    content = content_of(samples.workbook("it"))
    second = "//table:table[2]//table:table-cell[@table:formula]"
    assert content.strings(f"{second}/@office:value-type") == ["float", "string", "string"]
    assert content.strings(f"{second}/@office:value") == ["0"]
    assert content.strings(second) == ["0", "–", "–"]
    first = f"{FIRST}//table:table-cell[@table:formula]"
    assert content.strings(first) == ["0", "", "", "0", "0", "0"]


def test_dates_are_written_day_first() -> None:
    """A date is a date for the program, and reads dd/mm/yyyy."""
    file = ods.write(samples.workbook("en"))
    cells = "//table:table-cell[@office:value-type='date']"
    assert Part(file, "content.xml").strings(f"{cells}/@office:date-value") == [
        "2026-10-01",
        "2026-10-05",
    ]
    assert Part(file, "content.xml").strings(cells) == ["01/10/2026", "05/10/2026"]


@LANGUAGES
def test_prints_on_the_width_of_a_page(lang: str) -> None:
    """Each sheet prints on landscape A4, as wide as the page, with footer and page number."""
    styles, texts = Part(ods.write(samples.workbook(lang)), "styles.xml"), samples.TEXTS[lang]
    page = "//style:page-layout-properties"
    assert styles.strings(f"{page}/@style:scale-to-X") == ["1"]
    assert styles.strings(f"{page}/@fo:page-width") == ["29.7cm"]
    assert styles.strings("//style:footer//text:p") == [
        texts.footer,
        texts.words.page_of.format(page=1, pages=1),
    ]


def test_an_empty_result_is_not_shown_as_zero() -> None:
    """A computed text that is still empty looks empty: LibreOffice would else show a 0."""
    advice = Parameter("advice", "Consiglio", "text", value=Formula('IF(1=1,"","x")'))
    formulas = content_of(with_parameter(advice)).strings(
        "//*[@table:formula]/@office:string-value"
    )
    assert "" in formulas
