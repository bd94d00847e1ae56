"""By which ids things are named, and the name that a reader sees for what a text points to."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from macros.catalog import Catalog
from macros.model import KINDS
from macros.model.checklist import Checklist
from macros.model.law import Act, Source
from macros.model.phase import Phase
from macros.model.text import Lang

_MODELS = {kind.name: kind.model for kind in KINDS}


def names_of(entry: BaseModel) -> Iterator[str]:
    """The ids by which a text may name an entry, or a part of it.

    A provision has an id of its own; a step and an item follow that of their entry:
    `mandate-and-setup#problem-note`.
    """
    id: str = getattr(entry, "id", "")
    yield id
    if isinstance(entry, Act):
        yield from (provision.id for provision in entry.provisions)
    elif isinstance(entry, Phase):
        yield from (f"{id}#{step.id}" for step in entry.steps)
    elif isinstance(entry, Checklist):
        yield from (f"{id}#{item.id}" for item in entry.items)


def entry_name(catalog: Catalog, kind: str, id: str, lang: Lang) -> str:
    """The name of an entry: an article with its act, a step without its phase.

    An item of a checklist is named by its id, which stands beside it.

    Raises:
        KeyError: There is none.
    """
    if kind == "act":
        act, provision = catalog.provision(id)
        name = act.name.of(lang)
        return f"{name}, {provision.label.of(lang)}" if provision else name
    if kind == "phase" and "#" in id:
        phase, _, step = id.partition("#")
        return catalog.step(phase, step).name.of(lang)
    if kind == "checklist" and "#" in id:
        checklist, _, item = id.partition("#")
        name = catalog.get(Checklist, checklist).name.of(lang)
        return f"{name}, {catalog.item(checklist, item).id}"
    if kind == "source":
        return catalog.get(Source, id).title
    name_of = catalog.get(_MODELS[kind], id).name  # type: ignore[attr-defined]
    return str(name_of.of(lang))
