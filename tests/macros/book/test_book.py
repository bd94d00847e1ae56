"""The pages of the guide, read into the chapters of the book, and set as a PDF."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from macros.book.from_pages import SitePage, chapters
from macros.book.tree import (
    Block,
    Drawing,
    Grid,
    Heading,
    Items,
    Mark,
    Panel,
    Run,
    Text,
)
from macros.book.write import write_book
from macros.documents.composer import Composer
from macros.guide import Guide
from macros.problems import ContentError

URL = "https://guide.example/"
TITLE = '<h1 id="top">Title<a class="headerlink" href="#top">&para;</a></h1>'


def page(html: str, address: str = "a/", kind: str = "page", id: str = "a") -> SitePage:
    return SitePage(kind, id, address, TITLE + html)


def read(html: str, *others: SitePage) -> tuple[Block, ...]:
    """The blocks of a page after its title, the second of its part."""
    opening = page("", "opening/", id="opening")
    found = chapters([[opening, page(html), *others]], URL, "glossary/", "Page")
    return found[1].blocks[1:]


def test_parts_chapters_and_sections_are_levels_without_gaps() -> None:
    """The first page of a part opens it; the others are its chapters, each on a new page."""
    opening = page('<h2 id="x">X</h2>', "opening/", id="opening")
    other = SitePage("phase", "b", "b/", '<p class="plm-kicker">Phase</p>' + TITLE)
    part, chapter = chapters([[opening, other]], URL, "glossary/", "Page")
    first, section = part.blocks
    assert first == Heading(1, "Title", "opening/#top", listed=True, marked=True, opens=True)
    assert section == Heading(2, "X", "")
    (head,) = chapter.blocks
    assert isinstance(head, Heading)
    assert (head.level, head.kicker, head.opens) == (2, "Phase", True)


def test_a_heading_is_at_most_one_level_below_the_one_before() -> None:
    """A reader who listens finds no gap, whatever a page does; going up may skip."""
    blocks = read("<h3>A</h3><h4>B</h4><h2>C</h2><h4>D</h4>")
    assert [block.level for block in blocks if isinstance(block, Heading)] == [3, 4, 3, 4]


def test_pages_about_the_site_are_left_out() -> None:
    """Search, index, privacy: nobody needs them on paper. The page after them opens the part."""
    part = [page("", "s/", id="search"), page(""), page("", "b/", id="b")]
    found = chapters([part], URL, "g/", "Page")
    assert [chapter.address for chapter in found] == ["a/", "b/"]
    levels = [block.level for one in found for block in one.blocks if isinstance(block, Heading)]
    assert levels == [1, 2]


def test_what_is_for_the_web_is_left_out() -> None:
    """Files, filters, buttons, what needs scripts, signs and icons."""
    assert read(
        '<div class="plm-downloads"><p>File</p></div><p hidden>H</p><form><p>F</p></form>'
        "<div data-needs-scripts><p>S</p></div><svg><text>I</text></svg><p>Kept</p>"
    ) == (Text(("Kept",)),)


def test_a_link_to_the_guide_is_made_once_with_its_page() -> None:
    """The second time in a chapter the words are enough; what is not there leads to the top."""
    other = page('<h2 id="s">S</h2>', "b/", id="b")
    (text,) = read('<p>See <a href="../b/#s">b</a>, <a href="../b/#s">b</a>.</p>', other)
    assert text == Text(("See ", Run("b", to="b/#s", numbered=True), ", b."))
    (text,) = read('<p><a href="../b/#lost">b</a></p>', other)
    assert text == Text((Run("b", to="b/#top", numbered=True),))


def test_terms_are_linked_without_a_page() -> None:
    """The glossary is in the order of the alphabet."""
    glossary = page('<dl class="plm-list"><div id="t"><dt>T</dt><dd>D</dd></div></dl>', "glossary/")
    (text,) = read('<p><a href="../glossary/#t">T</a></p>', glossary)
    assert text == Text((Run("T", to="glossary/#t"),))


def test_a_link_elsewhere_keeps_its_address() -> None:
    """Written after its words, unless they are the address already."""
    (text,) = read('<p><a href="https://x.example/">X</a></p>')
    assert text == Text((Run("X", href="https://x.example/", spelt=True),))
    (text,) = read('<p><a href="https://x.example/">https://x.example/</a></p>')
    assert text == Text((Run("https://x.example/", href="https://x.example/"),))
    (text,) = read('<p><a href="../dati.csv">data</a></p>')
    assert text == Text((Run("data", href=f"{URL}dati.csv", spelt=True),))


def test_every_place_that_is_reached_is_in_the_book() -> None:
    """Whatever carries the id: a row, an item, an empty element, a list."""
    other = page(
        '<table><tr id="row"><td>1</td></tr></table><ul><li id="item">2</li></ul>'
        '<div id="empty"></div><ul id="list"><li>3</li></ul><p>x <b id="word">4</b></p>',
        "b/",
        id="b",
    )
    ids = ("row", "item", "empty", "list", "word")
    links = "".join(f'<p><a href="../b/#{id}">{id}</a></p>' for id in ids)
    opening = page("", "opening/", id="opening")
    _, first, second = chapters([[opening, page(links), other]], URL, "glossary/", "Page")
    wanted = {run.to for run in _runs(first.blocks) if run.to}
    assert wanted == {"b/#row", "b/#item", "b/#empty", "b/#list", "b/#top"}
    assert wanted <= _labels(second.blocks)


def _walk(node: object) -> list[object]:
    if isinstance(node, tuple):
        return [one for part in node for one in _walk(part)]
    names = getattr(node, "__slots__", ())
    return [node, *(one for name in names for one in _walk(getattr(node, name)))]


def _runs(blocks: tuple[Block, ...]) -> list[Run]:
    return [one for one in _walk(blocks) if isinstance(one, Run)]


def _labels(blocks: tuple[Block, ...]) -> set[str]:
    return {one.label for one in _walk(blocks) if isinstance(one, Heading | Text | Mark)}


def test_tables_keep_their_headers_and_spans() -> None:
    """Columns are as wide as their longest word, and then as their texts ask."""
    (grid,) = read(
        '<table><thead><tr><th rowspan="2">A</th><th colspan="2">B</th></tr>'
        "<tr><th>C</th><th>D</th></tr></thead>"
        f"<tbody><tr><td>uno</td><td>due</td><td>{'tre ' * 40}</td></tr></tbody></table>"
    )
    assert isinstance(grid, Grid)
    assert [[(cell.columns, cell.rows) for cell in row] for row in grid.header] == [
        [(1, 2), (2, 1)],
        [(1, 1), (1, 1)],
    ]
    assert len(grid.shares) == 3
    assert grid.shares[2] > 3 * grid.shares[0]


def test_lists_panels_and_checklists() -> None:
    """Cards become names, warnings are set apart, items to tick have their box."""
    cards, panel, tick, small = read(
        '<ul class="plm-cards"><li class="plm-card"><a href="https://x.example/">X</a>'
        "<p>About</p></li></ul>"
        '<div class="plm-safety"><p>Careful</p></div>'
        '<fieldset><div class="plm-item"><input type="checkbox"><label>Do it</label>'
        "<dl><div><dt>Why</dt><dd>Because</dd></div></dl></div></fieldset>"
    )
    assert cards == Items(((Text((Run("X", href="https://x.example/", spelt=True),)),),))
    assert panel == Panel("safety", (Text(("Careful",)),))
    assert tick == Text((Run("Do it", strong=True),), "tick")
    assert small == Panel(
        "small", (Text((Run("Why", strong=True), Run(": ", strong=True), "Because")),)
    )


def test_the_ring_stands_without_its_style_sheet() -> None:
    """It has its own colours, and no links."""
    (ring,) = read(
        '<svg class="plm-cycle__ring" viewBox="0 0 9 9"><a href="../b/"><path/></a></svg>'
    )
    assert isinstance(ring, Drawing)
    assert "fill=" in ring.svg
    assert "href" not in ring.svg


@pytest.fixture(scope="module")
def composer(tiny_guide: Guide) -> Composer:
    return Composer(tiny_guide.catalog, tiny_guide.addresses, "it")


def test_a_book_is_kept_until_something_changes(composer: Composer, tmp_path: Path) -> None:
    """The same pages give the same file, not written again; others give another."""
    parts = [[page("<p>Once</p>", id="opening")]]
    one = write_book(parts, composer, tmp_path)
    written = one.file.stat().st_ctime_ns, one.file.read_bytes()
    assert write_book(parts, composer, tmp_path).file == one.file
    assert one.file.read_bytes() == written[1]
    other = write_book([[page("<p>Twice</p>", id="opening")]], composer, tmp_path)
    assert other.file != one.file
    with pikepdf.Pdf.open(one.file) as file:
        assert len(file.pages) == one.pages
        assert str(file.Root.Lang) == "it-IT"


def test_a_sign_that_no_font_has_is_told_with_its_page(composer: Composer, tmp_path: Path) -> None:
    """Curly quotes are no such sign: the fonts have them."""
    home = composer.addresses.prose["home", "it"]
    with pytest.raises(ContentError) as caught:
        write_book([[page("<p>Fatto ✅ “bene”</p>", home.address, id="x")]], composer, tmp_path)
    (problem,) = caught.value.problems
    assert (problem.path, problem.code) == (f"docs/{home.path}", "missing_glyph_in_page")
    assert "✅" in problem.told("it")
    assert not [*tmp_path.iterdir()]
