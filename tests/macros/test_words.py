"""What the commands say: in both languages, all of it used."""

from __future__ import annotations

import re
from pathlib import Path

from macros.words import said, words

MACROS = Path(__file__).resolve().parents[2] / "macros"
_PLACES = re.compile(r"{(\w+)}")
_MADE = {"due-changed", "due-future", "risk-high", "risk-medium", "risk-low"}
"""Sentences whose name is put together from a value."""


def test_every_sentence_is_in_both_languages_with_the_same_places() -> None:
    """A place that one language forgets would lose what the other says."""
    assert len(words()) > 30
    for key, both in words().items():
        assert both.keys() == {"it", "en"}, key
        assert set(_PLACES.findall(both["it"])) == set(_PLACES.findall(both["en"])), key


def test_every_sentence_is_used_and_every_used_one_is_there() -> None:
    """No sentence waits for a command that never says it."""
    code = "\n".join(
        f.read_text("utf-8") for f in (*MACROS.glob("*.py"), MACROS.parent / "mkdocs_hook.py")
    )
    quoted = set(re.findall(r"""["']([a-z]+(?:-[a-z]+)*)["']""", code))
    assert set(words()) - _MADE - quoted == set()
    asked = set(re.findall(r"""said\(\s*["']([a-z-]+)["']""", code))
    assert asked and asked - set(words()) == set()


def test_a_sentence_has_its_places_filled() -> None:
    """In the language asked for."""
    assert said("check-right", "it", count=3) == "3 voci, nessun problema."
    assert said("check-right", "en", count=3) == "3 entries, no problems."
