"""The text a new entry or page starts from: every field, with what it is for.

It is made from the models and from `explanations.yaml`: a new field appears by itself. What
must be there is written, and right at once for a draft; what is optional stands behind a
`#`, ready to be taken.
"""

from __future__ import annotations

import textwrap
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from inspect import get_annotations
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import BaseModel

from macros.explanations import explanation, words
from macros.model import KINDS, Kind
from macros.model.reference import Address, Mail, Ref, RefAnywhere
from macros.model.text import (
    UNWRITTEN,
    UNWRITTEN_DAY,
    UNWRITTEN_ID,
    Entry,
    Id,
    Lang,
    Name,
    RichText,
    Slug,
    TemplateText,
    Text,
)
from macros.prose import Head
from macros.walk import unwrapped

_WIDE = 96
_SPOKEN = {
    Text: "type-text",
    Name: "type-name",
    RichText: "type-rich",
    TemplateText: "type-wording",
    Slug: "type-slug",
    date: "type-day",
    bool: "type-yes-no",
    int: "type-number",
    float: "type-number",
}
_PLACES = {kind.name: kind.place for kind in KINDS}
_LONGEST_START = 28
"""Letters of an entry's id that go into the first ids inside it."""

Lines = list[str]


@dataclass(frozen=True)
class Scaffold:
    """What a new text is made for."""

    id: str
    slug: Mapping[Lang, str]
    """The last part of its address."""
    ids: Mapping[str, Sequence[str]]
    """The ids that there are, by kind: something that must name another names the first."""
    number: int
    """The first that no entry of the kind has."""
    lang: Lang
    """Of the explanations."""

    def entry(self, kind: Kind) -> str:
        """The text of an entry: a whole file, or a piece of a list."""
        head = [*self._told(explanation(kind.model)), *self._how()]
        body = self._fields(kind.model, 0)
        if kind.one_per_file:
            schema = f"# yaml-language-server: $schema=../../schemas/{kind.name}.json"
            return _joined([schema, *head, "", *body])
        return _joined([*head, *_item(body)])

    def page(self, lang: Lang) -> str:
        """The text of a page written by hand, in one language."""
        title = UNWRITTEN[lang]
        head = [*self._how(), *(line for line in self._fields(Head, 0, lang) if line)]
        return _joined(
            [
                *("---", *head, "---", ""),
                *(f"# {title} {{ #top }}", "", f"{title}.", ""),
                *("{# " + words("new-page-anchor", self.lang) + " #}", ""),
                *(f"## {title} {{ #first-part }}", ""),
                *("{# " + words("new-page-text", self.lang) + " #}", "", f"{title}."),
            ]
        )

    def _how(self) -> Iterator[str]:
        for key in ("new-explained", "new-optional", "new-long", "new-unwritten"):
            yield from _comment(words(key, self.lang))

    def _told(self, said: Mapping[str, Any], more: Sequence[str] = ()) -> Lines:
        """An explanation as comments, what the value may be between brackets."""
        text = said.get(self.lang, "")
        if more:
            text = f"{text} ({'; '.join(more)})".strip()
        return _comment(text) if text else []

    def _fields(self, model: type[BaseModel], place: int, page: Lang | None = None) -> Lines:
        """Every field of a model; `place` tells apart those that follow one another."""
        lines: Lines = []
        for name in _in_order(model):
            info, said = model.model_fields[name], explanation(model, name)
            there = self.ids.get(said.get("shown_for", ""), ())
            shown = info.is_required() or said.get("shown") or name == "draft" or name in there
            value = self._start(model, name, place, page)
            more = self._type(info.annotation, tuple(info.metadata))
            if not shown:
                more.append(words("type-optional", self.lang))
                default = info.get_default(call_default_factory=True)
                if default not in (None, (), {}):
                    more.append(words("type-default", self.lang, value=_flow(default)))
            if issubclass(model, Entry | Head) and lines:
                lines.append("")
            # Those that follow are explained by the first.
            lines += self._told(said, more) if place == 0 else []
            written = _written(name, value)
            lines += written if shown else [f"#{line}" for line in written]
        return lines

    def _start(
        self, model: type[BaseModel], name: str, place: int, page: Lang | None
    ) -> str | Lines:
        """What a field starts with."""
        info, said = model.model_fields[name], explanation(model, name)
        whole = issubclass(model, Entry | Head)
        if name == "draft":
            return "true"
        if whole and name == "id":
            return self.id
        if whole and name == "slug":
            return [f"{lang}: {slug}" for lang, slug in self.slug.items()]
        if whole and name == "number" and info.annotation is int:
            most: list[Any] = [mark.le for mark in info.metadata if isinstance(mark, Le)]
            return str(min([self.number, *most]))
        if kind := said.get("names"):
            return _flow([self._first(kind)])
        if "start" in said or "starts" in said:
            start = (
                said["starts"][place % len(said["starts"])] if "starts" in said else said["start"]
            )
            if isinstance(start, str):
                start = start.replace("{id}", self.id[:_LONGEST_START].rstrip("-"))
            return _flow(start)
        if name == "id" and Ref not in {type(mark) for mark in info.metadata}:
            return f"{UNWRITTEN_ID}-{place + 1}"
        if page and unwrapped(info.annotation)[0] is str:
            return UNWRITTEN[page]
        default = None if info.is_required() else info.get_default(call_default_factory=True)
        if default not in (None, (), {}, False):
            return _flow(default)
        return self._value(info.annotation, tuple(info.metadata), place)

    def _value(self, annotation: Any, marks: tuple[Any, ...], place: int = 0) -> str | Lines:
        """The first value that a type takes."""
        annotation, marks = unwrapped(annotation, marks)
        options = _options(annotation)
        if options:
            return self._value(options[0], (), place)
        if get_origin(annotation) is tuple:
            return self._list(get_args(annotation)[0], marks)
        if get_origin(annotation) is Literal:
            return _flow(get_args(annotation)[0])
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            said = explanation(annotation)
            if "start" in said:
                return [f"{key}: {_flow(value)}" for key, value in said["start"].items()]
            if set(annotation.model_fields) == {"it", "en"}:
                start = dict.fromkeys(UNWRITTEN, UNWRITTEN_ID) if annotation is Slug else UNWRITTEN
                return [f"{lang}: {start[lang]}" for lang in UNWRITTEN]
            return self._fields(annotation, place)
        if annotation is date:
            return UNWRITTEN_DAY.isoformat()
        if annotation is bool:
            return "true"
        if annotation in (int, float):
            return str(next((mark.ge for mark in marks if isinstance(mark, Ge)), 0))
        return self._word(marks)

    def _word(self, marks: Sequence[Any]) -> str:
        """The first text that a field for a text takes."""
        for mark in marks:
            if isinstance(mark, Ref):
                return self._first(mark.kind)
            if isinstance(mark, RefAnywhere):
                return "page:home"
        if _is(marks, Address):
            return f"https://{UNWRITTEN_ID}.example/"
        if _is(marks, Mail):
            return f"{UNWRITTEN_ID}@example.org"
        return UNWRITTEN_ID if _is(marks, Id) else UNWRITTEN["it"]

    def _first(self, kind: str) -> str:
        return next(iter(self.ids.get(kind, ())), UNWRITTEN_ID)

    def _list(self, inner: Any, marks: Sequence[Any]) -> Lines:
        least = next((mark.min_length for mark in marks if isinstance(mark, MinLen)), 1)
        bare, inner_marks = unwrapped(inner, ())
        lines: Lines = []
        for index, option in enumerate(_options(bare) or [bare]):
            model = unwrapped(option, ())[0]
            is_model = isinstance(model, type) and issubclass(model, BaseModel)
            for place in range(least if index == 0 else 1):
                told = self._told(explanation(model)) if is_model and place == 0 else []
                item = [*told, *_item(self._value(option, inner_marks, place))]
                # The first is one to begin with, the others are what else it may be.
                lines += item if index == 0 else [f"#{line}" for line in item]
        return lines

    def _type(self, annotation: Any, marks: tuple[Any, ...]) -> Lines:
        """In words, what a value may be."""
        annotation, marks = unwrapped(annotation, marks)
        said: Lines = []
        if get_origin(annotation) is tuple:
            said.append(words("type-list", self.lang))
            said += self._type(get_args(annotation)[0], ())
        elif get_origin(annotation) is Literal:
            said.append(words("type-choice", self.lang, values=", ".join(get_args(annotation))))
        elif annotation in _SPOKEN:
            said.append(words(_SPOKEN[annotation], self.lang))
        elif annotation is str:
            said.append(self._kind_of_text(marks))
            if any(isinstance(mark, Ref) and mark.kind in _PLACES for mark in marks):
                said.append(words("type-for-now", self.lang))
        for mark in marks:
            if isinstance(mark, Ge | MinLen) and (
                least := getattr(mark, "ge", None) or getattr(mark, "min_length", None)
            ):
                said.append(words("type-at-least", self.lang, least=least))
            if isinstance(mark, Le | MaxLen):
                most = getattr(mark, "le", None) or getattr(mark, "max_length", None)
                said.append(words("type-at-most", self.lang, most=most))
        return said

    def _kind_of_text(self, marks: Sequence[Any]) -> str:
        for mark in marks:
            if isinstance(mark, Ref):
                if mark.kind in _PLACES:
                    return words("type-reference", self.lang, place=_PLACES[mark.kind])
                return words(f"type-{mark.kind}", self.lang)
            if isinstance(mark, RefAnywhere):
                return words("type-target", self.lang)
        if _is(marks, Address):
            return words("type-address", self.lang)
        return words("type-id" if _is(marks, Id) else "type-line", self.lang)


def _in_order(model: type[BaseModel]) -> Lines:
    """The names of the fields: what every entry has first, what is inherited last."""
    own = [name for name in get_annotations(model) if name in model.model_fields]
    first = [name for name in ("draft", "id") if name in model.model_fields]
    return [*dict.fromkeys([*first, *own, *model.model_fields])]


def _options(annotation: Any) -> Sequence[Any]:
    """What a union may be, nothing left out of it."""
    if get_origin(annotation) not in (Union, types.UnionType):
        return ()
    return [one for one in get_args(annotation) if unwrapped(one)[0] is not type(None)]


def _is(marks: Sequence[Any], alias: Any) -> bool:
    """Whether the marks of a text are those of one of our kinds of text."""
    return all(mark in marks for mark in alias.__metadata__)


def _written(key: str, value: str | Lines) -> Lines:
    if isinstance(value, str):
        return [f"{key}: {value}"]
    # What has nothing but comments in it would have no value.
    opening = f"{key}: {{}}" if all(line.startswith("#") for line in value) else f"{key}:"
    return [opening, *(f"  {line}" if line else "" for line in value)]


def _item(value: str | Lines) -> Lines:
    """A value of a list; what explains its first line goes before it."""
    lines = [value] if isinstance(value, str) else value
    first = next(index for index, line in enumerate(lines) if line and not line.startswith("#"))
    told, (line, *rest) = lines[:first], lines[first:]
    return [*told, f"- {line}", *(f"  {one}" if one else "" for one in rest)]


def _flow(value: Any) -> str:
    """A value of the data on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(one) for one in value) + "]"
    if isinstance(value, str) and (value in ("yes", "no") or value[:1].isdigit()):
        # Programs take these words for true and false, or for a day or a number.
        return f'"{value}"'
    return "~" if value is None else str(value)


def _comment(text: str) -> Lines:
    return textwrap.wrap(text, _WIDE, initial_indent="# ", subsequent_indent="# ")


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"
