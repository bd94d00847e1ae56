"""From an entry of the catalog to what can be downloaded."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from macros.documents.compose import outlines
from macros.documents.composer import Composer
from macros.documents.outline import (
    Canvas,
    Checkbox,
    Document,
    Field,
    FieldLine,
    FieldRef,
    Outline,
    Run,
    Workbook,
)
from macros.guide import Guide
from macros.model.checklist import Checklist
from macros.model.template import Template


@pytest.fixture(params=["it", "en"])
def composer(request: pytest.FixtureRequest, tiny_guide: Guide) -> Composer:
    return Composer(tiny_guide.catalog, tiny_guide.addresses, request.param)


def parts(node: object, wanted: type) -> list[Any]:
    """Everything of one type inside an outline, in order."""
    found = [node] if isinstance(node, wanted) else []
    if is_dataclass(node):
        for one in fields(node):
            found += parts(getattr(node, one.name), wanted)
    elif isinstance(node, tuple):
        for part in node:
            found += parts(part, wanted)
    return found


def composed(composer: Composer, id: str) -> tuple[Outline, ...]:
    return outlines(composer.catalog.get(Template, id), composer)


def test_each_template_becomes_what_it_is(composer: Composer) -> None:
    """Text gives a document, sheets give a workbook, a wall sheet gives a canvas."""
    kinds = {id: type(composed(composer, id)[0]) for id in ("note", "register", "canvas")}
    assert kinds == {"note": Document, "register": Workbook, "canvas": Canvas}


def test_a_checklist_is_a_page_and_a_sheet(composer: Composer) -> None:
    """Every item is a box to tick under its own id, in both."""
    checklist = composer.catalog.get(Checklist, "start")
    page, sheet = outlines(checklist, composer)
    assert isinstance(page, Document)
    assert isinstance(sheet, Workbook)
    ids = [item.id for item in checklist.items]
    assert [box.id for box in parts(page, Checkbox)] == ids
    assert [row[0] for row in sheet.sheets[0].rows] == ids


def test_fields_keep_their_id_and_take_their_label(composer: Composer) -> None:
    """A field of the profile has the same id in every document, its label in the language."""
    (document,) = composed(composer, "note")
    placed = [*parts(document, FieldRef), *parts(document, FieldLine)]
    assert placed
    profile = {spec.id: spec.label.of(composer.lang) for spec in composer.catalog.profile.fields}
    common = [one.field for one in placed if one.field.id in profile]
    assert common
    assert all(field.label == profile[field.id] for field in common)


def test_links_of_documents_are_complete(composer: Composer) -> None:
    """A document read on a desk far from the site still leads to it."""
    for id in ("note", "register", "canvas"):
        (outline,) = composed(composer, id)
        assert outline.meta.url.startswith(composer.addresses.site_url)
        for run in parts(outline, Run):
            assert not run.href or run.href.startswith("http")


def test_every_place_to_fill_has_a_name_of_its_own(composer: Composer) -> None:
    """One id, one meaning: two different fields never share it."""
    for id in ("note", "canvas"):
        (outline,) = composed(composer, id)
        known: dict[str, Field] = {}
        for field in parts(outline, Field):
            assert known.setdefault(field.id, field) == field
            assert len(field.id) <= 64
            assert field.label
