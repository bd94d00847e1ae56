"""All the documents of a language in one archive, in folders by phase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from macros.catalog import Catalog
from macros.documents.archive import zipped
from macros.documents.publish import Download
from macros.model.checklist import Checklist
from macros.model.phase import Phase
from macros.model.template import Template
from macros.model.text import Lang

_Entry = tuple[str, Checklist | Template | Phase]


def kit(catalog: Catalog, downloads: Iterable[Download], lang: Lang) -> bytes:
    """The archive of a language: every document once, under the first phase that names it.

    The contents list, in plain text, comes first.
    """
    files = defaultdict(list)
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
    for title, folder, entries in _folders(catalog, lang):
        lines += ["", title]
        for kind, entry in entries:
            found = files[kind, entry.id]
            formats = ", ".join(download.format.upper() for download in found)
            lines.append(f"  - {entry.name.of(lang)} ({formats})")
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


def _folders(catalog: Catalog, lang: Lang) -> Iterator[tuple[str, str, list[_Entry]]]:
    """Title, folder and entries of each phase, then of what no phase names."""
    entries: list[_Entry] = [
        *(("checklist", entry) for entry in catalog.all(Checklist)),
        *(("template", entry) for entry in catalog.all(Template)),
    ]
    first = {
        (kind, entry.id): next(iter(catalog.phases_of(entry)), None)
        for kind, entry in entries
        if not isinstance(entry, Phase)
    }
    for phase in catalog.all(Phase):
        title = f"{phase.number}. {phase.name.of(lang)}"
        folder = f"{phase.number}-{phase.slug.of(lang)}"
        named = [key for key in entries if first[key[0], key[1].id] is phase]
        yield title, folder, [("phase", phase), *named]
    if alone := [key for key in entries if first[key[0], key[1].id] is None]:
        yield (
            catalog.label("other-entries", lang),
            catalog.label("kit-other-folder", lang),
            alone,
        )


def _name(catalog: Catalog, download: Download) -> str:
    file = PurePosixPath(download.path).name
    if download.kind == "template":
        return file
    return f"{catalog.label(f'kit-prefix-{download.kind}', download.lang)}-{file}"
