"""What stands in for a template of the theme is compared with it whenever the theme changes."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from built_site import ROOT
from mkdocs.theme import Theme

OVERRIDES = ROOT / "overrides"

COMPARED = {
    "404.html": "80c93494b5432b1bcdf292caeb67a0653c45b37372f49e08ad4a70ca695a7495",
    "base.html": "8536d352b0093623df9e0032894f321cbe264b15a9b48cdd962583772455dadb",
    "main.html": "9948b55a7bc979c35825df99baba9e6971fca4eb298dea3cdde61e990a2de5e0",
    "partials/javascripts/base.html": (
        "d6113712bc4deb30b4bd810ee0dfc28b6f04d2f88cc0016c0f1766eac7b762b6"
    ),
    "partials/javascripts/content.html": (
        "3722e156f0f6339de39fbbfc178b6e401d1a4fb890f189ac5b80c2504bda7dcf"
    ),
    "sitemap.xml": "0950766d642ac999c74b68150a39a961a5103bda5e2d9d7747f4c06522c11b18",
}
"""The originals as they were when ours were written: the SHA-256 of each.

`base.html` is not copied: its blocks are filled, and the hook removes what is outside them.
"""


def originals() -> dict[str, Path]:
    """Each template of the theme, or of MkDocs, that a file of ours stands in for."""
    folders = [Path(folder) for folder in Theme(name="material").dirs]
    ours = [file.relative_to(OVERRIDES) for file in OVERRIDES.rglob("*") if file.is_file()]
    return {
        name.as_posix(): next(folder / name for folder in folders if (folder / name).exists())
        for name in [*ours, Path("base.html")]
        if any((folder / name).exists() for folder in folders)
    }


def test_every_template_that_is_replaced_was_compared() -> None:
    """One more file in `overrides/` that stands in for one of the theme is one more line above."""
    assert sorted(originals()) == sorted(COMPARED)


@pytest.mark.parametrize("name", COMPARED)
def test_the_original_has_not_changed(name: str) -> None:
    """A new version of the theme says what to look at again, and where."""
    found = originals()[name]
    assert sha256(found.read_bytes()).hexdigest() == COMPARED[name], (
        f"The theme changed {name}. Compare {found} with the one of the version before, carry "
        f"into overrides/{'main.html' if name == 'base.html' else name} what concerns it, then "
        "write the new SHA-256 in COMPARED."
    )
