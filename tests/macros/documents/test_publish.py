"""Documents written once, kept, offered and gathered."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import BaseModel

from macros.documents.archive import zipped
from macros.documents.formats import formats
from macros.documents.kit import kit
from macros.documents.publish import Download, publish
from macros.guide import Guide
from macros.model.checklist import Checklist
from macros.problems import ContentError


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("documents")


@pytest.fixture(scope="module")
def downloads(tiny_guide: Guide, cache: Path) -> list[Download]:
    return publish(tiny_guide.catalog, tiny_guide.addresses, cache)


TEXTS = ("docx", "odt", "pdf")
BOOKS = (*TEXTS, "ods", "xlsx")


def test_every_entry_comes_in_every_format_that_takes_it(downloads: list[Download]) -> None:
    """Texts as DOCX, ODT, PDF; sheets as XLSX, ODS; checklists as all five; phases to print.

    The training gives two texts, and slides as PDF and PPTX; of a filled sheet there is a text too.
    """
    offered = {(one.id, one.format) for one in downloads if one.lang == "it"}
    assert offered == {
        *(("start", extension) for extension in formats() if extension != "pptx"),
        *(("note", extension) for extension in ("docx", "odt", "pdf")),
        *(("canvas", extension) for extension in ("docx", "odt", "pdf")),
        *(("register", extension) for extension in ("ods", "xlsx")),
        ("set-up", "pdf"),
        *(("all", extension) for extension in ("ods", "xlsx")),
        *(("programme", extension) for extension in ("docx", "odt", "pdf")),
        *(("script", extension) for extension in ("docx", "odt", "pdf")),
        *(("slides", extension) for extension in ("pdf", "pptx")),
        *((id, extension) for id in ("our-note", "our-sheet") for extension in TEXTS),
        *((id, extension) for id in ("our-register", "our-start") for extension in BOOKS),
    }
    assert {one.lang for one in downloads} == {"it", "en"}


def test_what_is_said_of_a_file_is_true(downloads: list[Download]) -> None:
    """Size and checksum are those of the content; the path tells language and format."""
    assert downloads
    for one in downloads:
        content = one.file.read_bytes()
        assert (one.bytes, one.sha256) == (len(content), hashlib.sha256(content).hexdigest())
        assert one.path.startswith(f"downloads/{one.lang}/")
        assert one.path.endswith(f".{one.format}")
        assert "file" not in one.listed()


def test_what_did_not_change_is_not_written_again(
    tiny_guide: Guide, cache: Path, downloads: list[Download]
) -> None:
    """A second build takes every document from the cache."""
    before = {file: file.stat().st_ino for file in cache.iterdir()}
    again = publish(tiny_guide.catalog, tiny_guide.addresses, cache)
    assert again == downloads
    assert {file: file.stat().st_ino for file in cache.iterdir()} == before


@pytest.mark.parametrize("spoilt", [b"", b"%PDF-1.7 and nothing more", None])
def test_what_is_damaged_is_written_again(
    spoilt: bytes | None, tiny_guide: Guide, cache: Path, downloads: list[Download]
) -> None:
    """A file cut short, or with one byte changed, is never published."""
    one = downloads[0]
    good = one.file.read_bytes()
    one.file.write_bytes(bytes([good[0] ^ 1]) + good[1:] if spoilt is None else spoilt)
    assert publish(tiny_guide.catalog, tiny_guide.addresses, cache) == downloads
    assert one.file.read_bytes() == good


def test_the_cache_keeps_what_was_wanted_lately(
    tiny_guide: Guide, cache: Path, downloads: list[Download]
) -> None:
    """What no build wanted for months goes, half files of stopped builds too; the rest stays."""
    old, recent = cache / "tmp-old", cache / "recent.pdf"
    for file in (old, recent):
        file.write_bytes(b"x")
    wanted = [one.file for one in downloads]
    for file in (old, *wanted):
        os.utime(file, (0, 0))
    assert publish(tiny_guide.catalog, tiny_guide.addresses, cache) == downloads
    assert wanted and all(file.exists() for file in wanted)
    assert recent.exists()
    assert not old.exists()
    recent.unlink()


def test_documents_that_cannot_be_written_are_told_by_file(
    tiny_guide: Guide, tmp_path: Path
) -> None:
    """A character that slipped past the check: each file that shows it is named; no crash."""
    catalog = tiny_guide.catalog
    start = catalog.get(Checklist, "start")
    odd = start.model_copy(update={"name": start.name.model_copy(update={"it": "Lista \u2610"})})
    entries: dict[type[BaseModel], Mapping[str, BaseModel]] = dict(catalog.entries)
    entries[Checklist] = {"start": odd}
    with pytest.raises(ContentError) as raised:
        publish(replace(catalog, entries=entries), tiny_guide.addresses, tmp_path)
    problems = raised.value.problems
    assert {problem.path for problem in problems} == {
        "data/checklists/start.yaml",
        "data/phases/set-up.yaml",
    }
    assert all("U+2610" in problem.told("it") for problem in problems)


def test_the_kit_holds_each_document_once(tiny_guide: Guide, downloads: list[Download]) -> None:
    """The archive of a language has all that is to fill, in folders, after a list of contents."""
    with zipfile.ZipFile(io.BytesIO(kit(tiny_guide.catalog, downloads, "it"))) as archive:
        names = archive.namelist()
        listing = archive.read(names[0]).decode("utf-8-sig")
    assert "/" not in names[0]
    held = [one for one in downloads if one.lang == "it" and one.kind != "copy"]
    assert len(names) - 1 == len({one.path for one in held})
    assert len(set(names)) == len(names)
    assert all(name.count("/") == 1 for name in names[1:])
    titles = {one.title for one in held}
    assert titles
    assert all(title in listing for title in titles)


def test_an_archive_never_carries_the_clock() -> None:
    """Members have the oldest date a zip can hold, in the order given."""
    content = zipped([("mimetype", b"x"), ("a.xml", b"y" * 500)], stored=frozenset({"mimetype"}))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        infos = archive.infolist()
    assert [info.filename for info in infos] == ["mimetype", "a.xml"]
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert infos[0].compress_type == zipfile.ZIP_STORED
    assert infos[1].compress_size < infos[1].file_size
