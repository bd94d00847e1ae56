"""What was read is kept for the next run, and never stands in the way of the truth."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_site import TinySite

from macros.load import load
from macros.model.method import Method
from macros.problems import ContentError


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def test_the_second_reading_gives_the_same(tiny: TinySite, kept: Path) -> None:
    """With or without what was kept, the data are the same, and every file was kept."""
    alone = load(tiny.data)
    first, second = load(tiny.data, cache=kept), load(tiny.data, cache=kept)
    assert first.entries == second.entries == alone.entries
    assert first.selector == second.selector
    assert len(list(kept.iterdir())) == len(list(tiny.data.rglob("*.yaml")))


def test_a_change_is_seen_at_once(tiny: TinySite, kept: Path) -> None:
    """A file that changed is read again; going back finds what was kept."""
    load(tiny.data, cache=kept)
    tiny.replace("data/methods/matrix.yaml", "  it: Matrice", "  it: Tabella")
    assert load(tiny.data, cache=kept).get(Method, "matrix").name.it == "Tabella"
    files = len(list(kept.iterdir()))
    tiny.replace("data/methods/matrix.yaml", "  it: Tabella", "  it: Matrice")
    assert load(tiny.data, cache=kept).get(Method, "matrix").name.it == "Matrice"
    assert len(list(kept.iterdir())) == files


def test_a_mistake_is_told_every_time(tiny: TinySite, kept: Path) -> None:
    """A wrong file is not kept, and a link that leads nowhere is found in one that is."""
    tiny.replace("data/methods/matrix.yaml", "safety: S0", "safety: S9")
    for _ in range(2):
        with pytest.raises(ContentError) as error:
            load(tiny.data, cache=kept)
        assert [problem.line for problem in error.value.problems] == [14]
    tiny.replace("data/methods/matrix.yaml", "safety: S9", "safety: S0")
    load(tiny.data, cache=kept)
    (tiny.data / "checklists/start.yaml").unlink()
    with pytest.raises(ContentError) as error:
        load(tiny.data, cache=kept)
    assert {problem.code for problem in error.value.problems} == {"unknown_checklist"}


def test_a_damaged_folder_costs_only_time(tiny: TinySite, kept: Path) -> None:
    """Files cut short, or full of something else, are read again from the data."""
    whole = load(tiny.data, cache=kept)
    for number, file in enumerate(sorted(kept.iterdir())):
        content = file.read_bytes()
        file.write_bytes(content[: len(content) // 2] if number % 2 else b"something else")
    assert load(tiny.data, cache=kept).entries == whole.entries
    assert load(tiny.data, cache=kept).entries == whole.entries
