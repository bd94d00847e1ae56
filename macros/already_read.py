"""What was read from a data file and found right, kept for the next run.

Reading and checking a file costs twenty times more than taking up what came out of it.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from platform import python_version

from macros.cache import Spared
from macros.draft import DraftEntry

_HERE = Path(__file__).parent
_READ_WITH = ("pydantic", "pyyaml", "markdown-it-py")


class AlreadyRead:
    """The entries of right files, by their content and by the code that read them."""

    def __init__(self, folder: Path | None) -> None:
        """Use a folder, or none: then nothing is kept and nothing is found."""
        self._spared = Spared(folder)

    def entries(self, file: Path, shown_as: str) -> Sequence[DraftEntry]:
        """The entries of a file as it is now; none if it was not read, or was not right."""
        if (key := _key(file, shown_as)) and (found := self._spared.find(key)):
            entries: tuple[DraftEntry, ...] = pickle.loads(found)
            return entries
        return ()

    def remember(self, file: Path, shown_as: str, entries: Sequence[DraftEntry]) -> None:
        """Keep what a file holds: only of a file in which nothing is wrong."""
        if entries and (key := _key(file, shown_as)):
            self._spared.keep(key, pickle.dumps(tuple(entry.kept() for entry in entries), 5))

    def forget_unused(self) -> None:
        """Remove what no run has asked for in days."""
        self._spared.drop_unused()


def _key(file: Path, shown_as: str) -> str | None:
    try:
        content = file.read_bytes()
    except OSError:
        return None
    key = hashlib.sha256(f"{_code()}\n{shown_as}\n".encode("utf-8", "surrogatepass") + content)
    return f"{key.hexdigest()}.pickle"


@cache
def _code() -> str:
    """Changes when the code that reads, or a library that it reads with, changes."""
    digest = hashlib.sha256(python_version().encode())
    for file in sorted((*_HERE.glob("*.py"), *_HERE.glob("model/*.py"))):
        digest.update(file.read_bytes())
    for package in _READ_WITH:
        digest.update(f"{package}={version(package)}".encode())
    return digest.hexdigest()
