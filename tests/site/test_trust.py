"""Who answers for a page, how fresh it is, and what it says of itself elsewhere."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from built_site import LANGUAGES, SITE_URL, Page, Site, build, text_of, with_code
from PIL import Image
from tiny_site import TinySite

from macros.addresses import AT_THE_FOOT, LISTED_ON
from macros.guide import Guide
from macros.model.law import Act
from macros.model.text import LANGS
from macros.social_picture import SIZE

pytest_plugins = ["site_fixtures"]

TO_BE_FILLED = {"it": "da compilare a cura di chi pubblica", "en": "to be filled by the publisher"}


def meta(page: Page, name: str) -> str:
    (value,) = page.strings(f"//head/meta[@property='og:{name}']/@content")
    return value


def addresses_of_about(guide: Guide) -> dict[str, str]:
    return {lang: guide.addresses.of("page", "about", lang) for lang in LANGS}


def test_every_page_says_who_answers_for_it(site: Site, guide: Guide) -> None:
    """Publisher, contact, accessibility statement and privacy notice are said to be missing."""
    assert guide.catalog.site.publisher.name is None, "this test is about an empty publisher"
    assert len(site.pages) > 300
    for page in site.pages.values():
        (footer,) = page.elements("//footer")
        assert text_of(footer).count(TO_BE_FILLED[page.lang]) == 4, page.file
        assert page.elements("//footer//a[@data-element]") == [], page.file
        assert page.strings("//footer//a[@rel='license']/@href") == [guide.catalog.site.licence.url]


def test_every_page_leads_to_what_the_guide_says_of_itself(site: Site, guide: Guide) -> None:
    """About, accessibility, privacy and open data, in the language of the page."""
    for page in site.pages.values():
        hrefs = page.strings("//footer//ul[@class='plm-footer__pages']//a/@href")
        by_href = {link.value: link.address for link in page.links}
        assert [by_href[href] for href in hrefs] == [
            SITE_URL + guide.addresses.of("page", id, "en" if page.lang == "en" else "it")
            for id in AT_THE_FOOT
        ]


def test_with_no_address_a_mistake_leads_to_the_page_that_explains(
    site: Site, guide: Guide
) -> None:
    """The reader is told that the publisher has given none, and what to do."""
    about = addresses_of_about(guide)
    for page in site.content_pages:
        hrefs = page.strings("//footer//a[contains(@href, '#report-a-mistake')]/@href")
        assert {one.address for one in page.links if one.value in hrefs} == {
            SITE_URL + about[page.lang]
        }, page.file
        assert page.elements("//footer//a[starts-with(@href, 'mailto:')]") == []


@pytest.fixture
def published(tiny: TinySite) -> Site:
    """A tiny guide whose publisher has filled in everything."""
    for old, new in (
        ("name: ~", "name: Comune di Prova & C."),
        ("contact: ~", "contact: guida@comune.example.it"),
        ("issues: ~", "issues: https://git.example.org/issues/new"),
        ("edit: ~", "edit: https://git.example.org/edit/main"),
        ("accessibility_statement: ~", "accessibility_statement: https://form.example.it/1"),
        ("privacy_notice: ~", "privacy_notice: https://comune.example.it/privacy?a=1&b=2"),
    ):
        tiny.replace("data/site.yaml", old, new)
    with_code(tiny)
    done = build(tiny.root, tiny.root / "out", "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    return Site(tiny.root / "out")


def test_a_publisher_who_answers_is_shown_on_every_page(published: Site) -> None:
    """Name, contact, statements, and a report that names the page at hand."""
    assert len(published.pages) > 20
    for page in published.pages.values():
        (footer,) = page.elements("//footer")
        assert TO_BE_FILLED[page.lang] not in text_of(footer)
        assert "Comune di Prova & C." in text_of(footer)
        hrefs = page.strings("//footer//a/@href")
        assert page.strings("//footer//a[@data-element]/@href") == [
            "https://form.example.it/1",
            "https://comune.example.it/privacy?a=1&b=2",
        ]
        assert "mailto:guida@comune.example.it" in hrefs
        reports = [href for href in hrefs if "body=" in href]
        assert [href.partition(":")[0] for href in reports] == ["mailto", "https"]
        if not page.missing_page:
            quoted = (SITE_URL + page.address).replace(":", "%3A").replace("/", "%2F")
            assert all(quoted in href for href in reports), page.file


def test_every_page_leads_to_the_file_that_holds_its_words(published: Site) -> None:
    """Whoever would mend a sentence need not look for it; the page not found has no file."""
    start = "https://git.example.org/edit/main/"
    found = {
        page.address: href.removeprefix(start)
        for page in published.content_pages
        for href in page.strings("//footer//a/@href")
        if href.startswith(start)
    }
    assert found.keys() == {page.address for page in published.content_pages}
    assert found["metodi/matrice/"] == found["en/methods/matrix/"] == "data/methods/matrix.yaml"
    assert found["ruoli/"] == "docs/it/ruoli.md"
    assert found["en/roles/"] == "docs/en/roles.md"
    for file in found.values():
        assert (published.folder.parent / file).is_file(), file


def test_every_page_says_when_it_was_verified_and_changed(site: Site, guide: Guide) -> None:
    """Two days, for machines too; of an act, and of a list of what was read, their own."""
    catalog = guide.catalog
    acts = {
        guide.addresses.of("act", act.id, lang): min(
            [act.checked_on, *(one.checked_on for one in act.provisions if one.checked_on)]
        )
        for act in catalog.all(Act)
        for lang in LANGS
    }
    lists = {
        guide.prose[LISTED_ON[kind], lang].address
        for kind in catalog.upkeep.kinds.keys() & LISTED_ON.keys()
        for lang in LANGS
    }
    assert len(acts) > 40 and lists
    for page in site.content_pages:
        verified, changed = map(date.fromisoformat, page.strings("//footer//time/@datetime"))
        if page.address not in lists:
            assert verified == acts.get(page.address, catalog.upkeep.checked_on), page.file
        assert changed.year >= 2026, page.file


def test_a_shared_link_has_title_words_and_picture(site: Site) -> None:
    """What messengers show: in the language of the page, with complete addresses."""
    seen = set()
    for page in site.content_pages:
        assert meta(page, "url") == SITE_URL + page.address
        assert meta(page, "description") == page.strings("//meta[@name='description']/@content")[0]
        assert meta(page, "title") in page.strings("//head/title")[0], page.file
        assert meta(page, "locale") == {"it": "it_IT", "en": "en_GB"}[page.lang]
        seen.add((page.lang, meta(page, "image")))
    assert seen == {(lang, f"{SITE_URL}assets/images/social-{lang}.png") for lang in LANGUAGES}
    for lang in LANGUAGES:
        content = (site.folder / f"assets/images/social-{lang}.png").read_bytes()
        assert len(content) < 300_000
        with Image.open(io.BytesIO(content)) as picture:
            assert picture.format == "PNG"
            assert picture.size == SIZE == (1200, 630)


def test_search_engines_are_told_the_way_to_each_page(site: Site) -> None:
    """The way that the reader sees on the page, and the page itself, by their addresses."""
    looked = 0
    for page in site.content_pages:
        found = page.strings("//script[@type='application/ld+json']/text()")
        if page.address in ("", "en/"):
            assert found == []
            continue
        way = json.loads(found[0])["itemListElement"]
        shown = page.elements("//nav[@class='plm-path']//a")
        by_href = {link.value: link.address for link in page.links}
        assert [(one["name"], one["item"]) for one in way[:-1]] == [
            (text_of(link), by_href[str(link.get("href"))]) for link in shown
        ]
        assert way[-1]["item"] == SITE_URL + page.address
        assert [one["position"] for one in way] == list(range(1, len(way) + 1))
        looked += 1
    assert looked > 300
