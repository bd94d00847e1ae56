"""Drafts: what is published neither holds nor names them."""

from __future__ import annotations

import re

import pytest
from tiny_site import ADDRESS, TinySite

from macros.model.method import Method
from macros.model.people import Term
from macros.open_data import open_data
from macros.read_guide import read_guide

METHOD, LIST, SOURCES = (
    "data/methods/matrix.yaml",
    "data/checklists/start.yaml",
    "data/sources.yaml",
)


def _draft(site: TinySite, file: str, before: str = "id:") -> None:
    """Make a draft of the entry (or page) whose id is the first of a file."""
    site.replace(file, before, f"draft: true\n{before}")


def _told(site: TinySite) -> list[tuple[str, str, str]]:
    return [(p.code, p.path, dict(p.values).get("id", "")) for p in site.problems()]


def test_what_is_published_names_no_draft(tiny: TinySite) -> None:
    """Every reference, link, line of the menu or macro that leads to a draft is told."""
    _draft(tiny, METHOD)
    told = _told(tiny)
    assert {code for code, *_ in told} == {"names_a_draft"}
    assert {id for *_, id in told} == {"method:matrix"}
    assert {path for _, path, _ in told} >= {"data/phases/set-up.yaml", "data/changes.yaml"}


def test_a_macro_that_names_a_draft_is_told(tiny: TinySite) -> None:
    """Not that the entry does not exist: it does, and can be published."""
    tiny.replace("data/terms.yaml", "- id: network", "- draft: true\n  id: network")
    tiny.replace("docs/it/fonti.md", "{{ sources() }}", '{{ term("network") }}')
    assert _told(tiny) == [("names_a_draft", "docs/it/fonti.md", "term:network")]


def test_a_draft_may_name_what_it_likes(tiny: TinySite) -> None:
    """Published things, and other drafts."""
    tiny.write(
        "data/terms.yaml",
        tiny.text("data/terms.yaml")
        + "".join(
            f"- draft: true\n  id: {id}\n  name:\n    it: Nuovo {id}\n    en: New {id}\n"
            "  definition:\n    it: Una parola.\n    en: A word.\n"
            f"  see: [plan, {other}]\n"
            for id, other in (("one", "two"), ("two", "one"))
        ),
    )
    assert tiny.problems() == ()
    guide = read_guide(tiny.data, tiny.docs, ADDRESS)
    assert set(guide.catalog.entries[Term]) == {"plan", "network"}


def test_what_only_a_draft_uses_is_not_used(tiny: TinySite) -> None:
    """A source that only a draft cites would stand in the site for nothing."""
    tiny.write(
        SOURCES,
        tiny.text(SOURCES)
        + "- id: fresh\n  title: Nuova\n  publisher: Ente\n  url: https://example.org/\n"
        + "  checked_on: 2026-11-22\n",
    )
    assert _told(tiny) == [("source_not_cited", SOURCES, "fresh")]
    tiny.replace(SOURCES, "- id: fresh", "- draft: true\n  id: fresh")
    assert tiny.problems() == ()


def test_a_page_of_the_menu_is_no_draft(tiny: TinySite) -> None:
    """Nor a page that the site needs: it is asked for as if it were not there."""
    for file in ("docs/it/glossario.md", "docs/en/glossary.md"):
        _draft(tiny, file)
    codes = [code for code, *_ in _told(tiny)]
    assert "names_a_draft" in codes and "page_needed" in codes


def test_twins_are_drafts_together(tiny: TinySite) -> None:
    """One language cannot be published before the other."""
    for lang, name in (("it", "nuova"), ("en", "fresh")):
        tiny.write(
            f"docs/{lang}/{name}.md",
            "---\ndraft: true\nid: fresh\ntitle: T\ndescription: D\n---\n\n# T\n",
        )
    assert tiny.problems() == ()
    tiny.replace("docs/en/fresh.md", "draft: true\n", "")
    assert [(p.code, p.path) for p in tiny.problems()] == [("twin_not_draft", "docs/it/nuova.md")]


def test_words_left_by_the_scaffold_are_found_in_pages(tiny: TinySite) -> None:
    """On every line of a page that is published, comments of its head left out."""
    tiny.replace("docs/it/fonti.md", "id:", "# DA SCRIVERE\nid:")
    assert tiny.problems() == ()
    tiny.replace("docs/it/fonti.md", "# Fonti", "# Fonti\n\nDA SCRIVERE.")
    line = tiny.line_of("docs/it/fonti.md", "DA SCRIVERE.")
    assert [(p.code, p.line) for p in tiny.problems()] == [("left_unwritten", line)]


def _draft_everywhere(site: TinySite) -> None:
    site.write(
        "data/methods/fresh.yaml",
        site.text(METHOD)
        .replace("id: matrix", "draft: true\nid: fresh", 1)
        .replace("it: matrice", "it: nuovo", 1)
        .replace("en: matrix", "en: fresh", 1)
        .replace("it: Matrice", "it: Parola segreta", 1),
    )


def test_open_data_say_nothing_of_drafts(tiny: TinySite) -> None:
    """Neither the entries, nor the field by which they would be known."""
    _draft_everywhere(tiny)
    guide = read_guide(tiny.data, tiny.docs, ADDRESS)
    files = open_data(guide.catalog, guide.addresses, ())
    assert len(files) > 20
    for file in files:
        if file.format != "schema":
            assert b"Parola segreta" not in file.content, file.path
            assert not re.search(rb'"draft": *(?:true|false)', file.content), file.path


def test_the_preview_holds_drafts_and_says_so(tiny: TinySite) -> None:
    """In their names, wherever they are shown; the address is that of the page to be."""
    _draft_everywhere(tiny)
    guide = read_guide(tiny.data, tiny.docs, ADDRESS, drafts=True)
    assert guide.catalog.get(Method, "fresh").name.it == "Parola segreta (bozza)"
    assert guide.addresses.of("method", "fresh", "it") == "metodi/nuovo/"
    with pytest.raises(KeyError):
        read_guide(tiny.data, tiny.docs, ADDRESS).addresses.of("method", "fresh", "it")
