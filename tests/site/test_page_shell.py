"""What every page has around its content, and what no page has."""

from __future__ import annotations

import json
import re
from itertools import pairwise

from built_site import SITE_URL, Site
from lxml import etree, html

pytest_plugins = ["site_fixtures"]


def test_every_page_has_one_main_heading_and_no_level_is_skipped(site: Site) -> None:
    """Whoever moves by headings meets one first level, then each level in its order."""
    wrong = []
    for page in site.pages.values():
        levels = [int(str(h.tag)[1]) for h in page.elements("//*[self::h1 or self::h2 or "
                  "self::h3 or self::h4 or self::h5 or self::h6]")]  # fmt: skip
        jumps = [b for a, b in pairwise(levels) if b > a + 1]
        if levels.count(1) != 1 or levels[0] != 1 or jumps:
            wrong.append(f"{page.file}: {levels}")
    assert len(site.pages) > 100
    assert wrong == []


def test_no_heading_is_empty(site: Site) -> None:
    """Every heading says something besides the sign of its own link."""
    headings = [
        (page.file, "".join(heading.itertext()).replace("¶", "").strip())
        for page in site.pages.values()
        for heading in page.elements("//h1 | //h2 | //h3 | //h4")
    ]
    assert len(headings) > 500
    assert [file for file, text in headings if not text] == []


def test_every_page_says_its_language(site: Site) -> None:
    """Italian at the root, English below en/: screen readers change their voice."""
    found = {page.file: page.root.get("lang") for page in site.pages.values()}
    assert set(found.values()) == {"it", "en"}
    assert [f for f, lang in found.items() if lang != site.pages[f].lang] == []


def test_titles_and_descriptions_tell_pages_apart(site: Site) -> None:
    """No title and no description is empty, or shared by two pages."""
    for path in ("/html/head/title", "/html/head/meta[@name='description']/@content"):
        seen: dict[tuple[str, str], list[str]] = {}
        for page in site.pages.values():
            (value,) = page.strings(path)
            assert value.strip(), page.file
            seen.setdefault((page.lang, value), []).append(page.file)
        assert {value: files for value, files in seen.items() if len(files) > 1} == {}


def test_no_page_holds_a_program(site: Site) -> None:
    """No script, no style and no handler inside the pages: the policy would stop them."""
    assert len(site.pages) > 100
    for page in site.pages.values():
        inside = "//script[not(@src)] | //style | //iframe | //object | //embed"
        assert [one for one in page.elements(inside) if not is_data(one)] == [], page.file
        loaded = page.elements("//script[@src]")
        assert [one for one in loaded if sorted(one.keys()) != ["defer", "src"]] == [], page.file
        attributes = page.elements("//*[@style]") + page.elements(
            "//*[@*[starts-with(name(), 'on')]]"
        )
        assert attributes == [], f"{page.file}: {attributes}"
        assert [a.value for a in page.links if a.value.startswith("javascript:")] == []


def is_data(script: html.HtmlElement) -> bool:
    """Whether a script is a block of data for search engines, which no browser runs."""
    return script.tag == "script" and dict(script.items()) == {"type": "application/ld+json"}


def test_data_for_search_engines_cannot_become_anything_else(site: Site) -> None:
    """A block of data is JSON, without the signs that could end it or open something else."""
    blocks = [
        (page.file, script.text or "")
        for page in site.pages.values()
        for script in page.elements("//script")
        if is_data(script)
    ]
    assert len(blocks) > 300
    for file, text in blocks:
        assert json.loads(text)["@context"] == "https://schema.org", file
        assert not re.search("[<>&'\u2028\u2029]", text), file


def test_no_page_asks_others_for_anything(site: Site) -> None:
    """Images, style sheets and icons are all of the site: nobody learns who reads."""
    resources = [
        (page.file, link.address)
        for page in site.pages.values()
        for link in page.links
        if link.tag not in ("a", "area")
    ]
    foreign = [one for one in resources if not one[1].startswith((SITE_URL, "data:"))]
    assert len(resources) > 300
    assert foreign == []


def test_style_sheets_ask_others_for_nothing(site: Site) -> None:
    """No style sheet loads anything from another site, nor a file that is not there."""
    sheets = sorted(site.folder.rglob("*.css"))
    assert len(sheets) >= 1
    for sheet in sheets:
        for value in re.findall(r"url\(\s*['\"]?([^'\")]+)", sheet.read_text("utf-8")):
            if not value.startswith(("data:", "#")):
                assert (sheet.parent / value.split("#")[0].split("?")[0]).is_file(), value
        assert "@import" not in sheet.read_text("utf-8")


def test_every_page_carries_the_security_policy(site: Site) -> None:
    """The policy lets in nothing from elsewhere and nothing written inside a page."""
    policies = {
        tuple(page.strings("//meta[@http-equiv='Content-Security-Policy']/@content"))
        for page in site.pages.values()
    }
    ((policy,),) = policies
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "http" not in policy


def test_the_site_holds_none_of_the_programs_of_the_theme(site: Site) -> None:
    """Nothing is published that no page uses: no script of the theme, no map, no palette."""
    kinds = {file.suffix for file in site.folder.rglob("*") if file.is_file()}
    assert ".html" in kinds
    assert kinds.isdisjoint({".map", ".md", ".py", ".yaml", ".gz"})
    scripts = {file.name for file in (site.folder / "assets").rglob("*.js")}
    search = {"excerpt.js", "find.js", "panel.js", "words.js"}
    assert scripts == {"site.js", "tools.js", "fill.js", "fflate-0.8.3.js"} | search


def test_tables_that_scroll_can_be_reached_and_have_a_name(site: Site) -> None:
    """A table wider than the screen scrolls with the keys, in a region with a name."""
    tables = [(page, table) for page in site.pages.values() for table in page.elements("//table")]
    assert len(tables) > 50
    for page, table in tables:
        (region,) = [one for one in table.iterancestors() if one.get("role") == "region"]
        assert region.get("tabindex") == "0", page.file
        assert region.get("aria-label"), page.file
        assert table.xpath(".//th[@scope] | ./thead//th"), page.file


def test_what_looks_the_same_has_the_same_name(site: Site) -> None:
    """Regions and menus of a page are told apart by their names."""
    wrong = {}
    for page in site.pages.values():
        names = page.strings("//*[@role='region']/@aria-label")
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            wrong[page.file] = twice
    assert wrong == {}


def test_pages_are_well_formed(site: Site) -> None:
    """A strict reader finds no unclosed or misplaced tag."""
    parser = etree.HTMLParser(recover=False, huge_tree=True)
    # The reader knows HTML 4: it does not know these tags, which are right.
    known = re.compile(r"Tag (main|nav|header|footer|section|article|svg|path|details|summary) ")
    for name in list(site.pages)[:]:
        try:
            etree.fromstring((site.folder / name).read_bytes(), parser)
        except etree.XMLSyntaxError:
            errors = [str(one.message) for one in parser.error_log]
            assert [one for one in errors if not known.match(one)] == [], name
