"""Whatever a data folder holds, the check ends with problems or without, never with a crash."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from tiny_site import ADDRESS, TINY, TinySite

from macros.addresses import Addresses
from macros.documents.compose import outlines
from macros.documents.composer import Composer
from macros.generated import generated_pages
from macros.guide import Guide
from macros.load import load
from macros.model.checklist import Checklist
from macros.model.template import Template
from macros.model.text import LANGS
from macros.problems import ContentError
from macros.prose import read_prose
from macros.translations import Translations

GARBAGE = (
    "{", "}", "[", "]", "- ", ": ", "#", "&a", "*a", "!!int x", "<<: x", "|", ">", "%", "@", "`",
    "'", '"', "\t", "\0", "\x85", "\u2028", "\ufeff", "\U0001f600", "~", "no", "1e999", ".nan",
    "2026-99-99", "---", "...", "? ", "0o7", "{{ x }}", "<script>", "**", "](", "[a](b:c)",
    "{x}", "kind", "id", "it", "null", "- - - - x", "\r", "9" * 400, "((", '"&', "a1", "=1",
)  # fmt: skip
FILES = sorted(path.relative_to(TINY).as_posix() for path in (TINY / "data").rglob("*.yaml"))
_ROUNDS = 40


def _spoilt(lines: list[str], chance: random.Random) -> list[str]:
    """The lines of a file after one random mistake."""
    lines = lines.copy()
    here, there = chance.randrange(len(lines)), chance.randrange(len(lines))
    line = lines[here]
    match chance.randrange(9):
        case 0:
            del lines[here : here + chance.randint(1, 4)]
        case 1:
            lines[here], lines[there] = lines[there], lines[here]
        case 2:
            lines.insert(there, line)
        case 3:
            at = chance.randint(0, len(line))
            lines[here] = line[:at] + chance.choice(GARBAGE) + line[at:]
        case 4:
            lines = lines[:here]
        case 5:
            lines[here] = " " * chance.randint(0, 6) + line.strip()
        case 6:
            lines[here] = line.partition(":")[0] + ": " + chance.choice(GARBAGE)
        case 7:
            lines[here] = line.partition(":")[0] + ":"
        case 8:
            lines[here] = lines[there].partition(":")[0] + ":" + line.partition(":")[2]
    return lines


@pytest.mark.parametrize("seed", range(6))
def test_random_mistakes_never_crash(seed: int, tmp_path: Path) -> None:
    """Hundreds of random mistakes give real places to look at, or a guide that can be made."""
    chance = random.Random(seed)
    site = TinySite.copied_to(tmp_path / "site")
    prose, _ = read_prose(site.docs)
    refused = 0
    for _ in range(_ROUNDS):
        files = chance.sample(FILES, chance.randint(1, 2))
        before = {file: site.text(file) for file in files}
        for file in files:
            lines = before[file].splitlines()
            for _ in range(chance.randint(1, 3)):
                lines = _spoilt(lines, chance) or [""]
            site.write(file, "\n".join(lines).encode("utf-8", "surrogatepass"))
        try:
            catalog = load(site.data, "data", {id: () for id, _ in prose})
        except ContentError as error:
            refused += 1
            _point_at_real_lines(site, error)
        else:
            addresses = Addresses(catalog, prose, ADDRESS)
            kits = dict.fromkeys(LANGS, 0)
            _can_be_made(Guide(catalog, prose, addresses, {}, kits, (), False, Translations()))
        for file in files:
            site.write(file, before[file])
    assert refused > _ROUNDS // 2
    assert site.problems() == ()


def _point_at_real_lines(site: TinySite, error: ContentError) -> None:
    assert error.problems
    for problem in error.problems:
        path = site.root / problem.path
        assert path.exists(), problem
        assert 1 <= problem.line <= max(1, len(path.read_bytes().splitlines())), problem
        for lang in LANGS:
            assert len(problem.told(lang).splitlines()) == 2, problem


def _can_be_made(guide: Guide) -> None:
    """What passes the check can be written: every page, every document."""
    assert all(page.text for page in generated_pages(guide))
    for lang in LANGS:
        composer = Composer(guide.catalog, guide.addresses, lang)
        assert all(outlines(entry, composer) for entry in guide.catalog.all(Template))
        assert all(outlines(entry, composer) for entry in guide.catalog.all(Checklist))


def test_bytes_of_any_kind_never_crash(tmp_path: Path) -> None:
    """A file of random bytes is refused with a line, wherever it stands."""
    chance = random.Random(2026)
    site = TinySite.copied_to(tmp_path / "site")
    for file in FILES:
        before = (site.root / file).read_bytes()
        (site.root / file).write_bytes(chance.randbytes(chance.randint(1, 200)))
        problems = site.data_problems()
        assert problems and all(problem.line >= 1 for problem in problems)
        (site.root / file).write_bytes(before)
    assert site.problems() == ()


def test_any_folder_can_be_checked(tmp_path: Path) -> None:
    """An empty folder, or one of other things, is described, not choked on."""
    for folder in (tmp_path / "empty", TINY / "docs", Path(__file__).parent):
        folder.mkdir(exist_ok=True)
        with pytest.raises(ContentError) as told:
            load(folder, "data")
        assert {problem.code for problem in told.value.problems} <= {
            "file_missing", "not_yaml", "unexpected_file"
        }  # fmt: skip
    shutil.rmtree(tmp_path / "empty")
