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

from macros.cache import Spared


class CompiledPages:
    """Compiled pages, by their text and by what a page may name."""

    def __init__(self, folder: Path | None, names: tuple[str, ...]) -> None:
        """Use a folder, or none: then nothing is kept and nothing is found."""
        known = ("jinja2", jinja2.__version__, python_version(), *names)
        self._known = hashlib.sha256("\n".join(known).encode())
        self._spared = Spared(folder)

    def code(self, text: str) -> CodeType | None:
        """The code of a page in which nothing was wrong, if it was kept."""
        found = self._spared.find(self._key(text))
        code: CodeType | None = marshal.loads(found) if found else None
        return code

    def remember(self, text: str, code: CodeType) -> None:
        """Keep the code of a page."""
        self._spared.keep(self._key(text), marshal.dumps(code))

    def forget_unused(self) -> None:
        """Remove what no run has asked for in days."""
        self._spared.drop_unused()

    def _key(self, text: str) -> str:
        key = self._known.copy()
        key.update(text.encode())
        return f"{key.hexdigest()}.code"
