"""What goes wrong after the check: told as the rest, with no crash and no site."""

from __future__ import annotations

import os

import pytest
from built_site import build, with_code
from tiny_site import TinySite


@pytest.fixture
def project(tiny: TinySite) -> TinySite:
    """A tiny guide with the whole code of the project."""
    return with_code(tiny)


BROKEN_FORMAT = """
from macros.documents.outline import Document

EXTENSION, MEDIA_TYPE, ACCEPTS = "txt", "text/plain", (Document,)


def write(outline: Document) -> bytes:
    raise ValueError("no room for the title")
"""


def test_a_document_that_cannot_be_written_stops_the_build(project: TinySite) -> None:
    """The file that it comes from is named, with what the writer says."""
    formats = project.root / "macros/documents/formats"
    assert not formats.is_symlink(), "the copy must not reach the project itself"
    (formats / "txt.py").write_text(BROKEN_FORMAT, "utf-8")
    done = build(project.root, project.root / "out")
    told = done.stdout + done.stderr
    assert done.returncode == 1
    assert "data/checklists/start.yaml:1: il documento txt (it) non si può scrivere" in told
    assert "Traceback" not in told
    assert not (project.root / "out").exists()


KILLED_WRITER = """
import os
from macros.documents.outline import Document

EXTENSION, MEDIA_TYPE, ACCEPTS = "txt", "text/plain", (Document,)


def write(outline: Document) -> bytes:
    os.kill(os.getpid(), 9)
    return b""
"""


def test_a_writer_that_is_killed_is_told(project: TinySite) -> None:
    """As the system does when memory ends: no trace, and what to do in both languages."""
    assert (os.cpu_count() or 1) > 1, "with one processor no other process writes documents"
    (project.root / "macros/documents/formats/txt.py").write_text(KILLED_WRITER, "utf-8")
    done = build(project.root, project.root / "out")
    told = done.stdout + done.stderr
    assert done.returncode == 1
    assert "Un processo che scriveva i documenti è stato interrotto" in told
    assert "A process that was writing the documents was stopped" in told
    assert "Traceback" not in told
    assert not (project.root / "out").exists()


def test_a_picture_that_cannot_be_drawn_is_told(project: TinySite) -> None:
    """The drawing of the guide is missing, or is none."""
    drawing = project.root / "docs/assets/images/favicon.svg"
    for content in (None, "<svg", "words"):
        drawing.unlink() if content is None else drawing.write_text(content)
        done = build(project.root, project.root / "out")
        told = done.stdout + done.stderr
        assert done.returncode == 1, told
        assert "docs/assets/images/favicon.svg" in told
        assert "Traceback" not in told


def test_a_site_without_an_address_is_not_built(project: TinySite) -> None:
    """An empty `SITE_URL`, as a publishing service gives for one not set, is told."""
    done = build(project.root, project.root / "out", SITE_URL="")
    told = done.stdout + done.stderr
    assert done.returncode == 1
    assert "SITE_URL" in told
    assert "Traceback" not in told


def test_a_link_that_leads_nowhere_is_told_with_its_line(project: TinySite) -> None:
    """MkDocs finds it; it is told in the words of every other mistake."""
    page = "docs/it/index.md"
    project.write(page, project.text(page) + "\n\n[uno](no.md), [due](#no), [tre](/en/index.md)\n")
    line = project.line_of(page, "[uno](no.md)")
    done = build(project.root, project.root / "out", "--strict")
    told = done.stdout + done.stderr
    assert done.returncode == 1
    assert f"{page}:{line}: il collegamento «no.md» non porta a nessuna pagina." in told
    assert f"{page}:{line}: il collegamento «#no» porta a un punto che non c'è." in told
    assert f"{page}:{line}: il collegamento «/en/index.md» non porta a nessuna pagina." in told
    assert "Forse è «../en/index.md»" in told
    assert "Doc file" not in told
