"""Acronyms lead to the glossary: the first of each page, and nowhere else."""

from __future__ import annotations

import pytest
from tiny_site import ADDRESS, TinySite

from macros.first_uses import Acronyms, link_first_uses
from macros.read_guide import read_guide
from macros.view import View

PLM = '<a class="plm-term" href="../glossario/#term-plan" title="Piano">PLM</a>'
NET = '<a class="plm-term" href="../glossario/#term-network" title="Rete">{}</a>'


def linked(tiny: TinySite, html: str) -> str:
    tiny.replace("data/terms.yaml", "- id: network\n", "- id: network\n  acronym: RTE/NET-W/XY\n")
    view = View(read_guide(tiny.data, tiny.docs, ADDRESS), "it", "pagina/")
    return link_first_uses(html, Acronyms.of(view), view)


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>Il PLM e il PLM.</p>", f"<p>Il {PLM} e il PLM.</p>"),
        ("<p>Il <strong>PLM</strong>.</p>", f"<p>Il <strong>{PLM}</strong>.</p>"),
        ("<p>La RTE, NET-W.</p>", f"<p>La {NET.format('RTE')}, NET-W.</p>"),
        ("<p>La NET-W.</p>", f"<p>La {NET.format('NET-W')}.</p>"),
        ("<h2>PLM</h2><p>PLM</p>", f"<h2>PLM</h2><p>{PLM}</p>"),
        ("<p><a href='x'><b>PLM</b></a> PLM</p>", f"<p><a href='x'><b>PLM</b></a> {PLM}</p>"),
        ('<div class="plm-wording"><div>PLM</div> PLM</div>', ""),
        ("<label>PLM</label>", ""),
        ('<li class="plm-card"><a href="x">A</a><p>PLM</p></li>', ""),
        ("<p>PLM-1, PLMX, aPLM, D.PLM e PLM/X: non sono la sigla; XY è corta.</p>", ""),
        ('<p>Il <a href="../glossario/#term-plan">Piano</a> (PLM).</p>', ""),
        ('<p title="PLM"><!-- PLM --><img alt="PLM"></p>', ""),
    ],
)
def test_the_first_use_leads_to_the_glossary(html: str, wanted: str, tiny: TinySite) -> None:
    """Once a page, in running text: not in links, headings, controls or the wording of acts."""
    assert linked(tiny, html) == (wanted or html)


def test_a_glossary_without_acronyms_links_nothing(tiny: TinySite) -> None:
    """Nothing to look for is nothing found, not everything."""
    tiny.replace("data/terms.yaml", "  acronym: PLM\n", "")
    view = View(read_guide(tiny.data, tiny.docs, ADDRESS), "it", "pagina/")
    assert link_first_uses("<p>PLM</p>", Acronyms.of(view), view) == "<p>PLM</p>"
