"""On which line a value of the data stands, for who has to go there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from macros.read_yaml import Place, Read, read_yaml


class Lines:
    """The lines of the files of a project, each file read when it is first asked for."""

    def __init__(self, project: Path) -> None:
        self._read = cache(lambda file: read_yaml(project / file, file))

    def of(self, file: str, id: str, place: Place = ()) -> int:
        """The line of a value.

        Args:
            file: From the root of the project: `data/terms.yaml`.
            id: Of the entry; the file holds that one alone, or a list of them.
            place: Of the value inside the entry.
        """
        read = self._read(file)
        if not isinstance(read, Read):
            return 1
        start: Place = ()
        if isinstance(read.value, list):
            start = next(
                (
                    (index,)
                    for index, entry in enumerate(read.value)
                    if isinstance(entry, dict) and entry.get("id") == id
                ),
                (),
            )
        return read.line((*start, *place))
