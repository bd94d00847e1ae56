"""Words in both languages, and what may stand in them.

A `Text` is shown as it is. A `RichText` may hold paragraphs, `**strong**`, `*em*`,
lists and `[text](https://... or kind:id)`. Neither may hold HTML or template
syntax: a maintainer cannot break a page, and nobody can put a script into one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from macros.rich import FIELD, mistakes

Lang = Literal["it", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
LOCALES: Mapping[Lang, str] = {"it": "it_IT", "en": "en_GB"}
"""For dates and numbers."""


class Model(BaseModel):
    """Frozen, and with no key beyond those declared: a typing mistake is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Entry(Model):
    """What every entry may say of itself, whatever its kind."""

    draft: Annotated[bool, Field(exclude=True)] = False
    """True while it is being written: the preview shows it, what is published does not."""


NOT_IN_OUR_FONTS = re.compile(
    "[^\\n\\x20-\\x7e\xa0-\u0131\u0134-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u017e\u0218-\u021b"
    "\u2013\u2014\u2020\u2022\u2026\u2039\u203a\u20ac\u2122\u2190-\u2194\u2212\u2248\u2260\u2264\u2265]"
)
"""Whatever the data hold may end in a PDF: a test writes one with every other character."""

_FORBIDDEN = (
    ("html", re.compile(r"<[A-Za-z/!?]|&(?:[A-Za-z][A-Za-z0-9]*|#\d+|#[xX][0-9A-Fa-f]+);")),
    ("template_syntax", re.compile(r"\{\{|\{%|\{#|#\}|%\}|\}\}")),
    (
        "dangerous_link",
        re.compile(
            r"(?i)\b(?:javascript|vbscript)\s*:|\bfile\s*:\s*//"
            r"|\bdata\s*:\s*(?:application|audio|font|image|message|model|multipart|text|video)/"
        ),
    ),
    ("curly_apostrophe", re.compile("[\u2018\u2019\u201c\u201d]")),
    (
        "invisible_character",
        re.compile(
            "[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
            "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\uf8ff\ufeff\uffa0\ufff0-\uffff"
            "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
        ),
    ),
    ("missing_glyph", NOT_IN_OUR_FONTS),
)


def _plain(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("blank", "blank")
    return without_forbidden(value).strip()


def without_forbidden(value: str) -> str:
    """The value itself, if it holds nothing that no text of the guide may hold."""
    for code, pattern in _FORBIDDEN:
        if found := pattern.search(value):
            raise PydanticCustomError(code, code, {"found": _excerpt(value, found.start())})
    return value


def _excerpt(value: str, start: int) -> str:
    return value[start : start + 24].splitlines()[0] if value[start:] else ""


def _unmarked(value: str) -> str:
    if found := re.search(r"\*\*|\]\(", value):
        raise PydanticCustomError(
            "markup_in_plain_text", "markup", {"found": _excerpt(value, found.start())}
        )
    return value


def _linked(value: str) -> str:
    for code, found in mistakes(value):
        raise PydanticCustomError(code, "rich", {"found": _excerpt(found, 0)})
    return value


def _without_fields(value: str) -> str:
    if found := FIELD.search(value):
        raise PydanticCustomError("field_not_allowed_here", "field", {"found": found.group()})
    return _without_stray_braces(value)


def _without_stray_braces(value: str) -> str:
    """Braces have one meaning, a field: what is between others is a field mistyped."""
    if found := re.search(r"[{}]", FIELD.sub(lambda field: " " * len(field[0]), value)):
        start = max(value.rfind("{", 0, found.start() + 1), 0)
        raise PydanticCustomError("not_a_field", "field", {"found": _excerpt(value, start)})
    return value


def _one_line(value: str) -> str:
    if "\n" in value:
        raise PydanticCustomError("more_than_one_line", "lines")
    return value


Plain = Annotated[
    str, AfterValidator(_plain), AfterValidator(_unmarked), AfterValidator(_without_fields)
]
Line = Annotated[Plain, AfterValidator(_one_line)]
LineWithPlaces = Annotated[
    str,
    AfterValidator(_plain),
    AfterValidator(_unmarked),
    AfterValidator(_without_stray_braces),
    AfterValidator(_one_line),
]
Rich = Annotated[
    str, AfterValidator(_plain), AfterValidator(_linked), AfterValidator(_without_fields)
]
RichWithFields = Annotated[
    str, AfterValidator(_plain), AfterValidator(_linked), AfterValidator(_without_stray_braces)
]


def _version(value: str) -> str:
    if not re.fullmatch(r"(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)", value):
        raise PydanticCustomError("bad_version", "version", {"found": _excerpt(value, 0)})
    return value


Version = Annotated[str, AfterValidator(_version)]
"""Three numbers with dots: `1.4.0`."""


class Text(Model):
    """Words shown as they are, on one line or more."""

    it: Plain
    en: Plain

    def of(self, lang: Lang) -> str:
        """The words in one language."""
        return self.it if lang == "it" else self.en


class Name(Model):
    """A short text on one line: a name, a title, a label."""

    it: Line
    en: Line

    def of(self, lang: Lang) -> str:
        """The words in one language."""
        return self.it if lang == "it" else self.en


class Label(Model):
    """A fixed phrase of pages and documents; `{place}` is filled when it is shown."""

    it: LineWithPlaces
    en: LineWithPlaces

    def of(self, lang: Lang) -> str:
        """The phrase in one language."""
        return self.it if lang == "it" else self.en


class RichText(Model):
    """Paragraphs, lists, emphasis and links."""

    it: Rich
    en: Rich

    def of(self, lang: Lang) -> str:
        """The text in one language, with its marks."""
        return self.it if lang == "it" else self.en


class TemplateText(Model):
    """Rich text of a document, where `{field}` places a field in a sentence."""

    it: RichWithFields
    en: RichWithFields

    def of(self, lang: Lang) -> str:
        """The text in one language, with its marks."""
        return self.it if lang == "it" else self.en


def keys_of(value: Any) -> Iterable[str]:
    """The keys of what may become a model, or of a model; none of anything else."""
    if isinstance(value, BaseModel):
        return type(value).model_fields
    return value if isinstance(value, dict) else ()


_ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"

Id = Annotated[str, StringConstraints(pattern=_ID, max_length=64)]
"""ASCII, lower case, words joined by hyphens; never reused."""


SECTIONS = frozenset(
    {
        *("top", "in-brief", "inputs", "steps", "outputs", "act", "risks", "quality"),
        *("documents", "checklists", "methods", "offices", "examples"),
        *("questions", "outcomes"),
    }
)
"""Anchors of the parts of a page whose steps, questions or outcomes are anchors too."""


def _not_a_section(value: str) -> str:
    if value in SECTIONS:
        raise PydanticCustomError("id_of_a_section", "id", {"found": value})
    return value


AnchorId = Annotated[Id, AfterValidator(_not_a_section)]
"""An id that is also an anchor on the page of the entry that holds it."""


def is_draft(model: BaseModel) -> bool:
    """Whether an entry says of itself that it is still being written."""
    return isinstance(model, Entry) and model.draft


UNWRITTEN: Mapping[Lang, str] = {"it": "DA SCRIVERE", "en": "TO BE WRITTEN"}
"""What stands for words not written yet, in an entry or page just begun."""
UNWRITTEN_ID = "da-scrivere"
"""The same, where an id or an address is asked for."""
UNWRITTEN_DAY = date(1900, 1, 1)
"""The same, where a day is asked for."""
_UNWRITTEN = re.compile(
    rf"\b(?:{'|'.join(UNWRITTEN.values())})\b|(?:^|//){UNWRITTEN_ID}(?:[-.]|$)"
    rf"|^{UNWRITTEN_DAY.isoformat()}$"
)


def is_unwritten(value: object) -> bool:
    """Whether a value was left as the scaffold gave it."""
    if isinstance(value, date):
        return value == UNWRITTEN_DAY
    return isinstance(value, str) and bool(_UNWRITTEN.search(value))


def is_id(value: str) -> bool:
    """Whether a text has the form of an id."""
    return re.fullmatch(_ID, value) is not None


class Slug(Model):
    """The last part of the address, in each language."""

    it: Id
    en: Id

    def of(self, lang: Lang) -> str:
        """The slug in one language."""
        return self.it if lang == "it" else self.en
