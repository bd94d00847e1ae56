"""From the project folders to the guide: everything read, everything checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros import rich
from macros.addresses import Addresses
from macros.catalog import Catalog
from macros.generated import GENERATED
from macros.guide import Guide
from macros.load import load
from macros.model.site import MenuPage, MenuSection
from macros.model.text import LANGS, Lang, RichText, TemplateText
from macros.problems import ContentError, Problem
from macros.prose import Prose, read_prose
from macros.rehearsal import rehearse
from macros.view import View
from macros.walk import walk


def read_guide(data: Path, docs: Path, site_url: str, shown_as: str | None = None) -> Guide:
    """Read and check the data and the pages; the documents are still to be written.

    Args:
        data: The data folder.
        docs: The folder with `it/` and `en/`.
        site_url: Complete address of the published site.
        shown_as: How messages name the data folder.

    Raises:
        ContentError: With everything that is wrong, in the data and in the pages.
    """
    prose, problems = read_prose(docs)
    try:
        catalog = load(data, shown_as)
    except ContentError as error:
        raise ContentError([*error.problems, *problems]) from None
    guide = Guide(
        catalog,
        prose,
        Addresses(catalog, prose, site_url if site_url.endswith("/") else f"{site_url}/"),
        downloads={},
        kits={"it": 0, "en": 0},
    )
    problems += _unknown_pages(catalog, {id for id, _ in prose}, shown_as or data.as_posix())
    if not problems:
        problems += _taken_addresses(guide, docs.name)
        problems += _failed_macros(guide, docs)
    if problems:
        raise ContentError(problems)
    return guide


def _unknown_pages(catalog: Catalog, known: set[str], data: str) -> Iterator[Problem]:
    """Links to pages written by hand, which the data alone cannot check."""
    for entries in catalog.entries.values():
        for entry in entries.values():
            for found in walk(entry):
                if isinstance(found.value, RichText | TemplateText):
                    for target in rich.references(found.value.it) + rich.references(found.value.en):
                        kind, _, id = target.partition(":")
                        if kind == "page" and id.partition("#")[0] not in known:
                            yield Problem.at(data, 1, "unknown_page", id=id)
    for line in catalog.menu.root:
        lines = [line, *line.pages] if isinstance(line, MenuSection) else [line]
        for one in lines:
            if isinstance(one, MenuSection) and one.section not in known:
                yield Problem.at(f"{data}/menu.yaml", 1, "unknown_page", id=one.section)
            if isinstance(one, MenuPage) and one.page not in known:
                yield Problem.at(f"{data}/menu.yaml", 1, "unknown_page", id=one.page)


def _taken_addresses(guide: Guide, docs: str) -> Iterator[Problem]:
    by_hand = {page.address: page for page in guide.prose.values()}
    for kind in GENERATED:
        for lang in LANGS:
            for entry in View(guide, lang, "").all(kind):
                address = guide.addresses.of(kind, entry.id, lang)
                if other := by_hand.get(address):
                    path, first = f"{docs}/{other.path}", f"{kind}:{entry.id}"
                    yield Problem.at(path, 1, "address_taken", address=address, first=first)


def _failed_macros(guide: Guide, docs: Path) -> Iterator[Problem]:
    for (_, lang), page in guide.prose.items():
        if problem := _rehearsed(guide, page, lang, docs):
            yield problem


def _rehearsed(guide: Guide, page: Prose, lang: Lang, docs: Path) -> Problem | None:
    source = (docs / page.path).read_text("utf-8-sig")
    return rehearse(page, source, View(guide, lang, page.address), f"{docs.name}/{page.path}")
