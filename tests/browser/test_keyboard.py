"""Everything can be reached and done with the keys alone, and the focus is always in sight."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from built_site import Page, Site
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from visits import DESK, Visit, of_kind, visit

from macros.guide import Guide
from macros.model.text import LANGS, Lang

pytest_plugins = ["browser_fixtures"]

ZOOMED = {"width": 320, "height": 256}
"""What is left of a screen of 1280 x 1024 at 400 %."""
VIEWPORTS = {"desk": DESK, "zoomed": ZOOMED}
SINGLE_KEYS = "abcdefghijklmnopqrstuvwxyz0123456789.,;:/?!-+*[]"
SHORT_WALK = 40
"""Stops of a page that are walked through; all of them in the exhaustive test."""

STOPS = """() => {
    const can = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
    window.stops = [...document.querySelectorAll(can)].filter(one =>
        one.tabIndex >= 0 && !one.disabled && one.checkVisibility({visibilityProperty: true}) &&
        // Of a group of radio buttons, one stop: the arrows lead to the others.
        (one.type !== 'radio' || one.checked));
    return window.stops.length;
}"""
"""Where the Tab key must lead, in the order of the page."""

STOP = """() => {
    const one = document.activeElement;
    if (one === document.body) return null;
    const style = getComputedStyle(one);
    // A link may be broken over two lines: any piece of it will do.
    const inside = [...one.getClientRects()].map(box => [
        Math.max(box.left, 0), Math.max(box.top, 0),
        Math.min(box.right, innerWidth), Math.min(box.bottom, innerHeight),
    ]).filter(([left, top, right, bottom]) => right - left >= 1 && bottom - top >= 1);
    const shown = one.checkVisibility({opacityProperty: true});
    const seen = shown && inside.some(([left, top, right, bottom]) => [0.1, 0.5, 0.9].some(part => {
        const there = document.elementFromPoint(
            left + (right - left) * part, top + (bottom - top) * part);
        return there && (one.contains(there) || there.contains(one));
    }));
    return {
        place: window.stops.indexOf(one),
        html: one.outerHTML.slice(0, 160),
        native: one.matches('a[href], button, input, select, textarea, summary'),
        region: one.matches('[role=region][aria-label], [role=region][aria-labelledby]'),
        seen,
        ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    };
}"""
"""Where the focus is, and whether a reader can tell."""


def walk(tab: Tab, most: int) -> list[dict[str, Any]]:
    """Press Tab from the start of the page to its end, or as often as said."""
    count = tab.evaluate(STOPS)
    assert count > 5
    found: list[dict[str, Any]] = []
    for _ in range(min(count, most)):
        tab.keyboard.press("Tab")
        stop = tab.evaluate(STOP)
        assert stop, f"{tab.url}: the focus is lost after {found[-1:]}"
        found.append(stop)
    return found


def mistakes(stops: Iterable[dict[str, Any]]) -> list[str]:
    """What a reader who walks through a page with the keys would complain of."""
    found = []
    for place, stop in enumerate(stops):
        if stop["place"] != place:
            found.append(f"out of order, {stop['place']} instead of {place}: {stop['html']}")
            break
        if not (stop["native"] or stop["region"]):
            found.append(f"neither a control nor a named region: {stop['html']}")
        if not stop["seen"]:
            found.append(f"out of sight: {stop['html']}")
        if not stop["ring"]:
            found.append(f"without a ring: {stop['html']}")
    return found


def mistakes_on(
    browser: Browser, address: str, viewport: str, pages: Iterable[Page], most: int
) -> dict[str, list[str]]:
    # Still: what fades in would be looked at before it is there.
    reader = visit(browser, address, viewport=VIEWPORTS[viewport], reduced_motion="reduce")
    found = {}
    for page in pages:
        tab = reader.open(page.address)
        if wrong := mistakes(walk(tab, most)):
            found[page.file] = wrong
    reader.context.close()
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_without_scripts_the_keys_reach_the_menu_and_leave_by_it(
    lang: Lang, browser: Browser, address: str, paths: dict[str, list[str]], guide: Guide
) -> None:
    """At 400 %, scripts off: Enter on the link to the menu, Tab, Enter opens another page."""
    reader = visit(browser, address, viewport=ZOOMED, java_script_enabled=False)
    tab = reader.open(of_kind(paths, guide, "checklist", lang))
    before = tab.url
    tab.locator("header a[href='#menu']").focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    stop = tab.locator("nav#menu a:focus")
    assert stop.count() == 1
    box = stop.bounding_box()
    assert box
    assert 0 <= box["y"] < ZOOMED["height"]
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    assert tab.url.partition("#")[0] != before
    reader.context.close()


@pytest.mark.parametrize("viewport", ["desk", pytest.param("zoomed", marks=pytest.mark.exhaustive)])
def test_a_walk_with_the_tab_key(
    viewport: str, browser: Browser, address: str, sample: dict[Lang, list[Page]]
) -> None:
    """Each stop comes in the order of the page, is a real control, is in sight and has a ring."""
    assert mistakes_on(browser, address, viewport, sample["it"], SHORT_WALK) == {}


@pytest.mark.exhaustive
@pytest.mark.parametrize("viewport", VIEWPORTS)
def test_a_walk_through_every_page(
    viewport: str, browser: Browser, address: str, site: Site
) -> None:
    """The same on every page, to its end: no key is trapped, nothing is out of reach."""
    assert mistakes_on(browser, address, viewport, site.pages.values(), 10_000) == {}


@pytest.mark.parametrize(
    ("complaint", "spoil"),
    [
        ("without a ring", "link.style.outline = 'none'"),
        ("out of sight", "link.style.cssText = 'position: fixed; left: -999px'"),
        ("out of sight", "document.querySelector('header').style.cssText = 'opacity: 0'"),
        ("neither a control", "link.outerHTML = '<div tabindex=0>x</div>'"),
        ("out of order", "link.tabIndex = 1"),
    ],
)
def test_a_walk_finds_what_a_reader_would_complain_of(
    complaint: str, spoil: str, desk: Visit
) -> None:
    """What the tests above would report: one stop is spoilt."""
    tab = desk.open("")
    tab.evaluate(f"() => {{ const link = document.querySelector('article a'); {spoil}; }}")
    assert any(one.startswith(complaint) for one in mistakes(walk(tab, 30)))


def test_the_first_stop_of_every_layout_skips_to_the_content(
    desk: Visit, sample: dict[Lang, list[Page]]
) -> None:
    """Tab, Enter, Tab: the focus is past the header, on the page not found too."""
    for page in [*sample["it"], sample["en"][-1]]:
        tab = desk.open(page.address)
        tab.keyboard.press("Tab")
        first = tab.locator(":focus")
        assert (first.get_attribute("href") or "").startswith("#"), page.file
        assert first.is_visible()
        tab.keyboard.press("Enter")
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.closest('article') !== null"), page.file


def test_no_single_key_does_anything(desk: Visit, sample: dict[Lang, list[Page]]) -> None:
    """Whoever talks to the machine, and is heard as letters, is not taken elsewhere."""
    look = "[location.href, scrollY, document.activeElement.tagName, document.body.innerText]"
    for page in sample["it"]:
        tab = desk.open(page.address)
        before = tab.evaluate(look)
        for key in SINGLE_KEYS:
            tab.keyboard.press(key)
        assert tab.evaluate(look) == before, page.file


@pytest.mark.parametrize("lang", LANGS)
def test_enter_on_the_other_language_changes_it(
    lang: Lang, desk: Visit, paths: dict[str, list[str]], guide: Guide
) -> None:
    """One plain link: its name is in the language it leads to, and the page is in it."""
    tab = desk.open(of_kind(paths, guide, "phase", lang))
    link = tab.locator("header a[hreflang]")
    assert link.get_attribute("lang") == link.get_attribute("hreflang") != lang
    link.focus()
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    assert tab.evaluate("document.documentElement.lang") != lang


def test_what_is_folded_opens_and_closes_with_the_keys(
    desk: Visit, sample: dict[Lang, list[Page]]
) -> None:
    """Enter and the space bar, wherever something can be opened."""
    opened = 0
    for page in sample["it"]:
        tab = desk.open(page.address)
        folded = tab.locator("article details:not([open]) > summary:visible")
        if not folded.count():
            continue
        details = folded.first.locator("xpath=..").element_handle()
        folded.first.focus()
        for key, expected in (("Enter", True), ("Space", False)):
            tab.keyboard.press(key)
            assert details.evaluate("one => one.open") is expected, page.file
        opened += 1
    assert opened >= 2


def test_a_wide_table_scrolls_with_the_keys(
    browser: Browser, address: str, sample: dict[Lang, list[Page]]
) -> None:
    """On a narrow screen, the arrows bring the last column into sight."""
    reader = visit(browser, address, viewport=ZOOMED)
    scrolled = 0
    for page in sample["it"]:
        tab = reader.open(page.address)
        for box in tab.locator("[role=region][tabindex='0']:visible").all()[:2]:
            if box.evaluate("one => one.scrollWidth - one.clientWidth") < 20:
                continue
            box.focus()
            watch = box.evaluate_handle(
                """one => ({moved: new Promise(moved => {
                    one.addEventListener('scroll', () => moved(true), {once: true});
                    setTimeout(() => moved(false), 3000);
                })})"""
            )
            tab.keyboard.press("ArrowRight")
            assert watch.evaluate("watch => watch.moved"), page.file
            scrolled += 1
    assert scrolled >= 2
    reader.context.close()


def test_terms_are_explained_by_links(site: Site) -> None:
    """No definition that only a mouse can show: none in a title of an abbreviation."""
    links = [
        link
        for page in site.content_pages
        for link in page.links
        if link.tag == "a" and link.address.endswith(("/glossario/", "/glossary/")) and link.anchor
    ]
    assert len(links) > 100
    assert [page.file for page in site.pages.values() if page.elements("//abbr[@title]")] == []
