"""Our own words are easy to read: not those of acts, nor the titles that we quote."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

import pytest
from built_site import LANGUAGES, Page, Site
from lxml import html
from readability import ari, gulpease, own_sentences

pytest_plugins = ["site_fixtures"]

Measure = Callable[[Sequence[str]], float]

OFTEN = 0.95
"""Share of the pages that keep within the limit."""
_WORDLESS = {"en/404.html", "404.html"}


def _measured(site: Site, lang: str, measure: Measure) -> dict[str, float]:
    pages = [page for page in site.content_pages if page.lang == lang]
    return {
        page.file: measure(sentences)
        for page in pages
        if (sentences := own_sentences(page)) and page.file not in _WORDLESS
    }


def _hardest(found: dict[str, float], beyond: Callable[[float], bool]) -> list[str]:
    return [f"{file}: {value:.1f}" for file, value in sorted(found.items()) if beyond(value)]


def test_italian_is_easy_to_read(site: Site) -> None:
    """Gulpease of at least 50 on 95 pages in 100, and half of the pages at 55 or more."""
    found = _measured(site, "it", gulpease)
    assert len(found) > 80
    under = _hardest(found, lambda value: value < 50)
    assert len(under) <= (1 - OFTEN) * len(found), under
    assert median(found.values()) >= 55


def test_english_is_easy_to_read(site: Site) -> None:
    """At most grade 11 of the readability index on 95 pages in 100, and half at 8 or less."""
    found = _measured(site, "en", ari)
    assert len(found) > 80
    over = _hardest(found, lambda value: value > 11)
    assert len(over) <= (1 - OFTEN) * len(found), over
    assert median(found.values()) <= 8


def _page(body: str) -> Page:
    return Page("x/index.html", html.fromstring(f"<main><article>{body}</article></main>"))


def test_only_our_own_words_are_measured() -> None:
    """Wording of acts, titles of sources, headings and names alone are left out."""
    page = _page(
        "<h2>Un titolo che non si misura affatto</h2>"
        "<p>Scrivi la nota oggi stesso. Chiama il segretario comunale.</p>"
        "<div data-act-text><p>Visto il decreto legislativo che qui si richiama.</p></div>"
        "<p class='plm-sources'>Fonte: un titolo lungo di una pagina lontana.</p>"
        "<ul><li>Un nome</li><li>Porta la delibera in giunta <b>domani</b>.</li></ul>"
    )
    assert own_sentences(page) == [
        "Scrivi la nota oggi stesso",
        "Chiama il segretario comunale",
        "Porta la delibera in giunta domani",
    ]


def test_a_number_of_an_article_ends_no_sentence() -> None:
    """The full stops of «art. 42» and «12.000» are not ends."""
    page = _page("<p>In un Comune di 12.000 abitanti vale l'art. 42 del testo unico.</p>")
    assert len(own_sentences(page)) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hard_words_are_told_from_easy_ones(lang: str) -> None:
    """The measures do tell bureaucratic prose from plain words."""
    plain = ["Scrivi oggi la nota", "Chiama il sindaco", "Write the note today"]
    heavy = [
        "In ottemperanza alle disposizioni richiamate si rappresenta la necessità di "
        "procedere tempestivamente alla predisposizione della documentazione propedeutica"
    ]
    if lang == "it":
        assert gulpease(plain) > 80 > 45 > gulpease(heavy)
    else:
        assert ari(plain) < 4 < 12 < ari(heavy)
