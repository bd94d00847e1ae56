"""`make serve`: both languages while one writes, mistakes told in the page, a clean end."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from built_site import with_code
from tiny_site import TinySite

from macros.new import Project

A_WHILE = 60.0
"""Seconds that anything may take on a busy machine; a test ends as soon as it happens."""
ANY_ADDRESS = ("", "en/", "en/path/", "not/there/")


@dataclass
class Preview:
    """A preview at work."""

    project: TinySite
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8")

    @property
    def address(self) -> str:
        """As the preview says it."""
        wait(lambda: "http://" in self.said)
        found = re.search(r"http://127\.0\.0\.1:\d+/", self.said)
        assert found
        return found[0]

    def shows(self, path: str, words: str) -> bool:
        """Whether a page holds some words. MkDocs answers late, or not, while it builds."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=5) as answer:
                return words in answer.read().decode()
        except urllib.error.HTTPError as error:
            return words in error.read().decode()
        except (OSError, http.client.HTTPException):
            return False

    def comes_to_show(self, path: str, words: str) -> None:
        """Wait until a page holds some words."""
        wait(lambda: self.shows(path, words), lambda: f"/{path}: {words}\n{self.said}")


def wait(happens: Callable[[], bool], otherwise: Callable[[], str] = str) -> None:
    """Wait until something happens, but not for ever."""
    end = time.monotonic() + A_WHILE
    while not happens():
        assert time.monotonic() < end, otherwise()
        time.sleep(0.2)


def start(project: TinySite) -> Preview:
    log = project.root / "preview.log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-u", "scripts/serve.py"],
            cwd=project.root,
            stdout=file,
            stderr=subprocess.STDOUT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            start_new_session=True,
        )
    return Preview(project, process, log)


def group_lives(preview: Preview) -> bool:
    """Whether the preview, or any process that it started, is still there."""
    preview.process.poll()
    try:
        os.killpg(preview.process.pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(scope="module")
def taken_port() -> Iterator[None]:
    """Somebody else uses port 8000."""
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # If it is taken already, all the better.
        with suppress(OSError):
            other.bind(("127.0.0.1", 8000))
            other.listen()
        yield


@pytest.fixture(scope="module")
def preview(taken_port: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of a tiny guide, for all the tests of this module."""
    project = TinySite.copied_to(tmp_path_factory.mktemp("preview") / "tiny")
    running = start(with_code(project))
    try:
        running.comes_to_show("", "Guida di prova")
        yield running
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.process.pid, signal.SIGKILL)
        running.process.wait()


def test_another_port_is_used_and_said(preview: Preview) -> None:
    """With port 8000 taken the preview takes the next free one, and says so."""
    port = int(preview.address.rsplit(":", 1)[1].strip("/"))
    assert 8000 < port < 8050
    assert f"La porta 8000 è occupata: uso la {port}." in preview.said


def test_both_languages_are_served(preview: Preview) -> None:
    """One preview shows Italian and English, and a page for missing addresses."""
    preview.comes_to_show("percorso/", 'lang="it"')
    preview.comes_to_show("en/path/", 'lang="en"')
    preview.comes_to_show("not/there/", "Pagina non trovata")


def test_a_draft_is_shown_and_called_so(preview: Preview) -> None:
    """What was just begun is there, with a mark, on its page and in the lists."""
    project = preview.project
    files = Project(project.data, project.docs).begin("method", "just-begun", "appena", "it")
    files += Project(project.data, project.docs).begin("page", "draft-page", "bozza", "it")
    preview.comes_to_show("metodi/appena/", "Si vede solo nell")
    preview.comes_to_show("en/methods/just-begun/", "TO BE WRITTEN (draft)")
    preview.comes_to_show("en/draft-page/", "Only the preview shows it")
    preview.comes_to_show("indice/", "DA SCRIVERE (bozza)")
    for file in files:
        file.unlink()
    preview.comes_to_show("metodi/appena/", "Pagina non trovata")


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [("data/roles.yaml", "name:", "nme:"), ("docs/en/roles.md", "roles()", "rles()")],
)
def test_mistakes_are_shown_at_every_address_until_they_are_mended(
    file: str, right: str, wrong: str, preview: Preview
) -> None:
    """File and line of a mistake take the place of every page; mended, the site is back."""
    good = preview.project.text(file)
    preview.project.replace(file, right, wrong)
    for path in ANY_ADDRESS:
        preview.comes_to_show(path, f"{file}:{preview.project.line_of(file, wrong)}:")
    preview.project.write(file, good)
    preview.comes_to_show("en/path/", 'id="menu"')
    assert not preview.shows("", "Errori da correggere")


def test_pages_and_data_are_seen_as_they_change(preview: Preview) -> None:
    """What is written in a page, in the data or in a template is seen without a restart."""
    for file, old, new, path in (
        ("docs/it/ruoli.md", "# Ruoli", "# Persone e ruoli", "ruoli/"),
        ("data/phases/set-up.yaml", "it: Cominciare bene.", "it: Partire bene.", ""),
        ("overrides/parts/footer.html", "</footer>", "<p>In prova</p></footer>", "en/path/"),
    ):
        preview.project.replace(file, old, new)
        preview.comes_to_show(path, new.removeprefix("it: ").removeprefix("# ")[:12])


def test_a_change_of_code_starts_it_again(preview: Preview) -> None:
    """A `.py` file that changes is read again, at the same address."""
    file = "macros/table_regions.py"
    times = preview.said.count("riavvio")
    preview.project.write(file, preview.project.text(file) + "\n# A change.\n")
    wait(lambda: preview.said.count("riavvio") > times, lambda: preview.said)
    preview.comes_to_show("en/", 'lang="en"')


def test_a_mistake_in_the_code_waits_to_be_mended(preview: Preview) -> None:
    """Code that cannot be read ends the pages, not the preview: mended, they are back."""
    file = "macros/table_regions.py"
    good = preview.project.text(file)
    preview.project.write(file, good + "\ndef (\n")
    wait(lambda: "SyntaxError" in preview.said, lambda: preview.said)
    assert preview.process.poll() is None
    preview.project.write(file, good)
    preview.comes_to_show("en/", 'lang="en"')


@pytest.mark.parametrize("to_all", [True, False], ids=["Ctrl-C", "the first process alone"])
def test_it_ends_clean(to_all: bool, taken_port: None, tiny: TinySite) -> None:
    """Ctrl-C, which reaches all its processes, or a signal to the first one: none is left."""
    running = start(with_code(tiny))
    try:
        running.comes_to_show("", "Guida di prova")
        if to_all:
            os.killpg(running.process.pid, signal.SIGINT)
        else:
            running.process.send_signal(signal.SIGTERM)
        wait(lambda: not group_lives(running), lambda: running.said)
        assert running.process.returncode == 0, running.said
        assert "Traceback" not in running.said
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.process.pid, signal.SIGKILL)
