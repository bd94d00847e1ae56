"""Reading back a published file: what it says of itself, its words and its fields."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pdf_reading
import pikepdf
from lxml import etree

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "dc": "http://purl.org/dc/elements/1.1/",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
_W = f"{{{NAMES['w']}}}"
_TEXT = f"{{{NAMES['text']}}}"
_BOOKMARK = re.compile(r"field\.(.+)\.\d+")


@dataclass
class Published:
    """A file as a program finds it."""

    title: str = ""
    language: str = ""
    words: str = ""
    """Everything written in it, in order, without spaces."""
    labels: dict[str, set[str]] = field(default_factory=dict)
    """What each field is called, by id; empty where the format has no place for it."""
    filled: list[str] = field(default_factory=list)
    """Ids of the fields that hold something already."""
    grids: dict[str, list[list[str]]] = field(default_factory=dict)
    """The cells of each sheet of a spreadsheet, by the name of the sheet."""
    sizes: list[tuple[int, int]] = field(default_factory=list)
    """Width and height in millimetres of the pages of a PDF."""


def squeezed(text: str) -> str:
    """A text as `Published.words` has it: lines break at other places in each format."""
    return re.sub(r"\s", "", text)


def read(file: Path) -> Published:
    """Read a published file back."""
    return _READERS[file.suffix](file.read_bytes())


def _docx(content: bytes) -> Published:
    read = _office_open(content)
    document = _part(content, "word/document.xml")
    read.words = squeezed("".join(_strings(document, "//w:t/text()")))
    for control in _elements(document, "//w:sdt"):
        (id,) = _strings(control, "w:sdtPr/w:tag/@w:val")
        read.labels.setdefault(id, set()).update(_strings(control, "w:sdtPr/w:alias/@w:val"))
        ticked = _strings(control, "w:sdtPr/w14:checkbox/w14:checked/@w14:val")
        invites = _elements(control, "w:sdtPr/w:showingPlcHdr")
        if ticked != ["0"] and not invites:
            read.filled.append(id)
    return read


def _xlsx(content: bytes) -> Published:
    read = _office_open(content)
    strings = [
        "".join(_strings(item, ".//s:t/text()"))
        for item in _elements(_part(content, "xl/sharedStrings.xml"), "s:si")
    ]
    names = _strings(_part(content, "xl/workbook.xml"), "//s:sheet/@name")
    for number, name in enumerate(names, start=1):
        sheet = _part(content, f"xl/worksheets/sheet{number}.xml")
        read.grids[name] = [
            [_xlsx_value(cell, strings) for cell in _elements(row, "s:c")]
            for row in _elements(sheet, "//s:row")
        ]
    read.words = squeezed("".join((*names, *strings)))
    return read


def _xlsx_value(cell: etree._Element, strings: list[str]) -> str:
    value = "".join(_strings(cell, "s:v/text()"))
    return strings[int(value)] if cell.get("t") == "s" else value


def _office_open(content: bytes) -> Published:
    core = _part(content, "docProps/core.xml")
    return Published(
        title="".join(_strings(core, "dc:title/text()")),
        language="".join(_strings(core, "dc:language/text()")),
    )


def _odt(content: bytes) -> Published:
    read = _open_document(content)
    body = _part(content, "content.xml")
    read.words = squeezed("".join(_shown(_elements(body, "//office:text")[0])))
    for start in _elements(body, "//text:bookmark-start"):
        found = _BOOKMARK.fullmatch(_strings(start, "@text:name")[0])
        if found:
            labels = read.labels.setdefault(found[1], set())
            inside = start.getnext()
            if inside is not None and inside.tag == f"{_TEXT}placeholder":
                labels.update(_strings(inside, "@text:description"))
            else:
                read.filled.append(found[1])
    for choice in _elements(body, "//text:drop-down"):
        (id,) = _strings(choice, "@text:name")
        read.labels.setdefault(id, set())
        chosen = _strings(choice, "text:label/@text:current-selected")
        if chosen != ["true"] or choice[0].get(f"{_TEXT}current-selected") != "true":
            read.filled.append(id)
    for box in _elements(body, "//loext:content-control[@loext:checkbox='true']"):
        (id,) = _strings(box, "@loext:tag")
        read.labels.setdefault(id, set()).update(_strings(box, "@loext:alias"))
        if _strings(box, "@loext:checked") != ["false"]:
            read.filled.append(id)
    return read


def _shown(element: etree._Element) -> Iterator[str]:
    """The words of an element and of what follows it inside its parent, lists apart."""
    if element.tag != f"{_TEXT}label":
        yield element.text or ""
        for child in element:
            yield from _shown(child)
            yield child.tail or ""


def _ods(content: bytes) -> Published:
    read = _open_document(content)
    for table in _elements(_part(content, "content.xml"), "//table:table"):
        rows = _elements(table, ".//table:table-row")
        read.grids[_strings(table, "@table:name")[0]] = [
            ["\n".join(_lines(cell)) for cell in _elements(row, "table:table-cell")] for row in rows
        ]
    read.words = squeezed(
        "".join(
            name + "".join(cell for row in grid for cell in row)
            for name, grid in read.grids.items()
        )
    )
    return read


def _lines(cell: etree._Element) -> list[str]:
    return ["".join(str(piece) for piece in line.itertext()) for line in _elements(cell, "text:p")]


def _open_document(content: bytes) -> Published:
    meta = _part(content, "meta.xml")
    return Published(
        title="".join(_strings(meta, "//dc:title/text()")),
        language="".join(_strings(meta, "//dc:language/text()")),
    )


def _pdf(content: bytes) -> Published:
    with pikepdf.Pdf.open(io.BytesIO(content)) as file:
        root: Any = file.Root
        read = Published(
            title=str(file.docinfo["/Title"]),
            language=str(root.Lang),
            words=pdf_reading.text_of(file),
        )
        for page in file.pages:
            left, bottom, right, top = (float(side) for side in page.mediabox.as_list())
            read.sizes.append((_millimetres(right - left), _millimetres(top - bottom)))
        for one in root.AcroForm.Fields if "/AcroForm" in root else ():
            read.labels[str(one.T)] = {str(one.TU)}
            if str(one.get("/V", "")) not in ("", "/Off"):
                read.filled.append(str(one.T))
    return read


def _millimetres(points: float) -> int:
    return round(points * 25.4 / 72)


def _part(content: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def _elements(root: etree._Element, path: str) -> list[etree._Element]:
    found = root.xpath(path, namespaces=NAMES)
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, etree._Element)]


def _strings(root: etree._Element, path: str) -> list[str]:
    found = root.xpath(path, namespaces=NAMES)
    assert isinstance(found, list)
    return [str(one) for one in found]


_READERS = {".docx": _docx, ".xlsx": _xlsx, ".odt": _odt, ".ods": _ods, ".pdf": _pdf}
