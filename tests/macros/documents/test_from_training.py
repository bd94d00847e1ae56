"""The training day: its hours add up, and its three files say the same things."""

from __future__ import annotations

import pytest

from macros.documents.composer import Composer
from macros.documents.from_training import training_outlines
from macros.documents.outline import Document, FieldLine, Slides, Table
from macros.guide import Guide
from macros.model.text import LANGS, Lang, RichText, Text
from macros.model.training import AN_HOUR


@pytest.fixture(params=LANGS)
def composer(tiny_guide: Guide, request: pytest.FixtureRequest) -> Composer:
    lang: Lang = request.param
    return Composer(tiny_guide.catalog, tiny_guide.addresses, lang)


def _made(composer: Composer) -> tuple[Document, Document, Slides]:
    programme, script, slides = (outline for _, outline in training_outlines(composer))
    assert isinstance(programme, Document)
    assert isinstance(script, Document)
    assert isinstance(slides, Slides)
    return programme, script, slides


def test_hours_follow_from_the_minutes(tiny_guide: Guide) -> None:
    """Nobody types an hour twice: each block starts when the one before ends."""
    timed = tiny_guide.catalog.training.timed()
    assert [(start, end) for start, end, _ in timed] == [("9:15", "10:05"), ("10:05", "11:35")]


def test_slides_are_numbered_after_the_cover(tiny_guide: Guide) -> None:
    """The number in the script is that of the page shown."""
    numbered = [n for _, slides in tiny_guide.catalog.training.numbered() for n, _ in slides]
    assert numbered == [2]


def test_the_programme_has_the_hours_and_what_is_to_be_written(composer: Composer) -> None:
    """Every block with its hours; every field once."""
    programme, _, _ = _made(composer)
    training = composer.catalog.training
    (table,) = (block for block in programme.blocks if isinstance(block, Table))
    assert len(table.rows) == len(training.sessions)
    assert "9:15 - 10:05" in repr(table.rows[0])
    placed = [block.field.id for block in programme.blocks if isinstance(block, FieldLine)]
    assert placed == [spec.id for spec in training.fields]


def test_the_script_says_everything_there_is_to_say(composer: Composer) -> None:
    """Words to say, things to do, notes of the slides, preparation, invitation, safety."""
    _, script, _ = _made(composer)
    words, lang, training = repr(script), composer.lang, composer.catalog.training
    texts: list[Text | RichText] = [
        training.before,
        training.invitation,
        *(one.do for one in training.preparation),
    ]
    for session in training.sessions:
        texts += [session.aim, session.says, *session.does, *session.material]
        texts += [part for slide in session.slides for part in (slide.notes, *slide.points)]
    assert len(texts) > 10
    for text in texts:
        for part in text.of(lang).split("\n\n"):
            assert part.split(" [")[0].rstrip(".") in words, part


def test_the_slides_are_those_of_the_sessions(composer: Composer) -> None:
    """In the order of the day, with their notes."""
    _, _, slides = _made(composer)
    known = [s for session in composer.catalog.training.sessions for s in session.slides]
    assert [one.title for one in slides.slides] == [s.title.of(composer.lang) for s in known]
    assert all(one.notes for one in slides.slides)


def test_files_lead_to_their_page(composer: Composer) -> None:
    """Whoever has a file in hand finds the page that offers it."""
    address = composer.addresses.prose["webinar", composer.lang].address
    for outline in _made(composer):
        assert outline.meta.url == composer.addresses.complete(address)


def test_preparing_takes_an_hour(tiny_guide: Guide) -> None:
    """At most: the model refuses more."""
    assert sum(one.minutes for one in tiny_guide.catalog.training.preparation) <= AN_HOUR
