"""A reader who follows a link, or downloads a file, finds it."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from built_site import SITE_URL, Site

pytest_plugins = ["site_fixtures"]


def test_every_link_image_and_style_sheet_is_there(site: Site) -> None:
    """No page of either language, nor those for missing addresses, names a file that is not."""
    checked, broken = 0, []
    for page in site.pages.values():
        for link in page.links:
            if not link.address.startswith(SITE_URL):
                continue
            checked += 1
            if not (site.folder / site.file_of(link.address)).is_file():
                broken.append(f"{page.file}: {link.value}")
    assert checked > 2000
    assert broken == []


def test_every_anchor_is_there(site: Site) -> None:
    """A link to a part of a page leads to that part, in the same page and in others."""
    checked, broken = Counter[bool](), []
    for page in site.pages.values():
        for link in page.links:
            if link.anchor and link.address.startswith(SITE_URL):
                # A page for missing addresses has no address: its anchors are its own.
                own = link.value.startswith("#")
                target = page if own else site.pages[site.file_of(link.address)]
                checked[own] += 1
                if link.anchor not in target.ids:
                    broken.append(f"{page.file}: {link.value}")
    assert checked[True] > 500
    assert checked[False] > 100
    assert broken == []


def test_links_to_pages_end_with_a_slash(site: Site) -> None:
    """No link needs a redirect: a folder is named with its slash, or by dots alone."""
    wrong = []
    for page in site.content_pages:
        for link in page.links:
            path = urlsplit(link.value).path
            folder = (site.folder / urlsplit(link.address).path.lstrip("/")).is_dir()
            dots = path.rsplit("/", 1)[-1] in (".", "..")
            if link.address.startswith(SITE_URL) and folder and path and not dots:
                wrong += [f"{page.file}: {link.value}"] if not path.endswith("/") else []
    assert wrong == []


def test_the_site_works_in_any_folder(site: Site) -> None:
    """Pages name each other with relative addresses; those for missing addresses cannot."""
    wrong = [
        f"{page.file}: {link.value}"
        for page in site.content_pages
        for link in page.links
        if link.value.startswith("/")
    ]
    assert wrong == []


def test_missing_addresses_get_a_page_that_works_at_any_depth(site: Site) -> None:
    """The page for a missing address is served anywhere: its links start from the root."""
    missing = [page for page in site.pages.values() if page.missing_page]
    assert [page.file for page in missing] == ["404.html", "en/404.html"]
    for page in missing:
        relative = [
            link.value
            for link in page.links
            if not link.value.startswith(("/", "#", "https://creativecommons.org/"))
        ]
        assert relative == [], page.file


def test_no_id_is_used_twice_on_a_page(site: Site) -> None:
    """An anchor, a label or a fieldset can be meant without doubt."""
    assert sum(len(page.ids) for page in site.pages.values()) > 1000
    twice = {
        page.file: [id for id, times in Counter(page.ids).items() if times > 1]
        for page in site.pages.values()
    }
    assert {file: ids for file, ids in twice.items() if ids} == {}


def test_labels_and_descriptions_name_something(site: Site) -> None:
    """`for`, `aria-labelledby` and the like name an id of the page."""
    checked, broken = 0, []
    for page in site.pages.values():
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers"):
            for value in page.strings(f"//@{name}"):
                checked += 1
                broken += [f"{page.file}: {id}" for id in value.split() if id not in page.ids]
    assert checked > 100
    assert broken == []
