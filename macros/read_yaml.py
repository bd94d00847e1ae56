"""YAML read strictly, with the line of every value kept.

The subset that a form-like file needs: no anchors, no tags, no merges, no duplicate
keys, one document. What is refused is refused with a line and a remedy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from macros.problems import Problem

Path_ = tuple[str | int, ...]
"""Where a value stands in its file: keys and positions from the top."""

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Read:
    """What a file holds, and the line (from 1) of each value by its place."""

    path: str
    value: Any
    lines: dict[Path_, int]

    def line(self, place: tuple[str | int, ...]) -> int:
        """The line of a value, or of the nearest thing around it."""
        for length in range(len(place), -1, -1):
            if place[:length] in self.lines:
                return self.lines[place[:length]]
        return 1


def read_yaml(file: Path, shown_as: str) -> Read | list[Problem]:
    """Read one file.

    Args:
        file: The file on disk.
        shown_as: Its name in messages, relative to the project.

    Returns:
        What it holds, or the problems that stop it from being read.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return [Problem.at(shown_as, 1, "unreadable_file", reason=error.strerror or error)]
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return [Problem.at(shown_as, line, "not_utf8")]
    loader = None
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        return [_syntax_problem(error, shown_as, text)]
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        return [Problem.at(shown_as, line, "invisible_character", found=f"U+{_code(error):04X}")]
    except RecursionError:
        return [Problem.at(shown_as, 1, "too_deep")]
    finally:
        if loader is not None:
            loader.dispose()
    if node is None:
        return [Problem.at(shown_as, 1, "empty_file")]
    reader = _NodeReader(shown_as)
    value = reader.value(node, ())
    return reader.problems or Read(shown_as, value, reader.lines)


def _code(error: yaml.reader.ReaderError) -> int:
    character = error.character
    return character if isinstance(character, int) else ord(character)


def _syntax_problem(error: yaml.MarkedYAMLError, path: str, text: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    lines = text.splitlines()
    shown = lines[line - 1] if line <= len(lines) else ""
    if re.match(r" *\t", shown) or "\\t" in (error.problem or ""):
        return Problem.at(path, line, "tab")
    if "expected a single document" in (error.context or ""):
        return Problem.at(path, line, "two_documents")
    if "undefined alias" in (error.problem or ""):
        return Problem.at(path, line, "anchor", found=shown.strip()[:40])
    return Problem.at(path, line, "yaml_syntax", found=shown.strip()[:60], reason=error.problem)


class _NodeReader:
    """Turns YAML nodes into plain values, keeping lines and collecting problems."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.lines: dict[Path_, int] = {}
        self.problems: list[Problem] = []
        self._open: set[int] = set()
        self._scalars = yaml.constructor.SafeConstructor()

    def value(self, node: yaml.Node, place: Path_) -> Any:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if id(node) in self._open:
            self._report(node, "anchor", found="&")
            return None
        self._open.add(id(node))
        if not node.tag.startswith("tag:yaml.org,2002:") or node.tag.endswith(":binary"):
            self._report(node, "yaml_tag", found=node.tag)
            return None
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, place))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, index)) for index, item in enumerate(node.value)]
        return self._scalar(node)

    def _pairs(self, node: yaml.MappingNode, place: Path_) -> Iterator[tuple[str, Any]]:
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._report(key_node, "key_not_word", found="?")
                continue
            key = str(key_node.value)
            if key == "<<":
                self._report(key_node, "anchor", found="<<")
            elif key in seen:
                self._report(key_node, "duplicate_key", key=key, first=seen[key])
            else:
                seen[key] = line
                self.lines[(*place, key)] = line
                yield key, self.value(value_node, (*place, key))

    def _scalar(self, node: yaml.Node) -> Any:
        try:
            return self._scalars.construct_object(node)
        except (ValueError, yaml.YAMLError):
            code = "no_such_date" if node.tag.endswith(":timestamp") else "bad_value"
            self._report(node, code, found=node.value)
            return None

    def _report(self, node: yaml.Node, code: str, **values: object) -> None:
        self.problems.append(Problem.at(self.path, node.start_mark.line + 1, code, **values))
