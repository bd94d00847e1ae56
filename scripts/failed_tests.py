"""Say in Italian which tests did not pass, from the report that pytest leaves.

    scripts/failed_tests.py REPORT

The report is the one of `pytest --junitxml=REPORT`. Of each test: its promise, and what it found.
"""

from __future__ import annotations

import ast
import os
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class FailedTest:
    """A test that did not pass."""

    file: str
    name: str
    promise: str
    """The first line of what the test says of itself, in English."""
    found: str


def failed_tests(report: Path, root: Path) -> Iterator[FailedTest]:
    """The tests of a report that failed or could not run.

    Args:
        report: Written by pytest, in JUnit's form.
        root: Where the tests are.
    """
    for case in ElementTree.parse(report).iter("testcase"):
        found = case.find("failure")
        found = case.find("error") if found is None else found
        if found is not None:
            file = f"{case.get('classname', '').replace('.', '/')}.py"
            name = case.get("name", "")
            promise = _promise(root / file, name.partition("[")[0])
            yield FailedTest(file, name, promise, (found.get("message") or "").strip())


def _promise(file: Path, name: str) -> str:
    if not file.is_file():
        return ""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return (ast.get_docstring(node) or "").partition("\n")[0]
    return ""


def main(report: Path) -> int:
    """Print the list, and add it to the page of the run where GitHub runs it."""
    tests = [*failed_tests(report, ROOT)] if report.is_file() else []
    words = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "words"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    text = words.get_template("failed_tests.md.j2").render(tests=tests)
    print(text)
    if page := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(page).open("a", encoding="utf-8") as file:
            file.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
