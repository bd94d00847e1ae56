"""Finding an entry in a list: by links without scripts, by filters with them."""

from __future__ import annotations

from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from visits import DEVICES, PHONE, Visit, visit

from macros.facets import FACETS
from macros.guide import Guide
from macros.model.text import LANGS, Lang
from macros.view import View

pytest_plugins = ["browser_fixtures"]

LISTS = {"methods": "method", "documents": "template", "checklists": "checklist"}
"""Pages with filters, and the kind that each lists."""
SHOWN = "[...document.querySelectorAll('[data-entry]')].filter(one => one.offsetParent)"


def list_of(guide: Guide, page: str, lang: Lang) -> str:
    return guide.prose[page, lang].address


def shown(tab: Tab) -> list[str]:
    """The ids of the entries in sight, in order."""
    found: list[str] = tab.evaluate(f"{SHOWN}.map(one => one.dataset.entry)")
    return found


def having(guide: Guide, kind: str, **wanted: str) -> set[str]:
    """The ids of the entries with the values given, according to the data."""
    view = View(guide, "it", "")
    facets = {facet.name: facet for facet in FACETS[kind]}
    return {
        entry.id
        for entry in view.all(kind)
        if all(value in facets[name].values(view, entry) for name, value in wanted.items())
    }


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("page", LISTS)
def test_without_scripts_links_lead_to_each_group(
    page: str, lang: Lang, phone: Visit, guide: Guide
) -> None:
    """No form that does nothing: a link for each value, which leads to its group."""
    tab = phone.open(list_of(guide, page, lang))
    assert not tab.locator("form[data-tool=filters]").is_visible()
    links = tab.locator("nav.plm-jumps a")
    assert links.count() >= 9
    for link in (links.first, links.last):
        link.tap()
        target = tab.locator(f"[id='{urlsplit(tab.url).fragment}']")
        box = target.bounding_box()
        assert box and 0 <= box["y"] <= phone.tab.viewport_size["height"]  # type: ignore[index]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("page", LISTS)
def test_every_choice_shows_its_entries_once(
    page: str, lang: Lang, desk: Visit, guide: Guide
) -> None:
    """Each value of each filter shows the entries of the data that have it, and says how many."""
    kind = LISTS[page]
    tab = desk.open(list_of(guide, page, lang))
    assert not tab.locator("nav.plm-jumps").is_visible()
    total = len(View(guide, lang, "").all(kind))
    tried = 0
    for facet in FACETS[kind]:
        choice = tab.locator(f"select[name={facet.name}]")
        for value in choice.locator("option").evaluate_all("all => all.map(one => one.value)"):
            choice.select_option(value)
            if not value:
                continue
            tried += 1
            expected = having(guide, kind, **{facet.name: value})
            assert sorted(shown(tab)) == sorted(expected), f"{facet.name}={value}"
            status = tab.get_by_role("status").inner_text()
            assert str(len(expected)) in status and str(total) in status
            assert parse_qs(urlsplit(tab.url).query) == {facet.name: [value]}
        choice.select_option("")
    assert tried >= 9
    assert set(shown(tab)) == having(guide, kind)
    assert desk.wrong == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_phone_opens_where_one_can_begin(
    lang: Lang, browser: Browser, address: str, guide: Guide
) -> None:
    """With no scrolling: on the index the field that narrows it, at home a first way in."""
    reader = visit(browser, address, **DEVICES["phone"])
    for page, first in (("a-to-z", "#index-filter"), ("home", "#what-do-you-need + ul > li a")):
        tab = reader.open(guide.prose[page, lang].address)
        box = tab.locator(first).first.bounding_box()
        assert box and box["y"] + box["height"] < PHONE["height"], page
    index = reader.open(guide.prose["a-to-z", lang].address)
    field = index.locator("#index-filter")
    assert field.evaluate(
        "one => one.compareDocumentPosition(document.querySelector('.plm-index')) & 4"
    )
    field.fill("zzzz")
    assert index.locator("ul.plm-index li:visible").count() == 0
    assert reader.wrong == []
    reader.context.close()


def test_filters_add_up_and_empty_groups_disappear(desk: Visit, guide: Guide) -> None:
    """Two filters at once: only what has both, below the headings that still hold something."""
    wanted = {"phase": "context-analysis", "safety": "s2"}
    tab = desk.open(list_of(guide, "methods", "it"))
    for name, value in wanted.items():
        tab.locator(f"select[name={name}]").select_option(value)
    expected = having(guide, "method", **wanted)
    assert 0 < len(expected) < len(having(guide, "method", safety="s2"))
    assert sorted(shown(tab)) == sorted(expected)
    headings = tab.locator("h3[id^=phase-]:visible").evaluate_all("all => all.map(one => one.id)")
    assert headings == ["phase-context-analysis"]


def test_an_address_brings_its_filters_with_it(desk: Visit, guide: Guide) -> None:
    """Whoever is sent a filtered list sees the same list, in sight at once."""
    wanted = {"phase": "problems-and-priorities", "type": "canvas"}
    query = "&".join(f"{name}={value}" for name, value in wanted.items())
    tab = desk.open(f"{list_of(guide, 'documents', 'en')}?{query}")
    assert sorted(shown(tab)) == sorted(having(guide, "template", **wanted)) != []
    for name, value in wanted.items():
        assert tab.locator(f"select[name={name}]").input_value() == value
    assert tab.locator("form[data-tool=filters]").evaluate(
        "form => form.getBoundingClientRect().top < innerHeight"
    )


@pytest.mark.parametrize(
    "query",
    [
        "phase=nowhere",
        "phase=",
        "phase=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&safety=%22%5D%20*",
        "__proto__=x&constructor=y&entry=raci",
        "phase=%E0%A4%A&safety=%00",
        "phase=" + quote("a" * 5000),
    ],
)
def test_values_that_the_page_does_not_offer_are_ignored(
    query: str, desk: Visit, guide: Guide
) -> None:
    """An address written to do harm, or by mistake, shows the whole list and nothing else."""
    tab = desk.open(f"{list_of(guide, 'methods', 'it')}?{query}")
    assert set(shown(tab)) == having(guide, "method")
    assert tab.locator("select[name=phase]").input_value() == ""
    assert tab.locator("article img").count() == 0
    assert desk.wrong == []


def test_the_keys_alone_filter_and_start_again(desk: Visit, guide: Guide) -> None:
    """A key chooses, Tab reaches the button, Enter brings all back and focus is not lost."""
    tab = desk.open(list_of(guide, "checklists", "it"))
    choice = tab.locator("select[name=phase]")
    choice.focus()
    tab.keyboard.press("ArrowDown")
    assert 0 < len(shown(tab)) < len(having(guide, "checklist"))
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.type") == "reset"
    tab.keyboard.press("Enter")
    assert set(shown(tab)) == having(guide, "checklist")
    assert choice.evaluate("one => one === document.activeElement")
    assert urlsplit(tab.url).query == ""


def test_a_link_to_a_hidden_group_shows_it(desk: Visit, guide: Guide) -> None:
    """The contents beside the page never lead to something that a filter hides."""
    tab = desk.open(f"{list_of(guide, 'methods', 'it')}?phase=mandate-and-setup")
    group = tab.locator("h3#phase-context-analysis")
    assert not group.is_visible()
    tab.locator(".plm-contents--beside a[href='#phase-context-analysis']").click()
    assert group.is_visible()
    assert set(shown(tab)) == having(guide, "method")


@pytest.mark.parametrize("lang", LANGS)
def test_the_ring_is_for_the_mouse_and_the_list_for_everyone(
    lang: Lang, desk: Visit, guide: Guide
) -> None:
    """Each phase is one stop of the keyboard; a click on its arrow opens it all the same."""
    tab = desk.open(guide.prose["home", lang].address)
    ring, entries = tab.locator(".plm-cycle svg a"), tab.locator(".plm-cycle li a")
    assert ring.count() == entries.count() == 9
    for number in range(9):
        assert ring.nth(number).get_attribute("href") == entries.nth(number).get_attribute("href")
    assert ring.evaluate_all("all => all.every(one => one.tabIndex < 0)")
    assert tab.locator(".plm-cycle svg").get_attribute("aria-hidden") == "true"
    address = entries.nth(3).evaluate("one => one.href")
    ring.nth(3).locator("text").click(force=True)
    tab.wait_for_url(address)
