"""The headers that the maintainers' page advises are those of the policy, and break nothing."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from built_site import ROOT, Site
from playwright.sync_api import Browser
from visits import DESK, visit

from macros.guide import Guide

pytest_plugins = ["browser_fixtures"]

PAGE = (ROOT / "docs-dev/headers.md").read_text("utf-8")


def advised() -> dict[str, str]:
    """The headers of the block for static hosts."""
    (block,) = re.findall(r"```text\n/\*\n(.*?)```", PAGE, re.S)
    pairs = (line.split(": ", 1) for line in block.strip().splitlines())
    return {name.strip(): value for name, value in pairs}


def test_the_policy_advised_is_that_of_the_pages(site: Site) -> None:
    """For each kind of server: the same, and nobody may put the site in a frame."""
    found = re.findall(r"default-src 'none'[^\"\n]*", PAGE)
    assert len(found) == 3
    (own,) = {
        value
        for page in site.pages.values()
        for value in page.strings("//meta[@http-equiv='Content-Security-Policy']/@content")
    }
    assert set(found) == {f"{own}; frame-ancestors 'none'"}


def test_every_server_is_told_the_same_headers() -> None:
    """None of the three blocks lacks a header that another has."""
    names = [*advised()]
    assert len(names) == 7
    for language in ("nginx", "apache"):
        (block,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.S)
        for name, value in advised().items():
            line = rf"{name} \"?{re.escape(value)}\"? always;"
            line_of_apache = rf"Header always set {name} \"{re.escape(value)}\""
            variable = r"add_header Cache-Control \$guide_cache always;"
            assert re.search(f"{line}|{line_of_apache}|{variable}", block), (language, name)


class _WithHeaders(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        for name, value in advised().items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def guarded(site: Site) -> Iterator[str]:
    """The built site, served with the headers."""
    handler = functools.partial(_WithHeaders, directory=str(site.folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_pages_work_with_the_headers(guarded: str, browser: Browser, guide: Guide) -> None:
    """Style, scripts and pictures load, and nothing is refused."""
    reader = visit(browser, guarded, viewport=DESK)
    for id, kind in (("home", "page"), ("mandate-and-setup", "checklist"), ("a-to-z", "page")):
        tab = reader.open(guide.addresses.of(kind, id, "it"))
        assert tab.evaluate("document.documentElement.hasAttribute('data-scripts')")
        assert tab.evaluate("document.styleSheets.length") == 1
    assert reader.requests > 3
    assert reader.wrong == []
    reader.context.close()


def test_no_other_site_can_show_a_page_inside_its_own(
    guarded: str, browser: Browser, address: str
) -> None:
    """The frame stays empty: the browser refuses to fill it."""
    tab = browser.new_page()
    tab.goto(address)
    refused: list[str] = []
    tab.on("console", lambda message: refused.append(message.text))
    tab.evaluate(
        "address => { const frame = document.createElement('iframe');"
        " frame.src = address; document.body.append(frame); }",
        guarded,
    )
    tab.wait_for_timeout(500)
    assert any("frame" in text for text in refused), refused
    tab.context.close()
