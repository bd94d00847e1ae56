"""Which translations lag: told from the Italian alone, whatever moves around it."""

from __future__ import annotations

import pytest
from tiny_site import ADDRESS, TinySite

from macros.bilingual import Bilingual, bilingual_texts, fingerprint_of
from macros.pins import Pins
from macros.read_guide import read_guide
from macros.translations import Translations, accepted, named, translations

METHOD = "data/methods/matrix.yaml"


def look(tiny: TinySite, pins: Pins | None) -> Translations:
    guide = read_guide(tiny.data, tiny.docs, ADDRESS)
    return translations(bilingual_texts(guide.catalog, guide.prose, tiny.docs), pins)


def all_read(tiny: TinySite) -> Pins:
    state = look(tiny, {})
    return accepted(state, {}, state.lagging)


def lagging(tiny: TinySite, pins: Pins) -> list[str]:
    return [text.id for text in look(tiny, pins).lagging]


@pytest.fixture
def pins(tiny: TinySite) -> Pins:
    """Of the tiny guide, all of whose translations were read."""
    return all_read(tiny)


def test_every_string_and_every_page_has_a_name(tiny: TinySite) -> None:
    """Data of one file each, lists, single files, formulas, pages: each text once."""
    texts = {text.id: text for text in look(tiny, {}).texts}
    assert len(texts) == len(look(tiny, {}).texts) > 500
    assert texts["method:matrix.time.session"].it == "Due ore"
    assert texts["method:matrix.materials.1"].en == "A large sheet"
    assert texts["checklist:start.items.note-written.why"].key == "items.note-written.why"
    assert texts["term:plan.name"].files == ("data/terms.yaml", "data/terms.yaml")
    assert texts["site.name"].it == "Guida di prova"
    assert texts["labels.home"].group == "labels"
    assert texts["page:about"].files == ("docs/it/informazioni.md", "docs/en/about.md")
    assert "Una guida di prova." in texts["page:about"].it
    assert any(".formula" in id for id in texts), "a formula has words in both languages"
    assert not any(".slug" in id for id in texts), "addresses are not translated"


def test_what_was_read_does_not_lag(tiny: TinySite, pins: Pins) -> None:
    """Nothing lags after everything was accepted; everything does where nothing ever was."""
    assert lagging(tiny, pins) == []
    assert not look(tiny, pins).lagging_pages
    nowhere = look(tiny, None)
    assert len(nowhere.lagging) == len(nowhere.texts)
    assert not nowhere.followed and not nowhere.lagging_pages


def test_a_change_of_the_italian_makes_its_english_lag(tiny: TinySite, pins: Pins) -> None:
    """In the data and in a page; put back as it was, it does not lag any more."""
    tiny.replace(METHOD, "it: Due ore", "it: Tre ore")
    tiny.replace("docs/it/informazioni.md", "Una guida", "La guida")
    assert lagging(tiny, pins) == ["method:matrix.time.session", "page:about"]
    assert look(tiny, pins).lagging_pages == {("method", "matrix"), ("page", "about")}
    tiny.replace(METHOD, "it: Tre ore", "it: Due ore")
    assert lagging(tiny, pins) == ["page:about"]


def test_a_change_of_both_lags_until_it_is_accepted(tiny: TinySite, pins: Pins) -> None:
    """Nobody has yet said that they agree."""
    tiny.replace(METHOD, "it: Due ore\n    en: Two", "it: Tre ore\n    en: Three")
    assert lagging(tiny, pins) == ["method:matrix.time.session"]


def test_a_better_english_does_not_lag(tiny: TinySite, pins: Pins) -> None:
    """The Italian is what the translation follows."""
    tiny.replace(METHOD, "en: Two hours", "en: A couple of hours")
    tiny.replace("docs/en/about.md", "\n\n", "\n\nHello.\n\n")
    assert lagging(tiny, pins) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  it: Mostra chi fa che cosa.", "  it: >-\n    Mostra chi\n    fa che cosa."),
        ("  it: Mostra chi fa che cosa.", '  it: "Mostra chi fa  che cosa."'),
        ("  it: Mostra chi fa che cosa.", "  # una nota\n  it: Mostra chi fa che cosa."),
    ],
)
def test_layout_is_no_change(old: str, new: str, tiny: TinySite, pins: Pins) -> None:
    """Line ends, spaces, quotes and comments of the YAML are not words."""
    tiny.replace(METHOD, old, new)
    assert lagging(tiny, pins) == []


def test_a_page_laid_out_anew_does_not_lag(tiny: TinySite, pins: Pins) -> None:
    """Windows line ends and blank lines are not words."""
    text = tiny.text("docs/it/informazioni.md")
    tiny.write("docs/it/informazioni.md", "\ufeff" + text.replace("\n", "\r\n") + "\n\n")
    assert lagging(tiny, pins) == []


def test_what_moves_in_a_list_does_not_lag(tiny: TinySite, pins: Pins) -> None:
    """Something put before, or in another order: only what is new lags."""
    first = "  - it: Scrivi i compiti.\n    en: Write the tasks.\n"
    tiny.replace(METHOD, first, f"  - it: Saluta.\n    en: Say hello.\n{first}")
    assert lagging(tiny, pins) == ["method:matrix.steps.1"]
    text = tiny.text("data/terms.yaml")
    start = text.index("- id: network")
    tiny.write("data/terms.yaml", text[start:] + text[:start])
    assert lagging(tiny, pins) == ["method:matrix.steps.1"]


def test_what_is_removed_leaves_nothing_behind(tiny: TinySite, pins: Pins) -> None:
    """Its pins do no harm, and go away at the next acceptance of anything."""
    text = tiny.text("data/terms.yaml")
    tiny.write("data/terms.yaml", text[: text.index("- id: network")])
    state = look(tiny, pins)
    assert not state.lagging
    assert "network.name" in pins["terms"]
    after = accepted(state, pins, [])
    assert "network.name" not in after["terms"]
    assert after["methods/matrix"] == pins["methods/matrix"]


def test_a_page_renamed_keeps_its_pin(tiny: TinySite, pins: Pins) -> None:
    """Its id pairs it, not its name; with another id it is another page."""
    (tiny.docs / "it/informazioni.md").rename(tiny.docs / "it/la-guida.md")
    assert lagging(tiny, pins) == []
    for file in ("it/fonti.md", "en/sources.md"):
        tiny.replace(f"docs/{file}", "description: ", "description: x")
    assert lagging(tiny, pins) == ["page:sources"]


def test_a_draft_does_not_lag(tiny: TinySite, pins: Pins) -> None:
    """It is still being written: it is to be read once it is published."""
    for lang, name in (("it", "nuova"), ("en", "new")):
        head = "---\nid: new\ntitle: T\ndescription: D\ndraft: true\n---\n\n# T\n"
        tiny.write(f"docs/{lang}/{name}.md", head)
    assert lagging(tiny, pins) == []
    for name in ("it/nuova", "en/new"):
        tiny.replace(f"docs/{name}.md", "draft: true\n", "")
    assert lagging(tiny, pins) == ["page:new"]


def test_what_a_list_page_shows_makes_it_lag(tiny: TinySite, pins: Pins) -> None:
    """A term has no page of its own: the glossary says it; labels are of no page."""
    tiny.replace("data/terms.yaml", "it: Chi lavora insieme.", "it: Chi lavora.")
    assert look(tiny, pins).lagging_pages == {("page", "glossary")}
    tiny.replace("data/terms.yaml", "it: Chi lavora.", "it: Chi lavora insieme.")
    tiny.replace("data/site.yaml", "it: Guida di prova", "it: Guida")
    assert lagging(tiny, pins) == ["site.name"]
    assert look(tiny, pins).lagging_pages == frozenset()


def test_accepting_one_leaves_the_others(tiny: TinySite, pins: Pins) -> None:
    """By text, by entry, by file; what is left keeps the pin that tells how it was."""
    tiny.replace(METHOD, "it: Due ore", "it: Tre ore")
    tiny.replace(METHOD, "it: Un'ora", "it: Mezz'ora")
    tiny.replace(METHOD, "it: Scrivi i compiti.", "it: Scrivi tutto.")
    state = look(tiny, pins)
    (one,) = named(state.lagging, "method:matrix.time.session")
    after = accepted(state, pins, [one])
    assert lagging(tiny, after) == ["method:matrix.time.preparation", "method:matrix.steps.1"]
    assert after["methods/matrix"]["time.session"] == {fingerprint_of("Tre ore")}
    assert after["methods/matrix"]["steps"] == pins["methods/matrix"]["steps"]
    for name in ("method:matrix", METHOD, f"./{METHOD}", "method:matrix."):
        assert len(named(state.lagging, name)) == 3, name
    assert len(named(state.lagging, "method:matrix.time")) == 2
    assert named(state.texts, "method:mat") == named(state.texts, "") == []


def test_a_fingerprint_is_of_the_words() -> None:
    """An accent written in two ways is one accent; another letter, number or sign is a change."""
    assert fingerprint_of("perche\u0301") == fingerprint_of("perch\u00e9")
    assert len({fingerprint_of(text) for text in ("a b", "a  b\n", " a b")}) == 1
    assert len({fingerprint_of(text) for text in ("15", "1,5", "si", "sì", "Si", "si.")}) == 6


def test_pages_in_both_languages_are_told_by_file(tiny: TinySite) -> None:
    """Either file of a page means the page."""
    texts: tuple[Bilingual, ...] = look(tiny, {}).texts
    for file in ("docs/it/informazioni.md", "docs/en/about.md"):
        assert [one.id for one in named(texts, file)] == ["page:about"]
