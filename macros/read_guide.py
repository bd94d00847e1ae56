"""From the project folders to the guide: everything read, everything checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from macros.addresses import AT_THE_FOOT, LISTED_ON, Addresses
from macros.catalog import Catalog
from macros.compiled_pages import CompiledPages
from macros.documents.from_training import PAGE as TRAINING_PAGE
from macros.generated import GENERATED
from macros.guide import Guide
from macros.load import load
from macros.model import KINDS
from macros.model.text import LANGS
from macros.model.training import Training
from macros.page_macros import macro_names
from macros.problems import ContentError, Problem
from macros.prose import Pages, read_prose, without_twin
from macros.redirects import wrong_redirects
from macros.rehearsal import rehearse
from macros.translations import Translations
from macros.view import View

NEEDED_PAGES = ("home", "a-to-z", "search", "glossary", *AT_THE_FOOT)
"""Pages by id to which every page leads."""


def read_guide(
    data: Path,
    docs: Path,
    site_url: str,
    shown_as: str | None = None,
    cache: Path | None = None,
    drafts: bool = False,
) -> Guide:
    """Read and check the data and the pages; documents and translations are for later.

    Args:
        data: The data folder.
        docs: The folder with `it/` and `en/`.
        site_url: Complete address of the published site.
        shown_as: How messages name the data folder.
        cache: Where to keep what was read, for the next run; nowhere if left out.
        drafts: Whether the guide is to hold them too, each called a draft: for the preview.

    Raises:
        ContentError: With everything that is wrong, in the data and in the pages. Macros
            are tried once the rest is right: they show what the rest holds.
    """
    prose, problems = read_prose(docs)
    # A page that cannot be read may be the one that a link or its twin looks for.
    known = None if problems else {id: _named_by(id, prose) for id, _ in prose}
    draft_pages = {id for (id, _), page in prose.items() if page.draft}
    if known is not None:
        problems += [
            *_needed_pages(NEEDED_PAGES, known.keys() - draft_pages, docs.name),
            *without_twin(prose, docs.name),
        ]
    catalog: Catalog | None = None
    try:
        catalog = load(data, shown_as, known, cache, draft_pages)
    except ContentError as error:
        problems += error.problems
    if catalog and known is not None and not problems:
        problems += _needed_pages(_listing_pages(catalog), known.keys() - draft_pages, docs.name)
    if catalog and not problems:
        guide = Guide(
            catalog,
            prose,
            Addresses(catalog, prose, site_url if site_url.endswith("/") else f"{site_url}/"),
            downloads={},
            kits=dict.fromkeys(LANGS, 0),
            open_files=(),
            offline=False,
            translations=Translations(),
        )
        problems += [
            *_taken_addresses(guide, docs.name),
            *wrong_redirects(guide, data, shown_as or data.as_posix()),
            *_failed_macros(guide, docs, cache),
        ]
        if not problems:
            return guide.marked() if drafts else guide.published()
    raise ContentError(problems)


def _named_by(id: str, pages: Pages) -> set[str]:
    return {target for lang in LANGS if (id, lang) in pages for target in pages[id, lang].names}


def _listing_pages(catalog: Catalog) -> Iterator[str]:
    """The pages that list what has no page of its own."""
    if catalog.found(Training):
        yield TRAINING_PAGE
    for kind in KINDS:
        if kind.name in LISTED_ON and catalog.all(kind.model):
            yield LISTED_ON[kind.name]


def _needed_pages(needed: Iterable[str], known: Collection[str], docs: str) -> Iterator[Problem]:
    for id in needed:
        if id not in known:
            yield Problem.at(docs, 1, "page_needed", id=id)


def _taken_addresses(guide: Guide, docs: str) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for kind in GENERATED:
        for lang in LANGS:
            for entry in View(guide, lang, "").all(kind):
                taken[guide.addresses.of(kind, entry.id, lang)] = f"{kind}:{entry.id}"
    for page in guide.prose.values():
        path = f"{docs}/{page.path}"
        if first := taken.get(page.address):
            yield Problem.at(path, 1, "address_taken", address=page.address, first=first)
        taken[page.address] = path


def _failed_macros(guide: Guide, docs: Path, cache: Path | None) -> Iterator[Problem]:
    compiled = CompiledPages(cache and cache.with_name("pages"), tuple(macro_names()))
    published = guide.published()
    for (_, lang), page in guide.prose.items():
        source = (docs / page.path).read_text("utf-8-sig")
        view = View(guide if page.draft else published, lang, page.address)
        yield from rehearse(page, source, view, f"{docs.name}/{page.path}", compiled)
    compiled.forget_unused()
