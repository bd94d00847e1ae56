"""`python -m macros new`: what one starts from is whole, explained, and right as a draft."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tiny_site import ADDRESS, TINY, TinySite

from macros.__main__ import main
from macros.explanations import explanation, explanations
from macros.model import KINDS, SINGLES
from macros.model.text import Lang
from macros.new import PAGE, Project
from macros.problems import ContentError
from macros.prose import Head
from macros.read_guide import read_guide
from macros.walk import models_under

ROOT = Path(__file__).resolve().parents[2]
BEGUN = [kind for kind in KINDS if kind.name != "route"]
"""Routes have the four ids that there are."""
NAMES = [*(kind.name for kind in BEGUN), PAGE]


def _begin(site: TinySite, kind: str, id: str = "brand-new", slug: str | None = None) -> list[Path]:
    return Project(site.data, site.docs).begin(kind, id, slug, "it")


def _codes(site: TinySite, *arguments: str) -> list[str]:
    """The codes of what is refused; what is on the disk stays as it was."""
    before = _everything(site)
    with pytest.raises(ContentError) as refused:
        _begin(site, *arguments)
    assert _everything(site) == before, "something was written"
    return [problem.code for problem in refused.value.problems]


def _everything(site: TinySite) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in site.root.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[TinySite, dict[str, list[Path]]]:
    """The tiny site with one entry of each kind just begun, and the files of each."""
    site = TinySite.copied_to(tmp_path_factory.mktemp("begun"))
    return site, {kind: _begin(site, kind) for kind in NAMES}


Begun = tuple[TinySite, dict[str, list[Path]]]


def test_what_is_begun_is_right_at_once(begun: Begun) -> None:
    """No problem in the whole guide, with an entry of every kind just begun."""
    site, files = begun
    assert site.problems() == ()
    assert {kind for kind, found in files.items() if len(found) != 1} == {PAGE}
    assert all(file.is_file() for found in files.values() for file in found)


def test_a_draft_is_in_the_preview_and_nowhere_else(begun: Begun) -> None:
    """The guide to publish does not hold it; that of the preview does, and calls it a draft."""
    site, _ = begun
    published = read_guide(site.data, site.docs, ADDRESS)
    preview = read_guide(site.data, site.docs, ADDRESS, drafts=True)
    assert {(kind, "brand-new") for kind in NAMES} <= preview.catalog.unpublished
    assert ("brand-new", "it") not in published.prose
    assert preview.prose["brand-new", "en"].title == "TO BE WRITTEN (draft)"
    for kind in BEGUN:
        assert "brand-new" not in published.catalog.entries[kind.model]
        assert "(bozza)" in str(preview.catalog.entries[kind.model]["brand-new"])


def test_the_guide_itself_takes_new_entries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the real data too, where ids, addresses and numbers are taken."""
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    project = Project(Path("data"), Path("docs"), ROOT / ".cache/data")
    for kind in ("phase", "priority", "term", PAGE):
        project.begin(kind, "brand-new", None, "it")
    guide = read_guide(project.data, project.docs, ADDRESS, cache=project.cache)
    assert {"phase", "priority", "term", PAGE} <= {kind for kind, _ in guide.catalog.unpublished}


def test_a_draft_cannot_be_published_as_it_was_begun(begun: Begun, tmp_path: Path) -> None:
    """Without `draft: true` each word still to be written is reported at its line."""
    shutil.copytree(begun[0].root, tmp_path, dirs_exist_ok=True)
    site = TinySite(tmp_path)
    for file in (*site.data.rglob("*.yaml"), *site.docs.rglob("*.md")):
        text = file.read_text("utf-8")
        file.write_text(re.sub(r"( *(?:- )?)draft: true\n *", r"\1", text))
    problems = [one for one in site.data_problems() if one.code == "left_unwritten"]
    places = {
        kind.place if not kind.one_per_file else f"{kind.place}brand-new.yaml" for kind in BEGUN
    }
    assert {problem.path for problem in problems} == {f"data/{place}" for place in places}
    for problem in problems:
        line = site.text(problem.path).splitlines()[problem.line - 1]
        assert re.search(r"DA SCRIVERE|TO BE WRITTEN|da-scrivere|1900-01-01", line), problem
    pages = {one.path for one in site.problems() if one.path.startswith("docs/")}
    assert pages == {"docs/it/brand-new.md", "docs/en/brand-new.md"}


@pytest.mark.parametrize("lang", ["it", "en"])
def test_every_field_is_explained_in_place(lang: Lang, tiny: TinySite) -> None:
    """Each field of each model is there with its explanation, in the language asked for."""
    for kind in NAMES:
        files = Project(tiny.data, tiny.docs).begin(kind, "brand-new", None, lang)
        text = "".join(file.read_text("utf-8") for file in files)
        said = " ".join(re.sub(r"^[ #-]+", "", line) for line in text.splitlines())
        model = next((one.model for one in KINDS if one.name == kind), Head)
        for name in model.model_fields:
            assert re.search(rf"^[ #]*(?:- )?#?{name}:", text, re.M), (kind, name)
            assert explanation(model, name)[lang] in said, (kind, name)


DIRECTIONS = ("start", "starts", "shown", "shown_for", "names")
"""What else an explanation may say: how a new file begins."""


def test_every_field_of_every_model_has_its_explanation() -> None:
    """In both languages, of a full sentence; and nothing is explained that is not there."""
    models = {
        one
        for model in (*(kind.model for kind in KINDS), *SINGLES.values(), Head)
        for one in models_under(model)
    }
    used = set()
    for model in models:
        for name in model.model_fields:
            if name in ("root", "it", "en") and not explanation(model, name):
                continue
            said = explanation(model, name)
            assert said, f"macros/explanations.yaml lacks {model.__name__}.{name}"
            used |= {key for key, value in explanations().items() if value is said}
    named = {model.__name__ for model in models}
    for key, value in explanations().items():
        assert {"it", "en"} <= set(value) <= {"it", "en", *DIRECTIONS}, key
        if key[0].isupper() or "-" not in key:
            assert key in used or key in named, f"nothing is called {key}"
            assert value["it"] != value["en"] and value["it"].strip()[-1] in ".:!?/", key


def test_optional_fields_are_right_once_taken(tiny: TinySite) -> None:
    """Without its signs, every optional field is what the model takes."""
    others = {"sheets", "canvas", "checklist"}  # in the place of `sections`, of `template`
    placed = {"fields"}  # each is then to be placed in the text
    taken = 0
    for kind in BEGUN:
        (file,) = _begin(tiny, kind.name)

        def take(block: re.Match[str]) -> str:
            nonlocal taken
            if block[0].lstrip(" #").partition(":")[0] in others | placed:
                return block[0]
            taken += 1
            return re.sub(r"^( *)#", r"\1", block[0], flags=re.M)

        # At the top of an entry: fields of what is inside it are tried with spreadsheets below.
        top = "" if kind.one_per_file else "  "
        blocks = re.compile(rf"^{top}#(?! )\S.*\n(?:{top}#(?! [A-Z]).*\n)*", re.M)
        file.write_text(blocks.sub(take, file.read_text("utf-8")))
    assert taken > 40
    assert tiny.problems() == ()


def test_a_spreadsheet_and_a_wall_sheet_are_begun_too(tiny: TinySite) -> None:
    """In the place of the parts of a document, what stands behind the signs."""
    (file,) = _begin(tiny, "template")
    text = file.read_text("utf-8")
    sections = re.search(r"^sections:\n(?:(?:[ ].*)?\n)+", text, re.M)
    assert sections
    for name in ("sheets", "canvas"):
        block = re.search(rf"^#{name}:\n(?:#.*\n)*", text, re.M)
        assert block
        taken = re.sub(r"^#", "", block[0], flags=re.M)
        file.write_text(text.replace(sections[0], "").replace(block[0], taken))
        assert tiny.problems() == (), name


def test_an_entry_of_a_list_goes_to_its_end(tiny: TinySite) -> None:
    """What was there stays byte for byte, whatever the ends of its lines."""
    for before in (tiny.text("data/terms.yaml"), tiny.text("data/terms.yaml").rstrip()):
        for end in ("\n", "\r\n"):
            tiny.write("data/terms.yaml", before.replace("\n", end).encode())
            (file,) = _begin(tiny, "term")
            after = file.read_bytes()
            assert after.startswith(before.rstrip().replace("\n", end).encode() + end.encode())
            assert (b"\r\n" in after) == (end == "\r\n")
            assert after.count(b"\n") == after.count(end.encode())
            assert tiny.problems() == ()


def test_an_empty_list_gets_its_first_entry(tiny: TinySite) -> None:
    """The brackets of an empty list make room."""
    tiny.write("data/changes.yaml", "# Novità.\n[]\n")
    (file,) = _begin(tiny, "change")
    assert file.read_text("utf-8").startswith("# Novità.\n# ")
    assert tiny.problems() == ()


def test_the_italian_address_may_be_given(tiny: TinySite) -> None:
    """For an entry and for a page; else an entry's is left to be written."""
    (file,) = _begin(tiny, "method", "brand-new", "tutto-nuovo")
    assert "it: tutto-nuovo\n" in file.read_text("utf-8")
    pages = _begin(tiny, PAGE, "fresh", "fresca")
    assert [page.relative_to(tiny.docs).as_posix() for page in pages] == [
        "it/fresca.md",
        "en/fresh.md",
    ]


def test_an_english_address_that_is_taken_is_left_to_be_written(tiny: TinySite) -> None:
    """Two pages of a kind never share an address, not even while one is a draft."""
    tiny.replace("data/methods/matrix.yaml", "  en: matrix", "  en: brand-new")
    (file,) = _begin(tiny, "method")
    assert "  en: da-scrivere-brand-new\n" in file.read_text("utf-8")
    assert tiny.problems() == ()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("recipe", "brand-new"), "unknown_kind"),
        (("", "brand-new"), "unknown_kind"),
        (("method", "Brand New"), "bad_id"),
        (("method", "brand_new"), "bad_id"),
        (("method", "città"), "bad_id"),
        (("method", ""), "bad_id"),
        (("method", "../brand-new"), "bad_id"),
        (("method", "a" * 65), "bad_id"),
        (("page", "9-lives"), "bad_id"),
        (("method", "brand-new", "Tutto Nuovo"), "bad_id"),
        (("method", "matrix"), "duplicate_id"),
        (("term", "plan"), "duplicate_id"),
        (("page", "glossary"), "duplicate_id"),
        (("act", "tuel-42"), "duplicate_id"),
        (("method", "brand-new", "matrice"), "duplicate_slug"),
        (("page", "brand-new", "fonti"), "file_there"),
        (("page", "search"), "duplicate_id"),
        (("page", "path"), "file_there"),
        (("route", "brand-new"), "not_among"),
    ],
)
def test_what_cannot_be_begun_is_said_and_not_written(
    arguments: tuple[str, ...], code: str, tiny: TinySite
) -> None:
    """One message that says what is wrong and what to do; the folders stay as they were."""
    assert _codes(tiny, *arguments) == [code]


def test_a_file_in_the_way_is_left_alone(tiny: TinySite) -> None:
    """A broken file, one with another suffix, or in capitals: on some systems they are the same."""
    for name in ("brand-new.yaml", "brand-new.yml", "Brand-New.yaml"):
        file = tiny.data / "methods" / name
        file.write_text("a: b: c")
        assert _codes(tiny, "method", "brand-new") == ["file_there"]
        file.unlink()


def test_a_list_that_cannot_be_read_is_left_alone(tiny: TinySite) -> None:
    """Its own mistake is told, where it is."""
    for text, code in (
        ("- id: a: b", "yaml_syntax"),
        ("id: a", "list_expected"),
        ("", "empty_file"),
    ):
        tiny.write("data/terms.yaml", text)
        assert _codes(tiny, "term", "brand-new") == [code]


def test_other_mistakes_of_the_guide_do_not_stop_one_from_beginning(tiny: TinySite) -> None:
    """Whoever mends a file may begin another meanwhile."""
    tiny.replace("data/roles.yaml", "en: Mayor", "en: ''")
    _begin(tiny, "method")
    assert [problem.path for problem in tiny.problems()] == ["data/roles.yaml"]


def test_a_folder_that_cannot_be_written_is_said(tiny: TinySite) -> None:
    """A mishap at the second of two pages leaves neither."""
    shutil.rmtree(tiny.docs / "en")
    tiny.write("docs/en", "not a folder")
    assert _codes(tiny, PAGE, "brand-new") == ["not_written"]


def test_without_a_guide_around_it_says_so(tmp_path: Path) -> None:
    """In another folder there is nothing to add to."""
    for kind in ("method", PAGE):
        with pytest.raises(ContentError) as refused:
            Project(tmp_path / "data", tmp_path / "docs").begin(kind, "x", None, "it")
        assert next(one.code for one in refused.value.problems) == "no_data_folder"
    assert not [*tmp_path.iterdir()]


def test_the_command_says_what_to_do_next(
    tiny: TinySite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was written, and the way to publication; a mistake ends with 1 and no place."""
    monkeypatch.chdir(tiny.root)
    assert main(["new", "term", "brand-new"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("Scritto data/terms.yaml.") and "draft: true" in told[1]
    assert main(["new", "term", "brand-new", "--lang", "en"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith('the id "brand-new" is already taken (data/terms.yaml:')
    assert main(["check"]) == 0


def test_the_tiny_site_is_the_good_case() -> None:
    """What the tests above begin from has no draft of its own."""
    assert read_guide(TINY / "data", TINY / "docs", ADDRESS).catalog.unpublished == frozenset()
