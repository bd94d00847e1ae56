"""Every text that the guide has in both languages, with a name to call it by."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from pydantic import BaseModel

from macros.catalog import Catalog
from macros.model import KINDS
from macros.model.redirect import OldAddress
from macros.model.text import Slug
from macros.prose import Pages
from macros.read_yaml import Place
from macros.walk import walk

PAGES = "pages"
"""The group of the pages written by hand; the others have the names of `data/`."""


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A string of the data, or a page written by hand with its twin."""

    owner: str
    """What holds it: `method:raci`, `page:about`, `labels`."""
    path: tuple[str, ...]
    """Where it stands in its owner; empty for a page."""
    group: str
    """The file of `data/` without its ending, `methods/raci` or `terms`; or `pages`."""
    key: str
    """Its name in the group. Places in a list are left out, unless their things have ids:
    what is added to a list, or moved in it, changes no name."""
    it: str
    en: str
    files: tuple[str, str]
    """Of the Italian and of the English, from the root of the project."""
    place: Place
    """In the entry; empty for a page."""

    @property
    def id(self) -> str:
        """Its name on the command line: `method:raci.steps.2`, places counted from 1."""
        return ".".join((self.owner, *self.path))

    @property
    def fingerprint(self) -> str:
        """Of the Italian."""
        return fingerprint_of(self.it)


def fingerprint_of(text: str) -> str:
    """Twelve signs that change with the words of a text, and not with how it is laid out."""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    return blake2b(words.encode(), digest_size=6).hexdigest()


def bilingual_texts(catalog: Catalog, pages: Pages, docs: Path) -> Iterator[Bilingual]:
    """Every string in two languages and every pair of pages, in the order of the data.

    Args:
        catalog: The data.
        pages: The heads of the pages written by hand.
        docs: The folder with `it/` and `en/`, for the text of the pages.
    """
    for name, _, content in catalog.singles():
        group = name.removesuffix(".yaml")
        yield from _texts_of(content, group, group, (), f"data/{name}")
    for kind in KINDS:
        for entry in catalog.all(kind.model):
            id: str = entry.id  # type: ignore[attr-defined]
            file = kind.file_of(id)
            start = () if kind.one_per_file else (id,)
            group = file.removesuffix(".yaml")
            yield from _texts_of(entry, f"{kind.name}:{id}", group, start, f"data/{file}")
    for (id, lang), page in pages.items():
        if lang == "it":
            paths = (page.path, pages[id, "en"].path)
            it, en = ((docs / path).read_text("utf-8-sig") for path in paths)
            files = (f"{docs.name}/{paths[0]}", f"{docs.name}/{paths[1]}")
            yield Bilingual(f"page:{id}", (), PAGES, id, it, en, files, ())


def _texts_of(
    model: BaseModel, owner: str, group: str, start: tuple[str, ...], file: str
) -> Iterator[Bilingual]:
    ids: dict[Place, str] = {}
    for found in walk(model):
        value, place = found.value, found.place
        if isinstance(id := getattr(value, "id", None), str):
            ids[place] = id
        if not _is_bilingual(value):
            continue
        path, key = [], [*start]
        for depth, step in enumerate(place, start=1):
            named = ids.get(place[:depth], "") if isinstance(step, int) else step
            path.append(named or str(int(step) + 1))
            key += [named] if named else []
        yield Bilingual(
            owner, tuple(path), group, ".".join(key), value.it, value.en, (file, file), place
        )


def _is_bilingual(value: object) -> bool:
    """Whether a value says one thing in two languages: addresses do, but are not translated."""
    return (
        isinstance(value, BaseModel)
        and not isinstance(value, Slug | OldAddress)
        and type(value).model_fields.keys() == {"it", "en"}
        and isinstance(getattr(value, "it", None), str)
    )
