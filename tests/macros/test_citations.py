"""Who names a thing, and so what is to be read again when it changes."""

from __future__ import annotations

import pytest
from tiny_site import ADDRESS, TinySite

from macros.citations import Affected, Citations, exists
from macros.guide import Guide
from macros.read_guide import read_guide


def guide_of(tiny: TinySite) -> Guide:
    return read_guide(tiny.data, tiny.docs, ADDRESS)


def affected(tiny: TinySite, id: str) -> Affected:
    kind, _, name = id.partition(":")
    return Citations(guide_of(tiny), tiny.docs).affected_by(kind, name)


def by(found: Affected) -> set[str]:
    return {":".join(one.by) for one in found.citations}


def test_an_act_touches_what_names_it_or_a_part_of_it(tiny: TinySite) -> None:
    """Entries by their lists, texts by their links, pages by their macros."""
    tiny.replace("docs/it/percorso.md", "# Il percorso\n", '# Il percorso\n\n{{ law("tuel") }}\n')
    found = affected(tiny, "act:tuel")
    assert {"checklist:start", "method:matrix", "page:process"} <= by(found)
    assert {("act", "tuel"), ("checklist", "start"), ("method", "matrix"), ("page", "process")} <= {
        *found.pages
    }
    assert ("checklist", "start") in found.documents
    (page,) = [one for one in found.citations if one.by == ("page", "process")]
    assert (page.file, page.line) == ("docs/it/percorso.md", 9)


def test_a_provision_touches_less_than_its_act(tiny: TinySite) -> None:
    """What names another article, or the act as a whole, is not its concern."""
    tiny.replace("docs/it/percorso.md", "# Il percorso\n", '# Il percorso\n\n{{ law("tuel") }}\n')
    found = affected(tiny, "act:tuel-42")
    assert "checklist:start" in by(found)
    assert "page:process" not in by(found)
    assert ("act", "tuel") in found.pages


def test_a_source_touches_what_rests_on_it(tiny: TinySite) -> None:
    """A thing without a page of its own is read on the page that lists it."""
    found = affected(tiny, "source:portal")
    assert {"act:tuel", "term:plan"} <= by(found)
    assert {("page", "sources"), ("page", "glossary"), ("act", "tuel")} <= {*found.pages}


def test_a_page_that_shows_an_entry_is_touched_by_what_the_entry_names(tiny: TinySite) -> None:
    """A checklist put into a page brings its acts with it; so does a phase on paper."""
    assert ("page", "process") not in affected(tiny, "act:tuel-42").pages
    tiny.replace("docs/it/percorso.md", "\n{{ route", '\n{{ checklist("start") }}\n\n{{ route')
    assert ("page", "process") in affected(tiny, "act:tuel-42").pages
    phase = ("phase", "set-up")
    assert phase in affected(tiny, "act:tuel-42").documents


def test_an_entry_that_nobody_names_touches_itself(tiny: TinySite) -> None:
    """Its own page and documents."""
    found = affected(tiny, "template:register")
    assert ("template", "register") in found.pages
    assert ("template", "register") in found.documents


def test_a_page_is_touched_through_its_sections(tiny: TinySite) -> None:
    """A link to a part of a page is a link to the page."""
    tiny.replace(
        "docs/it/percorso.md", "\n{{ route", '\n{{ link("page:about#x", "qui") }}\n\n{{ route'
    )
    assert by(affected(tiny, "page:about")) == {"page:process"}


def test_an_act_is_found_in_plain_words_too(tiny: TinySite) -> None:
    """By its number and year, in data and pages; a longer number is another one."""
    tiny.replace("data/acts/tuel.yaml", "  it: TUEL", "  it: D.Lgs. 267/2000 (TUEL)")
    tiny.replace("data/methods/matrix.yaml", "it: Un'ora", "it: Come dice il d.lgs. 267/2000.")
    tiny.replace("docs/en/about.md", "A sample guide.", "See decree 267/2000.")
    tiny.replace("docs/it/informazioni.md", "Una guida", "La 1267/2000, la 267/20001")
    found = affected(tiny, "act:tuel")
    places = {(one.file, one.line, one.place) for one in found.citations}
    assert ("data/methods/matrix.yaml", None, ("time", "preparation", "it")) in places
    line = tiny.line_of("docs/en/about.md", "267/2000")
    assert ("docs/en/about.md", line, ("en",)) in places
    assert not any(file == "docs/it/informazioni.md" for file, *_ in places)
    assert ("page", "about") in found.pages


def test_a_help_number_is_found_however_it_is_spaced(tiny: TinySite) -> None:
    """Wherever it is written, with a link or without."""
    tiny.replace("data/helplines.yaml", "'112'", "'800 290 290'")
    tiny.replace("data/roles.yaml", "it: Tiene insieme il lavoro.", "it: Chiama l'800290290.")
    tiny.replace("docs/it/informazioni.md", "Una guida", "Chiama l'**800 290 290**")
    found = affected(tiny, "helpline:emergency")
    assert {"role:plan-manager", "page:about"} <= by(found)
    assert {("page", "about"), ("page", "roles")} <= {*found.pages}


@pytest.mark.parametrize(
    "id", ["act:tuel", "act:tuel-42", "page:about", "phase:set-up", "term:plan", "source:portal"]
)
def test_what_is_in_the_guide_exists(id: str, tiny: TinySite) -> None:
    """Entries, their parts, pages."""
    kind, _, name = id.partition(":")
    assert exists(guide_of(tiny), kind, name)


@pytest.mark.parametrize(
    "id", ["act:x", "nothing:x", "act:", "", ":", "page:x", "phase:set-up#x", "labels:home", "tuel"]
)
def test_what_is_not_in_the_guide_does_not(id: str, tiny: TinySite) -> None:
    """A name mistyped, of another kind, or of no kind."""
    kind, _, name = id.partition(":")
    assert not exists(guide_of(tiny), kind, name)
