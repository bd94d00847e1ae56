"""PDF: one file that is both PDF/UA-1 (accessible) and PDF/A-2a (for the archive).

Typst sets the page; the fields to fill are added to what it makes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from macros.documents.form_fields import add_form_fields
from macros.documents.outline import (
    Bullets,
    Canvas,
    Checkbox,
    Document,
    Field,
    FieldLine,
    FieldRef,
    Guidance,
    Meta,
    Paragraph,
    Slides,
    Table,
)

EXTENSION = "pdf"
MEDIA_TYPE = "application/pdf"
ACCEPTS = (Document, Canvas, Slides)

_HERE = Path(__file__).resolve().parent.parent
_LOOKS = _HERE / "typst"
_FONTS = _HERE / "fonts" / "text"

_MISSING_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


class MissingGlyphError(ValueError):
    """A character of the text is in none of the fonts of the project."""


class TypesettingError(ValueError):
    """The page could not be set, or not without a warning."""


def write(outline: Document | Canvas | Slides) -> bytes:
    """Return the PDF of the outline: tagged, with its fields ready to fill.

    Raises:
        MissingGlyphError: A character cannot be printed.
        TypesettingError: Typst refuses the outline, or warns about it.
        ValueError: One field id stands for two different fields.
    """
    return add_form_fields(_typeset(outline), _fields(outline), outline.meta.words)


def _typeset(outline: Document | Canvas | Slides) -> bytes:
    meta = outline.meta
    try:
        page, warnings = _compiler().compile_with_warnings(
            _LOOKS / f"{type(outline).__name__.lower()}.typ",
            format="pdf",
            pdf_standards=["ua-1", "a-2a"],
            timestamp=datetime(meta.date.year, meta.date.month, meta.date.day, tzinfo=UTC),
            sys_inputs={"outline": json.dumps(outline, default=_plain)},
        )
    except typst.TypstError as error:
        raise _explained(error, meta) from None
    if warnings:
        raise TypesettingError(f"{_name(meta)}: {'; '.join(w.message for w in warnings)}")
    assert isinstance(page, bytes)
    return page


@cache
def _compiler() -> typst.Compiler:
    # Only the fonts of the project: the system and Typst bring others, unseen.
    fonts = typst.Fonts(False, False, [_FONTS])
    return typst.Compiler(root=_LOOKS, font_paths=fonts, ignore_system_fonts=True)


def _explained(error: typst.TypstError, meta: Meta) -> ValueError:
    missing = dict.fromkeys(_MISSING_GLYPH.findall(error.diagnostic))
    if not missing:
        return TypesettingError(f"{_name(meta)}: {error.message}")
    signs = ", ".join(
        f"«{text}» ({' '.join(f'U+{ord(sign):04X}' for sign in text)})" for text in missing
    )
    return MissingGlyphError(
        f"{_name(meta)}: the fonts of the PDF have no {signs}; "
        "change the text, or add a font in macros/documents/fonts"
    )


def _name(meta: Meta) -> str:
    return f"{meta.id} ({meta.lang})"


def _plain(node: Any) -> Any:
    """A part of the outline as JSON can hold it: each says its `type`."""
    if isinstance(node, date):
        return node.isoformat()
    return {"type": type(node).__name__, **{name: getattr(node, name) for name in node.__slots__}}


def _fields(outline: Document | Canvas | Slides) -> dict[str, Field | Checkbox]:
    found: dict[str, Field | Checkbox] = {}
    blocks = outline.blocks if isinstance(outline, Document) else ()
    for field in _places(blocks):
        if found.setdefault(field.id, field) != field:
            raise ValueError(f"{_name(outline.meta)}: field «{field.id}» has two meanings")
    return found


def _places(node: object) -> Iterator[Field | Checkbox]:
    """Every place to fill, in reading order."""
    match node:
        case Checkbox():
            yield node
        case FieldRef() | FieldLine():
            yield node.field
        case Paragraph() | Guidance():
            yield from _places(node.content)
        case Bullets():
            yield from _places(node.items)
        case Table():
            yield from _places(node.rows)
        case tuple():
            for part in node:
                yield from _places(part)
