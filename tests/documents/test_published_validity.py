"""Every file as published is sound: independent checkers and LibreOffice say so."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections import defaultdict
from pathlib import Path

import pikepdf
import pytest
from built_site import LANGUAGES, Site
from published_checks import faults

pytest_plugins = ["site_fixtures"]

IN_A_SAMPLE = 10
SPOILT = {
    "docx": ("word/document.xml", b"<w:body>", b"<w:nonsense/>"),
    "xlsx": ("xl/worksheets/sheet1.xml", b"<sheetData>", b"<nonsense/>"),
    "odt": ("content.xml", b"<office:text>", b"<text:nonsense/>"),
    "ods": ("content.xml", b"<office:spreadsheet>", b"<table:nonsense/>"),
    "pptx": ("ppt/slides/slide2.xml", b"<p:grpSpPr/>", b"<p:nonsense/>"),
}
"""Where to write an element that does not exist."""


def by_format(site: Site) -> dict[str, list[Path]]:
    """The published files by extension, Italian and English in turn."""
    found = defaultdict(list)
    for listed in sorted(site.manifest, key=lambda one: (one["kind"], one["id"], one["lang"])):
        found[str(listed["format"])].append(site.folder / listed["path"])
    assert set(found) >= {"docx", "ods", "odt", "pdf", "pptx", "xlsx"}
    return found


def sample(files: list[Path]) -> list[Path]:
    """About ten, from the whole list; an odd step, so that both languages are met."""
    return files[:: max(1, len(files) // IN_A_SAMPLE) | 1]


@pytest.mark.parametrize("format", ["docx", "ods", "odt", "pdf", "xlsx"])
def test_a_sample_of_each_format_is_sound(format: str, site: Site, tmp_path: Path) -> None:
    """About ten files of each format pass their checker: PDF as PDF/UA-1 and as PDF/A-2a."""
    files = sample(by_format(site)[format])
    assert len(files) >= 5
    assert len({file.parent for file in files}) > 1
    assert faults(format, files, tmp_path) == {}


@pytest.mark.exhaustive
@pytest.mark.parametrize("format", ["docx", "ods", "odt", "pdf", "xlsx"])
def test_every_file_is_sound(format: str, site: Site, tmp_path: Path) -> None:
    """All files pass their checker: PDF as PDF/UA-1 and as PDF/A-2a."""
    files = by_format(site)[format]
    assert len(files) > IN_A_SAMPLE
    assert faults(format, files, tmp_path) == {}


def test_the_slides_are_sound(site: Site, tmp_path: Path) -> None:
    """There is one show for each language: both pass the checker."""
    files = by_format(site)["pptx"]
    assert len(files) == len(LANGUAGES)
    assert faults("pptx", files, tmp_path) == {}


@pytest.mark.parametrize("format", SPOILT)
def test_a_spoilt_file_is_found(format: str, site: Site, tmp_path: Path) -> None:
    """The checkers do look: a file with an element that does not exist fails."""
    part, after, nonsense = SPOILT[format]
    spoilt = tmp_path / f"spoilt.{format}"
    with zipfile.ZipFile(by_format(site)[format][0]) as good, zipfile.ZipFile(spoilt, "w") as bad:
        for info in good.infolist():
            content = good.read(info)
            if info.filename == part:
                assert after in content
                content = content.replace(after, after + nonsense)
            bad.writestr(info, content)
    assert faults(format, [spoilt], tmp_path) != {}


def test_a_pdf_without_its_language_is_found(site: Site, tmp_path: Path) -> None:
    """The checker of PDF does look: a file that does not say its language fails."""
    with pikepdf.Pdf.open(by_format(site)["pdf"][0]) as file:
        del file.Root["/Lang"]
        file.save(tmp_path / "spoilt.pdf")
    assert faults("pdf", [tmp_path / "spoilt.pdf"], tmp_path) != {}


@pytest.mark.exhaustive
@pytest.mark.parametrize("format", ["ods", "xlsx"])
def test_a_blank_sheet_shows_no_day_of_1899(format: str, site: Site, tmp_path: Path) -> None:
    """What is computed from cells still empty is empty, as LibreOffice opens the file."""
    files = [file for file in by_format(site)[format] if "/it/" in file.as_posix()]
    assert len(files) > 10
    texts = {file.stem: text for file in files if (text := first_sheet(file, tmp_path))}
    assert len(texts) > 10
    assert [name for name, text in texts.items() if "1899" in text] == []


def first_sheet(file: Path, folder: Path) -> str:
    """The first sheet of a file, as LibreOffice shows it."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command: list[str | Path] = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "csv",
        "--outdir",
        folder,
        file,
    ]
    subprocess.run(command, capture_output=True, timeout=120, check=False)
    return (folder / f"{file.stem}.csv").read_text("utf-8", errors="replace")


@pytest.mark.exhaustive
@pytest.mark.parametrize("format", ["docx", "ods", "odt", "xlsx"])
def test_libreoffice_opens_every_file(format: str, site: Site, tmp_path: Path) -> None:
    """LibreOffice reads each file and can print it."""
    office = shutil.which("soffice")
    assert office, (
        "Manca LibreOffice: installa «libreoffice-writer» e «libreoffice-calc». / "
        "LibreOffice is missing: install 'libreoffice-writer' and 'libreoffice-calc'."
    )
    for lang in LANGUAGES:
        files = [file for file in by_format(site)[format] if f"/{lang}/" in file.as_posix()]
        assert len({file.stem for file in files}) > 5
        done = subprocess.run(
            [
                office,
                f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                tmp_path / lang,
                *files,
            ],
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        printed = {file.stem for file in (tmp_path / lang).glob("*.pdf")}
        assert printed == {file.stem for file in files}, done.stderr
