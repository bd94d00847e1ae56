"""What a release changes for readers, as Markdown: for the page from which it is downloaded."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from macros.guide import Guide
from macros.model.change import Change
from macros.model.text import Lang, RichText
from macros.rich import RichList, Span, Spans, parse
from macros.view import OutsideView


def changes_of(guide: Guide) -> tuple[Change, ...]:
    """The changes that the version at hand brings, the latest first."""
    version = guide.catalog.site.version
    return tuple(one for one in guide.catalog.changes() if one.version == version)


def release_notes(guide: Guide, lang: Lang) -> str:
    """The notes of the version at hand, in one language."""
    view = OutsideView(guide, lang, "")

    def marked(text: RichText) -> str:
        return "\n\n".join(_blocks(text, view))

    text = view.fragment("release_notes", changes=changes_of(guide), marked=marked)
    # The fragments escape for HTML, and this is not HTML.
    return unescape(text).strip() + "\n"


def _blocks(text: RichText, view: OutsideView) -> Iterator[str]:
    for block in parse(text.of(view.lang)):
        if isinstance(block, RichList):
            signs = (f"{number}." if block.ordered else "-" for number in range(1, 1000))
            items = zip(signs, block.items, strict=False)
            yield "\n".join(f"{sign} {_line(item, view)}" for sign, item in items)
        else:
            yield _line(block.spans, view)


def _line(spans: Spans, view: OutsideView) -> str:
    return "".join(_span(span, view) for span in spans)


def _span(span: Span, view: OutsideView) -> str:
    words = f"**{span.text}**" if span.strong else f"*{span.text}*" if span.emphasis else span.text
    return f"[{words}]({view.target(span.target)})" if span.target else words
