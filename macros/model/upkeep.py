"""How often what the guide says it has read is read again, and by whom."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from macros.model.reference import Some
from macros.model.text import Id, Model, Name

Risk = Literal["high", "medium", "low"]
"""What a mistake can do: put a person in danger or void an act; cost work or money; look
careless."""
RISKS: tuple[Risk, ...] = get_args(Risk)


class Checker(Model):
    """Who reads again: a role among those who look after the guide."""

    id: Id
    name: Name


class Watch(Model):
    """How one kind of thing is looked after."""

    months: Annotated[int, Field(ge=1, le=120)]
    """For how long a reading holds."""
    risk: Risk
    who: Id
    """One of the checkers."""


class Upkeep(Model):
    """The rules of upkeep, and the day on which the whole guide was last read again."""

    checked_on: date
    """Shown as «verified on» by every page that has no day of its own."""
    checkers: Some[Checker]
    kinds: dict[Id, Watch]
    """By kind of entry; `provision` for the parts of an act, `page` for the whole guide."""

    @model_validator(mode="after")
    def _checkers_are_known(self) -> Self:
        known = [checker.id for checker in self.checkers]
        for kind, watch in self.kinds.items():
            if watch.who not in known:
                raise PydanticCustomError(
                    "unknown_checker",
                    "who",
                    {
                        "found": watch.who,
                        "known": ", ".join(known),
                        "inside": ("kinds", kind, "who"),
                    },
                )
        return self
