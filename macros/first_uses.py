"""The first time that a page uses an acronym, it leads to the glossary."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from macros.model.people import Term
from macros.running_text import CARDS, CONTROLS, HEADINGS, with_changed_text
from macros.view import View

_LEFT_ALONE = CONTROLS | HEADINGS | {"dt", "th", "caption"}
"""What is a link or a control already, or names what follows."""
_WORDING = frozenset({"plm-wording", "plm-wording__heading", "plm-blank", "plm-kicker"})
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

    def change(text: str) -> str:
        return acronyms.pattern.sub(link, text)

    return with_changed_text(html, change, _LEFT_ALONE, _WORDING | CARDS)


def _linked_terms(html: str) -> list[str]:
    return re.findall(r'href="[^"]*#term-([a-z0-9-]+)"', html)
