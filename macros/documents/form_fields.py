"""Fields to fill in a PDF, in the places where the page has a link to `field:<id>`.

Typst has no forms yet (its issue 1765). Its links already have a rectangle, a place in
the reading order and a structure element: here each of them becomes a widget of an
AcroForm, within what PDF/UA-1 and PDF/A-2 allow.

Source: ISO 32000-1, 12.7 (interactive forms) and 14.8.4.5 (Form elements);
ISO 19005-2, 6.4.1 (an appearance for each widget, no NeedAppearances).
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from pikepdf import Array, Dictionary, Name, NumberTree, Object, ObjectStreamMode, Pdf, Stream
from PIL import ImageFont

from macros.documents.outline import Checkbox, Field, Words

_FONT_FILE = Path(__file__).parent / "fonts" / "fields" / "TitilliumWeb-WinAnsi.ttf"
_FONT = "TitilliumWeb"
_WRITE = f"/{_FONT} 10 Tf 0 g"
_WRITE_TO_FIT = f"/{_FONT} 0 Tf 0 g"

_LINK = "field:"
_MULTILINE = 1 << 12
_COMBO = 1 << 17
_PRINTED = 4

_ROOM_FOR_TWO_LINES = 26
"""Height in points from which a text field wraps instead of scrolling."""
_INSIDE_A_SENTENCE = 16
"""Height in points up to which the letters shrink to stay inside the box."""

_BLANK = zlib.compress(b"/Tx BMC EMC")
_NO_TICK = zlib.compress(b"")
_TICK = zlib.compress(b"q 1.6 w 1 J 1 j 2.4 5.6 m 4.6 3 l 8.8 8.6 l S Q")
_TICK_SIDE = 11

_CARRIAGE_RETURN_AT_END = b"\r\nendstream"


def add_form_fields(pdf: bytes, fields: Mapping[str, Field | Checkbox], words: Words) -> bytes:
    """Return the PDF with its links to `field:<id>` turned into fields to fill.

    The places of one id are one field: what is written in one appears in all.

    Args:
        pdf: Tagged PDF, one link for each place.
        fields: What each id stands for.
        words: Fixed phrases in the language of the PDF.

    Raises:
        ValueError: A link names an unknown field, or a field has no link.
    """
    with Pdf.open(io.BytesIO(pdf)) as document:
        places = _places(document)
        if places.keys() != fields.keys():
            unlike = sorted(places.keys() ^ fields.keys())
            raise ValueError(f"fields and places differ: {', '.join(unlike)}")
        if fields:
            _turn_into_fields(document, places, fields, words)
        return _saved(document)


def _places(document: Pdf) -> dict[str, list[Object]]:
    """The link annotations to fields, by id, in reading order."""
    places: dict[str, list[Object]] = {}
    for page in document.pages:
        for annotation in page.get(Name.Annots, ()):
            target = str(annotation.A.get(Name.URI, ""))
            if target.startswith(_LINK):
                places.setdefault(target.removeprefix(_LINK), []).append(annotation)
    return places


def _turn_into_fields(
    document: Pdf,
    places: Mapping[str, list[Object]],
    fields: Mapping[str, Field | Checkbox],
    words: Words,
) -> None:
    elements = NumberTree(document.Root.StructTreeRoot.ParentTree)
    tick_states = Dictionary(
        Yes=_drawing(document, _TICK, _TICK_SIDE, _TICK_SIDE),
        Off=_drawing(document, _NO_TICK, _TICK_SIDE, _TICK_SIDE),
    )
    form = []
    for id, widgets in places.items():
        field = fields[id]
        label = _announced(field, words)
        sizes = [_size(widget) for widget in widgets]
        for widget, (width, height) in zip(widgets, sizes, strict=True):
            _turn_into_widget(widget, label)
            element = elements[int(widget.StructParent)]
            element.S = Name.Form
            element.Alt = label
            if isinstance(field, Checkbox):
                widget.AS = Name.Off
                widget.AP = Dictionary(N=tick_states)
            else:
                widget.DA = _WRITE_TO_FIT if height <= _INSIDE_A_SENTENCE else _WRITE
                # One drawing each: some programs write what is typed into the one they find.
                widget.AP = Dictionary(N=_drawing(document, _BLANK, width, height))
        if len(widgets) == 1:
            named = widgets[0]
        else:
            named = document.make_indirect(Dictionary(Kids=Array(widgets)))
            for widget in widgets:
                widget.Parent = named
        named.T = id
        named.TU = label
        for key, value in _kind(field, min(height for _, height in sizes), words):
            named[key] = value
        form.append(named)
    document.Root.AcroForm = Dictionary(
        Fields=Array(form),
        DA=_WRITE,
        DR=Dictionary(Font=Dictionary({f"/{_FONT}": _font(document)})),
    )


def _turn_into_widget(link: Object, label: str) -> None:
    link.Subtype = Name.Widget
    link.Contents = label
    link.F = _PRINTED
    del link.A
    del link.Border


def _announced(field: Field | Checkbox, words: Words) -> str:
    if isinstance(field, Field) and field.kind == "date":
        return f"{field.label} ({words.choose_date})"
    return field.label


def _kind(
    field: Field | Checkbox, lowest: float, words: Words
) -> Iterator[tuple[str, Object | int | str]]:
    """The entries that say what can be written in the field."""
    if isinstance(field, Checkbox):
        yield "/FT", Name.Btn
        yield "/V", Name.Off
    elif field.kind == "choice":
        yield "/FT", Name.Ch
        yield "/Ff", _COMBO
        yield "/Opt", Array([Array(["", words.choose]), *field.options])
    else:
        yield "/FT", Name.Tx
        wraps = field.kind == "text" and lowest >= _ROOM_FOR_TWO_LINES
        if wraps or field.kind == "multiline":
            yield "/Ff", _MULTILINE


def _size(widget: Object) -> tuple[float, float]:
    left, bottom, right, top = map(float, widget.Rect)
    return right - left, top - bottom


def _drawing(document: Pdf, deflated: bytes, width: float, height: float) -> Object:
    stream = Stream(
        document,
        deflated,
        Filter=Name.FlateDecode,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, width, height],
        Resources=Dictionary(),
    )
    return document.make_indirect(stream)


def _font(document: Pdf) -> Object:
    """The letter of what is written, embedded whole: nobody knows what it will be."""
    font_file = Stream(document, _font_program(), Filter=Name.FlateDecode)
    font_file.Length1 = _FONT_FILE.stat().st_size
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{_FONT}"),
        Flags=32,
        FontBBox=[-224, -285, 1067, 1082],
        ItalicAngle=0,
        Ascent=1133,
        Descent=-388,
        CapHeight=692,
        StemV=84,
        FontFile2=document.make_indirect(font_file),
    )
    return document.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name(f"/{_FONT}"),
            FirstChar=32,
            LastChar=255,
            Widths=Array(_widths()),
            Encoding=Name.WinAnsiEncoding,
            FontDescriptor=document.make_indirect(descriptor),
        )
    )


@cache
def _font_program() -> bytes:
    return zlib.compress(_FONT_FILE.read_bytes(), 9)


@cache
def _widths() -> tuple[int, ...]:
    """Widths of the codes 32 to 255 of WinAnsi, in thousandths, as the font gives them."""
    font = ImageFont.truetype(_FONT_FILE, 1000, layout_engine=ImageFont.Layout.BASIC)
    signs = (bytes([code]).decode("cp1252", errors="replace") for code in range(32, 256))
    return tuple(round(font.getlength(sign)) for sign in signs)


def _saved(document: Pdf) -> bytes:
    """The bytes of the file, with no compressed stream that ends in a carriage return.

    Readers may take it for part of the line end that follows, and find the stream short.
    """
    saved = _save(document)
    if _CARRIAGE_RETURN_AT_END in saved:
        for object in document.objects:
            if isinstance(object, Stream) and object.read_raw_bytes().endswith(b"\r"):
                # Whoever inflates the data ignores what follows their end.
                object.write(object.read_raw_bytes() + b"\n", filter=Name.FlateDecode)
        saved = _save(document)
    for key in (Name.MarkInfo, Name.ViewerPreferences):
        if _CARRIAGE_RETURN_AT_END not in saved:
            break
        # One object more: every stream of objects, made while saving, comes out different.
        document.Root[key] = document.make_indirect(document.Root[key])
        saved = _save(document)
    return saved


def _save(document: Pdf) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return buffer.getvalue()
