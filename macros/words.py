"""What the commands say, in both languages: the sentences are in `words.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from macros.model.text import Lang

_WORDS = Path(__file__).with_name("words.yaml")


def said(key: str, lang: Lang, **values: object) -> str:
    """A sentence in one language, its places filled.

    Raises:
        KeyError: There is none of that name, or a place is left empty.
    """
    return words()[key][lang].format_map(values)


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Every sentence by name and language."""
    loaded: Mapping[str, Mapping[str, str]] = yaml.safe_load(_WORDS.read_text("utf-8"))
    return loaded
