"""What changed in a sentence, shown so that one sees it at a glance."""

from __future__ import annotations

import pytest

from macros.word_diff import word_diff


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [
        ("due ore in tutto", "tre ore in tutto", "[-due-] {+tre+} ore in tutto"),
        ("a b", "a b c", "a b {+c+}"),
        ("a b c", "a c", "a [-b-] c"),
        ("a\n b", "a b", ""),
        ("", "a", "{+a+}"),
        ("a", "", "[-a-]"),
        ("", "", ""),
    ],
)
def test_words_gone_and_words_new_are_marked(before: str, now: str, shown: str) -> None:
    """As git marks them; spaces are not words."""
    assert word_diff(before, now) == shown


def test_what_is_far_from_a_change_is_left_out() -> None:
    """A long paragraph is shortened on both sides and between two changes."""
    words = [f"w{number}" for number in range(100)]
    changed = [*words[:50], "new", *words[51:]]
    shown = word_diff(" ".join(words), " ".join(changed)).split()
    assert shown[0] == shown[-1] == "..."
    assert shown[1:-1] == ["w44", "w45", "w46", "w47", "w48", "w49", "[-w50-]", "{+new+}",
                           "w51", "w52", "w53", "w54", "w55", "w56"]  # fmt: skip
