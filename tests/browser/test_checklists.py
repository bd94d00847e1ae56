"""Checklists on the page: ticked, annotated, kept if the reader wants, taken away, never lost."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl  # type: ignore[import-untyped]
import pdf_reading
import pikepdf
import pytest
from axe import faults
from built_site import ROOT, SITE_URL, Site
from openxml_audit import OpenXmlValidator
from playwright.sync_api import Browser, Dialog, Locator, expect
from playwright.sync_api import Page as Tab
from visits import DEVICES, NARROW, Visit, unfold, visit

from macros.guide import Guide
from macros.model.checklist import Checklist
from macros.model.text import LANGS, Lang

pytest_plugins = ["browser_fixtures"]

LIST, OTHER_LIST = "ethics-and-data-protection", "adoption"
HOSTILE = '<img src=x onerror="document.title=1">'
WRITTEN = {
    "owner": "=cmd|' /C calc'!A1",
    "due": "2027-06-15",
    "evidence": "prot. 12/2027 _x0041_",
    "note": f"{HOSTILE}\nseconda riga, & «altro»",
}
"""What a reader may write in the fields of one item."""
FFLATE = "462ef8041fc970e3615a20a9dd2b2e3047a073b2da729ef4f02b634bba8b7b83"
"""SHA-256 of the ZIP library as npm gives it."""
AS_TEXT = {"docx": "txt:Text (encoded):UTF8", "xlsx": "csv:Text - txt - csv (StarCalc):44,34,76"}
"""How LibreOffice is asked for the words of each format."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


@dataclass(frozen=True)
class Sheet:
    """A checklist of the page in a tab, as a reader uses it."""

    tab: Tab
    checklist: Checklist

    @property
    def ids(self) -> list[str]:
        return [item.id for item in self.checklist.items]

    def box(self, id: str) -> Locator:
        return self.tab.locator(f"#{id}-done")

    def field(self, id: str, part: str) -> Locator:
        return self.tab.locator(f"#{id} [data-part={part}]")

    def unfold(self, id: str) -> None:
        self.tab.locator(f"#{id} details").evaluate("one => { one.open = true; }")

    def annotate(self, id: str, **parts: str) -> None:
        self.unfold(id)
        for part, text in parts.items():
            self.field(id, part).fill(text)

    def spare(self, id: str) -> None:
        self.unfold(id)
        self.field(id, "spare").check()

    def do(self, action: str) -> None:
        self.tab.locator(f"[data-do='{action}']").click()

    def answers(self) -> dict[str, tuple[bool, dict[str, str]]]:
        """What the page shows, item by item."""
        return {
            id: (
                self.box(id).is_checked(),
                {part: self.field(id, part).input_value() for part in WRITTEN},
            )
            for id in self.ids
        }

    def kept(self) -> dict[str, str]:
        """What the browser keeps of the site."""
        kept: dict[str, str] = self.tab.evaluate("({...localStorage})")
        return kept

    def exported(self) -> Any:
        with self.tab.expect_download() as waiting:
            self.do("export")
        assert waiting.value.suggested_filename.endswith(".json")
        return json.loads(Path(waiting.value.path()).read_text("utf-8"))

    def take(self, content: bytes, name: str = "answers.json") -> str:
        """Import a file, and return what the page says."""
        told = self.tab.locator("[data-told]")
        told.evaluate("one => { one.textContent = ''; }")
        self.tab.locator("input[type=file]").set_input_files(
            {"name": name, "mimeType": "application/json", "buffer": content}
        )
        expect(told).not_to_be_empty()
        return told.inner_text()

    def filled(self, format: str) -> Path:
        with self.tab.expect_download() as waiting:
            self.tab.locator(f"[data-do=fill][data-format={format}]").click()
        saved = Path(waiting.value.path()).with_name(waiting.value.suggested_filename)
        waiting.value.save_as(saved)
        return saved

    def reload(self) -> None:
        self.tab.reload()


def at(reader: Visit, guide: Guide, lang: Lang = "it", id: str = LIST) -> Sheet:
    """The page of a checklist, opened."""
    tab = reader.open(guide.addresses.of("checklist", id, lang))
    return Sheet(tab, guide.catalog.get(Checklist, id))


def beside(reader: Visit, guide: Guide, lang: Lang = "it", id: str = LIST) -> Sheet:
    """The same in another tab of the same browser."""
    tab = reader.context.new_page()
    tab.goto(reader.address + guide.addresses.of("checklist", id, lang))
    return Sheet(tab, guide.catalog.get(Checklist, id))


@pytest.fixture
def sheet(desk: Visit, guide: Guide) -> Iterator[Sheet]:
    """A checklist in front of a reader at a desk; nothing may go wrong meanwhile."""
    yield at(desk, guide)
    assert desk.wrong == []


def entry(**parts: str) -> dict[str, str]:
    """An answer as a file has it."""
    blank = {"state": "", "note": "", "owner": "", "due": "", "evidence": ""}
    return {**blank, "changed": "2026-01-02T03:04:05.678Z", **parts}


def file_of(items: Any, **changes: Any) -> bytes:
    """A file of answers."""
    head = {"format": "guida-plm-checklist", "version": 1, "checklist": LIST}
    return json.dumps({**head, "items": items, **changes}).encode()


WRONG_FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "danneggiato"),
    "a picture": (b"\x00\xff\xfe\x89PNG", "danneggiato"),
    "cut off": (file_of({"edp-01": entry()})[:-9], "danneggiato"),
    "deep": (b"[" * 900_000, "danneggiato"),
    "nothing": (b"null", "da questa guida"),
    "a list": (b'["edp-01"]', "da questa guida"),
    "of another program": (b'{"edp-01": true}', "da questa guida"),
    "another format": (file_of({}, format="<b>x</b>"), "da questa guida"),
    "another checklist": (file_of({}, checklist=OTHER_LIST), OTHER_LIST),
    "hostile checklist": (file_of({}, checklist=HOSTILE), "danneggiato"),
    "newer": (file_of({}, version=2), "versione più nuova"),
    "version in words": (file_of({}, version="1"), "danneggiato"),
    "no version": (file_of({}, version=None), "danneggiato"),
    "items in a list": (file_of([]), "danneggiato"),
    "no answer": (file_of({"edp-01": None}), "danneggiato"),
    "one of two": (file_of({"edp-01": entry(), "edp-02": entry(state="maybe")}), "danneggiato"),
    "ticked by a number": (file_of({"edp-01": {**entry(), "state": 1}}), "danneggiato"),
    "no such day": (file_of({"edp-01": entry(due="2027-02-30")}), "danneggiato"),
    "a day in words": (file_of({"edp-01": entry(due="domani")}), "danneggiato"),
    "no moment": (file_of({"edp-01": entry(changed="soon")}), "danneggiato"),
    "long note": (file_of({"edp-01": entry(note="n" * 4001)}), "danneggiato"),
    "long owner": (file_of({"edp-01": entry(owner="n" * 201)}), "danneggiato"),
    "note of parts": (file_of({"edp-01": {**entry(), "note": {"a": 1}}}), "danneggiato"),
    "hostile item": (file_of({HOSTILE: entry()}), "danneggiato"),
    "prototype": (file_of({"__proto__": entry(state="done")}), "danneggiato"),
    "too many items": (file_of({f"i-{n}": entry() for n in range(251)}), "danneggiato"),
    "huge": (file_of({}, pad="n" * 2_600_000), "troppo grande"),
}
"""Files that are not answers to this checklist, and what the page must say of each."""


@pytest.mark.parametrize("lang", LANGS)
def test_without_scripts_a_checklist_is_ticked_and_offers_no_more_than_works(
    lang: Lang, phone: Visit, guide: Guide
) -> None:
    """Every item has a box that works; of saving, filling, erasing nothing shows."""
    sheet = at(phone, guide, lang)
    for id in sheet.ids:
        sheet.box(id).check()
        assert sheet.tab.locator(f"#{id} label").is_visible()
    assert sheet.tab.locator("article button").count() > 5
    for hidden in ("article button", "article progress", ".plm-show", "[data-keep]", ".plm-work"):
        assert not any(one.is_visible() for one in sheet.tab.locator(hidden).all()), hidden
    assert sheet.tab.locator(".plm-item__fields").count() == 0
    assert sheet.tab.locator("a.plm-download").first.is_visible()


def test_every_item_has_a_link_to_itself_without_scripts(phone: Visit, guide: Guide) -> None:
    """To keep or to send: its letters lead to it, and no button offers what does not work."""
    sheet = at(phone, guide)
    for id in sheet.ids:
        (link,) = sheet.tab.locator(f"#{id} a[href='#{id}']").all()
        assert link.is_visible() and link.inner_text() == id
    assert sheet.tab.locator(".plm-copy").count() == 0


def test_the_link_to_an_item_is_copied(sheet: Sheet, desk: Visit, guide: Guide) -> None:
    """The published address, with the keys; who listens hears it, who looks sees it."""
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    id = sheet.ids[1]
    button = sheet.tab.get_by_role("button", name=f"Copia il collegamento a {id}", exact=True)
    told = sheet.tab.locator(f"#{id} [role=status]")
    expect(told).to_be_empty()
    button.focus()
    sheet.tab.keyboard.press("Enter")
    expect(told).to_have_text("Copiato.")
    copied = sheet.tab.evaluate("navigator.clipboard.readText()")
    address = guide.addresses.of("checklist", LIST, "it")
    assert copied == f"{SITE_URL}{address}#{id}"
    assert sheet.tab.locator(".plm-copy").count() == len(sheet.ids)
    box = button.bounding_box()
    assert box and min(box["width"], box["height"]) >= 24
    assert faults(sheet.tab) == []


def test_a_browser_that_does_not_copy_says_so(sheet: Sheet) -> None:
    """And says what to do instead."""
    sheet.tab.evaluate(
        "void (navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')))"
    )
    id = sheet.ids[0]
    sheet.tab.locator(f"#{id} .plm-copy").click()
    expect(sheet.tab.locator(f"#{id} [role=status]")).to_contain_text("copia l'indirizzo")


def test_on_paper_without_scripts_every_item_has_an_empty_box(phone: Visit, guide: Guide) -> None:
    """To tick with a pen: each box is on the paper, none is ticked, and nothing offers to save."""
    sheet = at(phone, guide)
    sheet.tab.emulate_media(media="print")
    for id in sheet.ids:
        box = sheet.box(id).bounding_box()
        assert box
        assert box["width"] >= 20
        assert not sheet.box(id).is_checked()
    for action in sheet.tab.locator("[data-do], [data-kept]").all():
        assert not action.is_visible()


def test_nothing_is_kept_before_the_reader_agrees(sheet: Sheet) -> None:
    """Ticks and words stay on the page only, which says so; a new visit finds it blank."""
    sheet.box(sheet.ids[0]).check()
    sheet.annotate(sheet.ids[1], **WRITTEN)
    assert sheet.tab.locator("[data-keep=ask]").first.is_visible()
    assert sheet.tab.locator("[data-kept]").inner_text() == "Non salvato"
    assert sheet.kept() == {}
    sheet.reload()
    assert not any(ticked or any(parts.values()) for ticked, parts in sheet.answers().values())


def test_leaving_asks_first_if_answers_would_be_lost(sheet: Sheet) -> None:
    """The browser warns about answers not saved; not about none, and not once they are saved."""
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    sheet.tab.on("dialog", answer)
    sheet.reload()
    assert asked == []
    sheet.box(sheet.ids[0]).check()
    sheet.reload()
    assert asked == ["beforeunload"]
    sheet.box(sheet.ids[0]).check()
    sheet.do("keep")
    sheet.reload()
    assert asked == ["beforeunload"]


def test_what_is_kept_is_found_again_in_both_languages(
    sheet: Sheet, desk: Visit, guide: Guide
) -> None:
    """After a yes everything comes back at every visit, under the id of its item."""
    first, second, third = sheet.ids[:3]
    sheet.box(first).check()
    sheet.do("keep")
    sheet.annotate(second, **WRITTEN)
    sheet.spare(third)
    before = sheet.answers()
    assert before[first][0]
    assert before[second][1] == WRITTEN
    sheet.reload()
    assert sheet.answers() == before
    with sheet.tab.expect_navigation():
        sheet.tab.locator("header a[hreflang=en]").click()
    english = Sheet(sheet.tab, sheet.checklist)
    assert english.tab.locator("html").get_attribute("lang") == "en"
    assert english.answers() == before
    assert english.field(third, "spare").is_checked()
    assert set(english.kept()) == {f"guida-plm:checklist:{LIST}"}
    assert desk.context.cookies() == []


def test_whoever_agrees_agrees_once(sheet: Sheet, desk: Visit, guide: Guide) -> None:
    """The second checklist is saved too, and says so, without asking again."""
    sheet.do("keep")
    expect(sheet.tab.locator("[data-keep=kept]")).to_be_focused()
    other = at(desk, guide, id=OTHER_LIST)
    assert not other.tab.locator("[data-keep=ask]").first.is_visible()
    assert other.tab.locator("[data-keep=kept]").is_visible()
    other.box(other.ids[0]).check()
    other.reload()
    assert other.box(other.ids[0]).is_checked()


def test_progress_is_seen_and_said(sheet: Sheet) -> None:
    """Each tick changes a bar and a sentence that screen readers announce."""
    count = len(sheet.ids)
    said = sheet.tab.locator("[role=status][data-progress]")
    bar = sheet.tab.locator("progress")
    assert said.inner_text() == f"0 di {count} voci fatte"
    sheet.box(sheet.ids[0]).check()
    sheet.box(sheet.ids[1]).check()
    assert said.inner_text() == f"2 di {count} voci fatte"
    assert bar.evaluate("one => [one.value, one.max]") == [2, count]
    sheet.spare(sheet.ids[1])
    assert said.inner_text() == f"1 di {count - 1} fatte, non servono: 1"
    assert not sheet.box(sheet.ids[1]).is_checked()
    sheet.box(sheet.ids[0]).uncheck()
    assert bar.evaluate("one => [one.value, one.max]") == [0, count - 1]


def test_writing_is_not_talked_over(sheet: Sheet) -> None:
    """Nothing is announced while a reader types; a tick is, once."""
    sheet.tab.evaluate(
        """() => {
            window.said = [];
            for (const one of document.querySelectorAll('[role=status], [role=alert]')) {
                new MutationObserver(() => said.push(one.textContent))
                    .observe(one, { childList: true, characterData: true, subtree: true });
            }
        }"""
    )
    sheet.unfold(sheet.ids[0])
    sheet.field(sheet.ids[0], "note").press_sequentially("una nota lunga")
    assert sheet.tab.evaluate("said") == []
    sheet.box(sheet.ids[0]).check()
    assert sheet.tab.evaluate("said") == [f"1 di {len(sheet.ids)} voci fatte"]


def test_the_way_to_save_is_never_far(sheet: Sheet) -> None:
    """However far down, the bar says whether answers are saved, and leads to where that is said."""
    sheet.box(sheet.ids[-1]).check()
    state = sheet.tab.locator("[data-kept]")
    top = state.bounding_box()
    assert top
    assert top["y"] < 60
    state.click()
    expect(sheet.tab.locator("[data-do=keep]")).to_be_in_viewport()


def test_items_are_chosen_by_obligation(sheet: Sheet) -> None:
    """Only the items of the obligation chosen show; their number is announced; ticks stay."""
    by_law = [item.id for item in sheet.checklist.items if item.obligation == "law"]
    assert 0 < len(by_law) < len(sheet.ids)
    sheet.box(sheet.ids[0]).check()
    sheet.tab.locator(".plm-show input[value=law]").check()
    shown = [id for id in sheet.ids if sheet.tab.locator(f"#{id}").is_visible()]
    assert shown == by_law
    assert sheet.tab.locator("[role=status][data-shown]").inner_text().endswith(f": {len(by_law)}")
    sheet.tab.locator(".plm-show input[value='']").check()
    assert all(sheet.tab.locator(f"#{id}").is_visible() for id in sheet.ids)
    assert sheet.box(sheet.ids[0]).is_checked()


def test_two_tabs_lose_nothing(sheet: Sheet, desk: Visit, guide: Guide) -> None:
    """What is written in a tab appears in the other; both write, and all of it is kept."""
    sheet.do("keep")
    twin = beside(desk, guide, "en")
    first, second, third = sheet.ids[:3]
    sheet.annotate(first, note="dalla prima scheda")
    expect(twin.field(first, "note")).to_have_value("dalla prima scheda")
    twin.annotate(first, owner="from the second")
    twin.box(second).check()
    sheet.box(third).check()
    expect(sheet.field(first, "owner")).to_have_value("from the second")
    expect(twin.box(third)).to_be_checked()
    sheet.reload()
    assert sheet.answers() == twin.answers()
    ticked, parts = sheet.answers()[first]
    assert (parts["note"], parts["owner"], ticked) == (
        "dalla prima scheda",
        "from the second",
        False,
    )
    assert sheet.box(second).is_checked()
    assert sheet.box(third).is_checked()


def test_a_tab_opened_before_the_yes_loses_nothing(sheet: Sheet, desk: Visit, guide: Guide) -> None:
    """Ticked in two tabs, agreed in one: what was ticked in the other is kept too."""
    twin = beside(desk, guide)
    first, second = sheet.ids[:2]
    twin.box(first).check()
    sheet.box(second).check()
    sheet.do("keep")
    expect(sheet.box(first)).to_be_checked()
    expect(twin.box(second)).to_be_checked()
    assert twin.tab.locator("[data-keep=kept]").is_visible()


def test_erasing_leaves_nothing_anywhere(sheet: Sheet, desk: Visit, guide: Guide) -> None:
    """After a question, page, browser and other tabs are blank, and a tick is not kept again."""
    sheet.do("keep")
    first = sheet.ids[0]
    sheet.box(first).check()
    twin = beside(desk, guide)
    assert twin.box(first).is_checked()
    sheet.do("erase")
    sheet.do("erase-none")
    assert sheet.box(first).is_checked()
    sheet.do("erase")
    assert not sheet.tab.locator("[data-do=erase-all]").is_visible()
    sheet.do("erase-this")
    assert sheet.tab.locator("[data-told]").inner_text() == "Risposte cancellate."
    assert not sheet.box(first).is_checked()
    expect(twin.box(first)).not_to_be_checked()
    assert "altra scheda" in twin.tab.locator("[data-told]").inner_text()
    twin.box(first).check()
    assert sheet.kept() == {}


def test_all_checklists_are_erased_at_once(sheet: Sheet, desk: Visit, guide: Guide) -> None:
    """With more than one kept, one button leaves nothing of any."""
    sheet.do("keep")
    sheet.box(sheet.ids[0]).check()
    other = at(desk, guide, id=OTHER_LIST)
    other.box(other.ids[0]).check()
    assert len(other.kept()) == 2
    other.do("erase")
    assert "(2)" in other.tab.locator("[data-do=erase-all]").inner_text()
    other.do("erase-all")
    assert other.kept() == {}


def test_answers_go_to_a_colleague(
    sheet: Sheet, browser: Browser, address: str, guide: Guide
) -> None:
    """Exported here, imported in another browser: the same answers."""
    first, second = sheet.ids[:2]
    sheet.box(first).check()
    sheet.annotate(second, **WRITTEN)
    content = json.dumps(sheet.exported()).encode()
    colleague = visit(browser, address)
    theirs = at(colleague, guide, "en")
    assert theirs.take(content) == "Imported. Items changed: 2."
    assert theirs.answers() == sheet.answers()
    assert colleague.wrong == []
    colleague.context.close()


def test_a_wrong_file_is_refused_and_changes_nothing(sheet: Sheet) -> None:
    """Damaged, hostile, huge or foreign: the page says which, and all answers stay."""
    sheet.do("keep")
    sheet.annotate(sheet.ids[0], **WRITTEN)
    before, kept = sheet.answers(), sheet.kept()
    for name, (content, because) in WRONG_FILES.items():
        told = sheet.take(content)
        assert told.startswith("Il file non è stato importato"), name
        assert because in told, name
        assert sheet.kept() == kept, name
    assert sheet.answers() == before
    assert sheet.tab.locator("article img").count() == 0


def test_the_newest_answer_wins_when_a_file_is_imported(sheet: Sheet) -> None:
    """An old file does not undo today's work; the page says how many answers it left alone."""
    first, second = sheet.ids[:2]
    sheet.annotate(first, note="di oggi")
    told = sheet.take(file_of({first: entry(note="vecchia"), second: entry(state="done")}))
    assert told.startswith("Importato. Voci cambiate: 1. Voci lasciate")
    assert sheet.field(first, "note").input_value() == "di oggi"
    assert sheet.box(second).is_checked()
    future = entry(note="di un orologio avanti", changed="2099-01-01T00:00:00.000Z")
    sheet.take(file_of({first: future}))
    assert sheet.field(first, "note").input_value() == "di un orologio avanti"
    sheet.annotate(first, note="dopo")
    sheet.reload()
    sheet.take(file_of({first: future}))
    sheet.annotate(first, note="dopo")
    assert sheet.exported()["items"][first]["note"] == "dopo"


def test_a_clock_put_back_loses_nothing(sheet: Sheet) -> None:
    """What is written now wins over what was kept by a clock that ran fast."""
    first = sheet.ids[0]
    ahead = file_of({first: entry(note="di domani", changed="2099-01-01T00:00:00.000Z")}).decode()
    sheet.tab.evaluate(
        "([key, text]) => localStorage.setItem(key, text)", [f"guida-plm:checklist:{LIST}", ahead]
    )
    sheet.reload()
    assert sheet.field(first, "note").input_value() == "di domani"
    sheet.annotate(first, note="di oggi")
    sheet.reload()
    assert sheet.field(first, "note").input_value() == "di oggi"


def test_many_files_cannot_fill_a_checklist_with_what_it_has_not(sheet: Sheet) -> None:
    """Invented items add up to a limit; the file that goes over it is refused whole."""
    sheet.do("keep")
    sheet.box(sheet.ids[0]).check()
    assert sheet.take(file_of({f"a-{n}": entry() for n in range(200)})).startswith("Importato")
    kept = sheet.kept()
    assert "troppo grande" in sheet.take(file_of({f"b-{n}": entry() for n in range(200)}))
    assert sheet.kept() == kept
    assert sheet.tab.locator("[role=alert]").inner_text() == ""


def test_answers_to_items_of_another_version_are_not_lost(sheet: Sheet) -> None:
    """An item that this version lacks is named, kept, and goes out again with the rest."""
    sheet.do("keep")
    first = sheet.ids[0]
    told = sheet.take(file_of({first: entry(state="done"), "edp-99": entry(note="di ieri")}))
    assert "edp-99" in told
    assert sheet.box(first).is_checked()
    sheet.reload()
    sheet.box(sheet.ids[1]).check()
    assert sheet.exported()["items"]["edp-99"]["note"] == "di ieri"


def test_hostile_words_stay_words(sheet: Sheet) -> None:
    """Marks, formulas and odd signs, typed or imported, are shown as they are and run nothing."""
    first, second = sheet.ids[:2]
    sheet.annotate(first, note=HOSTILE, owner="</textarea><script>1</script>")
    sheet.take(file_of({second: entry(note=f"{HOSTILE}\u0000\u202e\ud800", evidence="{needed}")}))
    written = sheet.tab.locator(f"#{second} .plm-item__written")
    assert written.text_content() is not None
    assert HOSTILE in (written.text_content() or "")
    assert "{needed}" in (written.text_content() or "")
    assert "\u0000" not in sheet.field(second, "note").input_value()
    assert sheet.tab.locator("article :is(img, .plm-item script)").count() == 0
    assert sheet.tab.title() != "1"


def test_a_browser_without_room_says_so(sheet: Sheet) -> None:
    """When the browser is full the page says that the latest answers are not saved."""
    sheet.do("keep")
    sheet.box(sheet.ids[0]).check()
    kept = sheet.kept()
    sheet.tab.evaluate(
        """() => {
            let size = 5_000_000;
            while (size >= 1) {
                try { localStorage.filler = (localStorage.filler ?? '') + 'x'.repeat(size); }
                catch { size = Math.floor(size / 2); }
            }
        }"""
    )
    sheet.annotate(sheet.ids[1], note="n" * 3000)
    trouble = sheet.tab.locator("[role=alert]")
    assert "pieno" in trouble.inner_text()
    assert sheet.tab.locator("[data-kept]").inner_text() == "Non salvato"
    (key,) = kept
    assert sheet.kept()[key] == kept[key]
    assert len(sheet.exported()["items"][sheet.ids[1]]["note"]) == 3000
    sheet.tab.evaluate("localStorage.removeItem('filler')")
    sheet.box(sheet.ids[2]).check()
    assert trouble.inner_text() == ""
    assert "nnn" in sheet.kept()[key]


def test_a_browser_that_keeps_nothing_says_so(browser: Browser, address: str, guide: Guide) -> None:
    """Where the settings forbid it the list works all the same, and the page says it."""
    reader = visit(browser, address)
    # As browsers do when a site may keep no data.
    reader.context.add_init_script(
        """Object.defineProperty(window, 'localStorage', {
            get() { throw new DOMException('Access is denied', 'SecurityError'); },
        });"""
    )
    sheet = at(reader, guide)
    sheet.box(sheet.ids[0]).check()
    sheet.do("keep")
    assert "non permette" in sheet.tab.locator("[role=alert]").inner_text()
    assert sheet.exported()["items"][sheet.ids[0]]["state"] == "done"
    sheet.do("erase")
    sheet.do("erase-this")
    assert not sheet.box(sheet.ids[0]).is_checked()
    assert reader.wrong == []
    reader.context.close()


def test_what_cannot_be_read_is_said_and_not_written_over(sheet: Sheet) -> None:
    """Damaged data in the browser stays until the reader erases it."""
    key = f"guida-plm:checklist:{LIST}"
    sheet.tab.evaluate("key => localStorage.setItem(key, '{\"format\": 1')", key)
    sheet.reload()
    sheet.box(sheet.ids[0]).check()
    assert "non si legge" in sheet.tab.locator("[role=alert]").inner_text()
    assert sheet.kept()[key] == '{"format": 1'
    sheet.do("erase")
    sheet.do("erase-this")
    assert sheet.kept() == {}
    assert sheet.tab.locator("[role=alert]").inner_text() == ""


def test_the_keyboard_alone_is_enough(sheet: Sheet) -> None:
    """Tick, open, write, choose, save, erase: with Tab, Space and Enter, focus always in view."""
    keys = sheet.tab.keyboard
    first = sheet.ids[0]
    sheet.box(first).focus()
    keys.press("Space")
    assert sheet.box(first).is_checked()
    while not sheet.tab.evaluate("document.activeElement.matches('summary')"):
        keys.press("Tab")
    keys.press("Enter")
    keys.press("Tab")
    keys.type("Rossi")
    assert sheet.field(first, "owner").input_value() == "Rossi"
    covered = "one => one.getBoundingClientRect().bottom"
    stops = 0
    while not sheet.tab.evaluate("document.activeElement.matches('[data-do=erase]')"):
        keys.press("Tab")
        stops += 1
        top = sheet.tab.evaluate("document.activeElement.getBoundingClientRect().top")
        assert top >= sheet.tab.locator(".plm-progress").evaluate(covered) - 1, stops
    assert stops > len(sheet.ids)
    keys.press("Enter")
    assert sheet.tab.locator("dialog.plm-erase").is_visible()
    keys.press("Escape")
    assert sheet.box(first).is_checked()
    expect(sheet.tab.locator("[data-do=erase]")).to_be_focused()
    for _ in range(stops + 20):
        keys.press("Shift+Tab")
        if sheet.tab.evaluate("document.activeElement.matches('[data-do=keep]')"):
            break
    keys.press("Enter")
    expect(sheet.tab.locator("[data-keep=kept]")).to_be_focused()
    assert "Rossi" in next(iter(sheet.kept().values()))


@pytest.mark.parametrize("device", DEVICES)
def test_a_filled_checklist_has_no_faults(
    device: str, browser: Browser, address: str, guide: Guide
) -> None:
    """axe finds nothing with fields open and written, by night too, nor in the question."""
    reader = visit(browser, address, reduced_motion="reduce", **DEVICES[device])
    for lang in LANGS:
        sheet = at(reader, guide, lang)
        sheet.annotate(sheet.ids[0], **WRITTEN)
        sheet.annotate(sheet.ids[1], **WRITTEN)
        sheet.spare(sheet.ids[2])
        sheet.box(sheet.ids[0]).check()
        sheet.take(b"damaged")
        unfold(sheet.tab)
        for scheme in ("light", "dark"):
            sheet.tab.emulate_media(color_scheme=scheme)
            assert faults(sheet.tab) == []
        sheet.do("erase")
        assert faults(sheet.tab) == []
        width = sheet.tab.viewport_size
        assert width
        assert sheet.tab.evaluate("document.documentElement.scrollWidth") <= width["width"]
    reader.context.close()


def test_a_narrow_screen_shows_all_of_it(browser: Browser, address: str, guide: Guide) -> None:
    """At 320 pixels, as at 400 %, nothing written or asked makes the page scroll sideways."""
    reader = visit(browser, address, viewport=NARROW)
    for lang in LANGS:
        sheet = at(reader, guide, lang)
        sheet.annotate(
            sheet.ids[0], note="n" * 400, owner="o" * 100, evidence="https://" + "e" * 99
        )
        for opened in (True, False):
            sheet.tab.locator(f"#{sheet.ids[0]} details").evaluate(
                "(one, opened) => { one.open = opened; }", opened
            )
            assert sheet.tab.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        sheet.do("erase")
        question = sheet.tab.locator("dialog.plm-erase").bounding_box()
        assert question
        assert question["x"] >= 0
        assert question["x"] + question["width"] <= NARROW["width"]
        sheet.do("erase-none")
    reader.context.close()


def test_forced_colours_show_ticks_and_progress(
    browser: Browser, address: str, guide: Guide
) -> None:
    """With the colours of the reader's own system a tick and the bar still look like themselves."""
    reader = visit(browser, address, forced_colors="active", reduced_motion="reduce")
    sheet = at(reader, guide)
    shown = [sheet.box(sheet.ids[0]), sheet.tab.locator("progress")]
    before = [one.screenshot() for one in shown]
    sheet.box(sheet.ids[0]).check()
    sheet.box(sheet.ids[0]).blur()
    assert [one.screenshot() == was for one, was in zip(shown, before, strict=True)] == [
        False,
        False,
    ]
    reader.context.close()


def test_paper_has_progress_and_notes(sheet: Sheet) -> None:
    """What was written is printed whole, without fields, buttons and notices."""
    first, second = sheet.ids[:2]
    sheet.box(first).check()
    sheet.annotate(second, owner="Anna Verdi", due="2027-06-15", note="riga lunga " * 60)
    with pikepdf.Pdf.open(io.BytesIO(sheet.tab.pdf(format="A4"))) as paper:
        text = unicodedata.normalize("NFKC", pdf_reading.text_of(paper))
    assert f"1di{len(sheet.ids)}vocifatte" in text
    for words in ("AnnaVerdi", "15/06/2027", "rigalunga" * 60):
        assert words in text
    assert text.count("AnnaVerdi") == 1
    for absent in ("Salvainquestobrowser", "Annotachi", "Cancellalerisposte"):
        assert absent not in text


def test_nothing_is_loaded_for_filling_before_a_click(sheet: Sheet, desk: Visit) -> None:
    """The library and the file come when asked for, once."""
    asked: list[str] = []
    sheet.tab.wait_for_load_state("networkidle")

    def note(url: str) -> None:
        # The browser fetches the icon of a tab when it likes.
        if "/favicon." not in url:
            asked.append(url)

    desk.tab.on("request", lambda request: note(request.url))
    sheet.box(sheet.ids[0]).check()
    assert asked == []
    sheet.filled("docx")
    sheet.filled("docx")
    names = [url.rsplit("/", 1)[-1] for url in asked if not url.startswith("blob:")]
    assert sorted(set(names)) == [
        "etica-e-protezione-dei-dati.docx",
        "fflate-0.8.3.js",
        "fill.js",
    ]
    assert names.count("fill.js") == names.count("fflate-0.8.3.js") == 1


def test_the_library_is_as_its_authors_published_it() -> None:
    """Not one byte of the code of others was changed; its licence is beside it."""
    folder = ROOT / "docs/assets/js/vendor"
    library = (folder / "fflate-0.8.3.js").read_bytes()
    assert hashlib.sha256(library).hexdigest() == FFLATE
    assert "MIT License" in (folder / "fflate-0.8.3.LICENSE.txt").read_text("utf-8")


def fill_in(sheet: Sheet) -> None:
    """Answers of every kind."""
    first, second, third = sheet.ids[:3]
    sheet.box(first).check()
    sheet.annotate(second, **WRITTEN)
    sheet.spare(third)
    sheet.annotate(third, note="per ora")
    sheet.take(file_of({sheet.ids[3]: entry(note="con \u0007 segni\u0000 di controllo")}))


def published(site: Site, lang: Lang, format: str) -> Path:
    (path,) = [
        str(one["path"])
        for one in site.manifest
        if (one["kind"], one["id"], one["lang"], one["format"]) == ("checklist", LIST, lang, format)
    ]
    return site.folder / path


def parts_of(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.mark.parametrize(
    ("format", "part"), [("docx", "word/document.xml"), ("xlsx", "xl/worksheets/sheet1.xml")]
)
@pytest.mark.parametrize("lang", LANGS)
def test_a_filled_file_is_the_published_one_and_sound(
    lang: Lang, format: str, part: str, desk: Visit, guide: Guide, site: Site
) -> None:
    """One part of it changes, no other; Office would open it without a word."""
    sheet = at(desk, guide, lang)
    fill_in(sheet)
    file = sheet.filled(format)
    before, after = parts_of(published(site, lang, format)), parts_of(file)
    assert list(after) == list(before)
    assert {name for name in before if before[name] != after[name]} == {part}
    assert [str(one) for one in OpenXmlValidator().validate(str(file)).errors] == []
    assert desk.wrong == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_filled_document_says_what_was_answered(lang: Lang, desk: Visit, guide: Guide) -> None:
    """Box, name, day, place and note of each item stand in the fields of that item."""
    sheet = at(desk, guide, lang)
    fill_in(sheet)
    body = docx.Document(str(sheet.filled("docx"))).element.body
    controls = {one.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): one for one in body.iter(f"{W}sdt")}

    def words(tag: str) -> str:
        lines = controls[tag].find(f"{W}sdtContent").iter(f"{W}t", f"{W}br")
        return "".join("\n" if one.tag == f"{W}br" else one.text or "" for one in lines).strip()

    def ticked(id: str) -> tuple[str, str]:
        (box,) = controls[id].iter(f"{W14}checked")
        return box.get(f"{W14}val"), words(id)

    first, second, third, fourth = sheet.ids[:4]
    assert ticked(first) == ("1", "☒")
    assert {ticked(id) for id in sheet.ids[1:]} == {("0", "☐")}
    assert words(f"{second}--owner") == WRITTEN["owner"]
    assert words(f"{second}--kept") == WRITTEN["evidence"]
    assert words(f"{second}--note") == WRITTEN["note"]
    assert words(f"{second}--due") == "15/06/2027"
    (day,) = controls[f"{second}--due"].iter(f"{W}date")
    assert day.get(f"{W}fullDate") == "2027-06-15T00:00:00Z"
    assert words(f"{third}--note") == ("Non serve" if lang == "it" else "Not needed") + "\nper ora"
    assert words(f"{fourth}--note") == "con  segni di controllo"
    today = sheet.tab.evaluate("new Date().toLocaleDateString('en-GB')")
    assert words("checked--on") == today


@pytest.mark.parametrize("lang", LANGS)
def test_a_filled_sheet_says_what_was_answered(lang: Lang, desk: Visit, guide: Guide) -> None:
    """Each row has its answers, formulas typed by a reader are text, and the counts are right."""
    sheet = at(desk, guide, lang)
    fill_in(sheet)
    file = sheet.filled("xlsx")
    page = openpyxl.load_workbook(file).active
    assert page
    rows = {row[0].value: row[5:] for row in page.iter_rows() if row[0].value in sheet.ids}
    assert list(rows) == sheet.ids
    first, second, third, fourth = sheet.ids[:4]
    done, owner, due, kept, note = rows[second]
    assert done.value is None
    assert (owner.value, owner.data_type) == (WRITTEN["owner"], "s")
    assert due.value == datetime(2027, 6, 15)
    assert due.is_date
    # As the format wants a sign that it would read as the number of a letter.
    assert kept.value == "prot. 12/2027 _x005F_x0041_"
    assert note.value == WRITTEN["note"]
    assert rows[first][0].value == ("Sì" if lang == "it" else "Yes")
    assert rows[third][0].value == ("Non serve" if lang == "it" else "Not needed")
    assert rows[fourth][4].value == "con  segni di controllo"
    assert not any(cell.value for id in sheet.ids[4:] for cell in rows[id])
    formulas = [cell.value for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(formulas) == 2
    known = openpyxl.load_workbook(file, data_only=True).active
    assert known
    values = [row[2].value for row in known.iter_rows(max_row=10)]
    assert [value for value in values if isinstance(value, int)] == [1, len(sheet.ids) - 1]
    assert date.today() in [one.date() for one in values if isinstance(one, datetime)]


@pytest.mark.exhaustive
def test_libreoffice_shows_what_was_answered(desk: Visit, guide: Guide, tmp_path: Path) -> None:
    """Opened and printed by LibreOffice, both files show every word, with its breaks."""
    office = shutil.which("soffice")
    assert office, "Manca LibreOffice. / LibreOffice is missing."
    sheet = at(desk, guide)
    fill_in(sheet)
    for format, shown_as in AS_TEXT.items():
        file = sheet.filled(format)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [
            office,
            profile,
            "--headless",
            "--convert-to",
            shown_as,
            "--outdir",
            str(tmp_path),
        ]
        done = subprocess.run([*command, file], capture_output=True, timeout=120, check=False)
        (shown,) = [one for one in tmp_path.iterdir() if one.stem == file.stem]
        text = shown.read_text("utf-8").replace('""', '"')
        shown.unlink()
        for words in (WRITTEN["owner"], "15/06/2027", WRITTEN["evidence"], WRITTEN["note"]):
            assert words in text, done.stderr
        assert "per ora" in text


def test_a_file_that_does_not_arrive_is_said(desk: Visit, guide: Guide) -> None:
    """Without the network the page says that it could not, keeps the answers, and tries again."""
    sheet = at(desk, guide)
    sheet.box(sheet.ids[0]).check()
    told = sheet.tab.locator("[data-told]")
    for lost in ("**/fill.js", "**/*.docx"):
        sheet.tab.route(lost, lambda route: route.abort())
        sheet.tab.locator("[data-do=fill][data-format=docx]").click()
        expect(told).to_contain_text("non si è potuto compilare")
        sheet.tab.unroute(lost)
    assert sheet.box(sheet.ids[0]).is_checked()
    assert zipfile.is_zipfile(sheet.filled("docx"))


def test_from_a_folder_the_list_works_and_filling_is_not_offered(
    browser: Browser, site: Site, guide: Guide
) -> None:
    """Opened from a disk, the page ticks, keeps and prints; of filling it says where to do it."""
    reader = visit(browser, site.folder.as_uri() + "/")
    path = guide.addresses.of("checklist", LIST, "it")
    tab = reader.open(f"{path}index.html")
    sheet = Sheet(tab, guide.catalog.get(Checklist, LIST))
    sheet.box(sheet.ids[0]).check()
    sheet.do("keep")
    sheet.reload()
    assert sheet.box(sheet.ids[0]).is_checked()
    assert not any(one.is_visible() for one in tab.locator("[data-do=fill]").all())
    assert "dal sito" in tab.locator("[data-without-http]").inner_text()
    assert sheet.exported()["items"][sheet.ids[0]]["state"] == "done"
    reader.context.close()
