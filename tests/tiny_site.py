"""A copy of the tiny site of the tests, to be spoilt: the good case of every bad case."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from macros.load import load
from macros.problems import ContentError, Problem
from macros.read_guide import read_guide

TINY = Path(__file__).parent / "sites" / "tiny"
ADDRESS = "https://guida.example/"


@cache
def _files() -> dict[Path, bytes]:
    """The tiny site, read once: hundreds of tests copy it."""
    files = [path for path in TINY.rglob("*") if path.is_file()]
    return {path.relative_to(TINY): path.read_bytes() for path in files}


@dataclass(frozen=True)
class TinySite:
    """A folder with `data/` and `docs/`, right until a test spoils it."""

    root: Path

    @classmethod
    def copied_to(cls, root: Path) -> TinySite:
        """Copy the tiny site, its labels (those of the guide) included."""
        for path, content in _files().items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
        return cls(root)

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.root / "data"

    @property
    def docs(self) -> Path:
        """The folder of the pages written by hand."""
        return self.root / "docs"

    def text(self, file: str) -> str:
        """The text of a file (`data/roles.yaml`)."""
        return (self.root / file).read_text("utf-8")

    def write(self, file: str, text: str | bytes) -> None:
        """Write a file, new or not."""
        content = text.encode() if isinstance(text, str) else text
        (self.root / file).write_bytes(content)

    def replace(self, file: str, old: str, new: str) -> None:
        """Put a text in the place of the first `old` of a file, which must be there."""
        text = self.text(file)
        assert old in text, f"{file} does not hold {old!r}: the test would prove nothing"
        self.write(file, text.replace(old, new, 1))

    def line_of(self, file: str, words: str) -> int:
        """The first line of a file that holds some words."""
        lines = self.text(file).splitlines()
        return next(number for number, line in enumerate(lines, start=1) if words in line)

    def data_problems(self) -> tuple[Problem, ...]:
        """What is wrong in the data alone, as `check --data` sees it."""
        try:
            load(self.data, "data")
        except ContentError as error:
            return error.problems
        return ()

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong in data and pages."""
        try:
            read_guide(self.data, self.docs, ADDRESS, "data")
        except ContentError as error:
            return error.problems
        return ()
