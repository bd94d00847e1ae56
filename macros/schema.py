"""JSON Schema of the data, for editors that complete, explain and check while one writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from macros.explanations import in_both
from macros.model import KINDS, SINGLES
from macros.walk import models_under


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of file, by the name of the schema file."""
    found: dict[str, dict[str, Any]] = {}
    for kind in KINDS:
        shape: Any = kind.model if kind.one_per_file else list[kind.model]  # type: ignore[name-defined]
        found[f"{kind.name}.json"] = _explained(TypeAdapter(shape).json_schema(), kind.model)
    for name, model in SINGLES.items():
        found[f"{Path(name).stem}.json"] = _explained(model.model_json_schema(), model)
    return found


def _explained(schema: dict[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """The schema itself, every model and field described in the words of the maintainers."""
    models = {one.__name__: one for one in models_under(model)}
    for part in (schema, *schema.get("$defs", {}).values()):
        shown = models.get(part.get("title", ""))
        if shown is None:
            continue
        if said := in_both(shown):
            part["description"] = said
        for name, value in part.get("properties", {}).items():
            if said := in_both(shown, name):
                value["description"] = said
    return schema


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema into a folder and return the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, schema in schemas().items():
        path = folder / name
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", "utf-8")
        written.append(path)
    return written
