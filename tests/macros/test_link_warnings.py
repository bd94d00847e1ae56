"""`macros/link_warnings.py` says what MkDocs says of links, with the line and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.link_warnings import link_problem

PAGE = "---\nid: a\n---\n\n[uno](b.md) [due](/c/)\n\n[tre](#d)\n"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder with one page."""
    page = tmp_path / "docs/it/l'a.md"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE, "utf-8")
    return tmp_path / "docs"


@pytest.mark.parametrize(
    ("warning", "line", "code", "said"),
    [
        (
            "contains a link 'b.md', but the target 'it/b.md' is not found among documentation "
            "files.",
            5,
            "link_to_no_page",
            "«b.md»",
        ),
        (
            "contains an absolute link '/c/', it was left as is. Did you mean '../c.md'?",
            5,
            "link_almost",
            "«../c.md»",
        ),
        (
            "contains an unrecognized relative link 'e', it was left as is.",
            1,
            "link_to_no_page",
            "«e»",
        ),
        (
            "contains a link '#d', but there is no such anchor on this page.",
            7,
            "link_to_no_heading",
            "«#d»",
        ),
        (
            "contains a link 'b.md#x', but the doc 'it/b.md' does not contain an anchor '#x'.",
            1,
            "link_to_no_heading",
            "«b.md#x»",
        ),
    ],
)
def test_each_warning_becomes_a_problem(
    warning: str, line: int, code: str, said: str, docs: Path
) -> None:
    """Where it stands, the first line if a command makes it, and what MkDocs suggests."""
    problem = link_problem(f"Doc file 'it/l'a.md' {warning}", docs)
    assert problem is not None
    assert (problem.path, problem.line, problem.code) == ("docs/it/l'a.md", line, code)
    assert said in problem.told("it")
    assert said.strip("«»") in problem.told("en")


def test_other_warnings_stay_as_they_are(docs: Path) -> None:
    """They are of MkDocs, or of somebody else."""
    assert link_problem("Config value 'x': Unrecognised configuration name: x", docs) is None


def test_a_page_that_is_no_more_is_told_at_its_first_line(docs: Path) -> None:
    """It may be removed while the site is built."""
    gone = "Doc file 'it/z.md' contains a link 'b.md', but the target is not found among"
    problem = link_problem(gone, docs)
    assert problem is not None
    assert problem.line == 1
