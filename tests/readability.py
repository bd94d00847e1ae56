"""How easy our own words are to read, in each language.

Italian: the Gulpease index (Lucisano and Piemontese, 1988), from 0 to 100: texts from 60
up are easy for who finished lower secondary school, from 40 for upper secondary.

English: the Automated Readability Index (Senter and Smith, 1967), because it counts the
same things, letters per word and words per sentence. It gives a school grade: the lower,
the easier. 12 is the end of upper secondary school.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from built_site import Page
from lxml import etree

_BLOCKS = {"p", "li", "dt", "dd", "td", "th", "label", "figcaption", "caption", "summary"}
_NOT_OURS = (
    "self::*[@data-act-text or self::cite or self::svg"
    " or contains(concat(' ', @class, ' '), ' plm-sources ')"
    " or contains(concat(' ', @class, ' '), ' plm-acts ')"
    " or contains(concat(' ', @class, ' '), ' plm-downloads ')]"
)
"""Wording of acts, titles of acts and sources, lists of files."""
_END = re.compile(r"[.!?](?=[\s»\"')]*(?:\s+[«\"'(]*[A-ZÀ-Ý]|$))")
"""A full stop inside «art. 42» or «12.000» ends nothing."""
_WORD = re.compile(r"[^\W_]+(?:['.,:/-][^\W_]+)*")
_FEWEST_WORDS = 4
"""Shorter lines are names and numbers, not sentences to read."""


def own_sentences(page: Page) -> list[str]:
    """The sentences of a page that we wrote: no headings, no menus, no wording of acts."""
    content = page.elements("//article")
    assert len(content) == 1, page.file
    sentences: list[str] = []
    for block in content[0].iter(*_BLOCKS):
        if block.xpath(f"boolean(ancestor-or-self::*[{_NOT_OURS}])"):
            continue
        text = " ".join("".join(_pieces(block)).split())
        sentences += [one.strip() for one in _END.split(text)]
    return [one for one in sentences if len(_WORD.findall(one)) >= _FEWEST_WORDS]


def _pieces(element: etree._Element) -> list[str]:
    """The words of a block, those of the blocks inside it left to them."""
    found = [element.text or ""]
    for child in element:
        inner = isinstance(child.tag, str) and child.tag not in (*_BLOCKS, "ul", "ol", "dl")
        if inner and not child.xpath(f"boolean({_NOT_OURS})"):
            found += _pieces(child)
        found.append(child.tail or "")
    return found


def gulpease(sentences: Sequence[str]) -> float:
    """The Gulpease index of some Italian sentences."""
    words, letters = _counts(sentences)
    return 89 + (300 * len(sentences) - 10 * letters) / words


def ari(sentences: Sequence[str]) -> float:
    """The Automated Readability Index of some English sentences, in school grades."""
    words, letters = _counts(sentences)
    return 4.71 * letters / words + 0.5 * words / len(sentences) - 21.43


def _counts(sentences: Sequence[str]) -> tuple[int, int]:
    found = [word for sentence in sentences for word in _WORD.findall(sentence)]
    return len(found), sum(sum(sign.isalnum() for sign in word) for word in found)
