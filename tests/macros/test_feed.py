"""The feeds: what RFC 4287 asks for, ids that stay, addresses that work from anywhere."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from atom import ATOM, assert_valid
from lxml import etree
from tiny_site import ADDRESS, TinySite

from macros.addresses import FEED_TYPE, feed_path
from macros.feed import feed
from macros.guide import Guide
from macros.model.text import LANGS, Lang
from macros.read_guide import read_guide


def _ids(content: bytes) -> list[str]:
    root = etree.fromstring(content)
    return [one.text or "" for one in root.iter(f"{{{ATOM['a']}}}id")]


@pytest.mark.parametrize("lang", LANGS)
def test_the_feed_is_right(lang: Lang, tiny_guide: Guide) -> None:
    """Feed and entries have what the standard asks for, the newest first."""
    root = assert_valid(feed(tiny_guide, lang))
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == lang
    entries = root.findall("a:entry", ATOM)
    titles = {"it": ["Lista corretta", "C'è la misura sull'autobus"],
              "en": ["List mended", "The measure on the bus is there"]}  # fmt: skip
    assert [entry.findtext("a:title", namespaces=ATOM) for entry in entries] == titles[lang]
    assert root.findtext("a:updated", namespaces=ATOM) == "2026-11-22T00:00:00Z"
    (link,) = root.findall("a:link[@rel='self']", ATOM)
    assert link.get("href") == ADDRESS + feed_path(lang) and link.get("type") == FEED_TYPE


@pytest.mark.parametrize("lang", LANGS)
def test_every_address_of_the_feed_is_complete(lang: Lang, tiny_guide: Guide) -> None:
    """In its links and in the text of its entries: a reader of feeds is not on the site."""
    root = etree.fromstring(feed(tiny_guide, lang))
    addresses = [str(link.get("href")) for link in root.iter(f"{{{ATOM['a']}}}link")]
    for content in root.iter(f"{{{ATOM['a']}}}content"):
        addresses += re.findall(r'\bhref="([^"]*)"', content.text or "")
    assert len(addresses) >= 8
    assert [one for one in addresses if not one.startswith(ADDRESS)] == []


def test_ids_stay_whatever_the_address(tiny: TinySite) -> None:
    """A guide that moves house, or mends a title, does not tell everything again."""
    here = read_guide(tiny.data, tiny.docs, ADDRESS)
    tiny.replace("data/changes.yaml", "it: Lista corretta", "it: Lista rivista")
    there = read_guide(tiny.data, tiny.docs, "https://altrove.example/guida/")
    for lang in LANGS:
        assert _ids(feed(here, lang)) == _ids(feed(there, lang))
        assert b"guida.example" not in feed(there, lang)
    assert all(UUID(id.removeprefix("urn:uuid:")) for id in _ids(feed(here, "it")))
    assert set(_ids(feed(here, "it"))).isdisjoint(_ids(feed(here, "en")))


def test_another_guide_has_other_ids(tiny: TinySite) -> None:
    """Two guides made with the same code may have a change of the same name."""
    here = _ids(feed(read_guide(tiny.data, tiny.docs, ADDRESS), "it"))
    tiny.replace("data/site.yaml", "3b9c2d1e", "4b9c2d1e")
    assert set(here).isdisjoint(_ids(feed(read_guide(tiny.data, tiny.docs, ADDRESS), "it")))


def test_a_feed_without_changes_is_right_too(tiny: TinySite) -> None:
    """As a guide just begun has it: its date is that of the site."""
    tiny.write("data/changes.yaml", "[]\n")
    root = assert_valid(feed(read_guide(tiny.data, tiny.docs, ADDRESS), "it"))
    assert root.findall("a:entry", ATOM) == []
    assert root.findtext("a:updated", namespaces=ATOM) == "2026-11-22T00:00:00Z"


def test_the_signs_of_a_text_stay_signs(tiny_guide: Guide) -> None:
    """An ampersand of the data is one in the words of the reader."""
    root = etree.fromstring(feed(tiny_guide, "it"))
    content = root.findtext("a:entry/a:content", namespaces=ATOM) or ""
    assert "Un refuso &amp; basta." in content


def test_a_draft_is_not_told(tiny: TinySite) -> None:
    """A change being prepared reaches nobody."""
    tiny.replace("data/changes.yaml", "- id: list-mended", "- draft: true\n  id: list-mended")
    guide = read_guide(tiny.data, tiny.docs, ADDRESS)
    assert [one.id for one in guide.catalog.changes()] == ["bus-added"]
    assert b"Lista corretta" not in feed(guide, "it")


@pytest.mark.parametrize("broken", ["id", "title", "updated"])
def test_the_check_of_feeds_sees_what_is_missing(broken: str, tiny_guide: Guide) -> None:
    """The tests above would notice: here is what they refuse."""
    root = etree.fromstring(feed(tiny_guide, "it"))
    found = root.find(f"a:entry/a:{broken}", ATOM)
    assert found is not None
    parent = found.getparent()
    assert parent is not None
    parent.remove(found)
    with pytest.raises(AssertionError):
        assert_valid(etree.tostring(root))
