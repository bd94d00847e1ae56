"""What stands at addresses that were published and moved: a page, a file or an anchor.

A page that moved leaves a page that leads on without a script; with it go its documents,
which stay under their old names too. A part of a page leaves its name where the content is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.addresses import relative
from macros.documents.publish import Download
from macros.generated import GENERATED
from macros.guide import Guide
from macros.model.text import LANGS, Lang
from macros.problems import Problem
from macros.read_yaml import Place, Read, read_yaml
from macros.view import View, moved_page

FILE = "redirects.yaml"
"""In the data folder."""


@dataclass(frozen=True, slots=True)
class MovedPage:
    """What a reader gets at an address that moved."""

    path: str
    """From the root of the site: `metodi/matrice/index.html`."""
    text: str


@dataclass(frozen=True, slots=True)
class _Moved:
    place: Place
    """Where the old address stands in the file."""
    old: str
    lang: Lang
    kind: str
    id: str
    now: str
    """The address it has now."""


def wrong_redirects(guide: Guide, data: Path, shown_as: str) -> Iterator[Problem]:
    """What is wrong in the redirects, once every address is known.

    Args:
        guide: With its drafts: their addresses are taken too.
        data: The data folder.
        shown_as: How messages name it.
    """
    found = [*_found_wrong(guide)]
    if found:
        # Only for the lines: the content is right.
        read = read_yaml(data / FILE, f"{shown_as}/{FILE}")
        assert isinstance(read, Read)
        for place, code, values in found:
            yield Problem.at(read.path, read.line(place), code, **values)


def _found_wrong(guide: Guide) -> Iterator[tuple[Place, str, dict[str, str]]]:
    taken = _pages(guide)
    seen: set[str] = set()
    for moved in _all_moved(guide):
        page, hash_, _ = moved.old.partition("#")
        values = {"address": moved.old}
        if moved.old in seen:
            yield moved.place, "redirect_twice", values
        seen.add(moved.old)
        if not hash_ and page in taken:
            yield moved.place, "redirect_from_page", {**values, "first": taken[page]}
        elif hash_ and page not in taken:
            yield moved.place, "redirect_part_of_nothing", {**values, "page": page}
        elif hash_ and page != moved.now.partition("#")[0]:
            yield moved.place, "redirect_part_elsewhere", {**values, "page": page}


def _pages(guide: Guide) -> Mapping[str, str]:
    """Every address that a page has, and what it shows."""
    of_data = {
        guide.addresses.of(kind, entry.id, lang): f"{kind}:{entry.id}"
        for kind in GENERATED
        for lang in LANGS
        for entry in View(guide, lang, "").all(kind)
    }
    return of_data | {page.address: f"docs/{page.path}" for page in guide.prose.values()}


def _all_moved(guide: Guide) -> Iterator[_Moved]:
    for index, one in enumerate(guide.catalog.redirects.root):
        for lang in LANGS:
            if old := one.old.of(lang):
                kind, _, id = one.to.partition(":")
                now = guide.addresses.of(kind, id, lang)
                yield _Moved((index, "old", lang), old, lang, kind, id, now)


def moved_pages(guide: Guide) -> Iterator[MovedPage]:
    """A page for every page that moved, and for every file that nothing replaces."""
    files = {path for path, _ in moved_files(guide)}
    for moved in _all_moved(guide):
        if "#" in moved.old or moved.old in files:
            continue
        old = moved.old if moved.old.endswith("/") else f"{moved.old}/"
        view = View(guide, moved.lang, old)
        text = moved_page(
            view,
            name=view.name(moved.kind, moved.id),
            url=relative(moved.now, old),
            address=guide.addresses.complete(moved.now),
        )
        yield MovedPage(f"{old}index.html", text)


def moved_files(guide: Guide) -> Iterator[tuple[str, Download]]:
    """Every document that is to be had under a former name too, with that name."""
    now = {file.path for files in guide.downloads.values() for file in files}
    for moved in _all_moved(guide):
        for file in guide.downloads.get((moved.kind, moved.id, moved.lang), ()):
            old = moved.old
            if old.endswith("/"):
                # Documents lie where their page does, below the language.
                name = old.removeprefix("en/").rstrip("/")
                old = f"downloads/{moved.lang}/{name}.{file.format}"
            if old.endswith(f".{file.format}") and old not in now:
                yield old, file


def with_former_names(html: str, address: str, guide: Guide) -> tuple[str, list[Problem]]:
    """A finished page whose parts answer to the names that they had, too.

    Args:
        html: The page.
        address: Its address from the root of the site.
        guide: Says which parts moved.

    Returns:
        The page, and what is wrong: a part that is said to have moved and is still there.
    """
    problems: list[Problem] = []
    for moved in _all_moved(guide):
        page, hash_, old = moved.old.partition("#")
        if not hash_ or page != address:
            continue
        now = moved.now.partition("#")[2] or "top"
        if f' id="{old}"' in html:
            problems.append(Problem.at(f"data/{FILE}", 1, "redirect_part_there", part=old))
        elif opening := re.search(rf'<[a-z][^>]*\sid="{now}"[^>]*>', html):
            end = opening.end()
            html = f'{html[:end]}<span id="{old}"></span>{html[end:]}'
    return html, problems
