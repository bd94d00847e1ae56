"""The built site and the guide it is made of, once for all the tests of a run.

A test module that wants them says `pytest_plugins = ["site_fixtures"]`.
"""

from __future__ import annotations

import fcntl
import os

import pytest
from built_site import ROOT, SITE_URL, Site, build

from macros.guide import Guide
from macros.read_guide import read_guide


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the project, built strictly, once even when several workers ask for it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "site"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            new = shared / "site.new"
            done = build(ROOT, new, "--strict")
            assert done.returncode == 0, done.stdout + done.stderr
            new.rename(folder)
    return Site(folder)


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The data and the pages that the site is made of."""
    return read_guide(ROOT / "data", ROOT / "docs", SITE_URL)
