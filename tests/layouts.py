"""A few pages that between them show everything the site is made of."""

from __future__ import annotations

from built_site import Page, Site

from macros.guide import Guide
from macros.model.text import Lang

ALWAYS = ("home", "process", "methods", "documents", "a-to-z", "glossary")
"""Pages by hand that are looked at whatever they hold."""


def layouts(site: Site, guide: Guide, lang: Lang) -> list[Page]:
    """Pages with every element and class of the site, and the page not found.

    A new kind of page, card or box enters by itself: whichever page first shows it is taken.
    What stands in what is left to the exhaustive tests, which look at every page.
    """
    pages = {page.file: page for page in site.pages.values() if page.lang == lang}
    always = [f"{guide.prose[id, lang].address}index.html" for id in ALWAYS]
    chosen = [*always, "en/404.html" if lang == "en" else "404.html"]
    features = {file: _features(page) for file, page in pages.items()}
    size = {file: len(page.elements("//body//*")) for file, page in pages.items()}
    missing = set().union(*features.values()) - set().union(*(features[file] for file in chosen))
    while missing:
        # As much as is still missing, in as little as can be: long pages take long to examine.
        best = max(sorted(features), key=lambda file: len(features[file] & missing) / size[file])
        chosen.append(best)
        missing -= features[best]
    return [pages[file] for file in chosen]


def _features(page: Page) -> set[tuple[str, str]]:
    """What a style sheet can tell apart: each element, and its class."""
    return {
        (str(element.tag), name)
        for element in page.elements("//body//*")
        for name in (element.get("class") or "").split() or [""]
    }
