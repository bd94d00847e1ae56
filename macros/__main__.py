"""The command line: `python -m macros check`, `new`, `translations`, `due` and others."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from macros import due_command, translations_command
from macros.explanations import words
from macros.load import load
from macros.model import KINDS
from macros.model.text import Lang
from macros.new import PAGE, Project
from macros.pins import FOLDER, read_pins
from macros.problems import ContentError
from macros.published import write_published
from macros.read_guide import read_guide
from macros.reference import write_reference
from macros.schema import write_schemas
from macros.words import said

_CACHE = Path(".cache/data")
_KINDS = (*(kind.name for kind in KINDS), PAGE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="controlla i dati / check the data")
    check.add_argument(
        "--data", type=Path, metavar="DIR", help="un'altra cartella di dati, da sola"
    )
    check.add_argument("--lang", choices=("it", "en"), default="it")
    new = commands.add_parser(
        "new", help="comincia una voce o una pagina / begins an entry or page"
    )
    new.add_argument("kind", metavar="KIND", help="il tipo / the kind: " + ", ".join(_KINDS))
    new.add_argument("id", metavar="ID", help="il nome, in inglese / the name: work-calendar")
    new.add_argument(
        "--slug",
        help="l'ultima parte dell'indirizzo italiano / the last part of the Italian address",
    )
    new.add_argument("--lang", choices=("it", "en"), default="it")
    published = commands.add_parser(
        "published", help="scrive gli indirizzi di una versione / writes the addresses of a release"
    )
    published.add_argument("--site", type=Path, default=Path("site"), metavar="DIR")
    published.add_argument("--out", type=Path, default=Path("published"), metavar="DIR")
    published.add_argument("--lang", choices=("it", "en"), default="it")
    schema = commands.add_parser("schema", help="scrive gli schemi JSON / write the JSON schemas")
    schema.add_argument("--out", type=Path, default=Path("schemas"), metavar="DIR")
    reference = commands.add_parser("reference", help="scrive docs-dev/macros.md / writes it")
    reference.add_argument("--out", type=Path, default=Path("docs-dev/macros.md"), metavar="FILE")
    translations_command.add_to(commands)
    due_command.add_to(commands)
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that lacks a letter still gets the message.
        sys.stdout.reconfigure(errors="backslashreplace")
    if options.command == "new":
        return _new(options.kind, options.id, options.slug, options.lang)
    if options.command == "published":
        return _published(options.site, options.out, options.lang)
    if options.command == "schema":
        return _schema(options.out)
    if options.command == "reference":
        write_reference(options.out)
        print(options.out)
        return 0
    if options.command == "check":
        return _check(options.data, options.lang)
    code: int = options.run(options)
    return code


def _new(kind: str, id: str, slug: str | None, lang: Lang) -> int:
    try:
        files = Project(Path("data"), Path("docs"), _CACHE).begin(kind, id, slug, lang)
    except ContentError as error:
        print(error.told(lang))
        return 1
    for file in files:
        print(words("new-written", lang, path=file.as_posix()))
    print(words("new-then-page" if kind == PAGE else "new-then", lang))
    return 0


def _published(site: Path, folder: Path, lang: Lang) -> int:
    try:
        print(write_published(site, folder))
    except ContentError as error:
        print(error.told(lang))
        return 1
    return 0


def _check(data: Path | None, lang: Lang) -> int:
    try:
        # A folder given by name is checked alone: its pages may be elsewhere, or nowhere.
        if data:
            catalog = load(data)
        else:
            catalog = read_guide(Path("data"), Path("docs"), "/", cache=_CACHE).catalog
            if problems := read_pins(Path(FOLDER))[1]:
                raise ContentError(problems)
    except ContentError as error:
        print(error.told(lang))
        return 1
    count = sum(len(entries) for entries in catalog.published().entries.values())
    print(said("check-right", lang, count=count))
    # A step or an item follows its entry, which is named already.
    if drafts := sorted(f"{kind}:{id}" for kind, id in catalog.unpublished if "#" not in id):
        print(words("check-drafts", lang, names=", ".join(drafts)))
    return 0


def _schema(folder: Path) -> int:
    for path in write_schemas(folder):
        print(path)
    return 0


if __name__ == "__main__":
    # A run this short ends before there is anything worth collecting.
    gc.disable()
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever was reading has seen enough: `... | head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)
