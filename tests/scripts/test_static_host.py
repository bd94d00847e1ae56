"""`scripts/static_host.py` serves as a host of static sites does."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from static_host import serve

PAGE = "<p>Perché</p>" * 50


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A site of a page and a picture."""
    (tmp_path / "metodi").mkdir()
    (tmp_path / "metodi/index.html").write_text(PAGE, "utf-8")
    (tmp_path / "icon.png").write_bytes(b"PNG")
    with serve(tmp_path) as root:
        yield root


def test_text_goes_packed_to_who_can_unpack_it(address: str) -> None:
    """A page asked with gzip comes packed, with its length; the same page, plain, without."""
    with urlopen(Request(f"{address}metodi/?q=x", headers={"Accept-Encoding": "gzip"})) as got:
        sent = got.read()
        assert got.headers["Content-Encoding"] == "gzip"
        assert got.headers["Content-Type"] == "text/html"
        assert int(got.headers["Content-Length"]) == len(sent) < len(PAGE)
        assert gzip.decompress(sent).decode() == PAGE
        assert got.headers["Cache-Control"] == "max-age=600"
    with urlopen(f"{address}metodi/") as plain:
        assert plain.headers["Content-Encoding"] is None
        assert plain.read().decode() == PAGE


def test_pictures_go_as_they_are(address: str) -> None:
    """They are packed already."""
    with urlopen(Request(f"{address}icon.png", headers={"Accept-Encoding": "gzip"})) as got:
        assert got.headers["Content-Encoding"] is None
        assert got.read() == b"PNG"


def test_what_is_not_there_is_not_found(address: str) -> None:
    """An address without a file is an error, packed or not."""
    with pytest.raises(HTTPError, match="404"):
        urlopen(Request(f"{address}altro/", headers={"Accept-Encoding": "gzip"}))
