"""Markdown tables that scroll sideways can be reached and named by keyboard users."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_HEADINGS = {"h1", "h2", "h3", "h4"}
_ALIGNMENT = re.compile(r"text-align: (left|right|center);")


class TableRegions(Extension):
    """Wrap each table in a focusable region named after the heading before it.

    The names of the classes are Material's, so that its style applies. Alignments become
    classes: the site allows no inline style.
    """

    label = "{name}"
    """«Tabella: {name}», in the language of the page at work."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (name given by Markdown)
        """Take part in the rendering of a page."""
        md.treeprocessors.register(_Wrapper(md, self), "table_regions", 5)


class _Wrapper(Treeprocessor):
    def __init__(self, md: Markdown, regions: TableRegions) -> None:
        super().__init__(md)
        self._regions = regions

    def run(self, root: Element) -> None:
        names: dict[str, int] = {}
        heading = ""
        for parent in list(root.iter()):
            for index, child in enumerate(list(parent)):
                if child.tag in _HEADINGS:
                    heading = "".join(_words(child))
                elif child.tag == "table" and parent.get("class") != "md-typeset__table":
                    names[heading] = names.get(heading, 0) + 1
                    count = f" ({names[heading]})" if names[heading] > 1 else ""
                    parent[index] = self._region(child, f"{heading}{count}")

    def _region(self, table: Element, name: str) -> Element:
        for cell in table.iter():
            if found := _ALIGNMENT.match(cell.attrib.pop("style", "")):
                cell.set("class", f"plm-{found[1]}")
        attributes: dict[str, Any] = {
            "class": "md-typeset__scrollwrap",
            "tabindex": "0",
            "role": "region",
            "aria-label": self._regions.label.format(name=name),
        }
        region = Element("div", attributes)
        box = Element("div", {"class": "md-typeset__table"})
        region.append(box)
        box.append(table)
        region.tail, table.tail = table.tail, None
        return region


def _words(heading: Element) -> list[str]:
    """The text of a heading, the sign of its permanent link left out."""
    found = [heading.text or ""]
    for child in heading:
        if child.get("class") != "headerlink":
            found += _words(child)
        found.append(child.tail or "")
    return found
