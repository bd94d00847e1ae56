"""Another plan, with the same code, says nothing of the first guide.

`tests/sites/accessible-spaces` is what somebody has who takes the program for a plan of their
own: their data, their pages, their drawings, and not a line of code changed.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import published_files
import pytest
from built_site import CODE, ROOT, Site, build, copy_project
from published_checks import faults

from macros.read_guide import read_guide

SECOND = ROOT / "tests/sites/accessible-spaces"
SUBJECT = re.compile(
    r"caporal|gangmaster|sfrutta|exploit|multisett|multisect|(?<![a-z])plm(?![a-z-])|agricol|"
    r"agricult|bracciant|farm|harvest|raccolt[ao] d|picco di|lavorator|lavoratric|\bworkers?\b|"
    r"migrant|stagional|seasonal|\bComun[ei]\b|municipal|sindac[oa]|\bmayor|cittalia|\banci\b|"
    r"ministero del lavoro|saluzzo|foggia|rosarno|nardò|manfredonia",
    re.IGNORECASE,
)
"""Words of the first guide. None is in the second, whose plan is about barriers in streets."""
TEXTS = {".html", ".json", ".csv", ".xml", ".txt", ".svg"}
OF_OTHERS = ("pagefind/pagefind", "pagefind/wasm", "assets/js/vendor/")
"""Programs of other people: their words are theirs."""


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The second guide, built strictly with the code of the project."""
    project = copy_project(tmp_path_factory.mktemp("second"), *CODE, "docs/assets")
    shutil.rmtree(project / "docs/assets/images")
    # Labels are a link to those of the project: what it leads to is copied.
    shutil.copytree(SECOND, project, dirs_exist_ok=True)
    done = build(project, project / "out", "--strict", SITE_URL="https://spazi.example/")
    assert done.returncode == 0, done.stdout + done.stderr
    return Site(project / "out")


def told_by(site: Site) -> Iterator[tuple[str, str]]:
    """Every text of a site by file: pages, data, documents, and what archives hold."""
    for file in sorted(site.folder.rglob("*")):
        name = file.relative_to(site.folder).as_posix()
        if not file.is_file() or name.startswith(OF_OTHERS):
            continue
        yield "name of " + name, name
        if file.suffix in TEXTS or file.suffix in (".js", ".css"):
            yield name, file.read_text("utf-8")
        elif file.suffix == ".pdf":
            yield name, published_files.read(file).words
            yield f"{name} (fields)", str(published_files.read(file).labels)
        elif file.suffix in (".zip", ".docx", ".odt", ".xlsx", ".ods"):
            with zipfile.ZipFile(file) as archive:
                for member in archive.infolist():
                    yield f"{name} (names)", member.filename
                    if Path(member.filename).suffix in {*TEXTS, ".rels"}:
                        yield f"{name} > {member.filename}", archive.read(member).decode()


def test_the_words_looked_for_are_those_of_the_first_guide() -> None:
    """The list does find the first subject, in both languages and in every kind of data."""
    guide = read_guide(ROOT / "data", ROOT / "docs", "https://guide.example/")
    found = [p for (_, _), p in guide.prose.items() if SUBJECT.search(p.description)]
    assert len(found) > len(guide.prose) / 4
    assert SUBJECT.search(guide.catalog.site.name.it) and SUBJECT.search(guide.catalog.site.name.en)
    assert not SUBJECT.search("Il piano toglie un gradino; the plan removes a step. example.")


def test_nothing_of_the_first_subject_is_in_the_second_guide(second: Site) -> None:
    """Pages, styles, scripts, open data, archives and documents: no word comes from the code."""
    texts = [*told_by(second)]
    assert len(texts) > 150
    assert {Path(name).suffix for name, _ in texts} >= {".html", ".json", ".pdf", ".xml", ".css"}
    leaks = {name: found.group() for name, text in texts if (found := SUBJECT.search(text))}
    assert leaks == {}


def test_the_second_guide_is_whole(second: Site) -> None:
    """Its phase, its method, its checklist, its document and its terms, in both languages."""
    for address, words in (
        ("", "Spazi pubblici accessibili"),
        ("fasi/rilievo/", "Sapere dove ci si ferma"),
        ("metodi/passeggiata/", "Passeggiata di verifica"),
        ("verifiche/prima-della-passeggiata/", "C'è un modo di tornare senza barriere"),
        ("modelli/verbale-della-passeggiata/", "Strada o piazza"),
        ("en/stages/survey/", "To know where people are stopped"),
        ("en/methods/access-walk/", "Access walk"),
        ("en/checks/before-the-walk/", "There is a way back without barriers"),
        ("en/templates/walk-report/", "Street or square"),
        ("en/glossary/", "Plan for the removal of architectural barriers"),
    ):
        page = second.at(address)
        assert words in " ".join(page.strings("//article")), address
    assert {one["format"] for one in second.manifest} == {"docx", "odt", "pdf", "xlsx", "ods"}
    assert (second.folder / "downloads/spazi-accessibili-offline.zip").is_file()


@pytest.mark.parametrize("format", ["docx", "ods", "odt", "pdf", "xlsx"])
def test_its_documents_are_sound(format: str, second: Site, tmp_path: Path) -> None:
    """Each passes the checker of its format, as those of the first guide do."""
    files = [second.folder / one["path"] for one in second.manifest if one["format"] == format]
    assert files
    assert faults(format, files, tmp_path) == {}


def test_readers_of_two_guides_keep_two_lists(second: Site) -> None:
    """What the browser keeps is under the name of the guide, also on the same host."""
    (root,) = second.at("verifiche/prima-della-passeggiata/").elements("//*[@data-checklist]")
    assert root.get("data-guide") == "spazi-accessibili"
