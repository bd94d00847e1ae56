"""What the site says of itself, the words of its pages, and its menu."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import Discriminator, Field, RootModel, Tag

from macros.model.reference import Address, Many, Some
from macros.model.template import FieldSpec
from macros.model.text import Id, Label, Line, Model, Name, Slug, Text


class Licence(Model):
    """The licence of the contents."""

    name: Line
    url: Address


class Publisher(Model):
    """Who publishes the site. Empty fields are shown as «to be filled by the publisher»."""

    name: Line | None = None
    contact: Line | None = None
    accessibility_statement: Address | None = None
    privacy_notice: Address | None = None


class Site(Model):
    """Name, version, licence and addresses of the site."""

    name: Name
    short_name: Name
    description: Text
    version: Line
    date: date
    """Date of this version of the contents: written in every document."""
    licence: Licence
    publisher: Publisher
    formats_first: Many[Id]
    """File formats in the order in which a page offers them; the others follow."""
    folders: Annotated[dict[Id, Slug], Field(min_length=1)]
    """First part of the address of the pages of each kind."""


class Labels(RootModel[dict[Id, Label]]):
    """The fixed words of pages and documents."""


class Profile(Model):
    """Fields that recur from document to document, defined once."""

    fields: Some[FieldSpec]


def _menu_tag(value: Any) -> str | None:
    keys = value if isinstance(value, dict) else type(value).model_fields
    return next((key for key in ("page", "kind", "section") if key in keys), None)


class MenuPage(Model):
    """A page in the menu."""

    page: Id


class MenuKind(Model):
    """All the pages of a kind, in their order."""

    kind: Id


class MenuSection(Model):
    """A titled group of the menu, opening on the page that introduces it."""

    section: Id
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
