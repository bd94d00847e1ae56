"""What is made from finished pages: the whole guide as a book, some pages as leaflets."""

from __future__ import annotations

from collections.abc import Mapping

from macros.model.site import Site
from macros.model.text import Lang

PAGES_UNKNOWN, SIZE_UNKNOWN = "{book-pages}", "{book-size}"
"""What the pages say until the book is made: it is made of finished pages."""

LEAFLETS: Mapping[str, float] = {"for-the-mayor": 10, "for-councillors": 12}
"""Pages by id that are also a file to hand over, with the points of its letters: those with
which the first fills one sheet, and the second four."""
LEAFLET_FORMATS = ("pdf", "odt")
LEAFLET_SIZE_UNKNOWN = "{{leaflet-{format}}}"
"""As above, once the format is filled in."""


def book_path(site: Site, lang: Lang) -> str:
    """The address of the book of a language, from the root of the site."""
    return f"downloads/{site.id}-{lang}.pdf"


def leaflet_path(address: str, lang: Lang, extension: str) -> str:
    """Where the file of a page is, from the root of the site."""
    name = address.rstrip("/").rpartition("/")[2]
    return f"downloads/{lang}/{name}.{extension}"
