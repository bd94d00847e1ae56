"""Make `.venv`, or another folder, from a lock with hashes. Runs with the system's Python alone.

python3 scripts/environment.py site|dev|properdocs [FOLDER]
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)


def stop(italian, english):
    """End with one clear line in each language."""
    sys.exit(f"{italian}\n{english}")


def main(lock, folder=".venv"):
    """Install what the lock names, and leave a mark so that make does it once."""
    environment = ROOT / folder
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:2])
        stop(
            f"Serve Python 3.11 o successivo, questo è {found}: installalo, oppure scrivi "
            "«make PYTHON=python3.12 ...».",
            f"Python 3.11 or later is needed, this is {found}: install it, or write "
            "'make PYTHON=python3.12 ...'.",
        )
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        stop(
            "Manca il modulo venv di Python: su Debian e Ubuntu, «sudo apt install python3-venv».",
            "Python's venv module is missing: on Debian and Ubuntu, "
            "'sudo apt install python3-venv'.",
        )
    python = environment / "bin" / "python"
    if not working(python):
        shutil.rmtree(environment, ignore_errors=True)
        print(f"Preparo l'ambiente in {folder} (solo la prima volta)... / Preparing it (once)...")
        venv.create(environment, with_pip=True)
    requirements = ROOT / "requirements" / f"{lock}.lock"
    print(f"Installo i pacchetti di {requirements.relative_to(ROOT)}... / Installing packages...")
    command = [
        str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--no-input", "--require-hashes", "--retries", "2", "--timeout", "20",
        "-r", str(requirements),
    ]  # fmt: skip
    variables = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    if done.returncode:
        reasons = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        print("\n".join(reasons[-3:]), file=sys.stderr)
        if "hashes" in done.stderr.lower() and "do not match" in done.stderr.lower():
            stop(
                "Un pacchetto scaricato non è quello atteso: non l'ho installato.",
                "A downloaded package is not the expected one: it was not installed.",
            )
        if "no matching distribution found for pagefind-bin" in done.stderr.lower():
            stop(
                "Pagefind, che prepara la ricerca, non c'è per questo sistema: usa Linux, macOS o "
                "Windows con processore x86-64 o ARM64, o fai costruire il sito alla CI.",
                "Pagefind, which prepares the search, does not exist for this system: use Linux, "
                "macOS or Windows on x86-64 or ARM64, or let CI build the site.",
            )
        stop(
            "I pacchetti non si scaricano: serve la rete la prima volta. Controllala e riprova.",
            "The packages cannot be downloaded: the first run needs the network. Check it and "
            "try again.",
        )
    (environment / f"{lock}.done").touch()


def working(python):
    """Whether the environment is there and its Python still runs."""
    try:
        subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


if __name__ == "__main__":
    main(*sys.argv[1:])
