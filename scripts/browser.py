"""Have a browser for the tests: find one, or get one, or say what to install."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

LIGHT = "chromium-headless-shell"
"""The same engine without windows, as Playwright's own: pages open in half the time."""
NAMES = (
    LIGHT,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
"""As browsers with the engine of Chromium are called on the PATH."""


def find_browser() -> str | None:
    """The browser of `BROWSER_PATH`, of the PATH, or Playwright's own.

    Raises:
        SystemExit: `BROWSER_PATH` names something that cannot be run.
    """
    if chosen := os.environ.get("BROWSER_PATH"):
        if os.access(chosen, os.X_OK) and Path(chosen).is_file():
            return chosen
        sys.exit(f"BROWSER_PATH={chosen}: non si può eseguire / cannot be run.")
    for name in NAMES:
        if (found := shutil.which(name)) and _runs(found):
            return found
    return _of_playwright()


def _runs(path: str) -> bool:
    """Whether it is a browser and not, as on some systems, a note on how to install one."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if _runs(path) else None


def _from_packages(name: str) -> bool:
    """Install a package of the system, where that needs no asking; whether it is there."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Installo il pacchetto «{name}»... / Installing the package...", flush=True)
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", name]):
        subprocess.run(
            ["apt-get", *arguments],
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    return shutil.which(name) is not None


def _download() -> None:
    print("Nessun browser: provo a scaricare quello di Playwright. / No browser: downloading one.")
    command = [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]
    if os.geteuid() != 0:
        command.remove("--with-deps")
    with contextlib.suppress(subprocess.TimeoutExpired):
        subprocess.run(command, capture_output=True, check=False, timeout=900)


def main() -> int:
    """Find a browser or get one, the light one if it can be had."""
    if not os.environ.get("BROWSER_PATH") and not shutil.which(LIGHT):
        _from_packages(LIGHT)
    if not find_browser():
        _download()
    if not find_browser():
        _from_packages("chromium")
    if found := find_browser():
        print(f"Browser: {found}")
        return 0
    print(
        "Le prove hanno bisogno di un browser: installa «chromium» (su Debian: "
        "«sudo apt install chromium») oppure indica il tuo con BROWSER_PATH.\n"
        "The tests need a browser: install 'chromium' (on Debian: 'sudo apt install chromium') "
        "or name yours with BROWSER_PATH.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
