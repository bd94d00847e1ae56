"""The fingerprints that are signed: every file that a reader can download."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from built_site import ROOT, Site

pytest_plugins = ["site_fixtures"]

MOST = 1024
"""Files that one signature of GitHub can hold (actions/attest)."""


def make(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `make checksums` as if a folder were the project."""
    return subprocess.run(
        ["make", "--file", str(ROOT / "Makefile"), "checksums"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def listed(site: Site, tmp_path: Path) -> dict[str, str]:
    """The fingerprint of each file, as it is signed."""
    (tmp_path / "site").symlink_to(site.folder)
    done = make(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = (tmp_path / "reports/downloads.sha256").read_text("utf-8").splitlines()
    return {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines)}


def test_every_download_is_signed(listed: dict[str, str], site: Site) -> None:
    """Documents, kits, the copy to carry away; by name from the root of the site."""
    documents = {one["path"]: one["sha256"] for one in site.manifest}
    assert documents.items() <= listed.items()
    files = {
        file.relative_to(site.folder).as_posix()
        for file in (site.folder / "downloads").rglob("*")
        if file.is_file()
    }
    assert set(listed) == files
    assert len(files) <= MOST


def test_without_a_site_it_says_so(tmp_path: Path) -> None:
    """Nothing is signed that was not built."""
    done = make(tmp_path)
    assert done.returncode != 0
    assert "Manca il sito: «make site»." in done.stderr
