"""The worked example: reached from what it fills, marked as invented, and its figures agree."""

from __future__ import annotations

import zipfile
from collections import defaultdict

import pikepdf
from built_site import SITE_URL, Site

from macros.documents.composer import Composer
from macros.documents.from_copy import copy_outlines
from macros.documents.outline import Formula, Sheet, Workbook
from macros.guide import Guide
from macros.model.example import Copy
from macros.model.phase import Phase
from macros.model.text import LANGS

pytest_plugins = ["site_fixtures"]

PAGES_OF_A_PLAN = 15


def sheets(guide: Guide, id: str) -> dict[str, Sheet]:
    """The sheets of a filled copy, reckoned, by id."""
    composer = Composer(guide.catalog, guide.addresses, "it")
    made = copy_outlines(guide.catalog.get(Copy, id), composer)
    (book,) = (one for one in made if isinstance(one, Workbook))
    return {sheet.id: sheet for sheet in book.sheets}


def parameter(sheet: Sheet, id: str) -> object:
    """What a value above the table holds."""
    (found,) = (one.value for one in sheet.parameters if one.id == id)
    return found.result if isinstance(found, Formula) else found


def test_every_phase_has_its_pieces_and_leads_to_them(site: Site, guide: Guide) -> None:
    """From the phase, the template and the checklist to the copy, and back."""
    assert {copy.phase for copy in guide.catalog.all(Copy)} == {
        phase.id for phase in guide.catalog.all(Phase)
    }
    followed = 0
    for lang in LANGS:
        for copy in guide.catalog.all(Copy):
            page, _, anchor = guide.addresses.of("copy", copy.id, lang).partition("#")
            assert site.at(page).elements(f"//*[@id='{anchor}']")
            kind = "template" if copy.template else "checklist"
            filled = guide.addresses.of(kind, copy.template or copy.checklist or "", lang)
            for address in (guide.addresses.of("phase", copy.phase, lang), filled):
                followed += 1
                leads = {(link.address, link.anchor) for link in site.at(address).links}
                assert (SITE_URL + page, anchor) in leads, (copy.id, address)
            assert SITE_URL + filled in {link.address for link in site.at(page).links}
    assert followed > 150


def test_every_file_says_that_it_is_invented(site: Site, guide: Guide) -> None:
    """In each format that is text, in the language of the file; each copy in three at least."""
    looked = 0
    inside = {"docx": "word/document.xml", "odt": "content.xml", "ods": "content.xml"}
    formats: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in site.manifest:
        if one["kind"] != "copy":
            continue
        formats[one["id"], one["lang"]].add(one["format"])
        if one["format"] in inside:
            looked += 1
            with zipfile.ZipFile(site.folder / one["path"]) as archive:
                text = archive.read(inside[one["format"]]).decode()
            assert guide.catalog.example.notice.of(one["lang"]) in text, one["path"]
    assert looked > 150
    assert all({"docx", "odt", "pdf"} <= found for found in formats.values())


def test_the_plan_is_a_whole_plan(site: Site) -> None:
    """Long enough to be one, in both languages."""
    plans = [
        one["path"]
        for one in site.manifest
        if (one["kind"], one["id"], one["format"]) == ("copy", "plan", "pdf")
    ]
    assert len(plans) == len(LANGS)
    for path in plans:
        with pikepdf.open(site.folder / path) as pdf:
            assert len(pdf.pages) >= PAGES_OF_A_PLAN


def test_nothing_of_the_plan_is_left_to_choose(guide: Guide) -> None:
    """No square brackets and no blank line to fill are left in what the Comune adopted."""
    for lang in LANGS:
        composer = Composer(guide.catalog, guide.addresses, lang)
        for id in ("plan", "adoption-resolution", "orientation-resolution"):
            (document,) = copy_outlines(guide.catalog.get(Copy, id), composer)
            told = repr(document).replace("'[x] '", "").replace("'[ ] '", "")
            assert "________" not in told, (id, lang)
            assert not [part for part in told.split("'") if part.startswith("[")], (id, lang)


def test_the_budget_adds_up(guide: Guide) -> None:
    """Each year, each state of the money, and the total: 291,000 euro."""
    sheet = next(iter(sheets(guide, "budget").values()))
    place = {column.id: at for at, column in enumerate(sheet.columns)}

    def added(column: str) -> float:
        cells = [row[place[column]] for row in sheet.rows]
        return sum(one for one in cells if isinstance(one, float | int))

    years = [added(f"year-{number}") for number in (1, 2, 3)]
    assert years == [121_000, 85_000, 85_000]
    totals = [one.value.result for one in sheet.parameters if isinstance(one.value, Formula)]
    for figure in (*years, 291_000, 189_000, 51_000):
        assert figure in totals
