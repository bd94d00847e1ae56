"""A reader with a device, who opens pages in a browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Page as Tab

from macros.guide import Guide
from macros.model.text import Lang

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
NARROW = {"width": 320, "height": 568}
DEVICES: dict[str, dict[str, Any]] = {
    "desk": {"viewport": DESK},
    "phone": {"viewport": PHONE, "is_mobile": True, "has_touch": True},
}
"""What a browser is told to be like each of them."""


@dataclass
class Visit:
    """A reader with a device, and whatever goes wrong in front of them."""

    context: BrowserContext
    tab: Tab
    address: str
    requests: int = 0
    wrong: list[str] = field(default_factory=list)

    def open(self, path: str) -> Tab:
        self.tab.goto(self.address + path)
        return self.tab

    def _request(self, request: Any) -> None:
        self.requests += 1
        if not request.url.startswith((self.address, "data:")):
            self.wrong.append(f"request: {request.url}")

    def _response(self, response: Any) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.wrong.append(f"{response.status}: {response.url}")

    def _console(self, message: Any) -> None:
        # The browser also writes there that a page asked for on purpose is missing.
        if message.type in ("error", "warning") and "404" not in message.text:
            self.wrong.append(f"{message.type}: {message.text}")

    def watch(self) -> Visit:
        self.tab.on("request", self._request)
        self.tab.on("response", self._response)
        self.tab.on("console", self._console)
        self.tab.on("pageerror", lambda error: self.wrong.append(str(error)))
        return self


def visit(browser: Browser, address: str, **options: Any) -> Visit:
    context = browser.new_context(**options)
    return Visit(context, context.new_page(), address).watch()


def unfold(tab: Tab) -> None:
    """Open everything that opens in its place."""
    tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")


def of_kind(paths: dict[str, list[str]], guide: Guide, kind: str, lang: Lang) -> str:
    """The page of the sample of one kind."""
    folder = guide.catalog.site.folders[kind].of(lang)
    return next(path for path in paths[lang] if path.removeprefix("en/").startswith(f"{folder}/"))
