"""What the tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_site import ADDRESS, TINY, TinySite

from macros.guide import Guide
from macros.read_guide import read_guide


@pytest.fixture
def tiny(tmp_path: Path) -> TinySite:
    """A copy of the tiny site that a test may spoil."""
    return TinySite.copied_to(tmp_path / "tiny")


@pytest.fixture(scope="session")
def tiny_guide() -> Guide:
    """The guide of the tiny site, read once."""
    return read_guide(TINY / "data", TINY / "docs", ADDRESS, "data")
