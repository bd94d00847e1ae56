"""`make release`: refused with reasons, or whole, and the same bytes for ever."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from built_site import CODE, ROOT, copy_project
from tiny_site import TinySite

VERSION = "0.0.1"
"""That of the tiny guide."""
BUILDING = "Costruisco due volte... / Building twice...\n"
COMMITTED = "2027-03-04T05:06:07+0000"
REST = ("requirements", "pyproject.toml", ".gitignore", "docs/assets", "schemas")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), "-c", "commit.gpgsign=false", *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={
            **os.environ,
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_AUTHOR_NAME": "a",
            "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "a",
            "GIT_COMMITTER_EMAIL": "a@example.org",
            "GIT_AUTHOR_DATE": COMMITTED,
            "GIT_COMMITTER_DATE": COMMITTED,
        },
    )
    return done.stdout.strip()


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


def run(folder: Path, *arguments: str, **variables: str) -> tuple[int, str]:
    """Run a command of Python there: how it ends, and what it says."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={
            **os.environ,
            "VERSION": VERSION,
            "SITE_URL": "https://guide.example.org/",
            "PYTHONDONTWRITEBYTECODE": "1",
            **variables,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def release(folder: Path, *options: str, **variables: str) -> tuple[int, str]:
    return run(folder, "scripts/release.py", *options, **variables)


def written(folder: Path, version: str = VERSION) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (folder / "dist" / version).iterdir()}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny guide with the whole code, committed, ready for its release."""
    site = TinySite.copied_to(tmp_path_factory.mktemp("release") / "guide")
    copy_project(site.root, *CODE, *REST)
    changes = site.text("data/changes.yaml")
    assert f"version: {VERSION}" in changes
    git(site.root, "init", "--quiet")
    commit(site.root, "The guide")
    for command in (["-m", "mkdocs", "build", "--strict"], ["-m", "macros", "published"]):
        ended, said = run(site.root, *command)
        assert ended == 0, said
    commit(site.root, "Its addresses")
    return site.root


@pytest.fixture
def project(original: Path, tmp_path: Path) -> TinySite:
    """A clone of it, to be changed."""
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(original), str(clone))
    return TinySite(clone)


def test_a_release_that_can_be_made_is_not_refused(project: TinySite) -> None:
    """The good case of every bad case below; looking at it writes nothing."""
    assert release(project.root, "--ready") == (0, "")
    assert not (project.root / "dist").exists()


def refused(folder: Path, *options: str, **variables: str) -> str:
    ended, said = release(folder, *options, **variables)
    assert ended == 1, said
    assert "Traceback" not in said
    assert [*folder.glob("dist/*")] == []
    lines = said.removeprefix(BUILDING).strip().splitlines()
    assert len(lines) % 4 == 0 and lines[1].startswith("  ") and lines[3].startswith("  "), said
    return said


def test_without_a_version_nothing_is_made(project: TinySite) -> None:
    """The message shows how to write it, in both languages."""
    said = refused(project.root, VERSION="")
    assert "make release VERSION=1.2.0" in said
    assert "Manca la versione" in said and "The version to make is missing" in said


@pytest.mark.parametrize(
    "version", ["v0.0.1", "0.1", "0.0.01", "0.0.1-rc1", "0.0.1 ", "$(x)", "uno"]
)
def test_a_version_of_another_form_is_refused(version: str, project: TinySite) -> None:
    """Three numbers, and nothing else."""
    said = refused(project.root, VERSION=version)
    assert "non è una versione" in said and "is not a version" in said


def test_a_version_that_is_not_that_of_the_data_is_refused(project: TinySite) -> None:
    """What files say of themselves comes from the data."""
    said = refused(project.root, VERSION="9.9.9")
    assert "9.9.9" in said and VERSION in said and "data/site.yaml" in said


@pytest.mark.parametrize("file", ["data/roles.yaml", "docs/it/new.txt"])
def test_what_is_not_committed_is_refused(file: str, project: TinySite) -> None:
    """A changed file and a new one are both named."""
    with (project.root / file).open("a") as changed:
        changed.write("\n")
    said = refused(project.root)
    assert file in said and "git commit" in said


def test_a_tag_that_is_there_is_refused(project: TinySite) -> None:
    """Here or elsewhere in the history: one number always means the same files."""
    git(project.root, "tag", f"v{VERSION}", "HEAD~1")
    assert f"make rebuild VERSION={VERSION}" in refused(project.root)
    git(project.root, "tag", "--force", f"v{VERSION}", "HEAD")
    assert f"make rebuild VERSION={VERSION}" in refused(project.root)


def test_a_rebuild_is_of_a_tag(project: TinySite) -> None:
    """One that is there, and where the project stands."""
    assert "git fetch --tags" in refused(project.root, "--rebuild")
    git(project.root, "tag", f"v{VERSION}", "HEAD~1")
    assert f"git checkout v{VERSION}" in refused(project.root, "--rebuild")


def test_a_release_needs_git_and_the_whole_history(project: TinySite, tmp_path: Path) -> None:
    """Pages say when they were changed: outside a clone, or in part of one, they cannot."""
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth", "1", project.root.as_uri(), str(shallow))
    assert "git fetch --unshallow" in refused(shallow)
    shutil.rmtree(project.root / ".git")
    said = refused(project.root, GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert "git clone" in said
    assert "git clone" in refused(shallow, PATH=str(tmp_path))


def test_readers_must_be_told_what_changed(project: TinySite) -> None:
    """No notes can be written of nothing."""
    text = project.text("data/changes.yaml")
    project.write("data/changes.yaml", text.replace(f"version: {VERSION}", "version: 0.0.0"))
    commit(project.root, "x")
    assert f"version: {VERSION}" in refused(project.root)


def test_the_addresses_of_a_release_are_written_down(project: TinySite) -> None:
    """Without their list nothing is made."""
    (project.root / f"published/{VERSION}.txt").unlink()
    commit(project.root, "x")
    assert "make published" in refused(project.root)


@pytest.mark.exhaustive
def test_the_list_is_that_of_what_is_built(project: TinySite) -> None:
    """One that promises something else is refused, and what differs is named."""
    with (project.root / f"published/{VERSION}.txt").open("a") as promised:
        promised.write("downloads/never.pdf\n")
    commit(project.root, "x")
    said = refused(project.root)
    assert "downloads/never.pdf" in said.splitlines()[-4]


def test_every_reason_is_told_at_once(project: TinySite) -> None:
    """Whoever mends one finds no other behind it."""
    git(project.root, "tag", "v9.9.9")
    (project.root / "new.txt").touch()
    assert len(refused(project.root, VERSION="9.9.9").splitlines()) == 12


def test_wrong_data_are_told_as_ever(project: TinySite) -> None:
    """File, line and remedy."""
    project.replace("data/terms.yaml", "    - plan\n", "    - planes\n")
    commit(project.root, "x")
    ended, said = release(project.root)
    assert ended == 1
    assert said.startswith("data/terms.yaml:")
    assert not (project.root / "dist").exists()


@pytest.fixture(scope="module")
def released(original: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone in which the release was made, and tagged."""
    clone = tmp_path_factory.mktemp("released") / "clone"
    git(original, "clone", "--quiet", str(original), str(clone))
    ended, said = release(clone)
    assert ended == 0, said
    assert f"git tag -a v{VERSION}" in said
    assert git(clone, "status", "--porcelain") == ""
    git(clone, "tag", f"v{VERSION}")
    return clone


@pytest.mark.exhaustive
def test_a_release_is_whole(released: Path) -> None:
    """Site, archives, kits, bill of materials, notes in both languages, and their checksums."""
    files = written(released)
    name = f"tiny-{VERSION}"
    assert set(files) == {
        f"{name}-site.tar.gz",
        f"{name}-offline.zip",
        f"{name}-kit-it.zip",
        f"{name}-kit-en.zip",
        f"{name}-sbom.cdx.json",
        f"{name}-notes.it.md",
        f"{name}-notes.en.md",
        "SHA256SUMS",
    }
    folder = released / "dist" / VERSION
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert checked.returncode == 0
    assert len(checked.stdout.splitlines()) == len(files) - 1
    for archive in folder.glob("*.zip"):
        with zipfile.ZipFile(archive) as opened:
            assert opened.testzip() is None and len(opened.namelist()) > 5
    materials = json.loads(files[f"{name}-sbom.cdx.json"])
    assert materials["metadata"]["component"]["version"] == VERSION
    assert materials["metadata"]["timestamp"].startswith("2027-03-04T05:06:07")


@pytest.mark.exhaustive
def test_the_notes_tell_readers_what_changed(released: Path) -> None:
    """In their language, with complete addresses, and only this version."""
    files = written(released)
    for lang, home in (
        ("it", "https://guide.example.org/"),
        ("en", "https://guide.example.org/en/"),
    ):
        notes = files[f"tiny-{VERSION}-notes.{lang}.md"].decode()
        assert notes.startswith("# ") and VERSION in notes.splitlines()[0]
        assert home in notes
        assert "## " in notes and "](https://guide.example.org/" in notes
        assert "&amp;" not in notes and "&#39;" not in notes and "\n\n\n\n" not in notes


@pytest.mark.exhaustive
def test_the_archive_of_the_site_holds_it_all(released: Path, tmp_path: Path) -> None:
    """In order, of nobody, on the day of the commit: the same from whatever machine."""
    packed = released / "dist" / VERSION / f"tiny-{VERSION}-site.tar.gz"
    with tarfile.open(packed) as archive:
        members = archive.getmembers()
        archive.extractall(tmp_path / "site", filter="data")
    names = [member.name for member in members]
    assert names == sorted(names, key=Path) and "index.html" in names
    assert {(m.uid, m.gid, m.uname, m.gname) for m in members} == {(0, 0, "", "")}
    assert {m.mtime for m in members} == {1804136767}
    assert {oct(m.mode) for m in members} == {"0o644", "0o755"}
    assert gzip.decompress(packed.read_bytes())[:5]
    ended, said = run(released, "-m", "mkdocs", "build", "--strict", "-d", str(tmp_path / "own"))
    assert ended == 0, said
    same = subprocess.run(["diff", "-r", tmp_path / "site", tmp_path / "own"], check=False)
    assert same.returncode == 0


@pytest.mark.exhaustive
def test_a_tag_gives_the_same_bytes_again(released: Path, tmp_path: Path) -> None:
    """In another clone, another folder and another day: `SHA256SUMS` included."""
    later = tmp_path / "Un altro posto"
    git(tmp_path, "clone", "--quiet", str(released), str(later))
    ended, said = release(later, "--rebuild", TZ="America/St_Johns", LC_ALL="C")
    assert ended == 0, said
    assert written(later) == written(released)
    ended, said = release(later, "--rebuild")
    assert ended == 0
    assert "byte per byte" in said and "byte by byte" in said


CLOCK = """

def on_env(env, config, files):
    import time
    files.append(File.generated(config, "clock.txt", content=str(time.time_ns())))
"""


@pytest.mark.exhaustive
def test_two_builds_that_differ_are_no_release(project: TinySite) -> None:
    """The file that tells them apart is named, and nothing is left."""
    with (project.root / "mkdocs_hook.py").open("a") as hook:
        hook.write(CLOCK)
    commit(project.root, "x")
    said = refused(project.root)
    assert "clock.txt" in said


@pytest.mark.exhaustive
def test_a_build_that_fails_is_no_release(project: TinySite) -> None:
    """A link that leads nowhere only shows in the built site: it is told, nothing is left."""
    good = project.root / "dist" / VERSION / "good"
    good.parent.mkdir(parents=True)
    good.touch()
    project.write("docs/it/ruoli.md", project.text("docs/it/ruoli.md") + "\n[qui](nulla.md)\n")
    commit(project.root, "x")
    ended, said = release(project.root)
    assert ended == 1
    assert "docs/it/ruoli.md" in said and "nulla.md" in said
    assert "Traceback" not in said
    assert [*good.parent.iterdir()] == [good]
    assert [path.name for path in (project.root / "dist").iterdir()] == [VERSION]


def test_the_gates_come_before_the_writing() -> None:
    """`make release` looks first, then tries everything, then writes; so does `make rebuild`."""
    for target, option in (("release", ""), ("rebuild", " --rebuild")):
        told = subprocess.run(
            ["make", "--dry-run", "--no-print-directory", target, f"VERSION={VERSION}"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        steps = (
            f"scripts/release.py --ready{option}\n",
            "-m macros check\n",
            "-m macros translations",
            "-m pytest",
            f"scripts/release.py{option}\n",
        )
        places = [told.index(step) for step in steps]
        assert places == sorted(places), told
        for folder in ("tests/data", "tests/documents", "tests/site"):
            assert folder in told


@pytest.mark.exhaustive
def test_the_guide_itself_can_be_built_again_from_a_tag(tmp_path: Path) -> None:
    """The whole guide, from two clones of a tag: the same bytes."""
    version = (ROOT / "data/site.yaml").read_text().split("\nversion: ")[1].split("\n")[0]
    sums: list[str] = []
    for name in ("one", "Città e campagna"):
        clone = tmp_path / name
        git(tmp_path, "clone", "--quiet", str(ROOT), str(clone))
        if not sums:
            git(clone, "tag", f"v{version}")
        else:
            git(clone, "fetch", "--quiet", "--tags", str(tmp_path / "one"))
        ended, said = release(clone, "--rebuild", VERSION=version)
        assert ended == 0, said
        sums.append((clone / "dist" / version / "SHA256SUMS").read_text())
    assert sums[0] == sums[1]
    assert len(sums[0].splitlines()) == 7
