"""Rules that cross files."""

from __future__ import annotations

import re

import pytest
from tiny_site import TINY, TinySite

from macros.load import load
from macros.model import KINDS, SINGLES
from macros.model.reference import Ref
from macros.model.template import Template
from macros.problems import messages
from macros.read_guide import NEEDED_PAGES
from macros.walk import models_under, walk


def _kinds_referred_to() -> set[str]:
    models = [*(kind.model for kind in KINDS), *SINGLES.values()]
    infos = [i for m in models for one in models_under(m) for i in one.model_fields.values()]
    text = " ".join(f"{info.annotation} {info.metadata}" for info in infos)
    names = {*(kind.name for kind in KINDS), "page", "field", "measure", "actor"}
    return {name for name in names if f"Ref(kind='{name}')" in text}


def test_every_kind_that_can_be_named_has_a_message() -> None:
    """An id that leads nowhere has words of its own for each kind."""
    kinds = _kinds_referred_to()
    assert kinds >= {"phase", "method", "checklist", "template", "act", "role", "source", "term",
                     "field", "page"}  # fmt: skip
    assert {f"unknown_{kind}" for kind in kinds} <= set(messages())
    assert {f"unknown_{kind.name}" for kind in KINDS} <= set(messages())


# Where the tiny data refer to another entry: file, words before the id, the id, the kind.
PLACES = [
    ("data/phases/set-up.yaml", "lead:\n  - ", "mayor", "role"),
    ("data/phases/set-up.yaml", "    roles:\n      - ", "plan-manager", "role"),
    ("data/phases/set-up.yaml", "    methods:\n      - ", "matrix", "method"),
    ("data/phases/set-up.yaml", "    templates:\n      - ", "note", "template"),
    ("data/phases/set-up.yaml", "    checklists:\n      - ", "start", "checklist"),
    ("data/phases/set-up.yaml", "    acts:\n      - ", "tuel", "act"),
    ("data/phases/set-up.yaml", "\nacts:\n  - ", "tuel", "act"),
    ("data/phases/set-up.yaml", "    sources:\n      - ", "report", "source"),
    ("data/methods/matrix.yaml", "templates:\n  - ", "note", "template"),
    ("data/methods/matrix.yaml", "checklists:\n  - ", "start", "checklist"),
    ("data/methods/matrix.yaml", "acts:\n  - ", "tuel-42", "act"),
    ("data/methods/matrix.yaml", "sources:\n  - ", "report", "source"),
    ("data/checklists/start.yaml", "    acts:\n      - ", "tuel-42", "act"),
    ("data/templates/note.yaml", "filled_by:\n  - ", "plan-manager", "role"),
    ("data/templates/note.yaml", "acts:\n  - ", "tuel", "act"),
    ("data/templates/note.yaml", "checklists:\n  - ", "start", "checklist"),
    ("data/templates/register.yaml", "- field: ", "municipality", "field"),
    ("data/measures/bus.yaml", "priorities: [", "action-6", "priority"),
    ("data/cases/plain.yaml", "measures: [", "bus", "measure"),
    ("data/copies/our-note.yaml", "template: ", "note", "template"),
    ("data/copies/our-start.yaml", "checklist: ", "start", "checklist"),
    ("data/copies/our-note.yaml", "phase: ", "set-up", "phase"),
    ("data/measures/bus.yaml", "indicators: [", "bus-users", "indicator"),
    ("data/measures/bus.yaml", "templates: [", "note", "template"),
    ("data/indicators.yaml", "datasets: [", "offices", "dataset"),
    ("data/acts/tuel.yaml", "sources:\n  - ", "portal", "source"),
    ("data/terms.yaml", "  sources:\n    - ", "portal", "source"),
    ("data/terms.yaml", "  see:\n    - ", "plan", "term"),
    ("data/routes.yaml", "- phase: ", "set-up", "phase"),
    ("data/menu.yaml", "- page: ", "home", "page"),
    ("data/menu.yaml", "- section: ", "process", "page"),
    ("data/menu.yaml", "    - page: ", "glossary", "page"),
]


@pytest.mark.parametrize(("file", "before", "id", "kind"), PLACES)
def test_every_reference_must_lead_somewhere(
    file: str, before: str, id: str, kind: str, tiny: TinySite
) -> None:
    """Wherever an id names another entry, one that does not exist is reported there."""
    tiny.replace(file, before + id, f"{before}x9")
    assert [(p.code, p.path, p.line) for p in tiny.problems() if p.code != "unused_checklist"] == [
        (f"unknown_{kind}", file, tiny.line_of(file, "x9"))
    ]


def test_every_kind_of_reference_is_tried_above() -> None:
    """No kind that can be named is left out of the test before this one."""
    assert {kind for *_, kind in PLACES} == _kinds_referred_to()


def test_marks_are_found_in_real_entries() -> None:
    """Walking an entry finds the ids it names, with their places."""
    template = load(TINY / "data").get(Template, "register")
    found = {(f.place, f.value) for f in walk(template) if Ref("field") in f.marks}
    assert found == {(("sheets", 0, "parameters", 0, "field"), "municipality")}


def test_a_link_to_a_page_is_checked_only_with_the_pages(tiny: TinySite) -> None:
    """Data checked alone cannot know the pages; with them, a wrong link is told."""
    tiny.replace("data/roles.yaml", "(phase:set-up)", "(page:x9#part)")
    assert tiny.data_problems() == ()
    assert [problem.code for problem in tiny.problems()] == ["unknown_page"]


@pytest.mark.parametrize("id", NEEDED_PAGES)
def test_the_pages_that_lists_stand_on_are_needed(id: str, tiny: TinySite) -> None:
    """A page to which the site always leads cannot be taken away unseen."""
    taken = [file for file in tiny.docs.rglob("*.md") if f"\nid: {id}\n" in file.read_text()]
    assert len(taken) == 2
    for file in taken:
        file.unlink()
    assert "page_needed" in {problem.code for problem in tiny.problems()}


def test_a_checklist_that_nobody_uses_is_reported(tiny: TinySite) -> None:
    """A list that no phase, method or document names would never be found."""
    text = tiny.text("data/checklists/start.yaml")
    text = re.sub(r"((?:id|it|en): [a-z][a-z-]*)\n", r"\1-again\n", text)
    tiny.write("data/checklists/start-again.yaml", text)
    assert [(p.code, p.path) for p in tiny.problems()] == [
        ("unused_checklist", "data/checklists/start-again.yaml")
    ]


def test_a_source_that_nobody_cites_is_reported(tiny: TinySite) -> None:
    """It must be named by an entry or by a page; data checked alone cannot know the pages."""
    source = (
        "- id: alone\n  title: T\n  publisher: P\n  url: https://a.it\n  checked_on: 2026-11-22\n"
    )
    tiny.write("data/sources.yaml", source + tiny.text("data/sources.yaml"))
    assert [(p.code, p.path, p.line) for p in tiny.problems()] == [
        ("source_not_cited", "data/sources.yaml", 1)
    ]
    assert tiny.data_problems() == ()
    page = tiny.text("docs/it/percorso.md")
    tiny.write("docs/it/percorso.md", page + '\n{{ link("source:alone", "qui") }}\n')
    assert tiny.problems() == ()


def test_a_method_or_template_may_stand_alone(tiny: TinySite) -> None:
    """One new file is enough: no phase has to name it."""
    for file, id in (("data/methods/matrix", "matrix"), ("data/templates/note", "note")):
        text = tiny.text(f"{file}.yaml").replace(f"id: {id}\n", f"id: {id}-again\n", 1)
        text = re.sub(r"slug:\n  it: (.*)\n  en: (.*)\n", r"slug:\n  it: \1-2\n  en: \2-2\n", text)
        tiny.write(f"{file}-again.yaml", text)
    assert tiny.problems() == ()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("id: agreed", "id: municipality", "field_in_profile"),
        ("id: agreed", "id: people-1-task", "field_defined_twice"),
        ("id: agreed", "id: people-2-person", "field_defined_twice"),
    ],
)
def test_every_place_to_fill_has_a_name_of_its_own(
    old: str, new: str, code: str, tiny: TinySite
) -> None:
    """Boxes, cells and fields of the profile share the names of a document."""
    tiny.replace("data/templates/note.yaml", old, new)
    assert [problem.code for problem in tiny.data_problems()] == [code]


def test_the_profile_keeps_the_field_that_checklists_show(tiny: TinySite) -> None:
    """Without the name of who fills it no checklist could be written: the check says so."""
    tiny.replace("data/profile.yaml", "- id: municipality", "- id: town")
    found = [(p.path, p.line) for p in tiny.problems() if p.code == "unknown_field"]
    assert ("data/profile.yaml", 1) in found
