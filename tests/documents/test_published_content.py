"""Every file as published, read back: the words and the fields of the data, in one language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from built_site import Site
from published_files import Published, read, squeezed

from macros.guide import Guide
from macros.model.checklist import Checklist
from macros.model.method import Method
from macros.model.phase import Phase
from macros.model.template import (
    ChecksBlock,
    FieldSpec,
    ProfileParameter,
    TableBlock,
    Template,
)
from macros.model.text import Label, Lang, Name, Text

pytest_plugins = ["site_fixtures"]

LOCALES = {"it": "it-IT", "en": "en-GB"}
Words = Text | Name | Label
PAPER = {"a4": (297, 210), "a3": (420, 297), "a1": (841, 594)}


@dataclass(frozen=True)
class File:
    """A line of the manifest with the entry it comes from and what it holds."""

    listed: dict[str, Any]
    entry: Template | Checklist | Phase
    published: Published

    @property
    def path(self) -> str:
        return str(self.listed["path"])

    @property
    def lang(self) -> Lang:
        return "en" if self.listed["lang"] == "en" else "it"

    @property
    def format(self) -> str:
        return str(self.listed["format"])

    def says(self, text: Words | str) -> bool:
        """Whether a text of the data is in the file, in the language of the file."""
        words = text if isinstance(text, str) else text.of(self.lang)
        return squeezed(words) in self.published.words


@pytest.fixture(scope="module")
def files(site: Site, guide: Guide) -> list[File]:
    """Every file of the manifest, read back."""
    models: dict[str, type[Template] | type[Checklist] | type[Phase]] = {
        "template": Template,
        "checklist": Checklist,
        "phase": Phase,
    }
    return [
        File(
            listed,
            guide.catalog.get(models[listed["kind"]], listed["id"]),
            read(site.folder / listed["path"]),
        )
        for listed in site.manifest
        if listed["kind"] in models
    ]


def of_templates(files: list[File], part: str) -> list[tuple[File, Template]]:
    """The files of the templates that have a part: `sections`, `sheets` or `canvas`."""
    found = [
        (file, file.entry)
        for file in files
        if isinstance(file.entry, Template) and getattr(file.entry, part)
    ]
    assert len(found) >= 4
    return found


def of_checklists(files: list[File]) -> list[tuple[File, Checklist]]:
    """The files of the checklists."""
    found = [(file, file.entry) for file in files if isinstance(file.entry, Checklist)]
    assert len(found) >= 20
    return found


def test_every_file_says_its_language_and_its_title(files: list[File]) -> None:
    """Programs read each file aloud in its language and show its title."""
    assert len(files) > 100
    for file in files:
        assert file.published.language == LOCALES[file.lang], file.path
        assert file.published.title == file.entry.name.of(file.lang), file.path
        assert file.says(file.entry.name), file.path


def test_every_template_says_that_it_is_to_be_adapted(files: list[File], guide: Guide) -> None:
    """And acts that they are to be checked with the municipal secretary, in the file too."""
    adapt, secretary = "document-notice-adapt", "document-notice-secretary"
    assert "chema da adattare" in guide.catalog.label(adapt, "it")
    assert "segretario comunale" in guide.catalog.label(secretary, "it")
    acts = 0
    for file in files:
        if isinstance(file.entry, Template):
            assert file.says(guide.catalog.label(adapt, file.lang)), file.path
            if file.entry.formal_act:
                acts += 1
                assert file.says(guide.catalog.label(secretary, file.lang)), file.path
    assert acts >= 6


def test_no_file_speaks_the_other_language(files: list[File], guide: Guide) -> None:
    """Titles, headings, columns, labels and notices of the other language are in no file."""
    checked = 0
    for file in files:
        own = {squeezed(text.of(file.lang)) for text in _short_texts(file.entry, guide)}
        other: Lang = "it" if file.lang == "en" else "en"
        for text in _short_texts(file.entry, guide):
            foreign = squeezed(text.of(other))
            # Short words may be in both languages, or inside a longer one.
            if len(foreign) > 12 and not any(foreign in one for one in own):
                checked += 1
                assert foreign not in file.published.words, f"{file.path}: {text.of(other)}"
    assert checked > 1000


def _short_texts(entry: Template | Checklist | Phase, guide: Guide) -> Iterator[Words]:
    yield entry.name
    labels = guide.catalog.words
    yield labels["document-notice-adapt"]
    yield labels["document-notice-secretary"]
    if isinstance(entry, Checklist):
        yield from (item.text for item in entry.items)
        return
    if isinstance(entry, Phase):
        yield from (step.name for step in entry.steps)
        yield from (risk.risk for risk in entry.risks)
        return
    yield from (spec.label for spec in entry.fields)
    for section in entry.sections:
        yield section.title
        for block in section.blocks:
            if isinstance(block, TableBlock):
                yield block.table.caption
                yield from (column.name for column in block.table.columns)
    for sheet in entry.sheets:
        yield sheet.name
        yield from (column.name for column in sheet.columns)
    if entry.canvas:
        yield from (area.title for area in entry.canvas.areas)


def test_documents_hold_every_part_of_the_data(files: list[File]) -> None:
    """Every section, heading and column of a template is in its files."""
    for file, template in of_templates(files, "sections"):
        for section in template.sections:
            assert file.says(section.title), f"{file.path}: {section.title.it}"
            for block in section.blocks:
                if isinstance(block, TableBlock):
                    for column in block.table.columns:
                        assert file.says(column.name), f"{file.path}: {column.name.it}"


def test_fields_are_those_of_the_data(files: list[File], guide: Guide) -> None:
    """A program finds each field by the id that the data gives it, with its label.

    The ids are the tags of the content controls in Word, the names of the fields in PDF,
    the bookmarks and lists in OpenDocument, and the same in both languages.
    """
    labels_read = 0
    for file, template in of_templates(files, "sections"):
        specs = {spec.id: spec for spec in (*guide.catalog.profile.fields, *template.fields)}
        found = file.published.labels
        declared = {spec.id for spec in template.fields}
        assert declared <= found.keys(), f"{file.path}: {declared - found.keys()}"
        others = found.keys() - specs.keys() - {*_ids_of_checks_and_cells(template)}
        assert others == set(), file.path
        for id, labels in found.items():
            if id in specs:
                labels_read += len(labels)
                wrong = [one for one in labels if not _is_label(one, specs[id], file.lang)]
                assert wrong == [], f"{file.path}: {id}"
                assert labels or specs[id].kind == "choice", f"{file.path}: {id}"
    assert labels_read > 300


def _is_label(found: str, spec: FieldSpec, lang: Lang) -> bool:
    label = spec.label.of(lang)
    # A date also says how it is written.
    return found == label or (spec.kind == "date" and found.startswith(f"{label} ("))


def _ids_of_checks_and_cells(template: Template) -> Iterator[str]:
    for section in template.sections:
        for block in section.blocks:
            if isinstance(block, ChecksBlock):
                yield from (check.id for check in block.checks)
            if isinstance(block, TableBlock):
                rows = len(block.table.rows) + block.table.blank_rows
                for row in range(1, rows + 1):
                    yield from (f"{block.table.id}-{row}-{c.id}" for c in block.table.columns)


def test_fields_are_the_same_in_every_format_and_language(files: list[File]) -> None:
    """What is written in one file could be carried to any other of the same document."""
    fields: dict[str, list[set[str]]] = {}
    for file in files:
        if file.format in ("docx", "odt", "pdf") and not isinstance(file.entry, Phase):
            key = f"{file.listed['kind']} {file.listed['id']}"
            fields.setdefault(key, []).append(set(file.published.labels))
    assert len(fields) > 20
    for key, found in fields.items():
        canvas = any(not ids for ids in found)
        assert canvas or all(ids == found[0] for ids in found), key
        assert len(found) == 6, key


def test_officers_write_in_empty_fields(files: list[File]) -> None:
    """No field of any file holds anything: no example is left where an officer writes."""
    assert sum(len(file.published.labels) for file in files) > 1000
    assert {file.path: file.published.filled for file in files if file.published.filled} == {}


def test_spreadsheets_hold_sheets_and_columns_of_the_data(files: list[File]) -> None:
    """Each sheet has its name, its lines of advice, its columns in order and its rows."""
    for file, template in of_templates(files, "sheets"):
        grids = file.published.grids
        for sheet in template.sheets:
            rows = grids[sheet.name.of(file.lang)]
            header = [column.name.of(file.lang) for column in sheet.columns]
            starts = [row[: len(header)] for row in rows]
            assert header in starts, f"{file.path}: {header}"
            assert len(rows) > starts.index(header) + min(len(sheet.rows), 1)
            for line in sheet.intro:
                assert file.says(line), f"{file.path}: {line.it}"


def test_values_above_a_sheet_wait_to_be_written(files: list[File], guide: Guide) -> None:
    """The name of the Comune and the like have their label, and an empty cell beside it."""
    profile = {spec.id: spec for spec in guide.catalog.profile.fields}
    checked = 0
    for file, template in of_templates(files, "sheets"):
        for sheet in template.sheets:
            rows = file.published.grids[sheet.name.of(file.lang)]
            for line in sheet.parameters:
                if isinstance(line, ProfileParameter):
                    label, to_fill = profile[line.field].label.of(file.lang), True
                else:
                    label = line.label.of(file.lang)
                    to_fill = line.value is None and line.formula is None
                (row,) = [row for row in rows if row and row[0] == label]
                if to_fill:
                    checked += 1
                    assert [cell for cell in row[1:] if cell] == [], f"{file.path}: {label}"
    assert checked > 20


def test_checklists_hold_every_item(files: list[File]) -> None:
    """Each item is in each format with its words, and can be ticked under its id."""
    checked = 0
    for file, checklist in of_checklists(files):
        for item in checklist.items:
            checked += 1
            assert file.says(item.text), f"{file.path}: {item.id}"
            assert file.says(item.evidence), f"{file.path}: {item.id}"
            if file.format in ("docx", "odt", "pdf"):
                ids = {item.id, *(item.control(part) for part in ("owner", "due", "note"))}
                assert ids <= file.published.labels.keys(), f"{file.path}: {item.id}"
            else:
                assert file.says(item.id), f"{file.path}: {item.id}"
    assert checked > 500


def test_canvases_are_as_large_as_the_paper_they_name(files: list[File]) -> None:
    """A canvas is one page, lying, of the size to hang; every box has its title and question."""
    sizes = 0
    for file, template in of_templates(files, "canvas"):
        assert template.canvas
        if file.format == "pdf":
            sizes += 1
            assert file.published.sizes[0] == PAPER[template.canvas.paper], file.path
        for area in template.canvas.areas:
            assert file.says(area.title), f"{file.path}: {area.id}"
            assert file.says(area.prompt), f"{file.path}: {area.id}"
    assert sizes >= 2


def test_documents_in_pdf_are_on_a4(files: list[File]) -> None:
    """Any office can print them."""
    pages = [
        (file.path, size)
        for file in files
        if file.format == "pdf" and not getattr(file.entry, "canvas", None)
        for size in file.published.sizes
    ]
    assert len(pages) > 50
    assert [page for page in pages if page[1] not in ((210, 297), (297, 210))] == []


def test_no_file_shows_a_name_between_braces(files: list[File]) -> None:
    """Fields placed in a text became fields: nothing like `{municipality}` is left."""
    assert all(file.published.words for file in files)
    left = {file.path: re.findall(r"\{[a-z0-9-]+:?\}", file.published.words) for file in files}
    assert {path: found for path, found in left.items() if found} == {}


def test_the_whole_phase_is_on_paper(files: list[File], guide: Guide) -> None:
    """Its steps, every item of its checklists with a box, every step of its methods, addresses."""
    printed = [(file, file.entry) for file in files if isinstance(file.entry, Phase)]
    assert len(printed) == 18
    for file, phase in printed:
        assert all(file.says(step.name) for step in phase.steps), file.path
        assert all(file.says(risk.risk) for risk in phase.risks), file.path
        items = [i for id in phase.checklists for i in guide.catalog.get(Checklist, id).items]
        assert {item.id for item in items} == set(file.published.labels), file.path
        assert all(file.says(item.text) and file.says(item.evidence) for item in items), file.path
        for id in phase.methods:
            method = guide.catalog.get(Method, id)
            assert file.says(method.question), file.path
            assert all(file.says(output) for output in method.outputs), file.path
        for id in phase.templates:
            address = guide.addresses.of("template", id, file.lang)
            assert file.says(guide.addresses.complete(address)), file.path


def test_what_promises_one_page_has_one(files: list[File]) -> None:
    """The note on the risks of listening, before it is filled, in both languages."""
    sheets = [
        len(file.published.sizes)
        for file in files
        if file.entry.id == "listening-risk-note" and file.format == "pdf"
    ]
    assert sheets == [1, 1]
