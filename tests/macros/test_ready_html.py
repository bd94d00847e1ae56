"""Pages made from the data go through Markdown untouched, but for their headings."""

from __future__ import annotations

import pytest
from markdown import Markdown

from macros.ready_html import ReadyHtml

HTML = '<div class="plm-note" id="one">\n<p>2 * 3 * 4</p>\n\n# not a heading\n</div>'
PAGE = f"# A *name* {{ #top }}\n\n{HTML}\n\n## Steps {{ #steps }}\n\n<p>Last.</p>\n"


@pytest.fixture
def ready() -> ReadyHtml:
    return ReadyHtml()


@pytest.fixture
def markdown(ready: ReadyHtml) -> Markdown:
    return Markdown(extensions=["attr_list", "md_in_html", "toc", ready])


def test_html_comes_out_as_it_went_in(ready: ReadyHtml, markdown: Markdown) -> None:
    """What stands between two headings is neither read nor wrapped, the last piece included."""
    ready.on = True
    page = markdown.convert(PAGE)
    assert HTML in page
    assert page.endswith("<p>Last.</p>")
    assert "<p><" not in page


def test_headings_are_still_markdown(ready: ReadyHtml, markdown: Markdown) -> None:
    """Headings keep their marks and ids, and make the contents of the page."""
    ready.on = True
    assert '<h1 id="top">A <em>name</em></h1>' in markdown.convert(PAGE)
    assert [entry["id"] for entry in markdown.toc_tokens[0]["children"]] == ["steps"]  # type: ignore[attr-defined]


def test_a_page_written_by_hand_is_markdown(markdown: Markdown) -> None:
    """Where nobody says that a page is made from the data, paragraphs are Markdown."""
    assert "<p>By <em>hand</em></p>" in markdown.convert("# Title { #top }\n\nBy *hand*\n")
