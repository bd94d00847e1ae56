"""From a template of the catalog to the document, workbook or canvas that it gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.documents.composer import Composer
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
    Workbook,
)
from macros.model import template as model
from macros.model.template import Template
from macros.model.text import Lang, TemplateText, Text


def template_outline(template: Template, composer: Composer) -> Outline:
    """What a template gives to download, in the language of the composer."""
    return _TemplateComposer(composer).outline(template)


@dataclass(frozen=True)
class _TemplateComposer:
    composer: Composer

    @property
    def lang(self) -> Lang:
        return self.composer.lang

    def outline(self, template: Template) -> Outline:
        composer = self.composer
        meta = composer.meta("template", template, template.summary, self.notices(template))
        fields = composer.fields(template)
        if template.sheets:
            return Workbook(meta, tuple(self._sheet(sheet, fields) for sheet in template.sheets))
        if template.canvas:
            return self._canvas(meta, template.canvas)
        return Document(meta, tuple(self._blocks(template, fields)))

    def notices(self, template: Template) -> tuple[str, ...]:
        notices = [self.composer.label("document-notice-adapt")]
        if template.formal_act:
            notices.append(self.composer.label("document-notice-secretary"))
        if any(
            isinstance(block, model.GuidanceBlock) for s in template.sections for block in s.blocks
        ):
            notices.append(self.composer.label("document-notice-guidance"))
        return tuple(notices)

    def _blocks(self, template: Template, fields: dict[str, Field]) -> Iterator[Block]:
        if template.before:
            yield Guidance(self.composer.paragraphs(template.before, fields))
        for section in template.sections:
            if section.new_page:
                yield PageBreak()
            yield Heading(1, section.title.of(self.lang))
            for block in section.blocks:
                yield from self._block(block, fields)

    def _block(self, block: model.Block, fields: dict[str, Field]) -> Iterator[Block]:
        match block:
            case model.GuidanceBlock():
                yield Guidance(self.composer.paragraphs(block.guidance, fields))
            case model.TextBlock():
                yield from self.composer.paragraphs(block.text, fields)
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

        def cell(row: int, column: model.TableColumn, text: TemplateText | None) -> Inlines:
            name = column.name.of(self.lang)
            if text is None:
                id = table.cell_name(row, column)
                label = f"{caption}, {row}: {name}"
                return (FieldRef(Field(id, "multiline", label[:64])),)
            return tuple(
                inline
                for number, block in enumerate(self.composer.paragraphs(text, fields))
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
                for number, row in enumerate(table.all_rows(), start=1)
            ),
        )

    def _sheet(self, sheet: model.SheetSpec, fields: dict[str, Field]) -> Sheet:
        of = self.lang
        return Sheet(
            id=sheet.id,
            title=sheet.name.of(of),
            intro=tuple(line.of(of) for line in sheet.intro),
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
