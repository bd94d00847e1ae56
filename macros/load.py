"""From the files of `data/` to the catalog. Nobody else opens `data/`."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel

from macros.already_read import AlreadyRead
from macros.catalog import Catalog
from macros.draft import Draft, DraftEntry, checked
from macros.folders import everything_in
from macros.model import KINDS, OPTIONAL, SINGLES, Kind
from macros.model.method import Selector
from macros.model.redirect import Redirects
from macros.model.search import Synonyms
from macros.model.site import Labels, Menu, Profile, Site, SubjectLabels
from macros.model.text import is_id
from macros.model.upkeep import Upkeep
from macros.problems import ContentError, Problem
from macros.read_yaml import Read, read_yaml
from macros.rules import broken_alone, broken_rules

_LEFT_BY_PROGRAMS = re.compile(
    r"\.DS_Store|Thumbs\.db|desktop\.ini|\.gitkeep|\..*\.sw[a-z]|\.?#.*|\.~lock\..*"
)
"""What systems and editors leave beside a file while it is open: not the copies they keep."""
_FOLDERS = {kind.place.rstrip("/"): kind for kind in KINDS if kind.one_per_file}
_LISTS = {kind.place: kind for kind in KINDS if not kind.one_per_file}


def load(
    folder: Path,
    shown_as: str | None = None,
    pages: Mapping[str, Collection[str]] | None = None,
    cache: Path | None = None,
    draft_pages: Collection[str] = (),
) -> Catalog:
    """Read, check and join all the data.

    Args:
        folder: The data folder.
        shown_as: How messages name it; its own path if left out.
        pages: What each page written by hand names as `kind:id`, by its own id. If left
            out, links to pages are not checked, nor whether every source is cited.
        cache: Where to keep what was read, for the next run; nowhere if left out.
        draft_pages: Ids of the pages that are drafts.

    Returns:
        The catalog: every entry right, every reference leading somewhere; drafts included,
        which `Catalog.published` leaves out.

    Raises:
        ContentError: With everything that is wrong, at once.
    """
    already = AlreadyRead(cache)
    draft = _read_folder(folder, shown_as or folder.as_posix(), already)
    already.forget_unused()
    draft.pages, draft.draft_pages = pages, draft_pages
    if problems := [*draft.problems, *broken_rules(draft)]:
        raise ContentError(problems)
    return Catalog(
        {
            kind.model: {entry.id: entry.model for entry in draft.entries[kind.name]}
            for kind in KINDS
        },
        site=draft.single(Site),
        labels=draft.single(Labels),
        subject=draft.single(SubjectLabels),
        profile=draft.single(Profile),
        menu=draft.single(Menu),
        selector=draft.single(Selector),
        synonyms=draft.single(Synonyms),
        upkeep=draft.single(Upkeep),
        redirects=draft.single(Redirects),
        unpublished=draft.unpublished(),
        optional={
            model: draft.single(model)
            for name in OPTIONAL
            if (model := SINGLES[name]) in draft.singles
        },
    )


def read_data(folder: Path, cache: Path | None) -> Draft:
    """Read the data without putting them together, with whatever is wrong in them."""
    return _read_folder(folder, folder.as_posix(), AlreadyRead(cache))


def _read_folder(folder: Path, shown_as: str, already: AlreadyRead) -> Draft:
    draft = Draft()
    if not folder.is_dir():
        draft.problems.append(Problem.at(shown_as, 1, "no_data_folder"))
        for kind in KINDS:
            draft.set_aside(kind, None)
        return draft
    for file, reason in everything_in(folder):
        relative = file.relative_to(folder)
        if reason:
            shown = f"{shown_as}/{relative.as_posix()}"
            draft.problems.append(Problem.at(shown, 1, "unreadable_file", reason=reason))
            _set_aside(draft, relative)
        else:
            _read_place(draft, file, relative, shown_as, already)
    there = {entry.stem.lower() for entry in folder.iterdir()}
    for name in (*SINGLES, *(kind.place for kind in KINDS)):
        if name not in OPTIONAL and Path(name).stem not in there:
            draft.problems.append(Problem.at(f"{shown_as}/{name}", 1, "file_missing", name=name))
            _set_aside(draft, Path(name))
    return draft


def _read_place(
    draft: Draft, file: Path, relative: Path, shown_as: str, already: AlreadyRead
) -> None:
    name = relative.as_posix()
    shown = f"{shown_as}/{name}"
    kind = _kind_of(relative)
    if _LEFT_BY_PROGRAMS.fullmatch(file.name):
        return
    if file.is_dir() and not file.is_symlink():
        if name not in _FOLDERS and (file.suffix == ".yaml" or _is_empty(file)):
            draft.problems.append(_unexpected(shown, name))
            _set_aside(draft, relative)
    elif not file.is_file():
        draft.problems.append(Problem.at(shown, 1, "not_a_file"))
        _set_aside(draft, relative)
    elif file.suffix != ".yaml":
        code = "yml_suffix" if file.suffix.lower() in (".yml", ".yaml") else "not_yaml"
        draft.problems.append(Problem.at(shown, 1, code, name=file.name, stem=file.stem))
        _set_aside(draft, relative)
    elif kind is None and name not in SINGLES:
        draft.problems.append(_unexpected(shown, name))
    elif entries := already.entries(file, shown):
        _add(draft, kind, entries)
    else:
        problems = len(draft.problems)
        read = read_yaml(file, shown)
        if isinstance(read, Read):
            draft.problems += read.problems
            entries = _taken(draft, read, kind, SINGLES.get(name), file.stem)
            draft.problems += [problem for one in entries for problem in broken_alone(one)]
            _add(draft, kind, entries)
            if len(draft.problems) == problems:
                already.remember(file, shown, entries)
        else:
            draft.problems += read
            _set_aside(draft, relative)


def _add(draft: Draft, kind: Kind | None, entries: Sequence[DraftEntry]) -> None:
    for entry in entries:
        if kind:
            draft.entries[kind.name].append(entry)
        else:
            draft.singles[type(entry.model)] = entry


def _is_empty(folder: Path) -> bool:
    return os.access(folder, os.R_OK | os.X_OK) and not any(folder.iterdir())


def _kind_of(relative: Path) -> Kind | None:
    """The kind whose entries a file holds, by its place."""
    return _FOLDERS.get(relative.parent.as_posix()) or _LISTS.get(relative.as_posix())


def _set_aside(draft: Draft, relative: Path) -> None:
    """Say nothing more of what a file or folder would have held."""
    meant = relative.with_suffix(".yaml")
    if whole := _FOLDERS.get(relative.as_posix()) or _LISTS.get(meant.as_posix()):
        draft.set_aside(whole, None)
    elif kind := _kind_of(relative):
        draft.set_aside(kind, relative.stem)


def _unexpected(shown: str, name: str) -> Problem:
    known = sorted([f"{folder}/" for folder in _FOLDERS] + [*_LISTS, *SINGLES])
    return Problem.at(shown, 1, "unexpected_file", name=name, known=", ".join(known))


def _taken(
    draft: Draft, read: Read, kind: Kind | None, single: type[BaseModel] | None, stem: str
) -> list[DraftEntry]:
    """The entries of a file that are right in themselves."""
    if kind is None:
        model = checked(draft, read, single, ()) if single else None
        return [DraftEntry(model, read, ())] if model else []
    if kind.one_per_file:
        return _taken_alone(draft, read, kind, stem)
    if not isinstance(read.value, list):
        draft.problems.append(Problem.at(read.path, 1, "list_expected", name=kind.place))
        draft.set_aside(kind, None)
        return []
    entries = []
    for index, value in enumerate(read.value):
        if model := checked(draft, read, kind.model, (index,)):
            entries.append(DraftEntry(model, read, (index,)))
        else:
            draft.set_aside(kind, _known_id(value))
    return entries


def _taken_alone(draft: Draft, read: Read, kind: Kind, stem: str) -> list[DraftEntry]:
    model = checked(draft, read, kind.model, ())
    if model is None:
        draft.set_aside(kind, stem)
        return []
    entry = DraftEntry(model, read, ())
    if entry.id != stem:
        draft.problems.append(entry.problem(("id",), "id_is_not_file_name", id=entry.id, stem=stem))
        draft.set_aside(kind, stem)
        draft.set_aside(kind, entry.id)
    return [entry]


def _known_id(value: object) -> str | None:
    """The id of an entry that is wrong elsewhere; nothing if the id itself is."""
    id = value.get("id") if isinstance(value, dict) else None
    return id if isinstance(id, str) and is_id(id) else None
