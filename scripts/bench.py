"""What a build costs: processor time and memory, for the guide and for ten times the guide.

Both are made from the same base (`scripts/synthetic.py`), each in a folder of its own.
A target that is missed is told, not punished: only a build that fails ends in an error.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
TIMES = 10
LIMIT = 900
"""Seconds after which a command is stopped."""
_SHARE = re.compile(r"^Pss: +(\d+) kB", re.M)
_BUILD = ["-m", "mkdocs", "build", "--strict", "--quiet", "-d", "site"]
_DOCUMENTS = """
import json, resource
from pathlib import Path
from macros.documents.publish import publish
from macros.read_guide import read_guide

def cpu():
    used = [resource.getrusage(one) for one in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)

guide = read_guide(Path("data"), Path("docs"), "https://example.org/")
before = cpu()
files = publish(guide.catalog, guide.addresses, Path(".cache/documents"))
print(json.dumps({"files": len(files), "cpu": cpu() - before}))
"""
"""Reads the guide and writes its documents; says what the writing alone cost."""


class FailedError(Exception):
    """A command ended with an error, or did not end."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command used, with all the processes that it started."""

    cpu: float
    """Seconds, user and system."""
    wall: float
    largest: float
    """Peak memory of the largest process, in MiB, as the system counts it."""
    together: float
    """Peak memory of all the processes at one moment, in MiB; 0 where there is no `/proc`."""
    output: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What one size of the guide costs."""

    cold: Cost
    warm: Cost
    changed: Cost
    documents_cold: Cost
    documents_warm: Cost
    files: int
    written: float
    """Seconds of processor time for writing all the documents, the reading left out."""

    @property
    def peak(self) -> float:
        """The most memory that a process of any of the builds took, in MiB."""
        return max(one.largest for one in (self.cold, self.warm, self.changed))


def main() -> int:
    """Measure both sizes and print the figures and the targets."""
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} CPU")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        small, large = Path(folder) / "x1", Path(folder) / f"x{TIMES}"
        try:
            # Both before measuring: the guide may change while the measuring goes on.
            _make(small, 1)
            _make(large, TIMES)
            one, ten = _figures(small), _figures(large)
        except FailedError as failed:
            print(failed, file=sys.stderr)
            return 1
    print("\nTargets")
    for name, value, most, unit in _targets(one, ten):
        verdict = "ok" if value <= most else "missed"
        print(f"  {name:58}{value:8.2f}{unit:4} <= {most:g}{unit:5}{verdict}")
    return 0


def _targets(one: Figures, ten: Figures) -> list[tuple[str, float, float, str]]:
    def growth(of: Callable[[Figures], Cost]) -> float:
        return of(ten).cpu / of(one).cpu

    return [
        (f"growth of a cold build for x{TIMES}", growth(lambda size: size.cold), 13, ""),
        (f"growth of a warm build for x{TIMES}", growth(lambda size: size.warm), 13, ""),
        ("a document on average", 1000 * one.written / one.files, 40, " ms"),
        (f"a document on average, x{TIMES}", 1000 * ten.written / ten.files, 40, " ms"),
        ("rebuild after one change, to a cold build", one.changed.cpu / one.cold.cpu, 1 / 3, ""),
        (f"the same, x{TIMES}", ten.changed.cpu / ten.cold.cpu, 1 / 3, ""),
        (f"peak memory of the largest process, x{TIMES}", ten.peak, 400, " MiB"),
    ]


def _make(project: Path, times: int) -> None:
    _measured(["-m", "scripts.synthetic", str(project), "--times", str(times)], ROOT)


def _figures(project: Path) -> Figures:
    print(f"\n{project.name:35}{'CPU s':>8}{'wall s':>8}{'largest MiB':>13}{'together MiB':>14}")
    documents_cold = _told("documents, cold", ["-c", _DOCUMENTS], project)
    documents_warm = _told("documents, warm", ["-c", _DOCUMENTS], project)
    shutil.rmtree(project / ".cache")
    cold = _told("build, cold", _BUILD, project)
    warm = _told("build, warm", _BUILD, project)
    _change_one_text(project)
    changed = _told("build after one change", _BUILD, project)
    written = json.loads(documents_cold.output)
    files, cpu = int(written["files"]), float(written["cpu"])
    pages = sum(1 for _ in (project / "site").rglob("index.html"))
    print(f"  {pages} pages, {files} documents, {1000 * cpu / files:.1f} ms each")
    return Figures(cold, warm, changed, documents_cold, documents_warm, files, cpu)


def _change_one_text(project: Path) -> None:
    """Write another name on one template, as a maintainer would."""
    file = min((project / "data" / "templates").iterdir())
    value = yaml.safe_load(file.read_text("utf-8"))
    value["name"]["it"] += " (nuovo)"
    file.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), "utf-8")


def _told(name: str, arguments: list[str], folder: Path) -> Cost:
    cost = _measured(arguments, folder)
    memory = f"{cost.largest:13.0f}{cost.together:14.0f}"
    print(f"  {name:33}{cost.cpu:8.2f}{cost.wall:8.2f}{memory}", flush=True)
    return cost


def _measured(arguments: list[str], folder: Path) -> Cost:
    """Run Python with some arguments and say what it cost.

    Processor time and the largest process are those that `wait4` gives; the memory of all
    together is looked at four times a second, what they share counted once.

    Raises:
        FailedError: It ended with an error, or did not end in time.
    """
    with tempfile.TemporaryFile() as output:
        start, together = time.monotonic(), 0.0
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            stdout=output,
            start_new_session=True,
        )
        try:
            while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
                together = max(together, _held(process.pid))
                if time.monotonic() - start > LIMIT:
                    raise FailedError(f"{_shown(arguments)}: not ended after {LIMIT} s")
                time.sleep(0.25)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        wall = time.monotonic() - start
        _, status, used = ended
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise FailedError(f"{_shown(arguments)}: exit code {process.returncode}")
        output.seek(0)
        told = output.read().decode()
    # Linux counts in KiB, macOS in bytes.
    largest = used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    return Cost(used.ru_utime + used.ru_stime, wall, largest, together, told)


def _shown(arguments: list[str]) -> str:
    return "documents" if arguments[0] == "-c" else " ".join(["python", *arguments])


def _held(session: int) -> float:
    """MiB of memory that the processes of a session hold together (PSS)."""
    kib = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(process.name)) == session:
                found = _SHARE.search((process / "smaps_rollup").read_text())
                kib += int(found[1]) if found else 0
        except OSError:
            continue  # It ended meanwhile.
    return kib / 1024


if __name__ == "__main__":
    sys.exit(main())
