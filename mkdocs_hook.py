"""The one file that knows MkDocs: one build, two languages, documents beside the pages.

Plain `mkdocs build` and `mkdocs serve` load it from `mkdocs.yml`. What each step does
is elsewhere, in `macros/`; here is only when it happens.
"""

from __future__ import annotations

import gc
import json
import logging
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils.yaml import yaml_load

_ROOT = Path(__file__).resolve().parent
if str(_ROOT) not in sys.path:
    # The processes that write documents look for `macros` on the path of this one.
    sys.path.insert(0, str(_ROOT))

from macros import book, offline  # noqa: E402
from macros.addresses import (  # noqa: E402
    AT_THE_FOOT,
    LISTED_ON,
    feed_path,
    language_of,
    page_address,
)
from macros.bilingual import bilingual_texts  # noqa: E402
from macros.book.from_pages import SitePage  # noqa: E402
from macros.book.leaflet import write_leaflets  # noqa: E402
from macros.book.write import Book, write_book  # noqa: E402
from macros.documents.composer import Composer  # noqa: E402
from macros.documents.kit import kit, kit_path  # noqa: E402
from macros.documents.publish import publish  # noqa: E402
from macros.feed import feed  # noqa: E402
from macros.first_uses import Acronyms, link_first_uses  # noqa: E402
from macros.generated import GENERATED, generated_pages  # noqa: E402
from macros.guide import Guide  # noqa: E402
from macros.history import last_changes  # noqa: E402
from macros.link_warnings import link_problem  # noqa: E402
from macros.machine_faults import told, told_of  # noqa: E402
from macros.model.context import Helpline  # noqa: E402
from macros.model.site import MenuKind, MenuPage, MenuSection  # noqa: E402
from macros.model.text import LANGS, LOCALES, Lang  # noqa: E402
from macros.open_data import open_data  # noqa: E402
from macros.page_dates import page_dates  # noqa: E402
from macros.phone_links import link_numbers  # noqa: E402
from macros.pins import FOLDER, read_pins  # noqa: E402
from macros.problems import ContentError, Problem  # noqa: E402
from macros.read_guide import read_guide  # noqa: E402
from macros.read_yaml import read_utf8  # noqa: E402
from macros.ready_html import ReadyHtml  # noqa: E402
from macros.redirects import moved_files, moved_pages, with_former_names  # noqa: E402
from macros.report import edit_address, report  # noqa: E402
from macros.search_index import SearchedPage, SearchError, write_search_index  # noqa: E402
from macros.social_picture import SIZE, social_picture  # noqa: E402
from macros.structured_data import breadcrumbs  # noqa: E402
from macros.swap import BusyError, Swap  # noqa: E402
from macros.table_regions import TableRegions  # noqa: E402
from macros.theme_style import names_in, used_style  # noqa: E402
from macros.translations import translations  # noqa: E402
from macros.view import View, problems_page  # noqa: E402
from macros.words import said  # noqa: E402

_log = logging.getLogger("mkdocs.hooks.guide")
_noticed = logging.getLogger("guide")
"""For what is to be seen and is no mistake: a strict build does not stop for it."""
_CACHE = ".cache/documents"
_OF_PAGES = ".cache/books"
_FEWER_SWEEPS = 10_000
"""New objects after which Python looks for unused ones; 700 by itself."""


_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'"
)
_LEFTOVERS = (
    re.compile(r'<input class="md-toggle"[^>]*>\s*'),
    re.compile(r'<label class="md-overlay"[^>]*></label>\s*'),
    re.compile(r'<div class="md-dialog".*?</div>\s*</div>\s*', re.S),
    re.compile(r'<div data-md-component="announce">\s*</div>\s*'),
)
_UNUSED_ASSETS = re.compile(r"assets/(?:javascripts/|stylesheets/|.*\.map$)")
_THEME_STYLE = re.compile(r"assets/stylesheets/main\..*\.css$")
_OUR_STYLE = "assets/guide.css"
_SIGN = "assets/images/sign.svg"
"""In each page, with its colour: not a file of the site."""
_JOINED = {
    "assets/css/": _OUR_STYLE,
    "assets/js/site/": "assets/site.js",
    "assets/js/tools/": "assets/tools.js",
    "assets/js/fill/": "assets/fill.js",
}
"""Folders of style sheets and scripts, and the one file that each becomes."""
_COMMENTS = re.compile(r"^[ \t]*(?:/\*\*.*?\*/|//[^\n]*)\n", re.DOTALL | re.MULTILINE)
"""Types and reasons in the scripts: for who maintains them, a fifth of what a reader loads."""
_NOT_SEARCHED = (("page", "a-to-z"), ("page", "search"))
"""Pages that lead to all the others: they would answer everything."""
_OF_LINKS = (*_NOT_SEARCHED, ("page", "glossary"), ("page", "sources"))
"""Pages that explain the acronyms, or hold little but links."""
_EVERY_ADDRESS = ("index.html", "404.html")
"""The home, and what the preview gives for any address that is not there."""


@dataclass(frozen=True)
class _Twins:
    """A page in both languages: its addresses from the root of the site."""

    kind: str
    """Of the entry that it shows, or `page`."""
    id: str
    address: Mapping[Lang, str]

    def alternates(self, guide: Guide) -> list[tuple[str, str]]:
        """Complete addresses by language code; the Italian one is for everyone else."""
        found = [(lang, guide.addresses.complete(self.address[lang])) for lang in LANGS]
        return [*found, ("x-default", found[0][1])]


@dataclass
class _Build:
    """What one build carries from event to event."""

    serving: bool = False
    docs: Path = Path("docs")
    beside: bool = False
    """Whether the site is written beside the last one, and then put in its place."""
    swap: Swap | None = None
    config: MkDocsConfig | None = None
    guide: Guide | None = None
    error: ContentError | None = None
    changes: Mapping[str, date] = field(default_factory=dict)
    """Last change of each file."""
    menus: dict[Lang, Navigation] = field(default_factory=dict)
    twins: dict[str, _Twins] = field(default_factory=dict)
    """By address."""
    searched: list[SearchedPage] = field(default_factory=list)
    acronyms: dict[Lang, Acronyms] = field(default_factory=dict)
    tables: TableRegions = field(default_factory=TableRegions)
    offering: list[str] = field(default_factory=list)
    """Pages that offer the copy to read without a network, and wait for its size."""
    moved: set[str] = field(default_factory=set)
    """Files that stand at former addresses."""
    books: dict[Lang, Book] = field(default_factory=dict)
    sizes: dict[tuple[str, str], int] = field(default_factory=dict)
    """Bytes of the leaflets, by address of their page and format."""
    ready: ReadyHtml = field(default_factory=ReadyHtml)
    theme_style: str = ""
    sign: str = ""
    """The drawing beside the name of the guide."""
    names: set[str] = field(default_factory=set)
    """Classes and ids of the pages written so far."""


_build = _Build()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether a reader is watching: a mistake then becomes a page."""
    _build.serving = command == "serve"
    # A preview has a folder of its own; who asks for a dirty build wants it in place.
    _build.beside = not _build.serving and not dirty
    # Nearly all that a build makes stays: looking often for what does not costs a tenth of it.
    gc.set_threshold(_FEWER_SWEEPS)


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> None:
    """Look at the pins too, where there are some: a notice goes when one is accepted."""
    pins = Path(config.config_file_path).parent / FOLDER
    if pins.is_dir():
        server.watch(str(pins))


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check everything before the macros plugin asks for it."""
    project = Path(config.config_file_path).parent
    _build.guide, _build.error, _build.config = None, None, config
    if _build.beside:
        _write_beside(config)
    try:
        _build.guide = read_guide(
            project / "data",
            Path(config.docs_dir),
            _published_url(config),
            shown_as="data",
            cache=project / ".cache/data",
            drafts=_build.serving,
        )
        _build.guide = _with_translations(_build.guide, project, Path(config.docs_dir))
    except ContentError as error:
        _refuse(error)
    _build.changes = last_changes(project)
    _build.docs = Path(config.docs_dir)
    logging.getLogger(Page.__module__).addFilter(_in_our_words)
    if not _build.changes and not _build.serving:
        # Not a warning, which would stop a strict build.
        print(told("no_history"), flush=True)
    config.extra["guide"] = _build.guide
    config.markdown_extensions += [_build.tables, _build.ready]  # type: ignore[list-item]
    config.site_name = _build.guide.catalog.site.name.it if _build.guide else config.site_name
    return config


def _in_our_words(record: logging.LogRecord) -> bool:
    """Have MkDocs say of a link that leads nowhere as we say of every other mistake."""
    if problem := link_problem(record.getMessage(), _build.docs):
        record.msg, record.args = problem.told("it"), ()
    return True


def _write_beside(config: MkDocsConfig) -> None:
    """MkDocs empties the folder that it writes: give it another than the last good site."""
    try:
        _build.swap = Swap.begin(Path(config.site_dir))
    except BusyError:
        raise Abort(told("build_running", place=config.site_dir)) from None
    config.site_dir = str(_build.swap.new)


def on_build_error(error: Exception) -> None:
    """Tell what is nobody's mistake in words, not as a trace of the program."""
    if isinstance(error, OSError):
        raise Abort(told_of(error, _ROOT)) from None
    if isinstance(error, BrokenProcessPool):
        raise Abort(told("writer_stopped")) from None


def on_shutdown() -> None:
    """Put the site in its place if all went well; if not, leave the last one where it is."""
    swap, config = _build.swap, _build.config
    if swap is None or config is None:
        return
    # MkDocs calls this whatever happened: only an exception on its way tells.
    if sys.exc_info()[0] is not None:
        swap.give_up()
        return
    config.site_dir = str(swap.target)
    try:
        swap.finish()
    except OSError as error:
        raise Abort(told_of(error, _ROOT)) from None


def _with_translations(guide: Guide, project: Path, docs: Path) -> Guide:
    """Look whether the translations lag: a warning for who publishes, a notice for who reads."""
    pins, problems = read_pins(project / FOLDER)
    if problems:
        raise ContentError(problems)
    # Drafts are still being translated, and the preview changes their names.
    whole = guide.published()
    state = translations(bilingual_texts(whole.catalog, whole.prose, docs), pins)
    if state.followed and state.lagging:
        _noticed.warning(said("translations-warning", "it", lagging=len(state.lagging)))
    return replace(guide, translations=state)


def _refuse(error: ContentError) -> None:
    """Tell every mistake, and end; the preview goes on, with the mistakes as its page."""
    _build.guide, _build.error = None, error
    for problem in error.problems:
        _log.error(problem.told("it"))
    if not _build.serving:
        raise Abort(told("site_not_built", count=len(error.problems))) from None


def _published_url(config: MkDocsConfig) -> str:
    """The address in `mkdocs.yml`: the preview puts its own in its place."""
    with Path(config.config_file_path).open("rb") as file:
        url = yaml_load(file).get("site_url")
    if not url:
        raise Abort(told("no_site_url"))
    return str(url)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of the data and the documents, and give each page its address."""
    (theme_style,) = (file for file in files if _THEME_STYLE.match(file.src_uri))
    _build.theme_style, _build.names = theme_style.content_string, set()
    _build.offering, _build.moved = [], set()
    _build.books, _build.sizes = {}, {}
    files = Files([file for file in files if not _UNUSED_ASSETS.match(file.src_uri)])
    if _build.guide:
        try:
            _build.guide = config.extra["guide"] = _with_downloads(_build.guide, files, config)
            _join(files, config)
            _build.sign = _taken_out(_SIGN, files)
            _add_pictures(_build.guide, files, config)
        except ContentError as error:
            _refuse(error)
    guide = _build.guide
    if guide is None:
        assert _build.error is not None
        return _only_the_problems(_build.error, config)
    _add_feeds_and_moved(guide, files, config)
    by_path = {page.path: page for page in guide.prose.values()}
    for file in [*files.documentation_pages()]:
        if written := by_path.get(file.src_uri):
            _place(file, written.address)
        else:
            # A draft: of every other page the guide knows.
            files.remove(file)
    for page in generated_pages(guide):
        file = File.generated(config, page.path, content=page.text)
        _place(file, page.address)
        files.append(file)
    return files


def _with_downloads(guide: Guide, files: Files, config: MkDocsConfig) -> Guide:
    """Add the documents, their list and the archives to the files of the site."""
    project = Path(config.config_file_path).parent
    downloads = publish(guide.catalog, guide.addresses, project / _CACHE)
    by_entry = defaultdict(list)
    for download in downloads:
        by_entry[download.kind, download.id, download.lang].append(download)
        files.append(File.generated(config, download.path, abs_src_path=str(download.file)))
    kits: dict[Lang, int] = {}
    for lang in LANGS:
        content = kit(guide.catalog, downloads, lang)
        kits[lang] = len(content)
        files.append(File.generated(config, kit_path(lang), content=content))
    manifest = json.dumps([one.listed() for one in downloads], ensure_ascii=False, indent=1)
    files.append(File.generated(config, "downloads/manifest.json", content=manifest + "\n"))
    open_files = open_data(guide.catalog, guide.addresses, downloads)
    for one in open_files:
        files.append(File.generated(config, one.path, content=one.content))
    return replace(
        guide,
        downloads={key: tuple(found) for key, found in by_entry.items()},
        kits=kits,
        open_files=open_files,
        offline=not _build.serving,
    )


def _add_feeds_and_moved(guide: Guide, files: Files, config: MkDocsConfig) -> None:
    """Add what changed, for programs, and what stands at addresses that moved."""
    for lang in LANGS:
        files.append(File.generated(config, feed_path(lang), content=feed(guide, lang)))
    for one in moved_pages(guide):
        files.append(File.generated(config, one.path, content=one.text))
        _build.moved.add(one.path)
    for path, download in moved_files(guide):
        files.append(File.generated(config, path, abs_src_path=str(download.file)))
        _build.moved.add(path)


def _join(files: Files, config: MkDocsConfig) -> None:
    """One file from the many of a folder, in the order of their names: fewer to ask for.

    Each script is a block of its own, so that its names are of nobody else.
    """
    for folder, name in _JOINED.items():
        parts = sorted((f for f in files if f.src_uri.startswith(folder)), key=lambda f: f.src_uri)
        pieces = [_text(part) for part in parts]
        if name.endswith(".js"):
            pieces = [f"{{\n{_COMMENTS.sub('', piece)}}}\n" for piece in pieces]
        for part in parts:
            files.remove(part)
        if pieces:
            files.append(File.generated(config, name, content="".join(pieces)))


def _text(part: File) -> str:
    assert part.abs_src_path is not None
    text = read_utf8(Path(part.abs_src_path), f"docs/{part.src_uri}")
    if isinstance(text, Problem):
        raise ContentError([text])
    return text


def _taken_out(name: str, files: Files) -> str:
    """The text of a file that is then not of the site; empty if there is none."""
    file = files.get_file_from_path(name)
    if file is None:
        return ""
    files.remove(file)
    return _text(file).replace(' xmlns="http://www.w3.org/2000/svg"', "").strip()


def _add_pictures(guide: Guide, files: Files, config: MkDocsConfig) -> None:
    """The picture that goes with links to the guide, in each language."""
    for lang in LANGS:
        home = guide.prose["home", lang]
        picture = social_picture(guide.catalog.site.name.of(lang), home.description)
        files.append(File.generated(config, _picture(lang), content=picture))


def _place(file: File, address: str) -> None:
    file.dest_uri = f"{address}index.html"
    file.url = address or "./"


def _only_the_problems(error: ContentError, config: MkDocsConfig) -> Files:
    """What the preview shows at every address while the content is wrong: the mistakes."""
    config.theme.static_templates.clear()
    problems = [problem.told("it") for problem in error.problems]
    page = problems_page(problems)
    return Files([File.generated(config, name, content=page) for name in _EVERY_ADDRESS])


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Build a menu per language from `data/menu.yaml`; each page keeps to its own."""
    guide = _build.guide
    if guide is None:
        return nav
    pages = {page_address(f.dest_uri): f.page for f in files.documentation_pages() if f.page}
    for page in pages.values():
        # What is not in a menu has no neighbours: MkDocs gives it those of its file.
        page.previous_page = page.next_page = page.parent = None
    named: dict[tuple[str, Lang], Page] = {}
    _build.twins, _build.searched = {}, []
    for twins in _all_twins(guide):
        for lang in LANGS:
            named[f"{twins.kind}:{twins.id}", lang] = pages[twins.address[lang]]
            _build.twins[twins.address[lang]] = twins
    _build.menus = {lang: _menu(guide, lang, named) for lang in LANGS}
    _build.acronyms = {lang: Acronyms.of(View(guide, lang, "")) for lang in LANGS}
    return Navigation(_build.menus["it"].items, [*pages.values()])


def _all_twins(guide: Guide) -> Iterator[_Twins]:
    """Every page, by hand or of the data."""
    view = View(guide, "it", "")
    by_hand = [("page", id) for id in dict.fromkeys(id for id, _ in guide.prose)]
    of_data = [(kind, entry.id) for kind in GENERATED for entry in view.all(kind)]
    for kind, id in by_hand + of_data:
        yield _Twins(kind, id, {lang: guide.addresses.of(kind, id, lang) for lang in LANGS})


def _menu(guide: Guide, lang: Lang, pages: dict[tuple[str, Lang], Page]) -> Navigation:
    def pages_of(line: MenuPage | MenuKind) -> list[Page]:
        if isinstance(line, MenuPage):
            return [pages[f"page:{line.page}", lang]]
        entries = View(guide, lang, "").all(line.kind)
        return [pages[f"{line.kind}:{entry.id}", lang] for entry in entries]

    items: list[Any] = []
    ordered: list[Page] = []
    for line in guide.catalog.menu.root:
        if isinstance(line, MenuSection):
            opening = pages[f"page:{line.section}", lang]
            children = [opening, *chain.from_iterable(map(pages_of, line.pages))]
            section = Section(guide.prose[line.section, lang].menu_title, [*children])
            for page in children:
                page.parent = section
            items.append(section)
            ordered += children
        else:
            items += pages_of(line)
            ordered += pages_of(line)
            for page in pages_of(line):
                page.parent = None
    for before, after in pairwise(ordered):
        before.next_page, after.previous_page = after, before
    ordered[0].previous_page = ordered[-1].next_page = None
    return Navigation(items, ordered)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Say how the page is to be read; name its tables and permanent links in its language."""
    if _build.guide:
        _build.ready.on = page.file.generated_by is not None
        label = _build.guide.catalog.label
        _build.tables.label = label("table-of", _lang(page))
        config.mdx_configs["toc"]["permalink_title"] = label("permalink", _lang(page))
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep what the search will look into; lead from acronyms to the glossary."""
    guide = _build.guide
    if guide is None:
        return html
    address, lang = page_address(page.file.dest_uri), _lang(page)
    twins = _build.twins[address]
    if (twins.kind, twins.id) not in _NOT_SEARCHED:
        _build.searched.append(SearchedPage(twins.kind, twins.id, lang, html))
    if (twins.kind, twins.id) in _OF_LINKS:
        return html
    return link_first_uses(html, _build.acronyms[lang], View(guide, lang, address))


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Make what is made of pages: each has its content, and none is written yet."""
    guide = _build.guide
    if guide is None:
        return env
    cache = Path(config.config_file_path).parent / _OF_PAGES
    for lang in LANGS:
        composer = Composer(guide.catalog, guide.addresses, lang)
        parts = [*_parts(_build.menus[lang])]
        for page in chain.from_iterable(parts):
            if page.id in book.LEAFLETS:
                for leaflet in write_leaflets(page, composer, cache):
                    path = str(leaflet.file)
                    files.append(File.generated(config, leaflet.path, abs_src_path=path))
                    _build.sizes[page.address, leaflet.format] = leaflet.bytes
        if guide.offline:
            try:
                written = _build.books[lang] = write_book(parts, composer, cache)
            except ContentError as error:
                _refuse(error)
            else:
                path = str(written.file)
                files.append(
                    File.generated(
                        config, book.book_path(guide.catalog.site, lang), abs_src_path=path
                    )
                )
    return env


def _parts(menu: Navigation) -> Iterator[list[SitePage]]:
    """The sections of a menu, with the content of their pages."""
    for item in menu.items:
        if isinstance(item, Section):
            pages = [page for page in item.children if isinstance(page, Page)]
            yield [_site_page(page) for page in pages]


def _site_page(page: Page) -> SitePage:
    address = page_address(page.file.dest_uri)
    twins = _build.twins[address]
    return SitePage(twins.kind, twins.id, address, page.content or "")


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
    """Tell the templates the language, the menu and the twin of the page.

    Numbers become calls only now: the book and the leaflets, made before, are for paper.
    """
    guide = _build.guide
    if guide is None:
        return context
    numbers = [one.number for one in guide.catalog.all(Helpline)]
    page.content = link_numbers(page.content or "", numbers)
    address, lang = page_address(page.file.dest_uri), _lang(page)
    twins = _build.twins[address]
    complete = guide.addresses.complete(address)
    config.theme["language"] = lang
    context.update(
        _shell(guide, lang, str(page.title), complete),
        nav=_build.menus[lang],
        is_home=address == _home(guide, lang),
        is_search=address == guide.prose["search", lang].address,
        complete_address=complete,
        alternates=twins.alternates(guide),
        twin_address=twins.address[_other(lang)] or ".",
        lagging=lang != "it" and (twins.kind, twins.id) in guide.translations.lagging_pages,
        dates=page_dates(guide, _build.changes, twins.kind, twins.id, lang),
        edit_address=edit_address(guide, twins.kind, twins.id, lang),
        breadcrumbs=breadcrumbs(_trail(guide, page, lang)),
        is_draft=(twins.kind, twins.id) in guide.catalog.unpublished,
    )
    return context


def _trail(guide: Guide, page: Page, lang: Lang) -> Iterator[tuple[str, str]]:
    """Name and complete address of the pages that lead to a page, and of itself."""
    yield guide.catalog.label("home", lang), guide.addresses.complete(_home(guide, lang))
    for section in reversed([*page.ancestors]):
        assert isinstance(section, Section)
        opening = section.children[0]
        assert isinstance(opening, Page)
        if opening is not page:
            yield str(section.title), guide.addresses.complete(page_address(opening.file.dest_uri))
    yield str(page.title), guide.addresses.complete(page_address(page.file.dest_uri))


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    """The same for the pages without Markdown: page not found, site map."""
    guide = _build.guide
    if guide is None:
        return context
    lang = language_of(template_name)
    config.theme["language"] = lang
    missing = {one: guide.catalog.label("not-found-title", one) for one in LANGS}
    context.update(_shell(guide, lang, missing[lang]), nav=_build.menus[lang])
    if template_name.endswith("404.html"):
        # It is shown at any address, of any depth: its links start from the root of the site.
        context.update(base_url=urlsplit(config.site_url or "/").path)
    if template_name == "404.html":
        context.update(other={**_shell(guide, "en", missing["en"]), "lang": "en"})
    if template_name == "sitemap.xml":
        seen = {id(twins): twins for twins in _build.twins.values()}
        context.update(twin_addresses=[twins.alternates(guide) for twins in seen.values()])
    return context


def _lang(page: Page) -> Lang:
    return language_of(page.file.dest_uri)


def _home(guide: Guide, lang: Lang) -> str:
    return guide.prose["home", lang].address


def _picture(lang: Lang) -> str:
    return f"assets/images/social-{lang}.png"


def _shell(guide: Guide, lang: Lang, title: str, address: str = "") -> dict[str, Any]:
    """What the shell of a page needs, in one language; `address` is complete, if it has one."""
    site = guide.catalog.site
    view = View(guide, lang, "")
    return {
        "t": view.label,
        "site": site,
        "site_title": view.of(site.name),
        "sign": _build.sign,
        "site_date": view.date(site.date),
        "date_in_words": view.date,
        "other_lang": _other(lang),
        "locale": LOCALES[lang],
        "other_locale": LOCALES[_other(lang)],
        "picture": {
            "address": guide.addresses.complete(_picture(lang)),
            "width": SIZE[0],
            "height": SIZE[1],
        },
        "site_address": guide.addresses.complete(_home(guide, lang)),
        "report": report(view, title, address),
        "home_address": _home(guide, lang) or ".",
        "foot": [guide.prose[id, lang] for id in AT_THE_FOOT],
        "feed_address": feed_path(lang),
        "changes_address": guide.prose["changes", lang].address,
        "about_address": guide.prose["about", lang].address,
        "index_address": guide.prose["a-to-z", lang].address,
        "search_address": guide.prose["search", lang].address,
        "glossary_address": guide.prose["glossary", lang].address,
        "kinds": {kind: view.label(kind) for kind in ("page", *GENERATED, *LISTED_ON)},
        # The preview reloads pages with a script of its own, which the policy would stop.
        "csp": "" if _build.serving else _POLICY,
    }


def _other(lang: Lang) -> Lang:
    return "en" if lang == "it" else "it"


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Remove what the theme writes outside its blocks for scripts that are not there."""
    if offline.SIZE_UNKNOWN in output:
        _build.offering.append(page.file.dest_uri)
    if _build.guide:
        address = page_address(page.file.dest_uri)
        output, problems = with_former_names(output, address, _build.guide)
        for problem in problems:
            _log.warning(problem.told("it"))
    return _finished(_with_sizes(output, page))


def _with_sizes(output: str, page: Page) -> str:
    """Say how large the files are that were made of the pages."""
    if _build.guide is None:
        return output
    view = View(_build.guide, _lang(page), "")
    if written := _build.books.get(view.lang):
        output = output.replace(book.SIZE_UNKNOWN, view.size(written.bytes))
        output = output.replace(book.PAGES_UNKNOWN, str(written.pages))
    for format in book.LEAFLET_FORMATS:
        if size := _build.sizes.get((page_address(page.file.dest_uri), format)):
            unknown = book.LEAFLET_SIZE_UNKNOWN.format(format=format)
            output = output.replace(unknown, view.size(size))
    return output


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """The same for the pages without Markdown."""
    return _finished(output_content)


def _finished(html: str) -> str:
    for pattern in _LEFTOVERS:
        html = pattern.sub("", html)
    _build.names |= names_in(html)
    return html


def on_post_build(config: MkDocsConfig) -> None:
    """Put what the pages use of the theme's style before ours: one file, a tenth of it.

    Drop the packed site map, which MkDocs dates with the clock. Write the index of the search,
    then gather all the rest to carry away.
    """
    site = Path(config.site_dir)
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    if _build.guide:
        style = site / _OUR_STYLE
        own = style.read_text("utf-8")
        style.write_text(used_style(_build.theme_style, own, _build.names) + own, "utf-8")
        try:
            write_search_index(_build.searched, _build.guide, site / "pagefind")
        except SearchError as error:
            if not _build.serving:
                raise Abort(str(error)) from None
            _log.error(str(error))
        if _build.guide.offline:
            _write_offline_copy(site, _build.guide)


def _write_offline_copy(site: Path, guide: Guide) -> None:
    """The archive of what is written so far, and its size on the pages that offer it."""
    about = guide.catalog.site
    views = [View(guide, lang, "") for lang in LANGS]
    lines = [
        view.label(
            "offline-read-me",
            name=view.of(about.name),
            date=view.date(about.date),
            version=about.version,
            address=guide.addresses.complete(_home(guide, view.lang)),
        )
        for view in views
    ]
    read_me = ("LEGGIMI - READ ME.txt", "\n\n".join(lines) + "\n")
    content = offline.offline_copy(site, about.id, read_me, _build.moved)
    (site / offline.archive(about)).write_bytes(content)
    for name in _build.offering:
        file, view = site / name, View(guide, language_of(name), "")
        text = file.read_text("utf-8").replace(offline.SIZE_UNKNOWN, view.size(len(content)))
        file.write_text(text, "utf-8", newline="\n")
