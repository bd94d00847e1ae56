"""Measures, indicators, data sources and national actions: complete, and linked both ways."""

from __future__ import annotations

from built_site import SITE_URL, Page, Site

from macros.guide import Guide
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
