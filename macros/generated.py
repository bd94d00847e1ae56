"""The pages that come from the data alone: one per entry and language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

import yaml

from macros.guide import Guide
from macros.model.site import PagedKind
from macros.model.text import LANGS, Lang
from macros.view import View

GENERATED: tuple[PagedKind, ...] = get_args(PagedKind)
"""Kinds with a page for each entry; the fragment has the same name."""

_ONE_PAGE: tuple[PagedKind, ...] = ("decision", "office")
"""Kinds whose pages are printed on one sheet, to hand over or to hang up."""


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """A page as MkDocs will read it."""

    kind: str
    id: str
    lang: Lang
    path: str
    """As if it were in `docs/`: `it/metodi/matrice-raci.md`."""
    address: str
    title: str
    description: str
    text: str
    """Markdown with its head."""


def generated_pages(guide: Guide) -> Iterator[GeneratedPage]:
    """Every page that the data gives, in both languages."""
    for kind in GENERATED:
        for lang in LANGS:
            for entry in View(guide, lang, "").all(kind):
                yield _page(guide, kind, entry, lang)


def _page(guide: Guide, kind: str, entry: Any, lang: Lang) -> GeneratedPage:
    address = guide.addresses.of(kind, entry.id, lang)
    view = View(guide, lang, address)
    title = view.of(entry.name)
    description = view.of(entry.about)
    head = yaml.safe_dump(
        {
            "id": f"{kind}-{entry.id}",
            "title": title,
            "description": description,
            "one_page": kind in _ONE_PAGE,
            "render_macros": False,
        },
        allow_unicode=True,
        sort_keys=False,
        width=10_000,
    )
    text = f"---\n{head}---\n\n{view.fragment(kind, **{kind: entry})}\n"
    path = f"{'it/' if lang == 'it' else ''}{address.rstrip('/')}.md"
    return GeneratedPage(kind, entry.id, lang, path, address, title, description, text)
