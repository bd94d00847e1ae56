"""What goes wrong around the content is told in words, in both languages."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound

from macros.machine_faults import told, told_of

PROJECT = Path("/home/user/guide")
FAULTS = [
    (OSError(errno.ENOSPC, "No space"), "Non c'è più spazio", "no space left", "/home/user/guide"),
    (OSError(errno.EDQUOT, "Quota"), "Non c'è più spazio", "no space left", "/home/user/guide"),
    (
        PermissionError(errno.EACCES, "Permission denied", "/home/user/guide/.cache/x"),
        "non permette di usare .cache/x: Permission denied",
        "does not allow the use of .cache/x",
        ".cache/x",
    ),
    (
        IsADirectoryError(errno.EISDIR, "Is a directory", "/srv/logo.svg"),
        "/srv/logo.svg non si può usare: Is a directory",
        "/srv/logo.svg cannot be used",
        "/srv/logo.svg",
    ),
    (TemplateNotFound("parts/menu.html"), "parts/menu.html", "parts/menu.html", "parts/menu.html"),
]


@pytest.mark.parametrize(("error", "italian", "english", "place"), FAULTS, ids=str)
def test_what_the_system_refuses_is_told(
    error: OSError, italian: str, english: str, place: str
) -> None:
    """What happened, where, and what to do: two lines in Italian, then two in English."""
    lines = told_of(error, PROJECT).splitlines()
    assert len(lines) == 4
    assert italian in lines[0]
    assert english in lines[2]
    assert place in lines[0] and place in lines[2]
    assert lines[1].startswith("  ") and lines[3].startswith("  ")


def test_a_copy_names_what_it_was_writing() -> None:
    """The file that was read is not the one for which there is no space."""
    error = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/a/from", None, "/b/to")
    assert "/b/to" in told_of(error, PROJECT)
    assert "/a/from" not in told_of(error, PROJECT)


def test_a_terminal_obeys_nothing() -> None:
    """Names of files may hold anything: it is shown, not obeyed."""
    assert "\x1b" not in told("file_fault", place="a\x1b[31m", reason="x")
