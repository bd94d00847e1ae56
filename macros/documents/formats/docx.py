"""Word documents whose fields are content controls, named by the field they hold.

Source: ISO/IEC 29500-1 and -4 (WordprocessingML); [MS-DOCX] for the checkbox.
"""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Literal
from zlib import crc32

import docx
from docx.opc.rel import Relationships
from docx.oxml.ns import nsmap
from docx.shared import Mm
from lxml import etree

from macros.documents.ooxml import (
    CORE_PROPERTIES,
    FONT,
    INK,
    LINE,
    LINK_INK,
    LOCALES,
    SHADE,
    core_properties,
    packed,
    serialised,
    unpacked,
)
from macros.documents.outline import (
    Area,
    Block,
    Bullets,
    Canvas,
    Checkbox,
    Document,
    Field,
    FieldLine,
    FieldRef,
    Guidance,
    Heading,
    Inlines,
    Meta,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Words,
)

EXTENSION = "docx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ACCEPTS = (Document, Canvas)

_BODY = "word/document.xml"
_RELATIONSHIPS = "word/_rels/document.xml.rels"
_FOOTER = "word/footer1.xml"
_NUMBERING = "word/numbering.xml"

_W, _W14, _R = (f"{{{nsmap[prefix]}}}" for prefix in ("w", "w14", "r"))
_NAMESPACES = {prefix: nsmap[prefix] for prefix in ("w", "w14", "r")}
_XML_SPACE = f"{{{nsmap['xml']}}}space"
_PACKAGE_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"

_TWIPS_PER_MM = 1440 / 25.4
_A4 = (210, 297)
_MARGIN = 20
_LONGEST_ALIAS = 64
"""Word refuses a longer title or tag of a content control."""
_BLANK = "\N{NO-BREAK SPACE}" * 8
"""What an empty cell says: nothing, since Word prints what a control invites to write."""

_CHECKBOX_FONT = "MS Gothic"
_UNTICKED, _TICKED = "☐", "☒"

_GREY_INK = "455A70"

_STYLE_NAMES = {
    "it": {"Guidance": "Guida", "Field": "Campo", "Note": "Nota"},
    "en": {"Guidance": "Guidance", "Field": "Field", "Note": "Note"},
}
"""Styles that Word does not know: it translates the names of the others by itself."""

_INDENT = 227
_HANGING = 369

_BULLET, _TICK, _NUMBER = 1, 2, 3
"""Kinds of list. The first two are numbering instances too, as they never restart."""


def write(outline: Document | Canvas) -> bytes:
    """Return the outline as a Word file.

    A canvas becomes a landscape document with one box per area, in the order of the
    areas: their place on the wall is left to the formats that can draw it.
    """
    meta = outline.meta
    landscape = isinstance(outline, Canvas) or outline.landscape
    width, height = reversed(_A4) if landscape else _A4
    text_width = _twips(width - 2 * _MARGIN)
    parts = dict(_base(meta.lang))

    story = _Story(meta, text_width)
    root = etree.fromstring(parts[_BODY])
    body = root[0]
    section = body[0]
    page = section.find(f"{_W}pgSz")
    assert page is not None
    page.attrib.update({f"{_W}w": str(_twips(width)), f"{_W}h": str(_twips(height))})
    if landscape:
        page.set(f"{_W}orient", "landscape")
    body[:0] = story.of(outline)

    parts[_BODY] = serialised(root)
    parts[_RELATIONSHIPS] = _with_links(parts[_RELATIONSHIPS], story.links)
    parts[_NUMBERING] = _numbering(story.ordered_lists)
    parts[_FOOTER] = _footer(meta, text_width)
    parts[CORE_PROPERTIES] = core_properties(meta)
    return packed(parts)


class _Story:
    """The text of one document while it is written.

    Attributes:
        links: Relationship id of each address, to be declared beside the text.
        ordered_lists: How many ordered lists there are, each counting from one.
    """

    def __init__(self, meta: Meta, width: int) -> None:
        self.links: dict[str, str] = {}
        self.ordered_lists = 0
        self._meta = meta
        self._width = width
        self._control_ids: set[int] = set()

    def of(self, outline: Document | Canvas) -> list[etree._Element]:
        """Return the paragraphs and tables, title first and address of the page last."""
        meta = self._meta
        content = (
            self._canvas(outline) if isinstance(outline, Canvas) else self._blocks(outline.blocks)
        )
        address = (Run(f"{meta.words.address}: "), Run(meta.url, href=meta.url))
        return [
            _paragraph("Title", _run(meta.title)),
            *(_paragraph("Subtitle", _run(notice)) for notice in meta.notices),
            *content,
            _paragraph("Note", *self._inlines(address), properties=(_space(360),)),
        ]

    def _canvas(self, canvas: Canvas) -> Iterator[etree._Element]:
        if canvas.instructions:
            yield from self._guidance(_as_guidance(canvas.instructions))
        for area in canvas.areas:
            yield from self._block(Heading(1, area.title))
            for advice in self._guidance(_as_guidance((area.prompt,))):
                _keep_with_next(advice)
                yield advice
            yield self._box(area)

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[etree._Element]:
        new_page = False
        for block in blocks:
            if isinstance(block, PageBreak):
                new_page = True
                continue
            elements = list(self._block(block))
            if new_page:
                _start_page(next(elements[0].iter(f"{_W}p")))
                new_page = False
            yield from elements

    def _block(self, block: Block) -> Iterator[etree._Element]:
        match block:
            case Heading(level, text):
                yield _paragraph(f"Heading{level}", _run(text))
            case Paragraph(content):
                yield _paragraph("Normal", *self._inlines(content))
            case Guidance():
                yield from self._guidance(block)
            case Bullets():
                yield from self._bullets(block)
            case FieldLine(field):
                yield from self._field_line(field)
            case Table():
                yield from self._table(block)

    def _guidance(self, guidance: Guidance) -> Iterator[etree._Element]:
        for part in guidance.content:
            match part:
                case Paragraph(content):
                    yield _paragraph("Guidance", *self._inlines(content))
                case Bullets():
                    yield from self._bullets(part, style="Guidance")

    def _bullets(self, bullets: Bullets, style: str = "") -> Iterator[etree._Element]:
        if bullets.ordered:
            number = _NUMBER + self.ordered_lists
            self.ordered_lists += 1
            own_style = "ListNumber"
        elif all(item and isinstance(item[0], Checkbox) for item in bullets.items):
            number, own_style = _TICK, "List"
        else:
            number, own_style = _BULLET, "ListBullet"
        for item in bullets.items:
            properties = [_w("numPr", _w("ilvl", val="0"), _w("numId", val=str(number)))]
            if style:
                # Where the text of the style begins, or its border would be broken.
                properties.append(_w("ind", left=str(_INDENT + _HANGING), hanging=str(_HANGING)))
            yield _paragraph(style or own_style, *self._inlines(item), properties=properties)

    def _field_line(self, field: Field) -> Iterator[etree._Element]:
        line = [_run(f"{field.label}:", _w("b"))]
        line.append(_w("r", _w("br")) if field.kind == "multiline" else _run(" "))
        line.append(self._field(field, _invitation(field, self._meta.words)))
        paragraph = _paragraph("Field", *line)
        if field.help:
            _keep_with_next(paragraph)
        yield paragraph
        if field.help:
            yield _paragraph("Note", _run(field.help))

    def _table(self, table: Table) -> Iterator[etree._Element]:
        share = self._width / sum(column.width for column in table.columns)
        widths = [round(column.width * share) for column in table.columns]
        header = _w("tr", _w("trPr", _w("cantSplit"), _w("tblHeader")))
        for column, width in zip(table.columns, widths, strict=True):
            title = _paragraph("NoSpacing", _run(column.title, _w("b"), _w("color", val=INK)))
            header.append(_cell(width, title, shade=SHADE))
        yield _paragraph("Caption", _run(table.caption))
        rows = [self._row(row, widths) for row in table.rows]
        yield _table(widths, table.caption, header, *rows)

    def _row(self, cells: tuple[Inlines, ...], widths: list[int]) -> etree._Element:
        kinds = {part.field.kind for cell in cells for part in cell if isinstance(part, FieldRef)}
        height = 11 if "multiline" in kinds else 9
        row = _w("tr", _w("trPr", _w("cantSplit"), _height(height)))
        for cell, width in zip(cells, widths, strict=True):
            match cell:
                case (FieldRef(field),):
                    content = [self._field(field, _BLANK)]
                case _:
                    content = list(self._inlines(cell))
            row.append(_cell(width, _paragraph("NoSpacing", *content)))
        return row

    def _box(self, area: Area) -> etree._Element:
        field = Field(area.id, "multiline", area.title)
        control = self._field(field, _BLANK)
        row = _w("tr", _w("trPr", _w("cantSplit"), _height(40)))
        row.append(_cell(self._width, _paragraph("NoSpacing", control)))
        return _table([self._width], area.title, row, header=False)

    def _inlines(self, content: Inlines) -> Iterator[etree._Element]:
        after_checkbox = False
        for part in content:
            match part:
                case Run(text, strong, emphasis, href):
                    if after_checkbox and not text[:1].isspace():
                        yield _run("\N{NO-BREAK SPACE}")
                    marks = [_w(tag) for tag, on in (("b", strong), ("i", emphasis)) if on]
                    yield self._link(text, href, marks) if href else _run(text, *marks)
                case FieldRef(field):
                    yield self._field(field, f"[{field.label}]")
                case Checkbox(id, label):
                    yield self._checkbox(id, label)
            after_checkbox = isinstance(part, Checkbox)

    def _link(self, text: str, href: str, marks: list[etree._Element]) -> etree._Element:
        relationship = self.links.setdefault(href, f"rIdLink{len(self.links) + 1}")
        link = _w("hyperlink", _run(text, _w("rStyle", val="Hyperlink"), *marks), history="1")
        link.set(f"{_R}id", relationship)
        return link

    def _field(self, field: Field, placeholder: str) -> etree._Element:
        match field.kind:
            case "text":
                kind = _w("text")
            case "multiline":
                kind = _w("text", multiLine="1")
            case "date":
                kind = _w(
                    "date",
                    _w("dateFormat", val="dd/MM/yyyy"),
                    _w("lid", val=LOCALES[self._meta.lang]),
                    _w("storeMappedDataAs", val="dateTime"),
                    _w("calendar", val="gregorian"),
                )
            case "choice":
                kind = _w(
                    "dropDownList",
                    _w("listItem", displayText=self._meta.words.choose, value=""),
                    *(_w("listItem", displayText=entry, value=entry) for entry in field.options),
                )
        shown = _run(placeholder, _w("rStyle", val="PlaceholderText"))
        return self._control(field.id, field.label, (_w("showingPlcHdr"), kind), shown)

    def _checkbox(self, tag: str, label: str) -> etree._Element:
        box = etree.Element(f"{_W14}checkbox", nsmap=_NAMESPACES)
        etree.SubElement(box, f"{_W14}checked").set(f"{_W14}val", "0")
        for name, sign in (("checkedState", _TICKED), ("uncheckedState", _UNTICKED)):
            state = etree.SubElement(box, f"{_W14}{name}")
            state.set(f"{_W14}val", f"{ord(sign):04X}")
            state.set(f"{_W14}font", _CHECKBOX_FONT)
        gothic = _w(
            "rFonts",
            ascii=_CHECKBOX_FONT,
            hAnsi=_CHECKBOX_FONT,
            eastAsia=_CHECKBOX_FONT,
            hint="eastAsia",
        )
        return self._control(tag, label, (box,), _run(_UNTICKED, gothic))

    def _control(
        self, tag: str, label: str, kind: tuple[etree._Element, ...], content: etree._Element
    ) -> etree._Element:
        alias = textwrap.shorten(label, _LONGEST_ALIAS, placeholder="…")
        properties = _w(
            "sdtPr",
            _w("alias", val=alias),
            _w("tag", val=tag),
            _w("id", val=str(self._control_id(tag))),
            *kind,
        )
        return _w("sdt", properties, _w("sdtContent", content))

    def _control_id(self, tag: str) -> int:
        """Return a positive 31-bit number, the same at every run and used only once."""
        number = crc32(tag.encode()) & 0x7FFFFFFF
        while number == 0 or number in self._control_ids:
            number = (number + 1) & 0x7FFFFFFF
        self._control_ids.add(number)
        return number


def _as_guidance(lines: Iterable[str]) -> Guidance:
    return Guidance(tuple(Paragraph((Run(line),)) for line in lines))


def _invitation(field: Field, words: Words) -> str:
    """Return what an empty field says where its label already stands beside it."""
    match field.kind:
        case "date":
            return words.choose_date
        case "choice":
            return words.choose
        case _:
            return words.write_here


def _w(tag: str, *children: etree._Element, **attributes: str) -> etree._Element:
    element = etree.Element(_W + tag, nsmap=_NAMESPACES)
    for name, value in attributes.items():
        element.set(_W + name, value)
    element.extend(children)
    return element


def _run(text: str, *properties: etree._Element) -> etree._Element:
    content = _w("t")
    content.text = text
    content.set(_XML_SPACE, "preserve")
    return _w("r", _w("rPr", *properties), content) if properties else _w("r", content)


def _paragraph(
    style: str, *content: etree._Element, properties: Iterable[etree._Element] = ()
) -> etree._Element:
    return _w("p", _w("pPr", _w("pStyle", val=style), *properties), *content)


def _keep_with_next(paragraph: etree._Element) -> None:
    # The schema wants the style first, then this.
    paragraph[0].insert(1, _w("keepNext"))


def _start_page(paragraph: etree._Element) -> None:
    # The schema wants the style first, then what keeps paragraphs together, then this.
    properties = paragraph[0]
    properties.insert(1 + len(properties.findall(f"{_W}keepNext")), _w("pageBreakBefore"))


def _table(
    widths: list[int], caption: str, *rows: etree._Element, header: bool = True
) -> etree._Element:
    look = dict.fromkeys(("lastRow", "firstColumn", "lastColumn", "noHBand"), "0")
    properties = _w(
        "tblPr",
        _w("tblStyle", val="TableGrid"),
        _w("tblW", w=str(sum(widths)), type="dxa"),
        _w("tblLayout", type="fixed"),
        _w("tblLook", firstRow="1" if header else "0", noVBand="1", **look),
        _w("tblCaption", val=caption),
    )
    grid = _w("tblGrid", *(_w("gridCol", w=str(width)) for width in widths))
    return _w("tbl", properties, grid, *rows)


def _cell(width: int, content: etree._Element, shade: str = "") -> etree._Element:
    properties = _w("tcPr", _w("tcW", w=str(width), type="dxa"))
    if shade:
        properties.append(_w("shd", val="clear", color="auto", fill=shade))
    return _w("tc", properties, content)


def _height(millimetres: int) -> etree._Element:
    """Return the least height of a row, so that it can also be written in by hand."""
    return _w("trHeight", val=str(_twips(millimetres)), hRule="atLeast")


def _twips(millimetres: int) -> int:
    return round(millimetres * _TWIPS_PER_MM)


def _with_links(relationships: bytes, links: Mapping[str, str]) -> bytes:
    root = etree.fromstring(relationships)
    for address, identifier in links.items():
        link = etree.SubElement(root, f"{_PACKAGE_RELATIONSHIPS}Relationship")
        link.set("Id", identifier)
        link.set("Type", _HYPERLINK)
        link.set("Target", address)
        link.set("TargetMode", "External")
    return serialised(root)


def _footer(meta: Meta, width: int) -> bytes:
    line = [_run(meta.footer), _w("r", _w("tab"))]
    for part in re.split(r"(\{pages?\})", meta.words.page_of):
        match part:
            case "{page}":
                line.append(_w("fldSimple", _run("1"), instr="PAGE"))
            case "{pages}":
                line.append(_w("fldSimple", _run("1"), instr="NUMPAGES"))
            case _:
                line.append(_run(part))
    tabs = _w("tabs", _w("tab", val="right", pos=str(width)))
    return serialised(_w("ftr", _paragraph("Footer", *line, properties=(tabs,))))


def _numbering(ordered_lists: int) -> bytes:
    lists = _w("numbering")
    for kind, form, sign in (
        (_BULLET, "bullet", "•"),
        (_TICK, "none", ""),
        (_NUMBER, "decimal", "%1."),
    ):
        level = _w(
            "lvl",
            _w("start", val="1"),
            _w("numFmt", val=form),
            *((_w("suff", val="nothing"),) if kind == _TICK else ()),
            _w("lvlText", val=sign),
            _w("lvlJc", val="left"),
            _w("pPr", _w("ind", left=str(_HANGING), hanging=str(_HANGING))),
            ilvl="0",
        )
        lists.append(
            _w(
                "abstractNum",
                _w("multiLevelType", val="singleLevel"),
                level,
                abstractNumId=str(kind),
            )
        )
    for number in (_BULLET, _TICK):
        lists.append(_w("num", _w("abstractNumId", val=str(number)), numId=str(number)))
    for place in range(ordered_lists):
        restart = _w("lvlOverride", _w("startOverride", val="1"), ilvl="0")
        kind_of_list = _w("abstractNumId", val=str(_NUMBER))
        lists.append(_w("num", kind_of_list, restart, numId=str(_NUMBER + place)))
    return serialised(lists)


@cache
def _base(lang: str) -> Mapping[str, bytes]:
    """Return the parts that are alike in every document of a language.

    The default template of python-docx carries two parts that Word would want to
    repair, a thumbnail and the properties of another program: they are left out.
    """
    document = docx.Document()
    _leave_out(document.part.rels, "stylesWithEffects", "customXml")
    _leave_out(document.part.package.rels, "thumbnail", "extended-properties")
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(_MARGIN)
    section.header_distance = section.footer_distance = Mm(_MARGIN // 2)
    section.footer.is_linked_to_previous = False
    _set_styles(document.styles.element, lang)
    _set_compatibility(document.settings.element, lang)
    buffer = io.BytesIO()
    document.save(buffer)
    return unpacked(buffer.getvalue())


def _leave_out(relationships: Relationships, *kinds: str) -> None:
    for identifier, relationship in list(relationships.items()):
        if relationship.reltype.rpartition("/")[2] in kinds:
            del relationships[identifier]


def _set_compatibility(settings: etree._Element, lang: str) -> None:
    for tag in ("proofState", "savePreviewPicture", "compat/useFELayout", "rsids"):
        for element in settings.findall("/".join(_W + step for step in tag.split("/"))):
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)
    for element in settings.iter(f"{_W}zoom", f"{_W}compatSetting", f"{_W}themeFontLang"):
        if element.tag == f"{_W}zoom":
            element.attrib.clear()
            element.set(f"{_W}percent", "100")
        elif element.tag == f"{_W}themeFontLang":
            element.attrib.clear()
            element.set(f"{_W}val", LOCALES[lang])
        elif element.get(f"{_W}name") == "compatibilityMode":
            element.set(f"{_W}val", "15")


def _set_styles(styles: etree._Element, lang: str) -> None:
    """Replace every style of the template, except the ones that Word requires."""
    for style in styles.findall(f"{_W}style"):
        if style.get(f"{_W}default") != "1" or style.get(f"{_W}type") == "paragraph":
            styles.remove(style)
    defaults = styles.find(f"{_W}docDefaults")
    assert defaults is not None
    fonts = _w("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    language = _w("lang", val=LOCALES[lang], eastAsia=LOCALES[lang], bidi="ar-SA")
    defaults[:] = [
        _w("rPrDefault", _w("rPr", fonts, _w("sz", val="21"), _w("szCs", val="21"), language)),
        _w("pPrDefault", _w("pPr", _w("spacing", before="120", after="0", line="276"))),
    ]
    styles.extend(_styles(_STYLE_NAMES[lang]))


def _styles(names: Mapping[str, str]) -> Iterator[etree._Element]:
    """Yield the styles. Space stands before a paragraph, so that it also follows a table."""
    yield _style("Normal", "Normal")
    yield _style(
        "Title", "Title", (_w("keepNext"), _space(0, 60, line=252)), _letters(40, INK, bold=True)
    )
    yield _style("Subtitle", "Subtitle", (_space(60),), _letters(20, _GREY_INK))
    for level, size, before in ((1, 30, 400), (2, 25, 320), (3, 22, 240)):
        keep = (_w("keepNext"), _w("keepLines"))
        rank = _w("outlineLvl", val=str(level - 1))
        yield _style(
            f"Heading{level}",
            f"heading {level}",
            (*keep, _space(before, 40, line=252), rank),
            _letters(size, INK, bold=True),
        )
    yield _style(
        "Caption", "caption", (_w("keepNext"), _space(240, 80)), _letters(20, INK, bold=True)
    )
    for style_id, name in (("ListBullet", "List Bullet"), ("ListNumber", "List Number")):
        yield _style(style_id, name, (_space(60),))
    yield _style("List", "List", (_space(60),))
    yield _style("NoSpacing", "No Spacing", (_space(0, line=252),), _letters(20))
    ruled = _w("pBdr", _border("top", 4, 4))
    yield _style("Footer", "footer", (ruled, _space(0, line=252)), _letters(17, _GREY_INK))
    yield _style(
        "Guidance",
        names["Guidance"],
        (
            _w("pBdr", _border("left", 24, 8)),
            _w("shd", val="clear", color="auto", fill=SHADE),
            _space(120, 100, line=283),
            _w("ind", left=str(_INDENT)),
            _w("contextualSpacing"),
        ),
        _letters(19),
    )
    yield _style(
        "Field",
        names["Field"],
        (_w("pBdr", _border("bottom", 4, 3), _border("between", 4, 3)), _space(160)),
    )
    yield _style("Note", names["Note"], (_space(60, line=252),), _letters(18, _GREY_INK))
    yield _style(
        "Hyperlink",
        "Hyperlink",
        run=(_w("color", val=LINK_INK), _w("u", val="single")),
        kind="character",
    )
    yield _style(
        "PlaceholderText", "Placeholder Text", run=_letters(0, _GREY_INK), kind="character"
    )
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    margins = (("top", "57"), ("left", "100"), ("bottom", "57"), ("right", "100"))
    grid = _style("TableGrid", "Table Grid", kind="table")
    grid.append(
        _w(
            "tblPr",
            _w("tblBorders", *(_border(side, 4, 0) for side in sides)),
            _w("tblCellMar", *(_w(side, w=width, type="dxa") for side, width in margins)),
        )
    )
    yield grid


def _style(
    style_id: str,
    name: str,
    paragraph: Iterable[etree._Element] = (),
    run: Iterable[etree._Element] = (),
    kind: Literal["paragraph", "character", "table"] = "paragraph",
) -> etree._Element:
    parents = {"paragraph": "Normal", "character": "DefaultParagraphFont", "table": "TableNormal"}
    style = _w("style", _w("name", val=name), type=kind, styleId=style_id)
    if style_id == parents[kind]:
        style.set(f"{_W}default", "1")
    else:
        style.append(_w("basedOn", val=parents[kind]))
    if any(style_id in known for known in _STYLE_NAMES.values()):
        style.set(f"{_W}customStyle", "1")
    style.append(_w("qFormat"))
    for tag, properties in (("pPr", paragraph), ("rPr", run)):
        if element := list(properties):
            style.append(_w(tag, *element))
    return style


def _space(before: int, after: int = 0, line: int = 276) -> etree._Element:
    return _w("spacing", before=str(before), after=str(after), line=str(line), lineRule="auto")


def _letters(half_points: int, colour: str = "", bold: bool = False) -> list[etree._Element]:
    """Return properties of a run, leaving out those that stay as they are."""
    size = str(half_points)
    return [
        *((_w("b"), _w("bCs")) if bold else ()),
        *((_w("color", val=colour),) if colour else ()),
        *((_w("sz", val=size), _w("szCs", val=size)) if half_points else ()),
    ]


def _border(side: str, eighths: int, gap: int) -> etree._Element:
    return _w(side, val="single", sz=str(eighths), space=str(gap), color=LINE)
