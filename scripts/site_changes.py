"""What a reader would notice between two built sites: pages, wordings, documents."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path

from lxml import html

_WITHIN = re.compile(
    "a|abbr|b|bdi|bdo|br|cite|code|dfn|em|i|img|input|kbd|mark|q|s|samp|small|span|strong|sub|sup"
    "|svg|td|th|time|u|var|wbr"
)
"""Elements that a reader sees as part of what is around them; a row of a table is one thing."""
_SILENT = frozenset(("script", "style", "svg", "template"))
_SIZE = re.compile(r"\s*\b\d+(?:[.,]\d+)?\s(?:KB|MB)\b")
"""Of a file: it changes by itself."""


@dataclass(frozen=True)
class Page:
    """A page as its reader has it before them."""

    address: str
    """From the root of the site; empty for the home."""
    lang: str
    title: str
    twin: str
    """Address of the same page in the other language."""
    blocks: tuple[str, ...]
    """The words, paragraph by paragraph."""


@dataclass(frozen=True)
class Wording:
    """A paragraph that changed; without `before` it is new, without `after` it is gone."""

    before: str
    after: str


@dataclass(frozen=True)
class Document:
    """A document to download, in one language."""

    kind: str
    id: str
    lang: str


@dataclass(frozen=True)
class BuiltSite:
    """A built site, read from its folder."""

    folder: Path

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file that is not a page, and every address of a page."""
        found = (file.relative_to(self.folder) for file in self.folder.rglob("*.*"))
        return frozenset(name.as_posix().removesuffix("index.html") for name in found)

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """The pages with words of their own, by address."""
        found = (_page(self.folder, file) for file in sorted(self.folder.rglob("index.html")))
        return {page.address: page for page in found if page}

    @cached_property
    def documents(self) -> Mapping[Document, Mapping[str, str]]:
        """The fingerprint of each format of each document."""
        found: dict[Document, dict[str, str]] = {}
        for one in self._manifest:
            found.setdefault(_document(one), {})[one["format"]] = one["sha256"]
        return found

    @cached_property
    def titles(self) -> Mapping[Document, str]:
        """The title of each document."""
        return {_document(one): one["title"] for one in self._manifest}

    @cached_property
    def downloads(self) -> frozenset[str]:
        """The address of each document."""
        return frozenset(one["path"] for one in self._manifest)

    @cached_property
    def _manifest(self) -> list[dict[str, str]]:
        loaded: list[dict[str, str]] = json.loads(
            (self.folder / "downloads/manifest.json").read_text("utf-8")
        )
        return loaded


def _document(listed: Mapping[str, str]) -> Document:
    return Document(listed["kind"], listed["id"], listed["lang"])


def _page(folder: Path, file: Path) -> Page | None:
    """The page of a file, unless it only leads elsewhere."""
    root = html.fromstring(file.read_bytes())
    article = next(iter(root.iter("article")), None)
    if article is None:
        return None
    blocks = tuple(_blocks(article))
    lang = root.get("lang") or "it"
    links = {
        link.get("hreflang"): link.get("href") or ""
        for link in root.iter("link")
        if link.get("rel") == "alternate" and link.get("hreflang")
    }
    address = file.relative_to(folder).as_posix().removesuffix("index.html")
    own, other = links.get(lang, ""), links.get("en" if lang == "it" else "it", "")
    base = own.removesuffix(address)
    heading = next(iter(article.iter("h1")), None)
    title = " ".join(_blocks(heading)) if heading is not None else address
    return Page(address, lang, title, other.removeprefix(base), blocks)


def _blocks(article: html.HtmlElement) -> Iterator[str]:
    words: list[str] = []

    def told() -> Iterator[str]:
        text = _SIZE.sub("", " ".join("".join(words).split())).strip()
        words.clear()
        if text:
            yield text

    def walk(element: html.HtmlElement) -> Iterator[str]:
        apart = isinstance(element.tag, str) and not _WITHIN.fullmatch(element.tag)
        if apart:
            yield from told()
        if element.tag in ("td", "th"):
            words.append(" ")
        if _speaks(element):
            words.append(element.text or "")
            for child in element:
                yield from walk(child)
                words.append(child.tail or "")
        if apart:
            yield from told()

    yield from walk(article)


def _speaks(element: html.HtmlElement) -> bool:
    """Whether its words are of the page: not a comment, a drawing, the sign of a link.

    Nor how many translations lag: the summary tells it apart.
    """
    return (
        isinstance(element.tag, str)
        and element.tag not in _SILENT
        and "headerlink" not in (element.get("class") or "")
        and element.get("data-translation-state") is None
    )


@dataclass(frozen=True)
class Changes:
    """What is different from one site to the other."""

    before: BuiltSite
    after: BuiltSite

    @cached_property
    def new_pages(self) -> list[Page]:
        """Pages that were not there."""
        return [page for at, page in self.after.pages.items() if at not in self.before.pages]

    @cached_property
    def lost_pages(self) -> list[Page]:
        """Pages whose address leads nowhere now."""
        return [page for at, page in self.before.pages.items() if at not in self.after.files]

    @cached_property
    def lost_downloads(self) -> list[str]:
        """Documents whose address leads nowhere now."""
        return sorted(self.before.downloads - self.after.files)

    @cached_property
    def changed_pages(self) -> Mapping[str, list[Wording]]:
        """The wordings that changed in the pages that both have, by address."""
        found: dict[str, list[Wording]] = {}
        for address, page in self.after.pages.items():
            old = self.before.pages.get(address)
            if old and old.blocks != page.blocks:
                found[address] = [*_wordings(old.blocks, page.blocks)]
        return found

    @cached_property
    def wordings(self) -> Mapping[Wording, list[Page]]:
        """Each wording that changed, once, with the pages where it stands; Italian first."""
        found: dict[Wording, list[Page]] = {}
        for page in sorted(self.after.pages.values(), key=lambda page: page.lang != "it"):
            for wording in dict.fromkeys(self.changed_pages.get(page.address, ())):
                found.setdefault(wording, []).append(page)
        return found

    @cached_property
    def in_one_language(self) -> list[Page]:
        """Italian pages that changed while the English ones did not."""
        return [
            page
            for address in self.changed_pages
            if (page := self.after.pages[address]).lang == "it"
            and page.twin not in self.changed_pages
        ]

    @cached_property
    def new_documents(self) -> list[Document]:
        """Documents that were not there."""
        return [one for one in self.after.documents if one not in self.before.documents]

    @cached_property
    def lost_documents(self) -> list[Document]:
        """Documents that are no more."""
        return [one for one in self.before.documents if one not in self.after.documents]

    @cached_property
    def changed_documents(self) -> list[Document]:
        """Documents of which some format is another file."""
        both = (one for one in self.after.documents if one in self.before.documents)
        return [one for one in both if self.after.documents[one] != self.before.documents[one]]


def _wordings(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[Wording]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for _, start, end, new_start, new_end in (
        code for code in matcher.get_opcodes() if code[0] != "equal"
    ):
        old, new = before[start:end], after[new_start:new_end]
        for index in range(max(len(old), len(new))):
            yield Wording(
                old[index] if index < len(old) else "", new[index] if index < len(new) else ""
            )
