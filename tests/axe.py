"""axe-core on the page that a reader has before them: what it finds wrong, in words."""

from __future__ import annotations

from functools import cache
from typing import Any

from built_site import ROOT
from playwright.sync_api import Page as Tab

_SCRIPT = ROOT / "node_modules/axe-core/axe.min.js"
_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_COLOURS = ("color-contrast", "link-in-text-block")


@cache
def _script() -> str:
    assert _SCRIPT.exists(), "Manca axe-core: «make test» lo installa. / 'make test' installs it."
    return _SCRIPT.read_text("utf-8")


def faults(tab: Tab) -> list[str]:
    """What WCAG 2.2 AA and good practice do not allow on the page as it stands."""
    return _run(
        tab,
        {
            "runOnly": {"type": "tag", "values": _TAGS},
            # Off unless asked for by name.
            "rules": {"target-size": {"enabled": True}},
        },
    )


def faults_of_colour(tab: Tab) -> list[str]:
    """The part of it that depends on light and dark."""
    return _run(tab, {"runOnly": {"type": "rule", "values": _COLOURS}})


def _run(tab: Tab, options: dict[str, Any]) -> list[str]:
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(_script())
    # Without the ways to find each element again, which on a long page cost more than the rules.
    quick = {"resultTypes": ["violations"], "selectors": False}
    found = tab.evaluate("options => axe.run(options)", {**options, **quick})
    assert found["passes"], "axe looked at nothing"
    return [
        f"{rule['id']}: {node['html'][:120]} - {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
