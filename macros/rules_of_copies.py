"""A copy of the worked example fits what it fills: nothing is written where nothing can be."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from macros import rich
from macros.draft import Draft, DraftEntry
from macros.model.checklist import Checklist
from macros.model.example import Copy, Example
from macros.model.site import Profile
from macros.model.template import (
    Cell,
    ChecksBlock,
    FieldSpec,
    ParameterSpec,
    SheetColumn,
    SheetSpec,
    TableSpec,
    Template,
)
from macros.model.text import LANGS, RichText, TemplateText, Text
from macros.problems import Problem, shortened
from macros.read_yaml import Place
from macros.walk import walk


def copies(draft: Draft) -> Iterator[Problem]:
    """Fields, tables, sheets, areas and items that a copy names are those of what it fills."""
    if Profile not in draft.singles:
        return
    profile = {field.id: field for field in draft.single(Profile).fields}
    if entry := draft.singles.get(Example):
        yield from _answers(entry, draft.single(Example).fields, profile)
    elif draft.entries["copy"] and not draft.problems:
        yield draft.entries["copy"][0].problem((), "file_missing", name="example.yaml")
    filled = {
        (kind, one.id): one.model
        for kind in ("template", "checklist")
        for one in draft.entries[kind]
    }
    for entry in draft.entries["copy"]:
        copy = entry.model
        if not isinstance(copy, Copy):
            continue
        match filled.get(("template", copy.template or "")) or filled.get(
            ("checklist", copy.checklist or "")
        ):
            case Template() as template:
                yield from _copy_of_template(entry, copy, template, profile)
            case Checklist() as checklist:
                known = [item.id for item in checklist.items]
                yield from _named(entry, ("items",), copy.items, known)
                for key in ("fields", "tables", "checks", "sheets", "areas"):
                    yield from _named(entry, (key,), getattr(copy, key), [])


def _copy_of_template(
    entry: DraftEntry, copy: Copy, template: Template, profile: Mapping[str, FieldSpec]
) -> Iterator[Problem]:
    values = [one.value for one in walk(template)]
    tables = {one.id: one for one in values if isinstance(one, TableSpec)}
    checks = [c.id for one in values if isinstance(one, ChecksBlock) for c in one.checks]
    sheets = {one.id: one for one in template.sheets}
    areas = [one.id for one in template.canvas.areas] if template.canvas else []
    fields = {**profile, **{one.id: one for one in template.fields}}
    yield from _answers(entry, copy.fields, fields)
    yield from _named(entry, ("tables",), copy.tables, tables)
    yield from _named(entry, ("sheets",), copy.sheets, sheets)
    yield from _named(entry, ("areas",), copy.areas, areas)
    yield from _named(entry, ("items",), copy.items, [])
    for index, id in enumerate(copy.checks):
        yield from _named(entry, ("checks",), {id: index}, checks, at=index)
    for id, rows in copy.tables.items():
        if id in tables:
            wanted = len(tables[id].columns)
            for number, row in enumerate(rows):
                if row is not None and len(row) != wanted:
                    counts = {"where": id, "row": number + 1, "cells": len(row), "columns": wanted}
                    yield entry.problem(("tables", id, number), "row_length", **counts)
    for id, sheet in copy.sheets.items():
        if id in sheets:
            parameters = {
                one.id: one for one in sheets[id].parameters if isinstance(one, ParameterSpec)
            }
            above: Place = ("sheets", id, "parameters")
            yield from _named(entry, above, sheet.parameters, parameters)
            for name, cell in sheet.parameters.items():
                if name in parameters:
                    yield from _cell(entry, (*above, name), cell, parameters[name])
            for number, cells in enumerate(sheet.rows):
                yield from _row(entry, ("sheets", id, "rows", number), cells or {}, sheets[id])
    for index, section in enumerate(copy.without):
        if section > len(template.sections):
            known = f"1-{len(template.sections)}"
            yield entry.problem(
                ("without", index), "copy_names_nothing", found=section, known=known
            )
    texts = [one for one in values if isinstance(one, RichText | TemplateText)]
    for index, chosen in enumerate(copy.chosen):
        for lang in LANGS:
            passage = chosen.passage.of(lang)
            if not any(_stands_in(passage, text.of(lang)) for text in texts):
                place = ("chosen", index, "passage", lang)
                yield entry.problem(place, "copy_passage_unknown", found=shortened(passage))


def _row(
    entry: DraftEntry, place: Place, cells: Mapping[str, Cell], sheet: SheetSpec
) -> Iterator[Problem]:
    columns = {column.id: column for column in sheet.columns}
    yield from _named(entry, place, cells, columns)
    number = place[-1]
    assert isinstance(number, int)
    own = sheet.rows[number] if number < len(sheet.rows) else (None,) * len(columns)
    for (id, column), there in zip(columns.items(), own, strict=True):
        if id in cells:
            if column.fixed and there is not None:
                yield entry.problem((*place, id), "copy_cell_taken", where=id)
            else:
                yield from _cell(entry, (*place, id), cells[id], column)


def _cell(
    entry: DraftEntry, place: Place, cell: Cell, where: SheetColumn | ParameterSpec
) -> Iterator[Problem]:
    if where.formula:
        yield entry.problem(place, "copy_cell_taken", where=where.id)
        return
    wanted: Mapping[str, type] = {"text": Text, "number": float, "integer": float, "date": date}
    if where.kind == "choice":
        yield from _choice(entry, place, cell, where)
    elif cell is not None and not isinstance(cell, wanted[where.kind]):
        yield _no_answer(entry, place, cell, where.kind)


def _answers(
    entry: DraftEntry, answers: Mapping[str, Text | date], fields: Mapping[str, FieldSpec]
) -> Iterator[Problem]:
    yield from _named(entry, ("fields",), answers, fields)
    for id, answer in answers.items():
        if id not in fields:
            continue
        place, field = ("fields", id), fields[id]
        if field.kind == "choice":
            yield from _choice(entry, place, answer, field)
        elif isinstance(answer, date) != (field.kind == "date"):
            yield _no_answer(entry, place, answer, field.kind)


def _choice(
    entry: DraftEntry,
    place: Place,
    answer: Cell,
    where: FieldSpec | SheetColumn | ParameterSpec,
) -> Iterator[Problem]:
    options = {(option.it, option.en) for option in where.options}
    if answer is None or (isinstance(answer, Text) and (answer.it, answer.en) in options):
        return
    yield _no_answer(entry, place, answer, "; ".join(option.it for option in where.options))


def _no_answer(entry: DraftEntry, place: Place, answer: Cell, wanted: str) -> Problem:
    found = answer.it if isinstance(answer, Text) else str(answer)
    return entry.problem(
        place, "copy_not_an_answer", where=place[-1], found=shortened(found), wanted=wanted
    )


def _named(
    entry: DraftEntry,
    place: Place,
    names: Collection[str],
    known: Collection[str],
    at: int | None = None,
) -> Iterator[Problem]:
    """What a copy names, and what it fills does not have."""
    for name in names:
        if name not in known:
            where = (*place, name if at is None else at)
            there = ", ".join(sorted(known)) or "-"
            yield entry.problem(
                where, "copy_names_nothing", found=name, known=shortened(there, 200)
            )


def _stands_in(passage: str, text: str) -> bool:
    """Whether a passage is part of one stretch of text, where it can be replaced."""
    # Reading every text of a document for its marks takes longer than all the other rules.
    if "\\" not in text and max(passage.split(), key=len) not in text:
        return False
    for block in rich.parse(text):
        lines = block.items if isinstance(block, rich.RichList) else (block.spans,)
        if any(passage in span.text for line in lines for span in line):
            return True
    return False
