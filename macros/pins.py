"""Which Italian texts have a translation that was read again: the files of `translations/`.

One for each file of `data/`, so that who works on other things writes other files, and one
for the pages. One line per text, its name and the fingerprint of the Italian. The lines of
a file are a set: their order says nothing, a line twice is as good as once, and a merge
that keeps the lines of both sides is always right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from macros.cache import write_whole
from macros.problems import Problem
from macros.read_yaml import read_utf8

FOLDER = "translations"

Pins = Mapping[str, Mapping[str, frozenset[str]]]
"""Fingerprints by group and by name in the group."""

_PIN = re.compile(r"(\S+) ([0-9a-f]{12})")
_CONFLICT = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: .*)?")
"""What git writes into a file that it could not merge."""


def read_pins(folder: Path) -> tuple[Pins | None, list[Problem]]:
    """The pins of a project, and what is wrong in their files.

    Returns:
        The pins, or nothing where the folder is not there: translations are not followed.
    """
    if not folder.is_dir():
        return None, []
    pins: dict[str, dict[str, frozenset[str]]] = {}
    problems: list[Problem] = []
    for file in sorted(folder.rglob("*.txt")):
        name = file.relative_to(folder).as_posix()
        text = read_utf8(file, shown := f"{folder.name}/{name}")
        if isinstance(text, Problem):
            problems.append(text)
            continue
        group = pins.setdefault(name.removesuffix(".txt"), {})
        for number, line in enumerate(text.splitlines(), start=1):
            if found := _PIN.fullmatch(line.strip()):
                group[found[1]] = group.get(found[1], frozenset()) | {found[2]}
            elif line.strip() and not line.startswith("#"):
                code = "pin_conflict" if _CONFLICT.fullmatch(line.strip()) else "pin_damaged"
                problems.append(Problem.at(shown, number, code))
    return pins, problems


def file_of(group: str) -> str:
    """The file that holds the pins of a group, from the folder of them all."""
    return f"{group}.txt"


def pin_line(key: str, fingerprint: str) -> str:
    """A pin as it is written."""
    return f"{key} {fingerprint}"


def write_pins(folder: Path, before: Pins, after: Pins, head: str) -> None:
    """Write the files that change, each whole or not at all, and remove those left empty.

    Args:
        folder: Made if it is not there.
        before: What the files hold.
        after: What they are to hold.
        head: What the first lines of a file say of it.
    """
    folder.mkdir(exist_ok=True)
    for group in sorted({*before, *after}):
        pins = after.get(group, {})
        if pins == before.get(group) and pins:
            continue
        file = folder / file_of(group)
        if pins:
            lines = [pin_line(key, one) for key in sorted(pins) for one in sorted(pins[key])]
            comments = [f"# {line}" for line in head.splitlines()]
            file.parent.mkdir(exist_ok=True)
            write_whole(file, "".join(f"{line}\n" for line in (*comments, *lines)).encode())
        else:
            file.unlink(missing_ok=True)
