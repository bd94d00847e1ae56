"""What each field of the data is for, in words for who writes them.

The words are in `explanations.yaml`, in both languages; the schemas and the files that one
starts from take them from here, so that neither can say something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from macros.model.text import LANGS, Lang

_FILE = Path(__file__).with_name("explanations.yaml")


def explanation(model: type[BaseModel], field: str = "") -> Mapping[str, Any]:
    """What is said of a model, or of one of its fields; empty if nobody has written it.

    A field is explained for its own model, else for the model it was inherited from, else
    for whatever model has one of that name.
    """
    owners = [owner.__name__ for owner in model.__mro__ if issubclass(owner, BaseModel)]
    keys = [f"{owner}.{field}" for owner in owners] + [field] if field else owners[:1]
    found = explanations()
    return next((found[key] for key in keys if key in found), {})


def words(key: str, lang: Lang, **values: object) -> str:
    """A sentence of `explanations.yaml`, its places filled."""
    text: str = explanations()[key][lang]
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def in_both(model: type[BaseModel], field: str = "") -> str:
    """The explanation in both languages, one after the other; empty if there is none."""
    said = explanation(model, field)
    return " / ".join(said[lang] for lang in LANGS) if said else ""


@cache
def explanations() -> Mapping[str, Mapping[str, Any]]:
    """Everything said of models and fields, by `Model`, `Model.field` or `field`."""
    loaded: Mapping[str, Mapping[str, Any]] = yaml.safe_load(_FILE.read_text("utf-8"))
    return loaded
