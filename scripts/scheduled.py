"""What is looked at every week, and the one issue in which each look is told.

    scripts/scheduled.py look SUBJECT   runs `make SUBJECT`, writes what it said to reports/
    scripts/scheduled.py tell           opens, updates or closes the issue of each report

A subject is a target of the Makefile, which fails when there is something to do. Its issue is
always the same one, found by its label. `tell` uses GitHub's `gh`, and nothing that is not in
Python: the job that may write issues installs no package.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_WORDS = Path(__file__).with_name("words") / "scheduled.toml"
_MOST = 50_000
"""Characters of an issue; GitHub takes 65,536."""


def look(subject: str, reports: Path) -> int:
    """Run the target and write its report; what it finds is no failure of this."""
    done = subprocess.run(
        ["make", "--no-print-directory", subject],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    print(done.stdout)
    reports.mkdir(parents=True, exist_ok=True)
    report = {"subject": subject, "to_do": done.returncode != 0, "said": done.stdout.strip()}
    (reports / f"{subject}.json").write_text(json.dumps(report, ensure_ascii=False), "utf-8")
    return 0


def tell(report: dict[str, Any], words: dict[str, Any]) -> None:
    """Bring the issue of a report up to date.

    Args:
        report: As `look` wrote it.
        words: What is said of every subject, and of each.

    Raises:
        subprocess.CalledProcessError: GitHub refused.
    """
    own = words[report["subject"]]
    label = f"settimanale-{report['subject']}"
    listed = _gh(
        *("issue", "list", "--label", label, "--state", "all", "--limit", "1"),
        *("--json", "number,state,body"),
    )
    known = next(iter(json.loads(listed)), None)
    body, by_file = _body(report, words), ("--body-file", "-")
    if not report["to_do"]:
        if known and known["state"] == "OPEN":
            _gh("issue", "close", str(known["number"]), "--comment", own["clean"])
    elif known is None:
        _gh("label", "create", label, "--force", "--description", own["title"])
        _gh("issue", "create", "--title", own["title"], "--label", label, *by_file, said=body)
    else:
        number = str(known["number"])
        changed = known["body"].replace("\r", "").strip() != body.strip()
        if changed:
            _gh("issue", "edit", number, *by_file, said=body)
        if known["state"] != "OPEN":
            _gh("issue", "reopen", number)
        elif changed:
            # Who follows the issue is told of a comment, not of a change of the text.
            _gh("issue", "comment", number, "--body", words["changed"])


def _body(report: dict[str, Any], words: dict[str, Any]) -> str:
    own, said = words[report["subject"]], report["said"]
    if len(said) > _MOST:
        said = said[:_MOST].rsplit("\n", 1)[0] + "\n…"
    if not own["markdown"]:
        fenced = said.replace("```", "'''")
        said = f"```text\n{fenced}\n```"
    return f"{own['intro']}\n\n{said}\n\n{words['again']} `make {report['subject']}`\n"


def _gh(*arguments: str, said: str = "") -> str:
    done = subprocess.run(
        ["gh", *arguments], input=said, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def main(command: str, *subjects: str) -> int:
    """Look, or tell."""
    reports = Path(os.environ.get("REPORTS", ROOT / "reports"))
    words = tomllib.loads(_WORDS.read_text("utf-8"))
    known = [name for name, own in words.items() if isinstance(own, dict)]
    if command == "look":
        if not subjects or not set(subjects) <= set(known):
            print(f"SUBJECT: {', '.join(known)}", file=sys.stderr)
            return 2
        return max(look(subject, reports) for subject in subjects)
    files = sorted(reports.glob("*.json"))
    if not files:
        print(f"{reports}: nessun rapporto / no report", file=sys.stderr)
        return 1
    if not shutil.which("gh"):
        print("gh: non c'è / not found (https://cli.github.com/)", file=sys.stderr)
        return 1
    for file in files:
        report = json.loads(file.read_text("utf-8"))
        tell(report, words)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
