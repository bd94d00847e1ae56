"""The worked example: the very templates, filled, with nothing left to fill."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tiny_site import ADDRESS, TinySite

from macros.documents.composer import Composer
from macros.documents.from_copy import copy_outlines
from macros.documents.outline import (
    Block,
    Bullets,
    Document,
    Formula,
    Guidance,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Workbook,
)
from macros.guide import Guide
from macros.model.example import Copy
from macros.model.text import LANGS
from macros.read_guide import read_guide

pytest_plugins = ["site_fixtures"]


def _copy(guide: Guide, id: str, lang: str = "it") -> tuple[Document | Workbook, ...]:
    composer = Composer(guide.catalog, guide.addresses, "en" if lang == "en" else "it")
    made = copy_outlines(guide.catalog.get(Copy, id), composer)
    assert all(isinstance(one, Document | Workbook) for one in made)
    return made  # type: ignore[return-value]


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(_, text):
                yield text
            case Paragraph(content):
                yield "".join(one.text for one in content if isinstance(one, Run))
            case Bullets(items):
                for item in items:
                    yield "".join(one.text for one in item if isinstance(one, Run))
            case Table():
                for row in block.rows:
                    yield " | ".join(
                        "".join(one.text for one in cell if isinstance(one, Run)) for cell in row
                    )


def test_a_document_reads_as_if_a_comune_had_written_it(tiny_guide: Guide) -> None:
    """Fields in their sentences, ticks, rows added, choices made, no advice left."""
    (document,) = _copy(tiny_guide, "our-note")
    assert isinstance(document, Document)
    assert not any(isinstance(block, Guidance) for block in document.blocks)
    assert list(_texts(document.blocks)) == [
        "Premessa",
        "In breve",
        "Il Comune di Paese finto scrive il 5 marzo 2027.",
        "Il problema: Manca una linea.",
        "Chi lavora va a piedi.",
        "Risposta: Sì",
        "[ ]  D'accordo",
        "Il sindaco | Firma.",
        "La responsabile | Scrive.",
        "La ragioneria | Paga.",
    ]


CHOSEN = """chosen:
  - passage: {it: "Il Comune di ", en: "The Comune of "}
    becomes: {it: "Il paese di ", en: "The town of "}
  - passage: {it: " scrive il", en: " writes on"}
"""


def test_a_choice_of_the_template_is_settled(tiny: TinySite) -> None:
    """A passage becomes another, or goes; no double space stays behind."""
    copy = tiny.text("data/copies/our-note.yaml")
    tiny.write("data/copies/our-note.yaml", copy + CHOSEN)
    (document,) = _copy(read_guide(tiny.data, tiny.docs, ADDRESS), "our-note")
    assert isinstance(document, Document)
    assert "Il paese di Paese finto 5 marzo 2027." in _texts(document.blocks)


def test_a_box_that_was_ticked_is_ticked(tiny: TinySite) -> None:
    """The example says which of the boxes of a document were ticked."""
    tiny.replace("data/copies/our-note.yaml", "tables:\n", "checks: [agreed]\ntables:\n")
    (document,) = _copy(read_guide(tiny.data, tiny.docs, ADDRESS), "our-note")
    assert isinstance(document, Document)
    assert "[x]  D'accordo" in _texts(document.blocks)


def test_it_does_not_begin_with_an_empty_page(guide: Guide) -> None:
    """Also where the advice that opened the document, a page of its own, was taken out."""
    opened = 0
    for copy in guide.catalog.all(Copy):
        for made in copy_outlines(copy, Composer(guide.catalog, guide.addresses, "it")):
            if isinstance(made, Document):
                opened += 1 in copy.without
                assert not isinstance(made.blocks[0], PageBreak), copy.id
    assert opened


def test_each_file_says_that_it_is_invented(tiny_guide: Guide) -> None:
    """In its first lines and at the foot of each page, in both languages, whatever it fills."""
    copies = tiny_guide.catalog.all(Copy)
    assert len(copies) == 4
    for copy in copies:
        for lang in LANGS:
            for outline in _copy(tiny_guide, copy.id, lang):
                notice = tiny_guide.catalog.example.notice.of(lang)
                assert outline.meta.notices == (notice,)
                assert notice.startswith(outline.meta.footer.removesuffix("."))
                assert outline.meta.footer != "."


def test_a_sheet_is_filled_and_reckoned(tiny_guide: Guide) -> None:
    """The figures of its formulas are those of what was written, on paper too."""
    document, book = _copy(tiny_guide, "our-register")
    assert isinstance(book, Workbook) and isinstance(document, Document)
    (sheet,) = book.sheets
    scores = [row[3].result for row in sheet.rows if isinstance(row[3], Formula)]
    assert scores == [12, 6]
    total = sheet.parameters[2].value
    assert isinstance(total, Formula) and total.result == 18
    assert list(_texts(document.blocks)) == [
        "Cose",
        "Nome del Comune: Paese finto",
        "Peso: 3",
        "Totale: 18",
        "Una sedia | 4 | Aperta | 12",
        "Un tavolo | 2 | Chiusa | 6",
    ]


def test_a_wall_sheet_and_a_checklist_become_text(tiny_guide: Guide) -> None:
    """What was stuck on the wall under its heading; what was ticked beside its item."""
    (document,) = _copy(tiny_guide, "our-sheet")
    assert isinstance(document, Document)
    assert list(_texts(document.blocks)) == ["Sinistra", "Una strada.", "Destra"]
    document, _ = _copy(tiny_guide, "our-start")
    assert isinstance(document, Document)
    told = "\n".join(_texts(document.blocks))
    assert "La responsabile" in told and "5 marzo 2027" in told


@pytest.mark.parametrize("lang", LANGS)
def test_both_languages_hold_as_much(lang: str, tiny_guide: Guide) -> None:
    """The same blocks, row for row."""
    for copy in tiny_guide.catalog.all(Copy):
        one, other = _copy(tiny_guide, copy.id), _copy(tiny_guide, copy.id, lang)
        for made, twin in zip(one, other, strict=True):
            if isinstance(made, Document) and isinstance(twin, Document):
                assert [type(b) for b in made.blocks] == [type(b) for b in twin.blocks]
