"""The files of the pins: read whatever a merge or a hand did to them, written whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from project_history import commit_all, git

from macros.pins import Pins, read_pins, write_pins

ONE, TWO, THREE = "0123456789ab", "ba9876543210", "aaaaaaaaaaaa"
PINS: Pins = {
    "methods/raci": {"use": frozenset({ONE}), "steps": frozenset({ONE, TWO})},
    "pages": {"about": frozenset({THREE})},
}
HEAD = "Prima riga.\nSecond line.\n"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_pins(tmp_path / "translations", {}, PINS, HEAD)
    return tmp_path / "translations"


def test_what_is_written_is_read_back(folder: Path) -> None:
    """One line a pin, in order, after the lines that say what the file is."""
    assert read_pins(folder) == (PINS, [])
    assert (folder / "methods/raci.txt").read_text("utf-8") == (
        f"# Prima riga.\n# Second line.\nsteps {ONE}\nsteps {TWO}\nuse {ONE}\n"
    )
    assert sorted(file.name for file in folder.rglob("*.*")) == ["pages.txt", "raci.txt"]


def test_where_there_is_no_folder_nothing_is_known(tmp_path: Path) -> None:
    """It is not the same as having no pins."""
    assert read_pins(tmp_path / "translations") == (None, [])
    (tmp_path / "translations").mkdir()
    assert read_pins(tmp_path / "translations") == ({}, [])


def test_only_what_changes_is_written(folder: Path) -> None:
    """A file that stays is not touched; one left without pins goes away."""
    before = (folder / "methods/raci.txt").stat().st_mtime_ns
    write_pins(folder, PINS, {"methods/raci": PINS["methods/raci"]}, HEAD)
    assert [file.name for file in folder.rglob("*.*")] == ["raci.txt"]
    assert (folder / "methods/raci.txt").stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("use", "pin_damaged"),
        ("use 0123456789", "pin_damaged"),
        ("use 0123456789AB", "pin_damaged"),
        ("a use 0123456789ab", "pin_damaged"),
        ("0123456789ab", "pin_damaged"),
        ("<<<<<<< HEAD", "pin_conflict"),
        ("=======", "pin_conflict"),
        ("||||||| 1234567", "pin_conflict"),
        (">>>>>>> other branch", "pin_conflict"),
    ],
)
def test_a_damaged_line_is_told(line: str, code: str, folder: Path) -> None:
    """With its file and line; the other lines are read."""
    file = folder / "methods/raci.txt"
    file.write_text(file.read_text() + line + "\n")
    pins, problems = read_pins(folder)
    assert pins == PINS
    assert [(one.path, one.line, one.code) for one in problems] == [
        ("translations/methods/raci.txt", 6, code)
    ]


def test_what_a_hand_may_do_is_no_damage(folder: Path) -> None:
    """Other order, lines twice, blank lines, comments, line ends of Windows, a mark (BOM)."""
    file = folder / "methods/raci.txt"
    lines = file.read_text("utf-8").splitlines()
    text = "\ufeff# x\r\n\r\n" + "\r\n".join([*reversed(lines), *lines]) + "\r\n"
    file.write_bytes(text.encode())
    (folder / "methods/.raci.txt.swp").write_bytes(b"\0\xff")
    assert read_pins(folder) == (PINS, [])


def test_what_cannot_be_read_is_told(folder: Path) -> None:
    """A folder in the place of a file, bytes that are no text."""
    (folder / "pages.txt").write_bytes(b"\xff\xfe")
    (folder / "terms.txt").mkdir()
    pins, problems = read_pins(folder)
    assert pins == {"methods/raci": PINS["methods/raci"]}
    assert [one.code for one in problems] == ["not_utf8", "unreadable_file"]


def test_two_branches_that_accept_merge_without_a_conflict(tmp_path: Path) -> None:
    """With the attributes of the project, git keeps the pins of both, even side by side."""
    (tmp_path / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())
    folder = tmp_path / "translations"

    def accept(key: str, fingerprint: str) -> None:
        before = read_pins(folder)[0] or {}
        pins = {**before.get("methods/raci", {}), key: frozenset({fingerprint})}
        write_pins(folder, before, {"methods/raci": pins}, HEAD)
        commit_all(tmp_path, key)

    accept("use", ONE)
    git(tmp_path, "checkout", "--quiet", "-b", "other")
    accept("zeal", TWO)
    accept("use", TWO)
    git(tmp_path, "checkout", "--quiet", "main")
    accept("zone", THREE)
    accept("use", THREE)
    git(tmp_path, "merge", "--quiet", "--no-edit", "other")
    pins, problems = read_pins(folder)
    assert problems == []
    assert pins and {TWO, THREE} <= pins["methods/raci"]["use"]
    assert pins["methods/raci"]["zeal"] == {TWO}
    assert pins["methods/raci"]["zone"] == {THREE}
