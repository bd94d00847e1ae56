"""The index of the search: what is looked into, one index per language.

Pagefind (https://pagefind.app) makes the index and searches it in the browser. It is given
small pages made here, one per record: not the pages of the site, so that nothing of it
shows in them. Beside its files goes one list per language, `records.<lang>.json`: what
each result is, and the words of `data/synonyms.yaml`.
"""

from __future__ import annotations

import gzip
import html
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring

from macros.addresses import LISTED_ON
from macros.guide import Guide
from macros.machine_faults import told
from macros.model.law import Act
from macros.model.phase import Phase
from macros.model.text import LANGS, Lang
from macros.problems import shortened
from macros.view import View

_LEFT_OUT = ("headerlink", "plm-downloads", "plm-cards", "plm-index", "plm-hidden", "plm-blank")
"""Classes of what is not text of the page: signs, files, lists of other pages."""
_NOT_TEXT = ("svg", "nav", "template", "input", "select", "textarea", "button")
_FAINT = ("plm-uses", "plm-acts", "plm-sources", "plm-confidence", "plm-notices", "plm-note")
"""Classes of what names other things: it counts, but little."""
_NOT_PUBLISHED = (
    "pagefind-ui*",
    "pagefind-modular-ui*",
    "pagefind-component-ui*",
    "pagefind-highlight*",
    "pagefind-worker.js",
    "wasm.unknown.pagefind",
)
_SIGNATURE = b"pagefind_dcd"
"""What the pieces of an index begin with."""
_FILES_OFFERED = 2
_STRAIGHT = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'"})


class SearchError(Exception):
    """The index could not be made; says why and what to do."""


@dataclass(frozen=True, slots=True)
class SearchedPage:
    """A page of the site, as it is after its Markdown was read."""

    kind: str
    id: str
    """As links name it: kind `page` for those written by hand."""
    lang: Lang
    content: str


@dataclass(frozen=True, slots=True)
class _Record:
    """What may be found: a page, or an entry that shares its page with others."""

    kind: str
    id: str
    name: str
    body: HtmlElement


def write_search_index(pages: Iterable[SearchedPage], guide: Guide, folder: Path) -> None:
    """Write the index of each language, with the program that searches it.

    Args:
        pages: What is to be found.
        guide: Says how each thing is called and where it is.
        folder: Where the files go; made anew.

    Raises:
        SearchError: Pagefind is missing on this system, or failed.
    """
    program = _program()
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory() as temporary:
        records: dict[str, tuple[Lang, _Record]] = {}
        for page in pages:
            for record in _records(page, guide):
                name = f"{len(records):04}"
                records[name] = (page.lang, record)
                text = _indexed(record, page.lang, guide)
                Path(temporary, f"{name}.html").write_text(text, "utf-8")
        _run([str(program), "--site", temporary, "--output-path", str(folder), "--silent"])
    for pattern in _NOT_PUBLISHED:
        for file in folder.glob(pattern):
            file.unlink()
    entry = folder / "pagefind-entry.json"
    # Pagefind lists the languages in an order of its own, which changes.
    entry.write_text(json.dumps(json.loads(entry.read_text()), sort_keys=True))
    for lang in LANGS:
        listed = {}
        for piece in sorted(folder.glob(f"fragment/{lang}_*.pf_fragment")):
            of, record = records[Path(_content(piece)["url"]).stem]
            listed[piece.stem] = _listed(record, of, guide)
        synonyms = guide.catalog.synonyms
        found = {
            "records": listed,
            "ignored": synonyms.ignored.of(lang),
            "alike": [words for group in synonyms.alike if (words := group.of(lang))],
        }
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        (folder / f"records.{lang}.json").write_text(text, "utf-8")


def _program() -> Path:
    """Pagefind, if its package has it for this system."""
    try:
        from pagefind_bin import get_executable

        program: Path = get_executable()
    except (ImportError, FileNotFoundError):
        raise SearchError(told("search_missing")) from None
    return program


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except OSError as error:
        said = str(error)
    except subprocess.CalledProcessError as error:
        said = error.stderr.strip() or error.stdout.strip()
    else:
        return
    raise SearchError(told("search_failed", reason=shortened(said, 300)))


def _records(page: SearchedPage, guide: Guide) -> Iterator[_Record]:
    view = View(guide, page.lang, "")
    body = fragment_fromstring(page.content.translate(_STRAIGHT), create_parent="article")
    for kind in LISTED_ON:
        if LISTED_ON[kind] == page.id:
            for entry in view.in_data_order(kind):
                for element in body.xpath(f".//*[@id='{kind}-{entry.id}']"):
                    element.drop_tree()
                    acronym = getattr(entry, "acronym", None)
                    name = view.name(kind, entry.id)
                    name = f"{name} ({acronym})" if acronym else name
                    yield _Record(kind, entry.id, name, element)
    yield _Record(page.kind, page.id, view.name(page.kind, page.id), body)


def _indexed(record: _Record, lang: Lang, guide: Guide) -> str:
    """The page given to Pagefind."""
    for element in [*record.body.iter(etree.Element)]:
        classes = (element.get("class") or "").split()
        if element is record.body:
            continue
        if element.tag in ("dt", "dd", "th", "td"):
            # Else its last word would be one with the first of the next.
            element.tail = f" {element.tail or ''}"
        if element.tag in ("label", "legend"):
            # Pagefind does not read the controls of a form, and a checklist is made of them.
            element.tag = "p"
        if element.tag in _NOT_TEXT or any(c in _LEFT_OUT for c in classes):
            element.drop_tree()
        elif any(c in _FAINT for c in classes):
            element.set("data-pagefind-weight", "0.3")
    also = " ".join(_also(record, lang, guide))
    body = etree.tostring(record.body, encoding="unicode", method="html")
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{html.escape(record.name)}</title>'
        f'<meta data-pagefind-meta="title[content]" content="{html.escape(record.name)}">'
        f'<meta data-pagefind-meta="also[content]" content="{html.escape(also)}"></head>'
        f"<body data-pagefind-body>{body}</body></html>"
    )


def _also(record: _Record, lang: Lang, guide: Guide) -> Iterator[str]:
    """What people call a record, besides its name: itself, and the things of its kind."""
    yield from _said(record, lang, guide)
    if words := guide.catalog.synonyms.kinds.get(record.kind):  # type: ignore[call-overload]
        yield from words.of(lang)


def _said(record: _Record, lang: Lang, guide: Guide) -> Iterator[str]:
    for said in guide.catalog.synonyms.said:
        if said.entry == f"{record.kind}:{record.id}":
            yield from said.of(lang)


def _parts(record: _Record, lang: Lang, guide: Guide) -> Iterator[str]:
    """The names of the parts of a record by which it is known too."""
    entry = View(guide, lang, "").entry(record.kind, record.id) if record.kind != "page" else None
    if isinstance(entry, Act):
        yield from (f"{one.label.of(lang)} {one.topic.of(lang)}" for one in entry.provisions)
    if isinstance(entry, Phase):
        yield from (step.name.of(lang) for step in entry.steps)


def _listed(record: _Record, lang: Lang, guide: Guide) -> list[Any]:
    """What the browser needs to show a record: address, kind, name, files, other names."""
    view = View(guide, lang, "")
    files = [
        [f"{view.format_name(file.format)}, {view.size(file.bytes)}", file.path]
        for file in view.downloads(record.kind, record.id)[:_FILES_OFFERED]
    ]
    others = [*_said(record, lang, guide), *_parts(record, lang, guide)]
    return [
        guide.addresses.of(record.kind, record.id, lang),
        record.kind,
        record.name,
        files,
        others,
    ]


def _content(piece: Path) -> dict[str, Any]:
    """A piece of the index, as it was written."""
    content: dict[str, Any] = json.loads(
        gzip.decompress(piece.read_bytes()).removeprefix(_SIGNATURE)
    )
    return content
