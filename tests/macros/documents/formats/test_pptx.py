"""Slides in PowerPoint: sound, in their language, read in order, with the words to say."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from ooxml_samples import LANGUAGES, meta
from openxml_audit import OpenXmlValidator
from pptx import Presentation

from macros.documents.formats import pptx
from macros.documents.outline import Slide, Slides

LOCALES = {"it": "it-IT", "en": "en-GB"}


def show(lang: str) -> Slides:
    """A cover, a slide with everything, a slide with its title alone."""
    first = Slide("Regole & <tempi>", ("Si parla uno alla volta", "Nessun nome"), "Piano.\n\nPoi.")
    return Slides(meta(lang), (first, Slide("Pausa", (), "Dieci minuti.")))


@pytest.fixture(scope="module", params=LANGUAGES)
def written(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    return request.param, pptx.write(show(request.param))


def test_the_file_is_sound(written: tuple[str, bytes], tmp_path: Path) -> None:
    """The checker of Office files finds nothing; with a foreign element it does."""
    good, bad = tmp_path / "good.pptx", tmp_path / "bad.pptx"
    good.write_bytes(written[1])
    assert [str(e) for e in OpenXmlValidator().validate(str(good)).errors] == []
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as spoilt:
        for name in source.namelist():
            content = source.read(name)
            if name == "ppt/slides/slide2.xml":
                assert b"</p:txBody>" in content
                content = content.replace(b"</p:txBody>", b"<p:nonsense/></p:txBody>", 1)
            spoilt.writestr(name, content)
    assert OpenXmlValidator().validate(str(bad)).errors


def test_the_same_slides_give_the_same_bytes(written: tuple[str, bytes]) -> None:
    """Nothing of the clock or of chance is in the file."""
    lang, content = written
    assert pptx.write(show(lang)) == content


def test_titles_lines_and_notes_stand_in_their_places(written: tuple[str, bytes]) -> None:
    """Each slide has one title, its lines below, and the words to say in its notes."""
    lang, content = written
    cover, first, last = _slides(content)
    assert cover.shapes.title.text == meta(lang).title
    assert meta(lang).url in cover.placeholders[1].text
    assert first.shapes.title.text == "Regole & <tempi>"
    assert first.placeholders[1].text.splitlines() == ["Si parla uno alla volta", "Nessun nome"]
    assert first.notes_slide.notes_text_frame.text.splitlines() == ["Piano.", "Poi."]
    assert last.shapes.title.text == "Pausa"
    # Read aloud in the order of the file: the title comes first.
    assert [next(iter(slide.shapes)).shape_id for slide in (cover, first, last)] == [
        slide.shapes.title.shape_id for slide in (cover, first, last)
    ]


def test_every_slide_but_the_cover_shows_its_number_and_the_foot(
    written: tuple[str, bytes],
) -> None:
    """The script names slides by number; the foot says where they come from."""
    lang, content = written
    for number, slide in enumerate(_slides(content)[1:], start=2):
        words = [shape.text for shape in slide.shapes if shape.has_text_frame]
        assert meta(lang).footer in words
        fields = slide.element.findall(".//{*}fld[@type='slidenum']")
        assert [field.findtext("{*}t") for field in fields] == [str(number)]
        ids = [shape.shape_id for shape in slide.shapes]
        assert len(ids) == len(set(ids))


def test_every_word_is_in_the_language_of_the_file(written: tuple[str, bytes]) -> None:
    """A voice reads slides and notes in their language."""
    lang, content = written
    checked = 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith(("ppt/slides/slide", "ppt/notesSlides/notesSlide")):
                root = etree.fromstring(archive.read(name))
                for run in root.iter("{*}r"):
                    checked += 1
                    properties = run.find("{*}rPr")
                    assert properties is not None
                    assert properties.get("lang") == LOCALES[lang], name
    assert checked > 10


def test_the_show_is_wide_and_carries_nothing_unused(written: tuple[str, bytes]) -> None:
    """16:9, two layouts, no picture of another show, no settings of a printer."""
    read: Any = Presentation(io.BytesIO(written[1]))
    assert round(read.slide_width / read.slide_height, 3) == round(16 / 9, 3)
    assert len(read.slide_layouts) == 2
    for layout in read.slide_layouts:
        for place in layout.placeholders:
            assert 0 <= place.left < place.left + place.width <= read.slide_width
    with zipfile.ZipFile(io.BytesIO(written[1])) as archive:
        assert [n for n in archive.namelist() if n.endswith((".jpeg", ".bin"))] == []


def test_the_words_of_the_cover_stand_in_one_line(written: tuple[str, bytes]) -> None:
    """Title and subtitle begin at the same distance from the edge, both from the left."""
    read: Any = Presentation(io.BytesIO(written[1]))
    cover = read.slide_layouts.get_by_name("Title Slide")
    title, below = cover.placeholders[0], cover.placeholders[1]
    assert (title.left, title.width) == (below.left, below.width)
    assert {level.get("algn") for level in below.element.iter("{*}lvl1pPr")} == {"l"}


def _slides(content: bytes) -> list[Any]:
    return [*Presentation(io.BytesIO(content)).slides]
