"""The catalogue for measuring: always the same base, as large as asked, and right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from built_site import copy_project
from synthetic import BASE, ROOT, write_project

from macros.catalog import Catalog
from macros.model.checklist import Checklist
from macros.model.law import Act
from macros.model.method import Method
from macros.model.phase import Phase, Route
from macros.model.template import Template
from macros.read_guide import read_guide

COPIED: tuple[type[Phase | Method | Checklist | Template | Act], ...]
COPIED = (Phase, Method, Checklist, Template, Act)


def _catalog(project: Path) -> Catalog:
    """What the checks let through: they raise if anything is wrong."""
    return read_guide(project / "data", project / "docs", "https://example.org/").catalog


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("synthetic") / "x1"
    write_project(project, 1)
    return project


@pytest.fixture(scope="module")
def thrice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("synthetic") / "x3"
    write_project(project, 3)
    return project


def test_every_kind_is_there_as_often_as_asked(once: Path, thrice: Path) -> None:
    """Three times the guide has three times the phases, methods, lists, documents and acts.

    The training is one, with the documents that it hands out.
    """
    one, three = _catalog(once), _catalog(thrice)
    taught = set(one.training.templates)
    for model in COPIED:
        ids = [entry.id for entry in one.all(model) if entry.id not in taught]
        assert len(ids) > 0
        found = [
            entry.id for entry in three.all(model) if re.sub(r"-x\d+$", "", entry.id) not in taught
        ]
        assert len(found) == 3 * len(ids)


def test_copies_say_something_else(thrice: Path) -> None:
    """No two documents are equal, so that none is written once for all."""
    templates = _catalog(thrice).all(Template)
    for lang in ("it", "en"):
        assert len({one.name.of(lang) for one in templates}) == len(templates) > 3
        assert len({one.summary.of(lang) for one in templates}) == len(templates)


def test_copies_name_each_other(thrice: Path) -> None:
    """What a copied phase lists, and what its sentences lead to, is of the same copy."""
    catalog = _catalog(thrice)
    phase = catalog.get(Phase, f"{BASE[0]}-x2")
    assert phase.number > len(BASE)
    listed = (*phase.methods, *phase.templates, *phase.checklists, *phase.acts)
    sentences = "".join(step.how.it for step in phase.steps)
    linked = re.findall(r"\]\((?!page:)[a-z]+:([a-z0-9-]+)\)", sentences)
    assert listed and linked
    assert all(id.endswith("-x2") for id in (*listed, *linked))


def test_routes_run_through_every_copy(thrice: Path) -> None:
    """A route is there once, with the stages of each copy."""
    routes = _catalog(thrice).all(Route)
    assert routes
    assert {stage.phase for stage in routes[0].stages} >= {BASE[0], f"{BASE[0]}-x2"}


@pytest.mark.exhaustive
def test_the_base_does_not_grow_with_the_guide(once: Path, tmp_path: Path) -> None:
    """With a phase, a method and a page more, the base is what it was."""
    larger = copy_project(tmp_path / "larger")
    _add_a_phase(larger)
    assert len(_catalog(larger).all(Phase)) > len(_catalog(ROOT).all(Phase))
    write_project(tmp_path / "x1", 1, root=larger)
    base, again = _catalog(once), _catalog(tmp_path / "x1")
    for model in COPIED:
        assert [one.id for one in again.all(model)] == [one.id for one in base.all(model)]
    page = (tmp_path / "x1" / "docs/it/informazioni.md").read_text("utf-8")
    assert "Vedi quella fase e new-method." in page


def _add_a_phase(project: Path) -> None:
    """A phase with a method of its own; a phase of the base and a page lead to both."""
    data = project / "data"
    first = yaml.safe_load((data / "phases" / f"{BASE[0]}.yaml").read_text("utf-8"))
    method = yaml.safe_load((data / "methods" / f"{first['methods'][0]}.yaml").read_text("utf-8"))
    slug = {"it": "nuova", "en": "new"}
    phase = {**first, "id": "new-phase", "number": 99, "slug": slug, "methods": ["new-method"]}
    phase["steps"] = [{**step, "methods": []} for step in first["steps"]]
    method |= {"id": "new-method", "slug": slug}
    first["when"]["it"] += " Poi la [nuova](phase:new-phase), con il [metodo](method:new-method)."
    for folder, entry in (("phases", first), ("phases", phase), ("methods", method)):
        text = yaml.safe_dump(entry, allow_unicode=True, sort_keys=False, width=10_000)
        (data / folder / f"{entry['id']}.yaml").write_text(text, "utf-8")
    page = project / "docs/it/informazioni.md"
    words = (
        '\nVedi {{ link("phase:new-phase", "quella fase") }} e {{ link("method:new-method") }}.\n'
    )
    page.write_text(f"{page.read_text('utf-8')}\n{words}\n", "utf-8")
