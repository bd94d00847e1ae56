"""Nothing runs that is not ours, nothing leaves, nothing that an address says becomes markup."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from built_site import Page
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from visits import DEVICES, Visit, unfold, visit

from macros.model.text import LANGS, Lang

pytest_plugins = ["browser_fixtures"]

MARKUP = '"\'><img src=hostile onerror="document.title=1"><script>document.title=1</script>'
HOSTILE = (MARKUP, "__proto__", "javascript:document.title=1", "%", "\u202e\u0000", "x" * 5000)
"""What somebody may put where a word is expected."""
NAMES = ("q", "phase", "kind", "axis", "type")
"""Words of an address that a script of the site may read."""

INJECTED = """() => [...document.querySelectorAll(
    '[src="hostile"], [onerror], script:not([src], [type="application/ld+json"]),'
    + 'a[href^="javascript:"]')]
    .map(one => one.outerHTML)"""


def use_everything(tab: Tab) -> int:
    """Tick, write in and press whatever the page has; how many things that was."""
    unfold(tab)
    used = 0
    for box in tab.locator("input[type=checkbox]:visible").all()[:5]:
        box.check()
        used += 1
    for field in tab.locator("input[type=text]:visible, input[type=search]:visible").all()[:5]:
        field.fill(MARKUP)
        used += 1
    for note in tab.locator("textarea:visible").all()[:5]:
        note.fill(MARKUP)
        used += 1
    for button in tab.locator("button:visible").all():
        if button.is_visible():
            button.click()
            tab.keyboard.press("Escape")
            used += 1
    return used


def watched(one: Visit) -> Visit:
    """Tell breaches of the policy as they happen, and agree to whatever is asked."""
    one.tab.expose_function("told", lambda breach: one.wrong.append(breach))
    one.tab.add_init_script(
        "addEventListener('securitypolicyviolation',"
        " event => told(`${event.violatedDirective}: ${event.blockedURI}`))"
    )
    one.tab.on("dialog", lambda dialog: dialog.accept())
    return one


@pytest.mark.parametrize("lang", LANGS)
def test_a_hostile_address_does_nothing_without_scripts(
    lang: Lang, phone: Visit, sample: dict[Lang, list[Page]]
) -> None:
    """The page is the same page, whatever is written after its address."""
    for page in sample[lang][:4]:
        plain = phone.open(page.address).inner_text("body")
        tab = phone.open(f"{page.address}?q={quote(MARKUP)}#{quote(MARKUP)}")
        assert tab.inner_text("body") == plain
        assert phone.wrong == []


@pytest.mark.parametrize(
    ("device", "lang"), [pytest.param("desk", "it", marks=pytest.mark.exhaustive), ("phone", "en")]
)
def test_using_everything_breaks_no_rule(
    device: str, lang: Lang, browser: Browser, address: str, sample: dict[Lang, list[Page]]
) -> None:
    """Every box, field and button of every layout: no breach, no error, no request elsewhere."""
    used = 0
    for page in sample[lang]:
        reader = watched(visit(browser, address, **DEVICES[device]))
        used += use_everything(reader.open(page.address))
        assert reader.wrong == [], page.file
        assert reader.tab.evaluate(INJECTED) == [], page.file
        assert reader.context.cookies() == [], page.file
        reader.context.close()
    assert used > 10


def test_hostile_addresses_inject_nothing(
    browser: Browser, address: str, sample: dict[Lang, list[Page]]
) -> None:
    """Words after `?` and `#`, on every layout: no element comes of them, no title changes."""
    reader = watched(visit(browser, address, viewport=DEVICES["desk"]["viewport"]))
    for page in sample["it"]:
        title = reader.open(page.address).title()
        # Only some pages read their address; the others are tried with the worst of it.
        reads = page.elements("//script[contains(@src, 'tools.js')]") or "cerca" in page.file
        for word in HOSTILE if reads else HOSTILE[:1]:
            query = "&".join(f"{name}={quote(word)}" for name in NAMES)
            for after in (f"?{query}", f"#{quote(word)}"):
                tab = reader.open(page.address + after)
                assert tab.evaluate(INJECTED) == [], page.file + after[:80]
                assert tab.title() == title, page.file + after[:80]
        assert reader.wrong == [], page.file
    reader.context.close()


@pytest.mark.parametrize(
    ("complaint", "act"),
    [
        ("img-src", "new Image().src = 'https://elsewhere.example/spy.png'"),
        ("connect-src", "fetch('https://elsewhere.example/').catch(() => 0)"),
        ("script-src", "document.body.append(Object.assign("
         "document.createElement('script'), {text: 'document.title = 1'}))"),
        ("style-src", "document.body.setAttribute('style', 'color: red')"),
    ],
)  # fmt: skip
def test_a_breach_is_told(complaint: str, act: str, desk: Visit) -> None:
    """What the tests above would report: each way out is closed, and heard."""
    tab = watched(desk).open("")
    tab.evaluate(f"() => {{ {act}; }}")
    tab.evaluate("new Promise(done => setTimeout(done, 200))")
    assert any(one.startswith(complaint) for one in desk.wrong)


def test_injected_markup_is_found(desk: Visit) -> None:
    """A page that took a word of its address for markup would be told."""
    tab = desk.open("")
    tab.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=hostile>')")
    assert tab.evaluate(INJECTED)
