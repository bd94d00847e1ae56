"""Markdown tables that everyone can reach and name."""

from __future__ import annotations

from lxml import html
from markdown import Markdown

from macros.table_regions import TableRegions

TABLE = "| Chi | Ore |\n|---|--:|\n| Uno | 2 |\n"


def rendered(text: str) -> html.HtmlElement:
    regions = TableRegions()
    regions.label = "Tabella: {name}"
    markdown = Markdown(
        extensions=["tables", "toc", regions], extension_configs={"toc": {"permalink": True}}
    )
    return html.fragment_fromstring(markdown.convert(text), create_parent="div")


def test_a_table_is_a_named_region_in_the_order_of_tabs() -> None:
    """Who uses the keyboard can scroll it; who listens hears which table it is."""
    (region,) = rendered(f"## Impegno\n\n{TABLE}").xpath("//div[@role='region']")
    assert region.get("tabindex") == "0"
    assert region.get("aria-label") == "Tabella: Impegno"
    assert region.xpath(".//table//td[text()='2']")


def test_two_tables_under_one_heading_have_two_names() -> None:
    """No two regions of a page are called the same."""
    regions = rendered(f"## Impegno\n\n{TABLE}\nPoi:\n\n{TABLE}").xpath("//div[@role='region']")
    assert [one.get("aria-label") for one in regions] == [
        "Tabella: Impegno",
        "Tabella: Impegno (2)",
    ]


def test_alignment_is_a_class() -> None:
    """The policy of the site stops inline style."""
    page = rendered(TABLE)
    assert not page.xpath("//*[@style]")
    assert len(page.xpath("//*[@class='plm-right']")) == 2


def test_a_page_without_tables_is_left_alone() -> None:
    """Nothing is added where there is nothing to scroll."""
    assert not rendered("## Impegno\n\nTesto.").xpath("//div[@role='region']")
