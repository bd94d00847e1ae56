"""`scripts/scheduled.py`: a look each week, and one issue for each."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from built_site import ROOT

SCRIPTS = ROOT / "scripts"
STAND_IN = '''#!{python}
"""Stands for `gh`, which needs GitHub: keeps one repository's issues in a file."""
import json, sys
from pathlib import Path

kept = Path(__file__).with_name("issues.json")
issues = json.loads(kept.read_text()) if kept.exists() else []
noun, verb, *rest = sys.argv[1:]
options = dict(zip(rest[::1], rest[1::1]))
if options.get("--body-file") == "-":
    options["--body"] = sys.stdin.read()
log = Path(__file__).with_name("log.txt")
log.write_text((log.read_text() if log.exists() else "") + f"{{noun}} {{verb}}\\n")
if (noun, verb) == ("issue", "list"):
    found = [one for one in issues if one["label"] == options["--label"]]
    print(json.dumps(found[-1:]))
elif (noun, verb) == ("issue", "create"):
    issue = {{name: options[f"--{{name}}"] for name in ("label", "title", "body")}}
    issue["body"] = issue["body"].replace("\\n", "\\r\\n")
    issues.append(issue | {{"number": len(issues) + 1, "state": "OPEN"}})
elif noun == "issue":
    one = issues[int(rest[0]) - 1]
    if verb == "edit":
        one["body"] = options["--body"]
    one["state"] = {{"close": "CLOSED", "reopen": "OPEN"}}.get(verb, one["state"])
kept.write_text(json.dumps(issues))
'''


class Weeks:
    """A project whose `make links` says and does what a test decides, week after week."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(SCRIPTS, root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
        (root / "bin").mkdir()
        gh = root / "bin/gh"
        gh.write_text(STAND_IN.format(python=sys.executable), "utf-8")
        gh.chmod(0o755)

    def week(self, said: str, to_do: bool) -> list[str]:
        """Look, then tell; what was asked of GitHub."""
        (self.root / "said.txt").write_text(said, "utf-8")
        (self.root / "Makefile").write_text(
            f"links:\n\t@cat said.txt; {'false' if to_do else 'true'}\n"
        )
        (self.root / "bin/log.txt").unlink(missing_ok=True)
        self.run("look", "links")
        self.run("tell")
        return (self.root / "bin/log.txt").read_text().splitlines()

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the script."""
        done = subprocess.run(
            [sys.executable, "scripts/scheduled.py", *arguments],
            cwd=self.root,
            env={**os.environ, "PATH": f"{self.root / 'bin'}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    @property
    def issues(self) -> list[dict[str, Any]]:
        """The issues of the repository."""
        loaded: list[dict[str, Any]] = json.loads((self.root / "bin/issues.json").read_text())
        return loaded


@pytest.fixture
def weeks(tmp_path: Path) -> Weeks:
    """A project with nothing told yet."""
    return Weeks(tmp_path)


def test_one_issue_rolls_from_week_to_week(weeks: Weeks) -> None:
    """Opened once, updated when the list changes, closed when it is empty, opened again."""
    assert weeks.week("tutto bene", False) == ["issue list"]
    assert weeks.week("a rotto", True) == ["issue list", "label create", "issue create"]
    assert weeks.issues[0]["title"] == "Collegamenti esterni da guardare"
    assert "a rotto" in weeks.issues[0]["body"]
    assert weeks.week("a rotto", True) == ["issue list"], "nothing new: nobody is disturbed"
    assert weeks.week("b rotto", True) == ["issue list", "issue edit", "issue comment"]
    assert "b rotto" in weeks.issues[0]["body"]
    assert weeks.week("tutto bene", False) == ["issue list", "issue close"]
    assert weeks.week("tutto bene", False) == ["issue list"]
    assert weeks.week("c rotto", True) == ["issue list", "issue edit", "issue reopen"]
    assert len(weeks.issues) == 1
    assert weeks.issues[0]["state"] == "OPEN"


def test_a_long_list_is_cut_to_what_an_issue_holds(weeks: Weeks) -> None:
    """GitHub refuses more than 65,536 characters."""
    weeks.week("\n".join(f"riga {number}" for number in range(20_000)), True)
    body = weeks.issues[0]["body"]
    assert "riga 1000" in body
    assert len(body) < 65_536


def alone(reports: Path, *arguments: str, **environment: str) -> str:
    """What the script says when it cannot do its work."""
    done = subprocess.run(
        [sys.executable, str(SCRIPTS / "scheduled.py"), *arguments],
        env={**os.environ, "REPORTS": str(reports), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    return done.stderr


def test_without_reports_it_fails(tmp_path: Path) -> None:
    """Nothing looked at is not the same as nothing found."""
    assert "nessun rapporto" in alone(tmp_path, "tell")


def test_without_gh_it_says_what_is_missing(tmp_path: Path) -> None:
    """On a desk there may be no program of GitHub."""
    (tmp_path / "links.json").write_text("{}")
    assert "gh: non c'è" in alone(tmp_path, "tell", PATH=str(tmp_path))


@pytest.mark.parametrize("subjects", [(), ("weather",)])
def test_an_unknown_look_names_the_others(subjects: tuple[str, ...], tmp_path: Path) -> None:
    """`make look` alone, or with a subject that has no words."""
    assert "links, due, advisories, properdocs" in alone(tmp_path, "look", *subjects)


def test_every_subject_has_its_words() -> None:
    """A title, what it is for, what is said when there is nothing to do."""
    words = tomllib.loads((SCRIPTS / "words/scheduled.toml").read_text("utf-8"))
    subjects = {name: own for name, own in words.items() if isinstance(own, dict)}
    assert len(subjects) == 4
    for own in subjects.values():
        assert own["title"] and own["intro"] and own["clean"]
        assert isinstance(own["markdown"], bool)
