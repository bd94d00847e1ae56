"""The guide as its pages see it: the data, the pages by hand, the addresses, the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
    """Whether the build ends with the copy to read without a network; the preview has none."""
    translations: Translations
    """How the translations stand; not followed, until someone has looked."""

    def __repr__(self) -> str:
        """Short: the macros plugin writes its variables into the log."""
        return "Guide()"
