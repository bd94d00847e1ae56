"""The same sources give the same site, wherever and whenever it is built."""

from __future__ import annotations

from pathlib import Path

import pytest
from built_site import CODE, ROOT, Site, build, copy_project, tree

pytest_plugins = ["site_fixtures"]

ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "4242",
    "SOURCE_DATE_EPOCH": "1",
}


def differing(one: Site, other: Path) -> set[str]:
    first, second = tree(one.folder), tree(other)
    assert len(first) > 300
    return {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)}


def copy_of_the_project(folder: Path) -> Path:
    """The sources in another place, with their history: pages say when they were changed."""
    project = copy_project(folder / "Città e campagna", *CODE, "data", "docs", "translations")
    if (ROOT / ".git").exists():
        (project / ".git").symlink_to(ROOT / ".git")
    return project


@pytest.mark.exhaustive
def test_pages_are_the_same_in_another_place_and_time(site: Site, tmp_path: Path) -> None:
    """Folder, time zone, locale, hash seed and clock leave no trace in pages and archives."""
    project = copy_of_the_project(tmp_path)
    (project / ".cache").symlink_to(ROOT / ".cache")
    done = build(project, tmp_path / "out", "--strict", **ELSEWHERE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert differing(site, tmp_path / "out") == set()


@pytest.mark.exhaustive
def test_documents_are_the_same_when_written_again(site: Site, tmp_path: Path) -> None:
    """Every document written anew, elsewhere, has the bytes of the one kept aside."""
    project = copy_of_the_project(tmp_path)
    done = build(project, tmp_path / "out", "--strict", **ELSEWHERE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list((project / ".cache/documents").iterdir())) >= len(site.manifest)
    assert differing(site, tmp_path / "out") == set()
