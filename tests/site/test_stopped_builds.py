"""Builds killed at any moment, two at once, a full disk, files that cannot be read.

After each, readers have a whole site, and whoever builds knows what to do.
"""

from __future__ import annotations

import ctypes
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from built_site import CODE, copy_project, tree
from tiny_site import TinySite

SCRIPT = ["scripts/build_site.py"]
MKDOCS = ["-m", "mkdocs", "build", "--strict"]
PAGE = "docs/it/ruoli.md"


@pytest.fixture
def project(tiny: TinySite) -> TinySite:
    """A tiny guide with the whole code of the project."""
    copy_project(tiny.root, *CODE, "docs/assets")
    return tiny


def environment(project: TinySite) -> dict[str, str]:
    # No byte code beside the sources: two processes may be reading them.
    # Without its history, which would be looked for in the folders around.
    return {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "GIT_CEILING_DIRECTORIES": str(project.root.parent),
        "TMPDIR": str(project.root.parent),
    }


def start(project: TinySite, command: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=project.root,
        env=environment(project),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def publish(
    project: TinySite,
    prepare: Callable[[], None] | None = None,
    command: list[str] = SCRIPT,
    variables: Mapping[str, str] = MappingProxyType({}),
) -> tuple[int, str]:
    """Run what `make site` runs: how it ends, and what it says."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=project.root,
        env={**environment(project), **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        preexec_fn=prepare,
    )
    return done.returncode, done.stdout


def change(project: TinySite, number: int) -> None:
    """Change what a page says; the number is then on the page and in the search."""
    text = re.sub(r"^(title:|#) .*$", rf"\1 Ruoli {number}", project.text(PAGE), flags=re.MULTILINE)
    project.write(PAGE, text)


def served(project: TinySite) -> dict[str, bytes]:
    return dict(tree(project.root / "site"))


def is_whole(site: dict[str, bytes], number: int) -> bool:
    """Whether a site is the one that a change gives, from its first page to its last file."""
    return (
        f"Ruoli {number}".encode() in site.get("ruoli/index.html", b"")
        and f"Ruoli {number}".encode() in site.get("pagefind/records.it.json", b"")
        and "downloads/kit-en.zip" in site
        and any(name.endswith("-offline.zip") for name in site)
    )


def beside(project: TinySite) -> list[str]:
    return sorted(path.name for path in project.root.glob("site*"))


def stop_at_random(project: TinySite, stops: int) -> None:
    seed = int(os.environ.get("STOPS_SEED", random.SystemRandom().randrange(10**6)))
    print(f"STOPS_SEED={seed}")
    chance = random.Random(seed)
    change(project, 0)
    begun = time.monotonic()
    ended, said = publish(project)
    assert ended == 0, said
    length = time.monotonic() - begun
    good, stopped, number = served(project), 0, 0
    assert is_whole(good, 0)
    # A build that ends before it is stopped proves nothing, and is not counted.
    while stopped < stops:
        number += 1
        assert number < 9 * stops, "builds end before they can be stopped"
        change(project, number)
        command, alone = chance.choice([(SCRIPT, False), (MKDOCS, False), (MKDOCS, True)])
        process = start(project, command)
        time.sleep(chance.uniform(0, length))
        if process.poll() is None:
            stopped += 1
            if alone:
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
        process.communicate()

        # Between the two renames the site waits beside: the next build puts it back.
        left = project.root / ("site" if (project.root / "site").exists() else "site.old")
        after = dict(tree(left))
        assert after == good or is_whole(after, number), f"stop {number} of seed {seed}"
        good = after
        if chance.random() < 0.5:
            ended, said = publish(project)
            assert ended == 0, said
            assert beside(project) == ["site"]
            good = served(project)
            assert is_whole(good, number)


@pytest.mark.exhaustive
def test_a_build_killed_at_any_moment_leaves_a_whole_site(project: TinySite) -> None:
    """SIGKILL at random moments, to the build alone or with all that it started."""
    stop_at_random(project, 6)


@pytest.mark.exhaustive
def test_a_build_killed_very_often_leaves_a_whole_site(project: TinySite) -> None:
    """The same, forty times."""
    stop_at_random(project, 40)


@pytest.mark.parametrize(
    "signal_", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.exhaustive)]
)
def test_who_stops_a_build_finds_the_last_site(signal_: int, project: TinySite) -> None:
    """Ctrl-C, or the end of a CI job: the site is the one of before."""
    assert publish(project)[0] == 0
    before = served(project)
    process = start(project, SCRIPT)
    wait_for_the_writing(project)
    os.killpg(process.pid, signal_)
    process.communicate()
    assert process.returncode != 0
    assert served(project) == before
    assert publish(project)[0] == 0
    assert beside(project) == ["site"]


def wait_for_the_writing(project: TinySite) -> None:
    end = time.monotonic() + 60
    while not (project.root / "site.new/sitemap.xml").exists():
        assert time.monotonic() < end, "the build never began to write"
        time.sleep(0.01)


def test_two_builds_do_not_write_one_folder(project: TinySite) -> None:
    """The second is told to wait, and changes nothing of the first."""
    first = start(project, SCRIPT)
    wait_for_the_writing(project)
    # It would be done before the second has read what it is to write.
    os.killpg(first.pid, signal.SIGSTOP)
    ended, said = publish(project)
    os.killpg(first.pid, signal.SIGCONT)
    assert ended == 1
    assert "Un'altra costruzione sta scrivendo la stessa cartella" in said
    assert "Another build is writing the same folder" in said
    assert "Traceback" not in said
    said, _ = first.communicate()
    assert first.returncode == 0, said
    assert beside(project) == ["site"]
    assert len(served(project)) > 20


@pytest.mark.exhaustive
def test_two_builds_may_write_two_folders(project: TinySite) -> None:
    """They share what is kept of the documents, and both sites are the same."""
    both = [start(project, [*MKDOCS, "-d", name]) for name in ("one", "two")]
    for process in both:
        said, _ = process.communicate()
        assert process.returncode == 0, said
    one, two = tree(project.root / "one"), tree(project.root / "two")
    assert len(one) > 20
    assert one == two


@pytest.mark.exhaustive
@pytest.mark.parametrize("largest", [1_000, 20_000, 200_000])
def test_a_full_disk_is_told_and_loses_nothing(largest: int, project: TinySite) -> None:
    """At the first document, at the first large file, at the archives: the last site stays.

    The system refuses to make a file larger than a limit, as a full quota would.
    """
    assert publish(project)[0] == 0
    before = served(project)
    change(project, 1)
    shutil.rmtree(project.root / ".cache")

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    ended, said = publish(project, fill)
    assert ended == 1, said
    assert "Libera spazio" in said or "che ci sia spazio sul disco" in said, said
    assert "Free some space" in said or "that there is space on the disk" in said
    assert "Traceback" not in said
    assert served(project) == before
    assert beside(project) == ["site"]
    ended, said = publish(project)
    assert ended == 0, said
    assert is_whole(served(project), 1)


FONT = "macros/documents/fonts/text/TitilliumWeb-Italic.ttf"


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:1000])


def folder_in_its_place(file: Path) -> None:
    file.unlink()
    (file / "inside").mkdir(parents=True)


def leads_nowhere(file: Path) -> None:
    file.unlink()
    file.symlink_to("nowhere")


def latin(file: Path) -> None:
    file.write_bytes(b"a { content: 'citt\xe0' }\n")


SPOILT: list[tuple[str, Callable[[Path], None], tuple[str, ...]]] = [
    (FONT, Path.unlink, (f"{FONT}:1: manca questo carattere", "git checkout")),
    (FONT, cut, (f"{FONT}:1: manca questo carattere", "git checkout")),
    ("docs/assets/images/favicon.png", leads_nowhere, ("favicon.png non si può usare",)),
    ("docs/assets/images/favicon.svg", Path.unlink, ("favicon.svg",)),
    ("docs/assets/css/20-page.css", latin, ("docs/assets/css/20-page.css:1: ", "UTF-8")),
    ("docs/assets/css/20-page.css", leads_nowhere, ("20-page.css:1: ", "non si può leggere")),
    ("docs/it/fonti.md", leads_nowhere, ("docs/it/fonti.md:1: il file non si può leggere",)),
    ("data/terms.yaml", folder_in_its_place, ("data/terms.yaml",)),
    ("overrides/parts/menu.html", folder_in_its_place, ("parts/menu.html non si può usare",)),
    ("macros/fragments/method.md.j2", folder_in_its_place, ("method.md.j2 non si può usare",)),
]


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    ("file", "spoil", "words"), SPOILT, ids=[f"{s.__name__} {f}" for f, s, _ in SPOILT]
)
def test_a_file_that_cannot_be_read_is_named(
    file: str, spoil: Callable[[Path], None], words: tuple[str, ...], project: TinySite
) -> None:
    """Fonts, pictures, styles, pages, data, templates: no trace, and the last site stays."""
    assert publish(project)[0] == 0
    before = served(project)
    spoil(project.root / file)
    ended, said = publish(project)
    assert ended == 1, said
    for word in words:
        assert word in said, said
    assert "Traceback" not in said
    assert served(project) == before
    assert beside(project) == ["site"]


NOT_ALLOWED = [
    (".", 0o555, "non permette di usare site.new"),
    (".cache", 0o000, "non permette di usare .cache/documents"),
    ("docs/assets/images/favicon.png", 0o000, "non permette di usare"),
    ("docs/assets/css", 0o000, "docs/assets/css:1: il file non si può leggere"),
    ("docs/it", 0o000, "docs/it:1: il file non si può leggere"),
]


def give_up_the_rights_of_the_administrator() -> None:
    """Root may read and write everything: without these two rights it is as anybody else."""
    if os.getuid() == 0:
        capbset_drop, dac_override, dac_read_search = 24, 1, 2
        for right in (dac_override, dac_read_search):
            ctypes.CDLL(None).prctl(capbset_drop, right, 0, 0, 0)


@pytest.mark.exhaustive
@pytest.mark.parametrize(("place", "mode", "words"), NOT_ALLOWED, ids=[p for p, *_ in NOT_ALLOWED])
def test_what_the_system_does_not_allow_is_told(
    place: str, mode: int, words: str, project: TinySite
) -> None:
    """Files of somebody else, as after a build by the administrator."""
    assert publish(project)[0] == 0
    before = served(project)
    (project.root / place).chmod(mode)
    ended, said = publish(project, give_up_the_rights_of_the_administrator)
    (project.root / place).chmod(0o755)
    assert ended == 1, said
    assert words in said, said
    assert "Traceback" not in said
    assert served(project) == before


def test_without_git_the_site_is_built_and_told(project: TinySite, tmp_path: Path) -> None:
    """A machine without git, or a folder without history: pages have the date of the guide."""
    empty = tmp_path / "empty"
    empty.mkdir()
    ended, said = publish(project, variables={"PATH": str(empty)})
    assert ended == 0, said
    assert "la storia del progetto non si può leggere" in said
    assert "the history of the project cannot be read" in said
    assert len(served(project)) > 20


NO_NETWORK = """
import sys


def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        print("NETWORK", event, arguments, file=sys.stderr, flush=True)
        raise OSError(101, "Network is unreachable")


sys.addaudithook(refuse)
"""


def test_no_build_asks_the_network(project: TinySite, tmp_path: Path) -> None:
    """No process of a build opens a connection, or looks for an address."""
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK)
    asked = [sys.executable, "-c", "import socket; socket.create_connection(('example.org', 80))"]
    variables = {"PYTHONPATH": str(tmp_path)}
    tried = subprocess.run(asked, env={**os.environ, **variables}, capture_output=True, check=False)
    assert b"NETWORK" in tried.stderr, "the guard does not work, and would see nothing"
    ended, said = publish(project, command=MKDOCS, variables=variables)
    assert ended == 0, said
    assert "NETWORK" not in said


def test_what_is_kept_and_damaged_is_made_again(project: TinySite) -> None:
    """Documents and data cut short, emptied or full of something else: the site is the same."""
    assert publish(project)[0] == 0
    before = served(project)
    spoilt = 0
    for folder in ("documents", "data"):
        for number, file in enumerate(sorted((project.root / ".cache" / folder).iterdir())):
            content = file.read_bytes()
            other = (b"", content[: len(content) // 2], content[:-1] + b"?", b"something else")
            file.write_bytes(other[number % 4])
            spoilt += 1
    assert spoilt > 40
    ended, said = publish(project)
    assert ended == 0, said
    assert served(project) == before


def test_a_cache_that_is_no_folder_is_told(project: TinySite) -> None:
    """A file in the place of `.cache` is named, with what to do."""
    (project.root / ".cache").write_text("x")
    ended, said = publish(project)
    assert ended == 1
    assert ".cache/documents non si può usare" in said
    assert "Traceback" not in said
    assert beside(project) == []
