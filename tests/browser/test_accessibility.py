"""Anyone can use it: no fault of WCAG 2.2 AA on any layout, in whatever state a reader leaves it.

What axe cannot see is in `test_keyboard.py` and `test_other_displays.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axe import faults, faults_of_colour
from built_site import Page, Site
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from visits import DEVICES, Visit, unfold, visit

from macros.generated import GENERATED
from macros.guide import Guide
from macros.model.text import LANGS, Lang

pytest_plugins = ["browser_fixtures"]


def tick_everything(tab: Tab) -> None:
    for box in tab.locator("article").get_by_role("checkbox").all():
        box.check()


def come_from_a_link_to_an_item(tab: Tab) -> None:
    item = tab.locator("article .plm-item[id]").first.get_attribute("id")
    tab.goto(f"{tab.url}#{item}")
    assert tab.locator(":target").count() == 1


def show_the_skip_link(tab: Tab) -> None:
    tab.keyboard.press("Tab")
    assert tab.locator(".md-skip:focus").count() == 1


def go_to_the_menu(tab: Tab) -> None:
    tab.locator("header a[href='#menu']").focus()
    tab.keyboard.press("Enter")
    assert tab.url.endswith("#menu")


@dataclass(frozen=True)
class State:
    """What a reader has in front of them after doing something."""

    page: str
    """A kind of page, or the id of a page by hand."""
    reach: Callable[[Tab], None]

    def address(self, guide: Guide, lang: Lang) -> str:
        """The page, from the root of the site: the first of its kind."""
        if self.page in GENERATED:
            ids = (
                id
                for model, entries in guide.catalog.entries.items()
                if model.__name__.lower() == self.page
                for id in entries
            )
            return guide.addresses.of(self.page, min(ids), lang)
        return guide.prose[self.page, lang].address


STATES = {
    "skip link shown": State("home", show_the_skip_link),
    "at the menu": State("phase", go_to_the_menu),
    "checklist ticked": State("checklist", tick_everything),
    "item of a checklist reached by a link": State("checklist", come_from_a_link_to_an_item),
}
"""One line each; everything unfolded is looked at on every page."""

SPOILERS = {
    "label": "document.querySelector('.plm-item > input').labels[0].htmlFor = 'elsewhere'",
    "color-contrast": "document.querySelector('h1').style.color = 'silver'",
    "html-has-lang": "document.documentElement.removeAttribute('lang')",
    "target-size": """document.querySelectorAll('.plm-header__tools a').forEach(link => {
        link.style.cssText = 'min-width: 0; min-height: 0; height: 9px; overflow: hidden';
        link.parentNode.style.cssText = 'display: block';
    })""",
}
"""A fault for each, and the rule of axe that names it."""


def readers(
    browser: Browser, address: str, devices: Iterable[str] = DEVICES, **options: Any
) -> Iterator[Visit]:
    """A reader for each device; still, so that no colour is caught while it changes."""
    for device in devices:
        one = visit(browser, address, reduced_motion="reduce", **DEVICES[device], **options)
        yield one
        one.context.close()


def faults_by_day_and_by_night(tab: Tab) -> list[str]:
    tab.emulate_media(color_scheme="light")
    found = faults(tab)
    tab.emulate_media(color_scheme="dark")
    return [*found, *(f"by night: {one}" for one in faults_of_colour(tab))]


def faults_on(
    browser: Browser, address: str, pages: Iterable[Page], devices: Iterable[str] = DEVICES
) -> dict[str, list[str]]:
    """By page, with everything unfolded, on each device, by day and by night."""
    found: dict[str, list[str]] = {}
    for reader in readers(browser, address, devices):
        for page in pages:
            tab = reader.open(page.address)
            unfold(tab)
            if wrong := faults_by_day_and_by_night(tab):
                found.setdefault(page.file, []).extend(wrong)
    return found


@pytest.mark.exhaustive
def test_no_layout_has_faults_without_scripts(
    browser: Browser, address: str, sample: dict[Lang, list[Page]]
) -> None:
    """Where scripts do not arrive, the page that stays is as accessible."""
    reader = visit(browser, address, **DEVICES["phone"])
    reader.context.route("**/*.js", lambda route: route.abort())
    for page in sample["it"]:
        tab = reader.open(page.address)
        assert not tab.evaluate("document.documentElement.hasAttribute('data-scripts')")
        assert faults(tab) == [], page.file
    reader.context.close()


@pytest.mark.parametrize(
    ("lang", "device"), [pytest.param("it", "desk", marks=pytest.mark.exhaustive), ("en", "phone")]
)
def test_no_layout_has_faults(
    lang: Lang, device: str, browser: Browser, address: str, sample: dict[Lang, list[Page]]
) -> None:
    """Light and dark, everything unfolded: axe finds nothing; the other ways are exhaustive."""
    assert len(sample[lang]) > 10
    assert faults_on(browser, address, sample[lang], [device]) == {}


@pytest.mark.parametrize("name", STATES)
def test_no_state_has_faults(name: str, browser: Browser, address: str, guide: Guide) -> None:
    """After what a reader does, too, axe finds nothing: both languages, devices and schemes."""
    state = STATES[name]
    for reader in readers(browser, address):
        for lang in LANGS:
            tab = reader.open(state.address(guide, lang))
            state.reach(tab)
            assert faults_by_day_and_by_night(tab) == [], lang


@pytest.mark.exhaustive
@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("lang", LANGS)
def test_no_page_has_faults(
    lang: Lang, device: str, browser: Browser, address: str, site: Site
) -> None:
    """The same for every page, those for missing addresses too."""
    pages = [page for page in site.pages.values() if page.lang == lang]
    assert len(pages) > 150
    assert faults_on(browser, address, pages, [device]) == {}


@pytest.mark.parametrize("rule", SPOILERS)
def test_a_spoilt_page_is_found(rule: str, desk: Visit, guide: Guide) -> None:
    """What the tests above would report: one fault put into a page that has none."""
    tab = desk.open(State("checklist", tick_everything).address(guide, "it"))
    assert faults(tab) == []
    tab.evaluate(SPOILERS[rule])
    assert rule in {one.split(":")[0] for one in faults(tab)}


def test_colours_of_the_night_are_looked_at(desk: Visit) -> None:
    """A word that is read well by day and badly by night is found."""
    tab = desk.open("")
    tab.evaluate("document.querySelector('h1').style.color = '#172524'")
    found = faults_by_day_and_by_night(tab)
    assert found
    assert all(one.startswith("by night: color-contrast") for one in found)
