"""Build the publishable site beside, then put it in place: a failed build changes nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE, NEW, OLD = ROOT / "site", ROOT / "site.new", ROOT / "site.old"


def main() -> int:
    """Build strictly; say where the site is and how large."""
    if OLD.exists() and not SITE.exists():
        # A build stopped between the two renames below: the last good site is there.
        OLD.rename(SITE)
    for left in (NEW, OLD):
        shutil.rmtree(left, ignore_errors=True)
    # Not with --quiet: MkDocs then counts no warnings, and a broken link would pass.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(NEW)]
    done = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        lines = done.stderr.splitlines()
        print("\n".join(line for line in lines if not line.startswith("INFO")), file=sys.stderr)
        shutil.rmtree(NEW, ignore_errors=True)
        return 1
    if SITE.exists():
        SITE.rename(OLD)
    NEW.rename(SITE)
    shutil.rmtree(OLD, ignore_errors=True)
    files = [file for file in SITE.rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files) / 1e6
    print(f"site/: {len(files)} file, {size:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
