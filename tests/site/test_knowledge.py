"""Measures, indicators, data sources and national actions: complete, and linked both ways."""

from __future__ import annotations

import re
from collections import Counter

from built_site import SITE_URL, Page, Site, text_of

from macros.guide import Guide
from macros.model.context import Body, Case, Event, Fund, Helpline, LegalWarning
from macros.model.evidence import Dataset, Indicator
from macros.model.measure import Measure, Priority
from macros.model.text import LANGS, Lang

pytest_plugins = ["site_fixtures"]


def _page(site: Site, guide: Guide, kind: str, id: str, lang: Lang) -> Page:
    return site.at(guide.addresses.of(kind, id, lang).partition("#")[0])


def _leads(page: Page, guide: Guide, kind: str, id: str, lang: Lang) -> bool:
    """Whether the text of a page leads to an entry, to its very anchor."""
    address, _, anchor = guide.addresses.of(kind, id, lang).partition("#")
    return any(
        link.address == SITE_URL + address and (not anchor or link.anchor == anchor)
        for link in page.links
        if link.tag == "a"
    )


def test_the_repertoire_is_whole(guide: Guide) -> None:
    """42 measures, 82 indicators, 24 data sources, the ten actions of the national plan."""
    catalog = guide.catalog
    assert len(catalog.all(Measure)) == 42
    assert len(catalog.all(Indicator)) == 82
    assert len(catalog.all(Dataset)) == 24
    assert [one.number for one in catalog.all(Priority)] == [*range(1, 11)]


def test_measures_and_indicators_name_each_other(site: Site, guide: Guide) -> None:
    """Whoever reads a measure finds how to follow it; whoever reads an indicator, what for."""
    followed = 0
    for lang in LANGS:
        for measure in guide.catalog.all(Measure):
            page = _page(site, guide, "measure", measure.id, lang)
            for id in measure.indicators:
                followed += 1
                assert _leads(page, guide, "indicator", id, lang), (measure.id, id)
                back = _page(site, guide, "indicator", id, lang)
                assert _leads(back, guide, "measure", measure.id, lang), (id, measure.id)
    assert followed > 120


def test_each_national_action_is_served_and_says_by_what(site: Site, guide: Guide) -> None:
    """From the action to its measures and indicators, and back from each measure."""
    for lang in LANGS:
        for priority in guide.catalog.all(Priority):
            measures = guide.catalog.answering(priority)
            assert measures, priority.id
            page = _page(site, guide, "priority", priority.id, lang)
            for measure in measures:
                assert _leads(page, guide, "measure", measure.id, lang)
                back = _page(site, guide, "measure", measure.id, lang)
                assert _leads(back, guide, "priority", priority.id, lang)


def test_an_axis_has_an_outcome_and_measures(guide: Guide) -> None:
    """No axis tells only what was done: each has a figure on what changes for people."""
    measures = {one.axis for one in guide.catalog.all(Measure)}
    outcomes = {one.axis for one in guide.catalog.all(Indicator) if one.reads == "outcome"}
    assert len(measures) == 5
    assert outcomes == measures


def test_sources_of_data_are_used(guide: Guide) -> None:
    """Most sources give a figure to an indicator; the others serve the analysis alone."""
    named = {id for one in guide.catalog.all(Indicator) for id in one.datasets}
    assert len(named) >= 8


def test_who_designs_actions_finds_the_repertoire(site: Site, guide: Guide) -> None:
    """The phase, the sheet to fill and the workbook lead to measures, indicators and sources."""
    for lang in LANGS:
        for kind, id, target in (
            ("phase", "action-design", "measures"),
            ("phase", "action-design", "indicators"),
            ("template", "action-sheet", "measures"),
            ("template", "indicator-sheet", "indicators"),
            ("template", "context-workbook", "data-sources"),
            ("template", "coherence-table", "coherence"),
        ):
            assert _leads(_page(site, guide, kind, id, lang), guide, "page", target, lang), (
                id,
                target,
            )


def test_what_a_plan_stands_in_is_whole(guide: Guide) -> None:
    """Fifteen warnings in order, dates, money, bodies, the eight Comuni and one more."""
    catalog = guide.catalog
    assert [one.number for one in catalog.all(LegalWarning)] == [*range(1, 16)]
    assert len(catalog.all(Event)) >= 29
    assert len(catalog.all(Fund)) >= 16
    assert len(catalog.all(Body)) >= 26
    assert len(catalog.all(Case)) == 9


def test_dates_are_told_in_order(site: Site, guide: Guide) -> None:
    """From the oldest, whatever the order of the file."""
    days = sorted((one.day, one.id) for one in guide.catalog.all(Event))
    page = _page(site, guide, "page", "timeline", "it")
    shown = [element.get("id") for element in page.elements("//div[starts-with(@id, 'event-')]")]
    assert len(shown) > 20
    assert sorted(shown) == sorted(f"event-{id}" for _, id in days)
    order = {f"event-{id}": day for day, id in days}
    assert [order[str(id)] for id in shown] == sorted(order.values())


def test_help_numbers_have_one_home(site: Site, guide: Guide) -> None:
    """Danger first; and no page shows a free number that is not among those we check."""
    numbers = [one.number for one in guide.catalog.all(Helpline)]
    assert numbers == ["112", "800 290 290", "800 939 000", "1522"]
    shown = {
        number
        for page in site.pages.values()
        for number in re.findall(r"\b800[ .]?\d{3}[ .]?\d{3}\b", page.root.text_content())
    }
    assert shown == {number for number in numbers if number.startswith("800")}


def test_numbers_are_called_with_a_touch(site: Site, guide: Guide) -> None:
    """Each is a link as phones dial it, on the page of the numbers and wherever a text gives it."""
    calls = {
        "112": "tel:112",
        "800 290 290": "tel:+39800290290",
        "800 939 000": "tel:+39800939000",
        "1522": "tel:1522",
    }
    linked = Counter[str]()
    for page in site.content_pages:
        for link in page.elements("//a[starts-with(@href, 'tel:')]"):
            assert link.get("href") == calls[text_of(link)], page.file
            linked[text_of(link)] += 1
    assert linked.keys() == calls.keys()
    assert min(linked.values()) > 100
    for lang in LANGS:
        page = _page(site, guide, "page", "help-numbers", lang)
        for one in guide.catalog.all(Helpline):
            (entry,) = page.elements(f"//div[@id='helpline-{one.id}']")
            assert calls[one.number] in entry.xpath(".//a/@href"), one.id


def test_cases_lead_to_measures_and_back(site: Site, guide: Guide) -> None:
    """What a Comune did leads to the measure that it shows."""
    followed = 0
    for lang in LANGS:
        for case in guide.catalog.all(Case):
            page = _page(site, guide, "case", case.id, lang)
            for id in case.measures:
                followed += 1
                assert _leads(page, guide, "measure", id, lang), (case.id, id)
                back = _page(site, guide, "measure", id, lang)
                assert _leads(back, guide, "case", case.id, lang), (id, case.id)
    assert followed > 10
