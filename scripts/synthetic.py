"""A project of a chosen size, for measuring: a fixed base of the guide, copied many times.

The base is always the same three phases and what they name, however many phases are
written later: so the figures of one year can be set beside those of another.
"""

from __future__ import annotations

import argparse
import ast
import re
import shutil
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from macros import rich
from macros.catalog import Catalog
from macros.model import KINDS, SINGLES
from macros.model.law import Act
from macros.model.phase import Phase, Route
from macros.model.reference import Ref
from macros.model.text import LANGS, Name, RichText, Slug, TemplateText, Text
from macros.read_guide import read_guide
from macros.read_yaml import Place
from macros.walk import walk

ROOT = Path(__file__).resolve().parent.parent
BASE = ("mandate-and-setup", "internal-organisation", "stakeholder-network")
_PROJECT = ("macros", "overrides", "docs", "mkdocs.yml", "mkdocs_hook.py")
_MODELS = {kind.name: kind.model for kind in KINDS}
_GATHERED = {"method": "methods", "checklist": "checklists", "template": "templates"}
"""Kinds that belong to the phases that list them."""
_FOLLOWED = ("act", "role", "term", "source")
"""Kinds that come along with whatever names them."""
_UNIQUE_IN_THE_GUIDE = ("items", "provisions")
_LINK = re.compile(r"\[([^\[\]]*)\]\(([a-z]+):([a-z0-9-]+)(#[a-z0-9-]+)?\)")
_CALL = re.compile(r"\{\{\s*(\w+\(.*?\))\s*\}\}")
_MACROS = {
    "law": "act",
    "term": "term",
    "role": "role",
    "checklist": "checklist",
    "downloads": "template",
    "phase_brief": "phase",
    "phase_steps": "phase",
    "route_timeline": "route",
    "sheet_table": "template",
}
"""The macros that name one entry, and the kind of that entry."""

Key = tuple[str, str]
"""The kind and the id of an entry, or `act` and the id of a provision."""


def write_project(folder: Path, times: int, root: Path = ROOT) -> None:
    """Write a project that builds, with the base of another repeated.

    Args:
        folder: Where to write it; it must not exist.
        times: How many times each entry is there. The copies have ids, addresses, names and
            sentences of their own, and name each other as the originals do.
        root: The project from which the base is taken.

    Raises:
        ContentError: The data or the pages of `root` are wrong.
        KeyError: A phase of the base is not there.
    """
    catalog = read_guide(root / "data", root / "docs", "/").catalog
    base = _base(catalog)
    whole = _routes(catalog, base)
    folder.mkdir(parents=True)
    for name in _PROJECT:
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name)
        else:
            shutil.copy2(root / name, folder / name)
    for page in (folder / "docs").rglob("*.md"):
        page.write_text(_without_others(page.read_text("utf-8"), whole), "utf-8")
    (folder / "data").mkdir()
    for name in SINGLES:
        shutil.copy2(root / "data" / name, folder / "data" / name)
    choices: Any = _Copy(1, whole, 0).of(catalog.selector)
    _dump(folder / "data/selector.yaml", [choice for choice in choices if choice["first"]])
    synonyms = catalog.synonyms.model_dump(exclude_unset=True)
    synonyms["said"] = [one for one in synonyms["said"] if _is_there(one["entry"], whole)]
    _dump(folder / "data/synonyms.yaml", _lists(synonyms))
    shift = max(catalog.get(Phase, id).number for id in BASE)
    copies = [_Copy(number, base if number > 1 else whole, shift) for number in range(1, times + 1)]
    _write_data(folder / "data", catalog, copies)


def _is_there(target: str, whole: frozenset[Key]) -> bool:
    """Whether what a link names is in the project: a page, or an entry of the base."""
    kind, _, id = target.partition(":")
    return kind == "page" or (kind, id.partition("#")[0]) in whole


def _base(catalog: Catalog) -> frozenset[Key]:
    """The phases of the base, what they list, and all that these name in their turn."""
    found: set[Key] = set()
    for id in BASE:
        phase = catalog.get(Phase, id)
        found.add(("phase", id))
        for kind, key in _GATHERED.items():
            found |= {(kind, named) for named in getattr(phase, key)}
    return _with_named(catalog, found)


def _routes(catalog: Catalog, base: frozenset[Key]) -> frozenset[Key]:
    """The base with the routes through it and the training, and what only they name."""
    routes = {("route", route.id) for route in catalog.all(Route) if _stages(route)}
    taught = {key for key in _named(catalog.training) if key[0] in _MODELS}
    return _with_named(catalog, base | routes | taught)


def _with_named(catalog: Catalog, found: AbstractSet[Key]) -> frozenset[Key]:
    todo, found = [*found], {*found}
    while todo:
        kind, id = todo.pop()
        entry = catalog.provision(id)[0] if kind == "act" else catalog.get(_MODELS[kind], id)
        new = {key for key in _named(entry) if key[0] in _FOLLOWED} - found
        if isinstance(entry, Act):
            new |= {("act", id) for id in (entry.id, *(one.id for one in entry.provisions))} - found
        found |= new
        todo += new
    return frozenset(found)


def _stages(route: Route) -> tuple[Any, ...]:
    return tuple(stage for stage in route.stages if stage.phase in BASE)


def _named(entry: BaseModel) -> Iterator[Key]:
    for found in walk(entry):
        if isinstance(found.value, str):
            yield from ((mark.kind, found.value) for mark in found.marks if isinstance(mark, Ref))
        elif isinstance(found.value, RichText | TemplateText):
            for lang in LANGS:
                for target in rich.references(found.value.of(lang)):
                    kind, _, id = target.partition(":")
                    yield kind, id


def _write_data(folder: Path, catalog: Catalog, copies: list[_Copy]) -> None:
    for kind in KINDS:
        entries: Any = catalog.all(kind.model)
        made = [
            copy.of(entry)
            for copy in copies
            for entry in entries
            if (kind.name, entry.id) in copy.base
        ]
        if kind.model is Route:
            made = [_through_every_copy(route, copies) for route in made]
        if kind.one_per_file:
            (folder / kind.place).mkdir()
            for value in made:
                _dump(folder / kind.place / f"{value['id']}.yaml", value)
        else:
            _dump(folder / kind.place, made)


def _through_every_copy(route: dict[str, Any], copies: list[_Copy]) -> dict[str, Any]:
    """A route is there once, its id being one of four; it runs through each copy in turn."""
    stages = [stage for stage in route["stages"] if stage["phase"] in BASE]
    repeated = [{**one, "phase": copy.id(one["phase"])} for copy in copies for one in stages]
    return {**route, "stages": repeated}


@dataclass(frozen=True)
class _Copy:
    """One repetition of the base; the first is the base itself."""

    number: int
    base: frozenset[Key]
    shift: int
    """By how much the phases of one copy are numbered after those of the copy before."""

    def id(self, id: str) -> str:
        """An id or a slug, as it is in this copy."""
        return id if self.number == 1 else f"{id}-x{self.number}"

    def of(self, entry: BaseModel) -> Any:
        """The entry as this copy has it: its fields, or what it lists."""
        value: Any = _lists(entry.model_dump(exclude_unset=True))
        dropped: list[Place] = []
        for found in walk(entry):
            place, old = found.place, found.value
            kinds = {mark.kind for mark in found.marks if isinstance(mark, Ref)} & _MODELS.keys()
            if kinds and isinstance(old, str):
                if {(kind, old) for kind in kinds} & self.base:
                    _put(value, place, self.id(old))
                elif isinstance(place[-1], int):
                    dropped.append(place)
            elif isinstance(old, Slug):
                _put(value, place, {lang: self.id(old.of(lang)) for lang in LANGS})
            elif isinstance(old, RichText | TemplateText):
                texts = {lang: self._varied(self._linked(old.of(lang))) for lang in LANGS}
                _put(value, place, texts)
            elif isinstance(old, Text) and "sheets" not in place:
                # In a sheet a text may be a value to choose, and its length is limited.
                _put(value, place, {lang: self._varied(old.of(lang)) for lang in LANGS})
            elif isinstance(old, Name) and place in (("name",), ("title",)):
                _put(value, place, {lang: self._varied(old.of(lang)) for lang in LANGS})
            elif place[-1:] == ("id",) and (len(place) == 1 or place[0] in _UNIQUE_IN_THE_GUIDE):
                _put(value, place, self.id(old))
        for place in reversed(dropped):
            del _holder(value, place)[place[-1]]
        if isinstance(entry, Phase):
            value["number"] += (self.number - 1) * self.shift
        return value

    def _varied(self, text: str) -> str:
        return text if self.number == 1 else f"{text} (x{self.number})"

    def _linked(self, text: str) -> str:
        def link(found: re.Match[str]) -> str:
            words, kind, id, step = found.groups(default="")
            if kind not in _MODELS or kind == "route":
                return found[0]
            return f"[{words}]({kind}:{self.id(id)}{step})" if (kind, id) in self.base else words

        return _LINK.sub(link, text)


def _lists(value: Any) -> Any:
    """Lists in the place of tuples, so that they can be changed and written."""
    if isinstance(value, dict):
        return {key: _lists(one) for key, one in value.items()}
    return [_lists(one) for one in value] if isinstance(value, tuple) else value


def _holder(value: Any, place: Place) -> Any:
    for step in place[:-1]:
        value = value[step]
    return value


def _put(value: Any, place: Place, new: Any) -> None:
    _holder(value, place)[place[-1]] = new


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def _dump(file: Path, value: Any) -> None:
    text = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    file.write_text(text, "utf-8")


def _without_others(page: str, base: frozenset[Key]) -> str:
    """A page written by hand, with words alone where it named what the base has not."""

    def call(found: re.Match[str]) -> str:
        expression = ast.parse(found[1], mode="eval").body
        assert isinstance(expression, ast.Call) and isinstance(expression.func, ast.Name)
        words = [ast.literal_eval(one) for one in expression.args]
        named = {str(one.arg): ast.literal_eval(one.value) for one in expression.keywords}
        kind, id = _entry_of(expression.func.id, words, named)
        if not id or kind == "page" or (kind, id) in base:
            return found[0]
        return str(named.get("text", words[1] if len(words) > 1 else id))

    return _CALL.sub(call, page)


def _entry_of(macro: str, words: list[str], named: dict[str, str]) -> Key:
    """The entry that a macro is asked for; an empty id if it is asked for none."""
    if macro == "cards":
        return "phase", named.get("phase", words[1] if len(words) > 1 else "")
    if macro == "link":
        kind, _, id = words[0].partition(":")
        return kind, id
    kind = _MACROS.get(macro, "")
    return named.get("kind", kind), words[0] if kind else ""


def main() -> None:
    """Write the project that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m scripts.synthetic", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write it; it must not exist")
    parser.add_argument("--times", type=int, default=10, help="how large (default: 10)")
    options = parser.parse_args()
    write_project(options.folder, options.times)


if __name__ == "__main__":
    main()
