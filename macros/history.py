"""When each file of the project was last changed, as its history tells."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path


def last_changes(project: Path) -> Mapping[str, date]:
    """The day of the last change of each file below `data/` and `docs/`, by path.

    Empty where there is no history, or not the whole of it: without git, outside a
    repository, in a shallow clone. The day is the author's, so that neither the clock nor
    the place of a build counts.
    """
    if _git(project, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    told = _git(
        project,
        *("-c", "core.quotePath=false", "log", "--no-show-signature", "--no-renames"),
        *("--relative", "--name-only", "--format=%x00%as", "--", "data", "docs"),
    )
    changes: dict[str, date] = {}
    for commit in told.split("\0")[1:]:
        day, *paths = commit.split("\n")
        for path in filter(None, paths):
            changes.setdefault(path, date.fromisoformat(day))
    return changes


def _git(project: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(project), *arguments], capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return "" if done.returncode else done.stdout
