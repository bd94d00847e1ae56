"""Nothing stands alone: whatever the guide holds, some other page leads to it, and why."""

from __future__ import annotations

from collections import defaultdict

from built_site import SITE_URL, Page, Site

from macros.generated import GENERATED
from macros.guide import Guide
from macros.model.checklist import Checklist
from macros.model.method import Method
from macros.model.office import Office
from macros.model.phase import Phase
from macros.model.template import Template

pytest_plugins = ["site_fixtures"]

_LISTS = {"a-to-z", "documents", "checklists", "methods", "law", "offices"}
"""Pages that list everything of a kind: being there is not being used."""


def _named_by_the_text(site: Site, guide: Guide) -> dict[str, set[str]]:
    """For each address, the pages whose own text leads to it, lists left out."""
    lists = {page.address for (id, _), page in guide.prose.items() if id in _LISTS}
    found: dict[str, set[str]] = defaultdict(set)
    for page in site.content_pages:
        if page.address in lists:
            continue
        for link in _links_of_the_text(page):
            found[link].add(page.address)
    return found


def _links_of_the_text(page: Page) -> set[str]:
    hrefs = {str(value) for value in page.strings("//article//a/@href")}
    return {link.address for link in page.links if link.tag == "a" and link.value in hrefs}


def test_every_entry_is_named_by_the_text_of_another_page(site: Site, guide: Guide) -> None:
    """A phase, method, checklist, document, decision, office or act is used somewhere."""
    named = _named_by_the_text(site, guide)
    looked, alone = 0, []
    for lang in ("it", "en"):
        for page in site.content_pages:
            if page.lang != lang:
                continue
            looked += 1
            address = SITE_URL + page.address
            if not named[address] - {page.address} and page.address not in ("", "en/"):
                alone.append(page.file)
    assert looked > 150
    assert alone == []


def test_every_phase_gathers_methods_checklists_and_documents(guide: Guide) -> None:
    """A phase names at least a method, a checklist, a document and an act that it asks for."""
    phases = guide.catalog.all(Phase)
    assert len(phases) == 9
    assert [p.id for p in phases if not (p.methods and p.checklists and p.templates)] == []


def test_every_method_has_a_document_and_a_phase(guide: Guide) -> None:
    """A method belongs to a phase, and has a document to be used with it."""
    methods = guide.catalog.all(Method)
    assert len(methods) == 30
    assert [m.id for m in methods if not (m.templates and guide.catalog.phases_of(m))] == []


def test_every_method_answers_a_question_of_the_choice(guide: Guide) -> None:
    """Whoever has a question finds every method, each at least once."""
    text = guide.catalog.selector.model_dump_json()
    methods = [method.id for method in guide.catalog.all(Method)]
    assert [id for id in methods if f'"{id}"' not in text and f"method:{id})" not in text] == []


def test_every_document_belongs_to_a_phase(guide: Guide) -> None:
    """A document is listed by the phase in which it is used, and its folder is there.

    Those of the training day alone are of no phase: their page is that of the day.
    """
    of_the_day = [t for t in guide.catalog.training.templates if t.startswith("training-")]
    assert len(of_the_day) == 2
    templates = guide.catalog.all(Template)
    assert len(templates) == 60 + len(of_the_day)
    assert [t.id for t in templates if not guide.catalog.phases_of(t)] == sorted(of_the_day)


def test_every_checklist_of_the_path_is_there(guide: Guide) -> None:
    """Seventeen lists, 196 things to tick; and every document names the list that checks it."""
    checklists = guide.catalog.all(Checklist)
    assert len(checklists) == 17
    assert sum(len(one.items) for one in checklists) == 196
    assert [t.id for t in guide.catalog.all(Template) if not t.checklists] == []


def test_every_office_gives_something_to_a_phase(guide: Guide) -> None:
    """The page of an office says what the plan asks of it, and with which document."""
    offices = guide.catalog.all(Office)
    assert len(offices) == 12
    assert [o.id for o in offices if not (o.contributions and o.templates)] == []


def test_every_kind_has_pages(guide: Guide) -> None:
    """The kinds looked at above are all those with pages."""
    assert set(GENERATED) == {
        "phase", "method", "checklist", "template", "measure", "decision", "office", "act",
    }  # fmt: skip
