"""`scripts/change_summary.py` tells in Italian what a change does, or what stops it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from built_site import SITE_URL, with_code
from change_summary import (
    NothingToCompareError,
    earlier_site,
    marked,
    notes,
    plain,
    read_failure,
    summary,
)
from tiny_site import TinySite

PROGRAM_OF_GIT = {
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@comune.example",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@comune.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
}


@pytest.fixture
def project(tiny: TinySite) -> TinySite:
    """The tiny guide with the whole code, in a repository with one commit."""
    with_code(tiny)
    (tiny.root / ".gitignore").write_text(".cache\n/site/\n")
    git(tiny, "init", "--quiet", "--initial-branch=main")
    commit(tiny)
    return tiny


def git(project: TinySite, *arguments: str) -> None:
    """Run git there, as nobody in particular."""
    subprocess.run(
        ["git", "-C", str(project.root), *arguments],
        env={**os.environ, **PROGRAM_OF_GIT},
        check=True,
    )


def commit(project: TinySite) -> None:
    """Keep everything as it is."""
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "Prova")


def told(
    project: TinySite, revision: str = "main", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the summary of a project."""
    return subprocess.run(
        [sys.executable, "scripts/change_summary.py", revision],
        cwd=project.root,
        env={
            **{key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")},
            "SITE_URL": SITE_URL,
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_change_is_told_as_a_reader_would_notice_it(project: TinySite, tmp_path: Path) -> None:
    """On a branch: the Italian sentence, the English left behind, the documents that change."""
    page = tmp_path / "page.md"
    git(project, "checkout", "--quiet", "-b", "modifica")
    project.replace("data/checklists/start.yaml", "La nota è scritta.", "La nota è firmata.")
    commit(project)
    done = told(project, GITHUB_STEP_SUMMARY=str(page))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# Che cosa cambia per chi legge" in done.stdout
    assert "> Prima: La nota è ~~scritta.~~" in done.stdout
    assert "> Ora: La nota è **firmata.**" in done.stdout
    assert "## Traduzione: cambiate solo in italiano" in done.stdout
    assert "## Documenti cambiati" in done.stdout
    assert "## Stato delle traduzioni" in done.stdout
    assert "Indirizzi che non ci sono più | 0" in done.stdout
    assert page.read_text("utf-8").strip() == done.stdout.strip()
    assert (project.root / "site/index.html").is_file()


def test_a_change_that_no_reader_sees_is_told_so(project: TinySite) -> None:
    """A comment in the data, not even committed."""
    project.write("data/roles.yaml", "# Una nota.\n" + project.text("data/roles.yaml"))
    done = told(project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Niente: pagine e documenti sono uguali a prima." in done.stdout


def test_a_mistake_is_told_with_file_line_and_remedy(project: TinySite) -> None:
    """And, where GitHub runs it, beside the line."""
    project.replace("data/checklists/start.yaml", "id: start", "id: stort")
    line = project.line_of("data/checklists/start.yaml", "id: stort")
    done = told(project, GITHUB_ACTIONS="true")
    assert done.returncode == 1
    assert "# Così la modifica non si può pubblicare" in done.stdout
    assert f"**`data/checklists/start.yaml`, riga {line}**" in done.stdout
    assert "*Che cosa fare*" in done.stdout
    assert f"::error file=data/checklists/start.yaml,line={line}::" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_without_an_earlier_version_it_says_so(project: TinySite, tmp_path: Path) -> None:
    """An unknown revision is no fault of the change: the summary says what is known."""
    with pytest.raises(NothingToCompareError) as error:
        earlier_site(project.root, "origin/main", tmp_path)
    text = summary(None, None, str(error.value))
    assert "# Il sito si costruisce" in text
    assert "origin/main" in text


def test_without_git_it_says_so(
    project: TinySite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of the project on a machine that has no git."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NothingToCompareError, match="git"):
        earlier_site(project.root, "main", tmp_path)


def test_an_earlier_version_that_does_not_build_is_told(project: TinySite, tmp_path: Path) -> None:
    """Its own mistakes are quoted: they are not of this change."""
    project.replace("data/checklists/start.yaml", "id: start", "id: stort")
    commit(project)
    with pytest.raises(NothingToCompareError, match="stort"):
        earlier_site(project.root, "main", tmp_path)


def test_mistakes_are_read_from_check_and_from_the_build() -> None:
    """Both say `file:line: what`, and the remedy below; what is left is kept."""
    found = read_failure(
        "data/a.yaml:3: manca «en».\n  Scrivilo.\n"
        "WARNING -  docs/it/b.md:12: la pagina non c'è.\n  Cambia il nome.\nAborted with 1 error\n"
    )
    assert [(one.path, one.line, one.fix) for one in found.mistakes] == [
        ("data/a.yaml", 3, "Scrivilo."),
        ("docs/it/b.md", 12, "Cambia il nome."),
    ]
    assert found.rest == "Aborted with 1 error"
    assert next(iter(notes(found))) == "::error file=data/a.yaml,line=3::manca «en». Scrivilo."


def test_what_changed_in_a_sentence_is_visible() -> None:
    """The words that went and came are marked; of the others only those around."""
    before, after = marked("Il Comune decide oggi.", "Il Comune decide domani.")
    assert before == "Il Comune decide ~~oggi.~~"
    assert after == "Il Comune decide **domani.**"
    many = " ".join(f"w{number}" for number in range(40))
    before, after = marked(f"{many} uno {many}", f"{many} due {many}")
    assert before.startswith("… w34") and before.endswith("w5 …")
    assert "~~uno~~" in before and "**due**" in after


@pytest.mark.parametrize("text", ["*a*", "<img src=x>", "[a](b)", "@ente", "#12", "`a`", "a|b"])
def test_words_of_the_guide_are_no_marks_of_the_summary(text: str) -> None:
    """Whatever a page says is shown as it is."""
    shown = plain(text)
    assert shown != text
    assert shown.replace("\\", "") == text
