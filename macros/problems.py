"""Mistakes in the content, told to the person who can mend them.

A problem is where (file and line), what is wrong, and what to do. The words are in
`messages.yaml`, in both languages; the code only names the mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

_MESSAGES = Path(__file__).with_name("messages.yaml")


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake.

    `code` is a key of `messages.yaml`; `values` fill the places of its sentences.
    """

    path: str
    line: int
    code: str
    values: tuple[tuple[str, str], ...] = field(default=())

    @classmethod
    def at(cls, path: str, line: int, code: str, **values: object) -> Problem:
        """Make a problem, with the values of its message by name."""
        return cls(path, line, code, tuple((key, str(value)) for key, value in values.items()))

    def told(self, lang: Literal["it", "en"]) -> str:
        """`path:line: what is wrong`, and an indented line that says what to do.

        A mistake in a command has neither path nor line.
        """
        message = messages()[self.code][lang]
        values = {key: legible(value) for key, value in self.values}
        what = message["what"].format_map(values)
        fix = message["fix"].format_map(values)
        place = f"{legible(self.path)}:{self.line}: " if self.path else ""
        return f"{place}{what}\n  {fix}"


class ContentError(Exception):
    """The content has mistakes; `problems` says all of them, in order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(self.told("it"))

    def told(self, lang: Literal["it", "en"]) -> str:
        """Every problem, one after the other."""
        return "\n".join(problem.told(lang) for problem in self.problems)


def shortened(value: object, most: int = 40) -> str:
    """A value as a message quotes it: on one line, and not too long."""
    text = " ".join(str(value).split())
    return text if len(text) <= most else text[: most - 3] + "..."


def legible(text: str) -> str:
    """A text that any terminal shows as it is: names of files may hold anything."""
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape", "backslashreplace").decode()
        for sign in text
    )


@cache
def messages() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """The sentences of every problem: code, language, `what` and `fix`."""
    loaded: Mapping[str, Mapping[str, Mapping[str, str]]] = yaml.safe_load(
        _MESSAGES.read_text("utf-8")
    )
    return loaded
