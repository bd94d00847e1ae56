"""Ids that point at another entry, and addresses that point outside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from macros.model.text import Id
from macros.rich import is_reference, is_web

T = TypeVar("T")

Many = Annotated[tuple[T, ...], Field(strict=False)]
"""A list in the YAML, which may be empty."""

Some = Annotated[tuple[T, ...], Field(strict=False, min_length=1)]
"""A list with at least one entry."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks an id as the id of an entry of another kind; the rules check that it exists."""

    kind: str


@dataclass(frozen=True, slots=True)
class RefAnywhere:
    """Marks a `kind:id` that may be of any kind; the rules check that it exists."""


RoleId = Annotated[Id, Ref("role")]
SourceId = Annotated[Id, Ref("source")]
ActId = Annotated[Id, Ref("act")]
TermId = Annotated[Id, Ref("term")]
MethodId = Annotated[Id, Ref("method")]
ChecklistId = Annotated[Id, Ref("checklist")]
TemplateId = Annotated[Id, Ref("template")]
PhaseId = Annotated[Id, Ref("phase")]
MeasureId = Annotated[Id, Ref("measure")]
PriorityId = Annotated[Id, Ref("priority")]
IndicatorId = Annotated[Id, Ref("indicator")]
DatasetId = Annotated[Id, Ref("dataset")]
PageId = Annotated[Id, Ref("page")]
"""Id of a page written by hand."""
AxisId = Annotated[Id, Ref("axis")]
"""Id of an axis of `site.yaml`."""
ProfileFieldId = Annotated[Id, Ref("field")]


def _web(value: str) -> str:
    if not is_web(value):
        raise PydanticCustomError("bad_address", "address", {"found": value})
    return value


Address = Annotated[str, AfterValidator(_web)]
"""A complete http or https address."""


def _mail(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", value):
        raise PydanticCustomError("bad_mail", "mail", {"found": value})
    return value


Mail = Annotated[str, AfterValidator(_mail)]
"""A mail address."""


def _reference(value: str) -> str:
    if not is_reference(value):
        raise PydanticCustomError("not_a_reference", "reference", {"found": value})
    return value


Target = Annotated[str, AfterValidator(_reference), RefAnywhere()]
"""A `kind:id`, or `page:id` for a page written by hand."""
