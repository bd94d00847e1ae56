"""How a reader tells the publisher of a mistake, or mends it, from the page where it is."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from macros.guide import Guide
from macros.model.text import Lang
from macros.page_files import page_files
from macros.view import View


@dataclass(frozen=True)
class Report:
    """Where a report starts, already half written; nothing while there is nobody to tell."""

    mail: str | None
    issue: str | None
    """For who has an account where the publisher keeps the project."""


def edit_address(guide: Guide, kind: str, id: str, lang: Lang) -> str | None:
    """Where the words of a page are changed in a browser, if the publisher says.

    Args:
        guide: The guide.
        kind: Of the entry that the page shows, or `page`.
        id: Of that entry or page.
        lang: Of the page.
    """
    if edit := guide.catalog.site.publisher.edit:
        return f"{edit.rstrip('/')}/{next(page_files(guide, kind, id, lang))}"
    return None


def report(view: View, title: str, address: str) -> Report:
    """The two ways to report a mistake of a page.

    Args:
        view: In the language of the reader.
        title: Of the page.
        address: Complete; empty if the page has none.
    """
    site = view.guide.catalog.site
    subject = view.label("report-subject", title=title)
    lines = [
        view.label("report-page", address=address),
        view.label("report-version", version=site.version),
        *(
            f"{words} "
            for words in (
                view.label("report-sentence"),
                view.label("report-wrong"),
                view.label("report-source"),
            )
        ),
        view.label("report-nothing-personal"),
    ]
    mail = issue = None
    if contact := site.publisher.contact:
        # RFC 6068: lines end with CR and LF, also where nothing else does.
        body = "\r\n\r\n".join(lines)
        mail = f"mailto:{contact}?subject={quote(subject, '')}&body={quote(body, '')}"
    if issues := site.publisher.issues:
        body = "\n\n".join(lines)
        mark = "&" if "?" in issues else "?"
        # A form of the project has no body: it takes the page in a field of its own.
        fields = {"title": subject, "body": body, "page": address}
        issue = f"{issues}{mark}" + urlencode(fields, quote_via=quote)
    return Report(mail, issue)
