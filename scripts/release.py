"""Make a release: everything that is given out, in `dist/<version>/`, built twice and compared.

VERSION=1.2.0 scripts/release.py [--ready | --rebuild]

`--ready` only says whether it can be made. `--rebuild` makes that of a tag again: the same
sources give the same bytes, so `SHA256SUMS` tells whether what is published is what they give.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from macros.documents.kit import kit_path  # noqa: E402
from macros.git import git  # noqa: E402
from macros.guide import Guide  # noqa: E402
from macros.machine_faults import told, told_of  # noqa: E402
from macros.model.text import LANGS  # noqa: E402
from macros.offline import archive  # noqa: E402
from macros.problems import ContentError, shortened  # noqa: E402
from macros.published import addresses  # noqa: E402
from macros.read_guide import read_guide  # noqa: E402
from macros.release_notes import changes_of, release_notes  # noqa: E402
from macros.swap import BusyError, Swap  # noqa: E402

_FORM = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
"""Semantic Versioning 2.0, without what may follow the three numbers."""
_SUMS = "SHA256SUMS"
_SHOWN = 5
"""Files named in a message; the others are counted."""
_ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "4242"}
"""What must leave no trace: the second build is made so, and writes every document anew."""


class RefusedError(Exception):
    """No release: says why and what to do, in both languages."""


@dataclass(frozen=True, slots=True)
class Release:
    """What is to be made."""

    version: str
    commit: str
    epoch: int
    """Moment of the commit, in seconds: the only date that files carry."""


def main(arguments: list[str]) -> int:
    """Make the release that the environment names; say where it is."""
    try:
        release = wanted(os.environ.get("VERSION", ""), "--rebuild" in arguments)
        if "--ready" not in arguments:
            make(release)
    except ContentError as error:
        print(error.told("it"), file=sys.stderr)
    except RefusedError as error:
        print(error, file=sys.stderr)
    except BusyError as error:
        print(told("build_running", place=error), file=sys.stderr)
    except OSError as error:
        print(told_of(error, ROOT), file=sys.stderr)
    else:
        return 0
    return 1


def wanted(version: str, rebuild: bool) -> Release:
    """The release with a version, if it can be made from what is here.

    Raises:
        RefusedError: With every reason at once.
        ContentError: The data are wrong.
    """
    if not version:
        raise RefusedError(told("version_missing"))
    if not _FORM.fullmatch(version):
        raise RefusedError(told("version_form", found=shortened(version)))
    commit = _git("rev-parse", "--verify", "HEAD")
    if not commit:
        raise RefusedError(told("release_without_git"))
    reasons = [*_reasons(version, commit, rebuild, _guide(ROOT))]
    if reasons:
        raise RefusedError("\n".join(reasons))
    return Release(version, commit, int(_git("log", "-1", "--format=%ct")))


def _reasons(version: str, commit: str, rebuild: bool, guide: Guide) -> Iterator[str]:
    if changed := _git("status", "--porcelain").splitlines():
        yield told("tree_not_clean", files=_named([line[2:].strip() for line in changed]))
    if _git("rev-parse", "--is-shallow-repository") == "true":
        yield told("history_cut_short")
    written = guide.catalog.site.version
    if version != written:
        yield told("version_differs", found=version, written=written)
    elif not changes_of(guide):
        yield told("release_without_changes", version=version)
    if version == written and not _list_of(ROOT, version).is_file():
        yield told("release_without_list", version=version)
    tagged = _git("rev-parse", "--verify", "--quiet", f"refs/tags/v{version}^{{commit}}")
    if rebuild and not tagged:
        yield told("tag_unknown", version=version)
    elif rebuild and tagged != commit:
        yield told("tag_elsewhere", version=version)
    elif tagged and not rebuild:
        yield told("tag_taken", version=version)


def make(release: Release) -> None:
    """Build twice, compare, and write what is given out.

    Raises:
        RefusedError: A build failed, or the two differ.
        OSError: Something cannot be written.
        BusyError: The same release is being made.
    """
    swap = Swap.begin(ROOT / "dist" / release.version)
    try:
        with tempfile.TemporaryDirectory(prefix="release-") as folder:
            one, two = Path(folder, "one"), Path(folder, "Città e campagna")
            print("Costruisco due volte... / Building twice...", flush=True)
            _build(one, release, {})
            _build(two, release, _ELSEWHERE)
            if differing := differences(one / "site", two / "site"):
                raise RefusedError(told("builds_differ", files=_named(differing)))
            _compare_addresses(one, release.version)
            _write(release, one, swap.new)
            address = _address(one / "site")
        before = _sums(swap.target)
    except BaseException:
        swap.give_up()
        raise
    swap.finish()
    if address.rstrip("/").endswith(".example"):
        print(told("release_for_nobody", address=address))
    if before is None:
        print(told("release_next", version=release.version, address=address))
    else:
        same = before == _sums(swap.target)
        print(told("release_same" if same else "release_changed", version=release.version))


def _build(folder: Path, release: Release, environment: dict[str, str]) -> None:
    """Build the sources of the release alone: what lies beside them here does not count."""
    _run(["git", "clone", "--quiet", "--no-checkout", str(ROOT), str(folder)], ROOT)
    _run(["git", "checkout", "--quiet", "--detach", release.commit], folder)
    _run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", "site"],
        folder,
        **{"SOURCE_DATE_EPOCH": str(release.epoch), "NO_MKDOCS_2_WARNING": "1", **environment},
    )


def _run(command: list[str], folder: Path, **environment: str) -> None:
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = [line for line in done.stdout.splitlines() if not line.startswith("INFO")]
        raise RefusedError("\n".join(lines))


def differences(one: Path, two: Path) -> list[str]:
    """The files of two folders that are not the same, by name."""
    first, second = (_contents(folder) for folder in (one, two))
    return sorted(
        name for name in first.keys() | second.keys() if first.get(name) != second.get(name)
    )


def _contents(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def _compare_addresses(project: Path, version: str) -> None:
    """What is about to be published is what the list of the release promises."""
    promised = _list_of(project, version).read_text("utf-8").splitlines()
    found = addresses(_guide(project), project / "site")
    if differing := sorted({*promised} ^ {*found}):
        raise RefusedError(told("list_differs", version=version, addresses=_named(differing)))


def _write(release: Release, project: Path, folder: Path) -> None:
    site = project / "site"
    guide = _guide(project, _address(site))
    name = f"{guide.catalog.site.id}-{release.version}"
    pack(site, folder / f"{name}-site.tar.gz", release.epoch)
    archives = {f"kit-{lang}": kit_path(lang) for lang in LANGS}
    archives["offline"] = archive(guide.catalog.site)
    for what, path in archives.items():
        (folder / f"{name}-{what}.zip").write_bytes((site / path).read_bytes())
    _run(
        [sys.executable, "scripts/sbom.py", str(folder / f"{name}-sbom.cdx.json")],
        project,
        SOURCE_DATE_EPOCH=str(release.epoch),
    )
    for lang in LANGS:
        notes = release_notes(guide, lang)
        (folder / f"{name}-notes.{lang}.md").write_text(notes, "utf-8", newline="\n")
    sums = [f"{digest}  {file}\n" for file, digest in sorted(_contents(folder).items())]
    (folder / _SUMS).write_text("".join(sums), "utf-8", newline="\n")


def pack(folder: Path, file: Path, epoch: int) -> None:
    """Write a folder as a `.tar.gz`: the same bytes from the same files, whoever owns them."""

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        member.mtime = epoch
        member.mode = 0o755 if member.isdir() else 0o644
        return member

    with (
        file.open("wb") as packed,
        gzip.GzipFile("", "wb", 9, packed, mtime=epoch) as stream,
        tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        # The folders too, each before what it holds.
        for path in sorted(folder.rglob("*")):
            tar.add(path, path.relative_to(folder).as_posix(), recursive=False, filter=plain)


def _guide(project: Path, address: str = "/") -> Guide:
    return read_guide(project / "data", project / "docs", address, "data")


def _address(site: Path) -> str:
    """That for which a site was built, as it says itself."""
    package = json.loads((site / "data/datapackage.json").read_text("utf-8"))
    return str(package["homepage"])


def _list_of(project: Path, version: str) -> Path:
    return project / "published" / f"{version}.txt"


def _sums(folder: Path) -> str | None:
    file = folder / _SUMS
    return file.read_text("utf-8") if file.exists() else None


def _named(files: list[str]) -> str:
    more = f" (+{len(files) - _SHOWN})" if len(files) > _SHOWN else ""
    return ", ".join(files[:_SHOWN]) + more


def _git(*arguments: str) -> str:
    return git(ROOT, *arguments).strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
