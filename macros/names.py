"""The name that a reader sees for what a text points to."""

from __future__ import annotations

from macros.catalog import Catalog
from macros.model import KINDS
from macros.model.law import Source
from macros.model.text import Lang

_MODELS = {kind.name: kind.model for kind in KINDS}


def entry_name(catalog: Catalog, kind: str, id: str, lang: Lang) -> str:
    """The name of an entry: an article with its act, a step without its phase.

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
    if kind == "source":
        return catalog.get(Source, id).title
    name_of = catalog.get(_MODELS[kind], id).name  # type: ignore[attr-defined]
    return str(name_of.of(lang))
