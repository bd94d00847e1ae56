"""Trying the macros of a page: every mistake with its line, and the right page untouched."""

from __future__ import annotations

import pytest

from macros.compiled_pages import CompiledPages
from macros.guide import Guide
from macros.page_macros import macro_names
from macros.prose import Prose
from macros.rehearsal import named_in, rehearse
from macros.view import View

HEAD = "---\nid: x\ntitle: T\ndescription: D\n---\n"
PAGE = Prose("x", "it", "it/x.md", "T", "T", "D", 6)


def _told(guide: Guide, text: str) -> list[tuple[str, int]]:
    compiled = CompiledPages(None, ())
    problems = rehearse(PAGE, HEAD + text, View(guide, "it", "x/"), "docs/it/x.md", compiled)
    assert all(problem.path == "docs/it/x.md" for problem in problems)
    return [(problem.code, problem.line) for problem in problems]


def test_right_macros_have_no_problem(tiny_guide: Guide) -> None:
    """Every macro, used as its reference says, and what Jinja itself offers."""
    text = """
{{ checklist("start") }} {{ phase_brief("set-up") }} {{ phase_steps("set-up") }}
{{ downloads("note") }} {{ downloads("start", kind="checklist") }} {{ kit() }}
{{ law("tuel-42", "il consiglio") }} {{ term("plan") }} {{ role("mayor") }}
{{ link("page:home") }} {{ cards("method", phase="set-up") }} {{ by_phase("template") }}
{{ route_timeline("essential") }} {{ roles() }} {{ glossary() }} {{ sources() }}
{{ unverified() }} {{ a_to_z() }} {{ by_value("template", "type") }} {{ list_filters("method") }}
{{ start_dates(60) }} {{ method_choices() }} {{ open_data() }} {{ offline() }}
{{ book() }} {{ leaflet() }} {{ routes() }}
{{ changes() }} {{ by_axis() }} {{ indicators() }} {{ datasets() }} {{ coherence() }}
{{ warnings() }} {{ events() }} {{ funds() }} {{ bodies() }} {{ helplines() }} {{ cases() }}
{{ copies() }}
{{ translation_state() }} {{ cycle() }} {{ icon("letter") }} {{ method_questions() }}
{{ sheet_table("register", "things") }}
{{ training_files() }} {{ training_who() }} {{ training_hours() }}
{{ training_preparation() }} {{ training_sessions() }}
{% for number in range(2) %}{{ number }}{% endfor %} {# a note #} {% raw %}{{ x }}{% endraw %}
"""
    assert all(f"{name}(" in text for name in macro_names())
    assert _told(tiny_guide, text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\n\n{{ nothing() }}", [("unknown_macro", 8)]),
        ("{{ a }}\n{{ b }}", [("unknown_macro", 6), ("unknown_macro", 7)]),
        ("{{ term('x') }}\n{{ term('y') }}", [("unknown_term", 6), ("unknown_term", 7)]),
        ("\n{{ term(\n'x') }}", [("unknown_term", 7)]),
        ("{{ kit }}", [("macro_arguments", 6)]),
        ("{{ kit | upper }}", [("macro_arguments", 6)]),
        ("{{ term() }}", [("macro_arguments", 6)]),
        ("{{ term('plan', 'a', 'b') }}", [("macro_arguments", 6)]),
        ("{{ term(name='plan') }}", [("macro_arguments", 6)]),
        ("{{ term(none) }}", [("macro_arguments", 6)]),
        ("{{ link({}) }}", [("macro_arguments", 6)]),
        ("{{ link('x') }}", [("unknown_kind", 6)]),
        ("{{ cards('phase', phase='x') }}", [("unknown_phase", 6)]),
        ("{{ by_value('template', 'x') }}", [("unknown_facet", 6)]),
        ("{{ list_filters('term') }}", [("unknown_kind", 6)]),
        ("{{ icon('../letter') }}", [("unknown_icon", 6)]),
        ("{{ downloads('note', kind='role') }}", [("unknown_kind", 6)]),
        ("\n\n{{ 'a' + 1 }}", [("macro_failed", 8)]),
        ("{{ ''.nothing }}", [("macro_failed", 6)]),
        ("{{ 'a' | nothing }}", [("macro_syntax", 6)]),
        ("a\n{{ term('x' }}", [("macro_syntax", 7)]),
        ("{% for %}", [("macro_syntax", 6)]),
        ("{% include 'x' %}", [("macro_failed", 6)]),
        ("{{ }}", [("macro_syntax", 6)]),
    ],
)
def test_mistakes_are_told_with_their_line(
    text: str, told: list[tuple[str, int]], tiny_guide: Guide
) -> None:
    """Names, arguments, ids and signs: each mistake has its own code and line."""
    assert _told(tiny_guide, text) == told


def test_what_a_page_names_is_told_with_its_line(tiny_guide: Guide) -> None:
    """Links and things shown, each apart; lists of everything name nothing."""
    text = """
{{ law("tuel-42") }} {{ term("plan", "il Piano") }}
{{ link("page:about#x") }}

{{ checklist("start") }} {{ a_to_z() }} {{ glossary() }} {{ by_phase("template") }}
{{ method_choices() }}
"""
    view = View(tiny_guide, "it", "x/")
    assert [
        (one.kind, one.id, one.line, one.linked) for one in named_in(PAGE, HEAD + text, view)
    ] == [
        ("act", "tuel-42", 7, True),
        ("term", "plan", 7, True),
        ("page", "about#x", 8, True),
        ("checklist", "start", 10, False),
        ("selector", "", 11, False),
    ]
