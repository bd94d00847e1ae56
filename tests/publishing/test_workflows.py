"""What GitHub runs: read here as far as it can be without running it.

`docs-dev/publishing.md` says what only GitHub can try.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from built_site import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.y*ml"))
ACTIONS = sorted((GITHUB / "actions").glob("*/action.y*ml"))
MAY_WRITE = {
    ("publish.yml", "attest"): {"id-token", "attestations"},
    ("publish.yml", "deploy"): {"id-token", "pages"},
    ("weekly.yml", "tell"): {"issues"},
}
"""What each job may write, and no other job anything."""
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def read(file: Path) -> dict[str, Any]:
    """A file of GitHub's; `on` is a word there, not a yes."""
    loaded: dict[str, Any] = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    return loaded


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every job: file, name, content."""
    for file in WORKFLOWS:
        for name, job in read(file)["jobs"].items():
            yield file.name, name, job


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every step of the jobs and of our own actions, with its file."""
    for file, _, job in jobs():
        yield from ((file, step) for step in job.get("steps", ()))
    for action in ACTIONS:
        yield from ((action.parent.name, step) for step in read(action)["runs"]["steps"])


def unpinned(text: str) -> list[str]:
    """What a file uses of others without saying exactly which."""
    used = re.findall(r"^\s*(?:- )?uses: (.+)$", text, re.MULTILINE)
    return [one for one in used if not one.startswith("./") and not PINNED.fullmatch(one)]


def commands(run: str) -> list[str]:
    """The targets that a step asks of make; anything else as it is."""
    lines = [line.strip() for line in run.splitlines() if line.strip()]
    found = (re.fullmatch(r"make ([a-z-]+)(?: [A-Z]+=[\w^/]+)*", line) for line in lines)
    return [one[1] if one else line for one, line in zip(found, lines, strict=True)]


def targets() -> set[str]:
    """The verbs of the Makefile."""
    text = (ROOT / "Makefile").read_text("utf-8")
    return set(re.findall(r"^([a-z-]+):[^=\n]*##", text, re.MULTILINE))


def check_schema(schema: str, *files: Path) -> subprocess.CompletedProcess[str]:
    """Compare files with a schema that comes with check-jsonschema."""
    return subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_workflows_are_there() -> None:
    """A change, what is published, every week, and the tests that two of them share."""
    assert {file.name for file in WORKFLOWS} == {
        "publish.yml",
        "pull-request.yml",
        "tests.yml",
        "weekly.yml",
    }
    events = {file.name: set(read(file)["on"]) for file in WORKFLOWS}
    assert events["pull-request.yml"] == {"pull_request"}
    assert events["publish.yml"] == {"push", "workflow_dispatch"}
    assert events["weekly.yml"] == {"schedule", "workflow_dispatch"}
    assert read(GITHUB / "workflows/publish.yml")["on"]["push"] == {"branches": ["main"]}


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("custom.github-workflows-require-timeout", WORKFLOWS),
        ("vendor.github-actions", ACTIONS),
        ("vendor.dependabot", [GITHUB / "dependabot.yml"]),
    ],
)
def test_github_understands_them(schema: str, files: list[Path]) -> None:
    """By the published schemas; every job says after how long it is stopped."""
    assert files
    done = check_schema(schema, *files)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_mistake_is_found(tmp_path: Path) -> None:
    """The schema is really compared: a job that runs nowhere is refused."""
    (bad := tmp_path / "bad.yml").write_text("on: push\njobs:\n  a:\n    steps:\n      - run: x\n")
    assert check_schema("vendor.github-workflows", bad).returncode == 1


def test_zizmor_finds_no_weakness() -> None:
    """Injected commands, tokens left behind, poisoned caches: a second pair of eyes."""
    zizmor = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [str(zizmor), "--offline", "--no-progress", "."],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_others_made_is_pinned() -> None:
    """By commit, with the version beside it; and the same one everywhere."""
    used: dict[str, set[str]] = {}
    for file in (*WORKFLOWS, *ACTIONS):
        text = file.read_text("utf-8")
        assert not unpinned(text), file
        for name, commit in re.findall(r"uses: ([\w./-]+)@([0-9a-f]{40})", text):
            used.setdefault(name, set()).add(commit)
    assert len(used) >= 8
    assert all(len(commits) == 1 for commits in used.values()), used


@pytest.mark.parametrize(
    "used", ["actions/checkout@v7", "actions/checkout@main", f"actions/checkout@{'0' * 40}"]
)
def test_what_is_not_pinned_is_found(used: str) -> None:
    """A version that can move, or a commit that nobody can read."""
    assert unpinned(f"    - uses: {used}\n") == [used]


def test_what_is_ours_is_there() -> None:
    """An action or a workflow of the project is a file of the project."""
    own = [step["uses"] for _, step in steps() if step.get("uses", "").startswith("./")]
    own += [job["uses"] for _, _, job in jobs() if "uses" in job]
    assert own
    for path in own:
        at = ROOT / path
        assert at.is_file() or (at / "action.yml").is_file(), path


def test_every_job_may_do_only_what_it_needs() -> None:
    """Nothing by itself; each job reads, and three write one thing each."""
    for file in WORKFLOWS:
        assert read(file)["permissions"] == {}, file
    found = {(file, name): job.get("permissions") for file, name, job in jobs()}
    assert len(found) >= 8
    for job, permissions in found.items():
        assert isinstance(permissions, dict), f"{job}: no permissions"
        writes = {what for what, how in permissions.items() if how == "write"}
        assert writes == MAY_WRITE.get(job, set()), job
        assert all(how in ("read", "write") for how in permissions.values()), job
        assert all(what == "contents" for what, how in permissions.items() if how == "read"), job


def test_who_may_write_runs_no_package() -> None:
    """The jobs that can sign, publish or write issues install nothing."""
    for file, name, job in jobs():
        if (file, name) in MAY_WRITE:
            used = [step["uses"] for step in job["steps"] if "uses" in step]
            assert not [one for one in used if one.startswith("./")], (file, name)
            runs = [step["run"] for step in job["steps"] if "run" in step]
            assert runs in ([], ["make tell"]), (file, name)


def test_no_secret_but_the_one_github_gives() -> None:
    """And that one only where issues are written."""
    found = {
        (file.name, name)
        for file in (*WORKFLOWS, *ACTIONS)
        for name in re.findall(r"secrets\.(\w+)|github\.token", file.read_text("utf-8"))
    }
    assert found == {("weekly.yml", "GITHUB_TOKEN")}
    for file, step in steps():
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false", file


def test_people_and_github_use_the_same_verbs() -> None:
    """Each command is a target of the Makefile."""
    known = targets()
    assert {"site", "test", "summary", "links"} <= known
    runs = [(file, command) for file, step in steps() for command in commands(step.get("run", ""))]
    assert len(runs) >= 8
    for file, command in runs:
        assert command in known, f"{file}: {command}"


@pytest.mark.parametrize("run", ["pip install x", "make site && rm -r /", "make ${{ inputs.x }}"])
def test_another_command_is_found(run: str) -> None:
    """What is not plainly a target of make does not pass for one."""
    assert not set(commands(run)) <= targets()


def test_each_weekly_look_is_a_target_with_words() -> None:
    """The list of the workflow, the Makefile and the words of the issues agree."""
    matrix: Mapping[str, Any] = read(GITHUB / "workflows/weekly.yml")["jobs"]["look"]["strategy"]
    subjects = set(matrix["matrix"]["subject"])
    words = tomllib.loads((ROOT / "scripts/words/scheduled.toml").read_text("utf-8"))
    assert subjects == {name for name, own in words.items() if isinstance(own, dict)}
    assert subjects <= targets()


def test_what_is_published_is_built_from_nothing() -> None:
    """No file of an earlier run is in it: only downloads that pip compares with the lock."""
    build = read(GITHUB / "workflows/publish.yml")["jobs"]["build"]
    (prepared,) = (step for step in build["steps"] if step.get("uses", "").startswith("./"))
    assert "with" not in prepared
    inputs = read(GITHUB / "actions/prepare/action.yml")["inputs"]
    assert inputs["work-cache"]["default"] == "false"


def test_nothing_goes_out_untested() -> None:
    """The site is put in line after its tests, its build and its signature."""
    deploy = read(GITHUB / "workflows/publish.yml")["jobs"]["deploy"]
    assert set(deploy["needs"]) == {"tests", "build", "attest"}
    assert "if" not in deploy


def test_runs_do_not_pile_up() -> None:
    """A newer change stops the run of the older; what is being published is not stopped."""
    stops = {
        file.name: read(file)["concurrency"]["cancel-in-progress"]
        for file in WORKFLOWS
        if file.name != "tests.yml"
    }
    assert stops == {"pull-request.yml": "true", "publish.yml": "false", "weekly.yml": "false"}
