"""What maintainers do to a guide over time: drafts stay out of it, addresses stay in it."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from built_site import SITE_URL, Page, Site, build, with_code
from lxml import etree
from tiny_site import TinySite

from macros.model import KINDS
from macros.new import Project
from macros.offline import archive
from macros.problems import ContentError
from macros.published import addresses, lost, write_published
from macros.read_guide import read_guide

WORD = "zanzibar"
"""In every draft, and nowhere else."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    """A tiny guide with two addresses that moved, and a draft of every kind."""
    tiny = TinySite.copied_to(tmp_path_factory.mktemp("upkeep") / "tiny")
    with_code(tiny)
    begun = Project(tiny.data, tiny.docs)
    for kind in ("page", *(one.name for one in KINDS if one.name != "route")):
        for file in begun.begin(kind, WORD, None, "it"):
            text = file.read_text("utf-8")
            file.write_text(text.replace("DA SCRIVERE", WORD).replace("TO BE WRITTEN", WORD))
    return tiny


@pytest.fixture(scope="module")
def built(project: TinySite) -> Site:
    """That guide, built as it is published."""
    done = build(project.root, project.root / "site", "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    return Site(project.root / "site")


def _texts(name: str, content: bytes) -> list[tuple[str, bytes]]:
    """The content of a file; of an archive, or of a document that is one, that of all its parts."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return [(name, content)]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [
            pair
            for member in archive.namelist()
            for pair in _texts(f"{name}/{member}", archive.read(member))
        ]


def test_no_file_of_the_site_holds_a_draft(built: Site) -> None:
    """Pages, documents, kits, data, search, site map, feeds: by name and by content."""
    files = [file for file in built.folder.rglob("*") if file.is_file()]
    assert len(files) > 150
    assert [file for file in files if WORD in file.as_posix()] == []
    looked, found = 0, []
    for file in files:
        for name, content in _texts(file.name, file.read_bytes()):
            looked += 1
            if WORD.encode() in content.lower():
                found.append(f"{file}: {name}")
    assert looked > 1000, "archives are to be looked into"
    assert found == []


def test_the_words_of_a_draft_would_be_found(project: TinySite) -> None:
    """The drafts are there, and the check above would see what they hold."""
    guide = read_guide(project.data, project.docs, SITE_URL, drafts=True)
    assert {("method", WORD), ("page", WORD), ("term", WORD)} <= guide.catalog.unpublished
    assert WORD in guide.prose[WORD, "it"].title


def _moved(built: Site) -> dict[str, Page]:
    return {file: page for file, page in built.every_page.items() if page.has_moved}


def test_a_page_that_moved_leads_on(built: Site) -> None:
    """In its language, at once, without a script, also for whoever has to click."""
    moved = _moved(built)
    now = {
        "documenti/appunto/index.html": ("documenti/nota/", "Nota"),
        "en/documents/jotting/index.html": ("en/documents/note/", "Note"),
    }
    assert set(moved) == set(now)
    for file, (address, name) in now.items():
        page = moved[file]
        assert page.root.get("lang") == page.lang
        (link,) = [one for one in page.links if one.tag == "a"]
        assert link.address == SITE_URL + address
        assert page.strings("//a/text()") == [name]
        (refresh,) = page.strings("//meta[@http-equiv='refresh']/@content")
        assert refresh == f"0; url={link.value}", "relative: the guide may be in any folder"
        assert page.strings("//link[@rel='canonical']/@href") == [SITE_URL + address]
        assert page.strings("//meta[@name='robots']/@content") == ["noindex"]
        assert page.elements("//script | //style | //*[@style]") == []
        assert (built.folder / built.file_of(link.address)).is_file()
        assert page.strings("//title/text()")[0] and page.strings("//h1/text()")[0]


def test_the_documents_of_a_page_that_moved_stay(built: Site) -> None:
    """A link to the old file gives the file of today."""
    now = [one for one in built.manifest if one["id"] == "note"]
    assert {one["format"] for one in now} >= {"docx", "odt", "pdf"}
    names = {"it": "downloads/it/documenti/appunto", "en": "downloads/en/documents/jotting"}
    for one in now:
        old = built.folder / f"{names[one['lang']]}.{one['format']}"
        assert old.read_bytes() == (built.folder / one["path"]).read_bytes()
    assert "appunto" not in json.dumps(built.manifest)


def test_a_part_that_moved_is_still_found(built: Site) -> None:
    """Its old name stands where its content is."""
    page = built.at("processo/avvio/")
    (step,) = page.elements("//*[@id='write-the-note']")
    assert step.xpath(".//*[@id='appunto']")
    assert "appunto" not in built.at("en/process/set-up/").ids


def test_nobody_is_led_to_former_addresses(built: Site, project: TinySite) -> None:
    """They are in no map, no search and no copy to carry away; no page names them."""
    former = ("appunto", "jotting")
    sitemap = etree.tostring(etree.parse(built.folder / "sitemap.xml")).decode()
    records = "".join(file.read_text() for file in (built.folder / "pagefind").glob("*.json"))
    about = read_guide(project.data, project.docs, SITE_URL).catalog.site
    with zipfile.ZipFile(built.folder / archive(about)) as copy:
        names = "".join(copy.namelist())
    for text in (sitemap, records, names):
        assert len(text) > 500
        assert not any(one in text for one in former)
    links = [link.address for page in built.pages.values() for link in page.links]
    assert [one for one in links if any(name in one.partition("#")[0] for name in former)] == []


def test_a_part_that_is_still_there_is_told(tiny: TinySite) -> None:
    """A redirect from what has not moved stops a strict build."""
    with_code(tiny)
    tiny.replace("data/redirects.yaml", "avvio/#appunto", "avvio/#top")
    done = build(tiny.root, tiny.root / "out", "--strict")
    assert done.returncode != 0
    assert "data/redirects.yaml:1: la parte «top»" in done.stdout + done.stderr


@pytest.fixture(scope="module")
def listed(
    built: Site, project: TinySite, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[str]]:
    """The folder with the list of that guide, and its lines."""
    folder = tmp_path_factory.mktemp("published")
    guide = read_guide(project.data, project.docs, SITE_URL)
    found = addresses(guide, built.folder)
    (folder / "0.0.1.txt").write_text("\n".join(found) + "\n")
    return folder, found


def test_a_list_names_what_people_keep_the_address_of(listed: tuple[Path, list[str]]) -> None:
    """Pages, steps, items, articles, terms, changes; documents, data, feeds; no draft."""
    _, found = listed
    for address in (
        *("", "en/", "glossario/", "metodi/matrice/", "en/process/set-up/#write-the-note"),
        *("liste/partenza/#note-written", "norme/tuel/#tuel-42", "en/glossary/#term-plan"),
        *("novita/#change-bus-added", "feed.xml", "en/feed.xml", "data/terms.csv"),
        *("downloads/it/documenti/nota.docx", "downloads/kit-en.zip"),
    ):
        assert address in found, address
    assert found == sorted(set(found))
    assert not any(WORD in address or address.startswith("assets") for address in found)


def test_what_was_published_is_there(built: Site, listed: tuple[Path, list[str]]) -> None:
    """The list of a site holds for that site, former addresses included."""
    folder, _ = listed
    (folder / "0.0.0.txt").write_text(
        "documenti/appunto/\ndocumenti/appunto/#fields\nprocesso/avvio/#appunto\n"
        "downloads/en/documents/jotting.pdf\n"
    )
    assert [*lost(built.folder, folder, "published")] == []


@pytest.mark.parametrize(
    "address",
    [
        "metodi/tabella/",
        "metodi/matrice/#passo",
        "downloads/it/documenti/nota.txt",
        "en/feed.atom",
    ],
)
def test_what_is_lost_is_told(address: str, built: Site, tmp_path: Path) -> None:
    """A page, a part of one or a file: by the line of the list that promised it."""
    (tmp_path / "0.0.1.txt").write_text(f"glossario/\n{address}\n")
    (problem,) = lost(built.folder, tmp_path, "published")
    assert (problem.path, problem.line, problem.code) == (
        "published/0.0.1.txt", 2, "address_lost",
    )  # fmt: skip
    assert f"«/{address}»" in problem.told("it")


def test_a_list_is_written_only_if_nothing_was_lost(
    built: Site, project: TinySite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And only of a site that is there."""
    monkeypatch.chdir(project.root)
    file = write_published(built.folder, tmp_path)
    assert (file.name, len(file.read_text().splitlines()) > 100) == ("0.0.1.txt", True)
    (tmp_path / "0.0.0.txt").write_text("metodi/tabella/\n")
    file.unlink()
    with pytest.raises(ContentError, match="metodi/tabella"):
        write_published(built.folder, tmp_path)
    with pytest.raises(ContentError, match="make site"):
        write_published(tmp_path / "nowhere", tmp_path)
    assert not file.exists()
