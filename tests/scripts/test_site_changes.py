"""`scripts/site_changes.py` tells what a reader would notice between two sites."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from site_changes import BuiltSite, Changes, Document, Wording

from macros.view import FRAGMENTS

IN_BOTH = {"guida/": ("it", "en/guide/"), "en/guide/": ("en", "guida/")}
"""The pages of these sites, with the language and the twin of each."""


class Sites:
    """Two sites, equal until a test changes one of their files."""

    def __init__(self, root: Path) -> None:
        self.before, self.after = root / "before", root / "after"
        for site in (self.before, self.after):
            self.page(site, "guida/", "<p>Il Comune decide.</p>")
            self.page(site, "en/guide/", "<p>The Comune decides.</p>")
            self.documents(site, {"delibera.docx": "1", "delibera.pdf": "1"})

    def page(self, site: Path, address: str, words: str, title: str = "Guida") -> None:
        """Write a page around its words."""
        lang, twin = IN_BOTH.get(address, ("it", ""))
        other = "en" if lang == "it" else "it"
        folder = site / address
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.html").write_text(
            f'<html lang="{lang}"><head>'
            f'<link rel="alternate" hreflang="{lang}" href="https://guida.example/x/{address}">'
            f'<link rel="alternate" hreflang="{other}" href="https://guida.example/x/{twin}">'
            f'</head><body><nav>menu {words}</nav><article><h1>{title}<a class="headerlink">¶</a>'
            f"</h1>{words}</article><footer>1 gennaio</footer></body></html>",
            "utf-8",
        )

    def documents(self, site: Path, files: dict[str, str]) -> None:
        """Write the documents of a site, with the fingerprint of each."""
        folder = site / "downloads"
        folder.mkdir(exist_ok=True)
        listed = []
        for name, sha256 in files.items():
            (folder / name).write_text(sha256)
            id, format = name.split(".")
            listed.append(
                {"kind": "template", "id": id, "lang": "it", "format": format, "title": "Delibera"}
                | {"path": f"downloads/{name}", "sha256": sha256}
            )
        (folder / "manifest.json").write_text(json.dumps(listed))

    @property
    def changes(self) -> Changes:
        """What is different."""
        return Changes(BuiltSite(self.before), BuiltSite(self.after))


@pytest.fixture
def sites(tmp_path: Path) -> Sites:
    """Two equal sites."""
    return Sites(tmp_path)


def test_equal_sites_have_no_changes(sites: Sites) -> None:
    """The good case, which first proves that pages and documents were read."""
    changes = sites.changes
    assert set(changes.after.pages) == {"guida/", "en/guide/"}
    assert changes.after.pages["guida/"].blocks == ("Guida", "Il Comune decide.")
    assert changes.after.pages["guida/"].twin == "en/guide/"
    assert len(changes.after.documents) == 1
    assert not changes.wordings
    assert not (changes.new_pages or changes.lost_pages or changes.in_one_language)
    assert not (changes.new_documents or changes.changed_documents or changes.lost_documents)


def test_a_sentence_that_changes_is_told_once(sites: Sites) -> None:
    """With all the pages where it stands; the menu and the foot are not of the page."""
    sites.page(sites.before, "altra/", "<ul><li>Il Comune decide.</li><li>Resta.</li></ul>")
    sites.page(sites.after, "guida/", "<p>Il Comune decide <em>subito</em>.</p>")
    sites.page(sites.after, "altra/", "<ul><li>Il Comune decide subito.</li><li>Resta.</li></ul>")
    changed = Wording("Il Comune decide.", "Il Comune decide subito.")
    found = sites.changes.wordings
    assert [*found] == [changed]
    assert {page.address for page in found[changed]} == {"guida/", "altra/"}


def test_italian_changed_alone_is_told(sites: Sites) -> None:
    """English left behind is told; once it changes too, no more."""
    sites.page(sites.after, "guida/", "<p>Il Comune propone.</p>")
    assert [page.address for page in sites.changes.in_one_language] == ["guida/"]
    sites.page(sites.after, "en/guide/", "<p>The Comune proposes.</p>")
    assert not sites.changes.in_one_language
    languages = [pages[0].lang for pages in sites.changes.wordings.values()]
    assert languages == ["it", "en"], "the original comes first"


def test_a_page_that_moves_without_a_redirect_is_lost(sites: Sites) -> None:
    """A page that only leads elsewhere keeps its address; without it the address is lost."""
    sites.page(sites.after, "nuova/", "<p>Il Comune decide.</p>")
    (sites.after / "guida/index.html").unlink()
    assert [page.address for page in sites.changes.lost_pages] == ["guida/"]
    assert [page.address for page in sites.changes.new_pages] == ["nuova/"]
    (sites.after / "guida/index.html").write_text(
        '<html><head><meta http-equiv="refresh" content="0;url=../nuova/"></head></html>'
    )
    assert not sites.changes.lost_pages


def test_documents_are_told_by_their_title(sites: Sites) -> None:
    """New, changed in some format, gone: and an address that no longer leads to a file."""
    sites.documents(sites.before, {"vecchio.pdf": "1", "delibera.docx": "1", "delibera.pdf": "1"})
    sites.documents(sites.after, {"delibera.docx": "1", "delibera.pdf": "2", "avviso.docx": "1"})
    changes = sites.changes
    assert changes.new_documents == [Document("template", "avviso", "it")]
    assert changes.changed_documents == [Document("template", "delibera", "it")]
    assert changes.lost_documents == [Document("template", "vecchio", "it")]
    assert changes.lost_downloads == ["downloads/vecchio.pdf"]


def test_how_many_translations_lag_is_no_news(sites: Sites) -> None:
    """It changes with every Italian sentence, and the summary has a part of its own for it."""
    for site, lagging in ((sites.before, 0), (sites.after, 1)):
        table = f"<table data-translation-state><tr><td>{lagging}</td></tr></table>"
        sites.page(site, "guida/", f"<p>Stato</p>{table}<ul data-translation-state></ul>")
    assert not sites.changes.wordings
    assert sites.changes.after.pages["guida/"].blocks == ("Guida", "Stato")
    fragment = (FRAGMENTS / "translation_state.md.j2").read_text("utf-8")
    elements = re.findall(r"<(?:table|ul|p)[ >][^<]*", fragment.partition("{% else %}")[2])
    assert elements and all("data-translation-state" in one for one in elements)


def test_the_size_of_a_file_is_no_news(sites: Sites) -> None:
    """It changes by itself when anything else does."""
    sites.page(sites.before, "guida/", "<p>Word (DOCX, 14 KB), PDF (1,2 MB)</p>")
    sites.page(sites.after, "guida/", "<p>Word (DOCX, 15 KB), PDF (1,3 MB)</p>")
    assert not sites.changes.wordings


@pytest.mark.parametrize(
    ("words", "blocks"),
    [
        ("<p>Uno <b>due</b></p>tre", ["Uno due", "tre"]),
        ("<table><tr><th>A</th><td>B</td></tr><tr><td>C</td></tr></table>", ["A B", "C"]),
        ("<ul><li>A<ul><li>B</li></ul></li></ul>", ["A", "B"]),
        ("<p><svg><title>x</title></svg>A<!-- no --> B</p><script>x</script>", ["A B"]),
        ("<p></p>", []),
    ],
)
def test_words_are_read_as_a_reader_sees_them(words: str, blocks: list[str], sites: Sites) -> None:
    """Paragraphs, points and rows apart; drawings, comments and programs not at all."""
    sites.page(sites.after, "guida/", words)
    assert sites.changes.after.pages["guida/"].blocks == ("Guida", *blocks)
