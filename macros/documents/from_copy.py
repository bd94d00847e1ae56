"""From a copy filled for the worked example to the finished documents that it gives.

The template, or the checklist, is composed as for everyone; then what it leaves open is
filled, and what only helps to fill it is left out. What comes out is text to read, with no
field: a canvas and a sheet become documents too, so that nobody needs a program to read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from babel.dates import format_date
from babel.numbers import format_decimal

from macros.documents.calculate import calculated
from macros.documents.composer import Composer
from macros.documents.from_checklist import checklist_outlines
from macros.documents.from_template import template_outline
from macros.documents.outline import (
    Block,
    Bullets,
    Canvas,
    CellValue,
    Checkbox,
    Document,
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
    Run,
    Sheet,
    SheetColumn,
    Table,
    TableColumn,
    Workbook,
)
from macros.model.checklist import Checklist
from macros.model.example import Answer, Copy, Ticked
from macros.model.template import Cell, Template
from macros.model.text import LOCALES, Text

_WIDEST_TABLE = 9
"""Columns that a sheet of paper can hold; a wider sheet is told row by row."""
_YES, _NO = "[x] ", "[ ] "
_EMPTY: Inlines = (Run(""),)


def copy_outlines(copy: Copy, composer: Composer) -> tuple[Outline, ...]:
    """What a filled copy gives to download, in the language of the composer."""
    return _Filling(copy, composer).outlines()


@dataclass(frozen=True)
class _Filling:
    copy: Copy
    composer: Composer

    def outlines(self) -> tuple[Outline, ...]:
        catalog = self.composer.catalog
        if self.copy.checklist:
            _, book = checklist_outlines(catalog.get(Checklist, self.copy.checklist), self.composer)
            book = self._ticked(book)
            return self._as_document(book), book
        assert self.copy.template
        outline = template_outline(self._kept(self.copy.template), self.composer)
        match outline:
            case Document():
                blocks = _without_empty(self._blocks(outline.blocks))
                return (Document(self._meta(), blocks, outline.landscape),)
            case Canvas():
                return (Document(self._meta(), tuple(self._areas(outline))),)
        assert isinstance(outline, Workbook)
        book = self._filled(outline)
        return self._as_document(book), book

    def _kept(self, id: str) -> Template:
        """The template without the sections that were taken out."""
        template = self.composer.catalog.get(Template, id)
        sections = tuple(
            section
            for number, section in enumerate(template.sections, start=1)
            if number not in self.copy.without
        )
        return template.model_copy(update={"sections": sections})

    def _meta(self) -> Meta:
        example, lang = self.composer.catalog.example, self.composer.lang
        address = self.composer.addresses.of("copy", self.copy.id, lang)
        notice = example.notice.of(lang)
        meta = self.composer.meta_of(
            "copy",
            self.copy.id,
            self.copy.name.of(lang),
            self.copy.shows.of(lang),
            address,
            (notice,),
        )
        # A page taken out of the others says that it is invented, too.
        return replace(meta, footer=f"{notice.partition('.')[0]}.")

    # Documents

    def _values(self) -> Mapping[str, str]:
        fields = {**self.composer.catalog.example.fields, **self.copy.fields}
        return {id: self._written(answer) for id, answer in fields.items()}

    def _written(self, answer: Answer) -> str:
        lang = self.composer.lang
        if isinstance(answer, Text):
            return answer.of(lang)
        return format_date(answer, "d MMMM y", locale=LOCALES[lang])

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[Block]:
        values = self._values()
        for block in blocks:
            match block:
                case Guidance():
                    pass
                case Heading() | PageBreak():
                    yield block
                case Paragraph(content):
                    if not _is_empty(filled := self._inlines(content, values)):
                        yield Paragraph(filled)
                case Bullets(items, ordered):
                    told = [self._inlines(item, values) for item in items]
                    if kept := tuple(item for item in told if not _is_empty(item)):
                        yield Bullets(kept, ordered)
                case FieldLine(field) if field.id in values:
                    first, *rest = values[field.id].splitlines()
                    yield Paragraph((Run(f"{field.label}: ", strong=True), Run(first)))
                    yield from (Paragraph((Run(line),)) for line in rest if line.strip())
                case FieldLine(field):
                    yield Paragraph((Run(f"{field.label}: ", strong=True),))
                case Table():
                    yield self._table(block, values)

    def _inlines(self, content: Inlines, values: Mapping[str, str]) -> Inlines:
        return tuple(self._inline(one, values) for one in content)

    def _inline(self, one: Inline, values: Mapping[str, str]) -> Inline:
        match one:
            case Run(text):
                return replace(one, text=self._chosen(text))
            case FieldRef(field):
                return Run(values.get(field.id, "________"))
            case Checkbox(id):
                return Run(_YES if id in self.copy.checks else _NO)
        return one

    def _chosen(self, text: str) -> str:
        lang = self.composer.lang
        for one in self.copy.chosen:
            text = text.replace(one.passage.of(lang), one.becomes.of(lang) if one.becomes else "")
        return re.sub(r" {2,}", " ", text)

    def _table(self, table: Table, values: Mapping[str, str]) -> Table:
        written = self.copy.tables.get(table.id, ())
        rows = []
        for cells, answers in zip_longest(table.rows, written, fillvalue=()):
            if answers is None or (not answers and self._is_blank(cells)):
                continue
            own = cells or (_EMPTY,) * len(table.columns)
            given = answers or (None,) * len(table.columns)
            rows.append(
                tuple(
                    self._cell_of_table(cell, answer, values)
                    for cell, answer in zip(own, given, strict=True)
                )
            )
        return replace(table, rows=tuple(rows))

    def _cell_of_table(
        self, cell: Inlines, answer: Text | None, values: Mapping[str, str]
    ) -> Inlines:
        if answer:
            return (Run(answer.of(self.composer.lang)),)
        return _EMPTY if self._is_open(cell) else self._inlines(cell, values)

    def _is_open(self, cell: Inlines) -> bool:
        match cell:
            case (FieldRef(field),):
                return field.id not in self._values()
        return False

    def _is_blank(self, cells: Sequence[Inlines]) -> bool:
        return all(self._is_open(cell) for cell in cells)

    def _areas(self, canvas: Canvas) -> Iterator[Block]:
        for area in canvas.areas:
            yield Heading(1, area.title)
            notes = self.copy.areas.get(area.id, ())
            if notes:
                yield Bullets(tuple((Run(note.of(self.composer.lang)),) for note in notes))

    # Sheets

    def _filled(self, book: Workbook) -> Workbook:
        return Workbook(self._meta(), tuple(self._sheet(sheet) for sheet in book.sheets))

    def _sheet(self, sheet: Sheet) -> Sheet:
        answers = self.copy.sheets.get(sheet.id)
        profile = self.composer.catalog.example.fields
        given: dict[str, Cell] = {**profile, **(answers.parameters if answers else {})}
        parameters = tuple(
            replace(one, value=self._cell(given[one.id])) if one.id in given else one
            for one in sheet.parameters
        )
        rows = []
        nothing: Mapping[str, Cell] = {}
        written = answers.rows if answers else ()
        for cells, row in zip_longest(sheet.rows, written, fillvalue=nothing):
            if row is None:
                continue
            own = cells or (None,) * len(sheet.columns)
            rows.append(
                tuple(
                    self._cell(row[column.id]) if column.id in row else cell
                    for column, cell in zip(sheet.columns, own, strict=True)
                )
            )
        filled = replace(
            sheet, parameters=parameters, rows=tuple(rows), blank_rows=0, intro=sheet.intro[:1]
        )
        return calculated(filled, self.composer.catalog.site.date)

    def _cell(self, cell: Cell) -> CellValue:
        return cell.of(self.composer.lang) if isinstance(cell, Text) else cell

    def _ticked(self, book: Workbook) -> Workbook:
        """A checklist with what was written beside each item."""
        (sheet,) = book.sheets
        yes, no, _ = next(column.options for column in sheet.columns if column.id == "done")
        lang = self.composer.lang

        def words(text: Text | None) -> CellValue:
            return text.of(lang) if text else None

        def answered(id: str) -> dict[str, CellValue]:
            one = self.copy.items.get(id, Ticked(done=False))
            return {
                "done": yes if one.done else no,
                "owner": words(one.owner),
                "due": one.due,
                "kept": words(one.evidence),
                "note": words(one.note),
            }

        columns = [column.id for column in sheet.columns]
        rows = tuple(
            tuple(
                answered(str(row[0])).get(id, cell) for id, cell in zip(columns, row, strict=True)
            )
            for row in sheet.rows
        )
        fields = self.composer.catalog.example.fields
        parameters = tuple(
            replace(one, value=self._cell(fields[one.id])) if one.id in fields else one
            for one in sheet.parameters
        )
        today = self.composer.catalog.site.date
        filled = calculated(replace(sheet, rows=rows, parameters=parameters), today)
        return Workbook(self._meta(), (filled,))

    def _as_document(self, book: Workbook) -> Document:
        """What the sheets hold, to be read on paper."""
        blocks: list[Block] = []
        for sheet in book.sheets:
            blocks.append(Heading(1, sheet.title))
            blocks += [
                Paragraph((Run(f"{one.label}: ", strong=True), Run(shown)))
                for one in sheet.parameters
                if (shown := self._shown(one.value))
            ]
            blocks += self._sheet_blocks(sheet)
        return Document(book.meta, tuple(blocks), landscape=True)

    def _sheet_blocks(self, sheet: Sheet) -> Iterator[Block]:
        """The rows as a table; what does not fit in its width is told below, row by row."""
        rows = [row for row in sheet.rows if any(self._shown(cell) for cell in row)]
        used = [
            place
            for place, column in enumerate(sheet.columns)
            if not _is_drawn(column) and any(self._shown(row[place]) for row in rows)
        ]
        if len(used) <= _WIDEST_TABLE:
            yield self._rows_as_table(sheet, rows, used)
            return
        short = [place for place in used[2:] if sheet.columns[place].kind != "text"]
        inside = [*used[:2], *short][:_WIDEST_TABLE]
        yield self._rows_as_table(sheet, rows, inside)
        for row in rows:
            told = [
                (sheet.columns[place].title, shown)
                for place in used
                if place not in inside and (shown := self._shown(row[place]))
            ]
            if told:
                title = ", ".join(filter(None, (self._shown(row[place]) for place in used[:2])))
                yield Heading(2, title)
                yield Bullets(
                    tuple((Run(f"{name}: ", strong=True), Run(shown)) for name, shown in told)
                )

    def _rows_as_table(
        self, sheet: Sheet, rows: Iterable[Sequence[CellValue]], places: Sequence[int]
    ) -> Table:
        columns = [sheet.columns[place] for place in places]
        return Table(
            sheet.id,
            sheet.title,
            tuple(TableColumn(column.title, column.width) for column in columns),
            tuple(tuple((Run(self._shown(row[place])),) for place in places) for row in rows),
        )

    def _shown(self, value: CellValue) -> str:
        if isinstance(value, Formula):
            if value.kind == "date" and isinstance(value.result, float | int):
                value = date.fromordinal(date(1899, 12, 30).toordinal() + int(value.result))
            else:
                value = value.result
        locale = LOCALES[self.composer.lang]
        match value:
            case None:
                return ""
            case str():
                return value
            case date():
                return format_date(value, "d MMMM y", locale=locale)
            case _:
                assert isinstance(value, int | float)
                return format_decimal(value, "#,##0.##", locale=locale)


def _without_empty(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Leave out tables without rows, headings with nothing below them, a first empty page."""
    kept: list[Block] = []
    for block in reversed([*blocks]):
        if isinstance(block, Table) and not block.rows:
            continue
        after = kept[-1] if kept else None
        if isinstance(block, Heading) and (
            after is None
            or isinstance(after, PageBreak)
            or (isinstance(after, Heading) and after.level <= block.level)
        ):
            continue
        kept.append(block)
    while kept and isinstance(kept[-1], PageBreak):
        kept.pop()
    return tuple(reversed(kept))


def _is_empty(content: Inlines) -> bool:
    return all(isinstance(one, Run) and not one.text.strip() for one in content)


def _is_drawn(column: SheetColumn) -> bool:
    """Whether a column only draws: a month of a time plan, two letters wide."""
    return column.formula is not None and column.width <= 5
