"""A history for a project of the tests: real commits, on the days that a test wants."""

from __future__ import annotations

import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str, day: str = "2027-01-01") -> str:
    """Run a command of git, which must succeed, as an author of the given day."""
    done = subprocess.run(
        ["git", "-C", str(folder), "-c", "commit.gpgsign=false", *arguments],
        check=True,
        capture_output=True,
        text=True,
        env={
            "PATH": "/usr/bin:/bin:/usr/local/bin",
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_AUTHOR_NAME": "a",
            "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_AUTHOR_DATE": f"{day}T23:30:00+1400",
            "GIT_COMMITTER_NAME": "a",
            "GIT_COMMITTER_EMAIL": "a@example.org",
            # As after a rebase: another day, which does not count.
            "GIT_COMMITTER_DATE": "2030-12-31T00:00:00+0000",
        },
    )
    return done.stdout


def commit_all(folder: Path, message: str, day: str = "2027-01-01") -> None:
    """Commit whatever changed; the first time, start the history."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message, day=day)
