"""What the site says of itself, the words of its pages, and its menu."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, get_args
from uuid import UUID

from pydantic import AfterValidator, Discriminator, Field, RootModel, Tag
from pydantic_core import PydanticCustomError

from macros.model.reference import Address, Mail, Many, PageId, ProfileFieldId, Some
from macros.model.template import FieldSpec
from macros.model.text import LANGS, Id, Label, Line, Model, Name, Slug, Version, keys_of

PagedKind = Literal[
    "phase", "method", "checklist", "template", "measure", "decision", "office", "act"
]
"""Kinds whose entries have a page each."""


def _uuid(value: str) -> str:
    try:
        UUID(value)
    except ValueError:
        raise PydanticCustomError("bad_uuid", "uuid", {"found": value[:40]}) from None
    return value


class Licence(Model):
    """The licence of the contents."""

    name: Line
    url: Address


class Publisher(Model):
    """Who publishes the site. Empty fields are shown as «to be filled by the publisher»."""

    name: Line | None = None
    contact: Mail | None = None
    """Where readers write, and report mistakes."""
    issues: Address | None = None
    """The form for a new issue, filled in with `title` and `body` as GitHub and Forgejo do."""
    edit: Address | None = None
    """Where files are changed in a browser: the name of a file comes after it."""
    accessibility_statement: Address | None = None
    privacy_notice: Address | None = None


def _one_folder_each(folders: dict[str, Slug]) -> dict[str, Slug]:
    kinds = get_args(PagedKind)
    for kind in (*kinds, *folders):
        if kind not in folders:
            raise PydanticCustomError("folder_missing", "folders", {"found": kind})
        if kind not in kinds:
            known = {"kind": kind, "kinds": ", ".join(kinds)}
            raise PydanticCustomError("unknown_kind", "folders", known)
    for lang in LANGS:
        used = [slug.of(lang) for slug in folders.values()]
        for slug in used:
            if used.count(slug) > 1:
                raise PydanticCustomError("folder_twice", "folders", {"found": slug})
    return folders


class Site(Model):
    """Name, version, licence and addresses of the site."""

    id: Id
    """Short name, never changed: of archives, and of what the browser of a reader keeps."""
    name: Name
    version: Version
    date: date
    """Date of this version of the contents: written in every document."""
    feed_id: Annotated[str, AfterValidator(_uuid)]
    """By which programs know the feeds of this guide; never changed, whatever the address."""
    licence: Licence
    publisher: Publisher
    formats_first: Many[Id]
    """File formats in the order in which a page offers them; the others follow."""
    folders: Annotated[dict[Id, Slug], AfterValidator(_one_folder_each)]
    """First part of the address of the pages of each kind."""
    axes: dict[Id, Name] = Field(default={})
    """What measures, indicators and funds are grouped by, in order: the axes of the plan."""


class Labels(RootModel[dict[Id, Label]]):
    """The fixed words of pages and documents."""


class SubjectLabels(RootModel[dict[Id, Label]]):
    """Those of the fixed words that name the subject of the guide: another guide has others."""


class Profile(Model):
    """Fields that recur from document to document, defined once."""

    head: ProfileFieldId
    """The field that stands at the top of every checklist."""
    fields: Some[FieldSpec]


def _menu_tag(value: Any) -> str | None:
    return next((key for key in ("page", "kind", "section") if key in keys_of(value)), None)


class MenuPage(Model):
    """A page in the menu."""

    page: PageId


class MenuKind(Model):
    """All the pages of a kind, in their order."""

    kind: PagedKind


class MenuSection(Model):
    """A titled group of the menu, opening on the page that introduces it."""

    section: PageId
    """Id of the page that introduces the group."""
    pages: Many[
        Annotated[
            Annotated[MenuPage, Tag("page")] | Annotated[MenuKind, Tag("kind")],
            Discriminator(_menu_tag),
        ]
    ] = ()


MenuEntry = Annotated[
    Annotated[MenuPage, Tag("page")]
    | Annotated[MenuKind, Tag("kind")]
    | Annotated[MenuSection, Tag("section")],
    Discriminator(_menu_tag),
]


class Menu(RootModel[Some[MenuEntry]]):
    """The menu of the site, the same in both languages."""
