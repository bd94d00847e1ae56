"""`scripts/browser.py` finds a browser, or says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from browser import LIGHT, find_browser
from built_site import ROOT


def run(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "scripts/browser.py"],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def program(path: Path, text: str) -> Path:
    """Write a small program of the shell."""
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_a_browser_is_found_and_named() -> None:
    """On a machine with a browser it says which one, in one line."""
    done = run()
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Browser: /")
    assert os.access(done.stdout.removeprefix("Browser: ").strip(), os.X_OK)


def test_a_wrong_path_is_told(tmp_path: Path) -> None:
    """`BROWSER_PATH` with something that cannot be run ends with one line, naming it."""
    plain = tmp_path / "plain.txt"
    plain.write_text("not a program")
    for wrong in (tmp_path / "nothing", plain, tmp_path):
        done = run(BROWSER_PATH=str(wrong))
        assert done.returncode != 0
        assert done.stdout == ""
        told = f"BROWSER_PATH={wrong}: non si può eseguire / cannot be run."
        assert done.stderr.strip() == told


def test_the_path_chosen_comes_first(tmp_path: Path) -> None:
    """Who names a browser gets that one."""
    mine = program(tmp_path / "mine", "exit 0")
    assert run(BROWSER_PATH=str(mine)).stdout.strip() == f"Browser: {mine}"


def test_a_note_on_how_to_install_is_not_a_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command with the name of a browser that only prints and fails is passed over."""
    program(tmp_path / "chromium", "echo 'sudo snap install chromium'; exit 10")
    real = program(tmp_path / "google-chrome", "echo 'Google Chrome 1.0'")
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_browser() == str(real)


def test_the_light_one_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two browsers, the one that opens pages in half the time."""
    program(tmp_path / "chromium", "echo 'Chromium 1.0'")
    light = program(tmp_path / LIGHT, "echo 'Chromium 1.0'")
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_browser() == str(light)
