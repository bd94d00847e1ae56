"""A browser, the built site served as a static host does, and readers with their devices.

A test module that wants them says `pytest_plugins = ["browser_fixtures"]`; the built site
and the guide come with them.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from browser import find_browser
from built_site import Page, Site
from layouts import layouts
from playwright.sync_api import Browser, sync_playwright
from visits import DESK, PHONE, Visit, visit

from macros.generated import GENERATED
from macros.guide import Guide
from macros.model.text import LANGS, Lang

pytest_plugins = ["site_fixtures"]

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files as a static host does: with the page for missing addresses."""

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        folder = "en" if self.path.startswith("/en/") else "."
        content = (Path(self.directory) / folder / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    """Where the built site is served."""
    handler = functools.partial(_Quiet, directory=str(site.folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser of the system, or Playwright's own."""
    path = find_browser()
    assert path, (
        "Manca un browser: installa «chromium», o indica il tuo con BROWSER_PATH. / "
        "A browser is missing: install 'chromium', or name yours with BROWSER_PATH."
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def desk(browser: Browser, address: str) -> Iterator[Visit]:
    """A reader at a desk."""
    one = visit(browser, address, viewport=DESK, accept_downloads=True)
    yield one
    one.context.close()


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Visit]:
    """A reader with a phone that runs no script."""
    one = visit(
        browser, address, viewport=PHONE, java_script_enabled=False, is_mobile=True, has_touch=True
    )
    yield one
    one.context.close()


@pytest.fixture(scope="module")
def paths(guide: Guide) -> dict[str, list[str]]:
    """One page of each kind, by language: the first of the data."""
    first = {
        kind: min(guide.catalog.entries[model])
        for model in guide.catalog.entries
        if (kind := model.__name__.lower()) in GENERATED
    }
    assert set(first) == set(GENERATED)
    return {
        lang: [
            *(guide.addresses.of(kind, id, lang) for kind, id in first.items()),
            *(guide.prose[id, lang].address for id in ("home", "a-to-z", "glossary")),
            "en/not/there/" if lang == "en" else "non/esiste/",
        ]
        for lang in LANGS
    }


@pytest.fixture(scope="module")
def sample(site: Site, guide: Guide) -> dict[Lang, list[Page]]:
    """Pages that between them show everything the site is made of, by language."""
    return {lang: layouts(site, guide, lang) for lang in LANGS}
