"""Pages written by hand: head, address, twins."""

from __future__ import annotations

import pytest
from tiny_site import TINY, TinySite

from macros.prose import Prose, read_prose, without_twin


def test_pages_are_paired_by_id() -> None:
    """Each page of the tiny site, in both languages, with what its head says."""
    pages, problems = read_prose(TINY / "docs")
    assert problems == []
    assert len(pages) == 46
    assert [*without_twin(pages, "docs")] == []
    page = pages["process", "en"]
    assert (page.title, page.description) == ("The path", "The phases, in order.")
    assert (page.path, page.address, page.menu_title) == ("en/path.md", "en/path/", "The path")


@pytest.mark.parametrize(
    ("lang", "path", "address"),
    [
        ("it", "it/index.md", ""),
        ("en", "en/index.md", "en/"),
        ("it", "it/metodi/index.md", "metodi/"),
        ("en", "en/methods/raci.md", "en/methods/raci/"),
    ],
)
def test_addresses_follow_the_files(lang: str, path: str, address: str) -> None:
    """Italian at the root, English below `en/`; `index.md` is its folder."""
    page = Prose("x", "it" if lang == "it" else "en", path, "t", "t", "d", 6)
    assert page.address == address


def test_the_text_starts_after_the_head(tiny: TinySite) -> None:
    """The first line of the text is counted in the file, whatever the head holds."""
    tiny.replace("docs/it/fonti.md", "title: Fonti\n", 'title: "Fonti"\nmenu: Le fonti\n# nota\n')
    tiny.write("docs/it/fonti.md", "\ufeff" + tiny.text("docs/it/fonti.md").replace("\n", "\r\n"))
    pages, problems = read_prose(tiny.docs)
    assert problems == []
    page = pages["sources", "it"]
    lines = tiny.text("docs/it/fonti.md").splitlines()
    assert lines[page.first_line - 2] == "---"
    assert page.menu_title == "Le fonti"


def test_one_bad_page_does_not_stop_the_others(tiny: TinySite) -> None:
    """Each page that cannot be read is told; the rest is there."""
    tiny.write("docs/it/fonti.md", b"\xff\xfe")
    tiny.write("docs/it/ruoli.md", "---\nid: [\n---\n")
    (tiny.docs / "it/x.md").mkdir()
    pages, problems = read_prose(tiny.docs)
    assert sorted((p.code, p.path) for p in problems) == [
        ("not_utf8", "docs/it/fonti.md"),
        ("unreadable_file", "docs/it/x.md"),
        ("yaml_syntax", "docs/it/ruoli.md"),
    ]
    assert len(pages) == 44


def test_hidden_files_are_no_pages(tiny: TinySite) -> None:
    """What an editor hides beside a page, a broken lock included, disturbs nobody."""
    tiny.write("docs/it/.bozza.md", tiny.text("docs/it/fonti.md"))
    (tiny.docs / "it/.#fonti.md").symlink_to("nobody@nowhere")
    (tiny.docs / "en/.notes").mkdir()
    tiny.write("docs/en/.notes/page.md", "no head")
    pages, problems = read_prose(tiny.docs)
    assert problems == []
    assert len(pages) == 46


def test_a_readme_is_no_page(tiny: TinySite) -> None:
    """MkDocs would take it for the index of its folder, or drop it: it is refused."""
    tiny.write("docs/it/README.md", tiny.text("docs/it/fonti.md").replace("id: sources", "id: x"))
    _, problems = read_prose(tiny.docs)
    assert [(p.code, p.path) for p in problems] == [("page_misplaced", "docs/it/README.md")]
