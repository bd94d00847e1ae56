"""`scripts/external_links.py` asks every outside address, and says what an answer means."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from built_site import ROOT
from external_links import Answer, Mention, answers, mentions, report, verdict
from tiny_site import TinySite

from macros.problems import ContentError


class _Host(BaseHTTPRequestHandler):
    """Answers `/404/...` with 404, and so on; `/moved` leads to `/200`."""

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        first = urlsplit(self.path).path.strip("/").split("/")[0].split(";")[0]
        self.send_response(301 if first == "moved" else int(first))
        if first == "moved":
            self.send_header("Location", "/200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_HEAD(self) -> None:
        self.do_GET()


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A host on this machine, which no proxy reaches."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with ThreadingHTTPServer(("127.0.0.1", 0), _Host) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def naming(tiny: TinySite) -> Any:
    """A way to have a guide that names some addresses only."""

    def named(*addresses: str) -> Path:
        project = tiny.root.parent / "naming"
        (project / "data").mkdir(parents=True)
        (project / "docs").mkdir()
        lines = [f'- url: "{address}"\n  checked_on: 2026-03-01\n' for address in addresses]
        (project / "data/sources.yaml").write_text("".join(lines), "utf-8")
        return project

    return named


def test_the_addresses_of_the_guide_are_found() -> None:
    """In the data and in the pages, each with its place; examples are left out."""
    found = mentions(ROOT)
    assert len(found) > 150
    files = {one.file for places in found.values() for one in places}
    assert any(file.startswith("data/acts/") for file in files)
    assert any(file.startswith("docs/it/") for file in files)
    for address, places in found.items():
        assert not urlsplit(address).hostname.endswith(".example"), address  # type: ignore[union-attr]
        for one in places:
            lines = (ROOT / one.file).read_text("utf-8").splitlines()
            assert any(address in line for line in lines[one.line - 1 :]), f"{one}: {address}"


def test_addresses_are_taken_whole(tmp_path: Path) -> None:
    """With what a browser would take for part of them, and nothing of the sentence around."""
    (tmp_path / "data").mkdir()
    (tmp_path / "docs/it").mkdir(parents=True)
    (tmp_path / "data/sources.yaml").write_text(
        "# https://comment.it/\n"
        "- url: https://norme.it/N2Ls?urn:nir:stato:legge:2016-10-29;199\n"
        "  checked_on: 2026-03-01\n"
        "  text: Leggi [qui](https://b.it/x) o https://c.it/y.\n"
        "- url: https://it.wikipedia.org/wiki/Caporalato_(lavoro)\n"
        "- url: https://guida.example/\n",
        "utf-8",
    )
    (tmp_path / "docs/it/a.md").write_text("Uno.\n[due](https://d.it/z), <https://e.it>\n", "utf-8")
    read = date(2026, 3, 1)
    assert mentions(tmp_path) == {
        "https://norme.it/N2Ls?urn:nir:stato:legge:2016-10-29;199": [
            Mention("data/sources.yaml", 2, read)
        ],
        "https://b.it/x": [Mention("data/sources.yaml", 4, read)],
        "https://c.it/y": [Mention("data/sources.yaml", 4, read)],
        "https://it.wikipedia.org/wiki/Caporalato_(lavoro)": [
            Mention("data/sources.yaml", 5, None)
        ],
        "https://d.it/z": [Mention("docs/it/a.md", 2, None)],
        "https://e.it": [Mention("docs/it/a.md", 2, None)],
    }


def test_broken_data_are_told_as_ever(tmp_path: Path) -> None:
    """File, line and remedy; no address is asked."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/sources.yaml").write_text("- url: 'https://a.it\n", "utf-8")
    with pytest.raises(ContentError) as error:
        mentions(tmp_path)
    assert "sources.yaml:1" in error.value.told("it")


def test_what_refuses_programs_is_unknown_and_what_is_gone_is_broken(
    host: str, naming: Any
) -> None:
    """A real host, asked by LinkChecker: 403 and 429 are for a person to open."""
    paths = ("200", "moved", "403", "404", "410", "429", "500", "200/x;267", "200?a=b%20c&d=e")
    found = answers(naming(*(f"{host}/{path}" for path in paths)))
    assert {one.address.removeprefix(f"{host}/"): one.verdict for one in found} == {
        "200": "fine",
        "moved": "fine",
        "200/x;267": "fine",
        "200?a=b%20c&d=e": "fine",
        "403": "unknown",
        "429": "unknown",
        "500": "unknown",
        "404": "broken",
        "410": "broken",
    }
    text = report(found)
    assert "Indirizzi provati: 9. Rotti: 2. Da guardare a mano: 3." in text
    broken, unknown = text.split("## Da guardare a mano")
    assert f"<{host}/404>: `404 Not Found`. In `data/sources.yaml:7`." in broken
    assert f"<{host}/403>" in unknown
    assert "Letto l'ultima volta il 01/03/2026." in unknown


def test_a_host_that_is_not_there_is_broken(host: str, naming: Any) -> None:
    """While others answer, it is the address that is wrong."""
    found = answers(naming(f"{host}/200", "http://nowhere.invalid/"))
    assert "<http://nowhere.invalid/>" in report(found)
    assert "manca la rete" not in report(found)


def test_without_a_network_nothing_is_called_broken(naming: Any) -> None:
    """It says that the network is missing, not that every link is broken."""
    found = answers(naming("http://nowhere.invalid/", "http://nobody.invalid/"))
    assert len(found) == 2
    assert "manca la rete" in report(found)
    assert "Rotti" not in report(found)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("200 OK", "fine"),
        ("403 Forbidden", "unknown"),
        ("429 Too Many Requests", "unknown"),
        ("503 Service Unavailable", "unknown"),
        ("ReadTimeout: HTTPConnectionPool(host='a.it', port=80): Read timed out.", "unknown"),
        ("404 Not Found", "broken"),
        ("SSLError: certificate verify failed", "broken"),
        ("ConnectionError: ... NameResolutionError(...)", "unreachable"),
    ],
)
def test_an_answer_means_the_same_every_week(said: str, expected: str) -> None:
    """Codes and words of LinkChecker."""
    assert verdict(said) == expected


def test_the_last_reading_is_the_latest_of_all_mentions() -> None:
    """An address may be cited by several entries."""
    days = (date(2026, 3, 1), None, date(2026, 5, 1))
    found = Answer(
        "https://a.it", "403", "unknown", [Mention("data/a.yaml", 1, day) for day in days]
    )
    assert found.checked_on == date(2026, 5, 1)
