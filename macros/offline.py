"""The guide to carry on a stick: both languages in one archive, opened without a server.

From a folder (`file://`) no address may end with a slash, and scripts can fetch nothing.
Links name each file; elements marked `data-online-only` or `data-needs-http` are left out,
those marked `hidden data-offline-only` are shown.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from pathlib import Path

from macros.documents.archive import zipped
from macros.model.site import Site

SIZE_UNKNOWN = "{offline-size}"
"""What the pages say instead of the size: the archive is made of finished pages."""
POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; "
    "img-src 'self' file: data:; base-uri 'none'; form-action 'none'"
)
"""Nothing is fetched. Not every browser takes a file beside a page for one of the same origin,
so the scheme is named too."""

_LEFT_OUT = re.compile(
    r"(?:en/)?(?:404\.html|feed\.xml)|sitemap\.xml|pagefind/.*|assets/(?:fill\.js|js/.*|images/social-.*)"
    r"|downloads/[^/]*"
)
_STORED = (".docx", ".xlsx", ".odt", ".ods", ".pdf", ".png")
"""Compressed already: packing them again would only cost time."""
_FOR_THE_WEB = re.compile(
    r'\s*<(?:meta (?:property="og:|name="twitter:)|link rel="(?:alternate|canonical)" )[^>]*>'
    r'|\s*<script type="application/ld\+json">.*?</script>'
)
_POLICY_ELEMENT = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")[^"]*')
_NOT_HERE = re.compile(r"<([a-z][a-z0-9]*)\b[^>]*\sdata-(?:online-only|needs-http)\b[^>]*>")
_ONLY_HERE = " hidden data-offline-only"
_LINK = re.compile(r'(\s(?:href|src|action)=")([^":]*)')


def archive(site: Site) -> str:
    """The address of the archive, from the root of the site."""
    return f"downloads/{site.id}-offline.zip"


def offline_copy(
    site: Path, folder: str, read_me: tuple[str, str], without: Container[str] = ()
) -> bytes:
    """The archive: the same bytes from the same site.

    Args:
        site: The site as built.
        folder: The one folder that the archive holds.
        read_me: Name and text of the file that says where to start.
        without: Files of the site that nobody would look for in it.
    """
    name, text = read_me
    # The mark and the ends of line that Notepad has always understood.
    members = [
        (name, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()),
        *_members(site, without),
    ]
    return zipped(
        ((f"{folder}/{name}", content) for name, content in members),
        stored=frozenset(f"{folder}/{name}" for name, _ in members if name.endswith(_STORED)),
    )


def _members(site: Path, without: Container[str]) -> Iterator[tuple[str, bytes]]:
    for file in sorted(site.rglob("*")):
        name = file.relative_to(site).as_posix()
        if file.is_file() and name not in without and not _LEFT_OUT.fullmatch(name):
            content = file.read_bytes()
            page = name.endswith(".html")
            yield name, offline_page(content.decode()).encode() if page else content


def offline_page(page: str) -> str:
    """A page as it is read from a folder."""
    page = _without_what_needs_a_server(_FOR_THE_WEB.sub("", page))
    page = _POLICY_ELEMENT.sub(rf"\g<1>{POLICY}", page, count=1).replace(_ONLY_HERE, "")
    return _LINK.sub(lambda link: link[1] + _file_of(link[2]), page)


def _without_what_needs_a_server(page: str) -> str:
    while opening := _NOT_HERE.search(page):
        depth, end = 1, opening.end()
        tag = re.compile(rf"<(/?){opening[1]}\b[^>]*>")
        while depth:
            found = tag.search(page, end)
            assert found, f"an element that never ends: {opening[0]}"
            depth, end = depth + (-1 if found[1] else 1), found.end()
        page = page[: opening.start()] + page[end:]
    return page


def _file_of(address: str) -> str:
    """A folder is not opened as its page: name the file."""
    path, rest = re.fullmatch(r"([^?#]*)(.*)", address, re.S).groups()  # type: ignore[union-attr]
    if path.rpartition("/")[2] in (".", ".."):
        path += "/"
    return f"{path}index.html{rest}" if path.endswith("/") else address
