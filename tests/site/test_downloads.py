"""What can be downloaded is there, is what it says, and is found from the pages."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections import defaultdict

from built_site import LANGUAGES, SITE_URL, Site

from macros.book import LEAFLET_FORMATS, LEAFLETS, book_path, leaflet_path
from macros.documents.formats import formats
from macros.guide import Guide
from macros.model.checklist import Checklist
from macros.model.example import Copy
from macros.model.phase import Phase
from macros.model.template import Template
from macros.model.text import LANGS, Lang

ARCHIVE = "downloads/guida-plm-offline.zip"
pytest_plugins = ["site_fixtures"]

FIELDS = {"id", "kind", "lang", "format", "path", "bytes", "sha256", "title"}


TRAINING = {
    "programme": {"docx", "odt", "pdf"},
    "script": {"docx", "odt", "pdf"},
    "slides": {"pdf", "pptx"},
}
"""Files of the training day, and their formats."""
OF_A_PAGE = {"indicator": "indicators", "training": "webinar"}
"""Kinds whose files are offered by a page written by hand."""


def kit(site: Site, lang: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO((site.folder / f"downloads/kit-{lang}.zip").read_bytes()))


def test_manifest_tells_the_truth_about_every_file(site: Site) -> None:
    """Each file listed is there with the size and the digest that the list gives."""
    assert len(site.manifest) > 100
    for listed in site.manifest:
        assert set(listed) == FIELDS
        content = (site.folder / listed["path"]).read_bytes()
        assert len(content) == listed["bytes"]
        assert hashlib.sha256(content).hexdigest() == listed["sha256"]


def test_manifest_lists_every_document_and_nothing_else(site: Site, guide: Guide) -> None:
    """Whatever lies in the folder of downloads is listed, but the list and the archives."""
    folder = site.folder / "downloads"
    found = {file.relative_to(site.folder).as_posix() for file in folder.rglob("*.*")}
    archives = {f"downloads/kit-{lang}.zip" for lang in LANGUAGES}
    leaflets = {
        leaflet_path(guide.prose[id, lang].address, lang, format)
        for id in LEAFLETS
        for lang in LANGS
        for format in LEAFLET_FORMATS
    }
    listed = {one["path"] for one in site.manifest}
    assert len(listed) == len(site.manifest)
    assert found - listed == {
        "downloads/manifest.json",
        ARCHIVE,
        *archives,
        *(book_path(guide.catalog.site, lang) for lang in LANGS),
        *leaflets,
    }


def test_every_entry_has_its_files_in_both_languages(site: Site, guide: Guide) -> None:
    """A document, or a checklist, has the same formats in Italian and in English."""
    found = defaultdict(set)
    for one in site.manifest:
        assert one["format"] in formats()
        found[one["kind"], one["id"], one["lang"]].add(one["format"])
    entries = [("template", entry.id) for entry in guide.catalog.all(Template)]
    entries += [("checklist", entry.id) for entry in guide.catalog.all(Checklist)]
    phases = [("phase", entry.id) for entry in guide.catalog.all(Phase)]
    training = {("training", id): formats for id, formats in TRAINING.items()}
    copies = [("copy", entry.id) for entry in guide.catalog.all(Copy)]
    others = {*phases, ("indicator", "all"), *training, *copies}
    assert {(kind, id) for kind, id, _ in found} == {*entries, *others}
    for (kind, id), formats_of in training.items():
        assert all(found[kind, id, lang] == formats_of for lang in LANGS)
    assert all(found["indicator", "all", lang] == {"ods", "xlsx"} for lang in LANGS)
    assert all(found["phase", id, lang] == {"pdf"} for _, id in phases for lang in LANGS)
    for kind, id in entries:
        assert found[kind, id, "it"] == found[kind, id, "en"]
        assert len(found[kind, id, "it"]) >= 2
    texts = [entry.id for entry in guide.catalog.all(Template) if entry.sections]
    assert len(texts) > 5
    assert all(found["template", id, "it"] == {"docx", "odt", "pdf"} for id in texts)
    sheets = [entry.id for entry in guide.catalog.all(Template) if entry.sheets]
    assert len(sheets) > 2
    assert all(found["template", id, "it"] == {"ods", "xlsx"} for id in sheets)


def test_titles_and_names_are_readable_in_the_language(site: Site, guide: Guide) -> None:
    """A file is named by the words of its title, in its language, as the reader will see it."""
    entries = (
        {("template", e.id): e for e in guide.catalog.all(Template)}
        | {("checklist", e.id): e for e in guide.catalog.all(Checklist)}
        | {("phase", e.id): e for e in guide.catalog.all(Phase)}
        | {("copy", e.id): e for e in guide.catalog.all(Copy)}
    )
    for one in site.manifest:
        lang: Lang = one["lang"]
        if one["kind"] == "indicator":
            assert one["title"] == guide.prose["indicators", lang].title
            continue
        if one["kind"] == "training":
            file = getattr(guide.catalog.training, one["id"])
            assert one["title"] == file.name.of(lang)
            assert one["path"].endswith(f"/webinar/{file.slug.of(lang)}.{one['format']}")
            continue
        entry = entries[one["kind"], one["id"]]
        assert one["title"] == entry.name.of(lang)
        if one["kind"] == "copy":
            folder = guide.prose["example", lang].address.rstrip("/").rpartition("/")[2]
        else:
            folder = guide.catalog.site.folders[one["kind"]].of(lang)
        assert one["path"] == f"downloads/{lang}/{folder}/{entry.slug.of(lang)}.{one['format']}"
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.slug.of(lang))


def test_every_file_is_offered_by_the_page_of_its_entry(site: Site, guide: Guide) -> None:
    """Nothing is published that a reader cannot find: each file is linked, in its language."""
    for one in site.manifest:
        by_hand = OF_A_PAGE.get(one["kind"])
        kind, id = ("page", by_hand) if by_hand else (one["kind"], one["id"])
        page = site.at(guide.addresses.of(kind, id, one["lang"]).partition("#")[0])
        linked = [link.address for link in page.links if link.tag == "a"]
        assert linked.count(SITE_URL + one["path"]) == 1, one["path"]


def test_each_link_says_format_size_and_language(site: Site, guide: Guide) -> None:
    """Before a download one knows what it is, and the browser is told its media type."""
    checked = 0
    sizes = {SITE_URL + one["path"]: one for one in site.manifest}
    for page in site.content_pages:
        address_of = {link.value: link.address for link in page.links}
        for anchor in page.elements("//a[contains(@class, 'plm-download')]"):
            one = sizes.get(address_of[str(anchor.get("href"))])
            if one is None:
                continue
            checked += 1
            text = " ".join("".join(str(piece) for piece in anchor.itertext()).split())
            assert one["lang"] == page.lang, page.file
            assert anchor.get("type") == formats()[one["format"]].media_type
            assert re.search(r"\d (kB|MB)", text), text
            assert guide.catalog.label("in-language", page.lang) in text  # type: ignore[arg-type]
            assert one["title"] in text
    assert checked >= len(site.manifest)


def test_archives_are_offered_and_hold_every_document_once(site: Site) -> None:
    """The archive of a language has all that is to fill, none twice, as it is published."""
    for lang in LANGUAGES:
        listed = {
            one["sha256"] for one in site.manifest if one["lang"] == lang and one["kind"] != "copy"
        }
        with kit(site, lang) as archive:
            assert archive.testzip() is None
            contents, *names = archive.namelist()
            digests = [hashlib.sha256(archive.read(name)).hexdigest() for name in names]
        assert len(digests) == len(set(digests)) > 50
        assert set(digests) == listed
        assert "/" not in contents
        address = f"{SITE_URL}downloads/kit-{lang}.zip"
        offering = {p.lang for p in site.pages.values() if address in {x.address for x in p.links}}
        assert offering == {lang}


def test_archives_are_in_folders_by_phase(site: Site, guide: Guide) -> None:
    """Unpacked, the archive shows the phases in their order; no name is too long or odd."""
    for lang in LANGS:
        folders = {
            *(f"{phase.number}-{phase.slug.of(lang)}" for phase in guide.catalog.all(Phase)),
            guide.catalog.label("kit-other-folder", lang),
        }
        with kit(site, lang) as archive:
            names = archive.namelist()[1:]
        assert {name.split("/")[0] for name in names} <= folders
        assert len(names) == len({name.casefold() for name in names})
        for name in names:
            assert re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+\.[a-z]+", name)
            assert len(name) < 120


def test_contents_list_of_an_archive_names_every_document(site: Site, guide: Guide) -> None:
    """The list opens in any editor, and names phases and documents in the language."""
    for lang in LANGS:
        with kit(site, lang) as archive:
            name = archive.namelist()[0]
            assert name == guide.catalog.label("kit-contents-file", lang)
            text = archive.read(name).decode("utf-8-sig")
        assert "\r\n" in text
        named = [one for one in site.manifest if one["lang"] == lang and one["kind"] != "copy"]
        for one in named:
            assert f"  - {one['title']} (" in text
        for phase in guide.catalog.all(Phase):
            assert f"{phase.number}. {phase.name.of(lang)}" in text


def test_every_box_of_downloads_has_files_in_it(site: Site) -> None:
    """On pages of the data and on those by hand: files to take, with their true size."""
    boxes = [
        (name, box)
        for name, page in site.pages.items()
        for box in page.root.xpath("//div[contains(@class, 'plm-downloads')]")
    ]
    assert len(boxes) > 60
    assert {name for name, _ in boxes} >= {
        "i-primi-dieci-giorni/index.html",
        "documenti/index.html",
    }
    for name, box in boxes:
        assert box.xpath(".//a[contains(@class, 'plm-download')]"), name
        assert not re.search(r"\b1 kB", "".join(box.itertext())), name
