"""Walking through the models: every value of an entry, with its place and its marks."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A value of an entry: where it stands, and what its annotation carries."""

    place: Place
    value: Any
    marks: tuple[Any, ...]


def walk(model: BaseModel) -> Iterator[Found]:
    """Every value inside a model, the models themselves included, depth first."""
    yield from _walk(model, type(model), (), ())


def _walk(value: Any, annotation: Any, place: Place, marks: tuple[Any, ...]) -> Iterator[Found]:
    inner, marks = _unwrapped(annotation, marks)
    yield Found(place, value, marks)
    if isinstance(value, RootModel):
        yield from _walk(value.root, Any, place, ())
    elif isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            yield from _walk(getattr(value, name), _annotation(info), (*place, name), ())
    elif isinstance(value, tuple):
        item = next(iter(get_args(inner)), Any)
        for index, one in enumerate(value):
            yield from _walk(one, item, (*place, index), ())
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _walk(one, Any, (*place, key), ())


def _annotation(info: FieldInfo) -> Any:
    return Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation


def _unwrapped(annotation: Any, marks: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    while get_origin(annotation) is Annotated:
        annotation, *found = get_args(annotation)
        marks = (*marks, *found)
    if get_origin(annotation) in (Union, types.UnionType):
        some = [arg for arg in get_args(annotation) if arg is not type(None)]
        if len(some) == 1:
            return _unwrapped(some[0], marks)
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
