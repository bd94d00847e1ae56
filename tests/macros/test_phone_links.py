"""Numbers to call for help can be called: a link of each, in the form that phones know."""

from __future__ import annotations

import pytest

from macros.phone_links import link_numbers

NUMBERS = ["112", "800 290 290"]
LONG = '<a class="plm-call" href="tel:+39800290290">800 290 290</a>'
SHORT = '<a class="plm-call" href="tel:112">112</a>'


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>800 290 290 e 800 290 290.</p>", f"<p>{LONG} e {LONG}.</p>"),
        ("<h3>800 290 290</h3><dt>800 290 290</dt>", f"<h3>800 290 290</h3><dt>{LONG}</dt>"),
        ("<p>Chiama il 112, non il 112.</p>", f"<p>Chiama il {SHORT}, non il 112.</p>"),
        ("<p>112 <b>112</b></p>", f"<p>{SHORT} <b>{SHORT}</b></p>"),
        ("<p>Il <b>112</b>: mai il 112.</p>", f"<p>Il <b>{SHORT}</b>: mai il 112.</p>"),
        ('<li class="plm-card"><a href="x">A</a><p>112</p></li>', ""),
        ("<label>800 290 290</label><a href='x'>112</a>", ""),
        ('<p title="112"><!-- 112 --><img alt="800 290 290"></p>', ""),
        ("<p>D.Lgs. 112/1998, 2,112, 112%, 1.112, 1125 e 112,5: non si chiamano.</p>", ""),
        ("<p>800 290 2901 e X800 290 290</p>", ""),
    ],
)
def test_a_number_to_call_is_a_link(html: str, wanted: str) -> None:
    """Long numbers wherever they are; a short code by itself, or the first time that it is said."""
    assert link_numbers(html, NUMBERS) == (wanted or html)


def test_a_guide_without_helplines_links_nothing() -> None:
    """Nothing to look for is nothing found, not everything."""
    assert link_numbers("<p>112</p>", []) == "<p>112</p>"
