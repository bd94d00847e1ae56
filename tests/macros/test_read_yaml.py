"""Reading YAML: plain values with their lines, and nothing that reads in two ways."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from macros.problems import Problem
from macros.read_yaml import Read, parse_yaml, read_yaml

TEXT = """\
name: Piano
words:
  it: >-
    una riga
    e un'altra
  en: "no"
list:
  - 12
  - -1.50
  - true
  - 2026-11-22
  - ~
  - {a: b}
"""


def _read(text: str, first_line: int = 1) -> Read:
    found = parse_yaml(text, "x.yaml", first_line)
    assert isinstance(found, Read), found
    return found


def _problems(text: str) -> list[Problem]:
    found = parse_yaml(text, "x.yaml")
    return found if isinstance(found, list) else found.problems


def test_values_are_plain() -> None:
    """Texts, numbers, true and false, dates, nothing, lists and mappings, as written."""
    assert _read(TEXT).value == {
        "name": "Piano",
        "words": {"it": "una riga e un'altra", "en": "no"},
        "list": [12, -1.5, True, date(2026, 11, 22), None, {"a": "b"}],
    }


def test_every_value_has_its_line() -> None:
    """A value has the line on which it starts; what is missing, that of what is around."""
    read = _read(TEXT)
    assert read.line(("words", "en")) == 6
    assert read.line(("list", 3)) == 11
    assert read.line(("list", 5, "a")) == 13
    assert read.line(("words", "fr")) == 2
    assert read.line(("absent",)) == 1
    assert _read("a: 1", first_line=7).line(("a",)) == 7


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_line_end_counts_the_same(line_end: str) -> None:
    """Files of Windows and of old Macs have the same lines."""
    read = _read(TEXT.replace("\n", line_end))
    assert read.line(("list", 3)) == 11


@pytest.mark.parametrize(
    "value", ["no", "Yes", "ON", "off", "012", "0x10", "0b1", "1_000", "12:30", ".inf", "-.INF",
              ".nan", "1.5e+3", "9" * 16, "1:" * 200 + "5.1"]
)  # fmt: skip
def test_what_reads_in_two_ways_is_refused(value: str) -> None:
    """What YAML 1.1 reads as something else than it looks is asked to be made plain."""
    assert [problem.code for problem in _problems(f"a: {value}")] == ["bad_value"]
    assert _read(f'a: "{value}"').value == {"a": value}


@pytest.mark.parametrize("value", ["Nord", "nome", "1.2.3", "=", "<<", "10%", "2026-1-5", "e"])
def test_ordinary_words_are_words(value: str) -> None:
    """What only looks like something else stays a text."""
    assert _read(f"a: {value}").value == {"a": value}


def test_mistakes_do_not_hide_each_other() -> None:
    """Every mistake that leaves the file legible is told, and the rest is still read."""
    read = _read("a: no\nb: &x 1\nc: 2026-02-30\nb: 2\nd: fine\n? [k]\n: v\n")
    assert [problem.code for problem in read.problems] == [
        "bad_value", "anchor", "no_such_date", "duplicate_key", "key_not_word"
    ]  # fmt: skip
    assert [problem.line for problem in read.problems] == [1, 2, 3, 4, 6]
    assert read.value["d"] == "fine"
    assert read.refused == {("a",), ("b",), ("c",)}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "a: [", "[{"])
def test_depth_never_ends_the_process(opening: str) -> None:
    """A file made of brackets alone is refused at once: the parser in C would crash."""
    started = time.process_time()
    assert [problem.code for problem in _problems(opening * 200_000)][-1] in (
        "too_deep", "yaml_syntax"
    )  # fmt: skip
    assert time.process_time() - started < 2


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A folder, or bytes of another encoding, are told and not raised."""
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "latin.yaml").write_bytes("a: b\nc: è".encode("latin-1"))
    (tmp_path / "good.yaml").write_text("a: è", "utf-8")
    assert isinstance(read_yaml(tmp_path / "good.yaml", "x"), Read)
    folder = read_yaml(tmp_path / "folder.yaml", "x")
    latin = read_yaml(tmp_path / "latin.yaml", "x")
    absent = read_yaml(tmp_path / "absent.yaml", "x")
    assert isinstance(folder, list) and isinstance(latin, list) and isinstance(absent, list)
    assert (folder[0].code, absent[0].code) == ("unreadable_file", "unreadable_file")
    assert (latin[0].code, latin[0].line) == ("not_utf8", 2)
