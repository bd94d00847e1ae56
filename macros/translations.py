"""Which translations lag: their Italian is not the one that they were last read against."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from macros.addresses import LISTED_ON
from macros.bilingual import Bilingual
from macros.pins import Pins

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Translations:
    """How the translations stand."""

    texts: tuple[Bilingual, ...] = ()
    lagging: tuple[Bilingual, ...] = ()
    followed: bool = False
    """False where no pins are kept: then nobody knows, and nothing is said to the reader."""

    @cached_property
    def lagging_pages(self) -> frozenset[tuple[str, str]]:
        """Kind and id of the pages whose own words lag: fixed words are of no page."""
        found = set()
        for text in self.lagging if self.followed else ():
            kind, _, id = text.owner.partition(":")
            if id:
                found.add(("page", LISTED_ON[kind]) if kind in LISTED_ON else (kind, id))
        return frozenset(found)

    def counted(self) -> list[tuple[str, int, int]]:
        """How many texts each file or folder of `data/` has, and how many lag."""
        all, lagging = (
            Counter(one.group.partition("/")[0] for one in some)
            for some in (self.texts, self.lagging)
        )
        return [(name, count, lagging[name]) for name, count in all.items()]

    @cached_property
    def fingerprints(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """Of the texts as they are now, by group and name in the group."""
        return _gathered(self.texts)


def translations(texts: Iterable[Bilingual], pins: Pins | None) -> Translations:
    """Compare each Italian text with its pins; all lag where no pins are kept."""
    found = tuple(texts)
    known = pins or {}
    lagging = tuple(one for one in found if one.fingerprint not in _pinned(known, one))
    return Translations(found, lagging, pins is not None)


def earlier_fingerprints(text: Bilingual, state: Translations, pins: Pins) -> frozenset[str]:
    """Pins under the name of a text that no text of that name has any more.

    One of them is that of the Italian before the change; none, if the text is new.
    """
    return _pinned(pins, text) - state.fingerprints[text.group, text.key]


def named(texts: Iterable[Bilingual], name: str) -> list[Bilingual]:
    """The texts that a name means: one text, what is inside a thing, or all of a file."""
    name = name.removeprefix("./").rstrip(".")
    return [
        one for one in texts if name in one.files or one.id == name or one.id.startswith(f"{name}.")
    ]


def accepted(state: Translations, pins: Pins, chosen: Iterable[Bilingual]) -> Pins:
    """The pins once some translations have been read again.

    Pins of texts that are no more go away, unless a text of the same name still lags: one of
    them tells how its Italian was.
    """
    read = _gathered(chosen)
    after: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for (group, key), now in state.fingerprints.items():
        before = pins.get(group, {}).get(key, _NONE)
        kept = now & (before | read.get((group, key), _NONE))
        if kept != now:
            kept |= before
        if kept:
            after[group][key] = kept
    return after


def _gathered(texts: Iterable[Bilingual]) -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in texts:
        found[one.group, one.key].add(one.fingerprint)
    return {name: frozenset(fingerprints) for name, fingerprints in found.items()}


def _pinned(pins: Pins, text: Bilingual) -> frozenset[str]:
    return pins.get(text.group, {}).get(text.key, _NONE)
