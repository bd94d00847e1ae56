"""Where each thing of the guide is found, and how a page links to it."""

from __future__ import annotations

import pytest

from macros.addresses import language_of, page_address, relative
from macros.guide import Guide
from macros.model.phase import Phase


@pytest.mark.parametrize(
    ("address", "page", "link"),
    [
        ("metodi/raci/", "processo/avvio/", "../../metodi/raci/"),
        ("processo/", "processo/avvio/", "../"),
        ("", "processo/avvio/", "../../"),
        ("", "", "./"),
        ("processo/", "", "processo/"),
        ("norme/tuel/#tuel-42", "norme/tuel/", "#tuel-42"),
        ("norme/tuel/#tuel-42", "", "norme/tuel/#tuel-42"),
        ("en/methods/raci/", "metodi/raci/", "../../en/methods/raci/"),
        (
            "downloads/it/documenti/nota.docx",
            "documenti/nota/",
            "../../downloads/it/documenti/nota.docx",
        ),
    ],
)
def test_links_work_in_any_folder(address: str, page: str, link: str) -> None:
    """Links are relative, so that the site can be published below any address."""
    assert relative(address, page) == link


def test_english_lives_below_its_folder() -> None:
    """The language of a page is known from its address alone."""
    assert language_of("en/index.html") == "en"
    assert language_of("entrate/index.html") == "it"
    assert page_address("metodi/index.html") == "metodi/"
    assert page_address("index.html") == ""


def test_every_kind_has_an_address_in_both_languages(tiny_guide: Guide) -> None:
    """Entries with a page, entries listed on one, provisions of an act, pages by hand."""
    of = tiny_guide.addresses.of
    assert of("method", "matrix", "it") != of("method", "matrix", "en")
    assert of("act", "tuel-42", "it").endswith("/#tuel-42")
    assert of("page", "home", "it") == ""
    assert of("page", "home", "en") == "en/"
    with pytest.raises(KeyError):
        of("method", "nobody", "it")


def test_a_step_of_a_phase_can_be_reached(tiny_guide: Guide) -> None:
    """A link can lead to one step; a step that is not there is refused."""
    step = tiny_guide.catalog.all(Phase)[0].steps[0]
    address = tiny_guide.addresses.of("phase", f"set-up#{step.id}", "it")
    assert address.endswith(f"/#{step.id}")
    with pytest.raises(KeyError):
        tiny_guide.addresses.of("phase", "set-up#nothing", "it")
