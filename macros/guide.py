"""The guide as its pages see it: the data, the pages by hand, the addresses, the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from macros.addresses import Addresses
from macros.catalog import Catalog
from macros.documents.publish import Download
from macros.model.text import Lang
from macros.open_data import OpenFile
from macros.prose import Prose
from macros.translations import Translations


@dataclass(frozen=True)
class Guide:
    """Everything a page may show. Made once per build."""

    catalog: Catalog
    prose: Mapping[tuple[str, Lang], Prose]
    addresses: Addresses
    downloads: Mapping[tuple[str, str, Lang], tuple[Download, ...]]
    """By kind, id and language."""
    kits: Mapping[Lang, int]
    """Size in bytes of the archive of each language."""
    open_files: tuple[OpenFile, ...]
    offline: bool
    """Whether the build makes what is made of finished pages: the book, and the copy to read
    without a network. The preview has neither."""
    translations: Translations
    """How the translations stand; not followed, until someone has looked."""

    def published(self) -> Guide:
        """The same without the drafts."""
        if not self.catalog.unpublished:
            return self
        catalog = self.catalog.published()
        prose = {key: page for key, page in self.prose.items() if not page.draft}
        return self._of(catalog, prose)

    def marked(self) -> Guide:
        """The same, with every draft called so wherever its name is shown."""
        if not self.catalog.unpublished:
            return self
        label = self.catalog.labels.root["draft-name"].of
        prose = {
            (id, lang): page
            if not page.draft
            else replace(
                page,
                title=label(lang).format(name=page.title),
                menu_title=label(lang).format(name=page.menu_title),
            )
            for (id, lang), page in self.prose.items()
        }
        return self._of(self.catalog.marked(), prose)

    def _of(self, catalog: Catalog, prose: Mapping[tuple[str, Lang], Prose]) -> Guide:
        addresses = replace(self.addresses, catalog=catalog, prose=prose)
        return replace(self, catalog=catalog, prose=prose, addresses=addresses)

    def __repr__(self) -> str:
        """Short: the macros plugin writes its variables into the log."""
        return "Guide()"
