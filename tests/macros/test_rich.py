"""Rich text: paragraphs, lists, emphasis, links, and nothing else."""

from __future__ import annotations

import pytest

from macros.rich import (
    RichList,
    RichParagraph,
    Span,
    fields,
    is_reference,
    is_web,
    mistakes,
    parse,
    references,
)


def test_marks_become_spans() -> None:
    """Strong, emphasis, links and fields are told apart, the words kept."""
    [paragraph] = parse("Uno **due** *tre* [quattro](https://a.it) e {five-six}.")
    assert isinstance(paragraph, RichParagraph)
    assert [span for span in paragraph.spans if span != Span(" ")] == [
        Span("Uno "),
        Span("due", strong=True),
        Span("tre", emphasis=True),
        Span("quattro", target="https://a.it"),
        Span(" e "),
        Span("", field="five-six"),
        Span("."),
    ]


def test_lists_and_paragraphs_keep_their_order() -> None:
    """What comes before a list, the list, and what comes after it."""
    before, bullets, after, numbered = parse("a\n\n- b\n- c\n\nd\n\n1. e\n2. f")
    assert isinstance(before, RichParagraph) and isinstance(after, RichParagraph)
    assert bullets == RichList(((Span("b"),), (Span("c"),)))
    assert numbered == RichList(((Span("e"),), (Span("f"),)), ordered=True)


def test_a_sentence_that_opens_with_a_number_keeps_it() -> None:
    """«4. Ci sono dati» in a cell is a sentence, not a list of one that starts from 1."""
    assert parse("4. Ci sono dati") == (RichParagraph((Span("4. "), Span("Ci sono dati"))),)
    assert parse("2026. Un anno") == (RichParagraph((Span("2026. "), Span("Un anno"))),)


@pytest.mark.parametrize("text", ["# a", "`a`", "> a", "| a |", "<b>", "a\n===", "    a", "***"])
def test_other_marks_stay_signs(text: str) -> None:
    """No headings, code, quotes, tables or HTML: they are shown as they are written."""
    assert all(
        isinstance(block, RichParagraph) and not any(span.strong for span in block.spans)
        for block in parse(text)
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("**a** *b* [c](method:raci) [d](https://a.it/x_(y))", None),
        ("- a\n- b", None),
        ("1. a\n2. b", None),
        ("5 * 3 * 2 _____", None),
        (r"\[a\] \* b", None),
        ("[a](javascript:alert(1))", "bad_link"),
        ("[a](JAVASCRIPT:alert(1))", "bad_link"),
        ("[a](java&#x73;cript:alert(1))", "bad_link"),
        ("[a](&#106;avascript:alert(1))", "bad_link"),
        ("[a](data:text/html,x)", "bad_link"),
        ("[a](<vbscript:x y>)", "bad_link"),
        ("[a](//a.it)", "bad_link"),
        ("[a](page.md)", "bad_link"),
        ("[a]()", "bad_link"),
        ("[](https://a.it)", "bad_link"),
        ("![a](javascript:x)", "bad_link"),
        ("[a](https://a b.it)", "mark_left"),
        ("[a] (https://a.it)", "mark_left"),
        ("**a", "mark_left"),
        ("a **b **", "mark_left"),
        ("- a\n  - b", "list_too_deep"),
        ("- a\n\n  b", "list_too_deep"),
        ("3. a\n4. b", "list_from_other_number"),
    ],
)  # fmt: skip
def test_mistakes_are_found(text: str, code: str | None) -> None:
    """Wrong links, marks left open and lists that cannot be kept have a name."""
    found = [name for name, _ in mistakes(text)]
    # `javascript:` has the form of `kind:id`: no such kind is for the rules to say.
    if code == "bad_link" and not found:
        assert references(text)
    else:
        assert found == ([code] if code else [])


@pytest.mark.parametrize(
    ("address", "right"),
    [
        ("https://a.it", True),
        ("HTTP://A.IT/x?y=z&w#v", True),
        ("https://à.it:8080/", True),
        ("//a.it", False),
        ("https:/a.it", False),
        ("https://", False),
        ("ftp://a.it", False),
        ("javascript:https://a.it", False),
        ("https://a.it\n", False),
        ("https://a\t.it", False),
        ("https://a.it/\u202e", False),
        ("https://[::1", False),
        ("https://a.it:x/", False),
        ('https://a.it/"x', False),
        (" https://a.it", False),
    ],
)
def test_only_complete_web_addresses_pass(address: str, right: bool) -> None:
    """http or https, with a host, and no sign that could end an attribute."""
    assert is_web(address) is right


def test_references_and_fields_are_found() -> None:
    """Links between entries have the form `kind:id`; fields stand between braces."""
    assert references("[a](method:raci) [b](https://a.it) [c](page:home#top)") == [
        "method:raci",
        "page:home#top",
    ]
    assert fields("{a} {b-c} {A} { d }") == ["a", "b-c"]
    assert is_reference("act:tuel-42") and not is_reference("Act:tuel") and not is_reference("act:")
