"""What may stand in a text: what every page and every document can show."""

from __future__ import annotations

import re

import pytest
from pydantic_core import PydanticCustomError
from tiny_site import ADDRESS, TinySite

from macros.documents.compose import outlines
from macros.documents.composer import Composer
from macros.documents.formats import formats
from macros.documents.outline import Document
from macros.model.template import Template
from macros.model.text import SECTIONS, without_forbidden
from macros.read_guide import read_guide
from macros.view import FRAGMENTS

MEANT = set("{}<&*[]_\\`#")
"""Signs with a meaning of their own in a rich text."""


def _accepted() -> str:
    found = []
    for code in range(0x20, 0x3000):
        try:
            without_forbidden(chr(code))
        except PydanticCustomError:
            continue
        found.append(chr(code))
    return "".join(sign for sign in found if sign not in MEANT)


def test_every_sign_that_is_accepted_can_be_printed(tiny: TinySite) -> None:
    """No text passes the check and then has no letters in the PDF."""
    signs = _accepted()
    assert len(signs) > 300 and "→" in signs and "\U0001f600" not in signs
    text = "a" + signs.replace('"', "").replace("\\", "").replace(" ", "")
    tiny.replace("data/templates/note.yaml", "it: Il Comune di", f'it: "{text}" #')
    tiny.replace("data/templates/note.yaml", "en: The Comune of", 'en: "b" #')
    tiny.replace("data/templates/note.yaml", "          - answer\n", "          - answer\n"
                 "          - municipality\n          - deed-date\n")  # fmt: skip
    guide = read_guide(tiny.data, tiny.docs, ADDRESS)
    composer = Composer(guide.catalog, guide.addresses, "it")
    written = [
        formats()["pdf"].write(outline)
        for outline in outlines(guide.catalog.get(Template, "note"), composer)
        if isinstance(outline, Document)
    ]
    assert written and written[0].startswith(b"%PDF")


@pytest.mark.parametrize("name", ["phase.md.j2", "decision.md.j2"])
def test_no_part_of_a_page_shares_its_anchor_with_a_step(name: str) -> None:
    """The anchors that a fragment writes are all among those that an id may not take."""
    text = (FRAGMENTS / name).read_text("utf-8")
    anchors = set(re.findall(r"\{ #([a-z-]+) \}", text))
    assert len(anchors) > 2
    assert anchors <= SECTIONS
