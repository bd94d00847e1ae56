"""The guides for who works here: each command they show runs, each place they name is there."""

from __future__ import annotations

import gc
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from built_site import ROOT, copy_project
from test_workflows import targets

from macros.__main__ import main
from macros.load import load
from macros.model import KINDS
from macros.model.checklist import Checklist
from macros.model.method import Method
from macros.model.phase import Phase
from macros.model.template import Template

GUIDES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs-dev").glob("*.md")],
    key=lambda file: file.relative_to(ROOT).as_posix(),
)
"""What a person reads to work on the project."""

RUN_HERE = ("help", "check", "translations", "due", "clean")
"""Targets of make that these tests run: the others are long, or reach out of the machine."""
RUN_ELSEWHERE = {
    "serve": ("scripts/serve.py", "tests/scripts/test_preview.py"),
    "site": ("scripts/build_site.py", "tests/site/test_strict_builds.py"),
    "published": ("macros published", "tests/site/test_drafts_and_changes.py"),
    "summary": ("scripts/change_summary.py", "tests/scripts/test_change_summary.py"),
    "failed-tests": ("scripts/failed_tests.py", "tests/scripts/test_failed_tests.py"),
    "checksums": ("reports/downloads.sha256", "tests/publishing/test_checksums.py"),
    "release": ("scripts/release.py", "tests/scripts/test_release.py"),
    "rebuild": ("scripts/release.py", "tests/scripts/test_release.py"),
    "sbom": ("scripts/sbom.py", "tests/publishing/test_public_code.py"),
    "links": ("scripts/external_links.py", "tests/scripts/test_external_links.py"),
    "look": ("scripts/scheduled.py", "tests/scripts/test_scheduled.py"),
    "tell": ("scripts/scheduled.py", "tests/scripts/test_scheduled.py"),
}
"""What the target calls, and the test that calls it too."""
BY_HAND = {
    "test": "it is what runs this test",
    "test-all": "it is what runs this test",
    "gates": "other targets, and tests that `make test` runs too",
    "packages": "it downloads; tests/scripts/test_make_environment.py has its messages",
    "bench": "a long measure",
    "lighthouse": "a long measure; tests/scripts/test_lighthouse.py has its verdicts",
    "fix": "ruff, then `schema` and `reference`, which have tests of their own",
    "lock": "it asks PyPI for every package",
    "advisories": "it asks PyPI and npm for what is known today",
    "properdocs": "it downloads, and builds the whole guide again",
}
"""Why no test runs a target: make only says what it would do."""

EXIT_CODES = {"translations": {0, 1}, "due": {0, 1}}
"""1 is an answer too: something is to be read again."""
NOT_OURS = {
    "apachectl": "a server of others",
    "cd": "of the shell",
    "cp": "of the system",
    "curl": "asks a published site",
    "gh": "asks GitHub",
    "git": "of the system",
    "nginx": "a server of others",
    "rm": "of the system",
    "source": "of the shell",
    "sudo": "installs in the system",
}
"""Programs that a guide shows and no test runs."""

_FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_SHELL = {"", "sh", "shell", "bash", "console"}
_INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_OURS = re.compile(r"(?:[A-Z_]+=\S+ )*(?:make [a-z]|python -m |scripts/\w)")
_PLACEHOLDER = re.compile(r"\b(?:ID|KIND|DATE|FILE|FOLDER)\b|\.\.\.|\[--")
"""What the reader is to put something of theirs in the place of."""


def fenced(text: str) -> Iterator[str]:
    """The lines of the blocks that are to be typed in a terminal."""
    for language, block in _FENCE.findall(text):
        if language in _SHELL:
            yield from (line.strip() for line in block.splitlines() if line.strip())


def inline(text: str) -> Iterator[str]:
    """What stands between backticks in the sentences."""
    yield from _INLINE.findall(_FENCE.sub("", text))


def shown(text: str) -> list[str]:
    """The commands that a text shows."""
    return [*fenced(text), *(one for one in inline(text) if _OURS.match(one))]


COMMANDS = sorted({one for file in GUIDES for one in shown(file.read_text("utf-8"))})
OF_MAKE = [re.sub(r"^(?:[A-Z_]+=\S+ )+", "", one) for one in COMMANDS if "make " in one]
OF_MACROS = [one for one in COMMANDS if one.startswith("python -m macros")]


def named_targets(command: str) -> set[str]:
    """The targets of a line of make: what is neither an option nor a value."""
    words = shlex.split(command)[1:]
    return {word for word in words if re.fullmatch(r"[a-z][a-z-]*", word)}


def make(*arguments: str, project: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run make with the packages of this test, whatever they were installed for."""
    there = ("-o", ".venv/site.done", "-o", ".venv/dev.done")
    # `make test` tells the make below it that it is not the first.
    first = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", "--file", str(ROOT / "Makefile"), *there, f"BIN={Path(sys.executable).parent}",
         *arguments],
        cwd=project, env=first, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the commands read and write, and what was read of it already."""
    to = copy_project(
        tmp_path_factory.mktemp("project"),
        "macros", "data", "docs", "translations", "schemas", "docs-dev",
    )  # fmt: skip
    if (ROOT / ".cache/data").is_dir():
        shutil.copytree(ROOT / ".cache/data", to / ".cache/data")
    return to


def test_the_guides_show_commands() -> None:
    """Of every sort, and in both ways of showing them."""
    assert {"README.md", "CONTRIBUTING.md"} <= {file.name for file in GUIDES}
    assert len(GUIDES) >= 12
    assert len(OF_MAKE) > 25
    assert len(OF_MACROS) > 12
    assert len([line for file in GUIDES for line in fenced(file.read_text("utf-8"))]) > 25


def test_commands_are_found_where_they_stand() -> None:
    """In a block for a terminal, or in a sentence; not in a block of another language."""
    text = "a `make x` b `data/` c\n\n```sh\nls\n\ngit log\n```\n\n```nginx\nmake y\n```\n"
    assert shown(text) == ["ls", "git log", "make x"]
    assert named_targets('make look SUBJECT=links ONLY="/ /a/"') == {"look"}


def test_every_command_is_known() -> None:
    """Ours are run by a test; of the others it is written why not."""
    unknown = [
        one
        for one in COMMANDS
        if not _OURS.match(one)
        and one.split()[0] not in NOT_OURS
        and not one.startswith(("python scripts/", "sha256sum"))
    ]
    assert not unknown, f"shown and run by no test; if none can run them, say why: {unknown}"


def test_every_target_shown_is_there() -> None:
    """A guide does not send to a verb that is gone."""
    wrong = {one: left for one in OF_MAKE if (left := named_targets(one) - targets())}
    assert not wrong, f"no such targets in the Makefile: {wrong}"


def test_every_target_is_told() -> None:
    """What `make help` lists is in the README or in docs-dev."""
    told = {target for one in OF_MAKE for target in named_targets(one)}
    missing = targets() - told
    assert not missing, f"say in README.md or docs-dev/ what these do: {missing}"


def test_of_every_target_it_is_known_who_runs_it() -> None:
    """A new one gets its line in RUN_HERE, RUN_ELSEWHERE or BY_HAND, at the top of this file."""
    known = [*RUN_HERE, *RUN_ELSEWHERE, *BY_HAND]
    assert len(known) == len(set(known))
    assert targets() - set(known) == set(), "no test runs them: write one, or say why not"
    assert set(known) - targets() == set(), "no longer in the Makefile"


@pytest.mark.parametrize("target", RUN_ELSEWHERE)
def test_what_is_run_elsewhere_is_the_same(target: str) -> None:
    """The target calls a script, and the test of that name calls the same."""
    called, test = RUN_ELSEWHERE[target]
    assert called in make("--dry-run", target).stdout
    text = (ROOT / test).read_text("utf-8")
    assert re.split(r"[/ ]", called)[-1].removesuffix(".py") in text


@pytest.mark.parametrize("target", BY_HAND)
def test_what_is_run_by_hand_can_start(target: str) -> None:
    """Make knows what to do for it."""
    done = make("--dry-run", target)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() or target == "packages"


@pytest.mark.parametrize("target", [one for one in RUN_HERE if one != "clean"])
def test_a_quick_target_runs(target: str, project: Path) -> None:
    """It answers, and shows no trace of the program."""
    done = make(target, project=project)
    # Make ends with 2 when what it ran ended with 1.
    assert done.returncode in ({0, 2} if target in EXIT_CODES else {0}), done.stdout + done.stderr
    assert done.stdout and "Traceback" not in done.stdout + done.stderr
    if target == "help":
        assert {line.split()[0] for line in done.stdout.splitlines()} == targets()


def test_clean_takes_only_what_can_be_made_again(tmp_path: Path) -> None:
    """What people wrote stays."""
    for name in ("data/a.yaml", "docs/it/a.md", "site/index.html", ".cache/x", "reports/y"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert make("clean", project=tmp_path).returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"data", "docs"}


def run(command: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """What a command of `python -m macros` ends with, and what it says."""
    arguments = shlex.split(command)[3:]
    # As the command line does: a run this short ends before there is anything to collect.
    gc.disable()
    try:
        code = main(arguments)
    except SystemExit as ended:
        assert isinstance(ended.code, int)
        code = ended.code
    finally:
        gc.enable()
    return code, capsys.readouterr().out


def finished(file: Path) -> None:
    """Take what `new` began for written, as the guide says to do."""
    text = file.read_text("utf-8").replace("draft: true\n", "")
    for unwritten, written in (("DA SCRIVERE", "Prova"), ("TO BE WRITTEN", "Trial")):
        text = text.replace(unwritten, written)
    file.write_text(text, "utf-8")


def test_the_commands_of_the_guide_run(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each as it is shown, on a copy of the guide; what is begun first, then the rest.

    Where the reader is to write something of theirs, only the name of the command is tried.
    """
    monkeypatch.chdir(project)
    whole = [one for one in OF_MACROS if len(one.split()) > 3 and not _PLACEHOLDER.search(one)]
    begun = [one for one in whole if " new " in one]
    assert len(begun) > 3 and len(whole) > len(begun) + 6
    named = {" ".join(one.split()[:4]) + " --help" for one in OF_MACROS if one not in whole}
    for command in (*sorted(named), *begun):
        code, told = run(command, capsys)
        assert code == 0 and told, f"{command}: {code}\n{told}"
    for path in WRITTEN_BY_READERS:
        finished(project / path)
    for command in whole:
        if command not in begun:
            code, told = run(command, capsys)
            allowed = {0} if " accept " in command else EXIT_CODES.get(command.split()[3], {0})
            assert code in allowed and told, f"{command}: {code}\n{told}"


def test_the_tests_and_scripts_shown_are_there() -> None:
    """`python -m pytest FILE`, `scripts/...`."""
    paths = {
        word
        for one in COMMANDS
        for word in one.split()
        if word.startswith(("tests/", "scripts/")) and not _PLACEHOLDER.search(word)
    }
    assert len(paths) >= 2
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []


LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
PLACE = re.compile(
    r"(?:\.github|data|docs|docs-dev|macros|overrides|translations|published|schemas|scripts|"
    r"tests|requirements)/[\w./-]*"
)
WRITTEN_BY_READERS = {"data/methods/fishbowl.yaml"}
"""What a guide has its reader begin."""


def prose(text: str) -> str:
    """A text without its code."""
    return _INLINE.sub("", _FENCE.sub("", text))


def anchors(text: str) -> set[str]:
    """The names that GitHub gives to headings: small letters, hyphens, no other sign."""
    found: dict[str, int] = {}
    names = set()
    for heading in re.findall(r"^#{1,6} (.+)$", _FENCE.sub("", text), re.MULTILINE):
        name = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        names.add(f"{name}-{found[name]}" if found.get(name) else name)
        found[name] = found.get(name, 0) + 1
    return names


def broken(file: Path, text: str) -> list[str]:
    """The links of a guide that lead nowhere in the project."""
    wrong = []
    for link in LINK.findall(prose(text)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = file.parent / path if path else file
        if not target.exists():
            wrong.append(link)
        elif anchor:
            there = target.read_text("utf-8") if path else text
            wrong += [link] * (anchor not in anchors(there))
    return wrong


@pytest.mark.parametrize("file", GUIDES, ids=lambda file: file.name)
def test_links_lead_somewhere(file: Path) -> None:
    """Files, pictures and headings."""
    assert broken(file, file.read_text("utf-8")) == []


@pytest.mark.parametrize("file", GUIDES, ids=lambda file: file.name)
def test_nothing_is_left_to_be_filled(file: Path) -> None:
    """No place in braces, no word that stands for one to come."""
    text = prose(file.read_text("utf-8"))
    assert not re.search(r"\{\{|\bTODO\b|DA SCRIVERE|TO BE WRITTEN", text)


def test_a_broken_link_is_found() -> None:
    """A file, a heading of the same file, a heading of another."""
    text = "# One two?\n\n[a](#one-two) [b](#one) [c](nothing.md) ![d](REUSE.toml)\n"
    assert broken(ROOT / "README.md", text) == ["#one", "nothing.md"]
    assert broken(ROOT / "CONTRIBUTING.md", "[a](README.md#nothing)") == ["README.md#nothing"]
    together = [link for file in GUIDES for link in LINK.findall(prose(file.read_text("utf-8")))]
    assert len(together) > 60


def test_the_places_named_are_there() -> None:
    """Files and folders between backticks."""
    named = {
        (file.name, one)
        for file in GUIDES
        for one in inline(file.read_text("utf-8"))
        if PLACE.fullmatch(one) and one not in WRITTEN_BY_READERS
    }
    assert len(named) > 80
    assert [each for each in sorted(named) if not (ROOT / each[1]).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs-dev/maintainers.md"])
def test_a_guide_is_in_both_languages(name: str) -> None:
    """Italian first; the same parts in the same order."""
    italian, _, english = (ROOT / name).read_text("utf-8").partition("\n---\n\n# ")
    parts = [re.findall(r"^## (.+)$", text, re.MULTILINE) for text in (italian, english)]
    assert len(parts[0]) == len(parts[1]) >= 4, parts
    assert "English below" in italian and len(english.split()) > 600


def test_the_readme_counts_what_there_is() -> None:
    """The figures of its first lines, in both languages."""
    catalog = load(ROOT / "data", cache=ROOT / ".cache/data")
    assert len(catalog.all(Phase)) == 9
    counts = [len(catalog.all(kind)) for kind in (Method, Checklist)]
    counts.append(len([one for one in catalog.all(Template) if catalog.phases_of(one)]))
    text = (ROOT / "README.md").read_text("utf-8")
    assert "{} metodi, {} liste di controllo e {} documenti".format(*counts) in text
    assert "{} methods, {} checklists and {} documents".format(*counts) in text


def test_the_readme_shows_the_site() -> None:
    """A picture with words for who cannot see it, light enough for a slow line."""
    (words, path), *others = re.findall(
        r"!\[([^\]]*)\]\(([^)]+)\)", (ROOT / "README.md").read_text("utf-8")
    )
    assert not others
    assert len(words) > 60
    picture = (ROOT / path).read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 120_000


def test_a_page_leads_to_its_file() -> None:
    """The table of addresses is that of the data: who has a page finds its words."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    folders = yaml.safe_load((ROOT / "data/site.yaml").read_text("utf-8"))["folders"]
    places = {kind.name: f"data/{kind.place}" for kind in KINDS}
    assert len(folders) > 5
    for kind, folder in folders.items():
        assert f"| `/{folder['it']}/` | `{places[kind]}` |" in text
        assert f"`/en/{folder['en']}/` in `{places[kind]}`" in text


def test_the_year_is_that_of_the_data() -> None:
    """How often each kind is read again, in both languages."""
    kinds = yaml.safe_load((ROOT / "data/upkeep.yaml").read_text("utf-8"))["kinds"]
    text = (ROOT / "docs-dev/maintainers.md").read_text("utf-8")
    for words in ("mesi", "months"):
        rows = re.findall(rf"^\| (\d+) {words} \| ([^|]+) \|", text, re.MULTILINE)
        told = {kind: int(months) for months, what in rows for kind in re.findall(r"`(\w+)`", what)}
        assert told == {kind: one["months"] for kind, one in kinds.items()}
