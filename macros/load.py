"""From the files of `data/` to the catalog. Nobody else opens `data/`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel

from macros.catalog import Catalog
from macros.draft import Draft, DraftEntry, checked
from macros.model import KINDS, SINGLES, Kind
from macros.model.site import Labels, Menu, Profile, Site
from macros.problems import ContentError, Problem
from macros.read_yaml import Read, read_yaml
from macros.rules import broken_rules

_LEFT_BY_SYSTEMS = {".DS_Store", "Thumbs.db", "desktop.ini"}
_FOLDERS = {kind.place.rstrip("/"): kind for kind in KINDS if kind.one_per_file}
_LISTS = {kind.place: kind for kind in KINDS if not kind.one_per_file}


def load(folder: Path, shown_as: str | None = None) -> Catalog:
    """Read, check and join all the data.

    Args:
        folder: The data folder.
        shown_as: How messages name it; its own path if left out.

    Returns:
        The catalog: every entry right, every reference leading somewhere.

    Raises:
        ContentError: With everything that is wrong, at once.
    """
    draft = _read_folder(folder, shown_as or folder.as_posix())
    if problems := [*draft.problems, *broken_rules(draft)]:
        raise ContentError(problems)
    return Catalog(
        {
            kind.model: {entry.id: entry.model for entry in draft.entries[kind.name]}
            for kind in KINDS
        },
        site=draft.single(Site),
        labels=draft.single(Labels),
        profile=draft.single(Profile),
        menu=draft.single(Menu),
    )


def _read_folder(folder: Path, shown_as: str) -> Draft:
    draft = Draft()
    if not folder.is_dir():
        draft.problems.append(Problem.at(shown_as, 1, "no_data_folder"))
        return draft
    for file in sorted(folder.rglob("*")):
        _read_place(draft, file, file.relative_to(folder), shown_as)
    for name in SINGLES:
        if not (folder / name).exists():
            draft.problems.append(Problem.at(f"{shown_as}/{name}", 1, "file_missing", name=name))
    return draft


def _read_place(draft: Draft, file: Path, relative: Path, shown_as: str) -> None:
    name = relative.as_posix()
    shown = f"{shown_as}/{name}"
    kind = _FOLDERS.get(relative.parent.as_posix()) or _LISTS.get(name)
    if file.name in _LEFT_BY_SYSTEMS:
        return
    if file.is_dir():
        if name not in _FOLDERS and (file.suffix == ".yaml" or not any(file.iterdir())):
            draft.problems.append(_unexpected(shown, name))
    elif not file.is_file():
        draft.problems.append(Problem.at(shown, 1, "not_a_file"))
    elif file.suffix != ".yaml":
        code = "yml_suffix" if file.suffix.lower() in (".yml", ".yaml") else "not_yaml"
        draft.problems.append(Problem.at(shown, 1, code, name=file.name, stem=file.stem))
    elif kind is None and name not in SINGLES:
        draft.problems.append(_unexpected(shown, name))
    else:
        read = read_yaml(file, shown)
        if isinstance(read, Read):
            _take(draft, read, kind, SINGLES.get(name), file.stem)
        else:
            draft.problems += read
            if kind:
                draft.set_aside(kind, file.stem if kind.one_per_file else None)


def _unexpected(shown: str, name: str) -> Problem:
    known = sorted([f"{folder}/" for folder in _FOLDERS] + [*_LISTS, *SINGLES])
    return Problem.at(shown, 1, "unexpected_file", name=name, known=", ".join(known))


def _take(
    draft: Draft, read: Read, kind: Kind | None, single: type[BaseModel] | None, stem: str
) -> None:
    if kind is None:
        if single and (model := checked(draft, read, single, ())):
            draft.singles[single] = DraftEntry(model, read, ())
    elif kind.one_per_file:
        model = checked(draft, read, kind.model, ())
        if model is None:
            draft.set_aside(kind, stem)
            return
        entry = DraftEntry(model, read, ())
        if entry.id != stem:
            draft.problems.append(
                entry.problem(("id",), "id_is_not_file_name", id=entry.id, stem=stem)
            )
        draft.entries[kind.name].append(entry)
    elif not isinstance(read.value, list):
        draft.problems.append(Problem.at(read.path, 1, "list_expected", name=kind.place))
        draft.set_aside(kind, None)
    else:
        for index, value in enumerate(read.value):
            model = checked(draft, read, kind.model, (index,))
            if model:
                draft.entries[kind.name].append(DraftEntry(model, read, (index,)))
            else:
                known = value.get("id") if isinstance(value, Mapping) else None
                draft.set_aside(kind, str(known) if known else None)
