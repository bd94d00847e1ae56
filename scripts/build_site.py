"""Build the site to publish, strictly: a failed or stopped build changes nothing in `site/`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"


def main() -> int:
    """Build; say what is worth knowing, where the site is and how large."""
    # Not with --quiet: MkDocs then counts no warnings, and a broken link would pass.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(SITE)]
    done = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False)
    if said := [line for line in done.stderr.splitlines() if not line.startswith("INFO")]:
        print("\n".join(said), file=sys.stderr)
    if done.returncode:
        return 1
    files = [file for file in SITE.rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files) / 1e6
    print(f"site/: {len(files)} file, {size:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
