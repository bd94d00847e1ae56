"""The PDF of the book: set with Typst, kept by its content."""

from __future__ import annotations

import hashlib
import io
import json
import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pikepdf
import typst
from babel.dates import format_date

from macros.book.from_pages import Chapter, SitePage, chapters
from macros.book.tree import Inlines, Run
from macros.cache import Kept, keep
from macros.documents.composer import Composer
from macros.documents.outline import Meta
from macros.model.text import LOCALES, NOT_IN_OUR_FONTS
from macros.problems import ContentError, Problem, shortened

_HERE = Path(__file__).resolve().parent
_FONTS = _HERE.parent / "documents/fonts/text"
_WRITTEN_WITH = ("lxml", "pikepdf", "typst")
_CURLED = "‘’“”"
"""Signs that the data may not hold, but the fonts have."""
_AMBIGUOUS_END, _CLEAR_END = b"\r\nendstream", b"\r\rendstream"


@dataclass(frozen=True, slots=True)
class Book:
    """The book of a language, written."""

    file: Path
    """Where its content lies: in the cache."""
    bytes: int
    pages: int


def write_book(parts: Iterable[Sequence[SitePage]], composer: Composer, cache_folder: Path) -> Book:
    """Have the book of a language in the cache, writing it only if something changed.

    Args:
        parts: The sections of the menu: their finished pages, in order.
        composer: The words of the guide, in the language of the pages.
        cache_folder: The files are kept here, named by their content.

    Raises:
        ContentError: A page holds a character that cannot be printed, or Typst refuses it.
    """
    content = _content(parts, composer)
    key = f"{hashlib.sha256(f'{_writer_key()}{content}'.encode()).hexdigest()}.pdf"
    kept = Kept(cache_folder)
    if found := kept.find(key):
        file, _ = found
    else:
        file = keep(cache_folder, key, _written(content, composer.lang))
        kept.drop_unused()
    with pikepdf.Pdf.open(file) as document:
        return Book(file, file.stat().st_size, len(document.pages))


def _content(parts: Iterable[Sequence[SitePage]], composer: Composer) -> str:
    """All that the template is told, as JSON."""
    prose, lang, label = composer.addresses.prose, composer.lang, composer.label
    home, glossary = prose["home", lang], prose["glossary", lang].address
    found = chapters(parts, composer.addresses.site_url, glossary, label("document-address"))
    if problems := [*_unprintable(found, composer)]:
        raise ContentError(problems)
    name = composer.catalog.site.name.of(lang)
    meta = composer.meta_of("book", "book", name, home.description, home.address, ())
    told = {
        "meta": meta,
        "contents": label("book-contents"),
        "page": label("book-page"),
        "cover": _cover(meta, composer, f"{glossary}#top" if _holds(found, glossary) else ""),
        "blocks": [block for chapter in found for block in chapter.blocks],
    }
    return json.dumps(told, default=_plain, ensure_ascii=False)


def _holds(chapters: Sequence[Chapter], address: str) -> bool:
    return any(chapter.address == address for chapter in chapters)


def _unprintable(chapters: Sequence[Chapter], composer: Composer) -> Iterator[Problem]:
    """Signs that the fonts lack: of pages by hand, since the data cannot hold any."""
    paths = {page.address: page.path for page in composer.addresses.prose.values()}
    for chapter in chapters:
        text = json.dumps(chapter.blocks, default=_plain, ensure_ascii=False)
        for sign in dict.fromkeys(NOT_IN_OUR_FONTS.findall(text)):
            if sign not in _CURLED:
                path = f"docs/{paths.get(chapter.address, chapter.address)}"
                yield Problem.at(path, 1, "missing_glyph_in_page", found=sign)


def _cover(meta: Meta, composer: Composer, glossary: str) -> list[Inlines]:
    """The lines at the foot of the cover: which edition, whose, and how to read it."""
    label = composer.label
    day = format_date(meta.date, "d MMMM y", locale=LOCALES[composer.lang])
    lines: list[Inlines] = [(label("book-version").format(version=meta.version, date=day),)]
    if meta.publisher:
        lines.append((label("book-publisher").format(name=meta.publisher),))
    lines += [
        (Run(meta.licence, href=meta.licence_url, spelt=True),),
        (f"{label('book-online')}: ", Run(meta.url, href=meta.url)),
        (label("book-independent"),),
        (label("book-reading"),),
    ]
    if glossary:
        lines.append((Run(label("book-terms"), to=glossary, numbered=True), "."))
    return lines


@cache
def _writer_key() -> str:
    """Changes when the look, the code, the fonts or the libraries of the book change."""
    digest = hashlib.sha256()
    for file in sorted((*_HERE.glob("*.py"), *_HERE.glob("*.typ"), *_FONTS.iterdir())):
        digest.update(file.read_bytes())
    for package in _WRITTEN_WITH:
        digest.update(f"{package}={version(package)}".encode())
    return digest.hexdigest()


def _plain(node: Any) -> Any:
    """A part of the book as JSON can hold it: each says its `type`."""
    if isinstance(node, date):
        return node.isoformat()
    return {"type": type(node).__name__, **{name: getattr(node, name) for name in node.__slots__}}


def _written(content: str, lang: str) -> bytes:
    """The file, written in a process of its own: a gigabyte that goes away with it."""
    context = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            return pool.submit(_typeset, content).result()
    except ValueError as error:
        reason = shortened(error, 300)
        raise ContentError(
            [Problem.at("docs", 1, "book_not_written", lang=lang, reason=reason)]
        ) from None


def _typeset(content: str) -> bytes:
    """The PDF: tagged, for the archive, a third as large as Typst makes it."""
    day = date.fromisoformat(json.loads(content)["meta"]["date"])
    fonts = typst.Fonts(False, False, [_FONTS])
    compiler = typst.Compiler(root=_HERE, font_paths=fonts, ignore_system_fonts=True)
    try:
        written, warnings = compiler.compile_with_warnings(
            _HERE / "book.typ",
            format="pdf",
            pdf_standards=["ua-1", "a-2a"],
            timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
            sys_inputs={"book": content},
        )
    except typst.TypstError as error:
        raise ValueError(error.diagnostic or error.message) from None
    if warnings:
        raise ValueError("; ".join(warning.message for warning in warnings))
    assert isinstance(written, bytes)
    buffer = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(written)) as document:
        document.save(
            buffer,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    # A stream that happens to end in CR, before the LF that is not of it, would seem too long.
    return buffer.getvalue().replace(_AMBIGUOUS_END, _CLEAR_END)
