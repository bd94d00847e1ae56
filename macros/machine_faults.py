"""What goes wrong around the content: a full disk, a file that may not be read, another build.

Nobody wrote a mistake, so there is no line to look at: what happened and what to do, in both
languages at once.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

from macros.model.text import LANGS
from macros.problems import legible, messages

_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)


def told(code: str, **values: object) -> str:
    """A message of `messages.yaml`, in Italian and then in English."""
    return "\n".join(_lines(code, {key: legible(str(value)) for key, value in values.items()}))


def _lines(code: str, values: dict[str, str]) -> Iterator[str]:
    for lang in LANGS:
        message = messages()[code][lang]
        yield message["what"].format_map(values)
        yield "  " + message["fix"].format_map(values)


def told_of(error: OSError, project: Path) -> str:
    """What the system refused, as a person would say it.

    Args:
        error: As Python gives it; a write to a full disk names no file.
        project: Files below it are named from there.
    """
    # A copy names what it was writing second; a template that is not there has only a name.
    file = error.filename2 or error.filename or getattr(error, "name", None)
    place = _named(Path(file), project) if file else project.as_posix()
    reason = error.strerror or str(error)
    if error.errno in _NO_SPACE:
        return told("no_space", place=place)
    if error.errno in _NOT_ALLOWED:
        return told("not_allowed", place=place, reason=reason)
    return told("file_fault", place=place, reason=reason)


def _named(file: Path, project: Path) -> str:
    return (file.relative_to(project) if file.is_relative_to(project) else file).as_posix()
