"""The pages written by hand: `docs/it/**` and `docs/en/**`, paired by the `id` on top."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from macros.draft import validated
from macros.folders import everything_in
from macros.model.text import LANGS, Id, Lang, Line, Model, is_unwritten
from macros.problems import Problem
from macros.read_yaml import parse_yaml, read_utf8

_PAGE_SUFFIXES = {".md", ".markdown", ".mdown", ".mkdn", ".mkd"}
"""What MkDocs takes for a page, wherever it is below `docs/`: `README.md` for an index."""

_NAMED = re.compile(r"""["']([a-z]+:[a-z0-9-]+)(?:#[a-z0-9-]+)?["']""")

Pages = Mapping[tuple[str, Lang], "Prose"]


class Head(Model):
    """What stands between the two lines of hyphens on top of a page."""

    id: Id
    title: Line
    description: Line
    menu: Line | None = None
    """Shorter title for the menu."""
    draft: bool = False
    """True while it is being written: the preview shows it, the site does not."""
    one_page: bool = False
    """Whether it is made to fit one sheet of paper."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A page written by hand, in one language."""

    id: str
    """The same in both languages."""
    lang: Lang
    path: str
    """Relative to `docs/`: `it/processo/index.md`."""
    title: str
    menu_title: str
    """Shorter title for the menu; the title itself if there is none."""
    description: str
    first_line: int
    """Line of the file at which the text starts, after the front matter."""
    names: frozenset[str] = frozenset()
    """What its macros name as `kind:id`."""
    draft: bool = False
    """Whether only the preview shows it."""

    @property
    def address(self) -> str:
        """Address from the root of the site: `processo/`, `en/process/`, `` for the home."""
        path = PurePosixPath(self.path)
        if self.lang == "it":
            path = path.relative_to("it")
        path = path.parent if path.name == "index.md" else path.with_suffix("")
        return "" if path == PurePosixPath(".") else f"{path.as_posix()}/"


def read_prose(docs: Path) -> tuple[dict[tuple[str, Lang], Prose], list[Problem]]:
    """Read the head of every page.

    Args:
        docs: The folder that holds `it/` and `en/`.

    Returns:
        The pages by id and language, and what is wrong: a page that cannot be read or is
        out of place, an id used twice.
    """
    pages: dict[tuple[str, Lang], Prose] = {}
    problems: list[Problem] = []
    for file, reason in everything_in(docs):
        path = file.relative_to(docs)
        shown = f"{docs.name}/{path.as_posix()}"
        if _is_hidden(path):
            continue
        if reason:
            problems.append(Problem.at(shown, 1, "unreadable_file", reason=reason))
        if reason or file.suffix.lower() not in _PAGE_SUFFIXES:
            continue
        lang = next((lang for lang in LANGS if lang == path.parts[0]), None)
        if lang is None or file.suffix != ".md" or file.stem == "README":
            problems.append(Problem.at(shown, 1, "page_misplaced"))
            continue
        page = _read_page(file, path.as_posix(), lang, shown)
        if isinstance(page, list):
            problems += page
        elif other := pages.get((page.id, lang)):
            first = f"{docs.name}/{other.path}:1"
            problems.append(Problem.at(shown, 1, "duplicate_id", id=page.id, first=first))
        else:
            pages[page.id, lang] = page
    return pages, problems


def _is_hidden(path: Path) -> bool:
    """Whether MkDocs leaves a file alone: editors keep their notes and locks in such files."""
    return any(part.startswith(".") for part in path.parts)


def without_twin(pages: Pages, docs: str) -> Iterator[Problem]:
    """The pages that the other language lacks, or has as a draft while this one is not."""
    for page in pages.values():
        for other in LANGS:
            twin = pages.get((page.id, other))
            if twin is None:
                yield Problem.at(f"{docs}/{page.path}", 1, f"twin_missing_{other}", id=page.id)
            elif page.draft and not twin.draft:
                first = f"{docs}/{twin.path}"
                yield Problem.at(f"{docs}/{page.path}", 1, "twin_not_draft", first=first)


def _read_page(file: Path, path: str, lang: Lang, shown: str) -> Prose | list[Problem]:
    text = read_utf8(file, shown)
    if isinstance(text, Problem):
        return [text]
    lines = [line.rstrip() for line in text.splitlines()]
    if lines[:1] != ["---"] or "---" not in lines[1:]:
        return [Problem.at(shown, 1, "head_missing")]
    end = lines.index("---", 1)
    if not any(lines[1:end]):
        return [Problem.at(shown, 1, "head_missing")]
    read = parse_yaml("\n".join(lines[1:end]), shown, first_line=2)
    if isinstance(read, list):
        return read
    head = validated(read, Head)
    if isinstance(head, list) or read.problems:
        return read.problems + (head if isinstance(head, list) else [])
    left = _unwritten(lines, end)
    if left and not head.draft:
        return [Problem.at(shown, line, "left_unwritten") for line in left]
    return Prose(
        head.id,
        lang,
        path,
        head.title,
        head.menu or head.title,
        head.description,
        end + 2,
        frozenset(_NAMED.findall(text)),
        head.draft,
    )


def _unwritten(lines: list[str], head: int) -> list[int]:
    """The lines that were left as the scaffold gave them, comments of the head left out."""
    return [
        number
        for number, line in enumerate(lines, start=1)
        if is_unwritten(line) and not (number <= head and line.lstrip().startswith("#"))
    ]
