"""The index of the search: quick to write, the same each time, and honest when it cannot be."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from built_site import Page, Site, tree
from lxml import html

from macros.generated import generated_pages
from macros.guide import Guide
from macros.model.text import LANGS, Lang
from macros.search_index import SearchedPage, SearchError, write_search_index

pytest_plugins = ["site_fixtures"]

MOST_SECONDS = 3.0
"""Of a processor, for both languages of the whole guide."""


@pytest.fixture(scope="module")
def pages(site: Site, guide: Guide) -> list[SearchedPage]:
    """The pages of the guide, read back from the built site."""
    named = [("page", id, lang, page.address) for (id, lang), page in guide.prose.items()]
    named += [(page.kind, page.id, page.lang, page.address) for page in generated_pages(guide)]
    return [
        SearchedPage(kind, id, lang, _content(site.pages[f"{address}index.html"]))
        for kind, id, lang, address in named
    ]


def _content(page: Page) -> str:
    (article,) = page.elements("//article")
    return str(html.tostring(article, encoding="unicode"))


def listed(folder: Path, lang: Lang) -> dict[str, list[str]]:
    """The records of a language, by address."""
    found = json.loads((folder / f"records.{lang}.json").read_text("utf-8"))["records"]
    return {record[0]: record for record in found.values()}


def test_it_is_quick_and_the_same_each_time(
    pages: list[SearchedPage], guide: Guide, tmp_path: Path
) -> None:
    """The whole guide takes Pagefind less than three seconds; two indexes have the same bytes."""
    assert len(pages) > 300
    spent = []
    for name in ("one", "two"):
        # Of its own: what the system takes for two thousand small files depends on the disk.
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        write_search_index(pages, guide, tmp_path / name)
        spent.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)
    # The other work of a machine makes each second longer: the better of two tells more.
    assert 0.05 < min(spent) < MOST_SECONDS, spent
    assert len(tree(tmp_path / "one")) > 400
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_every_record_is_in_the_index_of_its_language(site: Site) -> None:
    """Every page, and every role, term, source and route by itself; nothing twice."""
    for lang in LANGS:
        records = listed(site.folder / "pagefind", lang)
        pages = {page.address for page in site.pages.values() if page.lang == lang}
        found = {address.partition("#")[0] for address in records}
        lacking = {page for page in pages - found if not page.endswith("404.html")}
        assert len(lacking) == 2, "A-Z and the page of the search"
        assert found <= pages
        assert {record[1] for record in records.values()} >= {"phase", "term", "template", "act"}


def test_the_sentences_of_a_checklist_are_in_it(
    pages: list[SearchedPage], guide: Guide, tmp_path: Path
) -> None:
    """Pagefind leaves the labels of a form out: they are given to it as paragraphs."""
    one = next(page for page in pages if page.kind == "checklist" and page.lang == "it")
    label = str(html.fromstring(one.content).xpath("string(//label)")).strip()
    assert len(label) > 10
    write_search_index([one], guide, tmp_path / "index")
    (piece,) = (tmp_path / "index/fragment").iterdir()
    unpacked = subprocess.run(["gzip", "-dc", piece], capture_output=True, check=True).stdout
    assert label in json.loads(unpacked.removeprefix(b"pagefind_dcd"))["content"]


def test_a_system_without_pagefind_is_told(
    guide: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where its package has no program the message says what to do, and nothing is written."""
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    with pytest.raises(SearchError, match=r"(?s)pagefind-bin.*Linux, macOS e Windows"):
        write_search_index([], guide, tmp_path / "index")
    assert not (tmp_path / "index").exists()


def test_a_failure_of_pagefind_is_told(guide: Guide, tmp_path: Path) -> None:
    """What Pagefind says when it cannot write is passed on."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(SearchError, match=r"Pagefind ha detto: ."):
        write_search_index([], guide, tmp_path / "file/index")
