"""The data of the guide for other programs: JSON with its schema, and lists as CSV.

CSV is written for who opens it with a double click in Excel set to Italian: semicolons
between values, UTF-8 with its mark (BOM), lines that end with CR and LF. Whoever reads it
with a program finds the same said in `datapackage.json` (Frictionless Data Package 1).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import BaseModel, TypeAdapter

from macros.addresses import Addresses
from macros.catalog import Catalog
from macros.documents.publish import Download
from macros.model import KINDS
from macros.model.checklist import Checklist
from macros.model.context import Case
from macros.model.evidence import Indicator
from macros.model.law import Act
from macros.model.measure import Measure
from macros.model.site import PagedKind
from macros.model.text import LANGS, RichText
from macros.rich import RichList, parse

FOLDER = "data"
"""From the root of the site; the schemas lie in a folder inside it."""

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DIALECT = {"delimiter": ";", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Signs with which a spreadsheet takes a text for a formula."""

LISTS = {
    "pages": "kind id name_it name_en about_it about_en url_it url_en",
    "checklist-items": "checklist id text_it text_en why_it why_en evidence_it evidence_en "
    "obligation acts",
    "provisions": "act id label_it label_en topic_it topic_en confidence to_verify_it "
    "to_verify_en checked_on url",
    "measures": "id axis name_it name_en objective_it objective_en priorities indicators url_it "
    "url_en",
    "indicators": "id axis name_it name_en definition_it definition_en formula_it formula_en "
    "unit_it unit_en source_it source_en often_it often_en reads_it reads_en",
    "datasets": "id name_it name_en gives_it gives_en level_it level_en where_it where_en "
    "often_it often_en limits_it limits_en url",
    "priorities": "id number axis name_it name_en use_it use_en confidence to_verify_it "
    "to_verify_en sources",
    "warnings": "number id name_it name_en instead_it instead_en acts sources",
    "events": "day id name_it name_en meaning_it meaning_en acts confidence to_verify_it "
    "to_verify_en sources",
    "funds": "id name_it name_en state pays_it pays_en use_it use_en axes url confidence "
    "to_verify_it to_verify_en sources",
    "bodies": "id name_it name_en does_it does_en ask_it ask_en url confidence to_verify_it "
    "to_verify_en sources",
    "helplines": "id name_it name_en number for_whom_it for_whom_en operator_it operator_en "
    "hours_it hours_en languages_it languages_en url checked_on confidence to_verify_it "
    "to_verify_en sources",
    "cases": "case name_it name_en text_it text_en sources",
    "terms": "id name_it name_en acronym definition_it definition_en",
    "sources": "id title publisher url checked_on",
    "downloads": "kind id language format title url bytes sha256",
}
"""The lists, and the columns of each."""

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file of open data."""

    path: str
    """From the root of the site."""
    name: str
    """Of the list, or of the file or folder in `data/`."""
    format: Literal["json", "csv", "schema", "package"]
    content: bytes
    entries: int = 1
    """How many things it lists."""


def open_data(
    catalog: Catalog, addresses: Addresses, downloads: Iterable[Download]
) -> tuple[OpenFile, ...]:
    """Every file of open data, the same bytes from the same data.

    Args:
        catalog: The data.
        addresses: Of the pages, which the lists name.
        downloads: The documents of the site, for their list.
    """
    files = [*_all_data(catalog), *_lists(catalog, addresses, downloads)]
    return (*files, _package(catalog, addresses, files))


def columns() -> list[str]:
    """The columns of the lists, each once, those in two languages without their ending."""
    found = " ".join(LISTS.values()).split()
    return [*dict.fromkeys(_base(column) for column in found)]


def _base(column: str) -> str:
    return column.removesuffix("_it").removesuffix("_en")


def _all_data(catalog: Catalog) -> Iterator[OpenFile]:
    """What each file or folder of `data/` holds, and the schema of that."""
    for kind in KINDS:
        shape: TypeAdapter[Any] = TypeAdapter(list[kind.model])  # type: ignore[name-defined]
        name = kind.place.removesuffix("/").removesuffix(".yaml")
        yield from _with_schema(name, shape, [*catalog.all(kind.model)])
    for place, model, content in catalog.singles():
        yield from _with_schema(place.removesuffix(".yaml"), TypeAdapter(model), content)


def _with_schema(name: str, shape: TypeAdapter[Any], value: Any) -> Iterator[OpenFile]:
    content = shape.dump_json(value, indent=1) + b"\n"
    entries = len(value) if isinstance(value, list) else 1
    yield OpenFile(f"{FOLDER}/{name}.json", name, "json", content, entries)
    schema = {"$schema": _DRAFT, **shape.json_schema(mode="serialization")}
    yield OpenFile(f"{FOLDER}/schemas/{name}.json", name, "schema", _json(schema))


def _lists(
    catalog: Catalog, addresses: Addresses, downloads: Iterable[Download]
) -> Iterator[OpenFile]:
    rows: dict[str, Iterator[Row]] = {
        "pages": _pages(catalog, addresses),
        "checklist-items": _items(catalog),
        "provisions": _provisions(catalog),
        "measures": _measures(catalog, addresses),
        "indicators": _indicators(catalog),
        "cases": _cases(catalog),
        "downloads": _downloads(addresses, downloads),
    }
    models = {kind.place.removesuffix(".yaml"): kind.model for kind in KINDS}
    for name, columns in LISTS.items():
        head = columns.split()
        found = rows.get(name) or (_as_it_is(one, head) for one in catalog.all(models[name]))
        yield _csv(name, head, [*found])


def _as_it_is(entry: Any, head: Sequence[str]) -> Row:
    """The fields of an entry that its list names, in the order of the columns."""
    return [_cell(getattr(entry, _base(column)), column.rpartition("_")[2]) for column in head]


def _cell(value: Any, lang: str) -> object:
    match value:
        case None:
            return ""
        case tuple():
            return " ".join(value)
        case RichText():
            return _without_marks(getattr(value, lang))
        case BaseModel():
            return getattr(value, lang)
    return value


def _csv(name: str, head: Row, rows: Sequence[Row]) -> OpenFile:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    content = text.getvalue().encode("utf-8-sig")
    return OpenFile(f"{FOLDER}/{name}.csv", name, "csv", content, len(rows))


def _harmless(cell: object) -> object:
    """A text that a spreadsheet would run gets an apostrophe before it, and stays a text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _pages(catalog: Catalog, addresses: Addresses) -> Iterator[Row]:
    models = {kind.name: kind.model for kind in KINDS}
    for kind in get_args(PagedKind):
        for entry in catalog.all(models[kind]):
            found: Any = entry
            urls = [addresses.complete(addresses.of(kind, found.id, lang)) for lang in LANGS]
            yield kind, found.id, *_both(found.name), *_both(found.about), *urls


def _items(catalog: Catalog) -> Iterator[Row]:
    for checklist in catalog.all(Checklist):
        for item in checklist.items:
            words = (*_both(item.text), *_both(item.why), *_both(item.evidence))
            yield checklist.id, item.id, *words, item.obligation, " ".join(item.acts)


def _provisions(catalog: Catalog) -> Iterator[Row]:
    for act in catalog.all(Act):
        for one in act.provisions:
            words = (*_both(one.label), *_both(one.topic), one.confidence, *_both(one.to_verify))
            yield act.id, one.id, *words, act.checked_on, act.url


def _measures(catalog: Catalog, addresses: Addresses) -> Iterator[Row]:
    for one in catalog.all(Measure):
        urls = [addresses.complete(addresses.of("measure", one.id, lang)) for lang in LANGS]
        served = (" ".join(one.priorities), " ".join(one.indicators))
        yield one.id, one.axis, *_both(one.name), *_both(one.objective), *served, *urls


def _indicators(catalog: Catalog) -> Iterator[Row]:
    labels = catalog.words
    for one in catalog.all(Indicator):
        words = (one.definition, one.formula, labels[f"unit-{one.unit}"], one.source)
        ways = (labels[f"often-{one.frequency}"], labels[f"reads-{one.reads}"])
        texts = [text for words_ in (one.name, *words, *ways) for text in _both(words_)]
        yield one.id, one.axis, *texts


def _cases(catalog: Catalog) -> Iterator[Row]:
    for case in catalog.all(Case):
        for fact in case.facts:
            texts = [_without_marks(text) for text in _both(fact.text)]
            yield case.id, *_both(case.name), *texts, " ".join(fact.sources)


def _downloads(addresses: Addresses, downloads: Iterable[Download]) -> Iterator[Row]:
    for file in downloads:
        url = addresses.complete(file.path)
        yield file.kind, file.id, file.lang, file.format, file.title, url, file.bytes, file.sha256


def _both(text: Any) -> list[str]:
    return [text.of(lang) if text else "" for lang in LANGS]


def _without_marks(rich: str) -> str:
    """Rich text as one line of plain text."""
    spans = []
    for block in parse(rich):
        spans += [*block.items] if isinstance(block, RichList) else [block.spans]
    return " ".join("".join(span.text for span in line) for line in spans)


def _package(catalog: Catalog, addresses: Addresses, files: Iterable[OpenFile]) -> OpenFile:
    """What each file is, for programs."""
    site = catalog.site
    package = {
        "name": site.id,
        "title": site.name.it,
        "homepage": addresses.site_url,
        "version": site.version,
        "created": f"{site.date.isoformat()}T00:00:00Z",
        "licenses": [{"title": site.licence.name, "path": site.licence.url}],
        "resources": [
            {
                "name": f"{one.name}-{one.format}",
                "path": one.path.removeprefix(f"{FOLDER}/"),
                "format": one.format,
                "encoding": "utf-8",
                "bytes": len(one.content),
                **(_described(catalog, one.name) if one.format == "csv" else _shape(one.name)),
            }
            for one in files
            if one.format in ("json", "csv")
        ],
    }
    return OpenFile(f"{FOLDER}/datapackage.json", "datapackage", "package", _json(package))


def _described(catalog: Catalog, name: str) -> dict[str, Any]:
    fields = [
        {
            "name": column,
            "type": "string",
            "description": catalog.label(f"column-{_base(column).replace('_', '-')}", "it"),
        }
        for column in LISTS[name].split()
    ]
    return {
        "profile": "tabular-data-resource",
        "mediatype": "text/csv",
        "dialect": _DIALECT,
        "schema": {"fields": fields},
    }


def _shape(name: str) -> dict[str, Any]:
    return {"mediatype": "application/json", "jsonSchema": f"schemas/{name}.json"}


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
