"""What Word and Excel files have in common: the package and its properties.

Source: ISO/IEC 29500-2 (Open Packaging Conventions), core properties.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from macros.documents.archive import zipped
from macros.documents.outline import Meta

CORE_PROPERTIES = "docProps/core.xml"
LOCALES = {"it": "it-IT", "en": "en-GB"}

FONT = "Arial"
"""On every computer of an office; elsewhere Liberation Sans takes the same room."""
INK = "17324D"
LINK_INK = "0059B3"
LINE = "5C6F82"
SHADE = "F0F2F5"

_CONTENT_TYPES = "[Content_Types].xml"
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def unpacked(package: bytes) -> dict[str, bytes]:
    """Return the parts of a package, by name."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts as a package: content types first, the others in order of name."""
    names = sorted(parts, key=lambda name: (name != _CONTENT_TYPES, name))
    return zipped((name, parts[name]) for name in names)


def serialised(root: etree._Element) -> bytes:
    """Return a part of a package as it is written in the file."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def core_properties(meta: Meta) -> bytes:
    """Return the part that says title, language, date and licence of the file."""
    root = etree.Element(
        f"{{{_CP}}}coreProperties",
        nsmap={"cp": _CP, "dc": _DC, "dcterms": _DCTERMS, "xsi": _XSI},
    )
    origin = (meta.version, meta.date.isoformat(), meta.licence, meta.licence_url, meta.url)
    for name, value in (
        (f"{{{_DC}}}title", meta.title),
        (f"{{{_DC}}}subject", meta.description),
        (f"{{{_DC}}}creator", meta.publisher),
        (f"{{{_DC}}}description", " · ".join(filter(None, origin))),
        (f"{{{_DC}}}language", LOCALES[meta.lang]),
        (f"{{{_CP}}}version", meta.version),
    ):
        if value:
            etree.SubElement(root, name).text = value
    for name in ("created", "modified"):
        moment = etree.SubElement(root, f"{{{_DCTERMS}}}{name}")
        moment.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        moment.text = f"{meta.date.isoformat()}T00:00:00Z"
    return serialised(root)
