"""A mistake stops the build with a message for people; a good site stays where it is."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable

import pytest
from built_site import build, tree, with_code
from tiny_site import TinySite


@pytest.fixture
def project(tiny: TinySite) -> TinySite:
    """A tiny guide with the whole code of the project."""
    return with_code(tiny)


def refused(project: TinySite, *options: str) -> str:
    """What a build says that must fail, without leaving a site nor a traceback."""
    out = project.root / "out"
    done = build(project.root, out, *options)
    told = done.stdout + done.stderr
    assert done.returncode != 0, told
    assert "Traceback" not in told
    assert not out.exists()
    return told


def publish(project: TinySite) -> subprocess.CompletedProcess[str]:
    """Run what `make site` runs."""
    return subprocess.run(
        [sys.executable, "scripts/build_site.py"],
        cwd=project.root,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_good_case_builds(project: TinySite) -> None:
    """The tiny guide has no mistakes: what the tests below spoil is what stops the build."""
    done = build(project.root, project.root / "out", "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (project.root / "out/en/index.html").is_file()


@pytest.mark.parametrize("options", [("--strict",), ()], ids=["strict", "plain"])
def test_a_page_without_its_twin_stops_the_build(
    options: tuple[str, ...], project: TinySite
) -> None:
    """Without one English page nothing is published, and the Italian one is named."""
    (project.root / "docs/en/path.md").unlink()
    told = refused(project, *options)
    assert "docs/it/percorso.md:1: la pagina «process» non ha la versione inglese." in told
    assert "Crea la pagina in docs/en con lo stesso id." in told


@pytest.mark.parametrize("options", [("--strict",), ()], ids=["strict", "plain"])
def test_every_mistake_in_the_pages_is_told_at_once(
    options: tuple[str, ...], project: TinySite
) -> None:
    """Unknown command, unknown id, wrong arguments: each with its page and line, in one run."""
    project.replace("docs/it/percorso.md", "route_timeline(", "route_timelin(")
    project.replace("docs/en/path.md", '"essential"', '"esential"')
    project.replace("docs/it/ruoli.md", "roles()", 'roles("mayor", 3)')
    told = refused(project, *options)
    for file, words in (
        ("docs/it/percorso.md", "«route_timelin» non esiste"),
        ("docs/en/path.md", "non c'è nessun percorso con id «esential»"),
        ("docs/it/ruoli.md", "«roles» è usato con argomenti sbagliati"),
    ):
        assert f"{file}:{project.line_of(file, '{{')}: {words}" in told


def test_every_mistake_in_the_data_is_told_at_once(project: TinySite) -> None:
    """Two files with a mistake each: both are named, in one run."""
    project.replace("data/roles.yaml", "name:", "nme:")
    project.replace("data/methods/matrix.yaml", "- note", "- nota")
    told = refused(project)
    assert "data/roles.yaml:" in told
    assert "data/methods/matrix.yaml:" in told
    assert "nota" in told


@pytest.mark.parametrize("link", ["nothing.md", "percorso.md#nothing"])
def test_a_broken_link_in_a_page_stops_the_build(link: str, project: TinySite) -> None:
    """A link to a page or to a part of a page that does not exist is told with its page."""
    page = "docs/it/ruoli.md"
    project.write(page, f"{project.text(page)}\n[qui]({link})\n")
    done = publish(project)
    told = done.stdout + done.stderr
    assert done.returncode == 1, told
    assert "Traceback" not in told
    assert "it/ruoli.md" in told
    assert "nothing" in told
    assert list(project.root.glob("site*")) == []


def _but_the_index(files: Iterable[str]) -> set[str]:
    """The names of files, without those of the search, which are named by their content."""
    return {name for name in files if not name.startswith("pagefind/")}


def test_a_mistake_leaves_the_published_site_as_it_was(project: TinySite) -> None:
    """`make site` replaces the site only with a good one, and leaves nothing old."""
    assert publish(project).returncode == 0
    site = project.root / "site"
    before = tree(site)
    assert len(before) > 20
    good = project.text("docs/it/ruoli.md")

    project.replace("docs/it/ruoli.md", "roles()", "rles()")
    done = publish(project)
    assert done.returncode == 1
    assert "docs/it/ruoli.md" in done.stdout + done.stderr
    assert tree(site) == before
    assert sorted(path.name for path in project.root.glob("site*")) == ["site"]

    project.write("docs/it/ruoli.md", good.replace("# Ruoli", "# Tutti i ruoli"))
    (site / "left-over.html").write_text("old")
    done = publish(project)
    assert done.returncode == 0
    assert "\nsite/: " in f"\n{done.stdout}"
    after = tree(site)
    assert _but_the_index(after) == _but_the_index(before)
    assert "Tutti i ruoli" in after["ruoli/index.html"].decode()


def test_a_build_stopped_halfway_loses_no_site(project: TinySite) -> None:
    """If all stops between the two renames, the next run finds the last good site again."""
    assert publish(project).returncode == 0
    (project.root / "site").rename(project.root / "site.old")
    (project.root / "site.new").mkdir()
    before = tree(project.root / "site.old")
    project.replace("docs/it/ruoli.md", "roles()", "rles()")
    assert publish(project).returncode == 1
    assert tree(project.root / "site") == before


def test_one_new_file_is_a_new_method(project: TinySite) -> None:
    """A file in `data/methods/` gives pages, cards and index lines in both languages."""
    for page in ("docs/it/percorso.md", "docs/en/path.md"):
        project.write(page, project.text(page) + '\n{{ cards("method") }}\n')
    text = project.text("data/methods/matrix.yaml")
    for old, new in (
        ("id: matrix", "id: zebra"),
        ("it: matrice\n", "it: zebra\n"),
        ("en: matrix\n", "en: zebra-crossing\n"),
        ("it: Matrice\n", "it: Strisce pedonali\n"),
        ("en: Matrix\n", "en: Zebra crossing\n"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    before, after = project.root / "before", project.root / "after"
    assert build(project.root, before, "--strict").returncode == 0
    project.write("data/methods/zebra.yaml", text)
    done = build(project.root, after, "--strict")
    assert done.returncode == 0, done.stdout + done.stderr

    added = _but_the_index(tree(after)) - _but_the_index(tree(before))
    assert {name.rsplit("/", 2)[-2] for name in added} == {"zebra", "zebra-crossing"}
    assert len(added) == 2
    for page, name in (
        ("percorso", "Strisce pedonali"),
        ("indice", "Strisce pedonali"),
        ("en/path", "Zebra crossing"),
        ("en/index-a-z", "Zebra crossing"),
    ):
        assert name in (after / page / "index.html").read_text("utf-8"), page
        assert name not in (before / page / "index.html").read_text("utf-8"), page


PLAIN_TEXT = '''
"""Plain text: the title alone, to prove that one file is enough."""

from macros.documents.outline import Canvas, Document, Workbook

EXTENSION = "txt"
MEDIA_TYPE = "text/plain"
ACCEPTS = (Document, Workbook, Canvas)


def write(outline: Document | Workbook | Canvas) -> bytes:
    """Return the title of the outline."""
    return outline.meta.title.encode()
'''


def test_one_new_module_is_a_new_format(project: TinySite) -> None:
    """A module in `macros/documents/formats/` gives a file of each document, with its link."""
    project.write("macros/documents/formats/txt.py", PLAIN_TEXT)
    out = project.root / "out"
    done = build(project.root, out, "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    written = sorted((out / "downloads").rglob("*.txt"))
    assert len([file for file in written if file.name != "LEGGIMI.txt"]) >= 8
    manifest = (out / "downloads/manifest.json").read_text("utf-8")
    pages = "".join(page.read_text("utf-8") for page in out.rglob("*.html"))
    for file in written:
        if file.stem in ("jotting", "appunto"):
            # The former name of a document, which leads to the same file.
            continue
        assert f'"{file.relative_to(out).as_posix()}"' in manifest
        assert f'{file.name}" type="text/plain"' in pages
    assert '<span class="plm-download__format">TXT</span>' in pages


def test_removing_a_format_module_removes_its_files(project: TinySite) -> None:
    """And nothing else names the formats."""
    (project.root / "macros/documents/formats/odt.py").unlink()
    out = project.root / "out"
    done = build(project.root, out, "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    assert list(out.rglob("*.docx"))
    assert list(out.rglob("*.odt")) == []
