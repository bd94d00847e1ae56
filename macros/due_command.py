"""`python -m macros due` and `affected`: what to read again, and what it touches."""

from __future__ import annotations

import argparse
import difflib
import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from macros.catalog import Catalog
from macros.citations import Affected, Citations, Key, exists
from macros.guide import Guide
from macros.lines import Lines
from macros.model import KINDS
from macros.model.text import LANGS, Lang
from macros.problems import ContentError
from macros.read_guide import read_guide
from macros.upkeep import WHOLE_GUIDE, Due, due, next_due
from macros.view import View
from macros.words import said

_WIDTH = 100
_MOST = 6
"""Names of pages or documents told for each thing: the others are counted."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Tell the command line of these commands."""
    parser = commands.add_parser("due", help="che cosa ricontrollare / what to check again")
    parser.add_argument("--on", metavar="AAAA-MM-GG", help="a un altro giorno / on another day")
    parser.add_argument("--lang", choices=LANGS, default="it")
    parser.set_defaults(run=run_due)
    parser = commands.add_parser(
        "affected", help="che cosa rileggere se una cosa cambia / what to read again if it changes"
    )
    parser.add_argument("id", metavar="ID", help="act:tuel, source:s49, page:about ...")
    parser.add_argument("--lang", choices=LANGS, default="it")
    parser.set_defaults(run=run_affected)


def run_due(options: argparse.Namespace) -> int:
    """Tell what is to be read again; exit code 1 if there is something."""
    lang, today = options.lang, date.today()
    try:
        on = date.fromisoformat(options.on) if options.on else today
    except ValueError:
        print(said("due-bad-date", lang, value=options.on))
        return 2
    guide = _guide(lang)
    if guide is None:
        return 1
    found = due(guide.catalog, on, today)
    if not found:
        first, count = next_due(guide.catalog)
        print(said("due-none", lang, on=on, next=first, count=count))
        return 0
    citations, lines = Citations(guide, Path("docs")), Lines(Path())
    print(said("due-some", lang, on=on, count=len(found)))
    for risk, some in groupby(found, key=lambda one: one.watch.risk):
        print(f"\n{said(f'risk-{risk}', lang)}")
        print("\n".join(_table(guide, list(some), citations, lines, lang)))
    print(f"\n{said('due-how', lang)}")
    return 1


def _table(
    guide: Guide, found: Sequence[Due], citations: Citations, lines: Lines, lang: Lang
) -> Iterator[str]:
    names = [one.watched.id or said("due-whole-guide", lang) for one in found]
    head = said("due-head", lang).split("|")
    widths = [max(len(head[0]), 10), max(len(head[1]), 10), max(map(len, (head[2], *names)))]
    yield _row(head, widths)
    for one, name in zip(found, names, strict=True):
        watched = one.watched
        who = _checker(guide.catalog, one.watch.who, lang)
        yield _row([one.by.isoformat(), watched.checked_on.isoformat(), name, who], widths)
        if one.reason != "expired":
            yield _indented(said(f"due-{one.reason}", lang, by=one.by))
        line = lines.of(watched.file, watched.holder.partition(":")[2], watched.place)
        yield _indented(f"{watched.file}:{line}")
        if watched.kind != WHOLE_GUIDE:
            kind, _, id = watched.id.partition(":")
            affected = citations.affected_by(kind, id)
            yield from _names(guide, "due-pages", affected.pages, watched.id, lang)
            yield from _names(guide, "due-documents", affected.documents, watched.id, lang)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    *others, last = cells
    padded = (cell.ljust(width) for cell, width in zip(others, widths, strict=True))
    return "  ".join((*padded, last))


def _names(guide: Guide, key: str, found: Sequence[Key], id: str, lang: Lang) -> Iterator[str]:
    if found:
        view = View(guide, lang, "")
        names = "; ".join(view.name(*one) for one in found[:_MOST])
        if len(found) > _MOST:
            names = said("due-more", lang, names=names, more=len(found) - _MOST, id=id)
        yield _indented(said(key, lang, count=len(found), names=names))


def _checker(catalog: Catalog, id: str, lang: Lang) -> str:
    return next(one.name.of(lang) for one in catalog.upkeep.checkers if one.id == id)


def run_affected(options: argparse.Namespace) -> int:
    """Tell what a change of one thing touches."""
    lang = options.lang
    guide = _guide(lang)
    if guide is None:
        return 1
    kind, _, id = options.id.partition(":")
    if not exists(guide, kind, id):
        print(said("affected-unknown", lang, id=options.id, near=_near(guide, options.id, lang)))
        return 2
    view = View(guide, lang, "")
    affected = Citations(guide, Path("docs")).affected_by(kind, id)
    print(f"{options.id}: {view.name(kind, id)}")
    places = [*_places(affected)]
    print(f"\n{said('affected-citations', lang, count=len(places))}")
    for place in places:
        print(place)
    for key, found in (
        ("affected-pages", affected.pages),
        ("affected-documents", affected.documents),
    ):
        print(f"\n{said(key, lang, count=len(found))}")
        for one in found:
            print(_indented(f"{guide.addresses.of(*one, lang) or '/'}  {view.name(*one)}"))
    return 0


def _places(affected: Affected) -> Iterator[str]:
    lines = Lines(Path())
    places = {
        (one.file, one.line or lines.of(one.file, one.by[1], one.place), ":".join(one.by))
        for one in affected.citations
    }
    for file, line, by in sorted(places):
        yield _indented(f"{file}:{line}: {by.rstrip(':')}")


def _near(guide: Guide, id: str, lang: Lang) -> str:
    known = [f"page:{page}" for page, _ in guide.prose]
    for kind in KINDS:
        known += [f"{kind.name}:{one.id}" for one in guide.catalog.all(kind.model)]  # type: ignore[attr-defined]
    near = difflib.get_close_matches(id, sorted(set(known)), n=3)
    return said("near", lang, names=", ".join(near)) if near else ""


def _guide(lang: Lang) -> Guide | None:
    """The guide of this folder; nothing, and every mistake told, if it has some."""
    try:
        return read_guide(
            Path("data"), Path("docs"), "/", shown_as="data", cache=Path(".cache/data")
        )
    except ContentError as error:
        print(error.told(lang))
        return None


def _indented(text: str) -> str:
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent="    ",
        subsequent_indent="      ",
        break_long_words=False,
        break_on_hyphens=False,
    )
