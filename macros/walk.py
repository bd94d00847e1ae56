"""Walking through the models: every value of an entry, with its place and its marks."""

from __future__ import annotations

import types
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

from macros.model.text import Label, Name, RichText, Slug, TemplateText, Text
from macros.read_yaml import Place

_WHOLE = (str, Text, Name, Label, RichText, TemplateText, Slug)
"""Values in which there is nothing more to find."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value of an entry: where it stands, and what its annotation carries."""

    place: Place
    value: Any
    marks: tuple[Any, ...]


def walk(model: BaseModel) -> list[Found]:
    """Every value inside a model, the models themselves included, depth first.

    A text in two languages is one value: nothing else is inside it.
    """
    found: list[Found] = []
    _walk(model, type(model), (), (), found)
    return found


def _walk(
    value: Any, annotation: Any, place: Place, marks: tuple[Any, ...], found: list[Found]
) -> None:
    found.append(Found(place, value, marks))
    if isinstance(value, _WHOLE):
        return
    if isinstance(value, RootModel):
        _walk(value.root, Any, place, (), found)
    elif isinstance(value, BaseModel):
        for name, (inner, inner_marks) in _fields(type(value)).items():
            _walk(getattr(value, name), inner, (*place, name), inner_marks, found)
    elif isinstance(value, tuple):
        inner, inner_marks = unwrapped(next(iter(get_args(annotation)), Any))
        for index, one in enumerate(value):
            _walk(one, inner, (*place, index), inner_marks, found)
    elif isinstance(value, dict):
        for key, one in value.items():
            _walk(one, Any, (*place, key), (), found)


@cache
def _fields(model: type[BaseModel]) -> dict[str, tuple[Any, tuple[Any, ...]]]:
    """What each field of a model holds, and the marks it carries."""
    return {
        name: unwrapped(info.annotation, tuple(info.metadata))
        for name, info in model.model_fields.items()
    }


def unwrapped(annotation: Any, marks: tuple[Any, ...] = ()) -> tuple[Any, tuple[Any, ...]]:
    """What a field holds when it holds something, and the marks it carries."""
    while get_origin(annotation) is Annotated:
        annotation, *found = get_args(annotation)
        marks = (*marks, *found)
    if get_origin(annotation) in (Union, types.UnionType):
        some = [arg for arg in get_args(annotation) if arg is not type(None)]
        if len(some) == 1:
            return unwrapped(some[0], marks)
    return annotation, marks


@cache
def models_under(model: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """A model and every model that its fields can hold."""
    found: dict[type[BaseModel], None] = {}

    def visit(annotation: Any) -> None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            if annotation not in found:
                found[annotation] = None
                for info in annotation.model_fields.values():
                    visit(info.annotation)
            return
        for arg in get_args(annotation):
            visit(arg)

    visit(model)
    return tuple(found)
