"""`scripts/environment.py` tells in one line per language what stops it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from built_site import ROOT

NOT_PUBLISHED = "plm-not-published"
"""A package that exists nowhere: nothing can be installed by mistake."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the script, an environment that works, and a lock of one package."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/environment.py", tmp_path / "scripts")
    (tmp_path / "requirements").mkdir()
    lock = f"{NOT_PUBLISHED}==1.0 --hash=sha256:{'0' * 64}\n"
    (tmp_path / "requirements/site.lock").write_text(lock)
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").symlink_to(sys.executable)
    return tmp_path


def run(project: Path, before: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the script after some lines that change what it finds."""
    code = f"import runpy, sys\n{before}\nsys.argv[1:] = ['site']\n"
    code += "runpy.run_path('scripts/environment.py', run_name='__main__')"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=project,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def explained(done: subprocess.CompletedProcess[str], italian: str, english: str) -> None:
    """It failed, and the last two lines say why: no traceback."""
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    said_in_italian, said_in_english = done.stderr.splitlines()[-2:]
    assert italian in said_in_italian
    assert english in said_in_english


def test_an_old_python_is_told(project: Path) -> None:
    """With Python 3.10 one reads which one is needed and how to name another."""
    done = run(project, "sys.version_info = (3, 10, 4)")
    explained(done, "Serve Python 3.11 o successivo, questo è 3.10", "Python 3.11 or later")
    assert "make PYTHON=" in done.stderr


@pytest.mark.parametrize("module", ["ensurepip", "venv"])
def test_a_missing_venv_is_told(module: str, project: Path) -> None:
    """Debian ships Python without it: the package to install is named."""
    done = run(project, f"sys.modules[{module!r}] = None")
    explained(done, "sudo apt install python3-venv", "sudo apt install python3-venv")


def test_no_network_is_told(project: Path) -> None:
    """Where packages cannot be downloaded the message says so, and nothing is marked done."""
    done = run(project, PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_EXTRA_INDEX_URL="")
    explained(done, "serve la rete la prima volta", "the first run needs the network")
    assert not (project / ".venv/site.done").exists()


def test_a_package_changed_on_the_way_is_refused(project: Path) -> None:
    """A package that is not the one of the lock is not installed, and the message says so."""
    (project / f"{NOT_PUBLISHED.replace('-', '_')}-1.0-py3-none-any.whl").write_bytes(b"other")
    done = run(project, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(project))
    explained(done, "non è quello atteso", "not the expected one")
    assert not (project / ".venv/site.done").exists()


def test_the_script_needs_nothing_installed() -> None:
    """It is read by any Python 3: no newer syntax before the check of the version."""
    source = (ROOT / "scripts/environment.py").read_text("utf-8")
    compile(source, "environment.py", "exec", dont_inherit=True)
    imported = [line for line in source.splitlines() if line.startswith(("import", "from"))]
    names = {line.split()[1].split(".")[0] for line in imported}
    assert names
    assert names <= sys.stdlib_module_names


def test_a_system_without_the_search_program_is_told(project: Path) -> None:
    """Pagefind has no package for every system: the message names those that it has."""
    (project / "requirements/site.lock").write_text(
        f"pagefind-bin==1.5.2 --hash=sha256:{'0' * 64}\n"
    )
    done = run(project, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(project))
    explained(done, "non c'è per questo sistema", "does not exist for this system")
    assert not (project / ".venv/site.done").exists()
