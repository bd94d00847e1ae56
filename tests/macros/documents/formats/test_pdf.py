"""What a PDF of the guide promises to who reads it, fills it and keeps it."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zlib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import page
import pdf_reading
import pikepdf
import pytest
from pdf_samples import SIGNS, WORDS, canvas, document

from macros.documents.form_fields import add_form_fields
from macros.documents.formats import pdf
from macros.documents.outline import (
    Canvas,
    Checkbox,
    Document,
    Field,
    FieldLine,
    FieldRef,
    Heading,
    Paragraph,
    Run,
    Table,
    TableColumn,
)

ROOT = Path(pdf.__file__).resolve().parents[3]
PAPERS_MM = {"a4": (297, 210), "a3": (420, 297), "a1": (841, 594)}
OUTLINES: dict[str, Document | Canvas] = {
    "it": document("it"),
    "en": document("en"),
    "en-landscape": document("en", landscape=True),
    "canvas-a4": canvas("en", "a4"),
    "canvas-a3": canvas("it", "a3"),
    "canvas-a1": canvas("en", "a1"),
}

each_outline = pytest.mark.parametrize("name", OUTLINES)
each_lang = pytest.mark.parametrize("lang", ["it", "en"])


@cache
def written(name: str) -> bytes:
    return pdf.write(OUTLINES[name])


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def fields_of(file: pikepdf.Pdf) -> dict[str, Any]:
    fields = list(file.Root.AcroForm.Fields)
    named = {str(field.T): field for field in fields}
    assert len(named) == len(fields), "a field name stands twice"
    return named


def widgets_of(file: pikepdf.Pdf) -> list[Any]:
    return [
        annotation
        for sheet in file.pages
        for annotation in sheet.get("/Annots", ())
        if annotation.Subtype == "/Widget"
    ]


def failures(content: bytes, profile: str) -> list[str]:
    report = page.validate_pdf_bytes(content, profile=page.ValidationProfile(profile))
    return [str(failure) for failure in report.failures]


def elements_of(file: pikepdf.Pdf) -> list[Any]:
    """Every structure element, in reading order."""
    found: list[Any] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for part in node:
                walk(part)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(node)
            if "/K" in node:
                walk(node.K)

    walk(file.Root.StructTreeRoot.K)
    return found


def text_of(content: bytes) -> str:
    with opened(content) as file:
        return pdf_reading.text_of(file)


def unspaced(text: str) -> str:
    return "".join(text.split())


def simple(*blocks: Any) -> Document:
    return replace(document("it"), blocks=blocks)


# Standards


@each_outline
@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_file_follows_the_standard(name: str, profile: str) -> None:
    """Each PDF is PDF/UA-1, for assistive technology, and PDF/A-2a, for the archive."""
    assert failures(written(name), profile) == []


@pytest.mark.parametrize(("profile", "lost"), [("ua1", "/Lang"), ("2a", "/Metadata")])
def test_validator_sees_a_fault(profile: str, lost: str) -> None:
    """The check above is not blind: a file that lost its language or its metadata fails."""
    with opened(written("it")) as file:
        del file.Root[lost]
        spoilt = io.BytesIO()
        file.save(spoilt)
    assert failures(spoilt.getvalue(), profile)


@each_outline
def test_file_says_what_it_is(name: str) -> None:
    """Language, title, description, publisher, version, licence and date are inside."""
    meta = OUTLINES[name].meta
    with opened(written(name)) as file:
        assert str(file.Root.Lang) == {"it": "it-IT", "en": "en-GB"}[meta.lang]
        assert str(file.docinfo.Title) == meta.title
        assert str(file.docinfo.Subject) == meta.description
        assert str(file.docinfo.Author) == meta.publisher
        assert meta.version in str(file.docinfo.Keywords)
        assert meta.licence_url in str(file.docinfo.Keywords)
        assert str(file.docinfo.CreationDate).startswith("D:20260115")
        assert file.Root.ViewerPreferences.DisplayDocTitle


def test_unknown_publisher_is_left_out() -> None:
    """While the publisher is not known the file names nobody."""
    outline = canvas("it", "a3")
    with opened(pdf.write(replace(outline, meta=replace(outline.meta, publisher="")))) as file:
        assert "/Author" not in file.docinfo


@each_outline
def test_page_says_where_it_comes_from(name: str) -> None:
    """Notices, footer, page number, address and licence can be read on paper."""
    meta = OUTLINES[name].meta
    text = text_of(written(name))
    with opened(written(name)) as file:
        pages = len(file.pages)
    for page_number in range(1, pages + 1):
        assert unspaced(meta.words.page_of.format(page=page_number, pages=pages)) in text
    assert text.count(unspaced(meta.footer)) == pages
    for line in (*meta.notices, f"{meta.words.address}: {meta.url}", meta.licence):
        assert unspaced(line) in text


# Text


@each_outline
def test_all_signs_are_printed(name: str) -> None:
    """Accents, dashes, arrows and comparison signs come out as they were written."""
    assert unspaced(SIGNS) in text_of(written(name))


@pytest.mark.parametrize(
    ("text", "named"),
    [("Città ☐ da spuntare", ["«☐» (U+2610)"]), ("農業 e 農", ["«農» (U+8FB2)", "«業» (U+696D)"])],
)
def test_missing_glyph_is_named(text: str, named: list[str]) -> None:
    """A character that no font has stops the build, with its name and the document's."""
    with pytest.raises(pdf.MissingGlyphError) as caught:
        pdf.write(simple(Paragraph((Run(text),))))
    message = str(caught.value)
    assert message.startswith("orientation-resolution (it): ")
    assert all(message.count(sign) == 1 for sign in named)
    assert "\n" not in message


def test_text_is_never_markup() -> None:
    """Signs that mean something to the typesetter are printed as they are."""
    text = r"*a* _b_ #c $d$ = e \f <g> @h `i` [j] // k ~ l"
    assert unspaced(text) in text_of(pdf.write(simple(Paragraph((Run(text),)))))


def test_skipped_heading_level_stops_the_build() -> None:
    """A level 3 heading without a level 2 before it is refused, in one line."""
    with pytest.raises(pdf.TypesettingError, match=r"^orientation-resolution \(it\): .*heading"):
        pdf.write(simple(Heading(1, "Uno"), Heading(3, "Tre")))


@each_lang
def test_headings_and_tables_are_tagged(lang: str) -> None:
    """Headings, lists, tables and their header cells are known to assistive technology."""
    outline = document(lang)
    table = outline.blocks[-1]
    assert isinstance(table, Table)
    with opened(written(lang)) as file:
        tags = [str(element.S) for element in elements_of(file)]
        assert [tag for tag in tags if tag in ("/H1", "/H2", "/H3")] == ["/H1", "/H2", "/H3", "/H1"]
        assert tags.count("/Table") == 1
        assert tags.count("/THead") == 1
        assert tags.count("/TH") == len(table.columns)
        assert tags.count("/TD") == len(table.columns) * len(table.rows)
        assert tags.count("/Caption") == 1
        assert tags.count("/L") == 3


def test_header_of_a_long_table_is_repeated() -> None:
    """Each page of a long table starts with the names of its columns."""
    rows = tuple(((Run(f"Riga {row}"),),) for row in range(100))
    content = pdf.write(simple(Table("t", "Tabella", (TableColumn("Colonna", 1),), rows)))
    with opened(content) as file:
        pages = len(file.pages)
    assert pages > 1
    assert text_of(content).count("Colonna") == pages


def test_table_without_rows_or_caption_is_written() -> None:
    """An empty table still shows its header."""
    content = pdf.write(simple(Table("t", "", (TableColumn("Colonna", 1),), ())))
    assert failures(content, "ua1") == []


def test_real_links_stay_links() -> None:
    """Links of the text lead where they say; none of them becomes a field, or the other way."""
    with opened(written("it")) as file:
        targets = [
            str(annotation.A.URI)
            for sheet in file.pages
            for annotation in sheet.Annots
            if annotation.Subtype == "/Link"
        ]
    meta = document("it").meta
    assert set(targets) == {"https://www.normattiva.it/", meta.url, meta.licence_url}


# Fields


@each_lang
def test_each_field_is_there_once(lang: str) -> None:
    """Every field of the outline is one field of the form, announced by its label."""
    words = WORDS[lang]
    with opened(written(lang)) as file:
        fields = fields_of(file)
        assert len(fields) == 4 + 2 + 3 + 12 * 5
        assert str(fields["municipality"].TU) == {"it": "Comune", "en": "Municipality"}[lang]
        assert str(fields["approved"].TU).endswith(f"({words.choose_date})")
        assert str(fields["done-3"].TU).endswith(", 3")


@pytest.mark.parametrize(
    ("id", "kind", "multiline"),
    [
        ("municipality", "/Tx", False),
        ("reasons", "/Tx", True),
        ("approved", "/Tx", False),
        ("owner-1", "/Tx", True),
        ("by-1", "/Tx", False),
        ("body", "/Ch", False),
        ("legible", "/Btn", False),
    ],
)
def test_field_takes_what_its_kind_says(id: str, kind: str, multiline: bool) -> None:
    """Text is text, a list is a list, a box is a box; tall places take several lines."""
    with opened(written("it")) as file:
        field = fields_of(file)[id]
        assert str(field.FT) == kind
        assert bool(int(field.get("/Ff", 0)) & 1 << 12) is multiline


@each_lang
def test_choice_offers_its_options(lang: str) -> None:
    """A drop-down list shows the options in order, after an empty entry that says «choose»."""
    options = {
        "it": ["Giunta comunale", "Consiglio comunale", "Sindaco"],
        "en": ["Executive board", "Council", "Mayor"],
    }[lang]
    with opened(written(lang)) as file:
        first, *others = fields_of(file)["body"].Opt
        assert [str(part) for part in first] == ["", WORDS[lang].choose]
        assert [str(option) for option in others] == options


def test_options_can_be_read_on_paper() -> None:
    """Who prints the form sees what can be chosen."""
    options = "Giunta comunale · Consiglio comunale · Sindaco"
    assert unspaced(options) in text_of(written("it"))


@pytest.mark.parametrize(("id", "places"), [("municipality", 3), ("approved", 2), ("body", 2)])
def test_places_of_one_field_are_filled_together(id: str, places: int) -> None:
    """A field placed many times is one field with as many kids, nameless on their own."""
    with opened(written("it")) as file:
        field = fields_of(file)[id]
        assert len(field.Kids) == places
        assert all("/T" not in kid and kid.Parent.T == field.T for kid in field.Kids)


def test_field_with_two_meanings_is_refused() -> None:
    """One id cannot stand for two different fields."""
    first, second = Field("name", "text", "Nome"), Field("name", "text", "Cognome")
    with pytest.raises(ValueError, match="«name» has two meanings"):
        pdf.write(simple(FieldLine(first), Paragraph((Run("Io "), FieldRef(second)))))


@each_lang
def test_each_place_is_announced_and_drawn(lang: str) -> None:
    """Each place is a Form element with a name, prints, and never waits for the viewer."""
    with opened(written(lang)) as file:
        widgets = widgets_of(file)
        assert len(widgets) == 69 + 2 + 1 + 1
        elements = pikepdf.NumberTree(file.Root.StructTreeRoot.ParentTree)
        for widget in widgets:
            named = widget.get("/Parent", widget)
            element = elements[int(widget.StructParent)]
            assert element.S == "/Form"
            assert str(element.Alt) == str(named.TU) == str(widget.Contents)
            assert int(widget.F) == 4
            assert "/A" not in widget
            assert "/N" in widget.AP
        assert "/NeedAppearances" not in file.Root.AcroForm


def test_box_can_be_ticked_and_unticked() -> None:
    """A box starts empty, and has a drawing for both its states."""
    with opened(written("it")) as file:
        box = fields_of(file)["alone"]
        assert box.AS == box.V == "/Off"
        assert set(box.AP.N.keys()) == {"/Yes", "/Off"}
        assert b"S" in box.AP.N.Yes.read_bytes()
        assert box.AP.N.Off.read_bytes() == b""


def test_places_never_share_what_is_drawn_in_them() -> None:
    """Writing in one place changes the drawing of no other place."""
    with opened(written("it")) as file:
        drawings = [widget.AP.N.objgen for widget in widgets_of(file) if "/AS" not in widget]
    assert len(drawings) == len(set(drawings)) > 40


def test_field_font_is_whole() -> None:
    """What is typed later can be drawn: the font has every WinAnsi character."""
    with opened(written("it")) as file:
        font = file.Root.AcroForm.DR.Font.TitilliumWeb
        program = font.FontDescriptor.FontFile2.read_bytes()
        widths = [int(width) for width in font.Widths]
    assert program == (ROOT / "macros/documents/fonts/fields/TitilliumWeb-WinAnsi.ttf").read_bytes()
    assert len(widths) == 224
    assert all(width > 0 for width in widths)
    assert widths[ord("W") - 32] > widths[ord("i") - 32]


def test_there_is_room_to_write_by_hand() -> None:
    """On paper a line is 7 mm high or more, long answers 30 mm, a gap in a sentence 3 cm wide."""
    with opened(written("it")) as file:
        fields = fields_of(file)

        def millimetres(widget: Any) -> tuple[float, float]:
            left, bottom, right, top = (float(side) * 25.4 / 72 for side in widget.Rect)
            return right - left, top - bottom

        line, *gaps = fields["municipality"].Kids
        assert millimetres(line)[1] >= 7
        assert millimetres(fields["reasons"])[1] >= 30
        assert len(gaps) == 2
        assert all(millimetres(gap)[0] >= 40 for gap in gaps)
        assert millimetres(fields["approved"].Kids[1])[0] >= 30
        # A cell is filled by its field: as high as the text beside it needs.
        assert millimetres(fields["owner-1"])[1] > millimetres(fields["owner-2"])[1] >= 10


# Canvases


@pytest.mark.parametrize("name", [name for name in OUTLINES if name.startswith("canvas")])
def test_canvas_is_one_sheet_of_its_paper(name: str) -> None:
    """A canvas is one landscape sheet, with each area under its own heading, in order."""
    outline = OUTLINES[name]
    assert isinstance(outline, Canvas)
    with opened(written(name)) as file:
        (sheet,) = file.pages
        sides = [float(side) * 25.4 / 72 for side in sheet.mediabox[2:]]
        headings = [element for element in elements_of(file) if element.S == "/H1"]
        assert len(headings) == len(outline.areas)
        bookmarks = [str(item.title) for item in file.open_outline().root]
    assert sides == pytest.approx(PAPERS_MM[outline.paper], abs=0.5)
    assert bookmarks == [area.title for area in outline.areas]
    read = [text_of(written(name)).rfind(unspaced(area.prompt)) for area in outline.areas]
    assert -1 not in read
    assert read == sorted(read)


def test_wall_sheet_has_large_letters() -> None:
    """The letters of an A1 are more than twice those of an A3."""

    def largest(name: str) -> float:
        with opened(written(name)) as file:
            sizes = [
                float(instruction.operands[1])
                for instruction in pikepdf.parse_content_stream(file.pages[0])
                if str(instruction.operator) == "Tf"
            ]
        return max(sizes)

    assert largest("canvas-a1") > 2 * largest("canvas-a3") > 40


# The same bytes, always


@each_outline
def test_two_writes_are_identical(name: str) -> None:
    """The same outline gives the same bytes."""
    assert pdf.write(OUTLINES[name]) == written(name)


def test_surroundings_change_nothing(tmp_path: Path) -> None:
    """Another time zone, language, hash seed, day and folder give the same bytes."""
    code = (
        "import hashlib, pdf_samples\n"
        "from macros.documents.formats import pdf\n"
        "for outline in (pdf_samples.document('it'), pdf_samples.canvas('en', 'a1')):\n"
        "    print(hashlib.sha256(pdf.write(outline)).hexdigest())\n"
    )
    elsewhere = os.environ | {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "12345",
        "SOURCE_DATE_EPOCH": "86400",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(Path(__file__).parent)]),
    }
    there = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=elsewhere,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split()
    here = [hashlib.sha256(written(name)).hexdigest() for name in ("it", "canvas-a1")]
    assert there == here


def test_no_stream_ends_where_a_line_does() -> None:
    """A stream that ends in a carriage return is mended, and still reads the same."""
    drawing = next(
        content
        for content in (b"q Q %% %d" % number for number in range(100_000))
        if zlib.compress(content).endswith(b"\r")
    )
    with opened(written("canvas-a4")) as file:
        sheet = file.pages[0].obj
        first = sheet.Contents
        last = pikepdf.Stream(file, zlib.compress(drawing), Filter=pikepdf.Name.FlateDecode)
        sheet.Contents = pikepdf.Array([first, file.make_indirect(last)])
        source = io.BytesIO()
        file.save(source)
    assert b"\r\nendstream" in source.getvalue()
    assert failures(source.getvalue(), "2a")

    mended = add_form_fields(source.getvalue(), {}, WORDS["it"])

    assert b"\r\nendstream" not in mended
    assert failures(mended, "2a") == []
    with opened(mended) as file:
        assert file.pages[0].Contents[1].read_bytes() == drawing


def test_form_needs_a_place_for_each_field() -> None:
    """A field that the page does not show, or the other way round, is an error."""
    with pytest.raises(ValueError, match="lost"):
        add_form_fields(written("canvas-a4"), {"lost": Checkbox("lost", "Perso")}, WORDS["it"])
