"""What MkDocs says of a link that leads nowhere, said as the rest: file, line, what to do."""

from __future__ import annotations

import re
from pathlib import Path

from macros.problems import Problem

_WARNING = re.compile(
    r"Doc file '(?P<page>.+?)' contains an? (?:absolute |unrecognized relative )?"
    r"link (?:to )?'(?P<link>.*?)'(?P<why>,? .*?)(?: Did you mean '(?P<meant>.+)'\?)?"
)


def link_problem(warning: str, docs: Path) -> Problem | None:
    """The problem of which MkDocs warns; nothing if the warning is of something else.

    Args:
        warning: As MkDocs words it.
        docs: The folder of the pages.
    """
    said = _WARNING.fullmatch(warning)
    if said is None:
        return None
    if said["meant"]:
        code = "link_almost"
    elif "anchor" in said["why"]:
        code = "link_to_no_heading"
    else:
        code = "link_to_no_page"
    page, link = said["page"], said["link"]
    line = _line(docs / page, link)
    return Problem.at(f"{docs.name}/{page}", line, code, link=link, meant=said["meant"] or "")


def _line(page: Path, link: str) -> int:
    """The line that holds a link; the first where it is made by a command."""
    try:
        lines = page.read_text("utf-8-sig").splitlines()
    except OSError:
        return 1
    whole = re.compile(rf"(?<![\w/.#-]){re.escape(link)}(?![\w/-])")
    return next((number for number, line in enumerate(lines, start=1) if whole.search(line)), 1)
