"""Numbers to call for help can be called from where a page gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from macros.running_text import CARDS, CONTROLS, HEADINGS, with_changed_text

_COUNTRY = "+39"
"""Of Italy, whose municipalities the guide is for."""
_LONGEST_SHORT_CODE = 4
"""Digits: 112 and 1522 are dialled as they are, and may be something else in a text."""


def link_numbers(html: str, numbers: Iterable[str]) -> str:
    """Make links of the helplines that a page names: a touch and the phone calls.

    Args:
        html: The text of the page. Links, controls and headings stay as they are.
        numbers: As they are written: `800 290 290`, `112`. A long one is linked wherever it
            is; a short code where it stands by itself, and the first time that a text says it.
            Addresses follow RFC 3966, with the country if there is a subscriber behind.
    """
    longest_first = sorted(numbers, key=len, reverse=True)
    forms = "|".join(map(re.escape, longest_first)) or r"(?!)"
    pattern = re.compile(rf"(?<![\w.,/+-])(?:{forms})(?![\w/%]|[.,-]\d)")
    done: set[str] = set()

    def change(text: str) -> str:
        alone = text.strip()

        def link(found: re.Match[str]) -> str:
            number = found[0]
            short = len(number) <= _LONGEST_SHORT_CODE
            if short and number != alone and number in done:
                return number
            done.add(number)
            address = number if short else _COUNTRY + re.sub(r"\D", "", number)
            return str(Markup('<a class="plm-call" href="tel:{}">{}</a>').format(address, number))

        return pattern.sub(link, text)

    return with_changed_text(html, change, CONTROLS | HEADINGS, CARDS)
