"""The guide for who sees it in another way: zoomed, spaced, in their own colours, still."""

from __future__ import annotations

import pytest
from built_site import Page, Site
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from visits import DESK, DEVICES, NARROW, Visit, unfold, visit

from macros.guide import Guide
from macros.model.text import LANGS, Lang

pytest_plugins = ["browser_fixtures"]

ZOOMED = {"width": 320, "height": 256}
"""What is left of a screen of 1280 x 1024 at 400 %."""

SPACED = """() => {
    const style = new CSSStyleSheet();
    style.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
            word-spacing: 0.16em !important; }
        p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets = [style];
}"""
"""The spacing that a reader may set: WCAG 1.4.12."""

CUT = """() => [...document.querySelectorAll('body *')].filter(one => {
    const style = getComputedStyle(one);
    const hides = way => way === 'hidden' || way === 'clip';
    return one.checkVisibility() && style.clipPath === 'none'
        && (hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1
            || hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
}).map(one => one.outerHTML.slice(0, 160))"""
"""Boxes whose words do not fit and cannot be scrolled to."""

STICKING = """() => Math.max(0, ...[...document.querySelectorAll('body *')]
    .filter(one => ['fixed', 'sticky'].includes(getComputedStyle(one).position))
    .filter(one => one.checkVisibility())
    .map(one => one.getBoundingClientRect())
    .filter(box => box.width > innerWidth / 2)
    .map(box => box.height))"""
"""The tallest thing that stays in the way while the page scrolls."""

MOVING = """() => [...document.querySelectorAll('*')].flatMap(one => ['', '::before', '::after']
    .map(part => getComputedStyle(one, part || null))
    .filter(style => [style.transitionDuration, style.animationDuration].some(times =>
        times.split(',').some(time => parseFloat(time) > 0.01))
        || style.scrollBehavior === 'smooth')
    .map(() => one.outerHTML.slice(0, 160)))"""

UNBORDERED = """() => [...document.querySelectorAll('button, select, textarea, input, dialog')]
    .filter(one => one.checkVisibility() && getComputedStyle(one).appearance === 'none')
    .filter(one => {
        const style = getComputedStyle(one);
        return style.borderTopStyle === 'none' || parseFloat(style.borderTopWidth) < 1;
    }).map(one => one.outerHTML.slice(0, 160))"""
"""Controls that, without their background, have no edge."""


def sideways(tab: Tab) -> int:
    """By how many pixels the page is wider than the screen."""
    wider = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
    return int(max(wider, 0))


def in_both(sample: dict[Lang, list[Page]]) -> list[Page]:
    return [page for lang in LANGS for page in sample[lang]]


def test_every_layout_is_usable_without_scripts(
    browser: Browser, address: str, sample: dict[Lang, list[Page]]
) -> None:
    """Title, text and menu are there, and nothing that would do nothing."""
    for device in DEVICES.values():
        reader = visit(browser, address, java_script_enabled=False, **device)
        for page in in_both(sample):
            tab = reader.open(page.address)
            assert tab.locator("h1").is_visible(), page.file
            assert tab.locator("nav#menu a").first.is_visible(), page.file
            assert tab.locator("[data-needs-scripts]:visible").count() == 0, page.file
            assert tab.locator("button:visible, input[type=button]:visible").count() == 0, page.file
            assert reader.wrong == [], page.file
        reader.context.close()


@pytest.mark.parametrize("viewport", [NARROW, ZOOMED], ids=["narrow", "zoomed"])
def test_nothing_scrolls_sideways_or_is_cut(
    viewport: dict[str, int], browser: Browser, address: str, sample: dict[Lang, list[Page]]
) -> None:
    """320 pixels, and 400 %, all unfolded: only tables scroll, in their box; nothing covers."""
    reader = visit(browser, address, viewport=viewport)
    for page in in_both(sample):
        tab = reader.open(page.address)
        unfold(tab)
        assert sideways(tab) == 0, page.file
        assert tab.evaluate(CUT) == [], page.file
        assert tab.evaluate(STICKING) <= viewport["height"] / 3, page.file
    reader.context.close()


@pytest.mark.exhaustive
def test_no_page_scrolls_sideways_or_is_cut(browser: Browser, address: str, site: Site) -> None:
    """The same for every page, with letters spaced too."""
    reader = visit(browser, address, viewport=NARROW)
    wrong = []
    for page in site.pages.values():
        tab = reader.open(page.address)
        unfold(tab)
        for _ in range(2):
            if sideways(tab) or tab.evaluate(CUT):
                wrong.append(page.file)
            tab.evaluate(SPACED)
    assert wrong == []
    reader.context.close()


@pytest.mark.parametrize("device", [pytest.param("desk", marks=pytest.mark.exhaustive), "phone"])
def test_letters_may_be_spaced(
    device: str, browser: Browser, address: str, sample: dict[Lang, list[Page]]
) -> None:
    """With the spacing that helps to read, no word is cut and nothing scrolls sideways."""
    reader = visit(browser, address, **DEVICES[device])
    for page in in_both(sample):
        tab = reader.open(page.address)
        tab.evaluate(SPACED)
        unfold(tab)
        assert sideways(tab) == 0, page.file
        assert tab.evaluate(CUT) == [], page.file
    reader.context.close()


def test_letters_alone_may_be_twice_as_large(desk: Visit, sample: dict[Lang, list[Page]]) -> None:
    """With letters twice as large nothing is cut and nothing scrolls sideways."""
    for page in in_both(sample):
        tab = desk.open(page.address)
        tab.evaluate("document.documentElement.style.fontSize = '200%'")
        assert sideways(tab) == 0, page.file
        assert tab.evaluate(CUT) == [], page.file


@pytest.mark.parametrize(
    "spoil",
    ["h1.style.cssText = 'width: 5px; overflow: hidden'", "h1.style.width = '1500px'"],
    ids=["cut", "sideways"],
)
def test_what_is_cut_is_found(spoil: str, desk: Visit) -> None:
    """What the tests above would report: a title cut, a title wider than the screen."""
    tab = desk.open("")
    assert (sideways(tab), tab.evaluate(CUT)) == (0, [])
    tab.evaluate(
        "() => { const h1 = document.querySelector('h1'); h1.style.maxWidth = 'none';"
        f" h1.style.whiteSpace = 'nowrap'; {spoil}; }}"
    )
    assert (sideways(tab), tab.evaluate(CUT)) != (0, [])


def test_in_the_readers_own_colours_focus_and_edges_stay(
    browser: Browser, address: str, sample: dict[Lang, list[Page]]
) -> None:
    """With forced colours, where shadows and grounds go, rings and edges of controls are there."""
    reader = visit(browser, address, viewport=DESK, forced_colors="active")
    for page in sample["it"]:
        tab = reader.open(page.address)
        assert tab.evaluate("matchMedia('(forced-colors: active)').matches")
        assert tab.evaluate(UNBORDERED) == [], page.file
        for _ in range(12):
            tab.keyboard.press("Tab")
            assert tab.evaluate(
                """() => {
                    const style = getComputedStyle(document.activeElement);
                    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
                        && style.outlineColor !== getComputedStyle(document.body).backgroundColor;
                }"""
            ), f"{page.file}: {tab.evaluate('document.activeElement.outerHTML')[:160]}"
    reader.context.close()


def test_where_you_are_is_not_said_by_colour_alone(
    browser: Browser, address: str, guide: Guide
) -> None:
    """The page in sight stands out in the menu with forced colours too: by its weight."""
    reader = visit(browser, address, viewport=DESK, forced_colors="active")
    tab = reader.open(guide.prose["methods", "it"].address)
    here = tab.locator("nav#menu a[aria-current]").first
    other = tab.locator("nav#menu a:not([aria-current])").first
    weight = "one => parseInt(getComputedStyle(one).fontWeight)"
    assert here.evaluate(weight) > other.evaluate(weight)
    reader.context.close()


def test_nothing_moves_for_who_asks_for_stillness(
    browser: Browser, address: str, sample: dict[Lang, list[Page]]
) -> None:
    """With reduced motion there is no transition, no animation, no smooth scroll."""
    moving = 0
    for motion in ("no-preference", "reduce"):
        reader = visit(browser, address, viewport=DESK, reduced_motion=motion)
        for page in sample["it"]:
            found = reader.open(page.address).evaluate(MOVING)
            if motion == "no-preference":
                moving += len(found)
            else:
                assert found == [], page.file
        reader.context.close()
    assert moving, "nothing moves at all: what is looked for is not there"
