"""From the indicators of the catalog to one sheet, to choose some and follow them."""

from __future__ import annotations

from macros.documents.composer import Composer
from macros.documents.outline import CellValue, Formula, Parameter, Sheet, SheetColumn, Workbook
from macros.model.evidence import Indicator

ID = "all"
"""There is one sheet for all of them."""


def indicators_outline(composer: Composer) -> Workbook:
    """The list of the indicators, with places for baseline, target and values."""
    label = composer.label
    page = composer.addresses.prose["indicators", composer.lang]
    meta = composer.meta_of("indicator", ID, page.title, page.description, page.address, ())
    answers = (label("checklist-yes"), label("checklist-no"))
    columns = (
        SheetColumn("code", label("checklist-column-code"), "text", 22, locked=True),
        SheetColumn("indicator", label("indicator"), "text", 34, locked=True),
        SheetColumn("axis", label("axis"), "text", 20, locked=True),
        SheetColumn("definition", label("indicator-definition"), "text", 50, locked=True),
        SheetColumn("formula", label("indicator-formula"), "text", 34, locked=True),
        SheetColumn("unit", label("indicator-unit"), "text", 12, locked=True),
        SheetColumn("source", label("indicator-source"), "text", 30, locked=True),
        SheetColumn("often", label("dataset-often"), "text", 18, locked=True),
        SheetColumn("reads", label("indicator-reads"), "text", 22, locked=True),
        SheetColumn("chosen", label("indicator-chosen"), "choice", 10, options=answers),
        SheetColumn("owner", label("checklist-column-owner"), "text", 20),
        SheetColumn("baseline", label("indicator-baseline"), "text", 14),
        SheetColumn("baseline-on", label("indicator-baseline-on"), "date", 13),
        SheetColumn("target", label("indicator-target"), "text", 14),
        SheetColumn("value", label("indicator-value"), "text", 14),
        SheetColumn("value-on", label("indicator-value-on"), "date", 13),
        SheetColumn("note", label("checklist-column-note"), "text", 30),
    )
    count = Formula(f'COUNTIF({{chosen:}},"{answers[0]}")', 0, "integer")
    sheet = Sheet(
        id="indicators",
        title=label("indicators"),
        intro=(label("indicator-sheet-intro"), label("indicator-sheet-small")),
        parameters=(
            Parameter("chosen-count", label("indicator-chosen-count"), "integer", value=count),
        ),
        columns=columns,
        rows=tuple(_row(one, composer) for one in composer.catalog.all(Indicator)),
    )
    return Workbook(meta, (sheet,))


def _row(one: Indicator, composer: Composer) -> tuple[CellValue, ...]:
    lang, label = composer.lang, composer.label
    known = (
        one.id,
        one.name.of(lang),
        composer.catalog.site.axes[one.axis].of(lang),
        one.definition.of(lang),
        one.formula.of(lang),
        label(f"unit-{one.unit}"),
        one.source.of(lang),
        label(f"often-{one.frequency}"),
        label(f"reads-{one.reads}"),
    )
    return (*known, *(None,) * 8)
