"""`scripts/failed_tests.py` tells which tests did not pass, with the promise of each."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from built_site import ROOT
from failed_tests import failed_tests

TESTS = '''
import pytest


def test_good() -> None:
    """Two is two."""


@pytest.mark.parametrize("lang", ["it", "en"])
def test_bad(lang: str) -> None:
    """Every page says who wrote it.

    And when.
    """
    assert lang == "it", "en/index.html does not say it"


@pytest.fixture
def broken() -> None:
    raise OSError("disk full")


def test_cannot_run(broken: None) -> None:
    """It never starts."""
'''


def report(root: Path) -> Path:
    """What pytest leaves of those tests."""
    (root / "tests").mkdir()
    (root / "tests/test_guide.py").write_text(TESTS, "utf-8")
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--rootdir=.", "--junitxml=tests.xml", "tests"],
        cwd=root,
        capture_output=True,
        check=False,
    )
    return root / "tests.xml"


def test_what_fails_is_told_with_its_promise(tmp_path: Path) -> None:
    """Also what could not run; not what passes."""
    bad, cannot_run = failed_tests(report(tmp_path), tmp_path)
    assert (bad.file, bad.name) == ("tests/test_guide.py", "test_bad[en]")
    assert bad.promise == "Every page says who wrote it."
    assert "en/index.html does not say it" in bad.found
    assert cannot_run.promise == "It never starts."
    assert "disk full" in cannot_run.found


def test_the_list_is_in_italian(tmp_path: Path) -> None:
    """And without a report it says that no test has failed."""
    page = tmp_path / "page.md"
    for file, expected in ((report(tmp_path), "2 prove trovano"), (tmp_path / "x", "un controllo")):
        done = subprocess.run(
            [sys.executable, str(ROOT / "scripts/failed_tests.py"), str(file)],
            env={**os.environ, "GITHUB_STEP_SUMMARY": str(page)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert "# Le prove non passano" in done.stdout
        assert expected in done.stdout
        assert done.stdout.strip() in page.read_text("utf-8")
