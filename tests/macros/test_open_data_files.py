"""Open data say what the data say, in files that programs and spreadsheets read."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from tiny_site import ADDRESS, TinySite

from macros.model import KINDS, SINGLES
from macros.open_data import OpenFile, columns, open_data
from macros.read_guide import read_guide


def files_of(tiny: TinySite) -> dict[str, OpenFile]:
    guide = read_guide(tiny.data, tiny.docs, ADDRESS)
    return {one.path: one for one in open_data(guide.catalog, guide.addresses, [])}


def rows(file: OpenFile) -> list[dict[str, str]]:
    text = file.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_each_part_of_the_data_is_a_file_with_its_schema(tiny: TinySite) -> None:
    """What the file holds follows the schema, and the schema refuses something else."""
    files = files_of(tiny)
    names = [kind.place.removesuffix("/").removesuffix(".yaml") for kind in KINDS]
    names += [place.removesuffix(".yaml") for place in SINGLES]
    for name in names:
        schema: Any = json.loads(files[f"data/schemas/{name}.json"].content)
        value = json.loads(files[f"data/{name}.json"].content)
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(value, schema)
        wrong = [*value, 1] if isinstance(value, list) else 1
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


def test_a_text_is_never_a_formula(tiny: TinySite) -> None:
    """Text that a spreadsheet would run gets an apostrophe; the rest is as it was."""
    tiny.replace("data/checklists/start.yaml", "it: La nota è scritta.", "it: =1+1")
    tiny.replace("data/checklists/start.yaml", "en: The note is written.", "en: '@a - b'")
    items = rows(files_of(tiny)["data/checklist-items.csv"])
    assert (items[0]["text_it"], items[0]["text_en"]) == ("'=1+1", "'@a - b")
    assert items[1]["text_en"] == "People have a name."
    for file in files_of(tiny).values():
        if file.format == "csv":
            cells = [cell for row in rows(file) for cell in row.values()]
            assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_excel_reads_the_lists_as_they_are(tiny: TinySite) -> None:
    """Mark of UTF-8, semicolons, lines as Windows ends them; each row as long as the head."""
    lists = [one for one in files_of(tiny).values() if one.format == "csv"]
    assert len(lists) == 16
    for one in lists:
        assert one.content.startswith(b"\xef\xbb\xbf") and one.content.endswith(b"\r\n")
        assert len(rows(one)) == one.entries
        assert all(None not in row and None not in row.values() for row in rows(one))


def test_every_column_has_words_in_both_languages(tiny: TinySite) -> None:
    """The page says what each holds."""
    catalog = read_guide(tiny.data, tiny.docs, ADDRESS).catalog
    assert len(columns()) > 20
    for column in columns():
        for lang in ("it", "en"):
            assert catalog.label(f"column-{column.replace('_', '-')}", lang)
