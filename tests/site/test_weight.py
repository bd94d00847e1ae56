"""What a first visit to a page costs: bytes as a server sends them, and requests."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from built_site import SITE_URL, Page, Site
from lxml import html

pytest_plugins = ["site_fixtures"]

PLAIN = (42_000, 6)
WITH_TOOLS = (46_000, 7)
"""The most bytes (`gzip -9`) and requests of a first visit."""

_LOADED = (
    "//link[@rel='stylesheet']/@href | //script/@src | //img/@src | //source/@src | "
    "//link[@rel='preload' or @rel='modulepreload']/@href"
)
_ICONS = "//link[@rel='icon']/@href"
_ASKED_BY_STYLE = re.compile(rb"url\(\s*['\"]?([^'\")]+)")


@dataclass(frozen=True)
class Weight:
    """What a browser with an empty cache asks for to show a page."""

    page: str
    bytes: int
    requests: int

    def exceeds(self, limit: tuple[int, int]) -> bool:
        return self.bytes > limit[0] or self.requests > limit[1]


def weigh(page: Page, folder: Path, packed: dict[Path, int]) -> Weight:
    """The page, what it loads, what its style sheets load, and the largest of its icons.

    Args:
        page: As built.
        folder: The root of the site.
        packed: Sizes found already; filled here.
    """
    files = {folder / page.file, *(_file(page, value, folder) for value in page.strings(_LOADED))}
    for sheet in [file for file in files if file.suffix == ".css"]:
        for found in _ASKED_BY_STYLE.findall(sheet.read_bytes()):
            value = found.decode()
            if not value.startswith(("data:", "#")):
                files.add(sheet.parent / re.split("[#?]", value)[0])
    icons = [_file(page, value, folder) for value in page.strings(_ICONS)]
    sizes = [_packed(file, packed) for file in files]
    return Weight(
        page.file,
        sum(sizes) + max(_packed(icon, packed) for icon in icons),
        len(sizes) + 1,
    )


def _file(page: Page, value: str, folder: Path) -> Path:
    (link,) = {link.address for link in page.links if link.value == value}
    assert link.startswith(SITE_URL), f"{page.file}: {link}"
    return folder / link.removeprefix(SITE_URL)


def _packed(file: Path, packed: dict[Path, int]) -> int:
    if file not in packed:
        packed[file] = len(gzip.compress(file.read_bytes(), 9, mtime=0))
    return packed[file]


def limit_of(page: Page) -> tuple[int, int]:
    """What a page may cost: those with a checklist to tick or with filters, a little more."""
    return WITH_TOOLS if page.strings("//script[contains(@src, 'assets/tools.js')]/@src") else PLAIN


def test_no_page_weighs_more_than_its_budget(site: Site) -> None:
    """42 KB and 6 requests; 46 KB and 7 where there are tools; the icon counted."""
    packed: dict[Path, int] = {}
    weights = [(weigh(page, site.folder, packed), limit_of(page)) for page in site.pages.values()]
    assert len(weights) > 300
    lightest = min(weight.bytes for weight, _ in weights)
    assert lightest > 10_000, "a page without its style would weigh this little"
    assert {one.page: one for one, limit in weights if one.exceeds(limit)} == {}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site of one style sheet, one script, one picture and one icon."""
    (tmp_path / "a.css").write_text("p { background: url('b.png') }")
    for name, size in {"b.png": 50, "a.js": 300, "i.png": 70, "i.svg": 20}.items():
        (tmp_path / name).write_bytes(bytes(range(256)) * size)
    return tmp_path


def test_everything_that_a_page_loads_is_counted(folder: Path) -> None:
    """Page, style, what the style asks for, script, picture, one icon: five, and their bytes."""
    text = (
        '<link rel="stylesheet" href="a.css"><script defer src="a.js"></script>'
        '<link rel="icon" href="i.png"><link rel="icon" href="i.svg">'
        '<img src="b.png"><a href="other.html">'
    )
    (folder / "index.html").write_text(text)
    page = Page("index.html", html.fromstring(text))
    names = ("index.html", "a.css", "b.png", "a.js", "i.png")
    bytes = sum(len(gzip.compress((folder / name).read_bytes(), 9)) for name in names)
    found = weigh(page, folder, {})
    assert found == Weight("index.html", bytes, 5)
    assert limit_of(page) == PLAIN
    assert found.exceeds((bytes, 4))
    assert found.exceeds((bytes - 1, 5))
    assert not found.exceeds((bytes, 5))
