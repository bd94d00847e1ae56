"""What a reader and a publisher are told when the English lags behind the Italian."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
from built_site import SITE_URL, Page, Site, build, text_of, with_code
from tiny_site import TinySite

NOTICE = "//*[@role='note']/descendant-or-self::p[contains(@class, 'plm-confidence')]"
LAGS = "Part of this translation has not been read again"


@pytest.fixture
def project(tiny: TinySite) -> TinySite:
    """A tiny guide with a page on its translations, all of them read."""
    with_code(tiny)
    for lang, name in (("it", "traduzione"), ("en", "translation")):
        head = "---\nid: translation\ntitle: T\ndescription: D\n---\n\n# T\n\n"
        tiny.write(f"docs/{lang}/{name}.md", head + "{{ translation_state() }}\n")
    command = [sys.executable, "-m", "macros", "translations", "accept", "--all"]
    subprocess.run(command, cwd=tiny.root, check=True, capture_output=True)
    return tiny


def built(project: TinySite) -> tuple[Site, str]:
    """The site, built strictly, and what the build said."""
    done = build(project.root, project.root / "out", "--strict", "--quiet")
    assert done.returncode == 0, done.stdout + done.stderr
    return Site(project.root / "out"), done.stderr


def noticed(site: Site) -> set[str]:
    return {page.file for page in site.content_pages if LAGS in " ".join(page.strings(NOTICE))}


def links(page: Page) -> list[str]:
    hrefs = page.strings(f"{NOTICE}/a/@href")
    return [link.address for link in page.links if link.value in hrefs and link.tag == "a"]


def test_a_lagging_page_says_so_and_leads_to_the_italian(project: TinySite) -> None:
    """The English page alone; the build is strict, warns, and goes on."""
    project.replace("data/methods/matrix.yaml", "it: Due ore", "it: Tre ore")
    project.replace("data/terms.yaml", "it: Chi lavora insieme.", "it: Chi lavora.")
    project.replace("docs/it/index.md", "# ", "# X ")
    site, told = built(project)
    assert noticed(site) == {
        "en/index.html",
        "en/methods/matrix/index.html",
        "en/glossary/index.html",
    }
    page = site.pages["en/methods/matrix/index.html"]
    assert SITE_URL + "metodi/matrice/" in links(page)
    assert links(site.pages["en/index.html"])[0] == SITE_URL
    assert "Traduzioni da rileggere: 3." in told
    state = site.pages["en/translation/index.html"]
    assert {link.address for link in state.links} >= {SITE_URL + "en/methods/matrix/"}
    rows = [[text_of(cell) for cell in row] for row in state.elements("//article//tbody/tr")]
    left = {name: left for name, _, left in rows}
    assert (left["The methods"], left["The pages written by hand"]) == ("1", "1")
    assert left["The whole guide"] == "3" and left["The roles"] == "0"


def test_when_nothing_lags_nothing_is_said(project: TinySite) -> None:
    """Neither to readers nor to who builds; the page of the state says that none is left."""
    site, told = built(project)
    assert noticed(site) == set()
    assert "Traduzioni" not in told
    state = site.pages["traduzione/index.html"]
    assert "Nessuna: ogni pagina inglese" in " ".join(state.strings("//article//p"))


def test_where_translations_are_not_followed_the_page_of_the_state_says_so(
    project: TinySite,
) -> None:
    """A guide that starts with this code is not covered with notices."""
    shutil.rmtree(project.root / "translations")
    site, told = built(project)
    assert noticed(site) == set()
    assert "Traduzioni" not in told
    state = site.pages["en/translation/index.html"]
    assert "does not keep note" in " ".join(state.strings("//article//p"))


def test_a_damaged_file_of_pins_stops_the_build(project: TinySite) -> None:
    """With its file and line, and no traceback."""
    file = "translations/methods/matrix.txt"
    project.write(file, project.text(file) + "=======\n")
    done = build(project.root, project.root / "out")
    assert done.returncode != 0
    assert f"{file}:" in done.stderr and "segni di un conflitto" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_act_amended_after_it_was_read_says_so(project: TinySite) -> None:
    """On its page, in both languages, with the day; and among what is to be verified."""
    project.write("docs/it/ruoli.md", project.text("docs/it/ruoli.md") + "\n{{ unverified() }}\n")
    day = "checked_on: 2026-11-22"
    project.replace("data/acts/tuel.yaml", day, f"{day}\nchanged_on: 2026-12-24")
    site, _ = built(project)
    for file, words in (
        ("norme/tuel/index.html", "È stata modificata il 24 dicembre 2026"),
        ("en/law/tuel/index.html", "It was amended on 24 December 2026"),
    ):
        assert words in " ".join(site.pages[file].strings(NOTICE)), file
    listed = " ".join(site.pages["ruoli/index.html"].strings("//article//td"))
    assert "È stata modificata il 24 dicembre 2026" in listed
