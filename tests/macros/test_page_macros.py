"""What a page can ask for between double braces."""

from __future__ import annotations

import pytest
from tiny_site import TinySite

from macros.guide import Guide
from macros.page_macros import MacroError, PageMacros, macro_names, usage
from macros.view import View

CALLS: dict[str, tuple[object, ...]] = {
    "checklist": ("start",),
    "phase_brief": ("set-up",),
    "phase_steps": ("set-up",),
    "downloads": ("note",),
    "law": ("tuel-42",),
    "term": ("plan",),
    "role": ("mayor",),
    "link": ("method:matrix",),
    "cards": ("method",),
    "by_phase": ("template",),
    "by_value": ("template", "type"),
    "list_filters": ("method",),
    "icon": ("letter",),
    "route_timeline": ("essential",),
    "sheet_table": ("register", "things"),
    "start_dates": (60,),
}


@pytest.fixture(params=["it", "en"])
def macros(request: pytest.FixtureRequest, tiny_guide: Guide) -> PageMacros:
    lang = request.param
    return PageMacros(View(tiny_guide, lang, "prova/" if lang == "it" else "en/try/"))


def called(macros: PageMacros, name: str) -> str:
    return str(getattr(macros, name)(*CALLS.get(name, ())))


@pytest.mark.parametrize("name", macro_names())
def test_every_macro_gives_something(name: str, macros: PageMacros) -> None:
    """With a right id each macro answers, in the language of the page."""
    assert called(macros, name).strip()


def test_links_say_the_name_or_the_words_given(tiny_guide: Guide) -> None:
    """A link carries the name of what it leads to, unless the page says otherwise."""
    macros = PageMacros(View(tiny_guide, "it", "prova/"))
    assert ">Matrice<" in macros.link("method:matrix")
    assert ">questa<" in macros.link("method:matrix", "questa")
    assert 'href="../' in macros.link("method:matrix")


def test_text_from_a_page_cannot_become_markup(tiny_guide: Guide) -> None:
    """The words of a link are text, whatever they hold."""
    link = PageMacros(View(tiny_guide, "it", "prova/")).link("method:matrix", "<b>x</b>")
    assert "<b>" not in link


@pytest.mark.parametrize("name", ["checklist", "phase_steps", "downloads", "law", "term", "role"])
def test_an_unknown_id_is_refused(name: str, macros: PageMacros) -> None:
    """An id that does not exist stops with the code of its own message."""
    with pytest.raises(MacroError) as error:
        getattr(macros, name)("nobody")
    assert error.value.code.startswith("unknown_")
    assert error.value.values["id"] == "nobody"


def test_a_macro_shows_how_it_is_written() -> None:
    """The message on wrong arguments shows name and arguments."""
    assert usage("checklist") == "checklist(id)"
    assert usage("downloads") == 'downloads(id, kind="template")'


def test_the_glossary_says_acronyms_and_sources(tiny_guide: Guide) -> None:
    """A term is found by its acronym too, and what it states leads to its source."""
    macros = PageMacros(View(tiny_guide, "it", "prova/"))
    assert "<dt>Piano (PLM)</dt>" in macros.glossary()
    assert "<dt>Rete</dt>" in macros.glossary()
    assert macros.glossary().count("#source-portal") == 1
    assert ">PLM: Piano<" in macros.a_to_z()


def test_a_route_counts_back_from_the_peak(macros: PageMacros) -> None:
    """A stage says how many weeks before the peak it runs, and the route what to leave out."""
    shown = macros.route_timeline("essential")
    before = {"it": "da 14 a 11 settimane prima", "en": "from 14 to 11 weeks before"}
    assert before[macros.view.lang] in shown
    assert {"it": "Il gruppo è piccolo.", "en": "The group is small."}[macros.view.lang] in shown


def test_the_dates_of_a_route_follow_the_month_of_the_peak(macros: PageMacros) -> None:
    """For a peak in mid June the plan is adopted by mid April, and 14 weeks take from March."""
    lines = macros.start_dates(60).splitlines()
    row = next(line for line in lines if ">giugno<" in line or ">June<" in line)
    words = {"it": ["inizio marzo", "metà aprile"], "en": ["early March", "mid April"]}
    assert [word in row for word in words[macros.view.lang]] == [True, True]


def test_a_sheet_that_is_not_there_is_refused(macros: PageMacros) -> None:
    """The message names the document and the sheet asked for."""
    with pytest.raises(MacroError) as error:
        macros.sheet_table("register", "nothing")
    assert error.value.code == "unknown_sheet"
    assert error.value.values == {"id": "nothing", "template": "register"}


def test_the_choice_of_a_method_leads_to_it(macros: PageMacros) -> None:
    """Question by question, and method by method, each row leads to the method."""
    assert macros.method_choices().count("matrice/" if macros.view.lang == "it" else "matrix/") == 1
    assert {"it": "In forma breve", "en": "In a short form"}[macros.view.lang] in (
        macros.method_questions()
    )


def test_a_guide_may_have_no_training_day(tiny: TinySite) -> None:
    """Without its file there is no day, no page of it is needed, and its macros are told."""
    (tiny.data / "training.yaml").unlink()
    problems = tiny.problems()
    assert {(problem.code, problem.path) for problem in problems} == {
        ("no_training", "docs/it/giornata.md"),
        ("no_training", "docs/en/day.md"),
    }
    (tiny.docs / "it/giornata.md").unlink()
    (tiny.docs / "en/day.md").unlink()
    assert tiny.problems() == ()
