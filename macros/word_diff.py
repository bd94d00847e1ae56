"""What changed in a sentence, word by word, as people mark it."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

_AROUND = 6
"""Words left on each side of a change: enough to find the place."""


def word_diff(before: str, now: str) -> str:
    """A text with the words gone as `[-words-]` and the new ones as `{+words+}`.

    Long parts that are the same are shortened to the words around the changes; nothing is
    left of two texts with the same words.
    """
    if before.split() == now.split():
        return ""
    return " ".join(_pieces(before.split(), now.split()))


def _pieces(before: list[str], now: list[str]) -> Iterator[str]:
    steps = SequenceMatcher(None, before, now, autojunk=False).get_opcodes()
    for index, (tag, i, j, k, end) in enumerate(steps):
        if tag == "equal":
            first, last = index == 0, index == len(steps) - 1
            yield from _shortened(now[k:end], 0 if first else _AROUND, 0 if last else _AROUND)
            continue
        if j > i:
            yield f"[-{' '.join(before[i:j])}-]"
        if end > k:
            yield f"{{+{' '.join(now[k:end])}+}}"


def _shortened(words: list[str], start: int, end: int) -> list[str]:
    """The first and the last words of a part that did not change."""
    if len(words) <= start + end + 1:
        return words
    return [*words[:start], "...", *words[len(words) - end :]]
