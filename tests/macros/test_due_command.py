"""`python -m macros due` and `affected`: what a maintainer, and the schedule, are told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tiny_site import TinySite

from macros.__main__ import main

Run = Callable[..., tuple[int, str]]
ACT = "data/acts/tuel.yaml"


@pytest.fixture
def run(tiny: TinySite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line, in the folder of a tiny guide."""
    monkeypatch.chdir(tiny.root)

    def command(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        code = main(arguments)
        return code, capsys.readouterr().out

    return command


def test_when_nothing_has_expired_the_next_day_is_told(run: Run) -> None:
    """Exit code 0."""
    code, told = run("due", "--on", "2026-12-01", "--lang", "en")
    assert code == 0
    assert told == ("On 2026-12-01 nothing has expired. The next to expire, on 2027-05-22: 2.\n")


def test_what_has_expired_is_told_by_risk_with_what_it_touches(tiny: TinySite, run: Run) -> None:
    """Since when, who checks, where it is written, which pages and documents; exit code 1."""
    code, told = run("due", "--on", "2029-01-01")
    assert code == 1
    assert told.startswith("Al 2029-01-01 sono da ricontrollare: 5.\n")
    assert told.index("RISCHIO ALTO") < told.index("RISCHIO MEDIO") < told.index("RISCHIO BASSO")
    act = told[told.index("act:tuel") : told.index("RISCHIO MEDIO")]
    rows = [line.split(maxsplit=3) for line in told.splitlines()]
    assert ["2027-05-22", "2026-11-22", "act:tuel", "Segretario comunale"] in rows
    assert f"{ACT}:1" in act
    assert "pagine (" in act and "Partenza" in act and "Matrice" in act
    assert "documenti (" in act
    line = tiny.line_of("data/sources.yaml", "- id: report")
    assert f"data/sources.yaml:{line}" in told
    assert "tutta la guida" in told
    assert "act:tuel-42" not in told
    assert "HIGH RISK" in run("due", "--on", "2029-01-01", "--lang", "en")[1]


def test_an_act_marked_as_changed_says_what_to_read_again(tiny: TinySite, run: Run) -> None:
    """At once, whatever its months; until it is read again."""
    tiny.replace(ACT, "checked_on: 2026-11-22", "checked_on: 2026-11-22\nchanged_on: 2026-12-24")
    code, told = run("due", "--on", "2027-01-01")
    assert code == 1
    assert "modificato il 2026-12-24, dopo l'ultima lettura" in told
    assert "Partenza" in told
    tiny.replace(ACT, "checked_on: 2026-11-22", "checked_on: 2027-01-01")
    assert run("due", "--on", "2027-01-01")[0] == 0


def test_a_reading_in_the_future_is_told(tiny: TinySite, run: Run) -> None:
    """With its file and line, and exit code 1."""
    tiny.replace(ACT, "checked_on: 2026-11-22", "checked_on: 2199-11-22")
    code, told = run("due", "--on", "2026-12-01")
    assert code == 1
    assert "la data della lettura (2199-11-22) è nel futuro" in told


@pytest.mark.parametrize("day", ["domani", "2027-02-30", "31/01/2027", "2027-1-1", " "])
def test_what_is_no_date_is_told(day: str, run: Run) -> None:
    """Exit code 2: it is the command that is wrong, not the guide."""
    code, told = run("due", "--on", day)
    assert (code, told) == (2, f"«{day}» non è una data: scrivila come 2027-01-31\n")


def test_a_day_written_wrong_in_the_data_is_told_as_check_tells_it(
    tiny: TinySite, run: Run
) -> None:
    """What cannot be read has no day."""
    tiny.replace(ACT, "checked_on: 2026-11-22", "checked_on: 2026-02-30")
    code, told = run("due")
    assert code == 1
    assert f"{ACT}:{tiny.line_of(ACT, 'checked_on')}: " in told


def test_what_a_thing_touches_is_listed_with_file_and_line(tiny: TinySite, run: Run) -> None:
    """Places that name it, pages, documents; each place once."""
    code, told = run("affected", "act:tuel")
    assert code == 0
    assert told.startswith("act:tuel: TUEL\n")
    line = tiny.line_of("data/methods/matrix.yaml", "  - tuel-42")
    assert f"data/methods/matrix.yaml:{line}: method:matrix\n" in told
    assert "Pagine da rileggere:" in told and "metodi/matrice/  Matrice" in told
    assert "Documenti da rileggere:" in told and "liste/partenza/  Partenza" in told
    assert "Pages to read again:" in run("affected", "act:tuel", "--lang", "en")[1]
    assert run("affected", "page:home")[0] == 0


@pytest.mark.parametrize("id", ["act:tuell", "tuel", "", "act:", "x:y:z", "selector:"])
def test_what_is_not_there_is_told(id: str, run: Run) -> None:
    """Exit code 2, with the nearest names."""
    code, told = run("affected", id)
    assert code == 2
    assert told.startswith(f"«{id}» non c'è nella guida.")
    if id == "act:tuell":
        assert "Forse: act:tuel" in told


def test_wrong_data_are_told_first(tiny: TinySite, run: Run) -> None:
    """As `check` tells them."""
    tiny.replace("data/methods/matrix.yaml", "safety: S0", "safety: S7")
    for arguments in (("due",), ("affected", "act:tuel")):
        code, told = run(*arguments)
        assert code == 1
        assert "S7" in told
