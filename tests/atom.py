"""What RFC 4287 asks of an Atom feed, said again so that the feeds are held to it."""

from __future__ import annotations

import re

from lxml import etree

ATOM = {"a": "http://www.w3.org/2005/Atom"}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


def assert_valid(content: bytes) -> etree._Element:
    """What RFC 4287 says of a feed and of its entries, where it says MUST."""
    root = etree.fromstring(content)
    assert root.tag == f"{{{ATOM['a']}}}feed"
    assert {etree.QName(one).namespace for one in root.iter(etree.Element)} == {ATOM["a"]}
    children = [etree.QName(one).localname for one in root]
    for name in ("id", "title", "updated"):
        assert children.count(name) == 1, f"4.1.1: a feed has one {name}"
    for name in ("generator", "icon", "logo", "rights", "subtitle"):
        assert children.count(name) <= 1, f"4.1.1: a feed has at most one {name}"
    has_author = "author" in children
    entries = root.findall("a:entry", ATOM)
    assert root.findall("a:link[@rel='self']", ATOM), "4.1.1: a feed should say where it is"
    for entry in entries:
        inside = [etree.QName(one).localname for one in entry]
        for name in ("id", "title", "updated"):
            assert inside.count(name) == 1, f"4.1.2: an entry has one {name}"
        for name in ("content", "published", "rights", "source", "summary"):
            assert inside.count(name) <= 1, f"4.1.2: an entry has at most one {name}"
        assert has_author or "author" in inside, "4.1.2: an entry has an author"
        if "content" not in inside:
            assert entry.findall("a:link[@rel='alternate']", ATOM), "4.1.2: content or a page"
    for place in (root, *entries):
        pages = [
            (link.get("type"), link.get("hreflang"))
            for link in place.findall("a:link[@rel='alternate']", ATOM)
        ]
        assert len(pages) == len(set(pages)), "4.1: one page for each type and language"
        for author in place.findall("a:author", ATOM):
            assert len(author.findall("a:name", ATOM)) == 1, "3.2: a person has one name"
        for link in place.findall("a:link", ATOM):
            assert link.get("href"), "4.2.7: a link leads somewhere"
        for category in place.findall("a:category", ATOM):
            assert category.get("term"), "4.2.2: a category has a term"
    ids = [one.text or "" for one in root.iter(f"{{{ATOM['a']}}}id")]
    assert len(ids) == len(set(ids)), "4.2.6: an id is of one thing"
    assert all(re.match(r"[a-z][a-z0-9+.-]*:\S+$", id) for id in ids), "4.2.6: an id is an IRI"
    moments = [*root.iter(f"{{{ATOM['a']}}}updated"), *root.iter(f"{{{ATOM['a']}}}published")]
    assert all(_MOMENT.fullmatch(one.text or "") for one in moments), "3.3: a date is of RFC 3339"
    for content_ in root.iter(f"{{{ATOM['a']}}}content"):
        assert content_.get("type") == "html" and len(content_) == 0, "4.1.3.3: HTML is escaped"
    return root
