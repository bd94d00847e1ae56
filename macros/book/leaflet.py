"""A page of the guide as a leaflet to hand over: the same words, through the same writers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.book import LEAFLET_FORMATS, LEAFLETS, leaflet_path
from macros.book.from_pages import SitePage, chapters
from macros.book.tree import Block, Grid, Items, Panel, Text
from macros.book.tree import Heading as PageHeading
from macros.cache import Kept, keep
from macros.documents import outline as out
from macros.documents.composer import Composer
from macros.documents.formats import formats
from macros.documents.publish import outline_key


@dataclass(frozen=True, slots=True)
class Leaflet:
    """One file of a page."""

    format: str
    path: str
    """From the root of the site."""
    file: Path
    """Where its content lies: in the cache."""
    bytes: int


def write_leaflets(page: SitePage, composer: Composer, cache_folder: Path) -> Iterator[Leaflet]:
    """Have a page in the cache as files, writing only what changed.

    Args:
        page: The finished page.
        composer: The words of the guide, in the language of the page.
        cache_folder: The files are kept here, named by their content.
    """
    kept = Kept(cache_folder)
    outline = leaflet(page, composer)
    key = outline_key(outline)
    for extension in LEAFLET_FORMATS:
        name = f"{key}.{extension}"
        found = kept.find(name)
        file = found[0] if found else keep(cache_folder, name, formats()[extension].write(outline))
        path = leaflet_path(page.address, composer.lang, extension)
        yield Leaflet(extension, path, file, file.stat().st_size)


def leaflet(page: SitePage, composer: Composer) -> out.Document:
    """The text of a page as a document."""
    prose = composer.addresses.prose[page.id, composer.lang]
    (chapter,) = chapters([[page]], composer.addresses.site_url, "", "")
    meta = composer.meta_of("page", page.id, prose.title, prose.description, page.address, ())
    blocks = tuple(_blocks(chapter.blocks[1:]))
    return out.Document(meta, blocks, letter=LEAFLETS[page.id])


def _blocks(blocks: Iterable[Block]) -> Iterator[out.Block]:
    for number, block in enumerate(blocks):
        match block:
            case PageHeading(level=level, text=text):
                yield out.Heading(min(level - 1, 3), text)
            case Text():
                yield out.Paragraph(_inlines(block))
            case Items(items, ordered):
                yield out.Bullets(tuple(map(_flat, items)), ordered)
            case Panel(blocks=inside):
                parts = [*_blocks(inside)]
                yield out.Guidance(
                    tuple(p for p in parts if isinstance(p, out.Paragraph | out.Bullets))
                )
            case Grid():
                yield _table(block, f"table-{number}")


def _table(grid: Grid, id: str) -> out.Table:
    (header,) = grid.header
    columns = zip(header, grid.shares, strict=True)
    return out.Table(
        id,
        grid.caption,
        tuple(out.TableColumn(cell.words, share) for cell, share in columns),
        tuple(tuple(_flat(cell.blocks) for cell in row) for row in grid.rows),
    )


def _flat(blocks: Iterable[Block]) -> out.Inlines:
    """Blocks in a place that holds no paragraph: an item, a cell."""
    found: list[out.Inline] = []
    for block in blocks:
        if isinstance(block, Text):
            found += [*([out.Run(" ")] if found else []), *_inlines(block)]
        elif isinstance(block, Items):
            for item in block.items:
                found += [*([out.Run(" ")] if found else []), *_flat(item)]
    return tuple(found)


def _inlines(text: Text) -> out.Inlines:
    strong = text.look == "title"
    return tuple(
        out.Run(run, strong)
        if isinstance(run, str)
        else out.Run(run.text, run.strong or strong, run.emphasis, run.href)
        for run in text.content
    )
