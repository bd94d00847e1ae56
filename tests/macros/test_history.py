"""The day on which a file was changed comes from the history, never from the clock."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from project_history import commit_all, git
from tiny_site import ADDRESS, TinySite

from macros.history import last_changes
from macros.page_dates import PageDates, page_dates
from macros.read_guide import read_guide


@pytest.fixture
def project(tiny: TinySite) -> TinySite:
    """A project written on one day, with one page and one entry changed later."""
    for day, file in (
        ("2027-01-01", "docs/it/ruoli.md"),
        ("2027-02-02", "docs/it/fonti.md"),
        ("2027-03-03", "data/terms.yaml"),
        ("2027-04-04", "other.txt"),
    ):
        with (tiny.root / file).open("a") as changed:
            changed.write("\n")
        commit_all(tiny.root, day, day)
    return tiny


def test_each_file_has_the_day_of_its_last_change(project: TinySite) -> None:
    """The author's day, in the author's time zone, also after the commit was moved."""
    changes = last_changes(project.root)
    assert changes["docs/it/fonti.md"] == date(2027, 2, 2)
    assert changes["data/terms.yaml"] == date(2027, 3, 3)
    assert changes["docs/en/sources.md"] == date(2027, 1, 1)
    assert "other.txt" not in changes


def test_without_the_whole_history_there_are_no_days(project: TinySite, tmp_path: Path) -> None:
    """Outside a repository, and in a clone cut short, which would date all on one day."""
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{project.root}", str(shallow))
    assert last_changes(shallow) == {}
    outside = tmp_path / "outside"
    outside.mkdir()
    assert last_changes(outside) == {}
    guide = read_guide(project.data, project.docs, ADDRESS)
    days = page_dates(guide, last_changes(shallow), "page", "sources", "it")
    assert days.changed == guide.catalog.site.date


def test_without_git_there_are_no_days(project: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether git is not installed, may not be run, or fails: a page falls back, nothing ends."""
    assert last_changes(project.root)
    programs = project.root / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    assert last_changes(project.root) == {}
    (programs / "git").mkdir()
    assert last_changes(project.root) == {}
    (programs / "git").rmdir()
    (programs / "git").write_text("#!/bin/sh\nexit 128\n")
    (programs / "git").chmod(0o755)
    assert last_changes(project.root) == {}


def test_odd_names_and_days_do_no_harm(project: TinySite) -> None:
    """A name with accents is found; a commit without a readable day is passed over."""
    project.write("docs/it/più facile.md", "x")
    commit_all(project.root, "accents", "2027-05-05")
    assert last_changes(project.root)["docs/it/più facile.md"] == date(2027, 5, 5)


def test_a_page_shows_the_last_change_of_its_files(project: TinySite) -> None:
    """A page by hand also counts the entries that it lists; an entry has its file."""
    guide = read_guide(project.data, project.docs, ADDRESS)
    changes = last_changes(project.root)
    site_day = guide.catalog.site.date

    def changed(kind: str, id: str) -> date:
        return page_dates(guide, changes, kind, id, "it").changed

    assert changed("page", "sources") == date(2027, 2, 2)
    assert page_dates(guide, changes, "page", "sources", "en").changed == date(2027, 1, 1)
    assert changed("page", "glossary") == date(2027, 3, 3)
    assert changed("method", "matrix") == date(2027, 1, 1)
    read_on = guide.catalog.upkeep.checked_on
    assert page_dates(guide, {}, "method", "matrix", "it") == PageDates(read_on, site_day)


def test_verified_is_the_day_of_a_reading(tiny: TinySite) -> None:
    """Of what was read by itself, that day; of a page of such things, the oldest of their
    days; of all else, the day on which the whole guide was read. Never that of a version."""
    tiny.replace("data/site.yaml", "date: 2026-11-22", "date: 2027-09-09")
    tiny.replace("data/upkeep.yaml", "checked_on: 2026-11-22", "checked_on: 2026-08-08")
    tiny.replace("data/acts/tuel.yaml", "checked_on: 2026-11-22", "checked_on: 2026-03-04")
    tiny.replace("data/sources.yaml", "checked_on: 2026-11-22", "checked_on: 2026-02-02")
    guide = read_guide(tiny.data, tiny.docs, ADDRESS)

    def verified(kind: str, id: str) -> date:
        return page_dates(guide, {}, kind, id, "it").verified

    assert verified("act", "tuel") == date(2026, 3, 4)
    assert verified("page", "sources") == date(2026, 2, 2)
    assert verified("page", "about") == verified("method", "matrix") == date(2026, 8, 8)
