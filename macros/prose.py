"""The pages written by hand: `docs/it/**` and `docs/en/**`, paired by the `id` on top."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import yaml

from macros.model.text import LANGS, Lang
from macros.problems import Problem


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

    @property
    def address(self) -> str:
        """Address from the root of the site: `processo/`, `en/process/`, `` for the home."""
        path = PurePosixPath(self.path)
        if self.lang == "it":
            path = path.relative_to("it")
        path = path.parent if path.name == "index.md" else path.with_suffix("")
        return "" if path == PurePosixPath(".") else f"{path.as_posix()}/"


def read_prose(docs: Path) -> tuple[dict[tuple[str, Lang], Prose], list[Problem]]:
    """Read the head of every page and pair the two languages.

    Args:
        docs: The folder that holds `it/` and `en/`.

    Returns:
        The pages by id and language, and what is wrong: a head that cannot be read, an
        id used twice, a page without its twin.
    """
    pages: dict[tuple[str, Lang], Prose] = {}
    problems: list[Problem] = []
    for lang in LANGS:
        for file in sorted((docs / lang).rglob("*.md")):
            shown = f"{docs.name}/{file.relative_to(docs).as_posix()}"
            page = _read_page(file, file.relative_to(docs).as_posix(), lang, shown)
            if isinstance(page, Problem):
                problems.append(page)
            elif other := pages.get((page.id, lang)):
                first = f"{docs.name}/{other.path}:1"
                problems.append(Problem.at(shown, 1, "duplicate_id", id=page.id, first=first))
            else:
                pages[page.id, lang] = page
    unread = {problem.path for problem in problems}
    problems += [*_without_twin(pages.values(), docs.name)] if not unread else []
    return pages, problems


def _without_twin(pages: Iterable[Prose], folder: str) -> list[Problem]:
    found = {(page.id, page.lang) for page in pages}
    return [
        Problem.at(f"{folder}/{page.path}", 1, f"twin_missing_{other}", id=page.id)
        for page in pages
        for other in LANGS
        if other != page.lang and (page.id, other) not in found
    ]


def _read_page(file: Path, path: str, lang: Lang, shown: str) -> Prose | Problem:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return Problem.at(shown, 1, "unreadable_file", reason=error.strerror or error)
    except UnicodeDecodeError as error:
        return Problem.at(shown, error.object[: error.start].count(b"\n") + 1, "not_utf8")
    lines = text.splitlines()
    if not lines or lines[0].rstrip() != "---" or "---" not in (rest := _stripped(lines[1:])):
        return Problem.at(shown, 1, "head_missing")
    end = rest.index("---") + 1
    try:
        head = yaml.safe_load("\n".join(lines[1:end]))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return Problem.at(shown, mark.line + 2 if mark else 1, "head_syntax")
    if not isinstance(head, dict):
        return Problem.at(shown, 1, "head_missing")
    for key in ("id", "title", "description"):
        if not isinstance(head.get(key), str) or not head[key].strip():
            return Problem.at(shown, 1, "head_key_missing", key=key)
    return Prose(
        head["id"],
        lang,
        path,
        head["title"],
        str(head.get("menu") or head["title"]),
        head["description"],
        end + 2,
    )


def _stripped(lines: list[str]) -> list[str]:
    return [line.rstrip() for line in lines]
