"""When each file of the project was last changed, as its history tells."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from macros.git import git


def last_changes(project: Path) -> Mapping[str, date]:
    """The day of the last change of each file below `data/` and `docs/`, by path.

    Empty where there is no history, or not the whole of it: without git, outside a
    repository, in a shallow clone. The day is the author's, so that neither the clock nor
    the place of a build counts.
    """
    if git(project, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    told = git(
        project,
        *("-c", "core.quotePath=false", "log", "--no-show-signature", "--no-renames"),
        *("--relative", "--name-only", "--format=%x00%as", "--", "data", "docs"),
    )
    changes: dict[str, date] = {}
    for commit in told.split("\0")[1:]:
        day, *paths = commit.split("\n")
        # A commit made by a program may carry a day that is none.
        with suppress(ValueError):
            when = date.fromisoformat(day)
            for path in filter(None, paths):
                changes.setdefault(path, when)
    return changes
