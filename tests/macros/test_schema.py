"""The JSON schemas: up to date, and of the same mind as the models."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
import yaml
from tiny_site import TINY

from macros.model import KINDS, SINGLES
from macros.schema import schemas, write_schemas

ROOT = Path(__file__).resolve().parents[2]
SCHEMA_OF = {
    **{kind.place: f"{kind.name}.json" for kind in KINDS},
    **{name: f"{Path(name).stem}.json" for name in SINGLES},
}


def _as_json(value: Any) -> Any:
    """As an editor sees it: dates are texts."""
    if isinstance(value, dict):
        return {key: _as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_json(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _files(data: Path) -> list[tuple[Path, str]]:
    found = []
    for file in sorted(data.rglob("*.yaml")):
        place = file.relative_to(data).as_posix()
        found.append((file, SCHEMA_OF.get(place) or SCHEMA_OF[f"{file.parent.name}/"]))
    return found


def test_the_schemas_written_are_those_of_the_models(tmp_path: Path) -> None:
    """`schemas/` is what the models say today; if not, run `make fix`."""
    written = {path.name: path.read_text("utf-8") for path in write_schemas(tmp_path)}
    assert len(written) == len(KINDS) + len(SINGLES)
    kept = {path.name: path.read_text("utf-8") for path in (ROOT / "schemas").iterdir()}
    assert kept == written, "run `make fix` and keep what it writes in schemas/"


@pytest.mark.parametrize("data", [TINY / "data", ROOT / "data"], ids=["tiny", "guide"])
def test_the_data_agree_with_the_schemas(data: Path) -> None:
    """A second opinion, by another program: an editor shows no error on right data.

    One file for each kind is enough: the rest is for the models.
    """
    validators = {
        name: jsonschema.Draft202012Validator(schema) for name, schema in schemas().items()
    }
    files = {name: file for file, name in _files(data)}
    assert set(files) == set(validators)
    for name, file in files.items():
        content = _as_json(yaml.safe_load(file.read_text("utf-8")))
        errors = [*validators[name].iter_errors(content)]
        assert not errors, f"{file}: {errors[0].message}"


def test_the_schemas_refuse_what_the_models_refuse() -> None:
    """An unknown key, a missing language and a wrong word are marked while one writes."""
    validator = jsonschema.Draft202012Validator(schemas()["method.json"])
    content = _as_json(yaml.safe_load((TINY / "data/methods/matrix.yaml").read_text("utf-8")))
    assert validator.is_valid(content)
    for change in ({"safty": "S0"}, {"safety": "S9"}, {"name": {"it": "x"}}, {"id": "A B"}):
        assert not validator.is_valid({**content, **change}), change


def test_the_schema_of_each_real_file_is_named_on_top() -> None:
    """Editors find the schema by the first line of a file, which leads to a real one."""
    named = 0
    for file, name in _files(ROOT / "data"):
        first = file.read_text("utf-8").splitlines()[0]
        if first.startswith("# yaml-language-server: $schema="):
            assert (file.parent / first.partition("=")[2]).resolve() == ROOT / "schemas" / name
            named += 1
    assert named
    assert json.loads((ROOT / "schemas/method.json").read_text("utf-8"))["type"] == "object"


def test_editors_without_the_first_line_find_the_schema_too() -> None:
    """VS Code is told the schema of each place of `data/`, for files that lack that line."""
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    places = {
        f"./schemas/{name}": f"/data/{place}*.yaml" if place.endswith("/") else f"/data/{place}"
        for place, name in SCHEMA_OF.items()
    }
    assert settings["yaml.schemas"] == places
    for schema in settings["yaml.schemas"]:
        assert (ROOT / schema).is_file()


def test_the_schemas_explain_every_field() -> None:
    """An editor shows what a field is for, in both languages, where the cursor is."""
    told = 0
    for name, schema in schemas().items():
        for part in (schema, *schema.get("$defs", {}).values()):
            for field, value in part.get("properties", {}).items():
                if field not in ("it", "en"):
                    assert " / " in value.get("description", ""), (name, part["title"], field)
                    told += 1
    assert told > 300
