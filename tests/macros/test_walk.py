"""Walking through models: every value, with its place and its marks."""

from __future__ import annotations

from macros.model.checklist import Checklist, Item
from macros.model.phase import Phase, Step
from macros.model.reference import PageId, Ref, RoleId
from macros.model.site import Menu, MenuSection
from macros.model.text import Model, RichText, Text
from macros.walk import models_under, walk


class _Sample(Model):
    one: RoleId
    maybe: RoleId | None = None
    many: tuple[PageId, ...] = ()
    words: Text | None = None


SAMPLE = _Sample(one="mayor", many=("home", "law"), words=Text(it="a", en="b"))


def test_every_value_has_its_place() -> None:
    """Fields and items of lists, each once, in order; a text in two languages is one."""
    assert [found.place for found in walk(SAMPLE)] == [
        (), ("one",), ("maybe",), ("many",), ("many", 0), ("many", 1), ("words",),
    ]  # fmt: skip


def test_marks_come_with_the_values_that_carry_them() -> None:
    """The mark of an id is found alone, optional and in a list; nowhere else."""
    marked = {
        found.place: mark for found in walk(SAMPLE) for mark in found.marks if isinstance(mark, Ref)
    }
    assert marked == {
        ("one",): Ref("role"),
        ("maybe",): Ref("role"),
        ("many", 0): Ref("page"),
        ("many", 1): Ref("page"),
    }


def test_lists_on_top_of_a_file_are_walked() -> None:
    """The menu is a list: places start with the position."""
    menu = Menu.model_validate([{"page": "home"}, {"section": "law", "pages": [{"kind": "act"}]}])
    places = [found.place for found in walk(menu) if isinstance(found.value, str)]
    assert places == [(0, "page"), (1, "section"), (1, "pages", 0, "kind")]


def test_the_models_under_a_model_are_all_found() -> None:
    """A model, and whatever it may hold at any depth."""
    assert set(models_under(Checklist)) >= {Checklist, Item, Text, RichText}
    assert Step in models_under(Phase)
    assert MenuSection in models_under(Menu)
