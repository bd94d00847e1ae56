"""Writing every document once: to the cache, and from there to the site."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from macros.addresses import LISTED_ON, Addresses
from macros.cache import Kept, keep
from macros.catalog import Catalog
from macros.documents.compose import outlines
from macros.documents.composer import Composer
from macros.documents.formats import formats
from macros.documents.from_indicators import indicators_outline
from macros.documents.from_training import PAGE, training_outlines
from macros.documents.outline import Outline
from macros.model import KINDS
from macros.model.checklist import Checklist
from macros.model.evidence import Indicator
from macros.model.example import Copy
from macros.model.phase import Phase
from macros.model.template import Template
from macros.model.text import LANGS, Lang
from macros.model.training import Training
from macros.problems import ContentError, Problem, shortened

_HERE = Path(__file__).parent
_FONTS = _HERE / "fonts"
_WRITTEN_WITH = ("lxml", "pikepdf", "python-docx", "python-pptx", "typst", "xlsxwriter")
_WORTH_A_POOL = 12
"""Documents from which starting other processes costs less than it saves."""
_ON_PAPER = ("pdf",)
"""Formats of a phase: nobody has anything to write in it."""
_PLACES = {**{kind.name: kind.place for kind in KINDS}, "training": "training.yaml"}


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the site to download."""

    id: str
    kind: str
    lang: Lang
    format: str
    path: str
    """From the root of the site."""
    bytes: int
    sha256: str
    title: str
    file: Path
    """Where its content lies: in the cache."""

    def listed(self) -> dict[str, Any]:
        """As the manifest shows it."""
        return {name: getattr(self, name) for name in self.__slots__ if name != "file"}


@dataclass(frozen=True, slots=True)
class _Order:
    """One file to have: what it holds, where it goes."""

    outline: Outline
    format: str
    path: str
    key: str
    """Of all that makes it: under it the file is kept."""


def publish(catalog: Catalog, addresses: Addresses, cache_folder: Path) -> list[Download]:
    """Have every document of the guide in the cache, writing only what changed.

    Args:
        catalog: The data.
        addresses: For the address of its page that each document carries.
        cache_folder: Files are kept here, named by their content.

    Returns:
        What the site offers, in the order of kind, id, language and format.

    Raises:
        ContentError: With every font that is not as it should be, or every document that
            cannot be written.
        OSError: Nothing can be kept there.
    """
    _check_fonts()
    kept = Kept(cache_folder)
    orders = list(_orders(catalog, addresses))
    downloads: dict[str, Download] = {}
    missing: list[_Order] = []
    for order in orders:
        if found := kept.find(order.key):
            downloads[order.path] = _download(order, *found)
        else:
            missing.append(order)
    problems = []
    for order, written in zip(missing, _write_all(missing, cache_folder), strict=True):
        if isinstance(written, str):
            problems.append(_problem(order, written))
        else:
            downloads[order.path] = _download(order, written, written.read_bytes())
    if problems:
        raise ContentError(problems)
    kept.drop_unused()
    return [downloads[order.path] for order in orders]


def _check_fonts() -> None:
    """Without a font, or with half of one, a file would come out with other letters, or none."""
    problems = []
    for line in (_FONTS / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, name = line.split()
        try:
            there = hashlib.sha256((_FONTS / name).read_bytes()).hexdigest()
        except OSError:
            there = ""
        if there != digest:
            path = f"macros/documents/fonts/{name}"
            problems.append(Problem.at(path, 1, "font_damaged", file=path))
    if problems:
        raise ContentError(problems)


def _problem(order: _Order, reason: str) -> Problem:
    meta = order.outline.meta
    place = f"data/{_PLACES[meta.kind]}"
    path = place if place.endswith(".yaml") else f"{place}{meta.id}.yaml"
    values = {"format": order.format, "lang": meta.lang, "reason": reason}
    return Problem.at(path, 1, "document_not_written", **values)


def _orders(catalog: Catalog, addresses: Addresses) -> Iterator[_Order]:
    entries: list[tuple[str, Template | Checklist | Phase | Copy]] = [
        *(("checklist", entry) for entry in catalog.all(Checklist)),
        *(("phase", entry) for entry in catalog.all(Phase)),
        *(("template", entry) for entry in catalog.all(Template)),
        *(("copy", entry) for entry in catalog.all(Copy)),
    ]
    for kind, entry in entries:
        for lang in LANGS:
            composed = outlines(entry, Composer(catalog, addresses, lang))
            place = f"downloads/{lang}/{_folder(kind, catalog, addresses, lang)}"
            keys = {id(outline): outline_key(outline) for outline in composed}
            for extension, outline in _written_as(composed):
                if kind == "phase" and extension not in _ON_PAPER:
                    continue
                path = f"{place}/{entry.slug.of(lang)}.{extension}"
                yield _Order(outline, extension, path, f"{keys[id(outline)]}.{extension}")
    for lang in LANGS if catalog.all(Indicator) else ():
        outline = indicators_outline(Composer(catalog, addresses, lang))
        name = addresses.prose["indicators", lang].address.rstrip("/").rpartition("/")[2]
        for extension, _ in _written_as([outline]):
            path = f"downloads/{lang}/{name}.{extension}"
            yield _Order(outline, extension, path, f"{outline_key(outline)}.{extension}")
    for lang in LANGS if catalog.found(Training) else ():
        place = addresses.prose[PAGE, lang].address.rstrip("/").rpartition("/")[2]
        for slug, outline in training_outlines(Composer(catalog, addresses, lang)):
            for extension, _ in _written_as([outline]):
                path = f"downloads/{lang}/{place}/{slug.of(lang)}.{extension}"
                yield _Order(outline, extension, path, f"{outline_key(outline)}.{extension}")


def _folder(kind: str, catalog: Catalog, addresses: Addresses, lang: Lang) -> str:
    """The folder of a kind: that of its pages, or of the page that lists it."""
    if page := LISTED_ON.get(kind):
        return addresses.prose[page, lang].address.rstrip("/").rpartition("/")[2]
    return catalog.site.folders[kind].of(lang)


def _written_as(outlines: Iterable[Outline]) -> Iterator[tuple[str, Outline]]:
    for extension, format_ in formats().items():
        for outline in outlines:
            if isinstance(outline, format_.accepts):
                yield extension, outline


def outline_key(outline: Outline) -> str:
    """A name for what an outline becomes: another when the outline or a writer changes."""
    return hashlib.sha256(f"{_writers_key()}{outline!r}".encode()).hexdigest()


@cache
def _writers_key() -> str:
    """Changes when the code, the fonts or the libraries that write documents change."""
    digest = hashlib.sha256()
    for file in sorted(_HERE.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(file.read_bytes())
    for package in _WRITTEN_WITH:
        digest.update(f"{package}={version(package)}".encode())
    return digest.hexdigest()


def _write_all(orders: list[_Order], folder: Path) -> list[Path | str]:
    """Write the files; for each, where it is kept, or why it could not be written."""
    write = partial(_write, folder)
    workers = min(os.cpu_count() or 1, len(orders) // _WORTH_A_POOL)
    if workers < 2:
        return [write(order) for order in orders]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        return list(pool.map(write, orders, chunksize=8))


def _write(folder: Path, order: _Order) -> Path | str:
    try:
        content = formats()[order.format].write(order.outline)
    except Exception as error:
        # Whatever a writer stumbles on, it is the content of one file: name it, and go on.
        return shortened(str(error) or type(error).__name__, 200)
    return keep(folder, order.key, content)


def _download(order: _Order, file: Path, content: bytes) -> Download:
    meta = order.outline.meta
    return Download(
        id=meta.id,
        kind=meta.kind,
        lang="it" if meta.lang == "it" else "en",
        format=order.format,
        path=order.path,
        bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        title=meta.title,
        file=file,
    )
