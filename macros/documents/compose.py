"""From an entry of the catalog to what can be downloaded, in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from babel.dates import format_date

from macros import rich
from macros.addresses import Addresses
from macros.catalog import Catalog
from macros.documents.outline import (
    Area,
    Block,
    Bullets,
    Canvas,
    CellValue,
    Checkbox,
    Document,
    Field,
    FieldLine,
    FieldRef,
    Formula,
    Guidance,
    Heading,
    Inline,
    Inlines,
    Meta,
    Outline,
    PageBreak,
    Paragraph,
    Parameter,
    Run,
    Sheet,
    SheetColumn,
    Table,
    TableColumn,
    Words,
    Workbook,
)
from macros.model import template as model
from macros.model.checklist import Checklist, Item
from macros.model.template import FieldSpec, Template
from macros.model.text import Lang, RichText, TemplateText, Text

_LOCALES = {"it": "it_IT", "en": "en_GB"}


@dataclass(frozen=True)
class Composer:
    """Composes outlines in one language."""

    catalog: Catalog
    addresses: Addresses
    lang: Lang

    def outlines(self, entry: Template | Checklist) -> tuple[Outline, ...]:
        """Everything that an entry gives to download: one outline per family of formats."""
        if isinstance(entry, Checklist):
            return (
                _ChecklistComposer(self).document(entry),
                _ChecklistComposer(self).workbook(entry),
            )
        meta = self.meta("template", entry, entry.summary, self._notices(entry))
        if entry.sheets:
            fields = self.fields(entry)
            return (Workbook(meta, tuple(self._sheet(sheet, fields) for sheet in entry.sheets)),)
        if entry.canvas:
            return (self._canvas(meta, entry.canvas),)
        return (Document(meta, tuple(self._blocks(entry))),)

    def meta(
        self, kind: str, entry: Template | Checklist, summary: Text, notices: tuple[str, ...]
    ) -> Meta:
        """What the files of an entry say about themselves."""
        site = self.catalog.site
        label = self.label
        return Meta(
            id=entry.id,
            kind=kind,
            lang=self.lang,
            title=entry.name.of(self.lang),
            description=summary.of(self.lang),
            publisher=site.publisher.name or "",
            version=site.version,
            date=site.date,
            licence=site.licence.name,
            licence_url=site.licence.url,
            url=self.addresses.complete(self.addresses.of(kind, entry.id, self.lang)),
            notices=notices,
            footer=label("document-footer").format(
                site=site.name.of(self.lang),
                version=site.version,
                date=format_date(site.date, "d MMMM y", locale=_LOCALES[self.lang]),
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

    def _notices(self, template: Template) -> tuple[str, ...]:
        notices = [self.label("document-notice-adapt")]
        if template.formal_act:
            notices.append(self.label("document-notice-secretary"))
        if any(
            isinstance(block, model.GuidanceBlock) for s in template.sections for block in s.blocks
        ):
            notices.append(self.label("document-notice-guidance"))
        return tuple(notices)

    def _blocks(self, template: Template) -> Iterator[Block]:
        fields = self.fields(template)
        if template.before:
            yield Guidance(self.paragraphs(template.before, fields))
        for section in template.sections:
            if section.new_page:
                yield PageBreak()
            yield Heading(1, section.title.of(self.lang))
            for block in section.blocks:
                yield from self._block(block, fields)

    def _block(self, block: model.Block, fields: dict[str, Field]) -> Iterator[Block]:
        match block:
            case model.GuidanceBlock():
                yield Guidance(self.paragraphs(block.guidance, fields))
            case model.TextBlock():
                yield from self.paragraphs(block.text, fields)
            case model.HeadingBlock():
                yield Heading(2, block.heading.of(self.lang))
            case model.FieldsBlock():
                yield from (FieldLine(fields[id]) for id in block.fields)
            case model.ChecksBlock():
                for check in block.checks:
                    label = check.label.of(self.lang)
                    yield Paragraph((Checkbox(check.id, label), Run(f" {label}")))
            case model.TableBlock():
                yield self._table(block.table, fields)

    def _table(self, table: model.TableSpec, fields: dict[str, Field]) -> Table:
        caption = table.caption.of(self.lang)
        rows = [*table.rows, *[(None,) * len(table.columns)] * table.blank_rows]

        def cell(row: int, column: model.TableColumn, text: TemplateText | None) -> Inlines:
            name = column.name.of(self.lang)
            if text is None:
                id = f"{table.id}-{row}-{column.id}"
                label = f"{caption}, {row}: {name}"
                return (FieldRef(Field(id, "multiline", label[:64])),)
            return tuple(
                inline
                for number, block in enumerate(self.paragraphs(text, fields))
                for inline in _flat(block, first=number == 0)
            )

        return Table(
            table.id,
            caption,
            tuple(TableColumn(c.name.of(self.lang), c.width) for c in table.columns),
            tuple(
                tuple(
                    cell(number, column, text)
                    for column, text in zip(table.columns, row, strict=True)
                )
                for number, row in enumerate(rows, start=1)
            ),
        )

    def _sheet(self, sheet: model.SheetSpec, fields: dict[str, Field]) -> Sheet:
        of = self.lang
        return Sheet(
            id=sheet.id,
            title=sheet.name.of(of),
            intro=(*(line.of(of) for line in sheet.intro), self.label("sheet-protected")),
            parameters=tuple(self._parameter(line, fields) for line in sheet.parameters),
            columns=tuple(
                SheetColumn(
                    id=column.id,
                    title=column.name.of(of),
                    kind=column.kind,
                    width=column.width,
                    help=column.help.of(of) if column.help else "",
                    options=tuple(option.of(of) for option in column.options),
                    minimum=column.minimum,
                    maximum=column.maximum,
                    locked=column.fixed or column.formula is not None,
                    formula=self._formula(column.formula, column.result, column.kind),
                )
                for column in sheet.columns
            ),
            rows=tuple(tuple(self._cell(cell) for cell in row) for row in sheet.rows),
            blank_rows=sheet.blank_rows,
        )

    def _parameter(
        self, line: model.ParameterSpec | model.ProfileParameter, fields: dict[str, Field]
    ) -> Parameter:
        if isinstance(line, model.ProfileParameter):
            field = fields[line.field]
            kind: model.CellKind = "date" if field.kind == "date" else "text"
            if field.kind == "choice":
                kind = "choice"
            return Parameter(field.id, field.label, kind, field.help, field.options)
        return Parameter(
            line.id,
            line.label.of(self.lang),
            line.kind,
            line.help.of(self.lang) if line.help else "",
            tuple(option.of(self.lang) for option in line.options),
            self._formula(line.formula, line.result, line.kind) or self._cell(line.value),
        )

    def _formula(
        self, formula: model.FormulaSpec | None, result: float | None, kind: model.CellKind
    ) -> Formula | None:
        if formula is None:
            return None
        return Formula(formula.of(self.lang), "" if result is None else result, kind)

    def _cell(self, cell: model.Cell) -> CellValue:
        return cell.of(self.lang) if isinstance(cell, Text) else cell

    def _canvas(self, meta: Meta, canvas: model.CanvasSpec) -> Canvas:
        return Canvas(
            meta,
            canvas.paper,
            canvas.columns,
            canvas.rows,
            tuple(
                Area(
                    area.id,
                    area.title.of(self.lang),
                    area.prompt.of(self.lang),
                    area.column,
                    area.row,
                    area.columns,
                    area.rows,
                )
                for area in canvas.areas
            ),
            tuple(line.of(self.lang) for line in canvas.instructions),
        )


def _flat(block: Paragraph | Bullets, *, first: bool) -> Iterator[Inline]:
    """The text of a cell on one line: a cell holds no paragraphs of its own."""
    if isinstance(block, Paragraph):
        yield from (() if first else (Run(" "),))
        yield from block.content
    else:
        for number, item in enumerate(block.items):
            yield from (() if first and number == 0 else (Run("; "),))
            yield from item


@dataclass(frozen=True)
class _ChecklistComposer:
    """A checklist, as a page to print and as a sheet to keep."""

    composer: Composer

    def document(self, checklist: Checklist) -> Document:
        """The checklist as a table with boxes, and places for who, when and notes."""
        composer, label = self.composer, self.composer.label
        blocks: list[Block] = [Paragraph((Run(checklist.summary.of(composer.lang)),))]
        if checklist.before:
            blocks.append(Guidance(composer.paragraphs(checklist.before, {})))
        profile = {spec.id: spec for spec in composer.catalog.profile.fields}
        blocks += [
            FieldLine(composer.field(profile["municipality"])),
            FieldLine(Field("checked-on", "date", label("checklist-checked-on"))),
        ]
        columns = (
            ("checklist-column-done", 5),
            ("checklist-column-item", 34),
            ("checklist-column-evidence", 17),
            ("checklist-column-obligation", 14),
            ("checklist-column-owner", 12),
            ("checklist-column-due", 9),
            ("checklist-column-note", 14),
        )
        blocks.append(
            Table(
                f"{checklist.id}-items"[:64],
                checklist.name.of(composer.lang),
                tuple(TableColumn(label(key), width) for key, width in columns),
                tuple(self._row(item) for item in checklist.items),
            )
        )
        meta = composer.meta(
            "checklist", checklist, checklist.summary, (label("checklist-notice"),)
        )
        return Document(meta, tuple(blocks), landscape=True)

    def _row(self, item: Item) -> tuple[Inlines, ...]:
        lang, label = self.composer.lang, self.composer.label
        text = item.text.of(lang)

        def field(name: str, kind: Callable[[str], Field]) -> Inlines:
            return (FieldRef(kind(f"{item.id}-{name}")),)

        def titled(key: str, kind: str) -> Callable[[str], Field]:
            return lambda id: Field(id, kind, f"{label(key)}: {item.id}")  # type: ignore[arg-type]

        return (
            (Checkbox(item.id, _shortened(text)),),
            (Run(text, strong=True), Run(f" {item.why.of(lang)}")),
            (Run(item.evidence.of(lang)),),
            (Run(self._obligation(item)),),
            field("owner", titled("checklist-column-owner", "text")),
            field("due", titled("checklist-column-due", "date")),
            field("note", titled("checklist-column-note", "multiline")),
        )

    def _obligation(self, item: Item) -> str:
        label = self.composer.label(f"obligation-{item.obligation}")
        acts = ", ".join(self._act(id) for id in item.acts)
        return f"{label}: {acts}" if acts else label

    def _act(self, id: str) -> str:
        act, provision = self.composer.catalog.provision(id)
        name = act.name.of(self.composer.lang)
        return f"{name}, {provision.label.of(self.composer.lang)}" if provision else name

    def workbook(self, checklist: Checklist) -> Workbook:
        """The checklist as a sheet with progress, filters and lists of values."""
        composer, label, lang = self.composer, self.composer.label, self.composer.lang
        done = (label("checklist-yes"), label("checklist-no"), label("checklist-not-needed"))
        profile = {spec.id: spec for spec in composer.catalog.profile.fields}
        municipality = composer.field(profile["municipality"])
        columns = (
            SheetColumn("code", label("checklist-column-code"), "text", 9, locked=True),
            SheetColumn("item", label("checklist-column-item"), "text", 46, locked=True),
            SheetColumn("why", label("checklist-column-why"), "text", 30, locked=True),
            SheetColumn("evidence", label("checklist-column-evidence"), "text", 24, locked=True),
            SheetColumn(
                "obligation", label("checklist-column-obligation"), "text", 26, locked=True
            ),
            SheetColumn(
                "done",
                label("checklist-column-done"),
                "choice",
                12,
                help=label("checklist-help-done"),
                options=done,
            ),
            SheetColumn("owner", label("checklist-column-owner"), "text", 18),
            SheetColumn("due", label("checklist-column-due"), "date", 12),
            SheetColumn("note", label("checklist-column-note"), "text", 30),
        )
        yes, not_needed = done[0], done[2]
        parameters = (
            Parameter(municipality.id, municipality.label, "text"),
            Parameter("checked-on", label("checklist-checked-on"), "date"),
            Parameter(
                "done-count",
                label("checklist-done-count"),
                "integer",
                value=Formula(f'COUNTIF({{done:}},"{yes}")', 0, "integer"),
            ),
            Parameter(
                "needed-count",
                label("checklist-needed-count"),
                "integer",
                value=Formula(
                    f'{len(checklist.items)}-COUNTIF({{done:}},"{not_needed}")',
                    len(checklist.items),
                    "integer",
                ),
            ),
        )
        rows = tuple(
            (
                item.id,
                item.text.of(lang),
                item.why.of(lang),
                item.evidence.of(lang),
                self._obligation(item),
                None,
                None,
                None,
                None,
            )
            for item in checklist.items
        )
        sheet = Sheet(
            id="checklist",
            title=label("checklist-sheet"),
            intro=(checklist.summary.of(lang), label("sheet-protected")),
            parameters=parameters,
            columns=columns,
            rows=rows,
        )
        return Workbook(
            composer.meta("checklist", checklist, checklist.summary, (label("checklist-notice"),)),
            (sheet,),
        )


def _shortened(text: str) -> str:
    return text if len(text) <= 64 else f"{text[:61].rsplit(' ', 1)[0]}..."
