"""The rooms of `macros/`, as `docs-dev/architecture.md` tells them: imports go down only."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs-dev/architecture.md").read_text("utf-8")
DRAWING = (ROOT / "docs-dev/images/architecture.svg").read_text("utf-8")


def rooms() -> dict[str, list[str]]:
    """The modules of each room, from the top: `book/*` stands for a whole folder."""
    section = TEXT.partition("## The rooms\n")[2].partition("\n## ")[0]
    rows = [line.split("|")[1:-1] for line in section.splitlines() if line.startswith("| ")]
    return {
        name.strip(): found for name, _, held in rows if (found := re.findall(r"`([^`]+)`", held))
    }


def modules() -> dict[str, Path]:
    """Every module by its name from `macros/`; a folder has the name of its `__init__`."""
    files = sorted((ROOT / "macros").rglob("*.py"))
    names = {file: file.relative_to(ROOT / "macros").with_suffix("").as_posix() for file in files}
    return {name.removesuffix("/__init__"): file for file, name in names.items()}


def room_of(module: str) -> list[str]:
    """The rooms that hold a module: one, if the table is right."""
    folder = module.split("/")[0] + "/*"
    return [room for room, held in rooms().items() if module in held or folder in held]


def imported(tree: ast.AST, known: set[str]) -> Iterator[str]:
    """The modules of `macros/` that a module imports; MkDocs too, if it does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name.replace(".", "/") for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                whole = f"{node.module}.{one.name}".replace(".", "/")
                inside = whole.removeprefix("macros/") in known
                yield whole if inside else node.module.replace(".", "/")


def wrong(name: str, text: str) -> list[str]:
    """What a module imports from a room above its own."""
    known = set(modules())
    order = list(rooms())
    ours = (one for one in imported(ast.parse(text), known) if one.startswith("macros/"))
    (own,) = room_of(name)
    return [
        one
        for one in (each.removeprefix("macros/") for each in ours)
        if one in known and order.index(room_of(one)[0]) < order.index(own)
    ]


def test_every_module_has_one_room() -> None:
    """A new module is given its place in the table; one that is gone leaves it."""
    found = modules()
    assert len(found) > 80
    assert len(rooms()) == 11
    missing = {name: room_of(name) for name in found if len(room_of(name)) != 1}
    assert not missing, f"give each one room in docs-dev/architecture.md: {missing}"
    named = {one for held in rooms().values() for one in held}
    gone = {one for one in named if one.removesuffix("/*") not in found}
    assert not gone, f"no longer there: {gone}"


@pytest.mark.parametrize("name", modules())
def test_a_module_imports_only_from_below(name: str) -> None:
    """From its own room, or from one that stands below it in the table."""
    assert wrong(name, modules()[name].read_text("utf-8")) == []


def test_an_import_from_above_is_found() -> None:
    """However it is written."""
    assert wrong("rich", "from macros.view import View\n") == ["view"]
    assert wrong("model/text", "from macros import guide\n") == ["guide"]
    assert wrong("load", "import macros.page_macros\n") == ["page_macros"]
    assert wrong("guide", "from macros.model.text import LANGS\nimport json\n") == []


def test_nothing_here_knows_mkdocs() -> None:
    """The hook alone does, and whatever the hook imports is named with its folder."""
    known = set(modules())
    for name, file in modules().items():
        names = {one.split("/")[0] for one in imported(ast.parse(file.read_text("utf-8")), known)}
        assert not names & {"mkdocs", "mkdocs_hook", "scripts", "material"}, name
    hook = ast.parse((ROOT / "mkdocs_hook.py").read_text("utf-8"))
    assert "mkdocs" in {one.split("/")[0] for one in imported(hook, known)}


def test_the_events_told_are_those_of_the_hook() -> None:
    """All that put something in the site, and no other."""
    hook = (ROOT / "mkdocs_hook.py").read_text("utf-8")
    there = set(re.findall(r"^def (on_\w+)\(", hook, re.M))
    around = {"on_startup", "on_serve", "on_build_error"}
    told = set(re.findall(r"`(on_\w+)`", TEXT))
    assert around <= there
    assert told == there - around
    assert {one for one in re.findall(r"\bon_\w+", DRAWING) if not one.endswith("_")} <= there


def test_the_drawing_shows_the_same_rooms() -> None:
    """In the same order, with a name and a description for who cannot see it."""
    places = [DRAWING.find(f">{room}</text>", DRAWING.index("mkdocs_hook.py")) for room in rooms()]
    assert -1 not in places and places == sorted(places)
    assert 'role="img"' in DRAWING and 'aria-labelledby="title desc"' in DRAWING
    assert re.search(r'<title id="title">[^<]+', DRAWING)
    described = re.search(r'<desc id="desc">([^<]+)', DRAWING)
    assert described and all(room in described[1] for room in rooms())
    assert 'rx="10" fill="#fff"/>' in DRAWING, "a ground of its own"


def test_the_files_named_in_the_drawing_are_there() -> None:
    """Modules, and the file of the hook."""
    named = set(re.findall(r"\b(\w+)\.py\b", DRAWING))
    assert len(named) > 10
    assert named <= {*modules(), "mkdocs_hook"}
