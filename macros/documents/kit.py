"""All the documents of a language in one archive, in folders by phase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from macros.catalog import Catalog
from macros.documents.archive import zipped
from macros.documents.publish import Download
from macros.model.phase import Phase
from macros.model.text import Lang

_Key = tuple[str, str]
"""Kind and id of what a document comes from."""
_ORDER = ("phase", "checklist", "template", "indicator", "training")


def kit_path(lang: Lang) -> str:
    """The address of the archive of a language, from the root of the site."""
    return f"downloads/kit-{lang}.zip"


def kit(catalog: Catalog, downloads: Iterable[Download], lang: Lang) -> bytes:
    """The archive of a language: every document once, under the first phase that names it.

    The contents list, in plain text, comes first.
    """
    files: dict[_Key, list[Download]] = defaultdict(list)
    for download in downloads:
        if download.lang == lang:
            files[download.kind, download.id].append(download)
    members: list[tuple[str, bytes]] = []
    lines = [
        catalog.site.name.of(lang),
        catalog.label("kit-version", lang).format(
            version=catalog.site.version, date=catalog.site.date.isoformat()
        ),
        f"{catalog.site.licence.name} - {catalog.site.licence.url}",
        "",
        catalog.label("kit-intro", lang),
    ]
    for title, folder, entries in _folders(catalog, lang, files):
        lines += ["", title]
        for key in entries:
            found = files[key]
            formats = ", ".join(download.format.upper() for download in found)
            lines.append(f"  - {found[0].title} ({formats})")
            members += [
                (f"{folder}/{_name(catalog, download)}", download.file.read_bytes())
                for download in found
            ]
    listing = "\r\n".join(lines) + "\r\n"
    members.insert(
        0, (catalog.label("kit-contents-file", lang), b"\xef\xbb\xbf" + listing.encode())
    )
    # The documents are compressed already: packing them again would only cost time.
    return zipped(members, stored=frozenset(name for name, _ in members))


def _folders(
    catalog: Catalog, lang: Lang, keys: Iterable[_Key]
) -> Iterator[tuple[str, str, list[_Key]]]:
    """Title, folder and documents of each phase, then of what no phase names."""
    first: dict[_Key, Phase] = {}
    for phase in catalog.all(Phase):
        first["phase", phase.id] = phase
        for kind, ids in (("checklist", phase.checklists), ("template", phase.templates)):
            for id in ids:
                first.setdefault((kind, id), phase)
    # The phase first, then its checklists, then its templates.
    ordered = sorted(keys, key=lambda key: _ORDER.index(key[0]))
    for phase in catalog.all(Phase):
        title = f"{phase.number}. {phase.name.of(lang)}"
        folder = f"{phase.number}-{phase.slug.of(lang)}"
        yield title, folder, [key for key in ordered if first.get(key) is phase]
    if alone := [key for key in ordered if key not in first]:
        yield (
            catalog.label("other-entries", lang),
            catalog.label("kit-other-folder", lang),
            alone,
        )


def _name(catalog: Catalog, download: Download) -> str:
    file = PurePosixPath(download.path).name
    if download.kind in ("template", "indicator", "training"):
        return file
    return f"{catalog.label(f'kit-prefix-{download.kind}', download.lang)}-{file}"
