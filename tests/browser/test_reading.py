"""What a reader meets in a browser: on a desk and on a phone, by day and by night, on paper."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path
from typing import Literal

import pdf_reading
import pikepdf
import pytest
from built_site import Page, Site
from playwright.sync_api import Browser
from visits import DESK, PHONE, Visit, of_kind, visit

from macros.guide import Guide
from macros.model.decision import Decision
from macros.model.office import Office
from macros.model.text import LANGS, Lang

pytest_plugins = ["browser_fixtures"]

BETWEEN_MARGINS = 673
"""Pixels of an A4 page inside the margins of the style sheet: 178 mm."""


@pytest.mark.parametrize(
    ("device", "scheme"),
    [
        ("desk", "light"),
        ("phone", "dark"),
        pytest.param("desk", "dark", marks=pytest.mark.exhaustive),
        pytest.param("phone", "light", marks=pytest.mark.exhaustive),
    ],
)
def test_nothing_goes_wrong_on_any_kind_of_page(
    device: str,
    scheme: Literal["light", "dark"],
    browser: Browser,
    address: str,
    paths: dict[str, list[str]],
) -> None:
    """No error, no breach of the policy, no missing file, no request elsewhere, no cookie."""
    reader = visit(
        browser, address, viewport=PHONE if device == "phone" else DESK, color_scheme=scheme
    )
    for lang in LANGS:
        for path in paths[lang]:
            tab = reader.open(path)
            assert tab.locator("h1").is_visible(), path
            assert tab.evaluate("document.documentElement.lang") == lang
            assert reader.wrong == [], path
    assert reader.requests > 60
    assert reader.context.cookies() == []
    stored = reader.tab.evaluate("localStorage.length + sessionStorage.length")
    assert stored == 0
    reader.context.close()


def test_the_watch_sees_a_breach_of_the_policy(desk: Visit) -> None:
    """What the test above would report: a script added to a page is stopped, and told."""
    tab = desk.open("")
    tab.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))"
    )
    assert any("Content Security Policy" in one for one in desk.wrong)


def test_the_policy_does_not_stop_the_style(desk: Visit) -> None:
    """Every style sheet is read: the letters are not those of a page without style."""
    tab = desk.open("")
    asked = tab.locator("link[rel=stylesheet]").count()
    assert tab.evaluate("document.styleSheets.length") == asked > 0
    assert tab.evaluate("[...document.styleSheets].every(sheet => sheet.cssRules.length > 0)")


def test_dark_and_light_differ(browser: Browser, address: str) -> None:
    """Whoever asks for a dark screen gets it."""
    colours = set()
    for scheme in ("light", "dark"):
        reader = visit(browser, address, color_scheme=scheme)
        tab = reader.open("")
        colours.add(tab.evaluate("getComputedStyle(document.body).backgroundColor"))
        reader.context.close()
    assert len(colours) == 2


@pytest.mark.parametrize("lang", ["it", "en"])
def test_the_language_link_leads_to_the_same_subject(
    lang: Lang, desk: Visit, paths: dict[str, list[str]], guide: Guide
) -> None:
    """A click changes the language, a second one comes back."""
    path = of_kind(paths, guide, "checklist", lang)
    tab = desk.open(path)
    for expected in (of_kind(paths, guide, "checklist", "en" if lang == "it" else "it"), path):
        tab.locator("header a[hreflang]").click()
        assert tab.url == desk.address + expected


@pytest.mark.parametrize("lang", ["it", "en"])
def test_a_phone_without_scripts_reaches_the_menu(
    lang: Lang, phone: Visit, paths: dict[str, list[str]], guide: Guide
) -> None:
    """One tap shows the menu, a second one opens another page."""
    tab = phone.open(of_kind(paths, guide, "checklist", lang))
    menu = tab.locator("nav#menu")
    tab.locator("header a[href='#menu']").tap()
    entry = menu.locator("a").nth(3)
    box = entry.bounding_box()
    assert box
    assert 0 <= box["y"] <= PHONE["height"]
    with tab.expect_navigation():
        entry.tap()
    assert tab.locator("nav#menu a[aria-current='page']").count() == 1


@pytest.mark.parametrize("lang", ["it", "en"])
def test_a_checklist_is_ticked_by_its_words_and_by_the_keys(
    lang: Lang, desk: Visit, paths: dict[str, list[str]], guide: Guide
) -> None:
    """The sentence is part of the box: a click on it ticks, the space bar unticks."""
    tab = desk.open(of_kind(paths, guide, "checklist", lang))
    boxes = tab.get_by_role("checkbox")
    assert boxes.count() >= 5
    second = boxes.nth(1)
    tab.locator(f"label[for='{second.get_attribute('id')}']").click()
    assert second.is_checked()
    second.focus()
    tab.keyboard.press("Space")
    assert not second.is_checked()


@pytest.mark.parametrize("lang", ["it", "en"])
def test_a_download_gives_the_file(
    lang: Lang, desk: Visit, paths: dict[str, list[str]], guide: Guide, site: Site
) -> None:
    """A click on the first file saves it under a name that says what it is."""
    tab = desk.open(of_kind(paths, guide, "template", lang))
    link = tab.locator("a.plm-download").first
    with tab.expect_download() as waiting:
        link.click()
    name = waiting.value.suggested_filename
    (listed,) = [
        one
        for one in site.manifest
        if one["path"].endswith(f"/{name}") and one["kind"] == "template" and one["lang"] == lang
    ]
    assert Path(waiting.value.path()).stat().st_size == listed["bytes"]


def widest_tables(site: Site) -> list[Page]:
    """The pages whose tables have most columns."""

    def columns(page: Page) -> int:
        return max((len(row) for row in page.elements("//article//tr")), default=0)

    found = sorted(site.content_pages, key=columns)[-8:]
    assert columns(found[0]) >= 3
    return found


def test_no_table_is_wider_than_the_paper(desk: Visit, site: Site) -> None:
    """On A4, inside its margins, the right edge of each table is on the page."""
    desk.tab.set_viewport_size({"width": BETWEEN_MARGINS, "height": 1000})
    desk.tab.emulate_media(media="print")
    for page in widest_tables(site):
        edges = desk.open(page.address).evaluate(
            "[...document.querySelectorAll('table')].map(t => t.getBoundingClientRect().right)"
        )
        assert edges
        assert max(edges) <= BETWEEN_MARGINS, page.file


def test_paper_keeps_the_last_column_of_every_table(desk: Visit, site: Site) -> None:
    """Printed, the widest tables lose no column: the last words of each row are there."""
    for page in widest_tables(site)[-4:]:
        tab = desk.open(page.address)
        rows = tab.locator("article tr > :last-child").all_inner_texts()
        assert len(rows) > 3
        with pikepdf.Pdf.open(io.BytesIO(tab.pdf(format="A4", prefer_css_page_size=True))) as paper:
            # Printed letters may be joined, as in «fi»: one sign instead of two.
            printed = unicodedata.normalize("NFKC", pdf_reading.text_of(paper))
        for words in rows:
            assert "".join(words.split()) in printed, f"{page.file}: {words}"


def test_pages_made_for_one_sheet_fit_one_sheet(desk: Visit, site: Site, guide: Guide) -> None:
    """What an officer hangs up or hands over prints on one A4 page, in both languages."""
    found = [
        page
        for page in site.content_pages
        if page.elements("//article[contains(@class, 'plm-sheet')]")
    ]
    assert {page.lang for page in found} == set(LANGS)
    assert len(found) > 2 * (len(guide.catalog.all(Office)) + len(guide.catalog.all(Decision)))
    sheets = {}
    for page in found:
        tab = desk.open(page.address)
        with pikepdf.Pdf.open(io.BytesIO(tab.pdf(format="A4", prefer_css_page_size=True))) as paper:
            sheets[page.file] = len(paper.pages)
    assert {file: count for file, count in sheets.items() if count > 1} == {}


def test_paper_has_no_menu(desk: Visit, paths: dict[str, list[str]], guide: Guide) -> None:
    """Menus and links to turn pages are of no use on paper."""
    tab = desk.open(of_kind(paths, guide, "phase", "it"))
    tab.emulate_media(media="print")
    assert tab.locator("article").is_visible()
    for one in ("nav#menu", "header nav", "nav.plm-turn"):
        assert not tab.locator(one).is_visible(), one
