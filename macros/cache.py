"""Files kept between runs, each named by all that made it: what is there is never stale.

Its name holds a digest of its content too: what a disk or a hand has damaged is as good as
none. Whoever loses the folder loses only time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from pathlib import Path

_KEPT = 7 * 24 * 3600
"""Seconds for which a file stays that no run asks for: switching back stays quick."""


class Kept:
    """What a folder keeps, as it was when the run began."""

    def __init__(self, folder: Path) -> None:
        """Look into a folder, made if it is not there.

        Raises:
            OSError: It cannot be made, or looked into.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._files = {file.name.partition("-")[2]: file for file in folder.iterdir()}

    def find(self, key: str) -> tuple[Path, bytes] | None:
        """The file with a key and its content, if it is there and whole; a run wants it."""
        file = self._files.get(key)
        try:
            if file is None:
                return None
            os.utime(file)
            content = file.read_bytes()
        except OSError:
            return None
        return (file, content) if file == _place(self.folder, key, content) else None

    def drop_unused(self) -> None:
        """Remove what no run has wanted for long, and what a stopped one left half-written."""
        oldest = time.time() - _KEPT
        for file in self.folder.iterdir():
            # Another run may be dropping the same.
            with contextlib.suppress(OSError):
                if file.stat().st_mtime < oldest:
                    file.unlink()


class Spared:
    """The same for what is kept to save time alone: where it cannot be kept, it is not."""

    def __init__(self, folder: Path | None) -> None:
        """Use a folder, or none: then nothing is kept and nothing is found."""
        self._kept: Kept | None = None
        if folder:
            with contextlib.suppress(OSError):
                self._kept = Kept(folder)

    def find(self, key: str) -> bytes | None:
        """What is kept under a key."""
        found = self._kept.find(key) if self._kept else None
        return found[1] if found else None

    def keep(self, key: str, content: bytes) -> None:
        """Keep something; on a full disk, do without."""
        if self._kept:
            with contextlib.suppress(OSError):
                keep(self._kept.folder, key, content)

    def drop_unused(self) -> None:
        """Remove what no run has wanted for long."""
        if self._kept:
            with contextlib.suppress(OSError):
                self._kept.drop_unused()


def keep(folder: Path, key: str, content: bytes) -> Path:
    """Keep a file under a key.

    Raises:
        OSError: It cannot be written.
    """
    place = _place(folder, key, content)
    write_whole(place, content)
    return place


def write_whole(file: Path, content: bytes) -> None:
    """Write a file whole, or not at all.

    Raises:
        OSError: It cannot be written.
    """
    # Written beside and then renamed: a run that is stopped leaves no half file. The name is
    # one that whoever looks into the folder meanwhile passes over.
    with tempfile.NamedTemporaryFile(
        dir=file.parent, prefix=".", suffix=".swp", delete=False
    ) as beside:
        try:
            beside.write(content)
            beside.flush()
            Path(beside.name).chmod(0o644)
            Path(beside.name).replace(file)
        except OSError:
            Path(beside.name).unlink()
            raise


def _place(folder: Path, key: str, content: bytes) -> Path:
    return folder / f"{hashlib.sha256(content).hexdigest()[:32]}-{key}"
