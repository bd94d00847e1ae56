"""JSON Schema of the data, for editors that complete and check while one writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from macros.model import KINDS, SINGLES


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of file, by the name of the schema file."""
    found: dict[str, dict[str, Any]] = {}
    for kind in KINDS:
        shape: Any = kind.model if kind.one_per_file else list[kind.model]  # type: ignore[name-defined]
        found[f"{kind.name}.json"] = TypeAdapter(shape).json_schema()
    for name, model in SINGLES.items():
        found[f"{Path(name).stem}.json"] = model.model_json_schema()
    return found


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema into a folder and return the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, schema in schemas().items():
        path = folder / name
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", "utf-8")
        written.append(path)
    return written
