"""The data while it is being checked: models with the file and line they came from."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from macros import rich
from macros.model import KINDS, Kind
from macros.model.reference import Ref, RefAnywhere
from macros.model.text import (
    LANGS,
    RichText,
    TemplateText,
    is_draft,
)
from macros.names import names_of
from macros.problems import Problem, messages, shortened
from macros.read_yaml import Place, Read
from macros.walk import Found, models_under, walk

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Named:
    """An id, inside an entry, that points at something else."""

    place: Place
    kind: str
    id: str
    linked: bool = False
    """True in a link of a text, `[words](kind:id)`; else it is a value of its own."""


@dataclass(frozen=True)
class DraftEntry:
    """A model that is right in itself, not yet checked against the others."""

    model: BaseModel
    read: Read
    place: Place
    """Where it stands in its file."""

    @property
    def id(self) -> str:
        """The id of the entry; empty for the files that hold one thing."""
        return getattr(self.model, "id", "")

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """Every value inside it, with its place."""
        return tuple(walk(self.model))

    @cached_property
    def named(self) -> tuple[Named, ...]:
        """Every id inside it that points at something else."""
        named: list[Named] = []
        for place, value, marks in ((one.place, one.value, one.marks) for one in self.found):
            if isinstance(value, str):
                named += [Named(place, m.kind, value) for m in marks if isinstance(m, Ref)]
                if any(isinstance(mark, RefAnywhere) for mark in marks):
                    kind, _, id = value.partition(":")
                    named.append(Named(place, kind, id, linked=True))
            elif isinstance(value, RichText | TemplateText):
                for lang in LANGS:
                    for target in rich.references(value.of(lang)):
                        kind, _, id = target.partition(":")
                        named.append(Named((*place, lang), kind, id, linked=True))
        return tuple(named)

    def kept(self) -> DraftEntry:
        """The entry for another run, with what is costly to find and without the rest."""
        bare = DraftEntry(self.model, replace(self.read, value=None), self.place)
        bare.__dict__["named"] = self.named
        return bare

    def problem(self, place: Place, code: str, **values: object) -> Problem:
        """A problem of this entry, at a place inside it."""
        return Problem.at(self.read.path, self.read.line((*self.place, *place)), code, **values)


@dataclass
class Draft:
    """Everything that could be read, and what was wrong on the way."""

    entries: dict[str, list[DraftEntry]] = field(
        default_factory=lambda: {kind.name: [] for kind in KINDS}
    )
    singles: dict[type[BaseModel], DraftEntry] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    pages: Mapping[str, Collection[str]] | None = None
    """What each page written by hand names, by its own id; nothing if some could not be read."""
    draft_pages: Collection[str] = ()
    """Ids of those that are drafts."""
    _aside: set[tuple[str, str | None]] = field(default_factory=set)

    def set_aside(self, kind: Kind, id: str | None) -> None:
        """Note that an entry (or a whole list) is there but wrong.

        What points at it is then not reported too: one mistake, one message.
        """
        self._aside.add((kind.name, id))

    def may_exist(self, kind: str, id: str) -> bool:
        """Whether an entry was set aside under this id."""
        return (kind, id) in self._aside or (kind, None) in self._aside

    def unpublished(self) -> frozenset[tuple[str, str]]:
        """What is not to be published yet: kind and id of drafts and of their parts."""
        return frozenset(
            {
                *(("page", id) for id in self.draft_pages),
                *(
                    (kind, name)
                    for kind, entries in self.entries.items()
                    for entry in entries
                    if is_draft(entry.model)
                    for name in names_of(entry.model)
                ),
            }
        )

    def lacks(self, kind: str) -> bool:
        """Whether some entry of a kind was set aside."""
        return any(aside == kind for aside, _ in self._aside)

    def single(self, model: type[M]) -> M:
        """The content of a file that holds one thing."""
        return self.singles[model].model  # type: ignore[return-value]


def checked(draft: Draft, read: Read, model: type[M], place: Place) -> M | None:
    """Make a model from a part of a file, or report to the draft why it cannot be made."""
    made = validated(read, model, place)
    if isinstance(made, list):
        draft.problems += made
        return None
    return None if read.refuses_in(place) else made


def validated(read: Read, model: type[M], place: Place = ()) -> M | list[Problem]:
    """Make a model from a part of a file, or say why it cannot be made."""
    value: Any = read.value
    for step in place:
        value = value[step]
    try:
        return model.model_validate(value)
    except ValidationError as error:
        return [*_problems(read, place, model, error)]


_CODES = {
    "string_type": "text_expected",
    "model_type": "fields_expected",
    "model_attributes_type": "fields_expected",
    "dict_type": "fields_expected",
    "tuple_type": "list_expected_here",
    "int_type": "number_expected",
    "int_from_float": "number_expected",
    "float_type": "number_expected",
    "bool_type": "yes_or_no_expected",
    "date_type": "date_expected",
    "literal_error": "not_among",
    "too_short": "list_too_short",
    "too_long": "list_too_long",
    "string_pattern_mismatch": "bad_id",
    "string_too_long": "too_long_text",
    "string_too_short": "blank",
    "greater_than_equal": "number_too_small",
    "less_than_equal": "number_too_big",
    "finite_number": "number_expected",
    "union_tag_not_found": "unknown_block",
    "union_tag_invalid": "unknown_block",
}
"""Pydantic's names of mistakes, where ours differ."""


def _problems(
    read: Read, place: Place, model: type[BaseModel], error: ValidationError
) -> Iterator[Problem]:
    found = [(_place_in_file(read, (*place, *one["loc"])), one) for one in error.errors()]
    missing = {(where, str(one["loc"][-1])) for where, one in found if one["type"] == "missing"}
    misspelt = set()
    for where, one in found:
        if one["type"] == "extra_forbidden":
            key = str(where[-1])
            absent = {name for parent, name in missing if parent == where[:-1]}
            near = _nearest(key, absent) or _nearest(key, _keys(model))
            misspelt.add((where[:-1], near))
            code = "unknown_key_near" if near else "unknown_key"
            yield Problem.at(read.path, read.line(where), code, key=shortened(key), near=near)
    for where, one in found:
        told = one["type"] == "extra_forbidden" or where in read.refused or _is_echo(one)
        if not told and (one["type"] != "missing" or (where, one["loc"][-1]) not in misspelt):
            yield _problem(read, where, len(place), one)


def _is_echo(detail: ErrorDetails) -> bool:
    """Whether a list is called too short because some entry of it is wrong."""
    least = detail.get("ctx", {}).get("min_length", 0)
    return detail["type"] == "too_short" and len(detail["input"]) >= least


def _nearest(key: str, known: set[str]) -> str:
    return next(iter(difflib.get_close_matches(key, sorted(known - {key}), n=1)), "")


def _keys(model: type[BaseModel]) -> set[str]:
    return {name for found in models_under(model) for name in found.model_fields}


def _problem(read: Read, where: Place, start: int, detail: ErrorDetails) -> Problem:
    key = str(detail["loc"][-1]) if detail["loc"] else ""
    where = (*where, *detail.get("ctx", {}).get("inside", ()))
    name = _named(where[start:])
    given = detail["input"]
    code = _CODES.get(detail["type"], detail["type"])
    if detail["type"] == "missing":
        code = "language_missing" if key in ("it", "en") else "key_missing"
        if code == "key_missing":
            name = f"{name}.{key}" if name else key
    elif given is None and detail["type"] in _CODES:
        code = "no_value"
    values = {
        **{name: str(value) for name, value in detail.get("ctx", {}).items()},
        "where": name or PurePath(read.path).name,
        "key": key,
        "value": _as_written(given),
    }
    if code not in messages():
        code = "wrong_value"
    return Problem.at(read.path, read.line(where), code, **values)


def _as_written(value: object) -> str:
    if isinstance(value, dict):
        return shortened(", ".join(f"{key}: ..." for key in value))
    if isinstance(value, list):
        return "- ..."
    return shortened(str(value).lower() if isinstance(value, bool) else value)


def _place_in_file(read: Read, location: Place, start: Place = ()) -> Place:
    """Drop from pydantic's location the steps that are not in the file.

    They are the tags of unions; some are also names of keys, so the longest way through
    the file is the right one.
    """
    if not location:
        return start
    without = _place_in_file(read, location[1:], start)
    if (*start, location[0]) not in read.lines:
        return without
    return max(without, _place_in_file(read, location[1:], (*start, location[0])), key=len)


def _named(place: Place) -> str:
    name = ""
    for step in place:
        name += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if name else step
    return name
