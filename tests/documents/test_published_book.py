"""The book as published: accessible, whole, and right about its own pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import page
import pdf_reading
import pikepdf
import pytest
from built_site import Site

from macros.book import book_path
from macros.book.from_pages import LEFT_OUT
from macros.guide import Guide
from macros.model.site import MenuPage, MenuSection
from macros.model.text import LANGS, Lang
from macros.view import View

pytest_plugins = ["site_fixtures"]


@pytest.fixture(scope="module", params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    return "en" if request.param == "en" else "it"


@pytest.fixture(scope="module")
def path(guide: Guide, lang: Lang) -> str:
    return book_path(guide.catalog.site, lang)


@pytest.fixture(scope="module")
def book(site: Site, path: str) -> Iterator[pikepdf.Pdf]:
    with pikepdf.Pdf.open(site.folder / path) as file:
        yield file


@pytest.fixture(scope="module")
def bookmarks(book: pikepdf.Pdf) -> list[tuple[int, str, int]]:
    """Level, title and page of each bookmark."""
    numbers = {one.objgen: number for number, one in enumerate(book.pages, start=1)}

    def of(items: Any, level: int) -> Iterator[tuple[int, str, int]]:
        for item in items:
            yield level, str(item.title), numbers[item.destination[0].objgen]
            yield from of(item.children, level + 1)

    with book.open_outline() as outline:
        return [*of(outline.root, 1)]


def expected(guide: Guide, lang: Lang) -> list[tuple[int, str]]:
    """The parts and chapters that the menu asks for."""
    view = View(guide, lang, "")
    found = []
    for line in guide.catalog.menu.root:
        if not isinstance(line, MenuSection):
            continue
        found.append((1, guide.prose[line.section, lang].title))
        for one in line.pages:
            if not isinstance(one, MenuPage):
                found += [(2, view.of(entry.name)) for entry in view.all(one.kind)]
            elif one.page not in LEFT_OUT:
                found.append((2, guide.prose[one.page, lang].title))
    return found


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("profile", ["ua1", pytest.param("2a", marks=pytest.mark.exhaustive)])
def test_it_is_accessible_and_for_the_archive(site: Site, path: str, profile: str) -> None:
    """It passes as PDF/UA-1 and as PDF/A-2a."""
    report = page.validate_pdf(site.folder / path, profile=profile)
    assert [str(failure.message) for failure in report.failures] == []


def test_bookmarks_follow_the_menu(
    bookmarks: list[tuple[int, str, int]], guide: Guide, lang: Lang
) -> None:
    """Every page of the menu but those for the web, in its order; sections below chapters."""
    contents, *listed = [one for one in bookmarks if one[0] < 3]
    assert contents[1] == guide.catalog.label("book-contents", lang)
    assert [(level, title) for level, title, _ in listed] == expected(guide, lang)
    assert len([one for one in bookmarks if one[0] == 3]) > 500


def test_contents_say_the_page_of_each_chapter(
    book: pikepdf.Pdf, bookmarks: list[tuple[int, str, int]]
) -> None:
    """The list of contents has the bookmarks of parts and chapters, with their pages."""
    first = next(number for level, _, number in bookmarks[1:] if level == 1)
    contents = "".join(pdf_reading.page_text(one.obj) for one in [*book.pages][1 : first - 1])
    at = 0
    for level, title, number in bookmarks[1:]:
        if level < 3:
            line = re.compile(rf"{re.escape(squeezed(title))}\.*{number}")
            found = line.search(contents, at)
            assert found, (title, number)
            at = found.end()


def test_references_say_the_page_to_which_they_lead(book: pikepdf.Pdf) -> None:
    """After a link inside the book stands the number of the page where it goes."""
    numbers = {one.objgen: number for number, one in enumerate(book.pages, start=1)}
    names = _destinations(book)
    followed = 0
    for sheet in [*book.pages][60:90]:
        text = pdf_reading.page_text(sheet.obj)
        led = [
            str(numbers[found[0].objgen])
            for one in sheet.obj.get("/Annots", [])
            if (found := _destination(one, names)) is not None
        ]
        # Without spaces, what follows may be a digit too.
        for said in re.findall(r"p\.(\d+)", text):
            assert any(said.startswith(number) for number in led), (said, text)
            followed += 1
    assert followed > 50


def _destination(annotation: Any, names: dict[str, Any]) -> Any:
    target = annotation.get("/Dest")
    if target is None and "/A" in annotation:
        target = annotation.A.get("/D")
    return names.get(str(target)) if isinstance(target, pikepdf.String) else target


def _destinations(book: pikepdf.Pdf) -> dict[str, Any]:
    root: Any = book.Root
    if "/Names" not in root or "/Dests" not in root.Names:
        return {}
    tree = pikepdf.NameTree(root.Names.Dests)
    return {
        str(name): one.D if isinstance(one, pikepdf.Dictionary) else one
        for name, one in tree.items()
    }


def test_every_link_leads_somewhere(book: pikepdf.Pdf) -> None:
    """Inside the book, or to a complete address."""
    inside = outside = 0
    for sheet in book.pages:
        for one in sheet.obj.get("/Annots", []):
            address = str(one.A.URI) if "/A" in one and "/URI" in one.A else ""
            assert not address or re.match(r"https?://", address), address
            inside, outside = inside + (not address), outside + bool(address)
    assert inside > 3000
    assert outside > 200


def test_it_says_its_edition(book: pikepdf.Pdf, guide: Guide, lang: Lang) -> None:
    """Title, version and date on the cover; language and title inside."""
    cover = pdf_reading.page_text(book.pages[0].obj)
    site = guide.catalog.site
    assert squeezed(site.name.of(lang)) in cover
    assert site.version in cover
    assert squeezed(View(guide, lang, "").date(site.date)) in cover
    assert str(book.docinfo["/Title"]) == site.name.of(lang)
    root: Any = book.Root
    assert str(root.Lang) == {"it": "it-IT", "en": "en-GB"}[lang]


def test_pages_offer_it_with_its_size(
    site: Site, book: pikepdf.Pdf, path: str, lang: Lang, guide: Guide
) -> None:
    """The home and the page of the documents say its pages and its weight."""
    size = (site.folder / path).stat().st_size
    for id in ("home", "documents"):
        found = site.at(guide.prose[id, lang].address).strings(f"//a[contains(@href, '{path}')]")
        assert len(found) == 1
        assert str(len(book.pages)) in found[0]
        assert View(guide, lang, "").size(size) in found[0]
