"""Say in Italian what a reader would notice of a change, or what stops it from going out.

    scripts/change_summary.py REVISION

Checks the project, builds it, builds the revision from which it started, and compares the two
sites. Where GitHub runs it, the summary becomes the page of the run, and each mistake a note on
the line that it is about.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from site_changes import BuiltSite, Changes

ROOT = Path(__file__).resolve().parent.parent
_MISTAKE = re.compile(
    r"^(?:ERROR|WARNING)?[ -]*(?P<path>[^\s:][^:\n]*):(?P<line>\d+): (?P<what>.+)\n  (?P<fix>.+)$",
    re.MULTILINE,
)
_MARKS = re.compile(r"([\\`*_\[\]<>#|~@&])")
_AROUND = 6
"""Words that are kept on each side of what changed."""


@dataclass(frozen=True)
class Mistake:
    """What stops the change from going out: where, what is wrong, what to do."""

    path: str
    line: int
    what: str
    fix: str


@dataclass(frozen=True)
class Failure:
    """The change cannot go out."""

    mistakes: Sequence[Mistake]
    rest: str
    """What was said besides the mistakes, as it was said."""


def failure(project: Path) -> Failure | None:
    """What stops a project from being published; its site is in `site/` if nothing does."""
    for command in (["-m", "macros", "check"], ["scripts/build_site.py"]):
        done = subprocess.run(
            [sys.executable, *command], cwd=project, capture_output=True, text=True, check=False
        )
        if done.returncode:
            return read_failure(done.stdout + done.stderr)
    return None


def read_failure(said: str) -> Failure:
    """The mistakes that a command told, and the rest of what it said."""
    mistakes = [
        Mistake(one["path"], int(one["line"]), one["what"], one["fix"])
        for one in _MISTAKE.finditer(said)
    ]
    return Failure(mistakes, _MISTAKE.sub("", said).strip())


def translations(project: Path) -> str:
    """The translations that lag, as `make translations` lists them; nothing if none does."""
    done = subprocess.run(
        [sys.executable, "-m", "macros", "translations"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() if done.returncode else ""


class NothingToCompareError(Exception):
    """There is no earlier site; the message says why."""


def earlier_site(project: Path, revision: str, to: Path) -> BuiltSite:
    """Build the site of the revision where the change started, with the code of that time.

    Raises:
        NothingToCompareError: There is no such revision, or it does not build.
    """
    start = _git(project, "merge-base", revision, "HEAD").decode().strip()
    archive = io.BytesIO(_git(project, "archive", "--format=tar", start))
    with tarfile.open(fileobj=archive) as files:
        files.extractall(to / "project", filter="data")
    # Documents are kept under the fingerprint of all that makes them: what is equal is not redone.
    (to / "project/.cache").mkdir()
    (project / ".cache/documents").mkdir(parents=True, exist_ok=True)
    (to / "project/.cache/documents").symlink_to(project / ".cache/documents")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "-d", str(to / "site")],
        cwd=to / "project",
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NothingToCompareError((done.stdout + done.stderr).strip()[-2000:])
    return BuiltSite(to / "site")


def _git(project: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", str(project), *arguments], capture_output=True, check=False
        )
    except FileNotFoundError as error:
        raise NothingToCompareError(str(error)) from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise NothingToCompareError(said or f"git {' '.join(arguments)}: {done.returncode}")
    return done.stdout


def plain(text: str) -> str:
    """A text that Markdown shows as it is."""
    return _MARKS.sub(r"\\\1", text)


def marked(before: str, after: str) -> tuple[str, str]:
    """Both texts with what changed made visible, and little of what did not."""
    old, new = before.split(), after.split()
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return (
        " ".join(_marked([(code[0] == "equal", old[code[1] : code[2]]) for code in codes], "~~")),
        " ".join(_marked([(code[0] == "equal", new[code[3] : code[4]]) for code in codes], "**")),
    )


def _marked(pieces: Sequence[tuple[bool, list[str]]], mark: str) -> Iterator[str]:
    for number, (same, said) in enumerate(pieces):
        if not same:
            if said:
                yield f"{mark}{plain(' '.join(said))}{mark}"
            continue
        first = 0 if number == 0 else _AROUND
        last = 0 if number == len(pieces) - 1 else _AROUND
        if len(said) > first + last + 2:
            said = [*said[:first], "…", *said[len(said) - last :]]
        yield plain(" ".join(said))


def summary(
    found: Failure | None, changes: Changes | None, why_not: str = "", lagging: str = ""
) -> str:
    """The summary, in Markdown.

    Args:
        found: What stops the change.
        changes: What a reader would notice.
        why_not: Why there is nothing to compare with.
        lagging: The list of the translations to read again.
    """
    words = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "words"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    words.filters.update(plain=plain)
    template = words.get_template("change_summary.md.j2")
    return template.render(
        failure=found, changes=changes, why_not=why_not, lagging=lagging, marked=marked
    )


def notes(found: Failure) -> Iterator[str]:
    """Each mistake as GitHub shows it beside the line that it is about."""
    for one in found.mistakes:
        text = f"{one.what} {one.fix}".replace("%", "%25")
        path = one.path.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
        yield f"::error file={path},line={one.line}::{text}"


def main(revision: str) -> int:
    """Print the summary; fail if the change cannot go out."""
    found, changes, why_not = failure(ROOT), None, ""
    with tempfile.TemporaryDirectory(prefix="plm-summary-") as folder:
        if found is None:
            try:
                earlier = earlier_site(ROOT, revision, Path(folder))
                changes = Changes(earlier, BuiltSite(ROOT / "site"))
            except NothingToCompareError as error:
                why_not = str(error)
        text = summary(found, changes, why_not, "" if found else translations(ROOT))
    print(text)
    if found and os.environ.get("GITHUB_ACTIONS"):
        print("\n".join(notes(found)))
    if page := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(page).open("a", encoding="utf-8") as file:
            file.write(text)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
