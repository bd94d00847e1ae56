"""From the project folders to the guide: everything read, everything checked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from macros.addresses import AT_THE_FOOT, LISTED_ON, Addresses
from macros.catalog import Catalog
from macros.compiled_pages import CompiledPages
from macros.generated import GENERATED
from macros.guide import Guide
from macros.load import load
from macros.model.text import LANGS
from macros.page_macros import macro_names
from macros.problems import ContentError, Problem
from macros.prose import Pages, read_prose, without_twin
from macros.rehearsal import rehearse
from macros.view import View

NEEDED_PAGES = (
    "home",
    "a-to-z",
    "search",
    "webinar",
    *AT_THE_FOOT,
    *sorted(set(LISTED_ON.values())),
)
"""Pages by id to which every page leads, or which list what has no page of its own."""


def read_guide(
    data: Path,
    docs: Path,
    site_url: str,
    shown_as: str | None = None,
    cache: Path | None = None,
) -> Guide:
    """Read and check the data and the pages; the documents are still to be written.

    Args:
        data: The data folder.
        docs: The folder with `it/` and `en/`.
        site_url: Complete address of the published site.
        shown_as: How messages name the data folder.
        cache: Where to keep what was read, for the next run; nowhere if left out.

    Raises:
        ContentError: With everything that is wrong, in the data and in the pages. Macros
            are tried once the rest is right: they show what the rest holds.
    """
    prose, problems = read_prose(docs)
    # A page that cannot be read may be the one that a link or its twin looks for.
    known = None if problems else {id: _named_by(id, prose) for id, _ in prose}
    if known is not None:
        problems += [*_needed_pages(known, docs.name), *without_twin(prose, docs.name)]
    catalog: Catalog | None = None
    try:
        catalog = load(data, shown_as, known, cache)
    except ContentError as error:
        problems += error.problems
    if catalog and not problems:
        guide = Guide(
            catalog,
            prose,
            Addresses(catalog, prose, site_url if site_url.endswith("/") else f"{site_url}/"),
            downloads={},
            kits=dict.fromkeys(LANGS, 0),
            open_files=(),
            offline=False,
        )
        problems += [*_taken_addresses(guide, docs.name), *_failed_macros(guide, docs, cache)]
        if not problems:
            return guide
    raise ContentError(problems)


def _named_by(id: str, pages: Pages) -> set[str]:
    return {target for lang in LANGS if (id, lang) in pages for target in pages[id, lang].names}


def _needed_pages(known: Collection[str], docs: str) -> Iterator[Problem]:
    for id in NEEDED_PAGES:
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
    for (_, lang), page in guide.prose.items():
        source = (docs / page.path).read_text("utf-8-sig")
        view = View(guide, lang, page.address)
        yield from rehearse(page, source, view, f"{docs.name}/{page.path}", compiled)
    compiled.forget_unused()
