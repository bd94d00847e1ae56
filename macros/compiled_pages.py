"""The macros of a page as Jinja compiles them, kept for the next run.

Compiling a page takes three times as long as running it; most pages are as they were.
"""

from __future__ import annotations

import hashlib
import marshal
from pathlib import Path
from platform import python_version
from types import CodeType

import jinja2

from macros.cache import drop_unused, is_kept, keep


class CompiledPages:
    """Compiled pages, by their text and by what a page may name."""

    def __init__(self, folder: Path | None, names: tuple[str, ...]) -> None:
        """Use a folder, or none: then nothing is kept and nothing is found."""
        self._folder = folder
        known = ("jinja2", jinja2.__version__, python_version(), *names)
        self._key = hashlib.sha256("\n".join(known).encode())
        if folder:
            folder.mkdir(parents=True, exist_ok=True)

    def code(self, text: str) -> CodeType | None:
        """The code of a page in which nothing was wrong, if it was kept."""
        kept = self._place(text)
        if not kept or not is_kept(kept):
            return None
        try:
            found = marshal.loads(kept.read_bytes())
        except (OSError, EOFError, ValueError, TypeError):
            # A damaged file is as good as none: the page is compiled again.
            return None
        return found if isinstance(found, CodeType) else None

    def remember(self, text: str, code: CodeType) -> None:
        """Keep the code of a page."""
        if kept := self._place(text):
            keep(kept, marshal.dumps(code))

    def forget_unused(self) -> None:
        """Remove what no run has asked for in days."""
        if self._folder:
            drop_unused(self._folder)

    def _place(self, text: str) -> Path | None:
        if not self._folder:
            return None
        key = self._key.copy()
        key.update(text.encode())
        return self._folder / f"{key.hexdigest()}.code"
