"""`python -m macros`: what it says, how it ends, how long it takes."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from tiny_site import TINY, TinySite

from macros.__main__ import main

ROOT = Path(__file__).resolve().parents[2]


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "macros", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_right_data_end_with_a_count(capsys: pytest.CaptureFixture[str]) -> None:
    """One line that says how much was looked at, and exit code 0."""
    assert main(["check", "--data", str(TINY / "data")]) == 0
    assert main(["check", "--data", str(TINY / "data"), "--lang", "en"]) == 0
    assert capsys.readouterr().out == "33 voci, nessun problema.\n33 entries, no problems.\n"


def test_drafts_are_counted_apart(tiny: TinySite, capsys: pytest.CaptureFixture[str]) -> None:
    """Who maintains the guide sees what is not published, by name."""
    tiny.replace("data/changes.yaml", "- id: list-mended", "- draft: true\n  id: list-mended")
    assert main(["check", "--data", str(tiny.data)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "32 voci, nessun problema.",
        "Bozze, che si vedono solo nell'anteprima: change:list-mended.",
    ]


def test_wrong_data_end_with_every_problem(
    tiny: TinySite, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, two lines a problem, in Italian unless English is asked for."""
    tiny.replace("data/roles.yaml", "en: Mayor", "en: ''")
    tiny.replace("data/terms.yaml", "    - plan", "    - planes")
    assert main(["check", "--data", str(tiny.data)]) == 1
    italian = capsys.readouterr().out.splitlines()
    assert main(["check", "--data", str(tiny.data), "--lang", "en"]) == 1
    english = capsys.readouterr().out.splitlines()
    assert len(italian) == len(english) == 4
    assert italian[0] == f"{tiny.data}/roles.yaml:4: «name.en» è vuoto."
    assert english[0] == f'{tiny.data}/roles.yaml:4: "name.en" is empty.'
    assert italian[3].startswith("  Controlla gli id") and english[3].startswith("  Check the ids")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    """A wrong path is one problem, not a crash."""
    done = _run("check", "--data", str(tmp_path / "nowhere"))
    assert (done.returncode, done.stderr) == (1, "")
    assert "la cartella dei dati non esiste" in done.stdout


def test_any_terminal_gets_the_message(tiny: TinySite) -> None:
    """A terminal without accents, and names of files of strange bytes, do no harm."""
    with open(os.fsencode(tiny.data) + b"/citt\xe0.txt", "wb"):  # noqa: PTH123
        pass
    for settings in ({"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "cp1252"}, {}):
        done = subprocess.run(
            [sys.executable, "-m", "macros", "check", "--data", str(tiny.data)],
            cwd=ROOT, capture_output=True, env={**os.environ, **settings}, timeout=60, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (1, b"")
        assert len(done.stdout.split(b"\n")) == 3


def test_whoever_reads_may_stop(tiny: TinySite) -> None:
    """`... | head -1` ends without a word of Python."""
    for file in tiny.data.rglob("*.yaml"):
        file.write_text("a: b: c\n" * 400)
    done = subprocess.run(
        f"'{sys.executable}' -m macros check --data '{tiny.data}' | true",
        cwd=ROOT, shell=True, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stderr == ""


@pytest.mark.parametrize("place", ["methods/matrix.yaml", "methods", "secret"])
def test_what_may_not_be_read_is_said(place: str, tiny: TinySite) -> None:
    """A file or folder without permission is one problem, whoever runs the check."""
    (tiny.data / "secret").mkdir(exist_ok=True)
    (tiny.data / "secret/x.yaml").write_text("a: 1")
    if place != "secret":
        (tiny.data / "secret/x.yaml").unlink()
        (tiny.data / "secret").rmdir()
    for folder in (tiny.root, *tiny.root.parents):
        if folder.stat().st_uid == os.getuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    (tiny.data / place).chmod(0)
    # The administrator may read everything: the check is then run as nobody.
    code = (
        "import os, sys; from macros.__main__ import main; main([*sys.argv[1:3], sys.argv[4]]); "
        "os.getuid() or os.setuid(65534); sys.exit(main(sys.argv[1:4]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "check", "--data", str(tiny.data), str(TINY / "data")],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    (tiny.data / place).chmod(0o755)
    assert done.stderr == ""
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 3
    assert f"data/{place}:1: il file non si può leggere" in done.stdout


def test_the_check_of_the_guide_is_quick() -> None:
    """Whoever writes waits less than two seconds of processor for all the real data.

    Not at the first run, which reads every file: what is right is then kept.
    """
    # Other programs on the machine only add to the time: one good run is enough.
    assert any(_seconds_of_processor() < 2 for _ in range(4))


def _seconds_of_processor() -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = _run("check")
    assert done.stdout and not done.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_what_is_not_a_command_is_explained() -> None:
    """Without a command, the usage and exit code 2."""
    done = _run()
    assert done.returncode == 2
    assert "check" in done.stderr and "Traceback" not in done.stderr
