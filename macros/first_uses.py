"""The first time that a page uses an acronym, it leads to the glossary."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from macros.model.people import Term
from macros.view import View

_TOKEN = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_CLASS = re.compile(r'\bclass="([^"]*)"')
_LEFT_ALONE = {
    *("a", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "caption"),
    *("label", "legend", "summary", "button", "select", "textarea", "code", "pre", "svg"),
}
"""What is a link or a control already, or names what follows."""
_WORDING = {"plm-wording", "plm-wording__heading", "plm-blank", "plm-kicker"}
"""Classes of what is copied into an act, and of lines of two words."""
_SHORTEST = 3
"""Letters: shorter ones are too easily something else."""


@dataclass(frozen=True, slots=True)
class Acronyms:
    """The acronyms of the glossary in one language."""

    terms: Mapping[str, Term]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, view: View) -> Acronyms:
        """Every acronym that the glossary explains; several of one term stand between bars."""
        terms = {
            form: term
            for term in view.all("term")
            for form in (term.acronym or "").split("/")
            if len(form) >= _SHORTEST
        }
        longest_first = sorted(terms, key=len, reverse=True)
        forms = "|".join(re.escape(form) for form in longest_first) or r"(?!)"
        return cls(terms, re.compile(rf"(?<![\w.&/-])(?:{forms})(?![\w&/]|-\w)"))


def link_first_uses(html: str, acronyms: Acronyms, view: View) -> str:
    """Link the first use of each acronym in the running text of a page.

    Args:
        html: The text of the page. Links, headings, controls and the wording of acts stay as
            they are; a term to which the page leads already is not linked again.
        acronyms: Those of the language of the page.
        view: The guide as this page sees it.
    """
    done = {*_linked_terms(html)}

    def link(found: re.Match[str]) -> str:
        term = acronyms.terms[found[0]]
        if term.id in done:
            return found[0]
        done.add(term.id)
        attributes = Markup('class="plm-term" href="{}" title="{}"').format(
            view.url("term", term.id), view.of(term.name)
        )
        return f"<a {attributes}>{escape(found[0])}</a>"

    parts: list[str] = []
    left_alone, depth = "", 0
    for token in _TOKEN.findall(html):
        tag = _TAG.match(token)
        if not tag:
            plain = left_alone or token.startswith("<")
            parts.append(token if plain else acronyms.pattern.sub(link, token))
            continue
        closing, name = tag.groups()
        if name == left_alone:
            depth += -1 if closing else 1
            left_alone = left_alone if depth else ""
        elif not left_alone and not closing and _is_left_alone(name, token):
            left_alone, depth = name, 1
        parts.append(token)
    return "".join(parts)


def _linked_terms(html: str) -> list[str]:
    return re.findall(r'href="[^"]*#term-([a-z0-9-]+)"', html)


def _is_left_alone(name: str, tag: str) -> bool:
    classes = _CLASS.search(tag)
    return name in _LEFT_ALONE or bool(classes and _WORDING & {*classes[1].split()})
