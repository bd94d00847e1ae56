"""Loading: everything right in one catalog, or no catalog at all."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ValidationError
from tiny_site import TINY, TinySite

from macros.load import load
from macros.model import KINDS, SINGLES
from macros.model.phase import Phase
from macros.problems import ContentError
from macros.walk import models_under


def test_every_kind_is_loaded() -> None:
    """The catalog holds each entry of each kind, and the files that hold one thing."""
    catalog = load(TINY / "data")
    counts = {kind.name: len(catalog.all(kind.model)) for kind in KINDS}
    assert counts == {
        "phase": 1, "method": 1, "checklist": 1, "template": 3, "measure": 1, "decision": 1,
        "office": 1, "act": 1, "indicator": 1, "dataset": 1, "priority": 1,
        "warning": 1, "event": 2, "fund": 1, "body": 1, "helpline": 1, "case": 1,
        "copy": 4,
        "role": 2, "route": 1, "term": 2, "source": 2, "change": 2,
    }  # fmt: skip
    assert catalog.get(Phase, "set-up").name.en == "Set-up"
    assert catalog.site.version == "0.0.1"
    assert catalog.label("home", "en") == "Home"


def test_what_is_loaded_cannot_be_changed() -> None:
    """Entries are frozen: no page can change what the next one shows."""
    phase = load(TINY / "data").get(Phase, "set-up")
    with pytest.raises(ValidationError):
        phase.number = 9


def test_one_mistake_leaves_no_catalog(tiny: TinySite) -> None:
    """Nothing half-built: with one wrong word there is an error and nothing else."""
    assert load(tiny.data)
    tiny.replace("data/roles.yaml", "en: Mayor", "en: ''")
    with pytest.raises(ContentError) as told:
        load(tiny.data)
    assert [problem.code for problem in told.value.problems] == ["blank"]


def test_messages_name_files_as_asked(tiny: TinySite) -> None:
    """Files are named under the folder given, or as the caller says."""
    tiny.replace("data/roles.yaml", "en: Mayor", "en: ''")
    with pytest.raises(ContentError) as told:
        load(tiny.data)
    assert told.value.problems[0].path == f"{tiny.data.as_posix()}/roles.yaml"
    assert tiny.data_problems()[0].path == "data/roles.yaml"


@pytest.mark.parametrize("name", [".matrix.yaml.swp", ".#matrix.yaml", "#matrix.yaml#", ".gitkeep"])
def test_what_editors_leave_is_no_mistake(name: str, tiny: TinySite) -> None:
    """A file open in an editor does not stop the preview; a copy by hand is still refused."""
    tiny.write(f"data/methods/{name}", b"\x00")
    assert tiny.data_problems() == ()
    tiny.write("data/methods/matrix.yaml.bak", b"\x00")
    assert [problem.code for problem in tiny.data_problems()] == ["not_yaml"]


def test_every_model_refuses_what_it_does_not_know() -> None:
    """No model of the data lets an unknown key pass, nor can be changed."""
    seen: set[type[BaseModel]] = set()
    for model in (*(kind.model for kind in KINDS), *SINGLES.values()):
        seen |= set(models_under(model))
    assert len(seen) > 30
    for model in seen:
        if "root" not in model.model_fields:
            assert model.model_config.get("extra") == "forbid", model
            assert model.model_config.get("frozen"), model
