"""Documents and canvases as OpenDocument text."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import odf_samples as samples
import pytest
from odf_checks import Part, errors, text_of, written_elsewhere
from odfdo import Document as Reader

from macros.documents.formats import odt
from macros.documents.outline import Bullets, Canvas, Document, PageBreak, Paragraph, Run

LANGUAGES = pytest.mark.parametrize("lang", samples.LANGUAGES)
OUTLINES: dict[str, Callable[[str], Document | Canvas]] = {
    "portrait": samples.document,
    "landscape": lambda lang: samples.document(lang, landscape=True),
    "canvas": samples.canvas,
}


@LANGUAGES
@pytest.mark.parametrize("shape", OUTLINES)
def test_file_is_valid(lang: str, shape: str, tmp_path: Path) -> None:
    """A validator and the schema of the format find nothing to say."""
    assert errors(odt.write(OUTLINES[shape](lang)), tmp_path / "file.odt") == []


def test_validator_would_complain(tmp_path: Path) -> None:
    """The same checks find an element that the format does not allow."""
    file = odt.write(Document(samples.meta("it"), (Paragraph((Run("Prova"),)),)))
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as source, zipfile.ZipFile(buffer, "w") as target:
        for info in source.infolist():
            spoiled = source.read(info).replace(b"Prova", b"<text:h/>")
            target.writestr(info, spoiled)
    assert errors(buffer.getvalue(), tmp_path / "file.odt")


@LANGUAGES
def test_same_bytes_everywhere(lang: str, tmp_path: Path) -> None:
    """Two writes agree, in this process and in another under other circumstances."""
    file = odt.write(samples.document(lang))
    assert odt.write(samples.document(lang)) == file
    elsewhere = written_elsewhere(f"odt.write(samples.document('{lang}'))", tmp_path)
    assert elsewhere == hashlib.sha256(file).hexdigest()


def test_type_comes_first_and_plain() -> None:
    """The type of the file can be read in its first bytes, as programs expect."""
    file = odt.write(samples.document("it"))
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read(first).decode() == odt.MEDIA_TYPE


@LANGUAGES
def test_language_title_and_source_are_declared(lang: str) -> None:
    """Programs and screen readers learn language, title, version, licence and address."""
    file = odt.write(samples.document(lang))
    meta, expected = Part(file, "meta.xml"), samples.meta(lang)
    assert meta.strings("//dc:language") == [{"it": "it-IT", "en": "en-GB"}[lang]]
    assert meta.strings("//dc:title") == [expected.title]
    assert meta.strings("//dc:date") == ["2026-09-15T00:00:00"]
    own = dict(
        zip(
            meta.strings("//meta:user-defined/@meta:name"),
            meta.strings("//meta:user-defined"),
            strict=True,
        )
    )
    assert own["version"] == expected.version
    assert own["license"] == expected.licence_url
    assert own["source"] == expected.url
    default = "//style:default-style[@style:family='paragraph']/style:text-properties"
    styles = Part(file, "styles.xml")
    assert styles.strings(f"{default}/@fo:language") == [lang]
    assert styles.strings(f"{default}/@style:language-asian") == ["none"]


@LANGUAGES
def test_headings_are_real(lang: str) -> None:
    """Headings carry their level, and a style of the same level."""
    file = odt.write(samples.document(lang))
    headings = Part(file, "content.xml").elements("//text:h")
    levels = [heading.get(f"{{{heading.nsmap['text']}}}outline-level") for heading in headings]
    assert levels == ["1", "2", "3"]
    assert tuple(map(text_of, headings)) == samples.TEXTS[lang].heading
    styles = Part(file, "styles.xml")
    for level in levels:
        name = f"//style:style[@style:name='Heading_20_{level}']/@style:default-outline-level"
        assert styles.strings(name) == [level]


@LANGUAGES
def test_reader_sees_title_notice_and_address(lang: str) -> None:
    """Another library reads the title, the notice below it and, at the end, the address."""
    file = odt.write(samples.document(lang))
    paragraphs = Reader(io.BytesIO(file)).body.get_paragraphs()
    texts, meta = samples.TEXTS[lang], samples.meta(lang)
    assert paragraphs[0].style == "Title"
    assert paragraphs[0].inner_text == texts.title
    assert paragraphs[1].inner_text == texts.notice
    content = Part(file, "content.xml")
    last = content.elements("//office:text/*")[-1]
    assert text_of(last) == f"{texts.words.address}: {meta.url}"
    assert content.strings("//office:text/*[last()]/text:a/@xlink:href") == [meta.url]


@LANGUAGES
def test_footer_counts_pages(lang: str) -> None:
    """The foot of each page has the line of the outline and the number of the page."""
    footer = Part(odt.write(samples.document(lang)), "styles.xml").elements("//style:footer")[0]
    texts = samples.TEXTS[lang]
    assert text_of(footer).startswith(texts.footer)
    assert text_of(footer).endswith(texts.words.page_of.format(page=1, pages=1))
    kinds = {str(element.tag).rpartition("}")[2] for element in footer.iter()}
    assert {"page-number", "page-count", "tab"} <= kinds


@LANGUAGES
def test_fields_can_be_found_again(lang: str) -> None:
    """Each place of a text field stands between bookmarks with its id and a number."""
    content = Part(odt.write(samples.document(lang)), "content.xml")
    names = content.strings("//text:bookmark-start/@text:name")
    assert names == content.strings("//text:bookmark-end/@text:name")
    assert len(set(names)) == len(names)
    assert [name for name in names if name.startswith("field.town.")] == [
        "field.town.1",
        "field.town.2",
        "field.town.3",
    ]
    found = {re.sub(r"^field\.(.+)\.\d+$", r"\1", name) for name in names}
    assert found == {"town", "aims", "meeting-day", "contact-0", "contact-1", "contact-2"}
    inside = content.elements(
        "//text:placeholder[preceding-sibling::*[1][self::text:bookmark-start]]"
    )
    assert len(inside) == len(names) == len(content.elements("//text:placeholder"))


@LANGUAGES
def test_every_field_says_its_label(lang: str) -> None:
    """A field in a sentence shows its label; on its own line, what to do."""
    content = Part(odt.write(samples.document(lang)), "content.xml")
    texts = samples.TEXTS[lang]
    sentence = next(
        paragraph
        for paragraph in content.strings("//text:p")
        if paragraph.startswith(texts.sentence[0])
    )
    assert f"{texts.sentence[0]}<{texts.town}>{texts.sentence[1]}<{texts.meeting}>" in sentence
    described = set(content.strings("//text:placeholder/@text:description"))
    assert {texts.town, texts.plan, texts.meeting, texts.columns[1]} == described
    shown = content.strings("//text:p[@text:style-name='Field']/text:placeholder")
    here = f"<{texts.words.write_here}>"
    assert shown == [here, f"<{texts.words.choose_date}>", here]


@LANGUAGES
def test_choice_is_a_list(lang: str) -> None:
    """A choice is a drop-down list named by the id, with an empty entry first."""
    content = Part(odt.write(samples.document(lang)), "content.xml")
    texts = samples.TEXTS[lang]
    assert content.strings("//text:drop-down/@text:name") == ["form", "form"]
    first = content.strings("(//text:drop-down)[1]/text:label/@text:value")
    assert first == [texts.words.choose, *texts.forms]


@LANGUAGES
def test_checkbox_can_be_ticked(lang: str) -> None:
    """A box is a control with id and label, not only a character."""
    content = Part(odt.write(samples.document(lang)), "content.xml")
    boxes = "//loext:content-control[@loext:checkbox='true']"
    assert content.strings(f"{boxes}/@loext:tag") == ["opinion", "done-1", "done-2"]
    assert content.strings(f"{boxes}/@loext:alias")[0] == samples.TEXTS[lang].consent
    assert content.strings(boxes) == ["☐"] * 3


@LANGUAGES
def test_guidance_goes_away_by_style(lang: str) -> None:
    """All the guidance, bullets included, is in one style with a name people can read."""
    file = odt.write(samples.document(lang))
    texts = samples.TEXTS[lang]
    guidance = Part(file, "content.xml").strings("//text:p[@text:style-name='Guidance']")
    assert guidance == [*texts.advice, *texts.points]
    name = "//style:style[@style:name='Guidance']/@style:display-name"
    shown = Part(file, "styles.xml").strings(name)
    assert shown == [{"it": "Guida", "en": "Guidance"}[lang]]


@LANGUAGES
def test_table_has_headers_and_name(lang: str) -> None:
    """A table has a name, a row of headers that repeats, and rows that are not split."""
    content = Part(odt.write(samples.document(lang)), "content.xml")
    texts = samples.TEXTS[lang]
    headers = content.strings("//table:table/table:table-header-rows//table:table-cell")
    assert tuple(headers) == texts.columns
    assert content.strings("//table:table/table:title") == [texts.caption]
    assert content.strings("//table:table/@table:name") == ["coordination-table"]
    assert content.strings("//style:table-row-properties/@fo:keep-together") == ["always"]
    widths = content.strings("//style:table-column-properties/@style:column-width")
    assert widths == ["4.25cm", "8.5cm"]


def test_lists_keep_their_kind_and_text_its_spaces() -> None:
    """Numbered and bulleted lists differ; spaces, tabs and line ends survive."""
    content = Part(odt.write(samples.document("it")), "content.xml")
    kinds = content.strings("//text:list/@text:style-name")
    assert kinds == ["Bullets", "Numbering", "Bullets", "Numbering"]
    assert content.elements("//text:span/text:s") != []
    assert content.elements("//text:span/text:line-break") != []
    assert content.elements("//text:span/text:tab") != []
    assert content.strings("//text:a/text:span/text:span") == ["L. 199/2016"]


def test_page_break_belongs_to_what_follows() -> None:
    """A break adds no empty paragraph: the next block starts on a new page."""
    content = Part(odt.write(samples.document("it")), "content.xml")
    twins = content.strings("//style:style[*/@fo:break-before='page']/@style:name")
    assert twins == ["New_20_page_20_Heading_20_3", "New_20_page_20_Field_20_label"]
    for twin in twins:
        assert len(content.elements(f"//*[@text:style-name='{twin}']")) == 1
    assert content.elements("//office:text//text:p[not(node())]") != []  # an empty cell only
    assert content.elements("//office:text/text:p[not(node())]") == []


def test_break_before_a_list_moves_its_first_item() -> None:
    """Where a list follows a break, only its first item carries it."""
    items = ((Run("a"),), (Run("b"),))
    outline = Document(samples.meta("it"), (PageBreak(), Bullets(items)))
    content = Part(odt.write(outline), "content.xml")
    styles = content.strings("//text:list-item/text:p/@text:style-name")
    assert styles == ["New_20_page_20_List_20_item", "List_20_item"]


@LANGUAGES
def test_canvas_has_a_box_for_each_area(lang: str) -> None:
    """Each area is a heading, a prompt and a box that a program can find."""
    canvas = samples.canvas(lang)
    file = odt.write(canvas)
    content = Part(file, "content.xml")
    assert content.strings("//text:h/@text:outline-level") == ["1", "2", "2", "2"]
    assert content.strings("//text:h") == [canvas.meta.title, *(a.title for a in canvas.areas)]
    assert content.strings("//text:p[@text:style-name='Prompt']") == [
        area.prompt for area in canvas.areas
    ]
    assert content.strings("//table:table//text:bookmark-start/@text:name") == [
        f"field.{area.id}.1" for area in canvas.areas
    ]
    assert content.strings("//style:table-row-properties/@style:min-row-height") == ["4cm"]
    orientation = Part(file, "styles.xml").strings("//@style:print-orientation")
    assert orientation == ["landscape"]
