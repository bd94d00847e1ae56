"""`python -m macros translations`: what lags, and taking note that it was read again."""

from __future__ import annotations

import argparse
import difflib
import textwrap
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from macros.bilingual import Bilingual, bilingual_texts
from macros.earlier_texts import Earlier, earlier_texts
from macros.lines import Lines
from macros.machine_faults import told_of
from macros.model.text import LANGS, Lang
from macros.pins import FOLDER, Pins, file_of, pin_line, read_pins, write_pins
from macros.problems import ContentError
from macros.read_guide import read_guide
from macros.translations import (
    Translations,
    accepted,
    earlier_fingerprints,
    named,
    translations,
)
from macros.word_diff import word_diff
from macros.words import said

_WIDTH = 100
_ALIKE = 0.3
"""Share of words from which a text of a list is another one changed, and not a new one."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Tell the command line of this command."""
    parser = commands.add_parser(
        "translations", help="traduzioni da rileggere / translations to read again"
    )
    parser.add_argument("--lang", choices=LANGS, default="it")
    parser.set_defaults(run=run, names=None)
    accept = parser.add_subparsers().add_parser(
        "accept", help="segna che sono rilette / note that they were read"
    )
    accept.add_argument("names", nargs="*", metavar="ID", help="method:raci, docs/it/index.md ...")
    accept.add_argument("--all", action="store_true", help="tutte / all of them")
    accept.add_argument("--lang", choices=LANGS, default=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    """List what lags, or accept it; exit code 1 while something lags."""
    project, lang = Path(), options.lang
    try:
        cache = project / ".cache/data"
        guide = read_guide(project / "data", project / "docs", "/", shown_as="data", cache=cache)
        pins, problems = read_pins(project / FOLDER)
        if problems:
            raise ContentError(problems)
    except ContentError as error:
        print(error.told(lang))
        return 1
    texts = bilingual_texts(guide.catalog, guide.prose, project / "docs")
    state = translations(texts, pins)
    if options.names is not None:
        return _accept(project, state, pins or {}, options.names, options.all, lang)
    return _list(project, state, pins, lang)


def _accept(
    project: Path, state: Translations, pins: Pins, names: Sequence[str], all: bool, lang: Lang
) -> int:
    if bool(names) == all:
        print(said("translations-what", lang))
        return 2
    chosen = set(state.lagging if all else ())
    for name in names:
        found = named(state.texts, name)
        if not found:
            print(_unknown(state, name, lang))
            return 2
        lagging = set(found).intersection(state.lagging)
        if not lagging:
            print(said("translations-not-lagging", lang, name=name))
        chosen |= lagging
    after = accepted(state, pins, chosen)
    head = "\n".join(said("pins-head", one) for one in LANGS)
    try:
        write_pins(project / FOLDER, pins, after, head)
    except OSError as error:
        print(told_of(error, project))
        return 1
    left = len(translations(state.texts, after).lagging)
    print(said("translations-accepted", lang, count=len(chosen), lagging=left))
    return 0


def _unknown(state: Translations, name: str, lang: Lang) -> str:
    known = {part for one in state.texts for part in (one.owner, one.id, *one.files)}
    near = difflib.get_close_matches(name, sorted(known), n=3)
    told = said("near", lang, names=", ".join(near)) if near else ""
    return said("translations-unknown", lang, name=name, near=told).rstrip()


def _list(project: Path, state: Translations, pins: Pins | None, lang: Lang) -> int:
    if pins is None:
        print(said("translations-not-followed", lang, folder=FOLDER))
        return 1
    count = len(state.texts)
    if not state.lagging:
        print(said("translations-none", lang, count=count))
        return 0
    by_files: dict[tuple[str, str], list[Bilingual]] = defaultdict(list)
    for text in state.lagging:
        by_files[text.files].append(text)
    lines = Lines(project)
    print(said("translation-marks", lang), end="\n\n")
    for files, texts in by_files.items():
        before = _before(project, files, texts, state, pins)
        for text in texts:
            print("\n".join(_told(text, before.get(text), text in before, lines, lang)))
            file, pin = f"{FOLDER}/{file_of(text.group)}", pin_line(text.key, text.fingerprint)
            print(f"  {said('translation-pin', lang, file=file, line=pin)}\n")
    first = state.lagging[0]
    print(said("translations-some", lang, lagging=len(state.lagging), count=count))
    print(said("translations-how", lang, id=first.id, owner=first.owner).rstrip())
    return 1


def _before(
    project: Path,
    files: tuple[str, str],
    texts: Sequence[Bilingual],
    state: Translations,
    pins: Pins,
) -> dict[Bilingual, Earlier | None]:
    """How each text was when its translation was read; nothing where it cannot be found.

    Texts that are new are left out. In a list, a text is what was most like it.
    """
    candidates = {text: earlier_fingerprints(text, state, pins) for text in texts}
    found = earlier_texts(project, files, frozenset().union(*candidates.values()))
    pairs = sorted(
        (
            (_likeness(found[one].it, text.it), text, one)
            for text, fingerprints in candidates.items()
            for one in fingerprints
            if one in found
        ),
        key=lambda pair: pair[0],
        reverse=True,
    )
    before: dict[Bilingual, Earlier | None] = {}
    taken: set[tuple[str, str]] = set()
    for likeness, text, one in pairs:
        alone = len(candidates[text]) == len(state.fingerprints[text.group, text.key]) == 1
        free = text not in before and (text.key, one) not in taken
        if free and (alone or likeness >= _ALIKE):
            before[text] = found[one]
            taken.add((text.key, one))
    for text, fingerprints in candidates.items():
        if fingerprints - found.keys():
            before.setdefault(text, None)
    return before


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _told(
    text: Bilingual, before: Earlier | None, changed: bool, lines: Lines, lang: Lang
) -> Iterator[str]:
    """What a reader of the list needs to mend one text."""
    is_page = not text.path
    id = text.owner.partition(":")[2]
    line = 1 if is_page else lines.of(text.files[1], id, (*text.place, "en"))
    yield f"{text.files[1]}:{line}: {text.id}"
    if before is None:
        key = "translation-lost" if changed else "translation-new"
        yield _indented(said(key, lang))
        if not is_page:
            yield _indented(said("translation-italian", lang, text=text.it))
            yield _indented(said("translation-english", lang, text=text.en))
        return
    mended = bool(before.en) and before.en.split() != text.en.split()
    yield _indented(said("translation-both" if mended else "translation-changed", lang))
    if is_page:
        for number, difference in _page_differences(before.it, text.it):
            yield _indented(f"{text.files[0]}:{number}: {difference}")
    else:
        difference = word_diff(before.it, text.it)
        yield _indented(said("translation-italian", lang, text=difference))
        yield _indented(said("translation-english", lang, text=text.en))


def _page_differences(before: str, now: str) -> Iterator[tuple[int, str]]:
    """The paragraphs that changed, with the line at which each now starts."""
    old, new = before.splitlines(), now.splitlines()
    for tag, i, j, k, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        difference = word_diff(" ".join(old[i:j]), " ".join(new[k:end]))
        if tag != "equal" and difference:
            yield k + 1, difference


def _indented(text: str) -> str:
    return textwrap.fill(
        " ".join(text.split()),
        _WIDTH,
        initial_indent="  ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
