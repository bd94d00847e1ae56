"""The few marks that rich text may hold, read once into a small tree.

CommonMark with everything switched off but paragraphs, lists, emphasis and links;
the parsing is markdown-it's. Pages and documents are both made from this tree, so
a sentence cannot say one thing on screen and another on paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

FIELD = re.compile(r"\{([a-z][a-z0-9-]*)\}")
"""A field placed in a sentence."""

_MARKED = re.compile(r"[\[*_\\]|^\s*(?:[-+]|\d+[.)])(?:\s|$)", re.M)
"""What a text without marks lacks: most have none, and need no parsing to be right."""

_LEFT_AS_SIGNS = re.compile(r"\*\*|\]\(|\]\s+\((?:https?|[a-z]+):")
"""Emphasis never closed, or a link that is not one: a reader would see the signs."""

_REFERENCE = re.compile(r"[a-z]+(?:-[a-z]+)*:[a-z0-9][a-z0-9-]*(?:#[a-z0-9-]+)?")


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one style. `target` is an address, `kind:id`, or empty.

    `field` is the id of a field placed here; the text is then empty.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    target: str = ""
    field: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class RichParagraph:
    spans: Spans


@dataclass(frozen=True, slots=True)
class RichList:
    items: tuple[Spans, ...]
    ordered: bool = False


RichBlock = RichParagraph | RichList


def parse(text: str) -> tuple[RichBlock, ...]:
    """Read rich text into paragraphs and lists; the text is already checked."""
    blocks: list[RichBlock] = []
    items: list[Spans] | None = None
    number = ""
    for token in _tokens(text):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            items, number = [], _number(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            if items and number and len(items) == 1:
                # A sentence that opens with a number is not a list.
                blocks.append(RichParagraph((Span(f"{number} "), *items[0])))
            elif items:
                blocks.append(RichList(tuple(items), bool(number)))
            items = None
        elif token.type == "inline":
            spans = tuple(_spans(token.children or []))
            if items is None:
                blocks.append(RichParagraph(spans))
            else:
                items.append(spans)
    return tuple(blocks)


def _number(token: Token) -> str:
    """The number from which a list starts, with its sign; nothing for bullets."""
    is_ordered = token.type == "ordered_list_open"
    return f"{token.attrGet('start') or 1}{token.markup}" if is_ordered else ""


def mistakes(text: str) -> Iterator[tuple[str, str]]:
    """What is wrong in a rich text: the code of a problem, and the words it is about.

    Links that are neither http(s) nor `kind:id`, or without words; marks that were left
    as signs; lists that a document could not keep as they are.
    """
    if not _MARKED.search(text):
        return
    tokens = _tokens(text)
    for token in tokens:
        for child, after in pairwise([*(token.children or []), Token("end", "", 0)]):
            if child.type == "link_open":
                target = str(child.attrGet("href") or "")
                right = is_web(target) or is_reference(target)
                if not right or after.type == "link_close":
                    yield "bad_link", target
            elif child.type == "text" and (left := _LEFT_AS_SIGNS.search(child.content)):
                yield "mark_left", child.content[left.start() :]
    depth = paragraphs = items = 0
    number = ""
    for token in tokens:
        if token.type.endswith(("_list_open", "_list_close")):
            depth += token.nesting
            items, number = 0, _number(token)
        if token.type == "list_item_open":
            paragraphs, items = 0, items + 1
            if items > 1 and number and number[:-1] != "1":
                yield "list_from_other_number", number
        elif token.type == "inline":
            paragraphs += 1
            if depth > 1 or (depth and paragraphs > 1):
                yield "list_too_deep", token.content


def targets(text: str) -> list[str]:
    """Where the links of a rich text lead, in order."""
    return [
        str(child.attrGet("href") or "")
        for token in (_tokens(text) if "](" in text else ())
        for child in token.children or []
        if child.type == "link_open"
    ]


def references(text: str) -> list[str]:
    """The `kind:id` links of a rich text."""
    return [target for target in targets(text) if is_reference(target)]


def fields(text: str) -> list[str]:
    """The ids of the fields placed in a text, in order."""
    return FIELD.findall(text)


def is_web(address: str) -> bool:
    """Whether an address is a complete http or https one."""
    try:
        parts = urlsplit(address)
        return (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and parts.port != 0
            and address.isprintable()
            and not re.search(r"[\s<>\"\\^`{|}]", address)
        )
    except ValueError:
        return False


def is_reference(target: str) -> bool:
    """Whether a link has the form `kind:id` (whether it exists is for the rules)."""
    return bool(_REFERENCE.fullmatch(target)) and not is_web(target)


@cache
def _tokens(text: str) -> list[Token]:
    """The text as markdown-it reads it; asked for several times on the way."""
    return _parser().parse(text)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["emphasis", "link", "list", "escape"])
    # Every link is kept here, so that a wrong one is reported instead of left as text.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _spans(tokens: list[Token]) -> Iterator[Span]:
    style = Span("")
    for token in tokens:
        match token.type:
            case "strong_open":
                style = replace(style, strong=True)
            case "strong_close":
                style = replace(style, strong=False)
            case "em_open":
                style = replace(style, emphasis=True)
            case "em_close":
                style = replace(style, emphasis=False)
            case "link_open":
                style = replace(style, target=str(token.attrGet("href") or ""))
            case "link_close":
                style = replace(style, target="")
            case "softbreak" | "hardbreak":
                yield replace(style, text=" ")
            case _:
                yield from _with_fields(token.content, style)


def _with_fields(text: str, style: Span) -> Iterator[Span]:
    position = 0
    for found in FIELD.finditer(text):
        if found.start() > position:
            yield replace(style, text=text[position : found.start()])
        yield replace(style, text="", field=found.group(1))
        position = found.end()
    if position < len(text):
        yield replace(style, text=text[position:])
