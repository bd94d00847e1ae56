"""Building the site, and reading it back as a reader gets it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import etree, html
from tiny_site import TinySite

ROOT = Path(__file__).resolve().parent.parent
SITE_URL = "https://guide.example/"
"""Not the address in `mkdocs.yml`, so that nothing may have it written by hand."""
LANGUAGES = ("it", "en")
CODE = ("mkdocs.yml", "mkdocs_hook.py", "macros", "overrides", "scripts")
"""What makes a site out of any data and pages."""
_KEPT = ROOT / ".cache/copies"
"""What builds of copies have written, for the next ones."""


def build(
    project: Path, to: Path, *options: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Build a project as its maintainer would, without the scripts around."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *options, "-d", str(to)],
        cwd=project,
        env={
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "SITE_URL": SITE_URL,
            "PYTHONDONTWRITEBYTECODE": "1",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def copy_project(to: Path, *parts: str) -> Path:
    """A copy of the project, or of some of its files and folders, to change at will."""
    for part in parts or (*CODE, "data", "docs"):
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, to / part, dirs_exist_ok=True)
        else:
            to.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / part, to / part)
    return to


def with_code(tiny: TinySite) -> TinySite:
    """The tiny guide with the whole code of the project: it can be built.

    All its copies keep what they have written in one place, as a maintainer's builds do.
    """
    copy_project(tiny.root, *CODE, "docs/assets")
    _KEPT.mkdir(parents=True, exist_ok=True)
    (tiny.root / ".cache").symlink_to(_KEPT)
    return tiny


@dataclass(frozen=True)
class Link:
    """A place where a page names another resource."""

    tag: str
    value: str
    """As the page writes it."""
    address: str
    """Complete, without the anchor."""
    anchor: str


@dataclass(frozen=True)
class Page:
    """A page, read back from its file."""

    file: str
    """From the root of the site."""
    root: html.HtmlElement

    @property
    def address(self) -> str:
        """From the root of the site: `metodi/world-cafe/`, empty for the home."""
        return self.file.removesuffix("index.html")

    @property
    def lang(self) -> str:
        return "en" if self.file.startswith("en/") else "it"

    @property
    def missing_page(self) -> bool:
        """Whether it is what the reader gets for an address that is not there."""
        return self.file.endswith("404.html")

    @property
    def has_moved(self) -> bool:
        """Whether it stands at a former address, and leads to the one that is."""
        return bool(self.elements("//meta[@http-equiv='refresh']"))

    @cached_property
    def ids(self) -> list[str]:
        return self.strings("//@id")

    @cached_property
    def links(self) -> list[Link]:
        found = []
        for name in ("href", "src", "srcset", "poster", "data", "action"):
            for element in self.elements(f"//*[@{name}]"):
                value = element.get(name) or ""
                address, anchor = urldefrag(urljoin(SITE_URL + self.address, value))
                found.append(Link(str(element.tag), value, address, unquote(anchor)))
        return found

    def elements(self, path: str) -> list[html.HtmlElement]:
        found = self.root.xpath(path)
        assert isinstance(found, list)
        return [one for one in found if isinstance(one, html.HtmlElement)]

    def strings(self, path: str) -> list[str]:
        found = self.root.xpath(path)
        assert isinstance(found, list)
        return [str(one) if isinstance(one, str) else text_of(one) for one in found]


def text_of(element: object) -> str:
    """The words inside an element, as a reader sees them: with single spaces."""
    assert isinstance(element, etree._Element)
    return " ".join("".join(str(piece) for piece in element.itertext()).split())


@dataclass(frozen=True)
class Site:
    """A built site."""

    folder: Path

    @cached_property
    def every_page(self) -> dict[str, Page]:
        """Every page by its file."""
        files = sorted(file.relative_to(self.folder) for file in self.folder.rglob("*.html"))
        return {
            name.as_posix(): Page(
                name.as_posix(), html.fromstring((self.folder / name).read_bytes())
            )
            for name in files
        }

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every page that a reader stays on, those for missing addresses too."""
        return {file: page for file, page in self.every_page.items() if not page.has_moved}

    @cached_property
    def content_pages(self) -> list[Page]:
        """Every page with an address of its own."""
        return [page for page in self.pages.values() if not page.missing_page]

    @cached_property
    def manifest(self) -> list[dict[str, Any]]:
        loaded: list[dict[str, Any]] = json.loads(
            (self.folder / "downloads/manifest.json").read_text("utf-8")
        )
        return loaded

    def at(self, address: str) -> Page:
        """The page at an address from the root of the site."""
        return self.pages[f"{address}index.html"]

    def file_of(self, address: str) -> str:
        """The file, from the root, that a server gives for a complete address of the site."""
        path = unquote(urlsplit(address).path).removeprefix("/")
        return f"{path}index.html" if path.endswith("/") or not path else path


def tree(folder: Path) -> Mapping[str, bytes]:
    """Every file of a folder with its bytes."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
