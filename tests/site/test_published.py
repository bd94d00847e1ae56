"""Addresses are promises: what a release has published is found for ever after."""

from __future__ import annotations

from atom import ATOM, assert_valid
from built_site import ROOT, SITE_URL, Site

from macros.addresses import FEED_TYPE, feed_path
from macros.guide import Guide
from macros.model.text import LANGS
from macros.published import lost

pytest_plugins = ["site_fixtures"]

LISTS = ROOT / "published"


def test_no_published_address_is_lost(site: Site) -> None:
    """Every page, part and file of every release is there, or leads to where it is now."""
    assert sum(len(file.read_text("utf-8").splitlines()) for file in LISTS.glob("*.txt")) > 2000
    problems = [problem.told("it") for problem in lost(site.folder, LISTS, "published")]
    assert problems == []


def test_the_lists_are_of_versions_in_order(guide: Guide) -> None:
    """Each is named by its version, and none is newer than the guide."""
    versions = [tuple(map(int, file.stem.split("."))) for file in LISTS.iterdir()]
    assert versions
    assert max(versions) <= tuple(map(int, guide.catalog.site.version.split(".")))


def test_every_page_names_the_feed_of_its_language(site: Site) -> None:
    """Programs that read feeds find it from any page."""
    assert len(site.content_pages) > 300
    for page in site.content_pages:
        (feed,) = page.elements(f"//head/link[@type='{FEED_TYPE}']")
        addresses = {one.address for one in page.links if one.value == feed.get("href")}
        assert addresses == {SITE_URL + feed_path("en" if page.lang == "en" else "it")}
        assert feed.get("rel") == "alternate" and feed.get("title")


def test_the_feeds_are_right_and_lead_to_what_is_there(site: Site, guide: Guide) -> None:
    """Each change of the guide, at the place of the page that tells it."""
    for lang in LANGS:
        root = assert_valid((site.folder / feed_path(lang)).read_bytes())
        page = site.at(guide.prose["changes", lang].address)
        entries = root.findall("a:entry/a:link[@rel='alternate']", ATOM)
        assert len(entries) == len(guide.catalog.changes()) > 3
        for link in entries:
            address, _, part = str(link.get("href")).partition("#")
            assert address == SITE_URL + page.address and part in page.ids


def test_the_changes_are_told_newest_first_with_what_to_do(site: Site, guide: Guide) -> None:
    """Each says when, in which version, what it touches and what the reader has to do."""
    for lang in LANGS:
        page = site.at(guide.prose["changes", lang].address)
        told = page.elements("//*[starts-with(@id, 'change-')]")
        days = [str(one.xpath("string(.//time/@datetime)")) for one in told]
        assert days == sorted(days, reverse=True) and len(days) > 3
        for one in told:
            assert one.xpath(".//dd[1]/a[@href]") and len(one.xpath(".//dt")) == 2


def test_every_page_says_its_version_and_leads_to_the_changes(site: Site, guide: Guide) -> None:
    """At its foot, with the day of that version."""
    version = guide.catalog.site.version
    for page in site.pages.values():
        changes = guide.prose["changes", "en" if page.lang == "en" else "it"].address
        said = [
            link
            for link in page.elements("//footer//a")
            if version in "".join(map(str, link.itertext()))
        ]
        assert len(said) == 1, page.file
        addresses = {one.address for one in page.links if one.value == said[0].get("href")}
        assert {one.rpartition("example/")[2] for one in addresses} == {changes}, page.file
