"""OpenDocument text: documents to fill, and canvases as a list of boxes.

A program finds a field again by its id: text fields stand between two bookmarks
named `field.<id>.<occurrence>`, drop-down lists and checkboxes carry the id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lxml import etree

from macros.documents import opendocument as odf
from macros.documents.opendocument import add, add_style, add_text, centimetres, style_name
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

EXTENSION = "odt"
MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
ACCEPTS = (Document, Canvas)

_GUIDANCE = {"it": "Guida", "en": "Guidance"}
"""Name of the style that people select to remove all the guidance at once."""
_UNTICKED, _TICKED = "☐", "☒"
_ROW_HEIGHT = 0.9
"""Centimetres that leave room to write by hand."""
_BOX_HEIGHT = 4.0
_CELL = {
    "style:vertical-align": "top",
    "fo:padding": "0.12cm",
    "fo:border": f"0.75pt solid {odf.LINE}",
}
_HEADER_CELL = {**_CELL, "style:vertical-align": "bottom", "fo:background-color": odf.SHADE}


def write(outline: Document | Canvas) -> bytes:
    """Return the file."""
    meta = outline.meta
    landscape = isinstance(outline, Canvas) or outline.landscape
    letter = outline.letter if isinstance(outline, Document) else 0.0
    width = odf.text_width(landscape=landscape)

    content = odf.root("office:document-content")
    automatic = add(content, "office:automatic-styles")
    body = add(add(content, "office:body"), "office:text")
    writer = _Writer(automatic, width, meta.words)

    if isinstance(outline, Canvas):
        # The boxes are sections of the sheet: its title is the heading above theirs.
        writer.heading(body, 1, meta.title, style="Title")
    else:
        add_text(writer.paragraph(body, "Title"), meta.title)
    for notice in meta.notices:
        add_text(writer.paragraph(body, "Notice"), notice)
    if isinstance(outline, Canvas):
        writer.canvas(body, outline)
    else:
        for block in outline.blocks:
            writer.block(body, block)
    address = writer.paragraph(body, "Address")
    add_text(address, f"{meta.words.address}: ")
    add_text(odf.add_link(address, meta.url), meta.url)

    return odf.package(
        MEDIA_TYPE,
        meta,
        {"content.xml": content, "styles.xml": _styles(meta, letter, landscape=landscape)},
    )


class _Writer:
    """Appends blocks to a body, remembering what one block owes to those before it."""

    def __init__(self, automatic: etree._Element, width: float, words: Words) -> None:
        self._automatic = automatic
        self._width = width
        self._words = words
        self._occurrences: Counter[str] = Counter()
        self._added: set[str] = set()
        self._break_due = False

    def block(self, parent: etree._Element, block: Block) -> None:
        match block:
            case Heading(level, text):
                self.heading(parent, level, text, style=f"Heading {level}")
            case Paragraph(content):
                self._inlines(self.paragraph(parent, "Text body"), content)
            case Guidance(content):
                self._guidance(parent, content)
            case Bullets():
                self._bullets(parent, block, "List item")
            case FieldLine(field):
                self._field_line(parent, field)
            case Table():
                self._table(parent, block)
            case PageBreak():
                self._break_due = True

    def canvas(self, parent: etree._Element, canvas: Canvas) -> None:
        for instruction in canvas.instructions:
            add_text(self.paragraph(parent, "Guidance"), instruction)
        for area in canvas.areas:
            self._area(parent, area)

    def paragraph(self, parent: etree._Element, style: str) -> etree._Element:
        return add(parent, "text:p", {"text:style-name": self._style(style)})

    def heading(self, parent: etree._Element, level: int, text: str, *, style: str) -> None:
        heading = add(
            parent,
            "text:h",
            {"text:style-name": self._style(style), "text:outline-level": str(level)},
        )
        add_text(heading, text)

    def _style(self, name: str) -> str:
        """Name of the style, or of its twin on a new page if a break is due."""
        if not self._break_due:
            return style_name(name)
        self._break_due = False
        return self._automatic_style(
            f"New page {name}", "paragraph", {"fo:break-before": "page"}, based_on=name
        )

    def _automatic_style(
        self, name: str, family: str, properties: odf.Attributes, *, based_on: str = ""
    ) -> str:
        """Add a style at its first use only; return its name inside the file.

        People see a paragraph in such a style under the name of the parent.
        """
        if name not in self._added:
            self._added.add(name)
            add_style(self._automatic, name, family, {family: properties}, based_on=based_on)
        return style_name(name)

    def _guidance(self, parent: etree._Element, content: Sequence[Paragraph | Bullets]) -> None:
        for part in content:
            if isinstance(part, Bullets):
                self._bullets(parent, part, "Guidance")
            else:
                self._inlines(self.paragraph(parent, "Guidance"), part.content)

    def _bullets(self, parent: etree._Element, bullets: Bullets, style: str) -> None:
        name = "Numbering" if bullets.ordered else "Bullets"
        items = add(parent, "text:list", {"text:style-name": name})
        for item in bullets.items:
            self._inlines(self.paragraph(add(items, "text:list-item"), style), item)

    def _field_line(self, parent: etree._Element, field: Field) -> None:
        add_text(self.paragraph(parent, "Field label"), field.label)
        if field.help:
            add_text(self.paragraph(parent, "Field help"), field.help)
        style = "Field box" if field.kind == "multiline" else "Field"
        self._field(self.paragraph(parent, style), field, self._invitation(field))

    def _table(self, parent: etree._Element, table: Table) -> None:
        if table.caption:
            add_text(self.paragraph(parent, "Caption"), table.caption)
        places = (one for row in table.rows for cell in row for one in cell)
        to_fill = any(isinstance(one, FieldRef) for one in places)
        height = _ROW_HEIGHT if to_fill else 0.0
        element = self._open_table(
            parent, table.id, table.caption, [c.width for c in table.columns]
        )
        header = self._row(add(element, "table:table-header-rows"), height)
        for column in table.columns:
            add_text(self._header_cell(header), column.title)
        for cells in table.rows:
            row = self._row(element, height)
            for content in cells:
                cell = self._cell(row)
                match content:
                    case (FieldRef(field),):
                        # Its label repeats the headers, and would make narrow cells tall.
                        self._field(cell, field, self._invitation(field))
                    case _:
                        self._inlines(cell, content)

    def _area(self, parent: etree._Element, area: Area) -> None:
        field = Field(area.id, "multiline", area.title)
        self.heading(parent, 2, area.title, style="Heading 2")
        prompt = self._automatic_style(
            "Prompt", "paragraph", {"fo:keep-with-next": "always"}, based_on="Guidance"
        )
        add_text(add(parent, "text:p", {"text:style-name": prompt}), area.prompt)
        row = self._row(self._open_table(parent, area.id, area.title, [1]), _BOX_HEIGHT)
        self._field(self._cell(row), field, self._invitation(field))

    def _open_table(
        self, parent: etree._Element, name: str, title: str, shares: Sequence[int]
    ) -> etree._Element:
        style = self._automatic_style(
            "Table",
            "table",
            {
                "style:width": centimetres(self._width),
                "table:align": "margins",
                "table:border-model": "collapsing",
                "fo:margin-bottom": "0.5cm",
            },
        )
        table = add(parent, "table:table", {"table:name": name, "table:style-name": style})
        add(table, "table:title", text=title)
        for share in shares:
            width = centimetres(self._width * share / sum(shares))
            column = self._automatic_style(
                f"Column {width}", "table-column", {"style:column-width": width}
            )
            add(table, "table:table-column", {"table:style-name": column})
        return table

    def _row(self, parent: etree._Element, height: float) -> etree._Element:
        style = self._automatic_style(
            f"Row {height}",
            "table-row",
            {
                "style:min-row-height": centimetres(height),
                "fo:keep-together": "always",
            },
        )
        return add(parent, "table:table-row", {"table:style-name": style})

    def _cell(self, row: etree._Element) -> etree._Element:
        """Append a cell and return its paragraph."""
        style = self._automatic_style("Cell", "table-cell", _CELL)
        return self.paragraph(_add_cell(row, style), "Table contents")

    def _header_cell(self, row: etree._Element) -> etree._Element:
        style = self._automatic_style("Header cell", "table-cell", _HEADER_CELL)
        return self.paragraph(_add_cell(row, style), "Table heading")

    def _inlines(self, paragraph: etree._Element, inlines: Inlines) -> None:
        for inline in inlines:
            match inline:
                case Run():
                    _add_run(paragraph, inline)
                case FieldRef(field):
                    self._field(paragraph, field, field.label)
                case Checkbox():
                    _add_checkbox(paragraph, inline)

    def _field(self, paragraph: etree._Element, field: Field, invitation: str) -> None:
        if field.kind == "choice":
            self._drop_down(paragraph, field)
            return
        self._occurrences[field.id] += 1
        bookmark = {"text:name": f"field.{field.id}.{self._occurrences[field.id]}"}
        add(paragraph, "text:bookmark-start", bookmark)
        add(
            paragraph,
            "text:placeholder",
            {"text:placeholder-type": "text", "text:description": field.label},
            f"<{invitation}>",
        )
        add(paragraph, "text:bookmark-end", bookmark)

    def _drop_down(self, paragraph: etree._Element, field: Field) -> None:
        choose = self._words.choose
        drop_down = add(paragraph, "text:drop-down", {"text:name": field.id})
        first = add(
            drop_down, "text:label", {"text:value": choose, "text:current-selected": "true"}
        )
        for option in field.options:
            first = add(drop_down, "text:label", {"text:value": option})
        first.tail = choose

    def _invitation(self, field: Field) -> str:
        return self._words.choose_date if field.kind == "date" else self._words.write_here


def _add_cell(row: etree._Element, style: str) -> etree._Element:
    attributes = {"table:style-name": style, "office:value-type": "string"}
    return add(row, "table:table-cell", attributes)


def _add_run(paragraph: etree._Element, run: Run) -> None:
    parent = odf.add_link(paragraph, run.href) if run.href else paragraph
    if run.strong:
        parent = add(parent, "text:span", {"text:style-name": style_name("Strong Emphasis")})
    if run.emphasis:
        parent = add(parent, "text:span", {"text:style-name": "Emphasis"})
    add_text(parent, run.text)


def _add_checkbox(paragraph: etree._Element, checkbox: Checkbox) -> None:
    # An extension of LibreOffice: other programs show the box as a character.
    control = add(
        paragraph,
        "loext:content-control",
        {
            "loext:checkbox": "true",
            "loext:checked": "false",
            "loext:checked-state": _TICKED,
            "loext:unchecked-state": _UNTICKED,
            "loext:alias": checkbox.label,
            "loext:tag": checkbox.id,
        },
    )
    add_text(control, _UNTICKED)


def _styles(meta: Meta, letter: float, *, landscape: bool) -> etree._Element:
    part, styles = odf.styles_part(
        meta, ("paragraph", "graphic"), ("table", "table-column", "table-row", "table-cell")
    )
    _add_paragraph_styles(styles, _GUIDANCE[meta.lang], letter)
    add_style(styles, "Strong Emphasis", "text", {"text": {"fo:font-weight": "bold"}})
    add_style(styles, "Emphasis", "text", {"text": {"fo:font-style": "italic"}})
    _add_list_styles(styles)
    footer_style = add_style(
        styles,
        "Footer",
        "paragraph",
        {
            "paragraph": {
                "fo:border-top": f"0.5pt solid {odf.LINE}",
                "fo:padding-top": "0.15cm",
            },
            "text": {"fo:font-size": "8.5pt"},
        },
        based_on="Standard",
    )
    add(
        add(footer_style[0], "style:tab-stops"),
        "style:tab-stop",
        {
            "style:position": centimetres(odf.text_width(landscape=landscape)),
            "style:type": "right",
        },
    )
    footer = add(odf.add_page(part, landscape=landscape), "text:p", {"text:style-name": "Footer"})
    add_text(footer, f"{meta.footer}\t")
    odf.add_page_of(footer, meta.words.page_of)
    return part


def _add_paragraph_styles(styles: etree._Element, guidance: str, letter: float) -> None:
    def paragraph_style(
        name: str,
        based_on: str,
        paragraph: odf.Attributes,
        text: odf.Attributes | None = None,
        attributes: odf.Attributes | None = None,
        display: str = "",
    ) -> None:
        add_style(
            styles,
            name,
            "paragraph",
            {"paragraph": paragraph, "text": text or {}},
            display=display,
            based_on=based_on,
            attributes={"style:class": "text", **(attributes or {})},
        )

    line = f"0.75pt solid {odf.LINE}"
    keep = {"fo:keep-with-next": "always"}

    paragraph_style(
        "Standard",
        "",
        {"fo:line-height": "110%" if letter else "120%", "fo:orphans": "2", "fo:widows": "2"},
        {"fo:font-size": _points(letter - 1)} if letter else {},
    )
    paragraph_style("Text body", "Standard", {"fo:margin-bottom": "0.15cm" if letter else "0.25cm"})
    paragraph_style(
        "Title",
        "Standard",
        {"fo:margin-bottom": "0.3cm", **keep},
        {
            "fo:font-size": "17pt" if letter else "22pt",
            "fo:font-weight": "bold",
            "fo:color": odf.INK,
        },
    )
    headings = ((1, "16pt", "0.7cm"), (2, "13pt", "0.5cm"), (3, "11.5pt", "0.4cm"))
    if letter:
        headings = ((1, "13pt", "0.4cm"), (2, "11.5pt", "0.4cm"), (3, "11pt", "0.3cm"))
    for level, size, space in headings:
        paragraph_style(
            f"Heading {level}",
            "Standard",
            {"fo:margin-top": space, "fo:margin-bottom": "0.2cm", **keep},
            {"fo:font-size": size, "fo:font-weight": "bold", "fo:color": odf.INK},
            {
                "style:next-style-name": style_name("Text body"),
                "style:default-outline-level": str(level),
            },
        )
    paragraph_style("Notice", "Text body", {}, {"fo:font-style": "italic"})
    paragraph_style(
        "Guidance",
        "Standard",
        {
            "fo:background-color": odf.SHADE,
            "fo:border-left": f"3pt solid {odf.LINE}",
            "fo:padding-left": "0.3cm",
            "fo:padding-top": "0.1cm",
            "fo:padding-bottom": "0.1cm",
            "fo:margin-bottom": "0.25cm",
        },
        {"fo:font-size": "10pt"},
        display=guidance,
    )
    paragraph_style("List item", "Standard", {"fo:margin-bottom": "0.1cm"})
    paragraph_style(
        "Field label", "Standard", {"fo:margin-top": "0.35cm", **keep}, {"fo:font-weight": "bold"}
    )
    paragraph_style("Field help", "Standard", keep, {"fo:font-size": "9.5pt"})
    paragraph_style(
        "Field",
        "Standard",
        {
            "fo:border-bottom": line,
            "fo:padding-top": "0.15cm",
            "fo:padding-bottom": "0.05cm",
            "fo:margin-bottom": "0.25cm",
            "style:join-border": "false",
        },
    )
    paragraph_style(
        "Field box",
        "Standard",
        {
            "fo:border": line,
            "fo:padding": "0.15cm",
            "fo:padding-bottom": "1.6cm",
            "fo:margin-top": "0.1cm",
            "fo:margin-bottom": "0.25cm",
            "style:join-border": "false",
        },
    )
    paragraph_style(
        "Caption",
        "Standard",
        {"fo:margin-top": "0.35cm", "fo:margin-bottom": "0.15cm", **keep},
        {"fo:font-weight": "bold"},
    )
    cell = _points(min(10, letter - 1.5)) if letter else "10pt"
    paragraph_style("Table contents", "Standard", {}, {"fo:font-size": cell})
    paragraph_style("Table heading", "Table contents", {}, {"fo:font-weight": "bold"})
    paragraph_style(
        "Address",
        "Standard",
        {"fo:margin-top": "0.4cm" if letter else "0.8cm"},
        {"fo:font-size": "9.5pt"},
    )


def _points(size: float) -> str:
    return f"{size:g}pt"


def _add_list_styles(styles: etree._Element) -> None:
    for name, level_style, look in (
        ("Bullets", "text:list-level-style-bullet", {"text:bullet-char": "•"}),
        (
            "Numbering",
            "text:list-level-style-number",
            {"style:num-format": "1", "style:num-suffix": "."},
        ),
    ):
        level = add(
            add(styles, "text:list-style", {"style:name": name}),
            level_style,
            {"text:level": "1", **look},
        )
        add(
            add(
                level,
                "style:list-level-properties",
                {"text:list-level-position-and-space-mode": "label-alignment"},
            ),
            "style:list-level-label-alignment",
            {
                "text:label-followed-by": "listtab",
                "text:list-tab-stop-position": "0.7cm",
                "fo:margin-left": "0.7cm",
                "fo:text-indent": "-0.7cm",
            },
        )
