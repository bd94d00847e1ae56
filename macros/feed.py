"""The changes of the guide as an Atom feed (RFC 4287), one per language.

Every id comes from `feed_id` of `site.yaml` and from the id of the change, never from an
address: a guide that moves house does not tell its readers everything again. Dates come
from the data.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid5

from lxml import etree

from macros.addresses import FEED_TYPE, feed_path
from macros.guide import Guide
from macros.model.change import Change
from macros.model.text import Lang
from macros.view import OutsideView

_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"


def feed(guide: Guide, lang: Lang) -> bytes:
    """The feed of a language: the same bytes from the same data."""
    site, view = guide.catalog.site, OutsideView(guide, lang, "")
    page, changes = guide.prose["changes", lang], guide.catalog.changes()
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]
    root.set(f"{{{_XML}}}lang", lang)
    _add(root, "id", _urn(site.feed_id, lang))
    _add(root, "title", f"{view.of(site.name)}: {page.title}")
    _add(root, "subtitle", page.description)
    _add(root, "updated", _moment(max((one.date for one in changes), default=site.date)))
    author = _add(root, "author")
    _add(author, "name", site.publisher.name or view.of(site.name))
    _add(root, "rights", f"{site.licence.name} {site.licence.url}")
    itself = guide.addresses.complete(feed_path(lang))
    _add(root, "link", rel="self", type=FEED_TYPE, href=itself)
    address = view.url("page", "changes")
    _add(root, "link", rel="alternate", type="text/html", hreflang=lang, href=address)
    for change in changes:
        root.append(_entry(change, view, _urn(site.feed_id, f"{lang}/{change.id}")))
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _entry(change: Change, view: OutsideView, id: str) -> etree._Element:
    entry = etree.Element(f"{{{_ATOM}}}entry")
    _add(entry, "id", id)
    _add(entry, "title", view.of(change.name))
    _add(entry, "published", _moment(change.date))
    _add(entry, "updated", _moment(change.date))
    address = view.url("change", change.id)
    _add(entry, "link", rel="alternate", type="text/html", hreflang=view.lang, href=address)
    _add(entry, "category", term=change.kind, label=view.label(f"change-{change.kind}"))
    _add(entry, "content", view.fragment("change_text", change=change), type="html")
    return entry


def _add(
    parent: etree._Element, name: str, text: str | None = None, **attributes: str
) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = text
    return element


def _urn(feed_id: str, name: str) -> str:
    return uuid5(UUID(feed_id), name).urn


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
