"""The copy to read without a network works from a folder, whatever the folder is called."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from built_site import SITE_URL, Site
from playwright.sync_api import Browser
from visits import DESK, Visit, visit

from macros.guide import Guide
from macros.model.text import LANGS
from macros.offline import SIZE_UNKNOWN
from macros.view import View

ARCHIVE = "downloads/guida-plm-offline.zip"
pytest_plugins = ["browser_fixtures"]

LEFT_OUT = (
    "data-online-only",
    "data-needs-http",
    "data-offline-only",
    'rel="canonical"',
    'rel="alternate"',
    "og:title",
    "ld+json",
    SIZE_UNKNOWN,
)
"""What no page of the copy may hold."""


@pytest.fixture(scope="module")
def copy(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive, opened as on the stick of somebody who names folders freely."""
    stick = tmp_path_factory.mktemp("stick") / "Guida Città"
    with zipfile.ZipFile(site.folder / ARCHIVE) as archive:
        archive.extractall(stick)
    return stick / "guida-plm"


@pytest.fixture
def reader(copy: Path, browser: Browser) -> Iterator[Visit]:
    """Somebody who opens files; a request to any other place is noted as wrong."""
    one = visit(browser, f"{copy.as_uri()}/", viewport=DESK)
    yield one
    one.context.close()


def test_every_link_of_every_page_leads_to_a_file(copy: Path, site: Site) -> None:
    """Pages, anchors, documents, styles and scripts; no folder, nothing missing."""
    pages = Site(copy).pages
    assert set(pages) == {page.file for page in site.content_pages}
    ids = {file: {"", *page.ids} for file, page in pages.items()}
    exists: dict[str, bool] = {}
    wrong, looked = [], 0
    for page in pages.values():
        for link in page.links:
            if not urlsplit(link.value).scheme:
                file = site.file_of(link.address)
                there = exists.setdefault(file, (copy / file).is_file())
                folder = urlsplit(link.value).path.endswith(("/", "."))
                looked += 1
                if folder or not there or link.anchor not in ids.get(file, {link.anchor}):
                    wrong.append(f"{page.file}: {link.value}")
    assert looked > 10_000
    assert wrong == []


def test_nothing_is_left_that_needs_a_server(copy: Path) -> None:
    """No mark, no address of the web in the head, no archive inside the archive."""
    for file in copy.rglob("*.html"):
        text = file.read_text("utf-8")
        for mark in LEFT_OUT:
            assert mark not in text, f"{file.name}: {mark}"
        assert "22 novembre 2026" in text or "22 November 2026" in text
    names = {file.relative_to(copy).as_posix() for file in copy.rglob("*") if file.is_file()}
    assert "LEGGIMI - READ ME.txt" in names
    assert [name for name in names if name.endswith((".zip", ".xml", "404.html"))] == []
    assert sum(name.startswith("downloads/") for name in names) > 400


def test_the_pages_of_documents_offer_the_copy_with_its_size(site: Site, guide: Guide) -> None:
    """In both languages; and the same archive for both."""
    size = (site.folder / ARCHIVE).stat().st_size
    assert size < 40e6
    for lang in LANGS:
        page = site.at(guide.prose["documents", lang].address)
        (link,) = page.elements("//a[contains(@href, 'offline')]")
        assert View(guide, lang, "").size(size) in link.text_content()
    assert not any(SIZE_UNKNOWN in (site.folder / name).read_text("utf-8") for name in site.pages)


@pytest.mark.exhaustive
def test_pages_look_and_lead_as_online(reader: Visit, copy: Path, guide: Guide) -> None:
    """Style and scripts load; the links of a page lead where they should, in both languages."""
    clicked = 0
    for lang in LANGS:
        for id in ("home", "documents"):
            tab = reader.open(f"{guide.prose[id, lang].address}index.html")
            assert tab.evaluate("document.documentElement.hasAttribute('data-scripts')")
            colour = "getComputedStyle(document.querySelector('header')).backgroundColor"
            assert tab.evaluate(colour) != "rgba(0, 0, 0, 0)"
            hrefs = tab.eval_on_selector_all(
                "main a[href$='index.html'], header a", "all => all.map(one => one.href)"
            )
            for href in dict.fromkeys(hrefs[:15]):
                tab.goto(href)
                assert tab.locator("h1").count() == 1, href
                clicked += 1
    assert clicked > 30
    assert reader.wrong == []


def test_a_reader_changes_language_and_comes_back(reader: Visit, guide: Guide) -> None:
    """From a method to its twin, and again."""
    start = f"{reader.address}{guide.addresses.of('method', 'world-cafe', 'it')}index.html"
    tab = reader.tab
    tab.goto(start)
    tab.locator("header a[hreflang=en]").click()
    assert tab.locator("html").get_attribute("lang") == "en"
    tab.locator("header a[hreflang=it]").click()
    assert tab.url == start
    assert reader.wrong == []


def test_a_checklist_is_ticked_and_printed(reader: Visit, guide: Guide) -> None:
    """What is ticked and kept is there when the file is opened again; paper comes out."""
    tab = reader.open(f"{guide.addresses.of('checklist', 'mandate-and-setup', 'it')}index.html")
    box = tab.locator("fieldset.plm-checklist input[type=checkbox]").first
    box.check()
    tab.locator("[data-do=keep]").click()
    tab.reload()
    assert box.is_checked()
    assert tab.locator("[data-without-http]").is_visible()
    assert tab.locator("[data-do=fill]").count() == 0
    assert len(tab.pdf(format="A4")) > 10_000
    assert reader.wrong == []


@pytest.mark.parametrize(("lang", "words"), [("it", "citta DELIBER"), ("en", "resol")])
def test_the_index_is_searched_by_typing(
    reader: Visit, guide: Guide, lang: str, words: str
) -> None:
    """Accents and capitals do not count; nothing found is said; emptied, all is back."""
    tab = reader.open(f"{guide.prose['a-to-z', lang].address}index.html")  # type: ignore[index]
    lines = tab.locator("ul.plm-index li:visible")
    told = tab.locator("form[data-tool=index-filter] [role=status]")
    every = lines.count()
    field = tab.locator("#index-filter")
    field.fill(words.rpartition(" ")[2])
    found = lines.count()
    assert 0 < found < every / 10
    assert str(found) in told.inner_text()
    field.fill("xyzxyz")
    assert lines.count() == 0
    assert told.inner_text()
    field.fill("")
    assert lines.count() == every > 300
    assert told.inner_text() == ""
    assert reader.wrong == []


def test_the_index_without_scripts_shows_no_field(browser: Browser, copy: Path) -> None:
    """What would do nothing is not there; the letters are."""
    page = visit(browser, f"{copy.as_uri()}/", java_script_enabled=False)
    tab = page.open("dalla-a-alla-z/index.html")
    assert not tab.locator("#index-filter").is_visible()
    assert tab.locator(".plm-letters a").count() > 15
    page.context.close()


def test_the_copy_says_its_date_and_what_is_only_online(reader: Visit) -> None:
    """At the foot of each page, with the address of the newest edition."""
    tab = reader.open("index.html")
    foot = tab.locator("footer")
    assert "edizione del 22 novembre 2026" in foot.inner_text()
    assert "Solo in rete" in foot.inner_text()
    assert foot.locator(f"a[href='{SITE_URL}']").is_visible()
