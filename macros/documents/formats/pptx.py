"""Slides to project and change: titles and lines in the places of the layout, notes below.

A title in its place is what a screen reader calls the slide by. The base package is that of
python-pptx, made wide and rid of what no slide uses.
Source: ISO/IEC 29500-1 (PresentationML).
"""

from __future__ import annotations

import copy
import io
from collections.abc import Iterable
from functools import cache
from typing import Any

from pptx import Presentation
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from macros.documents.ooxml import CORE_PROPERTIES, FONT, core_properties, packed, unpacked
from macros.documents.outline import Meta, Slide, Slides

EXTENSION = "pptx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ACCEPTS = (Slides,)

_WIDTH, _HEIGHT = Emu(12192000), Emu(6858000)
"""13.333 by 7.5 inches: what PowerPoint calls 16:9."""
_COVER, _CONTENT = "Title Slide", "Title and Content"
_TITLE_SIZE, _TEXT_SIZE = Pt(40), Pt(28)
_SIDE = Emu(609600)
_NUMBER_WIDTH = Emu(1219200)
_LANGUAGES = {"it": MSO_LANGUAGE_ID.ITALIAN, "en": MSO_LANGUAGE_ID.ENGLISH_UK}
_THEME_FONT = b'<a:latin typeface="Calibri"/>'


def write(outline: Slides) -> bytes:
    """Return the slides as a PowerPoint file, the words of who speaks in their notes."""
    meta = outline.meta
    show: Any = Presentation(io.BytesIO(_base()))
    layouts = {layout.name: layout for layout in show.slide_layouts}
    cover = show.slides.add_slide(layouts[_COVER])
    about = (meta.description, "", f"{meta.words.address}: {meta.url}")
    _fill(cover.shapes.title.text_frame, (meta.title,), meta)
    _fill(cover.placeholders[1].text_frame, about, meta)
    for number, slide in enumerate(outline.slides, start=2):
        _add(show.slides.add_slide(layouts[_CONTENT]), slide, number, meta)
    buffer = io.BytesIO()
    show.save(buffer)
    parts = unpacked(buffer.getvalue())
    parts[CORE_PROPERTIES] = core_properties(meta)
    return packed(parts)


def _add(made: Any, slide: Slide, number: int, meta: Meta) -> None:
    _fill(made.shapes.title.text_frame, (slide.title,), meta)
    _fill(made.placeholders[1].text_frame, slide.points, meta)
    _fill(made.notes_slide.notes_text_frame, slide.notes.split("\n\n"), meta)
    for kind, words in (
        (PP_PLACEHOLDER.FOOTER, meta.footer),
        (PP_PLACEHOLDER.SLIDE_NUMBER, str(number)),
    ):
        (place,) = (p for p in made.slide_layout.placeholders if p.placeholder_format.type == kind)
        foot = copy.deepcopy(place.element)
        made.shapes._spTree.append(foot)
        if kind == PP_PLACEHOLDER.FOOTER:
            _fill(made.shapes[-1].text_frame, (words,), meta)
        else:
            # The field counts by itself: these are the words kept for who does not count.
            for text in foot.iter(qn("a:t")):
                text.text = words


def _fill(frame: Any, lines: Iterable[str], meta: Meta) -> None:
    frame.text = "\n".join(lines)
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.language_id = _LANGUAGES[meta.lang]


@cache
def _base() -> bytes:
    """An empty show, wide, with the two layouts that are used."""
    show: Any = Presentation()
    stretch = _WIDTH / show.slide_width
    show.slide_width, show.slide_height = _WIDTH, _HEIGHT
    for layout in list(show.slide_layouts):
        if layout.name not in (_COVER, _CONTENT):
            show.slide_layouts.remove(layout)
    for sheet in (show.slide_master, *show.slide_layouts):
        for place in sheet.element.iter(qn("a:off"), qn("a:ext")):
            for side in ("x", "cx"):
                if side in place.attrib:
                    place.set(side, str(round(int(place.get(side)) * stretch)))
    for layout in show.slide_layouts:
        _lay_the_foot(layout)
    _line_up_the_cover(show.slide_layouts.get_by_name(_COVER))
    master = show.slide_master.element
    title = master.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    text = master.find(f".//{qn('p:bodyStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    _size(title, _TITLE_SIZE)
    _size(text, _TEXT_SIZE)
    package = show.part.package
    for holder in (package, show.part):
        for id, relation in list(holder._rels.items()):
            if relation.reltype in (
                RELATIONSHIP_TYPE.THUMBNAIL,
                RELATIONSHIP_TYPE.PRINTER_SETTINGS,
            ):
                holder._rels.pop(id)
    buffer = io.BytesIO()
    show.save(buffer)
    parts = unpacked(buffer.getvalue())
    for name in [name for name in parts if name.startswith("ppt/theme/")]:
        parts[name] = parts[name].replace(_THEME_FONT, f'<a:latin typeface="{FONT}"/>'.encode())
    return packed(parts)


def _lay_the_foot(layout: Any) -> None:
    """The line at the foot takes the room of the date, which no slide shows."""
    for place in list(layout.placeholders):
        kind = place.placeholder_format.type
        if kind == PP_PLACEHOLDER.DATE:
            place.element.getparent().remove(place.element)
            continue
        top, height = place.top, place.height
        if kind == PP_PLACEHOLDER.FOOTER:
            place.left, place.width = _SIDE, Emu(_WIDTH - 2 * _SIDE - _NUMBER_WIDTH)
        elif kind == PP_PLACEHOLDER.SLIDE_NUMBER:
            place.left, place.width = Emu(_WIDTH - _SIDE - _NUMBER_WIDTH), _NUMBER_WIDTH
        else:
            continue
        place.top, place.height = top, height


def _line_up_the_cover(layout: Any) -> None:
    """What is below the title begins where the title does."""
    title, below = layout.placeholders[0], layout.placeholders[1]
    below.left, below.top, below.width, below.height = (
        title.left,
        below.top,
        title.width,
        below.height,
    )
    for level in below.element.iter(qn("a:lvl1pPr")):
        level.set("algn", "l")


def _size(style: Any, size: Pt) -> None:
    style.find(qn("a:defRPr")).set("sz", str(round(size.pt * 100)))
