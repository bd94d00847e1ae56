"""From the pages of the site to the chapters of the book.

The one place that knows the HTML of the pages: a new piece of markup is taken for what it
holds, unless it is named here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import mean
from typing import Any
from urllib.parse import urldefrag, urljoin

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring

from macros.book.tree import (
    Block,
    Cell,
    Drawing,
    Grid,
    Heading,
    Inline,
    Inlines,
    Items,
    Look,
    Mark,
    Panel,
    Run,
    Text,
)

LEFT_OUT = frozenset({"home", "search", "a-to-z", "accessibility", "privacy", "open-data"})
"""Pages by id that are about the site, or lead through it."""

_FOR_THE_WEB = frozenset(
    [
        "headerlink",
        "plm-downloads",
        "plm-on-paper",
        "plm-around",
        "plm-parts",
        "plm-stepnames",
        "plm-filters",
        "plm-jumps",
    ]
)
"""Classes of what a page has for its readers on the web alone."""
_WITHOUT_SCRIPTS = frozenset({"hidden", "data-needs-scripts", "data-online-only"})
"""Attributes of what paper does not show."""
_CYCLE = "plm-cycle__ring"
_NOT_TEXT = ("button", "dialog", "form", "input", "nav", "script", "select", "template", "textarea")
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "br",
        "cite",
        "code",
        "em",
        "i",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
    ]
)
_ONLY_WORDS = _INLINE | frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "dt", "legend", "summary", "caption"]
)
"""Elements that hold no blocks."""
_NO_PLACE = _INLINE | {"dt", "dd", "thead", "tbody", "th", "td"}
"""Elements to which no link can lead: it leads to the top of their page."""
_STRONG = ("b", "strong", "kbd")
_EMPHASIS = ("em", "i", "cite")
_PANELS: Mapping[str, Any] = {
    "plm-safety": "safety",
    "plm-guidance": "aside",
    "plm-example": "aside",
    "plm-route": "aside",
    "admonition": "aside",
}
_LOOKS: Mapping[str, Look] = {
    "plm-lead": "lead",
    "plm-kicker": "kicker",
    "plm-note": "note",
    "plm-sources": "note",
    "plm-confidence": "note",
    "plm-safety__title": "title",
    "plm-guidance__title": "title",
    "plm-route__title": "title",
    "plm-uses__title": "title",
    "plm-tree__ask": "title",
}
_RUN_ON = ("act", "template")
"""Kinds whose pages are short: their chapters follow each other on one sheet."""
_LINE = 80
"""Letters on a line of a table as wide as the page."""
_LONGEST = 18
"""Letters beyond which a word is rather broken."""
_RING = {
    "path": {"fill": "#124f49"},
    "text": {"fill": "#ffffff", "font-size": "20", "font-weight": "600", "text-anchor": "middle"},
    "plm-cycle__name": {"fill": "#17324d", "font-size": "30"},
    "plm-cycle__note": {"fill": "#435a70", "font-size": "15", "font-weight": "400"},
}
"""The colours that the style sheet gives to the ring of the phases."""


@dataclass(frozen=True, slots=True)
class SitePage:
    """A finished page of the site, in one language."""

    kind: str
    """Of the entry that it shows, or `page`."""
    id: str
    address: str
    """From the root of the site."""
    html: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the site as the book has it."""

    address: str
    blocks: tuple[Block, ...]


def chapters(
    parts: Iterable[Sequence[SitePage]], site_url: str, glossary: str, address_of: str
) -> list[Chapter]:
    """The chapters of the book, in order.

    Args:
        parts: The sections of the menu, each opened by the page that introduces it.
        site_url: Complete address of the root of the site.
        glossary: Address of the page of the terms: no page number stands after these, which
            are found by their alphabet.
        address_of: What stands before the address of a page: «Pagina della guida».
    """
    pages = [
        _Page(page, opening=number == 0)
        for part in parts
        for number, page in enumerate(page for page in part if page.id not in LEFT_OUT)
    ]
    book = _Book(site_url, glossary, {page.site.address: page for page in pages}, address_of)
    return [Chapter(page.site.address, tuple(_Reader(book, page).chapter())) for page in pages]


class _Page:
    """A page of the book, without what is for the web."""

    def __init__(self, site: SitePage, *, opening: bool) -> None:
        self.site = site
        self.opening = opening
        self.body = fragment_fromstring(site.html, create_parent="article")
        if site.kind == "template":
            # The documents themselves are files, to be filled.
            for content in self.body.xpath("./*[@id='content']"):
                for one in (*content.itersiblings(), content):
                    one.drop_tree()
        for element in [*self.body.iter(etree.Element)]:
            classes = {*(element.get("class") or "").split()}
            if (
                classes & _FOR_THE_WEB
                or element.tag in _NOT_TEXT
                or _WITHOUT_SCRIPTS & {*element.keys()}
                or (element.tag == "svg" and _CYCLE not in classes)
            ):
                element.drop_tree()
        self.anchors = {str(one.get("id")) for one in self._places(self.body)}

    def _places(self, element: HtmlElement) -> Iterator[HtmlElement]:
        """The elements that become blocks, and have an id."""
        for child in element.iterchildren(etree.Element):
            if child.get("id") and child.tag not in _NO_PLACE:
                yield child
            if child.tag not in _ONLY_WORDS:
                yield from self._places(child)


@dataclass(frozen=True)
class _Book:
    site_url: str
    glossary: str
    pages: Mapping[str, _Page]
    address_of: str

    @cached_property
    def places(self) -> Mapping[tuple[str, str], str]:
        """The label of what each link of each page leads to; empty if it is not in the book."""
        return {
            (page.site.address, href): self._place(page, href)
            for page in self.pages.values()
            for href in map(str, page.body.xpath(".//a/@href"))
        }

    @cached_property
    def reached(self) -> set[str]:
        """The labels to which some link leads."""
        return {place for place in self.places.values() if place}

    def _place(self, page: _Page, href: str) -> str:
        address, anchor = urldefrag(urljoin(self.site_url + page.site.address, href))
        there = self.pages.get(address.removeprefix(self.site_url), None)
        if there is None or not address.startswith(self.site_url):
            return ""
        return f"{there.site.address}#{anchor if anchor in there.anchors else 'top'}"


class _Reader:
    """Reads one page."""

    def __init__(self, book: _Book, page: _Page) -> None:
        self._book = book
        self._page = page
        self._linked: set[str] = set()
        """Places to which this chapter has led already: once, with the page, is enough."""
        self._below = 0 if page.opening else 1
        """How many levels its headings go down: the first page of a part opens it."""
        self._level = 1 + self._below
        """Of the last heading: the next is at most one below, whatever the page says."""

    def chapter(self) -> Iterator[Block]:
        page, body = self._page.site, self._page.body
        (title,) = body.xpath(".//h1")
        kickers = title.xpath("preceding::p[@class='plm-kicker']")
        yield Heading(
            self._level,
            _plain(title),
            f"{page.address}#top",
            kicker=" · ".join(map(_plain, kickers)),
            listed=True,
            marked=True,
            opens=page.kind not in _RUN_ON,
        )
        for one in (*kickers, title):
            one.drop_tree()
        yield from self._blocks(body)
        if page.kind == "template":
            address = self._book.site_url + page.address
            words: Inlines = (f"{self._book.address_of}: ", Run(address, href=address))
            yield Text(words, "note")

    def _blocks(self, element: HtmlElement) -> Iterator[Block]:
        """What an element holds."""
        pending: list[Inline] = [element.text or ""]
        for child in element:
            if not isinstance(child.tag, str):
                pass
            elif child.tag in _INLINE:
                pending += self._inlines(child, Run(""))
            else:
                yield from _paragraph(pending)
                pending.clear()
                yield from self._block(child)
            pending.append(child.tail or "")
        yield from _paragraph(pending)

    def _block(self, element: HtmlElement) -> Iterable[Block]:
        return self._labelled(element, self._read(element))

    def _labelled(self, element: HtmlElement, blocks: Iterable[Block]) -> Iterator[Block]:
        """Blocks, the first of which is the place that the id of their element names."""
        label = f"{self._page.site.address}#{element.get('id')}"
        left = iter(blocks)
        if label not in self._book.reached:
            pass
        elif first := next(left, None):
            if isinstance(first, Text | Heading) and first.label in ("", label):
                yield replace(first, label=label)
            else:
                yield Mark(label)
                yield first
        else:
            yield Mark(label)
        yield from left

    def _read(self, element: HtmlElement) -> Iterable[Block]:
        classes = (element.get("class") or "").split()
        match element.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5":
                return [self._heading(element)]
            case "p":
                look: Look = next((_LOOKS[name] for name in classes if name in _LOOKS), "")
                return _paragraph(self._within(element), look)
            case "ul" | "ol":
                return self._items(element)
            case "dl":
                return self._pairs(element)
            case "table":
                return [self._grid(element)]
            case "svg":
                return [Drawing(_ring(element))]
            case "legend" | "summary" | "caption":
                return _paragraph(self._within(element), "title")
            case "div" if "plm-item" in classes:
                return self._item(element)
            case _:
                blocks = self._blocks(element)
                panel = next((_PANELS[name] for name in classes if name in _PANELS), None)
                return [Panel(panel, tuple(blocks))] if panel else blocks

    def _heading(self, element: HtmlElement) -> Heading:
        label = f"{self._page.site.address}#{element.get('id')}"
        self._level = level = min(int(element.tag[1]) + self._below, self._level + 1)
        reached = label if label in self._book.reached else ""
        return Heading(level, _plain(element), reached, marked=level == 3 and self._below > 0)

    def _items(self, element: HtmlElement) -> Iterator[Block]:
        items = []
        for item in element.iterchildren("li"):
            classes = (item.get("class") or "").split()
            if "plm-card" in classes:
                # The thing itself is in the book: its name and its page are enough.
                links = [run for a in item.iterchildren("a") for run in self._inlines(a, Run(""))]
                blocks: Iterable[Block] = _paragraph(links)
            else:
                blocks = self._blocks(item)
            if found := tuple(self._labelled(item, blocks)):
                items.append(found)
        if items:
            yield Items(tuple(items), element.tag == "ol")

    def _pairs(self, element: HtmlElement) -> Iterator[Block]:
        """Names and what is said of each; on one line where that is one text."""
        apart = "plm-list" in (element.get("class") or "").split()
        groups = [*element.iterchildren("div")] or [element]
        for group in groups:
            yield from self._labelled(group, self._pair(group, apart=apart))

    def _pair(self, group: HtmlElement, *, apart: bool) -> Iterator[Block]:
        names: list[Inline] = []
        for child in group.iterchildren("dt", "dd"):
            if child.tag == "dt":
                names = [_strong(run) for run in _tidied(self._within(child))]
                continue
            said = [*self._blocks(child)]
            if names and apart:
                yield Text(tuple(names), "term")
            elif names and said and isinstance(said[0], Text) and not said[0].look:
                said[0] = replace(said[0], content=(*names, Run(": ", True), *said[0].content))
            elif names:
                yield Text(tuple(names), "title")
            names = []
            yield from said

    def _item(self, element: HtmlElement) -> Iterator[Block]:
        """An item of a checklist, with a box to tick."""
        label, *rest = element
        yield Text(tuple(map(_strong, _tidied(self._within(label)))), "tick")
        yield Panel("small", tuple(block for one in rest for block in self._block(one)))

    def _grid(self, element: HtmlElement) -> Grid:
        rows = [(row.getparent().tag == "thead", [*self._cells(row)]) for row in element.iter("tr")]
        lengths: dict[int, list[str]] = defaultdict(list)
        for column, cell in _placed([cells for _, cells in rows]):
            if cell.columns == 1:
                lengths[column].append(cell.words)
        return Grid(
            "".join(_plain(one) for one in element.iterchildren("caption")),
            _shares([cells for _, cells in sorted(lengths.items())]),
            tuple(tuple(cells) for is_header, cells in rows if is_header),
            tuple(tuple(cells) for is_header, cells in rows if not is_header),
        )

    def _cells(self, row: HtmlElement) -> Iterator[Cell]:
        for place, element in enumerate(row.iterchildren("th", "td")):
            blocks: Iterable[Block] = self._blocks(element)
            if place == 0:
                blocks = self._labelled(row, blocks)
            yield Cell(
                tuple(map(_strongly, blocks) if element.tag == "th" else blocks),
                columns=int(element.get("colspan") or 1),
                rows=int(element.get("rowspan") or 1),
                words=_plain(element),
            )

    def _within(self, element: HtmlElement, style: Run | None = None) -> list[Inline]:
        style = style or Run("")
        found: list[Inline] = [_run(style, element.text)]
        for child in element:
            if isinstance(child.tag, str):
                found += self._inlines(child, style)
            found.append(_run(style, child.tail))
        return found

    def _inlines(self, element: HtmlElement, style: Run) -> list[Inline]:
        tag = element.tag
        if tag == "br":
            return [_run(style, " ")]
        if tag == "a" and element.get("href"):
            return self._link(element, style)
        if tag in _STRONG or "plm-number" in (element.get("class") or ""):
            style = replace(style, strong=True)
        elif tag in _EMPHASIS:
            style = replace(style, emphasis=True)
        elif tag == "s":
            style = replace(style, struck=True)
        found = self._within(element, style)
        # On the page it stands apart by its look.
        return (
            [" ", *found] if tag == "span" and "plm-note" in (element.get("class") or "") else found
        )

    def _link(self, element: HtmlElement, style: Run) -> list[Inline]:
        href = str(element.get("href"))
        page, book = self._page.site.address, self._book
        if place := book.places[page, href]:
            if place in self._linked:
                return self._within(element, style)
            self._linked.add(place)
            style = replace(style, to=place)
        else:
            style = replace(style, href=urljoin(book.site_url + page, href))
        found = [run for run in self._within(element, style) if isinstance(run, Run)]
        if found and place:
            numbered = place.partition("#")[0] not in (page, book.glossary)
            found[-1] = replace(found[-1], numbered=numbered)
        elif found:
            shown = "".join(run.text for run in found).strip()
            found[-1] = replace(found[-1], spelt=shown.rstrip("/") != style.href.rstrip("/"))
        return [*found]


def _plain(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def _run(style: Run, text: str | None) -> Inline:
    if not text:
        return ""
    return text if style == Run("") else replace(style, text=text)


def _strong(inline: Inline) -> Inline:
    return Run(inline, strong=True) if isinstance(inline, str) else replace(inline, strong=True)


def _strongly(block: Block) -> Block:
    if isinstance(block, Text):
        return replace(block, content=tuple(map(_strong, block.content)))
    return block


def _paragraph(inlines: Iterable[Inline], look: Look = "") -> list[Block]:
    content = _tidied(inlines)
    return [Text(content, look)] if content else []


def _tidied(inlines: Iterable[Inline]) -> Inlines:
    """Text as a browser shows it: spaces once, none at the ends; neighbours alike joined."""
    found: list[Inline] = []
    for inline in inlines:
        text = re.sub(r"[ \t\r\n]+", " ", _text(inline))
        if not found or _text(found[-1]).endswith(" "):
            text = text.removeprefix(" ")
        if text and isinstance(inline, str) and found and isinstance(found[-1], str):
            found[-1] += text
        elif text:
            found.append(text if isinstance(inline, str) else replace(inline, text=text))
    if found:
        last = found.pop()
        text = _text(last).rstrip(" ")
        found += [text if isinstance(last, str) else replace(last, text=text)] if text else []
    return tuple(found)


def _text(inline: Inline) -> str:
    return inline if isinstance(inline, str) else inline.text


def _placed(rows: Iterable[Sequence[Cell]]) -> Iterator[tuple[int, Cell]]:
    """Each cell of a table with the first column that it takes."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            yield column, cell
            taken |= {
                (row + down, column + right)
                for down in range(cell.rows)
                for right in range(cell.columns)
            }


def _shares(columns: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The letters that each column has on a line: for its longest word, then as its texts ask."""
    words = [
        min(_LONGEST, max(map(len, " ".join(cells).split()), default=1)) + 2 for cells in columns
    ]
    texts = [
        max(1, mean(map(len, cells)) - word) for cells, word in zip(columns, words, strict=True)
    ]
    left = max(0, _LINE - sum(words))
    return tuple(
        round(word + left * text / sum(texts)) for word, text in zip(words, texts, strict=True)
    )


def _ring(svg: HtmlElement) -> str:
    """The ring of the phases, as it is without the style sheet and the links of the page."""
    for element in svg.iter(etree.Element):
        for name in (element.tag, *(element.get("class") or "").split()):
            for key, value in _RING.get(str(name), {}).items():
                element.set(key, value)
        if element.tag == "a":
            element.tag = "g"
            element.attrib.clear()
    for title in [*svg.iter("title")]:
        title.drop_tree()
    svg.set("viewBox", svg.get("viewbox") or svg.get("viewBox") or "")
    svg.attrib.pop("viewbox", None)
    svg.set("xmlns", "http://www.w3.org/2000/svg")
    svg.set("font-family", "Titillium Web")
    return etree.tostring(svg, encoding="unicode", with_tail=False)
