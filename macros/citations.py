"""Who names what in the guide, and so what is to be read again when a thing changes.

A thing is named by its id, in lists and links, or in plain words: an act by its number and
year, a help line by its telephone number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from macros.addresses import LISTED_ON
from macros.bilingual import Bilingual, bilingual_texts
from macros.draft import DraftEntry
from macros.generated import GENERATED
from macros.guide import Guide
from macros.model import KINDS, SINGLES
from macros.model.law import Act
from macros.model.phase import Phase
from macros.model.text import LANGS
from macros.read_yaml import Place, Read
from macros.rehearsal import named_in
from macros.view import View

Key = tuple[str, str]
"""Kind and id: of an entry, of a part of one, or of a page written by hand."""

_MODELS = {kind.name: kind.model for kind in KINDS}
_OF_AN_ACT = re.compile(r"\d+/\d{4}")
_NOT_READ = ("menu", "synonyms")
"""What holds names only for programs: nothing in it is to be read again."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A place of the guide that names a thing."""

    by: Key
    """What holds the place."""
    to: Key
    file: str
    """From the root of the project."""
    line: int | None
    """Known at once in a page; in the data, `place` says where to look."""
    place: Place


@dataclass(frozen=True)
class Affected:
    """What a change of one thing touches."""

    citations: tuple[Citation, ...]
    pages: tuple[Key, ...]
    """Its own, those whose text names it, those that show something that names it."""
    documents: tuple[Key, ...]
    """The entries from which they are made."""


@dataclass(frozen=True)
class Citations:
    """Every name that entries and pages make of others."""

    guide: Guide
    docs: Path

    def affected_by(self, kind: str, id: str) -> Affected:
        """What a change of an entry, of a part of it or of a page touches.

        The change of an act is also that of its provisions.
        """
        citations = [*self._by_target[kind, id], *self._in_words(kind, id)]
        holder = self._holder(kind, id)
        touched = {holder, *(one.by for one in citations)}
        pages = {page for one in touched for page in self._pages_with(one)}
        documents = {found for one in touched for found in self._documents_with(one)}
        return Affected(tuple(citations), tuple(sorted(pages)), tuple(sorted(documents)))

    @cached_property
    def _by_target(self) -> Mapping[Key, list[Citation]]:
        found: dict[Key, list[Citation]] = defaultdict(list)
        for one in (*self._in_data(), *self._in_pages[0]):
            for key in {one.to, self._holder(*one.to)} - {one.by}:
                found[key].append(one)
        return found

    def _in_words(self, kind: str, id: str) -> Iterator[Citation]:
        """Where a text has the number of an act or of a help line, with a link or without."""
        pattern = self._number(kind, id)
        if pattern is None:
            return
        for text in self._texts:
            if (by := _key(text.owner)) == (kind, id):
                continue
            for lang, words, file in zip(LANGS, (text.it, text.en), text.files, strict=True):
                for found in pattern.finditer(words):
                    line = None if text.path else words.count("\n", 0, found.start()) + 1
                    yield Citation(by, (kind, id), file, line, (*text.place, lang))

    def _number(self, kind: str, id: str) -> re.Pattern[str] | None:
        try:
            entry = self.guide.catalog.get(_MODELS[kind], id)
        except KeyError:
            return None
        number = getattr(entry, "number", None)
        # A number may also be a place in an order: that one is not a text.
        numbers = [number.replace(" ", "")] if isinstance(number, str) else []
        if isinstance(entry, Act):
            numbers = _OF_AN_ACT.findall(entry.name.it)
        # The same figures are also written with other spaces.
        spelt = [r"\s?".join(one) for one in numbers]
        return re.compile(rf"(?<![\d/])(?:{'|'.join(spelt)})(?![\d/])") if spelt else None

    @cached_property
    def _texts(self) -> list[Bilingual]:
        return [*bilingual_texts(self.guide.catalog, self.guide.prose, self.docs)]

    def _holder(self, kind: str, id: str) -> Key:
        """The entry or page that holds a part: a step, a provision, a section."""
        if kind == "act":
            return kind, self._act_of.get(id, id)
        return kind, id.partition("#")[0]

    @cached_property
    def _act_of(self) -> Mapping[str, str]:
        acts = self.guide.catalog.all(Act)
        return {provision.id: act.id for act in acts for provision in act.provisions}

    def _in_data(self) -> Iterator[Citation]:
        catalog = self.guide.catalog
        sources = [
            *(
                ((kind.name, entry.id), entry, kind.file_of(entry.id))  # type: ignore[attr-defined]
                for kind in KINDS
                for entry in catalog.all(kind.model)
            ),
            *(
                ((stem, ""), getattr(catalog, stem), name)
                for name in SINGLES
                if (stem := name.removesuffix(".yaml")) not in _NOT_READ
            ),
        ]
        for key, model, name in sources:
            file = f"data/{name}"
            for named in DraftEntry(model, Read(file, None, {}), ()).named:
                yield Citation(key, (named.kind, named.id), file, None, named.place)

    @cached_property
    def _in_pages(self) -> tuple[list[Citation], Mapping[Key, set[Key]]]:
        """What the pages by hand name, and the pages that show each entry."""
        citations, shown = [], defaultdict(set)
        for (id, lang), page in self.guide.prose.items():
            source = (self.docs / page.path).read_text("utf-8-sig")
            file = f"{self.docs.name}/{page.path}"
            for one in named_in(page, source, View(self.guide, lang, page.address)):
                key = one.kind, one.id
                citations.append(Citation(("page", id), key, file, one.line, ()))
                if not one.linked:
                    shown[key].add(("page", id))
        return citations, shown

    def _pages_with(self, key: Key) -> Iterator[Key]:
        kind, _ = key
        if kind == "page" or kind in GENERATED:
            yield key
        elif kind in LISTED_ON:
            yield "page", LISTED_ON[kind]
        yield from self._in_pages[1].get(key, ())

    def _documents_with(self, key: Key) -> Iterator[Key]:
        kind, id = key
        if kind in ("template", "checklist", "phase"):
            yield key
        if kind in ("checklist", "method"):
            # On paper a phase holds them in full.
            for phase in self.guide.catalog.all(Phase):
                if id in getattr(phase, f"{kind}s"):
                    yield "phase", phase.id
        if kind == "indicator":
            yield "page", LISTED_ON[kind]


def _key(owner: str) -> Key:
    kind, _, id = owner.partition(":")
    return kind, id


def exists(guide: Guide, kind: str, id: str) -> bool:
    """Whether the guide holds an entry, a part of one or a page."""
    try:
        guide.addresses.of(kind, id, "it")
    except KeyError:
        return False
    return True
