"""A folder written beside and put in its place once whole: what stands there is never half done.

Whoever writes a site empties its folder first, and a stop halfway would leave readers nothing.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

if sys.platform != "win32":
    import fcntl


class BusyError(Exception):
    """Another run is writing the same folder."""


@dataclass(frozen=True, slots=True)
class Swap:
    """A folder to replace: the new one is written in `new`, beside it."""

    target: Path
    new: Path
    old: Path
    """Where the one to replace waits until the new one is in its place."""
    lock: int
    """Keeps other runs away; the system lets it go when the run ends, however it ends."""

    @classmethod
    def begin(cls, target: Path) -> Swap:
        """Take a folder for this run, and mend what a stopped one left.

        Args:
            target: The folder to replace; it need not exist. Where it is a link, what the
                link leads to.

        Raises:
            BusyError: Another run has it.
            OSError: Nothing can be written beside it.
        """
        target = target.resolve()
        new, old = (target.with_name(f"{target.name}.{state}") for state in ("new", "old"))
        swap = cls(target, new, old, _taken(new))
        for left in new.iterdir():
            _remove(left)
        if old.exists() and not target.exists():
            old.rename(target)
        swap._leave_the_old()
        return swap

    def finish(self) -> None:
        """Put the new folder in the place of the old one.

        What is hidden in the old one (`.git`, where a site is also a checkout) is kept.

        Raises:
            OSError: The folder cannot be replaced; the old one is there.
        """
        if self.target.exists():
            self.target.rename(self.old)
        try:
            self.new.rename(self.target)
        except OSError:
            if self.old.exists():
                self.old.rename(self.target)
            raise
        self._leave_the_old()
        os.close(self.lock)

    def give_up(self) -> None:
        """Remove what was written: the old folder stays as it is."""
        # What cannot be removed is emptied by the next run.
        shutil.rmtree(self.new, ignore_errors=True)
        os.close(self.lock)

    def _leave_the_old(self) -> None:
        if self.old.is_dir():
            for hidden in self.old.glob(".*"):
                if not (self.target / hidden.name).exists():
                    hidden.rename(self.target / hidden.name)
        _remove(self.old)


def _taken(folder: Path) -> int:
    """Make a folder, and hold it."""
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        if sys.platform == "win32":
            # There a folder cannot be held: two runs at once are not told apart.
            return os.open(os.devnull, os.O_RDONLY)
        held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(held)
            raise BusyError(str(folder)) from None
        except OSError:
            # Some network disks hold nothing: better without than not at all.
            return held
        # The run that held it may have put it in its place, or removed it, meanwhile.
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(held), folder.stat()):
                return held
        os.close(held)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
