"""The day on which a file was changed comes from the history, never from the clock."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest
from tiny_site import ADDRESS, TinySite

from macros.history import last_changes
from macros.page_dates import PageDates, page_dates
from macros.read_guide import read_guide


def git(folder: Path, *arguments: str, day: str = "2027-01-01") -> None:
    author = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org"}
    committer = {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org"}
    subprocess.run(
        ["git", "-C", str(folder), "-c", "commit.gpgsign=false", *arguments],
        check=True,
        capture_output=True,
        env={
            "PATH": "/usr/bin:/bin:/usr/local/bin",
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_AUTHOR_DATE": f"{day}T23:30:00+1400",
            # As after a rebase: another day, which does not count.
            "GIT_COMMITTER_DATE": "2030-12-31T00:00:00+0000",
            **author,
            **committer,
        },
    )


@pytest.fixture
def project(tiny: TinySite) -> TinySite:
    """A project written on one day, with one page and one entry changed later."""
    git(tiny.root, "init", "--quiet")
    for day, file in (
        ("2027-01-01", "docs/it/ruoli.md"),
        ("2027-02-02", "docs/it/fonti.md"),
        ("2027-03-03", "data/terms.yaml"),
        ("2027-04-04", "other.txt"),
    ):
        with (tiny.root / file).open("a") as changed:
            changed.write("\n")
        git(tiny.root, "add", "--all")
        git(tiny.root, "commit", "--quiet", "--message", day, day=day)
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
    assert page_dates(guide, {}, "method", "matrix", "it") == PageDates(site_day, site_day)


def test_an_act_was_verified_on_the_day_it_was_read(tiny: TinySite) -> None:
    """Not on the day of the site."""
    tiny.replace("data/acts/tuel.yaml", "checked_on: 2026-11-22", "checked_on: 2026-03-04")
    guide = read_guide(tiny.data, tiny.docs, ADDRESS)
    assert page_dates(guide, {}, "act", "tuel", "it").verified == date(2026, 3, 4)
    assert page_dates(guide, {}, "page", "about", "it").verified == guide.catalog.site.date
