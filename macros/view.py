"""What a fragment needs to write a page in one language, at one address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from babel.dates import format_date, get_month_names
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from macros.addresses import relative
from macros.documents.formats import formats
from macros.documents.kit import kit_path
from macros.documents.publish import Download
from macros.facets import FACETS
from macros.guide import Guide
from macros.model import KINDS
from macros.model.checklist import Checklist
from macros.model.method import Method
from macros.model.phase import Phase
from macros.model.template import Template
from macros.model.text import LOCALES, Lang, Name, RichText, TemplateText, Text
from macros.names import entry_name
from macros.rich import RichParagraph, is_reference, parse

FRAGMENTS = Path(__file__).with_name("fragments")
_MODELS = {kind.name: kind.model for kind in KINDS}
_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]#+!|~^-])")


@dataclass(frozen=True)
class View:
    """The guide seen from one page."""

    guide: Guide
    lang: Lang
    address: str
    """Address of the page from the root of the site."""

    def fragment(self, name: str, /, **values: Any) -> str:
        """Render `fragments/<name>.md.j2`, without blank lines around."""
        template = _environment().get_template(f"{name}.md.j2")
        values = {"view": self, "t": self.label, "of": self.of, "entries": self.entries, **values}
        return template.render(values).strip("\n")

    def entries(self, kind: str, ids: Iterable[str]) -> tuple[Any, ...]:
        """The entries with the ids given, in that order."""
        return tuple(self.entry(kind, id) for id in ids)

    def label(self, key: str, **values: object) -> str:
        """A fixed word in the language of the page, its places filled."""
        text = self.guide.catalog.label(key, self.lang)
        return text.format(**values) if values else text

    def of(self, text: Text | Name) -> str:
        """Plain words in the language of the page."""
        return text.of(self.lang)

    def all(self, kind: str) -> tuple[Any, ...]:
        """The entries of a kind: phases by number, the others as the page orders them."""
        entries: tuple[Any, ...] = self.guide.catalog.all(_MODELS[kind])
        if kind == "phase":
            return entries
        return tuple(sorted(entries, key=lambda entry: entry.name.of(self.lang).casefold()))

    def in_data_order(self, kind: str) -> tuple[Any, ...]:
        """The entries of a kind as the data lists them."""
        return self.guide.catalog.all(_MODELS[kind])

    def entry(self, kind: str, id: str) -> Any:
        """The entry of a kind with an id.

        Raises:
            KeyError: There is none.
        """
        return self.guide.catalog.get(_MODELS[kind], id)

    def url(self, kind: str, id: str) -> str:
        """The address of an entry or page, as a link of this page."""
        return relative(self.guide.addresses.of(kind, id, self.lang), self.address)

    def file_url(self, path: str) -> str:
        """The address of a file of the site, as a link of this page."""
        return relative(path, self.address)

    def name(self, kind: str, id: str) -> str:
        """The name to show for an entry or page: an article with its act."""
        if kind == "page":
            return self.guide.prose[id.partition("#")[0], self.lang].title
        return entry_name(self.guide.catalog, kind, id, self.lang)

    def rich(self, text: RichText | TemplateText, fields: Any = None) -> Markup:
        """Rich text as HTML paragraphs and lists.

        Args:
            text: What to show.
            fields: The fields of a document by id, where the text may place some.
        """
        return Markup(_rich().blocks(self, parse(text.of(self.lang)), fields or {}))

    def line(self, text: RichText | TemplateText, fields: Any = None) -> Markup:
        """Rich text for a place that takes no paragraph: a cell, an item, a heading."""
        blocks = parse(text.of(self.lang))
        if len(blocks) == 1 and isinstance(blocks[0], RichParagraph):
            return Markup(_rich().spans(self, blocks[0].spans, fields or {}))
        return Markup(_rich().blocks(self, blocks, fields or {}))

    def target(self, target: str) -> str:
        """Where a link of a rich text leads, from this page."""
        if not is_reference(target):
            return target
        kind, _, id = target.partition(":")
        return self.url(kind, id)

    def heading(self, text: str) -> Markup:
        """A text for a Markdown heading, its signs made harmless."""
        return Markup(_MARKDOWN_SIGNS.sub(r"\\\1", text))

    def target_name(self, target: str) -> str:
        """The name of what a `kind:id` points to."""
        kind, _, id = target.partition(":")
        return self.name(kind, id)

    def downloads(self, kind: str, id: str) -> tuple[Download, ...]:
        """The files of an entry in the language of the page, the most used first."""
        order = {name: index for index, name in enumerate(self.guide.catalog.site.formats_first)}
        found = self.guide.downloads.get((kind, id, self.lang), ())
        return tuple(
            sorted(found, key=lambda file: (order.get(file.format, len(order)), file.format))
        )

    def kit(self) -> tuple[str, int]:
        """Address from this page and size in bytes of the archive with all documents."""
        return self.file_url(kit_path(self.lang)), self.guide.kits[self.lang]

    def format_name(self, extension: str) -> str:
        """The name of a file format, its extension in capitals if it has no other."""
        labels = self.guide.catalog.words
        label = labels.get(f"format-{extension}")
        return label.of(self.lang) if label else extension.upper()

    def media_type(self, extension: str) -> str:
        """The media type of a file format."""
        return formats()[extension].media_type

    def size(self, bytes: int) -> str:
        """A size as people say it: «38 kB», «4,2 MB»."""
        if bytes < 1_000_000:
            return f"{max(1, round(bytes / 1000))} kB"
        return f"{format_decimal(round(bytes / 1e6, 1), locale=LOCALES[self.lang])} MB"

    def date(self, day: date) -> str:
        """A date in words."""
        return format_date(day, "d MMMM y", locale=LOCALES[self.lang])

    def day(self, day: str) -> str:
        """A day of which only the year, or the month, may be known: «febbraio 2020»."""
        known = [int(part) for part in day.split("-")]
        pattern = ("y", "MMMM y", "d MMMM y")[len(known) - 1]
        whole = date(*[*known, 1, 1][:3])
        return format_date(whole, pattern, locale=LOCALES[self.lang])

    def axis(self, id: str) -> str:
        """The name of an axis of the plan."""
        return self.of(self.guide.catalog.site.axes[id])

    def month(self, month: int) -> str:
        """The name of a month, from 1 to 12."""
        name: str = get_month_names("wide", "stand-alone", LOCALES[self.lang])[month]
        return name

    def phases_of(self, entry: Method | Checklist | Template) -> tuple[Phase, ...]:
        """The phases that name an entry."""
        return self.guide.catalog.phases_of(entry)

    def facets(self, kind: str, entry: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What the filters of a list look at: the values of an entry, by facet."""
        return tuple((facet.name, facet.values(self, entry)) for facet in FACETS.get(kind, ()))

    def fields(self, template: Template) -> dict[str, Any]:
        """The fields that a template may place, by id."""
        return {spec.id: spec for spec in (*self.guide.catalog.profile.fields, *template.fields)}


class OutsideView(View):
    """The guide seen from outside the site: every address is complete."""

    def url(self, kind: str, id: str) -> str:
        """The complete address of an entry or page."""
        return self.guide.addresses.complete(self.guide.addresses.of(kind, id, self.lang))


def problems_page(problems: Iterable[str]) -> str:
    """The page that the preview shows while the content is wrong."""
    return _environment().get_template("problems.html.j2").render(problems=list(problems))


def moved_page(view: View, **values: str) -> str:
    """What stands at an address that moved."""
    return _environment().get_template("moved.html.j2").render(view=view, **values) + "\n"


def reference_page(entries: Iterable[Any]) -> str:
    """The maintainers' reference of the macros."""
    text = _environment().get_template("reference.md.j2").render(entries=list(entries))
    return unescape(text).rstrip("\n") + "\n"


@cache
def _rich() -> Any:
    return _environment().get_template("_rich.j2").module


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FRAGMENTS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
