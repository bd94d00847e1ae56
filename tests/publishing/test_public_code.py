"""The project as public code: its card, its licences, what it is made of."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from built_site import ROOT, copy_project
from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]
from sbom import bill

from macros.model.text import LANGS

CARD = ROOT / "publiccode.yml"
SCHEMA = json.loads(Path(__file__).with_name("publiccode-0.7.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


@pytest.fixture
def card() -> dict[str, Any]:
    """The card of the software."""
    loaded: dict[str, Any] = yaml.safe_load(CARD.read_text("utf-8"))
    return loaded


def faults(card: dict[str, Any]) -> list[str]:
    """What the standard does not accept."""
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(card)]


def test_the_card_follows_the_standard(card: dict[str, Any]) -> None:
    """publiccode.yml 0.7, with nothing that it calls deprecated."""
    Draft202012Validator.check_schema(SCHEMA)
    assert card["publiccodeYmlVersion"] == "0.7"
    assert not faults(card)


def _without(*path: str) -> Callable[[dict[str, Any]], None]:
    def change(card: dict[str, Any]) -> None:
        for key in path[:-1]:
            card = card[key]
        del card[path[-1]]

    return change


def _with(value: Any, *path: str) -> Callable[[dict[str, Any]], None]:
    def change(card: dict[str, Any]) -> None:
        for key in path[:-1]:
            card = card[key]
        card[path[-1]] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        _without("url"),
        _without("legal", "license"),
        _without("description", "it", "features"),
        _with("0.5", "publiccodeYmlVersion"),
        _with("guida.example/guida", "url"),
        _with("x" * 151, "description", "it", "shortDescription"),
        _with("corto", "description", "it", "longDescription"),
        _with(["guide"], "categories"),
        _with("finished", "developmentStatus"),
        _with("community", "maintenance", "type"),
        _with("contract", "maintenance", "type"),
        _with(["it"], "intendedAudience", "countries"),
        _with({"countryExtensionVersion": "1.0"}, "IT"),
        _with([{"id": "alias:wcag"}], "supports"),
        _with({"name": "Ente"}, "organisation"),
        _with("22/11/2026", "releaseDate"),
    ],
)
def test_a_card_with_a_mistake_is_refused(
    change: Callable[[dict[str, Any]], None], card: dict[str, Any]
) -> None:
    """Something missing, of another form, deprecated, or that asks for more."""
    spoilt = deepcopy(card)
    change(spoilt)
    assert faults(spoilt)


@pytest.mark.parametrize(
    "change",
    [
        _with([{"id": "alias:gdpr"}, {"id": "https://www.w3.org/TR/WCAG22/"}], "supports"),
        _with({"uri": "urn:x-italian-pa:c_h501", "name": "Comune"}, "organisation"),
        _with({"type": "community", "contacts": [{"name": "Ada Rossi"}]}, "maintenance"),
    ],
)
def test_who_publishes_can_fill_it(
    change: Callable[[dict[str, Any]], None], card: dict[str, Any]
) -> None:
    """What 0.7 adds, and the person whom it asks for."""
    change(card)
    assert not faults(card)


def test_the_card_agrees_with_the_guide(card: dict[str, Any]) -> None:
    """Version and date are those of data/site.yaml: change them there and in publiccode.yml."""
    site = yaml.safe_load((ROOT / "data/site.yaml").read_text("utf-8"))
    assert card["softwareVersion"] == site["version"]
    assert card["releaseDate"] == site["date"].isoformat()
    assert set(card["localisation"]["availableLanguages"]) == set(LANGS)
    assert {lang: card["description"][lang]["localisedName"] for lang in LANGS} == site["name"]
    assert (ROOT / "LICENSES" / f"{card['legal']['license']}.txt").is_file()


MADE_HERE = re.compile(
    r"\.git|\.venv.*|\.cache|\..*_cache|reports|site|site\..*|.*/(?:__pycache__|node_modules)"
    r"|__pycache__|node_modules"
)
"""What is not of the project: REUSE knows it from git, which may not be there."""


def made_here(folder: str, names: list[str]) -> list[str]:
    """What of a folder is not of the project."""
    inside = {name: (Path(folder) / name).relative_to(ROOT).as_posix() for name in names}
    return [name for name, path in inside.items() if MADE_HERE.fullmatch(path)]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the project alone."""
    to = tmp_path_factory.mktemp("project")
    return Path(shutil.copytree(ROOT, to, ignore=made_here, dirs_exist_ok=True))


def lint(project: Path) -> dict[str, Any]:
    """What REUSE finds."""
    done = subprocess.run(
        [sys.executable, "-m", "reuse", "--root", str(project), "lint", "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    loaded: dict[str, Any] = json.loads(done.stdout)
    return loaded


def test_every_file_has_a_licence_and_an_owner(project: Path) -> None:
    """As REUSE asks: code EUPL-1.2, contents CC BY 4.0, fonts OFL 1.1, fflate MIT."""
    found = lint(project)
    assert found["summary"]["compliant"], found["non_compliant"]
    assert found["summary"]["files_total"] > 600
    assert set(found["summary"]["used_licenses"]) == {"EUPL-1.2", "CC-BY-4.0", "OFL-1.1", "MIT"}
    licences = {
        one["path"]: {each["value"] for each in one["spdx_expressions"]} for one in found["files"]
    }
    expected = {
        "macros/load.py": "EUPL-1.2",
        "overrides/main.html": "EUPL-1.2",
        "data/site.yaml": "CC-BY-4.0",
        "docs/it/index.md": "CC-BY-4.0",
        "macros/documents/fonts/text/TitilliumWeb-Regular.ttf": "OFL-1.1",
        "docs/assets/js/vendor/fflate-0.8.3.js": "MIT",
    }
    assert {path: licences[path] for path in expected} == {
        path: {licence} for path, licence in expected.items()
    }


def test_a_font_of_others_without_its_text_is_found(tmp_path: Path) -> None:
    """Without the text of a licence the project would not be compliant."""
    copy_project(tmp_path, "REUSE.toml", "LICENSES", "macros/documents/fonts")
    assert lint(tmp_path)["summary"]["compliant"] is False, "licences that nothing uses"
    (tmp_path / "LICENSES/OFL-1.1.txt").unlink()
    assert "OFL-1.1" in lint(tmp_path)["non_compliant"]["missing_licenses"]


def test_licences_are_whole() -> None:
    """The texts as their authors publish them, from the first line to the last."""
    words = {
        "EUPL-1.2": ("EUROPEAN UNION PUBLIC LICENCE v. 1.2", "Appendix"),
        "CC-BY-4.0": ("Creative Commons Attribution 4.0", "creativecommons.org"),
        "OFL-1.1": ("SIL OPEN FONT LICENSE", "OTHER DEALINGS IN THE FONT SOFTWARE"),
        "MIT": ("MIT License", "SOFTWARE"),
    }
    assert {file.stem for file in (ROOT / "LICENSES").iterdir()} == set(words)
    for licence, (first, last) in words.items():
        text = (ROOT / "LICENSES" / f"{licence}.txt").read_text("utf-8")
        assert text.startswith(first), licence
        assert last in text[len(text) // 2 :], licence


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bill of materials, written once: its schema is slow to compare."""
    to = tmp_path_factory.mktemp("bill") / "new/sbom.json"
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts/sbom.py"), str(to)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return to


def test_the_bill_of_materials_holds_everything(written: Path) -> None:
    """Every package of the lock with a hash, what is held of others with theirs."""
    found = json.loads(written.read_text("utf-8"))
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.6")
    site = yaml.safe_load((ROOT / "data/site.yaml").read_text("utf-8"))
    assert found["metadata"]["component"]["version"] == site["version"]
    listed = {one["name"]: one for one in found["components"]}
    lock = (ROOT / "requirements/site.lock").read_text("utf-8")
    packages = dict(re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", lock, re.MULTILINE))
    assert len(packages) > 30
    for name, version in packages.items():
        assert listed[name]["version"] == version
        assert listed[name]["externalReferences"][0]["hashes"]
    fflate = ROOT / "docs/assets/js/vendor/fflate-0.8.3.js"
    (file,) = listed["fflate"]["components"]
    assert file["hashes"][0]["content"] == hashlib.sha256(fflate.read_bytes()).hexdigest()
    licences = [listed[name]["licenses"] for name in ("fflate", "Titillium Web")]
    assert licences == [[{"license": {"id": id}}] for id in ("MIT", "OFL-1.1")]


def test_the_bill_of_materials_is_the_same_twice(written: Path) -> None:
    """The same bytes: no clock, no name of a machine."""
    text = written.read_text("utf-8")
    assert text == bill(ROOT)
    assert str(ROOT) not in text


def test_every_file_of_others_is_in_the_bill(project: Path) -> None:
    """What REUSE knows as not ours is what requirements/vendored.yaml names."""
    vendored = yaml.safe_load((ROOT / "requirements/vendored.yaml").read_text("utf-8"))
    named = {
        file.relative_to(ROOT).as_posix() for one in vendored for file in ROOT.glob(one["files"])
    }
    not_ours = {
        one["path"]
        for one in lint(project)["files"]
        if {each["value"] for each in one["spdx_expressions"]} & {"OFL-1.1", "MIT"}
        and not one["path"].endswith((".txt", ".license"))
    }
    assert not_ours
    assert named == not_ours
