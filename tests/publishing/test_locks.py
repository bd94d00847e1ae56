"""The locks: what is installed is known to the last byte, and the same in each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from built_site import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
ENTRY = re.compile(
    r"^([a-z0-9._-]+)==(\S+?)(?: ;[^\\]*)? \\\n((?:    --hash=\S+(?: \\)?\n)+)", re.M
)


def versions(lock: Path) -> set[tuple[str, str]]:
    """Name and version of every package."""
    return {(name, version) for name, version, _ in ENTRY.findall(lock.read_text("utf-8"))}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_package_has_its_hash(lock: Path) -> None:
    """Nothing else is in a lock: pip refuses a package that is not the one."""
    text = lock.read_text("utf-8")
    assert len(versions(lock)) > 40
    assert ENTRY.sub("", text).strip() == ""


@pytest.mark.parametrize("name", ["dev", "properdocs"])
def test_the_packages_of_the_site_are_the_same_everywhere(name: str) -> None:
    """What is tried is what is published."""
    site = versions(ROOT / "requirements/site.lock")
    assert site <= versions(ROOT / f"requirements/{name}.lock")


def test_every_lock_is_made_again_by_make_lock() -> None:
    """None is left behind when packages are brought up to date."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert {lock.stem for lock in LOCKS} == {"site", "dev", "properdocs"}
    for lock in LOCKS:
        assert f"$(LOCK) requirements/{lock.stem}.in -o requirements/{lock.name}" in makefile
