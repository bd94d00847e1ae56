"""The messages: all used, all there, each with something to do, in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from macros.model import KINDS
from macros.model.text import LANGS
from macros.problems import ContentError, Problem, messages, shortened

ROOT = Path(__file__).resolve().parents[2]
CODE = (*(ROOT / "macros").rglob("*.py"), *(ROOT / "scripts").glob("*.py"), ROOT / "mkdocs_hook.py")
_RAISED_BY = {"at", "problem", "_problem", "_report", "_refuse", "PydanticCustomError",
              "MacroError", "_repeated", "told"}  # fmt: skip


def _trees() -> Iterator[ast.Module]:
    for file in CODE:
        yield ast.parse(file.read_text("utf-8"))


def _expanded(node: ast.expr) -> Iterator[str]:
    """A code written out, or one of those that an f-string makes."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        first = node.values[0]
        stem = first.value if isinstance(first, ast.Constant) else ""
        if stem == "unknown_":
            yield from (
                f"unknown_{name}" for name in (*(k.name for k in KINDS), "page", "field", "axis")
            )
        elif stem == "twin_missing_":
            yield from (f"twin_missing_{lang}" for lang in LANGS)


def _codes_raised() -> set[str]:
    found = set()
    for tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in _RAISED_BY:
                    for argument in node.args:
                        found |= {code for code in _expanded(argument) if "_" in code}
    return {code for code in found if re.fullmatch(r"[a-z]+(?:_[a-z]+)+", code)}


def _words_of_the_code() -> set[str]:
    return {
        word
        for tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.expr)
        for word in _expanded(node)
    }


def test_every_code_raised_has_a_message() -> None:
    """No mistake is found that has no words."""
    raised = _codes_raised()
    assert len(raised) > 50
    # The second argument of a pydantic error is its text, which is not shown.
    assert raised - {"bad_link"} <= set(messages()) | {"to_verify"}


def test_every_message_is_used() -> None:
    """No words for a mistake that nothing finds."""
    words = _words_of_the_code()
    assert len(messages()) > 80
    assert {code for code in messages() if code not in words} == set()


@pytest.mark.parametrize("code", sorted(messages()))
def test_each_message_says_what_is_wrong_and_what_to_do(code: str) -> None:
    """Two sentences in each language, with the same values."""
    said = messages()[code]
    assert set(said) == set(LANGS)
    places = []
    for lang in LANGS:
        assert set(said[lang]) == {"what", "fix"}
        for sentence in said[lang].values():
            assert len(sentence) > 8
            assert sentence.rstrip().endswith("."), sentence
            assert not re.search("[’‘“”]", sentence)
        text = said[lang]["what"] + said[lang]["fix"]
        places.append({name for _, name, _, _ in Formatter().parse(text) if name})
    assert places[0] == places[1]
    assert said["it"] != said["en"]


def test_a_problem_says_where_what_and_how() -> None:
    """Path and line first, as editors and terminals expect, then the remedy, indented."""
    problem = Problem.at("data/a.yaml", 7, "unknown_role", id="major")
    assert problem.told("it").splitlines() == [
        "data/a.yaml:7: non c'è nessun ruolo con id «major».",
        "  Controlla gli id in data/roles.yaml.",
    ]
    assert problem.told("en").startswith('data/a.yaml:7: there is no role with id "major".\n')


def test_a_value_of_no_known_shape_is_told_too() -> None:
    """The last resort has words that hold for any value."""
    problem = Problem.at("a", 1, "wrong_value", where="x", key="x", value="y")
    assert "«x» non è accettabile: «y»" in problem.told("it")


def test_problems_come_once_and_in_order() -> None:
    """By file and line, each once."""
    late, early = Problem.at("b", 2, "tab"), Problem.at("a", 9, "tab")
    error = ContentError([late, early, late])
    assert error.problems == (early, late)
    assert str(error) == error.told("it")


def test_what_a_message_quotes_can_be_read() -> None:
    """No line ends, no signs that a terminal would obey, and not too much."""
    hostile = "a\n\x1b[31m\u202eb\udcff"
    told = Problem.at(hostile, 1, "unknown_role", id=hostile).told("it")
    assert len(told.splitlines()) == 2
    assert all(sign.isprintable() or sign == "\n" for sign in told)
    assert shortened("a \n b") == "a b"
    assert len(shortened("x" * 9999)) == 40
