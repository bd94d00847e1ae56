"""The part of the theme's style sheet that the pages use: a tenth of it.

The rest dresses what the guide does not have: search boxes, tabs, buttons, icons.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import Any

import tinycss2

_CLASS = re.compile(r'class="([^"]*)"')
_ID = re.compile(r'id="([^"]*)"')
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
_WITH_RULES = ("media", "supports")


def names_in(page: str) -> set[str]:
    """The classes (`.name`) and the ids (`#name`) of a page."""
    classes = {name for value in _CLASS.findall(page) for name in value.split()}
    return {f".{name}" for name in classes} | {f"#{name}" for name in _ID.findall(page)}


def used_style(theme: str, own: str, names: Collection[str]) -> str:
    """The rules of the theme that some page can need.

    Args:
        theme: The style sheet of the theme.
        own: Ours, which may use the variables of the theme.
        names: The classes and ids of all the pages, as `names_in` gives them.

    Returns:
        The theme without the rules for other classes and ids, without the animations and
        the variables that nothing uses. A rule for an element or an attribute stays: a
        script may make the one and set the other.
    """
    style = "".join(_rules_for(names, _rules(theme)))
    before = None
    while style != before:
        # A variable that only an unused one uses is unused too.
        before, used = style, {*_VARIABLE.findall(style + own), *_animations(style + own)}
        style = "".join(_without_unused(used, _rules(style)))
    return style


def _rules(style: str) -> list[Any]:
    found: list[Any] = tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)
    return found


def _inner_rules(rule: Any) -> list[Any]:
    return _rules(tinycss2.serialize(rule.content))


def _holds_rules(rule: Any) -> bool:
    return rule.type == "at-rule" and rule.lower_at_keyword in _WITH_RULES


def _rules_for(names: Collection[str], rules: Iterable[Any]) -> Iterator[str]:
    for rule in rules:
        if _holds_rules(rule):
            yield _around(rule, "".join(_rules_for(names, _inner_rules(rule))))
        elif rule.type == "qualified-rule":
            selectors = [one for one in _selectors(rule) if _asked_for(one) <= set(names)]
            texts = (tinycss2.serialize(one).strip() for one in selectors)
            if selectors:
                yield f"{','.join(texts)}{{{tinycss2.serialize(rule.content)}}}"
        else:
            yield rule.serialize()


def _selectors(rule: Any) -> list[list[Any]]:
    selectors: list[list[Any]] = [[]]
    for token in rule.prelude:
        if token == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return selectors


def _asked_for(selector: list[Any]) -> set[str]:
    """The classes and ids that a selector asks for, those between parentheses left out."""
    found = {f"#{token.value}" for token in selector if token.type == "hash"}
    for before, token in pairwise(selector):
        if before == "." and token.type == "ident":
            found.add(f".{token.value}")
    return found


def _animations(style: str) -> Iterator[str]:
    for value in re.findall(r"animation(?:-name)?:([^;}]*)", style):
        yield from re.findall(r"[\w-]+", value)


def _without_unused(used: Collection[str], rules: Iterable[Any]) -> Iterator[str]:
    for rule in rules:
        if _holds_rules(rule):
            yield _around(rule, "".join(_without_unused(used, _inner_rules(rule))))
        elif rule.type == "qualified-rule":
            kept = "".join(_declarations(used, rule))
            if kept:
                yield f"{tinycss2.serialize(rule.prelude)}{{{kept}}}"
        elif rule.type != "at-rule" or not _unused_animation(used, rule):
            yield rule.serialize()


def _declarations(used: Collection[str], rule: Any) -> Iterator[str]:
    for one in tinycss2.parse_blocks_contents(rule.content, True, True):
        if not (one.type == "declaration" and one.name.startswith("--") and one.name not in used):
            yield f"{one.serialize()};"


def _unused_animation(used: Collection[str], rule: Any) -> bool:
    name = tinycss2.serialize(rule.prelude).strip()
    return rule.lower_at_keyword.endswith("keyframes") and name not in used


def _around(rule: Any, inner: str) -> str:
    return f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}" if inner else ""
