"""A folder is replaced whole or not at all, and by one run at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from macros.swap import BusyError, Swap

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with something good in it."""
    folder = tmp_path / "site"
    (folder / "page").mkdir(parents=True)
    (folder / "page/index.html").write_text("good")
    return folder


def written(folder: Path) -> dict[str, str]:
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    return {file.relative_to(folder).as_posix(): file.read_text() for file in files}


def beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.iterdir())


def test_the_new_folder_takes_the_place_of_the_old(site: Path) -> None:
    """Until then the old one is there, whole; after, nothing of it is."""
    swap = Swap.begin(site)
    (swap.new / "index.html").write_text("better")
    assert written(site) == {"page/index.html": "good"}
    swap.finish()
    assert written(site) == {"index.html": "better"}
    assert beside(site) == ["site"]


def test_a_folder_that_was_not_there_is_made(tmp_path: Path) -> None:
    """The first time there is nothing to replace, not even the folder around."""
    swap = Swap.begin(tmp_path / "a/b/site")
    (swap.new / "index.html").write_text("first")
    swap.finish()
    assert written(tmp_path / "a/b/site") == {"index.html": "first"}


def test_giving_up_leaves_the_old_folder(site: Path) -> None:
    """What was written goes; a folder that was not there is still not there."""
    for target in (site, site.with_name("other")):
        swap = Swap.begin(target)
        (swap.new / "index.html").write_text("half")
        swap.give_up()
    assert written(site) == {"page/index.html": "good"}
    assert beside(site) == ["site"]


def test_what_is_hidden_stays(site: Path) -> None:
    """A site that is also a checkout keeps its `.git`, as MkDocs itself would leave it."""
    (site / ".git").mkdir()
    (site / ".git/HEAD").write_text("ref")
    (site / ".nojekyll").write_text("old")
    swap = Swap.begin(site)
    (swap.new / ".nojekyll").write_text("new")
    swap.finish()
    assert written(site) == {".git/HEAD": "ref", ".nojekyll": "new"}


def test_a_link_goes_on_leading_where_it_did(site: Path) -> None:
    """The folder that a link leads to is replaced, not the link."""
    link = site.parent / "public/site"
    link.parent.mkdir()
    link.symlink_to(site)
    swap = Swap.begin(link)
    (swap.new / "index.html").write_text("better")
    swap.finish()
    assert link.is_symlink()
    assert written(link) == written(site) == {"index.html": "better"}


@pytest.mark.parametrize("moved", [True, False], ids=["between the renames", "after them"])
def test_a_stop_halfway_is_mended(moved: bool, site: Path) -> None:
    """Wherever the run before was stopped, the folder is whole, with all that was hidden."""
    (site / ".git").mkdir()
    (site / ".git/HEAD").write_text("ref")
    site.rename(site.with_name("site.old"))
    if not moved:
        site.mkdir()
        (site / "index.html").write_text("better")
    site.with_name("site.new").mkdir()
    (site.with_name("site.new") / "half.html").write_text("half")
    swap = Swap.begin(site)
    assert list(swap.new.iterdir()) == []
    expected = {"page/index.html": "good"} if moved else {"index.html": "better"}
    assert written(site) == {**expected, ".git/HEAD": "ref"}
    swap.give_up()
    assert beside(site) == ["site"]


def test_one_run_at_a_time(site: Path) -> None:
    """While a folder is taken nobody else takes it; then it is free, also for who waits long."""
    first = Swap.begin(site)
    with pytest.raises(BusyError):
        Swap.begin(site)
    other = Swap.begin(site.with_name("other"))
    other.give_up()
    first.finish()
    second = Swap.begin(site)
    second.give_up()
    Swap.begin(site).give_up()


def test_a_run_that_was_killed_holds_nothing(site: Path) -> None:
    """The system frees what a dead process held: nobody has to remove a lock by hand."""
    code = (
        "import os, sys; from pathlib import Path; from macros.swap import Swap; "
        "Swap.begin(Path(sys.argv[1])); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(site)], cwd=ROOT, check=False)
    assert done.returncode == -9
    assert beside(site) == ["site", "site.new"]
    Swap.begin(site).give_up()
    assert written(site) == {"page/index.html": "good"}


def test_what_cannot_be_replaced_stays(site: Path) -> None:
    """If the new folder cannot be moved, the old one comes back."""
    swap = Swap.begin(site)
    swap.new.rmdir()
    with pytest.raises(FileNotFoundError):
        swap.finish()
    assert written(site) == {"page/index.html": "good"}
