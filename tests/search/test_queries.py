"""What people type, and what they must find: the real search, in a browser, in both languages."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
import yaml
from built_site import ROOT
from visits import Visit

from macros.generated import generated_pages
from macros.guide import Guide
from macros.model.text import LANGS, Lang
from macros.view import View

pytest_plugins = ["browser_fixtures"]

PAGE = {"it": "cerca/", "en": "en/search/"}
AT_LEAST = {"it": 60, "en": 30}
SHARE = 0.95
FIRST = 3
NOT_SEARCHED = {"a-to-z", "search"}
"""They lead to all the others."""

READY = "() => performance.getEntriesByType('resource').some(one => one.name.includes('wasm.'))"
TYPE_ALL = """async queries => {
  const field = document.querySelector("[type=search]");
  const status = document.querySelector("[role=status]");
  const done = words => new Promise(resolve => {
    const watch = new MutationObserver(() => {
      if (!status.textContent.includes(words)) return;
      watch.disconnect();
      resolve();
    });
    watch.observe(status, { childList: true, characterData: true, subtree: true });
  });
  const found = [];
  for (const words of queries) {
    const answered = done(words);
    field.value = words;
    field.form.requestSubmit();
    await answered;
    const links = document.querySelectorAll("[data-search-results] a[data-name]");
    found.push([...links].map(link => link.pathname.slice(1) + link.hash));
  }
  return found;
}"""
"""Types each query, waits for what is said about it, and reads the links found."""


def found_for(queries: list[str], reader: Visit, lang: Lang) -> list[list[str]]:
    """What each query finds, best first, as addresses without their anchors."""
    tab = reader.open(PAGE[lang])
    tab.wait_for_function(READY)
    found: list[list[str]] = tab.evaluate(TYPE_ALL, queries)
    assert reader.wrong == []
    return [[address.partition("#")[0] for address in one] for one in found]


def page_of(target: str, guide: Guide, lang: Lang) -> str:
    kind, _, id = target.partition(":")
    return guide.addresses.of(kind, id, lang).partition("#")[0]


@pytest.mark.parametrize("lang", LANGS)
def test_people_find_what_they_look_for(lang: Lang, desk: Visit, guide: Guide) -> None:
    """Of the queries of the list at least 95 % find their page among the first three."""
    listed: list[dict[str, Any]] = yaml.safe_load(
        (ROOT / f"tests/search/queries_{lang}.yaml").read_text("utf-8")
    )
    queries = [one["query"] for one in listed]
    assert len({query.lower() for query in queries}) == len(queries) >= AT_LEAST[lang]
    missed = {
        one["query"]: (one["finds"], found[:FIRST])
        for one, found in zip(listed, found_for(queries, desk, lang), strict=True)
        if page_of(one["finds"], guide, lang) not in found[:FIRST]
    }
    print(f"{lang}: {len(missed)} of {len(queries)} missed", *missed.items(), sep="\n")
    assert len(missed) <= len(queries) * (1 - SHARE), missed


@pytest.mark.exhaustive
@pytest.mark.parametrize("lang", LANGS)
def test_every_page_is_found_by_its_own_title(lang: Lang, desk: Visit, guide: Guide) -> None:
    """What is typed as the guide calls it comes among the first three."""
    names = titles(guide, lang)
    assert len(names) > 150
    found = found_for([*names], desk, lang)
    missed = {
        title: result[:FIRST]
        for (title, pages), result in zip(names.items(), found, strict=True)
        if not pages & set(result[:FIRST])
    }
    assert missed == {}


def titles(guide: Guide, lang: Lang) -> dict[str, set[str]]:
    """The titles of the pages, and where they are: a phase and its checklist may share one."""
    view = View(guide, lang, "")
    found: dict[str, set[str]] = defaultdict(set)
    for id in sorted({id for id, _ in guide.prose} - NOT_SEARCHED):
        found[guide.prose[id, lang].title].add(guide.prose[id, lang].address)
    for page in generated_pages(guide):
        if page.lang == lang:
            found[view.name(page.kind, page.id)].add(page.address)
    return found
