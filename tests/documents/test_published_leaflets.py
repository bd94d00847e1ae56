"""The card for the mayor and the summary for councillors, as they are handed over."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import odf_checks
import page
import pikepdf
import pytest
from built_site import Site
from published_files import read, squeezed

from macros.book import LEAFLET_FORMATS, LEAFLETS, leaflet_path
from macros.guide import Guide
from macros.model.text import LANGS
from macros.view import View

pytest_plugins = ["site_fixtures"]

SHEETS = {"for-the-mayor": 1, "for-councillors": 4}


def leaflets(site: Site, guide: Guide, format: str) -> list[tuple[str, Path]]:
    """Id of the page and file of each leaflet in a format."""
    assert set(SHEETS) == set(LEAFLETS)
    return [
        (id, site.folder / leaflet_path(guide.prose[id, lang].address, lang, format))
        for id in SHEETS
        for lang in LANGS
    ]


def test_they_fill_the_sheets_promised(site: Site, guide: Guide) -> None:
    """One for the mayor, four for councillors."""
    for id, file in leaflets(site, guide, "pdf"):
        with pikepdf.Pdf.open(file) as document:
            assert len(document.pages) == SHEETS[id], file


def test_they_are_sound(site: Site, guide: Guide, tmp_path: Path) -> None:
    """PDF as PDF/UA-1 and PDF/A-2a, ODT as OpenDocument."""
    for _, file in leaflets(site, guide, "pdf"):
        for profile in ("ua1", "2a"):
            assert [str(f.message) for f in page.validate_pdf(file, profile=profile).failures] == []
    for _, file in leaflets(site, guide, "odt"):
        assert odf_checks.errors(file.read_bytes(), tmp_path / file.name) == []


def test_they_say_what_the_page_says(site: Site, guide: Guide) -> None:
    """Every heading, item and cell of the page is in each file, and the page offers them."""
    for lang in LANGS:
        for id in SHEETS:
            address = guide.prose[id, lang].address
            shown = site.at(address)
            said = shown.strings("//article//h2/text()[1] | //article//ol/li | //article//td")
            assert len(said) > 10
            for format in LEAFLET_FORMATS:
                path = leaflet_path(address, lang, format)
                file = site.folder / path
                words = read(file).words
                missing = [one for one in said if squeezed(one) not in words]
                assert missing == [], path
                size = View(guide, lang, "").size(file.stat().st_size)
                (offered,) = shown.strings(f"//a[contains(@href, '{path}')]")
                assert size in offered


@pytest.mark.exhaustive
def test_libreoffice_fills_the_same_sheets(site: Site, guide: Guide, tmp_path: Path) -> None:
    """As LibreOffice opens the ODT."""
    office = shutil.which("soffice")
    assert office, "LibreOffice"
    for id, file in leaflets(site, guide, "odt"):
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command: list[str | Path] = [
            office,
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            tmp_path,
            file,
        ]
        subprocess.run(command, capture_output=True, timeout=120, check=True)
        with pikepdf.Pdf.open(tmp_path / f"{file.stem}.pdf") as document:
            assert len(document.pages) == SHEETS[id], file
