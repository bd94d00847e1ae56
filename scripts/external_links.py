"""Ask every address that the guide names outside itself whether it still answers.

    scripts/external_links.py

LinkChecker asks; here is which addresses, and what an answer means. Those that refuse programs
(403, 429) or do not answer now are unknown, not broken: a person opens them. Fails if some
address is broken, or if there is no network.
"""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from macros.problems import ContentError  # noqa: E402
from macros.read_yaml import Place, Read, read_yaml  # noqa: E402

Verdict = Literal["fine", "broken", "unknown", "unreachable"]

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\])}]+")
_WHOLE = re.compile(r"https?://\S+")
_CODE = re.compile(r"\d{3}\b")
_UNKNOWN = frozenset((401, 403, 405, 408, 425, 429))
"""Answers to a program, which say nothing of what a person would see."""
_SECONDS = 30


@dataclass(frozen=True)
class Mention:
    """Where the guide names an address."""

    file: str
    line: int
    checked_on: date | None
    """When a person last read it, if the entry says so."""


@dataclass(frozen=True)
class Answer:
    """What an address answered."""

    address: str
    said: str
    verdict: Verdict
    mentions: Sequence[Mention]

    @property
    def checked_on(self) -> date | None:
        """When a person last read it."""
        return max((one.checked_on for one in self.mentions if one.checked_on), default=None)


def mentions(project: Path) -> Mapping[str, Sequence[Mention]]:
    """Every outside address of the data and of the pages, and where it stands.

    Raises:
        ContentError: A file of the data cannot be read.
    """
    found: dict[str, list[Mention]] = defaultdict(list)
    for file in sorted((project / "data").rglob("*.yaml")):
        read = read_yaml(file, file.relative_to(project).as_posix())
        if not isinstance(read, Read):
            raise ContentError(read)
        for address, mention in _in_data(read, read.value, (), None):
            found[address].append(mention)
    for file in sorted((project / "docs").rglob("*.md")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            for address in _addresses(line):
                found[address].append(Mention(file.relative_to(project).as_posix(), number, None))
    return {address: found[address] for address in sorted(found) if not _reserved(address)}


def _in_data(
    read: Read, value: Any, place: Place, checked_on: date | None
) -> Iterator[tuple[str, Mention]]:
    if isinstance(value, dict):
        own = value.get("checked_on")
        checked_on = own if isinstance(own, date) else checked_on
        for key, inner in value.items():
            yield from _in_data(read, inner, (*place, key), checked_on)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _in_data(read, inner, (*place, index), checked_on)
    elif isinstance(value, str):
        whole = [value] if _WHOLE.fullmatch(value) else _addresses(value)
        for address in whole:
            yield address, Mention(read.path, read.line(place), checked_on)


def _addresses(text: str) -> list[str]:
    return [found.rstrip(".,;:!?") for found in _ADDRESS.findall(text)]


def _reserved(address: str) -> bool:
    """Whether it is an example: no such name can exist (RFC 2606)."""
    host = urlsplit(address).hostname or ""
    return host == "example" or host.endswith(".example")


def ask(addresses: Sequence[str]) -> Mapping[str, str]:
    """What each address answers, as LinkChecker says it."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "linkcheck", "--stdin", "--recursion-level", "0", "--verbose"),
            *("--no-status", "--no-robots", "--timeout", str(_SECONDS), "--output", "csv/utf-8"),
        ],
        input="\n".join(addresses),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if line and not line.startswith("# ")]
    return {row["urlname"]: row["result"] for row in csv.DictReader(lines, delimiter=";")}


def verdict(said: str) -> Verdict:
    """What an answer means for a reader."""
    if code := _CODE.match(said):
        number = int(code[0])
        if number < 400:
            return "fine"
        return "unknown" if number in _UNKNOWN or number >= 500 else "broken"
    if "Timeout" in said:
        return "unknown"
    if "NameResolutionError" in said or "NewConnectionError" in said:
        return "unreachable"
    return "broken"


def answers(project: Path) -> list[Answer]:
    """What every outside address of a project answers."""
    named = mentions(project)
    said = ask([*named]) if named else {}
    return [
        Answer(address, said.get(address, ""), verdict(said.get(address, "")), places)
        for address, places in named.items()
    ]


def report(found: Sequence[Answer]) -> str:
    """The report, in Markdown."""
    words = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "words"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return words.get_template("external_links.md.j2").render(
        asked=len(found),
        offline=_offline(found),
        broken=[one for one in found if one.verdict in ("broken", "unreachable")],
        unknown=[one for one in found if one.verdict == "unknown"],
    )


def _offline(found: Sequence[Answer]) -> bool:
    """Whether it is this machine that reaches nobody."""
    return bool(found) and all(one.verdict == "unreachable" for one in found)


def main() -> int:
    """Ask, and print the report."""
    try:
        found = answers(ROOT)
    except ContentError as error:
        print(error.told("it"))
        return 1
    print(report(found))
    return int(any(one.verdict in ("broken", "unreachable") for one in found))


if __name__ == "__main__":
    sys.exit(main())
