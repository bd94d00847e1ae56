"""What every outline is composed with: the catalog, its words, one language."""

from __future__ import annotations

from dataclasses import dataclass

from babel.dates import format_date

from macros import rich
from macros.addresses import Addresses
from macros.catalog import Catalog
from macros.documents.outline import (
    Bullets,
    Field,
    FieldRef,
    Inline,
    Inlines,
    Meta,
    Paragraph,
    Run,
    Words,
)
from macros.model.checklist import Checklist
from macros.model.phase import Phase
from macros.model.template import FieldSpec, Template
from macros.model.text import LOCALES, Lang, RichText, TemplateText, Text
from macros.names import entry_name


@dataclass(frozen=True)
class Composer:
    """The words of the guide as documents need them, in one language."""

    catalog: Catalog
    addresses: Addresses
    lang: Lang

    def meta(
        self,
        kind: str,
        entry: Template | Checklist | Phase,
        summary: Text,
        notices: tuple[str, ...],
    ) -> Meta:
        """What the files of an entry say about themselves."""
        title, description = entry.name.of(self.lang), summary.of(self.lang)
        address = self.addresses.of(kind, entry.id, self.lang)
        return self.meta_of(kind, entry.id, title, description, address, notices)

    def meta_of(
        self,
        kind: str,
        id: str,
        title: str,
        description: str,
        address: str,
        notices: tuple[str, ...],
    ) -> Meta:
        """The same for files that are of no entry alone: `address` is that of their page."""
        site = self.catalog.site
        label = self.label
        return Meta(
            id=id,
            kind=kind,
            lang=self.lang,
            title=title,
            description=description,
            publisher=site.publisher.name or "",
            version=site.version,
            date=site.date,
            licence=site.licence.name,
            licence_url=site.licence.url,
            url=self.addresses.complete(address),
            notices=notices,
            footer=label("document-footer").format(
                site=site.name.of(self.lang),
                version=site.version,
                date=format_date(site.date, "d MMMM y", locale=LOCALES[self.lang]),
                licence=site.licence.name,
            ),
            words=Words(
                page_of=label("document-page-of"),
                choose=label("document-choose"),
                write_here=label("document-write-here"),
                choose_date=label("document-date-form"),
                address=label("document-address"),
                not_in_list=label("sheet-not-in-list"),
                not_a_date=label("sheet-not-a-date"),
                not_a_number=label("sheet-not-a-number"),
                sheet_is_protected=label("sheet-protected"),
            ),
        )

    def label(self, key: str) -> str:
        """A fixed word, in the language of the composer."""
        return self.catalog.label(key, self.lang)

    def name(self, kind: str, id: str) -> str:
        """The name of an entry that a text points to."""
        return entry_name(self.catalog, kind, id, self.lang)

    def field(self, spec: FieldSpec) -> Field:
        """A field of the profile or of a template."""
        return Field(
            spec.id,
            spec.kind,
            spec.label.of(self.lang),
            spec.help.of(self.lang) if spec.help else "",
            tuple(option.of(self.lang) for option in spec.options),
        )

    def fields(self, template: Template) -> dict[str, Field]:
        """The fields that a template may place, by id."""
        return {
            spec.id: self.field(spec) for spec in (*self.catalog.profile.fields, *template.fields)
        }

    def inlines(self, spans: rich.Spans, fields: dict[str, Field]) -> Inlines:
        """Rich text of a paragraph, with complete addresses and its fields."""
        return tuple(self._inline(span, fields) for span in spans)

    def _inline(self, span: rich.Span, fields: dict[str, Field]) -> Inline:
        if span.field:
            return FieldRef(fields[span.field])
        target = span.target
        if target and rich.is_reference(target):
            kind, _, id = target.partition(":")
            target = self.addresses.complete(self.addresses.of(kind, id, self.lang))
        return Run(span.text, span.strong, span.emphasis, target)

    def paragraphs(
        self, text: RichText | TemplateText, fields: dict[str, Field]
    ) -> tuple[Paragraph | Bullets, ...]:
        """Rich text as paragraphs and lists."""
        return tuple(
            Bullets(tuple(self.inlines(item, fields) for item in block.items), block.ordered)
            if isinstance(block, rich.RichList)
            else Paragraph(self.inlines(block.spans, fields))
            for block in rich.parse(text.of(self.lang))
        )
