"""What a text said when its translation was last read, looked for in the history by its pin."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from macros.bilingual import fingerprint_of
from macros.git import git

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A text as it was."""

    it: str
    en: str
    """Beside it at that time; empty for a page whose twin had another name."""


def earlier_texts(
    project: Path, files: tuple[str, str], wanted: Collection[str]
) -> dict[str, Earlier]:
    """The newest texts of a file that have the fingerprints wanted, by fingerprint.

    Args:
        project: The root of the project; outside a repository nothing is found.
        files: Of the Italian and of the English: one data file, or two pages.
        wanted: Fingerprints of Italian texts.
    """
    found: dict[str, Earlier] = {}
    for commit, path in _versions(project, files[0]) if wanted else ():
        source = git(project, "show", f"{commit}:./{path}")
        if files[0] == files[1]:
            pairs = _pairs(_read(source))
        else:
            pairs = iter([Earlier(source, git(project, "show", f"{commit}:./{files[1]}"))])
        for pair in pairs:
            if (fingerprint := fingerprint_of(pair.it)) in wanted:
                found.setdefault(fingerprint, pair)
        if len(found) == len(wanted):
            break
    return found


def _versions(project: Path, file: str) -> Iterator[tuple[str, str]]:
    """Each commit that changed a file, the newest first, and the name it had there."""
    told = git(
        project,
        *("-c", "core.quotePath=false", "log", "--no-show-signature", "--follow"),
        *("--relative", "--name-only", "--format=%x00%H", "--", file),
    )
    for commit in told.split("\0")[1:]:
        name, *paths = filter(None, commit.split("\n"))
        yield from ((name, path) for path in paths)


def _read(source: str) -> Any:
    try:
        return yaml.load(source, _Loader)
    except (yaml.YAMLError, ValueError):
        # Not every version of a file was right.
        return None


def _pairs(value: Any) -> Iterator[Earlier]:
    """Every pair of texts inside what was read from YAML, whatever the models were then."""
    if isinstance(value, list):
        for one in value:
            yield from _pairs(one)
    elif isinstance(value, dict):
        it, en = value.get("it"), value.get("en")
        if isinstance(it, str) and isinstance(en, str):
            yield Earlier(it, en)
        for one in value.values():
            yield from _pairs(one)
