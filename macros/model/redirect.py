"""Addresses that were published and are no longer there, and where their content is now."""

from __future__ import annotations

import re
from typing import Annotated, Self

from pydantic import AfterValidator, RootModel, model_validator
from pydantic_core import PydanticCustomError

from macros.model.reference import Many, Target
from macros.model.text import Lang, Model

_PIECE = r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*"
_OLD = re.compile(
    rf"(?:{_PIECE}/)+(?:#[A-Za-z0-9_-]+)?|#[A-Za-z0-9_-]+|downloads/(?:{_PIECE}/)*{_PIECE}"
)


def _old(value: str) -> str:
    if not _OLD.fullmatch(value):
        raise PydanticCustomError("bad_old_address", "old", {"found": value[:60]})
    return value


OldPath = Annotated[str, AfterValidator(_old)]
"""From the root of the site: `metodi/matrice/`, `processo/avvio/#passo`, or a file of
`downloads/`."""


class OldAddress(Model):
    """What the address was, in each language; one of the two may not have changed."""

    it: OldPath | None = None
    en: OldPath | None = None

    def of(self, lang: Lang) -> str | None:
        """The old address in one language, if there is one."""
        return self.it if lang == "it" else self.en

    @model_validator(mode="after")
    def _each_in_its_language(self) -> Self:
        if not self.it and not self.en:
            raise PydanticCustomError("old_address_missing", "old")
        if self.it and self.it.startswith("en/"):
            raise PydanticCustomError("old_address_language", "old", {"inside": ("it",)})
        if self.en and not self.en.startswith(("en/", "downloads/")):
            raise PydanticCustomError("old_address_language", "old", {"inside": ("en",)})
        return self


class Redirect(Model):
    """An address that was published, and where its content is now."""

    old: OldAddress
    to: Target
    """An entry or a page: its address is looked up, so that there are no chains."""


class Redirects(RootModel[Many[Redirect]]):
    """Every address that is no longer there."""
