"""What an officer, a screen reader and a program find in a Word file."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import ooxml_samples as samples
import pytest
from docx.oxml.ns import qn
from lxml import etree

from macros.documents.formats.docx import write
from macros.documents.outline import Canvas, Document

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
LOCALES = {"it": "it-IT", "en": "en-GB"}
GUIDANCE = {"it": "Guida", "en": "Guidance"}

SAMPLES = {
    f"{name}-{lang}": (lang, make)
    for lang in samples.LANGUAGES
    for name, make in (("document", samples.document), ("canvas", samples.canvas))
}


@pytest.fixture(params=samples.LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def opened(outline: Document | Canvas) -> Any:
    return docx.Document(io.BytesIO(write(outline)))


def part(outline: Document | Canvas, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(write(outline))) as archive:
        return etree.fromstring(archive.read(name))


def controls(word: Any) -> list[tuple[str, str, str, str]]:
    """Return alias, tag, id and text of each content control, in order."""
    found = []
    for control in word.element.body.iter(qn("w:sdt")):
        properties = control.find(qn("w:sdtPr"))
        alias, tag, number = (
            properties.find(qn(f"w:{name}")).get(qn("w:val")) for name in ("alias", "tag", "id")
        )
        found.append((alias, tag, number, "".join(control.itertext(qn("w:t")))))
    return found


def full_text(paragraph: Any) -> str:
    return "".join(paragraph.itertext(qn("w:t")))


def styled(word: Any, style: str) -> list[str]:
    """Return the text of each paragraph of a style, given by its id."""
    return [
        full_text(paragraph._p)
        for paragraph in word.paragraphs
        if paragraph.style is not None and paragraph.style.style_id == style
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_file_is_valid(name: str, tmp_path: Path) -> None:
    """Word opens the file without repairing it."""
    lang, make = SAMPLES[name]
    assert samples.findings(write(make(lang)), tmp_path / "sample.docx") == []


def test_landscape_file_is_valid_and_wide(tmp_path: Path) -> None:
    """A document may lie on its side, and its page is A4 either way."""
    for landscape, size in ((False, (210, 297)), (True, (297, 210))):
        outline = samples.document("it", landscape=landscape)
        assert samples.findings(write(outline), tmp_path / "sample.docx") == []
        section = opened(outline).sections[0]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == size


def test_a_broken_file_is_noticed(tmp_path: Path) -> None:
    """The validator used here does see a file that is wrong."""
    broken = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(write(samples.document("it")))) as good,
        zipfile.ZipFile(broken, "w") as bad,
    ):
        for name in good.namelist():
            bad.writestr(name, good.read(name).replace(b"w:pStyle", b"w:pWrong"))
    assert samples.findings(broken.getvalue(), tmp_path / "broken.docx")


def test_file_says_what_it_is(lang: str) -> None:
    """Title, language, version, date, licence and address travel inside the file."""
    meta = samples.meta(lang)
    properties = opened(samples.document(lang)).core_properties
    assert properties.title == meta.title
    assert properties.subject == meta.description
    assert properties.language == LOCALES[lang]
    assert properties.version == meta.version
    assert properties.author == ""
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.replace(tzinfo=None) == datetime(2026, 11, 22)
    for fact in (meta.version, "2026-11-22", meta.licence, meta.licence_url, meta.url):
        assert fact in properties.comments


def test_text_is_read_in_its_language(lang: str) -> None:
    """Screen readers and spelling checkers take the language from the defaults of the text."""
    styles = part(samples.document(lang), "word/styles.xml")
    languages = {element.get(qn("w:val")) for element in styles.iter(qn("w:lang"))}
    assert languages == {LOCALES[lang]}
    fonts = {element.get(qn("w:ascii")) for element in styles.iter(qn("w:rFonts"))}
    assert fonts == {"Arial"}


def test_title_notices_and_headings_are_real(lang: str) -> None:
    """The outline of the document can be moved through, heading by heading."""
    outline = samples.document(lang)
    word = opened(outline)
    assert styled(word, "Title") == [outline.meta.title]
    assert styled(word, "Subtitle") == list(outline.meta.notices)
    assert [len(styled(word, f"Heading{level}")) for level in (1, 2, 3)] == [1, 2, 1]
    assert word.styles["Heading 1"].style_id == "Heading1"


def contrast(colour: str, ground: str) -> float:
    """Contrast ratio of WCAG 2.2 between two colours written as six digits."""

    def luminance(sixdigits: str) -> float:
        channels = [int(sixdigits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(colour), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_colour_of_text_can_be_read() -> None:
    """Text has a contrast of at least 4.5 to 1, on white and on the grey of the guidance."""
    assert contrast("4F81BD", "FFFFFF") < 4.5
    styles = part(samples.document("it"), "word/styles.xml")
    colours = {element.get(qn("w:val")) for element in styles.iter(qn("w:color"))}
    grounds = {element.get(qn("w:fill")) for element in styles.iter(qn("w:shd"))} | {"FFFFFF"}
    assert len(colours) >= 3
    assert len(grounds) == 2
    for colour in colours:
        for ground in grounds:
            assert contrast(str(colour), str(ground)) >= 4.5, (colour, ground)


def test_every_field_is_a_named_control(lang: str) -> None:
    """A field announces its label and carries its id; repeats share the id of the field."""
    word = opened(samples.document(lang))
    found = controls(word)
    aliases = {tag: alias for alias, tag, _, _ in found}
    for field in samples.fields(lang).values():
        alias = aliases[field.id]
        assert len(alias) <= 64
        assert field.label == alias or field.label.startswith(alias.removesuffix("…"))
    assert [tag for _, tag, _, _ in found].count("comune") == 5
    numbers = [int(number) for _, _, number, _ in found]
    assert len(set(numbers)) == len(numbers)
    assert all(0 < number < 2**31 for number in numbers)


def test_an_unfilled_sentence_still_reads(lang: str) -> None:
    """A field inside a sentence shows its label in brackets; one on its own invites to write."""
    outline = samples.document(lang)
    word = opened(outline)
    comune = samples.fields(lang)["comune"].label
    sentences = [full_text(paragraph._p) for paragraph in word.paragraphs]
    assert any(f" [{comune}], " in sentence for sentence in sentences)
    words = outline.meta.words
    lines = styled(word, "Field")
    assert f"{comune}: {words.write_here}" in lines
    assert any(line.endswith(words.choose_date) for line in lines)
    assert any(line.endswith(words.choose) for line in lines)
    for control in word.element.body.iter(qn("w:sdt")):
        properties = control.find(qn("w:sdtPr"))
        is_checkbox = properties.find(f"{W14}checkbox") is not None
        assert (properties.find(qn("w:showingPlcHdr")) is None) == is_checkbox


def test_each_kind_of_field_is_its_own_control(lang: str) -> None:
    """Dates have a calendar in the language, choices a list, long answers several lines."""
    body = opened(samples.document(lang)).element.body
    assert {lid.get(qn("w:val")) for lid in body.iter(qn("w:lid"))} == {LOCALES[lang]}
    assert any(text.get(qn("w:multiLine")) == "1" for text in body.iter(qn("w:text")))
    entries = [
        entry.get(qn("w:displayText"))
        for entry in next(body.iter(qn("w:dropDownList"))).iter(qn("w:listItem"))
    ]
    expected = (samples.meta(lang).words.choose, *samples.fields(lang)["organo"].options)
    assert tuple(entries) == expected


def test_boxes_to_tick_start_empty(lang: str) -> None:
    """A checkbox is a control that can be ticked, with a name, and is not ticked yet."""
    body = opened(samples.document(lang)).element.body
    boxes = list(body.iter(f"{W14}checkbox"))
    assert len(boxes) == 3
    for box in boxes:
        assert box.find(f"{W14}checked").get(f"{W14}val") == "0"
    assert ("Parere acquisito", "parere", "☐") in [
        (alias, tag, text) for alias, tag, _, text in controls(opened(samples.document(lang)))
    ]


def test_guidance_can_be_selected_and_deleted(lang: str) -> None:
    """All the advice, lists included, is in one style of its own, and nothing else is."""
    word = opened(samples.document(lang))
    assert word.styles[GUIDANCE[lang]].style_id == "Guidance"
    assert len(styled(word, "Guidance")) == 4
    assert styled(word, "Guidance")[-1] in ("Tempo: un'ora circa.", "About an hour.")


def test_each_ordered_list_starts_from_one() -> None:
    """Two numbered lists do not count on from each other."""
    outline = samples.document("it")
    word = opened(outline)
    numbers = [
        paragraph._p.pPr.numPr.numId.val
        for paragraph in word.paragraphs
        if paragraph.style is not None and paragraph.style.style_id == "ListNumber"
    ]
    assert len(numbers) == 4
    assert len(set(numbers)) == 2
    restarts = {
        number.get(qn("w:numId")): [
            start.get(qn("w:val")) for start in number.iter(qn("w:startOverride"))
        ]
        for number in part(outline, "word/numbering.xml").iter(qn("w:num"))
    }
    assert all(restarts[str(number)] == ["1"] for number in numbers)


def test_tables_have_a_header_row_and_a_name(lang: str) -> None:
    """The first row, and only that, is repeated and announced; the table says what it is."""
    word = opened(samples.document(lang))
    (table,) = word.tables
    flags = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
    assert flags == [True, False, False]
    caption = table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    assert styled(word, "Caption") == [caption]
    assert all(cell.text for cell in table.rows[0].cells)
    heights = [row.height for row in table.rows[1:]]
    assert all(height is not None and height.mm >= 8.9 for height in heights)


def test_an_empty_cell_prints_empty(lang: str) -> None:
    """Someone who prints the form blank finds room in the cells, not «Scrivi qui»."""
    tables = opened(samples.document(lang)).tables
    alone = [
        control
        for table in tables
        for cell in table._tbl.iter(qn("w:tc"))
        for control in cell.iter(qn("w:sdt"))
        if len(list(cell.iter(qn("w:sdt")))) == 1
        and not list(cell.iterfind(f".//{qn('w:p')}/{qn('w:r')}"))
    ]
    assert alone
    for control in alone:
        shown = "".join(text.text or "" for text in control.iter(qn("w:t")))
        assert shown
        assert not shown.strip()


def test_a_new_page_needs_no_empty_paragraph(lang: str) -> None:
    """A page break belongs to what follows it; nothing in the file is an empty line."""
    word = opened(samples.document(lang))
    broken = [
        full_text(paragraph._p)
        for paragraph in word.paragraphs
        if paragraph._p.pPr.find(qn("w:pageBreakBefore")) is not None
    ]
    assert len(broken) == 2
    assert all(broken)
    assert all(full_text(paragraph._p) for paragraph in word.paragraphs)


def test_links_lead_outside(lang: str) -> None:
    """A link keeps its address as it is written, and the page of the guide closes the file."""
    outline = samples.document(lang)
    word = opened(outline)
    addresses = [link.address for paragraph in word.paragraphs for link in paragraph.hyperlinks]
    assert addresses == ["https://www.normattiva.it/?a=1&b=2", outline.meta.url]
    last = full_text(word.paragraphs[-1]._p)
    assert last == f"{outline.meta.words.address}: {outline.meta.url}"


def test_footer_counts_the_pages(lang: str) -> None:
    """Each page says what the document is and which page of how many it is."""
    outline = samples.document(lang)
    footer = part(outline, "word/footer1.xml")
    assert outline.meta.footer in full_text(footer)
    fields = [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_package_carries_nothing_of_the_template_it_comes_from() -> None:
    """No thumbnail, no empty data, no styles that Word would want to repair."""
    with zipfile.ZipFile(io.BytesIO(write(samples.document("it")))) as archive:
        names = archive.namelist()
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
    assert "word/document.xml" in names
    for unwanted in ("stylesWithEffects", "thumbnail", "customXml", "app.xml"):
        assert not any(unwanted in name for name in names)


def test_canvas_gives_a_box_for_each_area(lang: str) -> None:
    """Each area has its heading, its question and one box to write in, on a wide page."""
    outline = samples.canvas(lang)
    word = opened(outline)
    assert styled(word, "Heading1") == [area.title for area in outline.areas]
    advice = styled(word, "Guidance")
    assert advice == [*outline.instructions, *(area.prompt for area in outline.areas)]
    assert [tag for _, tag, _, _ in controls(word)] == [area.id for area in outline.areas]
    assert len(word.tables) == len(outline.areas)
    for table in word.tables:
        height = table.rows[0].height
        assert height is not None
        assert round(height.mm) == 40
    assert word.sections[0].page_width > word.sections[0].page_height


@pytest.mark.parametrize("name", ["document", "canvas"])
def test_same_outline_gives_same_bytes(name: str, tmp_path: Path) -> None:
    """Neither the clock, nor the place, nor chance leaves a trace in the file."""
    outline = getattr(samples, name)("it")
    first = write(outline)
    assert first == write(outline)
    assert first != write(getattr(samples, name)("en"))
    elsewhere = samples.digest_elsewhere(f'{name}("it")', "docx", tmp_path)
    assert elsewhere == hashlib.sha256(first).hexdigest()
