"""Where each thing of the guide is found on the site, in each language."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from macros.catalog import Catalog
from macros.model import KINDS
from macros.model.checklist import Checklist
from macros.model.phase import Phase
from macros.model.text import Lang
from macros.prose import Prose

LISTED_ON = {
    "warning": "warnings",
    "event": "timeline",
    "fund": "funding",
    "body": "bodies",
    "helpline": "help-numbers",
    "case": "practice",
    "change": "changes",
    "copy": "example",
    "indicator": "indicators",
    "dataset": "data-sources",
    "priority": "coherence",
    "role": "roles",
    "route": "process",
    "source": "sources",
    "term": "glossary",
}
"""Kinds without a page of their own, and the page (by id) that lists them."""

AT_THE_FOOT = ("about", "changes", "accessibility", "privacy", "open-data")
"""Pages by id to which the foot of every page leads."""

FEED_TYPE = "application/atom+xml"

_MODELS = {kind.name: kind.model for kind in KINDS}


@dataclass(frozen=True)
class Addresses:
    """Addresses from the root of the site, without a leading slash."""

    catalog: Catalog
    prose: Mapping[tuple[str, Lang], Prose]
    site_url: str
    """Complete address of the root of the published site, with a final slash."""

    def of(self, kind: str, id: str, lang: Lang) -> str:
        """The address of an entry or of a page written by hand (kind `page`).

        A step of a phase and an item of a checklist are named after it:
        `mandate-and-setup#problem-note`.

        Raises:
            KeyError: There is no such entry or page.
        """
        if kind == "page":
            id, _, anchor = id.partition("#")
            address = self.prose[id, lang].address
            return f"{address}#{anchor}" if anchor else address
        if kind in LISTED_ON:
            entry = self.catalog.get(_MODELS[kind], id)
            return f"{self.prose[LISTED_ON[kind], lang].address}#{kind}-{entry.id}"  # type: ignore[attr-defined]
        if kind == "act":
            act, provision = self.catalog.provision(id)
            page = self._page(kind, act, lang)
            return f"{page}#{provision.id}" if provision else page
        if kind == "phase" and "#" in id:
            id, _, step_id = id.partition("#")
            step = self.catalog.step(id, step_id)
            return f"{self._page(kind, self.catalog.get(Phase, id), lang)}#{step.id}"
        if kind == "checklist" and "#" in id:
            id, _, item_id = id.partition("#")
            item = self.catalog.item(id, item_id)
            return f"{self._page(kind, self.catalog.get(Checklist, id), lang)}#{item.id}"
        return self._page(kind, self.catalog.get(_MODELS[kind], id), lang)

    def _page(self, kind: str, entry: object, lang: Lang) -> str:
        folder = self.catalog.site.folders[kind].of(lang)
        prefix = "en/" if lang == "en" else ""
        return f"{prefix}{folder}/{entry.slug.of(lang)}/"  # type: ignore[attr-defined]

    def complete(self, address: str) -> str:
        """An address as it is written outside the site: in a document, in a feed."""
        return self.site_url + address


def relative(address: str, page: str) -> str:
    """An address as a link of a page, so that the site works in any folder.

    Args:
        address: Where the link leads, from the root of the site.
        page: Address of the page that holds the link, from the root.
    """
    path, hash_, anchor = address.partition("#")
    here = page if page.endswith("/") or not page else posixpath.dirname(page) + "/"
    if path == page:
        return f"#{anchor}" if anchor else "./"
    found = posixpath.relpath(path or ".", here or ".")
    if (path.endswith("/") or not path) and not found.endswith("/"):
        found += "/"
    return found + hash_ + anchor


def page_address(dest_uri: str) -> str:
    """The address of a page, from the file it becomes: `metodi/index.html` is `metodi/`."""
    return dest_uri.removesuffix("index.html")


def language_of(address: str) -> Lang:
    """The language of a page, from its address: English is below `en/`."""
    return "en" if address.startswith("en/") else "it"


def feed_path(lang: Lang) -> str:
    """Where the feed of a language is, from the root of the site."""
    return "en/feed.xml" if lang == "en" else "feed.xml"
