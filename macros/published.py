"""The addresses that a release has published: each is a promise to who noted it down.

A list per release is committed in `published/`. It names pages, the parts of pages that the
data name (steps, items, articles, terms...) and files; what a list names must be found in
every later site, there or through a redirect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from macros.cache import write_whole
from macros.guide import Guide
from macros.model import KINDS
from macros.model.text import LANGS
from macros.names import names_of
from macros.problems import ContentError, Problem
from macros.read_guide import read_guide

_PROMISED = ("downloads", "data")
"""Folders of the site whose files people keep the address of."""
_REFRESH = 'http-equiv="refresh"'


def write_published(site: Path, folder: Path) -> Path:
    """Write the list of the version at hand, and return its file.

    Args:
        site: The site as built from the project at hand.
        folder: Where the lists are.

    Raises:
        ContentError: There is no site, or it has lost an address of an earlier list; then
            nothing is written.
    """
    if not (site / "index.html").is_file():
        raise ContentError([Problem.at(site.as_posix(), 1, "no_site")])
    if problems := [*lost(site, folder, folder.as_posix())]:
        raise ContentError(problems)
    guide = read_guide(Path("data"), Path("docs"), "/")
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{guide.catalog.site.version}.txt"
    write_whole(file, ("\n".join(addresses(guide, site)) + "\n").encode())
    return file


def addresses(guide: Guide, site: Path) -> list[str]:
    """Every address that a site publishes, from its root, in order.

    Args:
        guide: What the site is made of.
        site: The site as built.
    """
    named = {one for one in _pages_and_parts(guide) if _is_there(site, one)}
    return sorted({*named, *_files(site)})


def _pages_and_parts(guide: Guide) -> Iterator[str]:
    for lang in LANGS:
        for kind in KINDS:
            for entry in guide.catalog.all(kind.model):
                for name in names_of(entry):
                    yield guide.addresses.of(kind.name, name, lang)
    yield from (page.address for page in guide.prose.values())


def _files(site: Path) -> Iterator[str]:
    for folder in _PROMISED:
        for file in (site / folder).rglob("*"):
            if file.is_file() and file.suffix != ".html":
                yield file.relative_to(site).as_posix()
    yield from (file.relative_to(site).as_posix() for file in site.rglob("feed.xml"))


def lost(site: Path, folder: Path, shown_as: str) -> Iterator[Problem]:
    """What earlier releases have published and a site no longer has.

    Args:
        site: The site as built.
        folder: Where the lists are.
        shown_as: How messages name that folder.
    """
    for file in sorted(folder.glob("*.txt")):
        for number, address in enumerate(file.read_text("utf-8").splitlines(), start=1):
            if not _is_there(site, address):
                path = f"{shown_as}/{file.name}"
                yield Problem.at(path, number, "address_lost", address=f"/{address}")


def _is_there(site: Path, address: str) -> bool:
    path, _, part = address.partition("#")
    if path and not path.endswith("/"):
        # A file that is gone may have left a page under its name.
        return (site / path).is_file() or (site / path / "index.html").is_file()
    page = site / path / "index.html"
    return page.is_file() and (not part or part in _parts(page) or _REFRESH in _parts(page))


@cache
def _parts(page: Path) -> frozenset[str]:
    """The names of the parts of a page; for a page that only leads on, what says so."""
    text = page.read_text("utf-8")
    return frozenset({_REFRESH} if _REFRESH in text else re.findall(r'\sid="([^"]+)"', text))
