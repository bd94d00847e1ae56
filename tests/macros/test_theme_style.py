"""Of the theme's style sheet only what the pages use is sent to readers."""

from __future__ import annotations

import pytest

from macros.theme_style import names_in, used_style

NAMES = {".text", ".box", "#top"}


def test_classes_and_ids_of_a_page_are_found() -> None:
    """All the classes of an attribute, and the ids; words of the text are not names."""
    page = '<p class="text  large" id="top">class, id <b class="box">x</b></p>'
    assert names_in(page) == {".text", ".large", ".box", "#top"}
    assert names_in("<p>class</p>") == set()


@pytest.mark.parametrize(
    "rule",
    [
        ".text{color:red;}",
        "p > .text .box:hover::after{color:red;}",
        "#top{color:red;}",
        "dialog[open]{color:red;}",
        "input:not(.unknown){color:red;}",
        "@media print{.text{color:red;}}",
        "@page{margin:1cm}",
        ":root{--used:1px;}.box{width:var(--used);}",
        "@keyframes turn{to{opacity:0}}.box{animation:turn 1s;}",
    ],
)
def test_what_a_page_can_need_stays(rule: str) -> None:
    """Rules for classes and ids of the pages, for elements and states, and what these use."""
    assert used_style(rule, "", NAMES) == rule


@pytest.mark.parametrize(
    "rule",
    [
        ".unknown{color:red}",
        ".text .unknown{color:red}",
        "#unknown{color:red}",
        "@media print{.unknown{color:red}}",
        ":root{--unused:1px}",
        ":root{--first:1px;--second:var(--first)}",
        "@keyframes turn{to{opacity:0}}",
    ],
)
def test_what_no_page_needs_goes(rule: str) -> None:
    """Other classes and ids, and the variables and animations that nothing uses."""
    assert used_style(rule, "", NAMES) == ""


def test_of_a_list_of_selectors_only_those_of_the_pages_stay() -> None:
    """A rule shared by many loses the names that no page has."""
    assert used_style(".unknown, .text, .box.unknown{color:red}", "", NAMES) == ".text{color:red;}"


def test_a_variable_that_only_our_style_uses_stays() -> None:
    """Our style sheet counts as well, though its own rules are not touched."""
    theme = ":root{--shadow:1px}"
    assert used_style(theme, ".ours{box-shadow:var(--shadow)}", NAMES) == ":root{--shadow:1px;}"


def test_pictures_inside_the_style_are_not_cut() -> None:
    """A picture in a variable may hold braces, commas and semicolons."""
    rule = """.box{--icon:url("data:image/svg+xml,<svg a='{;}'/>");mask:var(--icon);}"""
    assert used_style(rule, "", NAMES) == rule
