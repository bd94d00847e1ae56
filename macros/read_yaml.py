"""YAML read strictly, with the line of every value kept.

The subset that a form-like file needs: no anchors, no tags, no merges, no duplicate
keys, one document; `true` and `false`, decimal numbers and ISO dates, and nothing that
one program takes for a word and another for a number. What is refused is refused with
a line and a remedy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from macros.problems import Problem, shortened

Place = tuple[str | int, ...]
"""Where a value stands in its file: keys and positions from the top."""

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER = yaml.resolver.Resolver()
_UNPRINTABLE = re.compile(f"{yaml.reader.Reader.NON_PRINTABLE.pattern}|[\x85\u2028\u2029]")
"""What YAML forbids, and the line ends that editors do not count as such."""
_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}")
_DEEPEST = 40
"""Levels of a file; ours have about ten. The parser itself fails at some thousands."""


@dataclass(frozen=True)
class Read:
    """What a file holds, the line (from 1) of each value by its place, and what is wrong."""

    path: str
    value: Any
    lines: dict[Place, int]
    problems: list[Problem] = field(default_factory=list)
    refused: set[Place] = field(default_factory=set)
    """Where a value could not be taken: nothing more is to be said of it."""

    def line(self, place: Place) -> int:
        """The line of a value, or of the nearest thing around it."""
        for length in range(len(place), -1, -1):
            if place[:length] in self.lines:
                return self.lines[place[:length]]
        return 1

    def refuses_in(self, place: Place) -> bool:
        """Whether some value at a place, or inside it, could not be taken."""
        return any(refused[: len(place)] == place for refused in self.refused)


def read_yaml(file: Path, shown_as: str) -> Read | list[Problem]:
    """Read one file.

    Args:
        file: The file on disk.
        shown_as: Its name in messages, relative to the project.

    Returns:
        What it holds, or the problems that stop it from being read.
    """
    text = read_utf8(file, shown_as)
    return [text] if isinstance(text, Problem) else parse_yaml(text, shown_as)


def read_utf8(file: Path, shown_as: str) -> str | Problem:
    """The text of a file, or why it cannot be read."""
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return Problem.at(shown_as, 1, "unreadable_file", reason=error.strerror or error)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Problem.at(shown_as, line, "not_utf8")


def parse_yaml(text: str, shown_as: str, first_line: int = 1) -> Read | list[Problem]:
    """Read the text of a file, or of the part of one that starts at `first_line`."""
    if unprintable := [*_unprintable(text, shown_as, first_line)]:
        return unprintable
    reader = _EventReader(shown_as, first_line)
    try:
        return reader.read(text)
    except yaml.MarkedYAMLError as error:
        return [_syntax_problem(error, shown_as, text, first_line)]
    except _StopError as stop:
        return [stop.problem]


def _unprintable(text: str, path: str, first_line: int) -> Iterator[Problem]:
    for found in _UNPRINTABLE.finditer(text):
        line = text.count("\n", 0, found.start()) + first_line
        yield Problem.at(path, line, "invisible_character", found=f"U+{ord(found[0]):04X}")


def _syntax_problem(error: yaml.MarkedYAMLError, path: str, text: str, first_line: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    if "quoted scalar" in (error.context or ""):
        # The quotes that open, not the end of the file where they did not close.
        mark = error.context_mark
    lines = text.splitlines() or [""]
    index = min(mark.line if mark else 0, len(lines) - 1)
    line, shown = first_line + index, lines[index]
    if re.match(r" *\t", shown):
        return Problem.at(path, line, "tab")
    reason = error.problem or error.context
    return Problem.at(path, line, "yaml_syntax", found=shortened(shown, 60), reason=reason)


class _StopError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class _EventReader:
    """Turns the events of the parser into plain values, keeping lines and problems.

    Events, not nodes: the composer of libyaml calls itself for every level, and a file
    made to be deep enough would end the whole process.
    """

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []
        self.refused: set[Place] = set()

    def read(self, text: str) -> Read | list[Problem]:
        self._events: Iterator[Event] = iter(yaml.parse(text, Loader=_Loader))
        if not self._opens_document():
            return [Problem.at(self.path, self.first_line, "empty_file")]
        value = self._value(next(self._events), ())
        next(self._events)
        if self._opens_document():
            return [self._problem(self._last, "two_documents")]
        if value is None and not self.problems:
            return [Problem.at(self.path, self.first_line, "empty_file")]
        return Read(self.path, value, self.lines, self.problems, self.refused)

    def _opens_document(self) -> bool:
        for event in self._events:
            self._last = event
            if isinstance(event, DocumentStartEvent):
                return True
        return False

    def _value(self, event: Event, place: Place) -> Any:
        self.lines.setdefault(place, self._line(event))
        if len(place) > _DEEPEST:
            raise _StopError(self._problem(event, "too_deep"))
        if not self._is_plain(event):
            self.refused.add(place)
        if isinstance(event, ScalarEvent):
            return self._scalar(event, place)
        if isinstance(event, MappingStartEvent):
            return dict(self._pairs(place))
        if isinstance(event, SequenceStartEvent):
            return [self._value(item, (*place, i)) for i, item in enumerate(self._rest())]
        return None

    def _rest(self) -> Iterator[Event]:
        """What is left of the open list or mapping."""
        for event in self._events:
            if isinstance(event, CollectionEndEvent):
                return
            yield event

    def _pairs(self, place: Place) -> Iterator[tuple[str, Any]]:
        first: dict[str, int] = {}
        for event in self._rest():
            key = self._key(event, place)
            known = first.get(key)
            if key and known is None:
                first[key] = self.lines[(*place, key)] = self._line(event)
                yield key, self._value(next(self._events), (*place, key))
            else:
                if known is not None:
                    self._report(event, "duplicate_key", key=shortened(key), first=known)
                self._value(next(self._events), (*place, key))

    def _key(self, event: Event, place: Place) -> str:
        """The key, or nothing if it is not one; the mistake is then reported."""
        if not isinstance(event, ScalarEvent):
            self._report(event, "key_not_word")
            self._value(event, (*place, ""))
        elif self._is_plain(event):
            if event.value == "<<":
                self._report(event, "anchor", found="<<")
            elif not event.value.strip():
                self._report(event, "key_not_word")
            else:
                return str(event.value)
        return ""

    def _is_plain(self, event: Event) -> bool:
        """Whether a value has neither anchor nor tag; if it has, that is reported."""
        if isinstance(event, AliasEvent):
            self._report(event, "anchor", found=shortened(f"*{event.anchor}"))
            return False
        if isinstance(event, NodeEvent) and event.anchor:
            self._report(event, "anchor", found=shortened(f"&{event.anchor}"))
            return False
        if tag := getattr(event, "tag", None):
            self._report(event, "yaml_tag", found=shortened(_as_written(tag)))
            return False
        return True

    def _scalar(self, event: ScalarEvent, place: Place) -> Any:
        text = str(event.value)
        plain = bool(event.implicit[0])
        tag = _resolved(text) if plain else ""
        match tag:
            case "null":
                return None
            case "bool" if text.lower() in ("true", "false"):
                return text.lower() == "true"
            case "int" if _NUMBER.fullmatch(text):
                return int(text)
            case "float" if _DECIMAL.fullmatch(text):
                return float(text)
            case "timestamp":
                return self._date(event, text, place)
            case "bool" | "int" | "float":
                return self._refuse(event, place, "bad_value", text)
        return text

    def _date(self, event: Event, text: str, place: Place) -> date | None:
        try:
            return date.fromisoformat(text)
        except ValueError:
            self._refuse(event, place, "no_such_date", text)
            return None

    def _refuse(self, event: Event, place: Place, code: str, text: str) -> None:
        self.refused.add(place)
        self._report(event, code, found=shortened(text))

    def _report(self, event: Event, code: str, **values: object) -> None:
        self.problems.append(self._problem(event, code, **values))

    def _problem(self, event: Event, code: str, **values: object) -> Problem:
        return Problem.at(self.path, self._line(event), code, **values)

    def _line(self, event: Event) -> int:
        mark = event.start_mark
        return (mark.line if mark else 0) + self.first_line


@cache
def _resolved(text: str) -> str:
    """What YAML 1.1, which most programs follow, makes of a value without quotes."""
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return str(tag).rpartition(":")[2]


def _as_written(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")
