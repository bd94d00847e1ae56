"""The running text of a page that is HTML already: what stands between its tags."""

from __future__ import annotations

import re
from collections.abc import Callable

_TOKEN = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_CLASS = re.compile(r'\bclass="([^"]*)"')

CONTROLS = frozenset(
    {"a", "label", "legend", "summary", "button", "select", "textarea", "code", "pre", "svg"}
)
"""What is a link or a control already, names one, or is not for reading."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

CARDS = frozenset({"plm-card"})
"""Classes of what is one link, wherever it is touched: another would lie below it."""


def with_changed_text(
    html: str,
    change: Callable[[str], str],
    left_alone: frozenset[str],
    classes: frozenset[str] = frozenset(),
) -> str:
    """Change the running text of a page, piece by piece, in order.

    Args:
        html: The text of the page.
        change: Gives what stands in place of a piece of text between two tags.
        left_alone: Elements whose text stays as it is.
        classes: Classes of elements whose text stays as it is.
    """
    parts: list[str] = []
    within, depth = "", 0
    for token in _TOKEN.findall(html):
        tag = _TAG.match(token)
        if not tag:
            parts.append(token if within or token.startswith("<") else change(token))
            continue
        closing, name = tag.groups()
        if name == within:
            depth += -1 if closing else 1
            within = within if depth else ""
        elif not within and not closing and (name in left_alone or classes & _classes(token)):
            within, depth = name, 1
        parts.append(token)
    return "".join(parts)


def _classes(tag: str) -> frozenset[str]:
    found = _CLASS.search(tag)
    return frozenset(found[1].split()) if found else frozenset()
