"""`python -m macros translations`: what a maintainer sees and does when the Italian changes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from project_history import commit_all, git
from tiny_site import TinySite

from macros.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
METHOD = "data/methods/matrix.yaml"


class Project:
    """A tiny guide in the working folder, and what the command says of it."""

    def __init__(self, tiny: TinySite, capsys: pytest.CaptureFixture[str]) -> None:
        self.tiny = tiny
        self._capsys = capsys

    def run(self, *arguments: str) -> tuple[int, str]:
        self._capsys.readouterr()
        code = main(["translations", *arguments])
        return code, self._capsys.readouterr().out


@pytest.fixture
def project(
    tiny: TinySite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Project:
    """All translations read, all committed."""
    monkeypatch.chdir(tiny.root)
    found = Project(tiny, capsys)
    assert found.run("accept", "--all")[0] == 0
    commit_all(tiny.root, "all read")
    return found


def test_nothing_lags(project: Project) -> None:
    """One line, exit code 0, in either language."""
    assert project.run()[0] == 0
    assert "nessuna traduzione è indietro" in project.run()[1]
    assert "no translation lags" in project.run("--lang", "en")[1]


def test_an_italian_sentence_changed_and_the_english_left_behind(project: Project) -> None:
    """Where to go, what changed, what the English says; then accepted, and all is well."""
    project.tiny.replace(METHOD, "it: Quando il gruppo ha due persone.",
                         "it: Quando il gruppo ha tre persone.")  # fmt: skip
    line = project.tiny.line_of(METHOD, "When the group has two people.")
    code, told = project.run()
    assert code == 1
    assert f"{METHOD}:{line}: method:matrix.avoid\n" in told
    assert "L'italiano è cambiato, l'inglese no." in told
    assert "italiano: Quando il gruppo ha [-due-] {+tre+} persone." in told
    assert "inglese: When the group has two people." in told
    assert "Traduzioni da rileggere: 1 su" in told
    assert "python -m macros translations accept method:matrix.avoid" in told

    project.tiny.replace(METHOD, "has two people", "has three people")
    assert "Sono cambiati tutti e due" in project.run()[1]
    code, told = project.run("accept", "method:matrix.avoid")
    assert (code, told) == (0, "Accettate: 1. Ancora da rileggere: 0.\n")
    assert project.run()[0] == 0
    assert git(project.tiny.root, "status", "--short", "-uno").split() == [
        "M", METHOD, "M", "translations/methods/matrix.txt"
    ]  # fmt: skip


def test_a_translation_can_be_accepted_in_the_browser(project: Project) -> None:
    """The list says which line to add to which file: adding it is accepting."""
    project.tiny.replace(METHOD, "it: Scrivi i compiti.", "it: Scrivi tutti i compiti.")
    project.tiny.replace("docs/it/informazioni.md", "Una guida", "La guida")
    _, told = project.run()
    pins = re.findall(r"aggiungi a (\S+) la riga: (.+)", told)
    assert [file for file, _ in pins] == [
        "translations/methods/matrix.txt", "translations/pages.txt"
    ]  # fmt: skip
    for file, line in pins:
        project.tiny.write(file, f"{line}\n{project.tiny.text(file)}")
    assert project.run()[0] == 0


def test_a_project_inside_a_larger_repository_has_its_history(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names in the history are then longer than those of the project."""
    (project.tiny.root / ".git").rename(tmp_path / "gone")
    project.tiny.root.rename(tmp_path / "larger")
    (tmp_path / "tiny").mkdir()
    (tmp_path / "larger").rename(tmp_path / "tiny/guide")
    tiny = TinySite(tmp_path / "tiny/guide")
    commit_all(tmp_path / "tiny", "all read")
    tiny.replace(METHOD, "it: Due ore", "it: Tre ore")
    monkeypatch.chdir(tiny.root)
    assert "[-Due-] {+Tre+} ore" in project.run()[1]


def test_a_page_that_changed_shows_the_paragraph(project: Project) -> None:
    """With its line in the Italian file; the English file is the one to mend."""
    page = "docs/it/informazioni.md"
    project.tiny.replace(page, "Una guida di prova.", "Una guida di sola prova.\n\nIn fondo.")
    code, told = project.run()
    assert code == 1
    assert "docs/en/about.md:1: page:about\n" in told
    assert f"{page}:9: Una guida di {{+sola+}} prova. {{+In fondo.+}}" in told
    project.tiny.replace("docs/en/about.md", "\n\n", "\n\nMended.\n\n")
    assert "Sono cambiati tutti e due" in project.run()[1]
    assert project.run("accept", "docs/en/about.md")[0] == 0
    assert project.run()[0] == 0


def test_a_new_text_says_that_it_is_new(project: Project) -> None:
    """Also in a list where another changed: each is compared with what is most like it."""
    project.tiny.replace(
        METHOD,
        "  - it: Scrivi i compiti.\n",
        "  - it: Saluta tutti i presenti.\n    en: Greet.\n  - it: Scrivi bene i compiti.\n",
    )
    _, told = project.run()
    new, changed = told.index("method:matrix.steps.1"), told.index("method:matrix.steps.2")
    assert "È nuovo" in told[new:changed]
    assert "italiano: Saluta tutti i presenti." in told[new:changed]
    assert "Scrivi {+bene+} i compiti." in told[changed:]
    assert "È nuovo" not in told[changed:]


def test_the_earlier_text_is_found_in_older_commits_and_under_older_names(
    project: Project,
) -> None:
    """The change was committed, more was committed after it, and the file was renamed."""
    root = project.tiny.root
    project.tiny.replace("docs/it/informazioni.md", "Una guida", "La guida")
    project.tiny.replace("data/terms.yaml", "it: Chi lavora insieme.", "it: Chi lavora assieme.")
    commit_all(root, "change")
    (root / "docs/it/informazioni.md").rename(root / "docs/it/la-guida.md")
    project.tiny.replace("data/terms.yaml", "en: Those who work together.", "en: All of them.")
    commit_all(root, "rename")
    project.tiny.write("data/terms.yaml", project.tiny.text("data/terms.yaml") + "# fine\n")
    commit_all(root, "more")
    _, told = project.run()
    assert "Chi lavora [-insieme.-] {+assieme.+}" in told
    assert "Sono cambiati tutti e due" in told
    assert "docs/it/la-guida.md:9: [-Una-] {+La+} guida di prova." in told


@pytest.mark.parametrize("why", ["no repository", "no git", "shallow"])
def test_without_the_history_only_the_new_text_is_shown(
    why: str, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text is told to lag all the same, and the reason why no difference is shown."""
    project.tiny.replace(METHOD, "it: Due ore", "it: Tre ore")
    if why == "no repository":
        (project.tiny.root / ".git").rename(tmp_path / "elsewhere")
    elif why == "no git":
        monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    else:
        commit_all(project.tiny.root, "change")
        shallow = tmp_path / "shallow"
        source = f"file://{project.tiny.root}"
        git(tmp_path, "clone", "--quiet", "--depth", "1", source, str(shallow))
        monkeypatch.chdir(shallow)
    code, told = project.run()
    assert code == 1
    assert "method:matrix.time.session" in told
    assert "il testo di prima non si trova" in told
    assert "italiano: Tre ore" in told and "inglese: Two hours" in told


def test_a_version_that_was_wrong_is_passed_over(project: Project) -> None:
    """A file that did not read well in some commit does not hide the good one before."""
    right = project.tiny.text(METHOD)
    project.tiny.write(METHOD, "a: [b\n\tc: {{\n")
    commit_all(project.tiny.root, "broken")
    project.tiny.write(METHOD, right.replace("it: Due ore", "it: Tre ore"))
    commit_all(project.tiny.root, "mended")
    assert "[-Due-] {+Tre+} ore" in project.run()[1]


def test_what_does_not_exist_is_not_accepted(project: Project) -> None:
    """Exit code 2, the nearest names, and no pin is written, not even of the right names."""
    project.tiny.replace(METHOD, "it: Due ore", "it: Tre ore")
    for name in ("method:matrxi", "method:matrix.avod", "docs/it/informazione.md", "x", ""):
        code, told = project.run("accept", "method:matrix", name)
        assert (code, f"«{name}» non è il nome" in told) == (2, True)
    assert "Forse: method:matrix" in project.run("accept", "method:matrxi")[1]
    assert "docs/it/informazioni.md" in project.run("accept", "docs/it/informazione.md")[1]
    assert project.run()[0] == 1


def test_accept_wants_to_know_what(project: Project) -> None:
    """Names or --all, not both and not neither."""
    assert project.run("accept")[0] == 2
    assert project.run("accept", "--all", "method:matrix")[0] == 2
    code, told = project.run("accept", "method:matrix")
    assert code == 0
    assert "«method:matrix» non è indietro" in told


def test_a_damaged_file_of_pins_stops_list_and_acceptance(project: Project) -> None:
    """A conflict left open is told with file and line; nothing is written over it."""
    pins = "translations/methods/matrix.txt"
    text = "<<<<<<< HEAD\n" + project.tiny.text(pins)
    project.tiny.write(pins, text)
    for arguments in ((), ("accept", "--all"), ("accept", "method:matrix")):
        code, told = project.run(*arguments)
        assert code == 1
        assert f"{pins}:1: git ha lasciato qui i segni di un conflitto." in told
    assert project.tiny.text(pins) == text
    assert main(["check"]) == 1


def test_pins_that_cannot_be_written_are_told(project: Project) -> None:
    """Something is in the way: a message, exit code 1, and the translation still lags."""
    project.tiny.replace(METHOD, "it: Due ore", "it: Tre ore")
    pins = project.tiny.root / "translations/methods"
    shutil.rmtree(pins)
    pins.write_text("")
    code, told = project.run("accept", "--all")
    assert code == 1
    assert "translations/methods" in told and "Traceback" not in told
    assert project.run()[0] == 1


def test_a_pin_lost_makes_its_text_lag(project: Project) -> None:
    """A line removed by hand, a whole file removed: to be read again, not an error."""
    (project.tiny.root / "translations/terms.txt").unlink()
    code, told = project.run()
    assert code == 1
    assert told.count("È nuovo") == 4


def test_pins_of_what_was_removed_go_away_with_the_next_acceptance(project: Project) -> None:
    """They are no error; whoever merges or removes does not have to think of them."""
    pins = "translations/terms.txt"
    project.tiny.write(pins, project.tiny.text(pins) + "gone.name 0123456789ab\n")
    project.tiny.write("translations/gone.txt", "gone.name 0123456789ab\n")
    assert project.run()[0] == 0
    assert project.run("accept", "--all")[0] == 0
    assert "gone" not in project.tiny.text(pins)
    assert not (project.tiny.root / "translations/gone.txt").exists()


def test_a_guide_that_does_not_follow_its_translations_says_so(project: Project) -> None:
    """Exit code 1, so that nothing is released by oversight, and how to begin."""
    shutil.rmtree(project.tiny.root / "translations")
    code, told = project.run()
    assert code == 1
    assert "accept --all" in told
    assert main(["check"]) == 0


def test_wrong_data_are_told_first(project: Project) -> None:
    """As `check` tells them: what cannot be read cannot be compared."""
    project.tiny.replace(METHOD, "safety: S0", "safety: S7")
    code, told = project.run()
    assert code == 1
    assert f"{METHOD}:" in told and "S7" in told


def test_the_gate_of_a_release_is_the_exit_code(project: Project) -> None:
    """As a program sees it: 0 when nothing lags, else 1, without a word of Python."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "macros", "translations"]

    def gate() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=project.tiny.root, env=environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip

    assert (gate().returncode, gate().stderr) == (0, "")
    project.tiny.replace(METHOD, "it: Due ore", "it: Tre ore")
    assert (gate().returncode, gate().stderr) == (1, "")
