"""Whoever finds a mistake has a message already begun, for the page where it is."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from tiny_site import ADDRESS, TinySite

from macros.read_guide import read_guide
from macros.report import Report, report
from macros.view import View

TITLE = 'Chi fa & che cosa? 100% "sì" #1'


def reported(tiny: TinySite) -> Report:
    guide = read_guide(tiny.data, tiny.docs, ADDRESS)
    return report(View(guide, "it", ""), TITLE, f"{ADDRESS}metodi/")


def test_the_mail_names_the_page_and_asks_for_four_things(tiny: TinySite) -> None:
    """Subject and body survive any sign of a title; lines end as mail asks."""
    tiny.replace("data/site.yaml", "contact: ~", "contact: ufficio@comune.example.it")
    mail = reported(tiny).mail
    assert mail and "&" not in mail.replace("&body=", "") and "+" not in mail
    parts = urlsplit(mail)
    assert (parts.scheme, parts.path) == ("mailto", "ufficio@comune.example.it")
    fields = parse_qs(parts.query, strict_parsing=True)
    assert fields["subject"] == [f"Errore nella guida: {TITLE}"]
    (body,) = fields["body"]
    assert f"Pagina: {ADDRESS}metodi/\r\n" in body
    assert "0.0.1" in body and "La frase:" in body and "Non scrivere qui nomi" in body


def test_the_issue_is_filled_in_as_well(tiny: TinySite) -> None:
    """Also when the address of the form has fields of its own."""
    address = "https://git.example.org/guide/issues/new?labels=error"
    tiny.replace("data/site.yaml", "issues: ~", f"issues: {address}")
    found = reported(tiny)
    assert found.mail is None
    assert found.issue and found.issue.startswith(f"{address}&title=")
    fields = parse_qs(urlsplit(found.issue).query, strict_parsing=True)
    assert fields["title"] == [f"Errore nella guida: {TITLE}"]
    assert f"{ADDRESS}metodi/" in fields["body"][0]
    assert fields["page"] == [f"{ADDRESS}metodi/"], "for a form, which has no body"


def test_with_nobody_to_tell_there_is_no_link(tiny: TinySite) -> None:
    """While the publisher has given no address."""
    assert reported(tiny) == Report(None, None)
