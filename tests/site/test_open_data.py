"""What is published as open data is all the data, and the page says the truth about it."""

from __future__ import annotations

import csv
import io
import json

import jsonschema  # type: ignore[import-untyped]
from built_site import LANGUAGES, SITE_URL, Site, text_of

from macros.generated import GENERATED
from macros.guide import Guide
from macros.model import KINDS, SINGLES
from macros.model.checklist import Checklist
from macros.model.people import Term
from macros.open_data import LISTS

pytest_plugins = ["site_fixtures"]


def rows(site: Site, name: str) -> list[dict[str, str]]:
    text = (site.folder / f"data/{name}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_every_file_of_the_data_follows_its_schema(site: Site, guide: Guide) -> None:
    """As many entries as the guide has, in the shape that the schema tells."""
    schemas = {file.stem for file in (site.folder / "data/schemas").glob("*.json")}
    assert len(schemas) == len(KINDS) + len(SINGLES)
    for name in schemas:
        value = json.loads((site.folder / f"data/{name}.json").read_text("utf-8"))
        schema = json.loads((site.folder / f"data/schemas/{name}.json").read_text("utf-8"))
        jsonschema.validate(value, schema)
    for kind in KINDS:
        name = kind.place.removesuffix("/").removesuffix(".yaml")
        entries = json.loads((site.folder / f"data/{name}.json").read_text("utf-8"))
        ids = [entry["id"] for entry in entries]
        assert ids == [one.id for one in guide.catalog.all(kind.model)]  # type: ignore[attr-defined]


def test_lists_have_a_row_for_each_thing(site: Site, guide: Guide) -> None:
    """Pages, items, terms and files: none lost, none invented, addresses that exist."""
    pages = rows(site, "pages")
    entries = [
        one for kind in KINDS if kind.name in GENERATED for one in guide.catalog.all(kind.model)
    ]
    assert len(pages) == len(entries) > 100
    for page in pages:
        for lang in LANGUAGES:
            assert site.file_of(page[f"url_{lang}"]) in site.pages
    items = [item.id for one in guide.catalog.all(Checklist) for item in one.items]
    assert [row["id"] for row in rows(site, "checklist-items")] == items
    assert len(rows(site, "terms")) == len(guide.catalog.all(Term))
    files = {row["url"].removeprefix(SITE_URL): row["sha256"] for row in rows(site, "downloads")}
    assert files == {one["path"]: one["sha256"] for one in site.manifest}


def test_no_cell_is_a_formula(site: Site) -> None:
    """No spreadsheet runs what a list says."""
    names = [file.stem for file in (site.folder / "data").glob("*.csv")]
    cells = [cell for name in names for row in rows(site, name) for cell in row.values()]
    assert len(cells) > 5000
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_the_page_leads_to_every_file_with_its_size(site: Site, guide: Guide) -> None:
    """In both languages; what the sizes say is near enough to the truth."""
    published = {
        file.relative_to(site.folder).as_posix() for file in (site.folder / "data").rglob("*.*")
    }
    for lang in ("it", "en"):
        page = site.at(guide.prose["open-data", lang].address)
        linked = {link.address.removeprefix(SITE_URL) for link in page.links}
        assert published <= linked
        shown = [text_of(row) for row in page.elements("//tr[th/a]")]
        (terms,) = [row for row in shown if row.startswith("terms.csv")]
        size = (site.folder / "data/terms.csv").stat().st_size
        assert f"{round(size / 1000)} kB" in terms


def test_the_description_for_programs_names_every_file(site: Site) -> None:
    """Each with its true size; each list with the names of its columns."""
    package = json.loads((site.folder / "data/datapackage.json").read_text("utf-8"))
    assert len(package["resources"]) == len(KINDS) + len(SINGLES) + len(LISTS)
    for resource in package["resources"]:
        file = site.folder / "data" / resource["path"]
        assert file.stat().st_size == resource["bytes"]
        if resource["format"] == "csv":
            head = [field["name"] for field in resource["schema"]["fields"]]
            assert head == list(rows(site, file.stem)[0])
