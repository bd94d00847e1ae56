"""Pages compiled once: the same mistakes told, whatever is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_site import ADDRESS, TinySite

from macros.compiled_pages import CompiledPages
from macros.problems import ContentError
from macros.read_guide import read_guide


def _told(tiny: TinySite, cache: Path) -> list[tuple[str, str, int]]:
    try:
        read_guide(tiny.data, tiny.docs, ADDRESS, "data", cache)
    except ContentError as error:
        return [(problem.code, problem.path, problem.line) for problem in error.problems]
    return []


def test_a_kept_page_is_still_tried_with_the_data(tiny: TinySite, tmp_path: Path) -> None:
    """The page did not change, what it names did: the mistake is told, at its line."""
    cache = tmp_path / "cache"
    assert _told(tiny, cache) == []
    assert len([*cache.with_name("pages").iterdir()]) > 20
    page = tiny.text("docs/it/percorso.md")
    tiny.write("docs/it/percorso.md", page + '\n{{ term("network") }}\n')
    assert _told(tiny, cache) == []
    tiny.replace("data/terms.yaml", "- id: network\n", "- id: network-new\n")
    line = len(page.splitlines()) + 2
    assert _told(tiny, cache) == [("unknown_term", "docs/it/percorso.md", line)]


def test_a_page_with_a_mistake_is_never_kept(tiny: TinySite, tmp_path: Path) -> None:
    """What is wrong is told at each run, not only at the first."""
    cache = tmp_path / "cache"
    page = tiny.text("docs/it/percorso.md")
    tiny.write("docs/it/percorso.md", page + "\n{{ nobody() }}\n")
    assert _told(tiny, cache) == _told(tiny, cache)
    assert [code for code, *_ in _told(tiny, cache)] == ["unknown_macro"]


@pytest.mark.parametrize("damage", [b"", b"\x00", b"i\x01\x00\x00\x00"])
def test_a_damaged_cache_is_as_good_as_none(damage: bytes, tiny: TinySite, tmp_path: Path) -> None:
    """Half a file, or something else in its place: pages are compiled again."""
    cache = tmp_path / "cache"
    assert _told(tiny, cache) == []
    kept = [*cache.with_name("pages").iterdir()]
    assert kept
    for file in kept:
        file.write_bytes(damage)
    assert _told(tiny, cache) == []
    assert CompiledPages(None, ()).code("x") is None
