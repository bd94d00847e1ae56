"""A new entry or page, begun: where it goes, what it may not be, and writing it whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from macros.cache import write_whole
from macros.draft import Draft, DraftEntry, validated
from macros.load import read_data
from macros.model import KINDS, Kind
from macros.model.site import Profile, Site
from macros.model.text import LANGS, UNWRITTEN_ID, Lang, Slug, is_id
from macros.names import names_of
from macros.problems import ContentError, Problem
from macros.prose import Prose, read_prose
from macros.read_yaml import Place, Read, parse_yaml, read_utf8
from macros.rules import broken_alone, broken_rules
from macros.scaffold import Scaffold

PAGE = "page"
"""What a page written by hand is called among the kinds."""
_LONGEST_ID = 64


@dataclass(frozen=True)
class Project:
    """The folders that a new thing goes into."""

    data: Path
    docs: Path
    cache: Path | None = None
    """Where what was read is kept, for the next run."""

    def begin(self, kind: str, id: str, slug: str | None, lang: Lang) -> list[Path]:
        """Write what an entry, or the two pages of a page, start from.

        Args:
            kind: Of the entry, or `page`.
            id: Its id.
            slug: The last part of its Italian address, if it is known already.
            lang: Of the explanations.

        Returns:
            The files written.

        Raises:
            ContentError: It cannot be: the id is taken or is no id, there is no such kind,
                the file is there already or cannot be written. Nothing is written then.
        """
        kinds = {one.name: one for one in KINDS}
        if kind not in (*kinds, PAGE):
            known = ", ".join((*kinds, PAGE))
            raise _refused("unknown_kind", kind=kind, kinds=known)
        for value, where in ((id, "ID"), (slug or id, "--slug")):
            if not is_id(value) or len(value) > _LONGEST_ID:
                raise _refused("bad_id", value=value, where=where)
        if kind == PAGE:
            return _write(self._pages(id, slug or id, lang))
        return _write(self._entry(kinds[kind], id, slug, lang))

    def _entry(self, kind: Kind, id: str, slug: str | None, lang: Lang) -> dict[Path, str]:
        draft = read_data(self.data, self.cache)
        if not self.data.is_dir():
            raise ContentError(draft.problems)
        _refuse_taken(draft, kind, id)
        scaffold = Scaffold(
            id,
            _slugs(draft, kind, id, slug),
            _ids(draft),
            _first_free_number(draft, kind),
            lang,
        )
        text = scaffold.entry(kind)
        file = self.data / (f"{kind.place}{id}.yaml" if kind.one_per_file else kind.place)
        if kind.one_per_file:
            for there in _files_like(file):
                raise ContentError([Problem.at(there.as_posix(), 1, "file_there")])
            before = ""
        else:
            before = _list_so_far(file)
            text = before + text
        if "\r\n" in before:
            text = text.replace("\r\n", "\n").replace("\n", "\r\n")
        _refuse_wrong(draft, kind, text, file)
        return {file: text}

    def _pages(self, id: str, slug: str, lang: Lang) -> dict[Path, str]:
        if not self.docs.is_dir():
            raise ContentError([Problem.at(self.docs.as_posix(), 1, "no_data_folder")])
        pages, _ = read_prose(self.docs)
        scaffold = Scaffold(id, {}, {}, 1, lang)
        found: dict[Path, str] = {}
        for one, name in zip(LANGS, (slug, id), strict=True):
            if page := pages.get((id, one)):
                raise _refused("duplicate_id", id=id, first=f"{self.docs.name}/{page.path}:1")
            file = self.docs / one / f"{name}.md"
            for there in _files_like(file):
                raise ContentError([Problem.at(there.as_posix(), 1, "file_there")])
            address = Prose(id, one, f"{one}/{name}.md", "", "", "", 1).address
            for page in pages.values():
                if page.address == address:
                    first = f"{self.docs.name}/{page.path}"
                    raise _refused("address_taken", address=address, first=first)
            found[file] = scaffold.page(one)
        return found


def _refused(code: str, **values: object) -> ContentError:
    """A mistake in the command: it has no file and no line."""
    return ContentError([Problem.at("", 0, code, **values)])


def _refuse_taken(draft: Draft, kind: Kind, id: str) -> None:
    for entry in draft.entries[kind.name]:
        if id in names_of(entry.model):
            first = entry.problem(("id",), "duplicate_id")
            raise _refused("duplicate_id", id=id, first=f"{first.path}:{first.line}")


def _ids(draft: Draft) -> Mapping[str, Sequence[str]]:
    """What may be named, by kind: of the fields of the profile, the one that is always there."""
    ids = {name: [one.id for one in entries] for name, entries in draft.entries.items()}
    if Profile in draft.singles:
        ids["field"] = [draft.single(Profile).head]
    if Site in draft.singles:
        ids["axis"] = [*draft.single(Site).axes]
    return ids


def _slugs(draft: Draft, kind: Kind, id: str, slug: str | None) -> Mapping[Lang, str]:
    """The addresses it begins with; one that is taken is left to be written."""
    taken = {
        (lang, found.of(lang))
        for entry in draft.entries[kind.name]
        if isinstance(found := getattr(entry.model, "slug", None), Slug)
        for lang in LANGS
    }
    if slug and ("it", slug) in taken:
        raise _refused("duplicate_slug", id=slug, first=f"data/{kind.place}")
    unwritten = f"{UNWRITTEN_ID}-{id}"[:_LONGEST_ID].rstrip("-")
    return {"it": slug or unwritten, "en": unwritten if ("en", id) in taken else id}


def _first_free_number(draft: Draft, kind: Kind) -> int:
    taken = {getattr(entry.model, "number", 0) for entry in draft.entries[kind.name]}
    return next(number for number in count(1) if number not in taken)


def _files_like(file: Path) -> Iterator[Path]:
    """What is there under a name that some system takes for the same."""
    if file.parent.is_dir():
        name = file.stem.lower()
        yield from (one for one in sorted(file.parent.iterdir()) if one.stem.lower() == name)


def _list_so_far(file: Path) -> str:
    """The text of a file to which an entry is added, ready for it to follow."""
    text = read_utf8(file, file.as_posix())
    if isinstance(text, Problem):
        raise ContentError([text])
    read = parse_yaml(text, file.as_posix())
    if isinstance(read, Read) and not read.problems and read.value == []:
        # An empty list is written with brackets: what follows would not belong to it.
        text = text.rstrip().removesuffix("[]")
    elif not isinstance(read, Read) or read.problems or not isinstance(read.value, list):
        problems = read.problems if isinstance(read, Read) else read
        raise ContentError(
            problems or [Problem.at(file.as_posix(), 1, "list_expected", name=file.name)]
        )
    return f"{text.rstrip()}\n" if text.strip() else ""


def _refuse_wrong(draft: Draft, kind: Kind, text: str, file: Path) -> None:
    """Look at what is about to be written with the eyes of the check."""
    read = parse_yaml(text, file.as_posix())
    if not isinstance(read, Read):
        raise _unplaced(read)
    place: Place = () if kind.one_per_file else (len(read.value) - 1,)
    made = validated(read, kind.model, place)
    if read.problems or isinstance(made, list):
        raise _unplaced([*read.problems, *(made if isinstance(made, list) else [])])
    before = set(broken_rules(draft))
    entry = DraftEntry(made, read, place)
    draft.entries[kind.name].append(entry)
    if wrong := {*broken_alone(entry), *broken_rules(draft)} - before:
        raise _unplaced(wrong)


def _unplaced(problems: Iterable[Problem]) -> ContentError:
    """Mistakes of a text that was not written: nobody could look at their lines."""
    return ContentError(replace(problem, path="", line=0) for problem in problems)


def _write(texts: Mapping[Path, str]) -> list[Path]:
    """Write every file, or none: where there are two, both are new."""
    written: list[Path] = []
    for file, text in texts.items():
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, text.encode())
            written.append(file)
        except OSError as error:
            for one in written:
                one.unlink()
            reason = error.strerror or error
            problem = Problem.at(file.as_posix(), 1, "not_written", reason=reason)
            raise ContentError([problem]) from None
    return written
