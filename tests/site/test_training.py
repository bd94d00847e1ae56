"""The training day as published: prepared from one page, shown on slides that hold."""

from __future__ import annotations

import re

import pikepdf
from built_site import Page, Site

from macros.guide import Guide
from macros.model.text import LANGS, Lang

pytest_plugins = ["site_fixtures"]


def _page(site: Site, guide: Guide, lang: Lang) -> Page:
    return site.at(guide.addresses.of("page", "webinar", lang))


def test_the_page_has_all_that_is_needed(site: Site, guide: Guide) -> None:
    """Hour by hour, what to say and do; the hour of preparation; the invitation; the hand-outs."""
    training = guide.catalog.training
    assert len(training.sessions) == 8
    for lang in LANGS:
        page = _page(site, guide, lang)
        text = " ".join(str(piece) for piece in page.elements("//article")[0].itertext())
        for start, end, session in training.timed():
            assert f"{start} - {end}" in text
            assert session.aim.of(lang) in text
            assert page.elements(f"//*[@id='{session.id}']"), session.id
            for part in session.says.of(lang).split("\n\n"):
                assert part in text
        assert training.invitation.of(lang).split("\n\n")[-1] in text
        linked = {link.address for link in page.links}
        for id in training.templates:
            address = guide.addresses.complete(guide.addresses.of("template", id, lang))
            assert address in linked, id


def test_the_first_blocks_keep_the_hours_of_bologna(guide: Guide) -> None:
    """The programme that was read, block by block; what comes after is ours."""
    timed = [f"{start}-{end}" for start, end, _ in guide.catalog.training.timed()]
    seen = ["9:15-9:45", "9:45-10:30", "10:30-11:30", "11:30-13:00", "13:00-13:45", "13:45-15:15"]
    assert timed[:6] == seen
    assert timed[-1].endswith("-16:15")


def test_minutes_inside_a_block_fill_it(guide: Guide) -> None:
    """Where the steps of a block say their minutes, they add up to the block."""
    checked = 0
    for session in guide.catalog.training.sessions:
        for texts in ([one.of(lang) for one in session.does] for lang in LANGS):
            found = [re.match(r"\*\*[^*]*?\(?(\d+) minut", text) for text in texts]
            if found and all(found):
                checked += 1
                assert sum(int(one[1]) for one in found if one) == session.minutes, session.id
        for slide in session.slides:
            for lang in LANGS:
                starts = [re.match(r"(\d+) minut", one.of(lang)) for one in slide.points]
                if starts and all(starts):
                    checked += 1
                    assert sum(int(one[1]) for one in starts if one) == session.minutes
    assert checked >= 8


def test_each_slide_is_one_wide_page(site: Site, guide: Guide) -> None:
    """Nothing runs over to a page that nobody planned: 16:9, a cover and one page per slide."""
    slides = sum(len(session.slides) for session in guide.catalog.training.sessions)
    assert slides > 10
    files = [one for one in site.manifest if (one["id"], one["format"]) == ("slides", "pdf")]
    assert len(files) == len(LANGS)
    for one in files:
        with pikepdf.Pdf.open(site.folder / one["path"]) as pdf:
            assert len(pdf.pages) == slides + 1
            for page in pdf.pages:
                left, bottom, right, top = (float(side) for side in page.mediabox.as_list())
                assert round((right - left) / (top - bottom), 2) == round(16 / 9, 2)


def test_everything_invented_says_so(guide: Guide) -> None:
    """Whoever sees Valdorto sees that it does not exist, on the slide and on the sheet."""
    words = {"it": "inventat", "en": "invented"}
    named = [
        (session.id, slide)
        for session in guide.catalog.training.sessions
        for slide in session.slides
        if "14" in "".join(point.it for point in slide.points) and "Valdorto" in slide.title.it
    ]
    assert len(named) == 1
    for lang in LANGS:
        assert words[lang] in named[0][1].title.of(lang)
        assert words[lang] in named[0][1].notes.of(lang)


def test_help_numbers_on_the_slide_are_those_of_the_guide(guide: Guide) -> None:
    """In their order, and no other number is shown."""
    (slide,) = (
        slide
        for session in guide.catalog.training.sessions
        for slide in session.slides
        if "112" in slide.points[0].it
    )
    for lang in LANGS:
        text = " ".join(point.of(lang) for point in slide.points)
        assert re.findall(r"\b(?:112|1522|800 \d{3} \d{3})\b", text) == [
            *("112", "800 290 290", "800 939 000", "1522")
        ]
