"""What git says of the project: nothing where there is no git, or it has nothing to say."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def git(project: Path, *arguments: str) -> str:
    """What a command of git writes; empty if it fails or cannot be run."""
    try:
        done = subprocess.run(
            ["git", "-C", str(project), *arguments],
            capture_output=True,
            check=False,
            # A clone that lacks some of its past would go and look for it on the network.
            env={**os.environ, "GIT_NO_LAZY_FETCH": "1"},
        )
    except OSError:
        return ""
    return "" if done.returncode else done.stdout.decode("utf-8", "replace")
