"""Pages made from the data are HTML already: only their headings are for Markdown."""

from __future__ import annotations

import re
from itertools import groupby

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_HEADING = re.compile(r"#{1,4} .+ \{ #[a-z0-9-]+ \}")
"""As the fragments write it. No text of the data can look like one: braces are fields."""


class ReadyHtml(Extension):
    """Set aside what stands between the headings of a page, instead of reading it again.

    For Markdown, reading HTML costs more than all the rest of a page.
    """

    on = False
    """Whether the page at work is made from the data."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (name given by Markdown)
        """Take part in the rendering of a page, before Markdown looks for HTML (20)."""
        md.preprocessors.register(_SetAside(md, self), "ready_html", 24)


class _SetAside(Preprocessor):
    def __init__(self, md: Markdown, ready: ReadyHtml) -> None:
        super().__init__(md)
        self._ready = ready

    def run(self, lines: list[str]) -> list[str]:
        if not self._ready.on:
            return lines
        kept: list[str] = []
        for is_heading, group in groupby(lines, lambda line: bool(_HEADING.fullmatch(line))):
            if is_heading:
                kept += group
            elif html := "\n".join(group).strip("\n"):
                # Two lines after it: the last block of a page must end as the others do.
                kept += ["", self.md.htmlStash.store(html), "", ""]
        return kept
