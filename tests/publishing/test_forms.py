"""The forms with which colleagues write: in Italian, and understood by GitHub."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from built_site import ROOT
from test_workflows import check_schema

FOLDER = ROOT / ".github/ISSUE_TEMPLATE"
FORMS = sorted(file for file in FOLDER.glob("*.y*ml") if file.stem != "config")


def read(file: Path) -> dict[str, Any]:
    """A form."""
    loaded: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return loaded


def test_github_understands_the_forms() -> None:
    """By the published schemas."""
    assert len(FORMS) == 4
    done = check_schema("vendor.github-issue-forms", *FORMS)
    assert done.returncode == 0, done.stdout + done.stderr
    done = check_schema("vendor.github-issue-config", FOLDER / "config.yml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_mistake_is_found(tmp_path: Path) -> None:
    """A field of a kind that does not exist is refused."""
    (bad := tmp_path / "bad.yml").write_text(
        "name: a\ndescription: b\nbody:\n  - type: picture\n    attributes:\n      label: c\n"
    )
    assert check_schema("vendor.github-issue-forms", bad).returncode == 1


@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.stem)
def test_a_form_can_be_filled(file: Path) -> None:
    """Each question has a name of its own and a label; at least one must be answered."""
    fields = [one for one in read(file)["body"] if one["type"] != "markdown"]
    ids = [one["id"] for one in fields]
    assert len(ids) >= 3
    assert len(ids) == len(set(ids))
    labels = [one["attributes"]["label"] for one in fields]
    assert len(labels) == len(set(labels))
    assert any(one.get("validations", {}).get("required") for one in fields)


def test_who_reports_is_told_not_to_name_people() -> None:
    """Where a case could be told, the form asks for a promise."""
    for name in ("1-errore", "3-contenuto"):
        boxes = [
            option
            for field in read(FOLDER / f"{name}.yml")["body"]
            if field["type"] == "checkboxes"
            for option in field["attributes"]["options"]
        ]
        asked = [one for one in boxes if "dati di persone" in one["label"]]
        assert asked and all(one["required"] for one in asked), name


def test_the_reports_of_the_pages_still_open() -> None:
    """They start an issue without a form, or the form of a mistake with its page filled in."""
    assert read(FOLDER / "config.yml")["blank_issues_enabled"] is True
    assert "page" in {one.get("id") for one in read(FOLDER / "1-errore.yml")["body"]}


def test_the_form_of_a_change_asks_what_a_reviewer_needs() -> None:
    """What changes, where it comes from, both languages, no person."""
    text = (ROOT / ".github/pull_request_template.md").read_text("utf-8")
    for words in ("Che cosa cambia per chi legge", "Da dove viene", "due lingue", "fonte"):
        assert words in text
    assert text.count("- [ ] ") >= 3


@pytest.mark.parametrize("name", ["CODE_OF_CONDUCT.md", "SECURITY.md"])
def test_conduct_and_security_are_in_both_languages(name: str) -> None:
    """And say where to write: the publisher's own field, never an invented address."""
    italian, _, english = (ROOT / name).read_text("utf-8").partition("\n---\n")
    for text in (italian, english):
        assert len(text.split()) > 150
        assert "publisher.contact" in text
        assert "@" not in text
