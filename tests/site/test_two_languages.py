"""Each page in Italian has its twin in English, and a reader stays in the language chosen."""

from __future__ import annotations

from built_site import LANGUAGES, ROOT, SITE_URL, Page, Site, text_of
from lxml import etree

from macros.generated import GENERATED
from macros.guide import Guide
from macros.model.text import LANGS
from macros.view import View

pytest_plugins = ["site_fixtures"]

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
XHTML = "{http://www.w3.org/1999/xhtml}link"


def alternates(page: Page) -> dict[str, str]:
    return {
        str(link.get("hreflang")): str(link.get("href"))
        for link in page.elements("//head/link[@rel='alternate'][@hreflang]")
    }


def twin(site: Site, page: Page) -> Page:
    other = "it" if page.lang == "en" else "en"
    return site.pages[site.file_of(alternates(page)[other])]


def menu(page: Page) -> list[str]:
    """The files that the menu of a page names, in order."""
    hrefs = page.strings("//nav[@id='menu']//a/@href")
    by_href = {link.value: link.address for link in page.links}
    return [by_href[href].removeprefix(SITE_URL) for href in hrefs]


def test_both_languages_have_the_same_pages(site: Site) -> None:
    """As many pages in English as in Italian, each the twin of one."""
    italian, english = (
        [page for page in site.content_pages if page.lang == lang] for lang in LANGUAGES
    )
    assert len(italian) == len(english) > 50
    assert {twin(site, page).file for page in italian} == {page.file for page in english}


def test_each_page_says_its_address_and_those_of_its_twins(site: Site) -> None:
    """Canonical and alternate addresses are complete; Italian is also for everyone else."""
    for page in site.content_pages:
        assert page.strings("//head/link[@rel='canonical']/@href") == [SITE_URL + page.address]
        found = alternates(page)
        assert set(found) == {"it", "en", "x-default"}, page.file
        assert found[page.lang] == SITE_URL + page.address, page.file
        assert found["x-default"] == found["it"], page.file
        assert alternates(twin(site, page)) == found, page.file


def test_the_language_link_leads_to_the_twin(site: Site) -> None:
    """Whoever changes language stays on the same subject."""
    for page in site.content_pages:
        (link,) = page.elements("//header//a[@hreflang]")
        assert link.get("hreflang") == link.get("lang") == twin(site, page).lang
        (address,) = {one.address for one in page.links if one.value == link.get("href")}
        assert site.file_of(address) == twin(site, page).file, page.file


def test_twins_have_the_same_anchors(site: Site) -> None:
    """A link to a part of a page still works after changing language."""
    path = "//article//*[self::h1 or self::h2 or self::h3]/@id"
    differing = {}
    for page in site.content_pages:
        own, other = page.strings(path), twin(site, page).strings(path)
        # Letters of an index, and entries sorted by name, differ in order and number.
        own, other = ([id for id in ids if not id.startswith("az-")] for ids in (own, other))
        if sorted(own) != sorted(other):
            differing[page.file] = sorted(set(own) ^ set(other))
    assert sum(len(page.strings(path)) for page in site.content_pages) > 500
    assert differing == {}


def test_previous_and_next_stay_in_the_language_and_lead_back(site: Site) -> None:
    """One can turn every page of the menu, forth and back, in one language."""
    turned = 0
    for page in site.content_pages:
        for forth, back in (("next", "prev"), ("prev", "next")):
            for href in page.strings(f"//a[@rel='{forth}']/@href"):
                turned += 1
                (address,) = {link.address for link in page.links if link.value == href}
                other = site.pages[site.file_of(address)]
                assert other.lang == page.lang, page.file
                (way_back,) = other.strings(f"//a[@rel='{back}']/@href")
                (home,) = {link.address for link in other.links if link.value == way_back}
                assert site.file_of(home) == page.file
    assert turned > 100


def test_turning_pages_from_the_home_meets_every_page_of_the_menu(site: Site) -> None:
    """Nothing of the menu is left out of the way through the guide."""
    for lang, home in (("it", ""), ("en", "en/")):
        page, met = site.at(home), [home]
        while found := page.strings("//a[@rel='next']/@href"):
            (address,) = {link.address for link in page.links if link.value == found[0]}
            page = site.pages[site.file_of(address)]
            assert page.address not in met
            met.append(page.address)
        assert len(met) > 50
        named = {one for p in site.content_pages if p.lang == lang for one in menu(p)}
        assert named == set(met)


def test_each_menu_holds_pages_of_its_language(site: Site) -> None:
    """The menu never leads to the other language, on pages for missing addresses neither."""
    for page in site.pages.values():
        targets = menu(page)
        assert len(targets) >= 8, page.file
        assert [t for t in targets if t.startswith("en/") != (page.lang == "en")] == [], page.file


def test_menu_marks_the_page_at_hand(site: Site) -> None:
    """A page of the menu says where one is, once."""
    for page in site.content_pages:
        marked = page.elements("//nav[@id='menu']//a[@aria-current='page']")
        assert len(marked) == int(page.address in menu(page)), page.file


def test_site_map_lists_every_page_with_its_twin(site: Site) -> None:
    """Search engines learn of every page, and of its other language."""
    root = etree.fromstring((site.folder / "sitemap.xml").read_bytes())
    listed = {}
    for url in root.iterfind("s:url", SITEMAP):
        listed[url.findtext("s:loc", namespaces=SITEMAP)] = {
            str(link.get("hreflang")): str(link.get("href")) for link in url.iter(XHTML)
        }
    assert listed == {SITE_URL + page.address: alternates(page) for page in site.content_pages}


def test_missing_addresses_are_answered_in_both_languages(site: Site) -> None:
    """The page at the root speaks both languages, since any address may end there."""
    italian, english = site.pages["404.html"], site.pages["en/404.html"]
    (second,) = italian.elements("//article//*[@lang='en']")
    assert text_of(english.elements("//h1")[0]) in text_of(second)
    for page, homes in ((italian, {"", "en/"}), (english, {"en/"})):
        (article,) = page.elements("//article")
        targets = {
            one.address.removeprefix(SITE_URL)
            for one in page.links
            if one.value in article.xpath(".//a/@href")
        }
        assert homes <= targets, page.file


def test_every_entry_of_the_data_has_its_page_in_both_languages(site: Site, guide: Guide) -> None:
    """Phases, methods, checklists, documents and acts: a file of the data is two pages."""
    for kind in GENERATED:
        entries = View(guide, "it", "").all(kind)
        files = list((ROOT / "data" / f"{kind}s").glob("*.yaml"))
        drafts = [one for one, _ in guide.catalog.unpublished if one == kind]
        assert len(files) >= len(entries) >= len(files) - len(drafts) > 0
        for entry in entries:
            for lang in LANGS:
                page = site.at(guide.addresses.of(kind, entry.id, lang))
                assert page.lang == lang
                (heading,) = page.elements("//h1")
                assert entry.name.of(lang) in " ".join(heading.itertext())


def test_every_page_by_hand_is_published(site: Site, guide: Guide) -> None:
    """And there is no page that comes from neither the data nor `docs/`."""
    by_hand = {page.address for page in guide.prose.values()}
    generated = {
        guide.addresses.of(kind, entry.id, lang)
        for kind in GENERATED
        for lang in LANGS
        for entry in View(guide, lang, "").all(kind)
    }
    drafts = 2 * len([one for one, _ in guide.catalog.unpublished if one == "page"])
    assert len(by_hand) == len(list((ROOT / "docs").rglob("*.md"))) - drafts > 20
    assert {page.address for page in site.content_pages} == by_hand | generated


def test_index_lists_every_page(site: Site, guide: Guide) -> None:
    """From A to Z: everything that has a page of its own, in the language, but the home."""
    for lang in LANGS:
        index = site.at(guide.prose["a-to-z", lang].address)
        (article,) = index.elements("//article")
        hrefs = {str(href) for href in article.xpath(".//ul[@class='plm-index']//a/@href")}
        listed = {link.address for link in index.links if link.value in hrefs}
        pages = {SITE_URL + p.address for p in site.content_pages if p.lang == lang}
        home = SITE_URL + guide.prose["home", lang].address
        assert pages - listed == {home}


def test_index_is_in_alphabetical_order(site: Site, guide: Guide) -> None:
    """Letters follow one another, each once."""
    for lang in LANGS:
        index = site.at(guide.prose["a-to-z", lang].address)
        letters = [
            text_of(heading).removesuffix("¶")
            for heading in index.elements("//h2 | //h3")
            if str(heading.get("id")).startswith("az-")
        ]
        assert len(letters) > 10
        assert letters == sorted(set(letters))


def test_every_page_can_be_reached_from_the_home(site: Site) -> None:
    """Following links from the home of a language one meets all its pages."""
    for lang, home in (("it", "index.html"), ("en", "en/index.html")):
        met, ahead = {home}, [home]
        while ahead:
            for link in site.pages[ahead.pop()].links:
                file = site.file_of(link.address)
                own = link.tag == "a" and link.address.startswith(SITE_URL)
                if own and file in site.pages and site.pages[file].lang == lang:
                    ahead += [] if file in met else [file]
                    met.add(file)
        assert met == {page.file for page in site.content_pages if page.lang == lang}
