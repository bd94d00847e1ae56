"""Every acronym on a page is explained by the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import chain

import pytest
from built_site import Page, Site
from lxml import etree, html

from macros.guide import Guide
from macros.model.law import Source
from macros.model.people import Term
from macros.model.text import LANGS, Lang, Name, RichText

pytest_plugins = ["site_fixtures"]

NOT_IN_THE_GLOSSARY = {
    "formats of files, sizes, and codes of the standards they follow": (
        "PDF UA DOCX ODT XLSX ODS PPTX CSV JSON ZIP MB UTF SHA AA"
    ),
    "code of a currency, written with each amount": "EUR",
    "name of the licence, with a link to it": "CC BY",
    "words in full, that acts write in capitals": (
        "IL SINDACO CONSIGLIO COMUNALE SEGRETARIO RESPONSABILE DEL SERVIZIO COMUNE DI"
        " DELIBERA DETERMINA DECRETA DISPONE PIANO LOCALE MULTISETTORIALE"
        " THE MAYOR MUNICIPAL SECRETARY HEAD OF SERVICE"
        " RESOLVES DECIDES DECREES ORDERS LOCAL MULTISECTORAL PLAN"
    ),
    "names of projects, where the page says what they did": "ACT ALT PIU SATIS",
    "names of bodies, where the page says who they are": "ADIR ANSA ARCI FAVLAF LGA",
    "name of a programme, with a link to it": "MAPP",
    "names of a program and of a site": "NVDA OpenPNRR",
    "a word of plain English": "IT",
}
"""What has the look of an acronym and needs no entry, by reason."""

_ADDRESS = re.compile(r"https?://\S+")
_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+")
"""D.P.R. is one word; PDF/UA-1 is three."""
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
"""Up to 39: further numbers would be taken for words, and no text counts so far."""


def _in_words(text: str) -> set[str]:
    """The acronyms of a text: words with two capitals or more, no fewer than half the letters."""
    found = set()
    for match in _WORD.finditer(_ADDRESS.sub(" ", text)):
        word = re.sub(r"(?<=[A-Z]{2})s$", "", match[0].replace(".", ""))
        capitals = sum(sign.isupper() for sign in word)
        enough = capitals >= max(2, len(word) / 2)
        if enough and word.isalpha() and not _ROMAN.fullmatch(word):
            found.add(word)
    return found


def _read(element: etree._Element) -> Iterator[str]:
    """The texts inside an element; rows of sources are left out, with titles and publishers."""
    row_of_source = (element.get("id") or "").startswith("source-")
    if element.tag in ("script", "style") or row_of_source:
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _read(child)
        yield child.tail or ""


def _acronyms(page: Page, titles: Set[str]) -> set[str]:
    """The acronyms of a page, those in the titles of sources left out."""
    (content,) = page.elements("//article")
    texts = {" ".join(text.split()) for text in _read(content)} - titles
    return {word for text in texts for word in _in_words(text)}


def _explained(terms: Iterable[Term], lang: Lang) -> set[str]:
    """The acronyms that a reader finds in the names of the glossary."""
    return {
        word for term in terms for word in _in_words(f"{term.acronym or ''} {term.name.of(lang)}")
    }


def _let_through() -> set[str]:
    return set(" ".join(NOT_IN_THE_GLOSSARY.values()).split())


def _unexplained(found: Mapping[str, Set[str]], terms: Iterable[Term], lang: Lang) -> list[str]:
    """The acronyms that nobody explains, each with the pages where it stands."""
    known = _explained(terms, lang) | _let_through()
    unknown = sorted(set(chain.from_iterable(found.values())) - known)
    return [
        f"{word}: {', '.join(file for file, words in found.items() if word in words)}"
        for word in unknown
    ]


def test_every_acronym_is_in_the_glossary(site: Site, guide: Guide) -> None:
    """Whoever meets an acronym on a page, in either language, finds it in the glossary."""
    terms = guide.catalog.all(Term)
    titles = {source.title for source in guide.catalog.all(Source)}
    assert len(site.content_pages) > 300
    met: set[str] = set()
    for lang in LANGS:
        found = {
            page.file: _acronyms(page, titles) for page in site.content_pages if page.lang == lang
        }
        used = set(chain.from_iterable(found.values()))
        assert len(used & _explained(terms, lang)) > 60
        assert not _unexplained(found, terms, lang)
        met |= used
    assert _let_through() <= met, "nothing on the short list is left from a page of the past"


def test_what_is_let_through_is_not_in_the_glossary(guide: Guide) -> None:
    """An acronym is explained or is on the short list: never both, so that the list stays short."""
    terms = guide.catalog.all(Term)
    for lang in LANGS:
        assert not _let_through() & _explained(terms, lang)


_TERMS = (
    Term(
        id="dpo",
        name=Name(it="Responsabile della protezione dei dati", en="Data protection officer"),
        acronym="RPD/DPO",
        definition=RichText(it="Consiglia il Comune.", en="Advises the Comune."),
    ),
    Term(
        id="raci",
        name=Name(it="Matrice RACI", en="RACI matrix"),
        definition=RichText(it="Dice chi fa che cosa.", en="Says who does what."),
    ),
)


def _page(body: str) -> Page:
    return Page("x/index.html", html.fromstring(f"<main><article>{body}</article></main>"))


@pytest.mark.parametrize("lang", LANGS)
def test_an_acronym_that_nobody_explains_is_found(lang: Lang) -> None:
    """The page is named; what the glossary holds, and titles of sources, are left alone."""
    page = _page(
        "<h2>La RACI e il <b>QXZ</b></h2><p>Senti il DPO, o RPD.</p>"
        "<p>Fonte: <a href='#'>Notizia del WWWZ</a></p>"
        "<table><tr id='source-a'><td>Rivista KKQ</td></tr></table>"
    )
    found = {page.file: _acronyms(page, {"Notizia del WWWZ"})}
    assert _unexplained(found, _TERMS, lang) == ["QXZ: x/index.html"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Il PLM sta nel DUP e nel FSE+.", {"PLM", "DUP", "FSE"}),
        ("Il D.P.R. 394/1999 e la direttiva 2009/52/CE", {"DPR", "CE"}),
        ("InCaS e AgID", {"InCaS", "AgID"}),
        ("Ask the DPOs: two RUPs", {"DPO", "RUP"}),
        ("Il Comune, l'allegato IV, il capitolo XII", set()),
        ("LibreOffice, RingraziandoLa, Su.Pr.Eme.2, misura M5C2", set()),
        ("https://www.normattiva.it/uri-res/N2Ls?urn:NIR", set()),
    ],
)
def test_an_acronym_is_told_from_other_words(text: str, found: set[str]) -> None:
    """Neither names with a capital inside, nor Roman numerals, codes or addresses are acronyms."""
    assert _in_words(text) == found
