"""A page becomes one that opens from a folder, and loses what needs a server."""

from __future__ import annotations

import pytest

from macros.offline import POLICY, offline_page


@pytest.mark.parametrize(
    ("online", "offline"),
    [
        ("../metodi/", "../metodi/index.html"),
        ("./", "./index.html"),
        (".", "./index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        ("../glossario/#term-plm", "../glossario/index.html#term-plm"),
        ("../metodi/?phase=x#list", "../metodi/index.html?phase=x#list"),
        ("#top", "#top"),
        ("", ""),
        ("../downloads/it/documenti/nota.docx", "../downloads/it/documenti/nota.docx"),
        ("https://example.org/a/", "https://example.org/a/"),
        ("mailto:a@example.org?subject=b/", "mailto:a@example.org?subject=b/"),
    ],
)
def test_links_name_the_file(online: str, offline: str) -> None:
    """A folder shows its list of files, so each link says which one; others stay as they are."""
    assert offline_page(f'<a href="{online}">x</a>') == f'<a href="{offline}">x</a>'


def test_what_needs_a_server_is_left_out() -> None:
    """With all that it holds, elements of its own name too; what stands beside it stays."""
    page = (
        "<div>a</div><div class='x' data-online-only><div>b</div><p>c</p></div>"
        '<button data-needs-http type="button">d</button><div>e</div>'
    )
    assert offline_page(page) == "<div>a</div><div>e</div>"


def test_what_is_said_only_in_the_copy_is_shown() -> None:
    """It is in every page, hidden."""
    assert offline_page("<p hidden data-offline-only>Copia</p>") == "<p>Copia</p>"


def test_the_head_tells_nothing_to_search_engines() -> None:
    """Addresses of the web, pictures for messengers and data for engines are of no use."""
    head = (
        '<title>A</title>\n<link rel="canonical" href="https://a.it/">\n'
        '<link rel="alternate" hreflang="it" href="https://a.it/">\n'
        '<meta property="og:title" content="A">\n<meta name="twitter:card" content="b">\n'
        '<script type="application/ld+json">{"a": 1}</script>\n<link rel="icon" href="i.png">'
    )
    assert offline_page(head) == '<title>A</title>\n<link rel="icon" href="i.png">'


def test_the_policy_of_a_folder_takes_the_place_of_the_other() -> None:
    """Nothing is fetched, whatever a script may try."""
    page = '<meta http-equiv="Content-Security-Policy" content="default-src *">'
    assert offline_page(page) == (f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">')
    assert "connect-src" not in POLICY and "default-src 'none'" in POLICY
