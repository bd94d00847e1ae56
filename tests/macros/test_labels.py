"""The fixed words: those that pages and documents ask for, and no others, are required."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from macros.labels import LABELS, SUBJECT_LABELS
from macros.model import KINDS, SINGLES
from macros.model.change import ChangeKind
from macros.model.checklist import Obligation
from macros.model.context import FundState
from macros.model.evidence import Frequency, Reading, Unit
from macros.model.law import Confidence
from macros.model.method import OnEssential, Safety
from macros.model.phase import RouteId
from macros.open_data import LISTS, columns
from macros.peak import Part

ROOT = Path(__file__).resolve().parents[2]
_FILES = [
    *(ROOT / "macros/fragments").rglob("*.j2"),
    *(ROOT / "overrides").rglob("*.html"),
    *(ROOT / "macros").rglob("*.py"),
    ROOT / "mkdocs_hook.py",
]
_ASKED = re.compile(r"""\b(?:t|label)\(\s*["']([a-z0-9-]+[a-z0-9])["']""")
_FILLED = re.compile(r"""\bt\(\s*["']([a-z0-9-]+)["']\s*,((?:[^()]|\([^()]*\))*)\)""")
PLACES = (*(kind.place for kind in KINDS), *SINGLES)
ALL = {**LABELS, **SUBJECT_LABELS}
_MADE = {
    "safety": [value.lower() for value in get_args(Safety)],
    "confidence": get_args(Confidence),
    "obligation": get_args(Obligation),
    "type": ("document", "spreadsheet", "canvas"),
    "route": get_args(RouteId),
    "short": get_args(RouteId),
    "essential": get_args(OnEssential),
    "month": get_args(Part),
    "unit": get_args(Unit),
    "often": get_args(Frequency),
    "reads": get_args(Reading),
    "fund": get_args(FundState),
    "open-data": {re.sub(r"/|\.yaml", "", place) for place in PLACES} | set(LISTS),
    "column": [column.replace("_", "-") for column in columns()],
    "change": get_args(ChangeKind),
    "kit-prefix": ("checklist", "phase"),
}
"""Words whose key is put together from a value of the data."""


def _texts() -> str:
    return "\n".join(f.read_text("utf-8") for f in _FILES if f.name != "labels.py")


def test_every_word_asked_for_is_required() -> None:
    """A label used by a page or a document is in `LABELS`: add it there, and to the data."""
    asked = set(_ASKED.findall(_texts()))
    asked |= {f"{start}-{end}" for start, ends in _MADE.items() for end in ends}
    assert len(asked) > 120
    assert asked - set(ALL) == set()


def test_no_word_is_required_for_nothing() -> None:
    """A label in `LABELS` is named somewhere: else take it out of there, and of the data."""
    text = _texts()
    made = {f"{start}-{end}" for start, ends in _MADE.items() for end in ends}
    quoted = set(re.findall(r"""["']([a-z0-9-]+)["']""", text))
    assert set(ALL) - made - quoted == set()


def test_places_are_those_that_pages_fill() -> None:
    """A label is filled with exactly the values that its page gives."""
    calls = _FILLED.findall(_texts())
    assert len(calls) > 8
    for key, arguments in calls:
        assert set(re.findall(r"(\w+)=", arguments)) <= ALL[key], key
