"""What a text and a spreadsheet in OpenDocument have in common.

Source: Open Document Format for Office Applications, version 1.3 (OASIS).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from lxml import etree

from macros.documents.archive import zipped
from macros.documents.outline import Meta

Attributes = Mapping[str, str]
"""Values by prefixed name, such as `{"fo:font-size": "11pt"}`."""

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMESPACES = {
    # The most used come first: each element and attribute looks for its own from the top.
    "table": f"{_OASIS}table:1.0",
    "text": f"{_OASIS}text:1.0",
    "office": f"{_OASIS}office:1.0",
    "style": f"{_OASIS}style:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "config": f"{_OASIS}config:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "manifest": f"{_OASIS}manifest:1.0",
    "meta": f"{_OASIS}meta:1.0",
    "number": f"{_OASIS}datastyle:1.0",
    "of": f"{_OASIS}of:1.2",
    "ooo": "http://openoffice.org/2004/office",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
_VERSION = "1.3"
COUNTRY = {"it": "IT", "en": "GB"}

FONT = "Arial"
INK = "#17324d"
"""Titles: 12.9:1 on white."""
LINK = "#0059b3"
"""Links: 6.9:1 on white."""
LINE = "#5c6f82"
"""Borders: 5.2:1 on white, where 3:1 is asked."""
SHADE = "#f0f2f5"
"""Ground of what is not to be written in: ink stays above 11:1."""

_A4 = (21.0, 29.7)
_MARGIN = 2.0


@cache
def qualified(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def root(name: str) -> etree._Element:
    """Return the root of a part, with every namespace and the version of the format."""
    element = etree.Element(qualified(name), nsmap=_NAMESPACES)
    prefix = "manifest" if name.startswith("manifest:") else "office"
    element.set(qualified(f"{prefix}:version"), _VERSION)
    return element


def add(
    parent: etree._Element, name: str, attributes: Attributes | None = None, text: str = ""
) -> etree._Element:
    """Append an element to `parent` and return it."""
    named = {qualified(key): value for key, value in (attributes or {}).items()}
    element = etree.SubElement(parent, qualified(name), named)
    if text:
        element.text = text
    return element


_WHITE_SPACE = re.compile(r"(\n|\t| {2,})")


def add_text(parent: etree._Element, text: str) -> None:
    """Append text to a paragraph; line ends, tabs and repeated spaces survive."""
    for piece in _WHITE_SPACE.split(text):
        if piece == "\n":
            add(parent, "text:line-break")
        elif piece == "\t":
            add(parent, "text:tab")
        elif piece.startswith("  "):
            add(parent, "text:s", {"text:c": str(len(piece))})
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + piece
        else:
            parent.text = (parent.text or "") + piece


def add_link(parent: etree._Element, href: str) -> etree._Element:
    """Append a link, still without text, and return it."""
    return add(
        parent,
        "text:a",
        {
            "xlink:type": "simple",
            "xlink:href": href,
            "text:style-name": style_name("Internet link"),
        },
    )


def add_page_of(parent: etree._Element, page_of: str) -> None:
    """Append the page number and the count of pages, in the words of `Words.page_of`."""
    for piece in re.split(r"(\{pages?\})", page_of):
        if piece == "{page}":
            add(parent, "text:page-number", {"text:select-page": "current"}, "1")
        elif piece == "{pages}":
            add(parent, "text:page-count", text="1")
        else:
            add_text(parent, piece)


def style_name(display_name: str) -> str:
    """Return the name inside the file of a style that people know by another name."""
    return display_name.replace(" ", "_20_")


def add_style(
    parent: etree._Element,
    name: str,
    family: str,
    properties: Mapping[str, Attributes],
    *,
    display: str = "",
    based_on: str = "",
    attributes: Attributes | None = None,
) -> etree._Element:
    """Append a style.

    Args:
        parent: `office:styles` or `office:automatic-styles`.
        name: Name of the style; spaces are allowed.
        family: `paragraph`, `text`, `table-cell` and so on.
        properties: `{"paragraph": {...}}` gives `style:paragraph-properties`, and so on,
            in the order that the schema of the family asks for.
        display: Name that people see, if it is not `name`.
        based_on: Name of the parent style.
        attributes: Further attributes of the style itself.
    """
    own = {"style:name": style_name(name), "style:family": family}
    if display or " " in name:
        own["style:display-name"] = display or name
    if based_on:
        own["style:parent-style-name"] = style_name(based_on)
    style = add(parent, "style:style", {**own, **(attributes or {})})
    for kind, values in properties.items():
        add(style, f"style:{kind}-properties", values)
    return style


def styles_part(
    meta: Meta, text_families: tuple[str, ...], other_families: tuple[str, ...]
) -> tuple[etree._Element, etree._Element]:
    """Begin `styles.xml`.

    Args:
        meta: Gives the language that spelling checkers and screen readers follow.
        text_families: Families of styles with text, which get the language and the font.
        other_families: The other families that the file uses.

    Returns:
        The root of the part and its `office:styles`, both still open to additions.
    """
    part = root("office:document-styles")
    add(
        add(part, "office:font-face-decls"),
        "style:font-face",
        {
            "style:name": FONT,
            "svg:font-family": f"{FONT}, 'Liberation Sans'",
            "style:font-family-generic": "swiss",
            "style:font-pitch": "variable",
        },
    )
    styles = add(part, "office:styles")
    for family in other_families:
        add(styles, "style:default-style", {"style:family": family})
    for family in text_families:
        default = add(styles, "style:default-style", {"style:family": family})
        add(
            default,
            "style:text-properties",
            {
                "style:font-name": FONT,
                "fo:font-size": "11pt",
                "fo:language": meta.lang,
                "fo:country": COUNTRY[meta.lang],
                "style:language-asian": "none",
                "style:country-asian": "none",
                "style:language-complex": "none",
                "style:country-complex": "none",
            },
        )
    add_style(
        styles,
        "Internet link",
        "text",
        {
            "text": {
                "fo:color": LINK,
                "style:text-underline-style": "solid",
                "style:text-underline-width": "auto",
                "style:text-underline-color": "font-color",
            }
        },
    )
    return part, styles


def text_width(*, landscape: bool) -> float:
    """Return the width between the margins of an A4 page, in centimetres."""
    return _A4[landscape] - 2 * _MARGIN


def add_page(
    part: etree._Element, *, landscape: bool, attributes: Attributes | None = None
) -> etree._Element:
    """Close `styles.xml` with an A4 page style, and return its footer to be filled."""
    width, height = reversed(_A4) if landscape else _A4
    layout = add(add(part, "office:automatic-styles"), "style:page-layout", {"style:name": "Page"})
    add(
        layout,
        "style:page-layout-properties",
        {
            "fo:page-width": centimetres(width),
            "fo:page-height": centimetres(height),
            "style:print-orientation": "landscape" if landscape else "portrait",
            "fo:margin": centimetres(_MARGIN),
            **(attributes or {}),
        },
    )
    add(
        add(layout, "style:footer-style"),
        "style:header-footer-properties",
        {"fo:min-height": "0.8cm", "fo:margin-top": "0.4cm"},
    )
    page = add(
        add(part, "office:master-styles"),
        "style:master-page",
        {"style:name": "Standard", "style:page-layout-name": "Page"},
    )
    return add(page, "style:footer")


def centimetres(length: float) -> str:
    """Return a length as the format writes it."""
    return f"{length:.3f}".rstrip("0").rstrip(".") + "cm"


def package(media_type: str, meta: Meta, parts: Mapping[str, etree._Element]) -> bytes:
    """Return the file: the parts by name, what describes them, `mimetype` first and stored."""
    described = {**parts, "meta.xml": _meta_part(meta)}
    return zipped(
        [
            ("mimetype", media_type.encode("ascii")),
            *((name, _serialised(part)) for name, part in described.items()),
            ("META-INF/manifest.xml", _serialised(_manifest(media_type, described))),
        ],
        stored=frozenset({"mimetype"}),
    )


def _serialised(part: etree._Element) -> bytes:
    return etree.tostring(part, encoding="UTF-8", xml_declaration=True)


def _meta_part(meta: Meta) -> etree._Element:
    part = root("office:document-meta")
    facts = add(part, "office:meta")
    moment = f"{meta.date.isoformat()}T00:00:00"
    add(facts, "dc:title", text=meta.title)
    add(facts, "dc:description", text=meta.description)
    add(facts, "dc:language", text=f"{meta.lang}-{COUNTRY[meta.lang]}")
    add(facts, "meta:creation-date", text=moment)
    add(facts, "dc:date", text=moment)
    if meta.publisher:
        add(facts, "meta:initial-creator", text=meta.publisher)
        add(facts, "dc:creator", text=meta.publisher)
    # The names are those of the Dublin Core terms: the same in every language.
    for name, value in (
        ("identifier", meta.id),
        ("type", meta.kind),
        ("version", meta.version),
        ("rights", meta.licence),
        ("license", meta.licence_url),
        ("source", meta.url),
    ):
        add(facts, "meta:user-defined", {"meta:name": name}, value)
    return part


def _manifest(media_type: str, parts: Mapping[str, etree._Element]) -> etree._Element:
    manifest = root("manifest:manifest")
    add(
        manifest,
        "manifest:file-entry",
        {
            "manifest:full-path": "/",
            "manifest:version": _VERSION,
            "manifest:media-type": media_type,
        },
    )
    for name in parts:
        add(
            manifest,
            "manifest:file-entry",
            {"manifest:full-path": name, "manifest:media-type": "text/xml"},
        )
    return manifest
