"""What Lighthouse says of one page of each layout, in both languages, at a desk and on a phone.

Accessibility, best practices and SEO must be 100. Performance must be 100 at a desk; on a
phone it varies from run to run, so the median of five must be at least 98.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from browser import find_browser
from built_site import Site
from layouts import layouts
from static_host import serve

from macros.model.text import LANGS
from macros.read_guide import read_guide

ROOT = Path(__file__).resolve().parent.parent
NODE = ROOT / ".venv/bin/node"
LIGHTHOUSE = ROOT / "lighthouse/node_modules/lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LIMIT = 180
"""Seconds after which a run is given up."""


@dataclass(frozen=True, slots=True)
class Device:
    """What Lighthouse pretends to be, and what is asked of the pages there."""

    name: str
    options: tuple[str, ...]
    least: int
    """Performance, in hundredths: the median of the runs."""
    runs: int


DEVICES = (Device("desktop", ("--preset=desktop",), 100, 1), Device("mobile", (), 98, 5))


@dataclass(frozen=True, slots=True)
class Run:
    """One report of Lighthouse."""

    scores: dict[str, int]
    """In hundredths, by category."""
    faults: dict[str, list[str]]
    """Audits that took something off the score, by category, with what they measured."""
    lcp: float
    """Milliseconds, like `tbt`."""
    cls: float
    tbt: float
    bytes: int
    machine: float
    """How fast the machine was just then: Lighthouse's own index, 1000 or so on a good one."""


class FailedError(Exception):
    """Lighthouse gave no report."""


def main() -> int:
    """Measure, print a line per page and device, and say what misses its mark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", metavar="/page/", help="these pages, not the layouts")
    site = Site(ROOT / "site")
    pages = _pages(site, parser.parse_args().only)
    missed: list[str] = []
    speeds: list[float] = []
    print(
        f"{'page':62}{'device':9}{'perf':>5}{'acc':>5}{'best':>5}{'seo':>5}"
        f"{'LCP s':>7}{'CLS':>7}{'TBT ms':>8}{'KB':>6}  performance of each run"
    )
    with serve(site.folder) as root:
        for page in pages:
            for device in DEVICES:
                try:
                    runs = _measure(root + page.removeprefix("/"), device)
                except FailedError as failed:
                    missed.append(f"{page} {device.name}: {failed}")
                    continue
                print(_line(page, device, runs), flush=True)
                missed += [f"{page} {device.name}: {one}" for one in misses(runs, device)]
                speeds += [run.machine for run in runs]
    if speeds:
        print(f"\nSpeed of the machine, by Lighthouse: {min(speeds):.0f} to {max(speeds):.0f}.")
    print("\n".join(["Missed:", *missed]) if missed else f"{len(pages)} pages, nothing missed.")
    return 1 if missed else 0


def _pages(site: Site, only: Sequence[str] | None) -> list[str]:
    """Addresses from the root of the site, with the first slash."""
    if only:
        known = {f"/{page.address}" for page in site.pages.values()}
        if unknown := sorted(set(only) - known):
            sys.exit(f"Non c'è / not there: {', '.join(unknown)}")
        return list(only)
    guide = read_guide(ROOT / "data", ROOT / "docs", "")
    return [f"/{page.address}" for lang in LANGS for page in layouts(site, guide, lang)]


def _measure(address: str, device: Device) -> list[Run]:
    """A full report, then as many of the performance as the median needs."""
    first = _run(address, device, CATEGORIES)
    return repeat(first, lambda: _run(address, device, CATEGORIES[:1]), device)


def repeat(first: Run, again: Callable[[], Run], device: Device) -> list[Run]:
    """Runs until more than half of those asked agree: the rest cannot move the median."""
    runs = [first]
    while True:
        good = sum(_performance(run) >= device.least for run in runs)
        if max(good, len(runs) - good) > device.runs // 2:
            return runs
        runs.append(again())


def median(runs: Sequence[Run], device: Device) -> Run:
    """The median of as many runs as the device asks, or the least that it can still be."""
    best_first = sorted(runs, key=_performance, reverse=True)
    return best_first[min(device.runs // 2, len(runs) - 1)]


def misses(runs: Sequence[Run], device: Device) -> list[str]:
    """What is under its mark, with the audits that took something off."""
    first, middle = runs[0], median(runs, device)
    found = [
        f"{name} {score}: {', '.join(first.faults[name])}"
        for name, score in first.scores.items()
        if name != "performance" and score < 100
    ]
    if _performance(middle) < device.least:
        faults = ", ".join(middle.faults["performance"])
        found.insert(0, f"performance {_performance(middle)}, under {device.least}: {faults}")
    return found


def _performance(run: Run) -> int:
    return run.scores["performance"]


def _line(page: str, device: Device, runs: Sequence[Run]) -> str:
    middle = median(runs, device)
    others = "".join(f"{runs[0].scores[name]:5}" for name in CATEGORIES[1:])
    return (
        f"{page:62}{device.name:9}{_performance(middle):5}{others}"
        f"{middle.lcp / 1000:7.2f}{middle.cls:7.3f}{middle.tbt:8.0f}{middle.bytes / 1000:6.1f}  "
        + " ".join(str(_performance(run)) for run in runs)
    )


def _run(address: str, device: Device, categories: Sequence[str]) -> Run:
    """Run Lighthouse once, with its own simulated throttling.

    Raises:
        FailedError: It ended with an error, or did not end in time.
    """
    command = [
        *(str(NODE), str(LIGHTHOUSE), address, *device.options),
        *("--output=json", "--quiet", "--no-enable-error-reporting"),
        f"--only-categories={','.join(categories)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]
    environment = {**os.environ, "CHROME_PATH": find_browser() or ""}
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=LIMIT, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise FailedError(f"no report in {LIMIT} s") from error
    if done.returncode:
        raise FailedError(done.stderr.strip() or f"exit code {done.returncode}")
    return read(json.loads(done.stdout))


def read(report: dict[str, Any]) -> Run:
    """What is of interest here in a report of Lighthouse."""
    audits, categories = report["audits"], report["categories"]

    def value(audit: str) -> float:
        return float(audits[audit]["numericValue"])

    return Run(
        scores={name: round(100 * category["score"]) for name, category in categories.items()},
        faults={name: _faults(category, audits) for name, category in categories.items()},
        lcp=value("largest-contentful-paint"),
        cls=value("cumulative-layout-shift"),
        tbt=value("total-blocking-time"),
        bytes=round(value("total-byte-weight")),
        machine=float(report["environment"]["benchmarkIndex"]),
    )


def _faults(category: dict[str, Any], audits: dict[str, Any]) -> list[str]:
    found = [audits[one["id"]] for one in category["auditRefs"] if one["weight"]]
    return [
        " ".join(filter(None, [audit["id"], audit.get("displayValue")]))
        for audit in found
        if audit["score"] is not None and audit["score"] < 1
    ]


if __name__ == "__main__":
    sys.exit(main())
