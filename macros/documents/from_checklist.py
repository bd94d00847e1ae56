"""From a checklist of the catalog to a page to print and a sheet to keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from macros.documents.composer import Composer
from macros.documents.outline import (
    Block,
    Checkbox,
    Document,
    Field,
    FieldLine,
    FieldRef,
    Formula,
    Guidance,
    Inlines,
    Paragraph,
    Parameter,
    Run,
    Sheet,
    SheetColumn,
    Table,
    TableColumn,
    Workbook,
)
from macros.model.checklist import Checklist, Item


def checklist_outlines(checklist: Checklist, composer: Composer) -> tuple[Document, Workbook]:
    """What a checklist gives to download, in the language of the composer."""
    composed = _ChecklistComposer(composer)
    return composed.document(checklist), composed.workbook(checklist)


@dataclass(frozen=True)
class _ChecklistComposer:
    composer: Composer

    def document(self, checklist: Checklist) -> Document:
        """The checklist as a table with boxes, and places for who, when and notes."""
        composer, label = self.composer, self.composer.label
        blocks: list[Block] = [Paragraph((Run(checklist.summary.of(composer.lang)),))]
        if checklist.before:
            blocks.append(Guidance(composer.paragraphs(checklist.before, {})))
        profile = {spec.id: spec for spec in composer.catalog.profile.fields}
        blocks += [
            FieldLine(composer.field(profile[composer.catalog.profile.head])),
            FieldLine(Field("checked--on", "date", label("checklist-checked-on"))),
        ]
        columns = (
            ("checklist-column-done", 5),
            ("checklist-column-item", 29),
            ("checklist-column-evidence", 15),
            ("checklist-column-obligation", 13),
            ("checklist-column-owner", 11),
            ("checklist-column-due", 9),
            ("checklist-column-kept", 11),
            ("checklist-column-note", 12),
        )
        blocks.append(
            Table(
                f"{checklist.id}-items"[:64],
                checklist.name.of(composer.lang),
                tuple(TableColumn(label(key), width) for key, width in columns),
                tuple(self._row(item) for item in checklist.items),
            )
        )
        meta = composer.meta(
            "checklist", checklist, checklist.summary, (label("checklist-notice"),)
        )
        return Document(meta, tuple(blocks), landscape=True)

    def _row(self, item: Item) -> tuple[Inlines, ...]:
        lang, label = self.composer.lang, self.composer.label
        text = item.text.of(lang)

        def field(name: str, kind: Callable[[str], Field]) -> Inlines:
            return (FieldRef(kind(item.control(name))),)

        def titled(key: str, kind: str) -> Callable[[str], Field]:
            return lambda id: Field(id, kind, f"{label(key)}: {item.id}")  # type: ignore[arg-type]

        return (
            (Checkbox(item.id, _shortened(text)),),
            (Run(text, strong=True), Run(f" {item.why.of(lang)}")),
            (Run(item.evidence.of(lang)),),
            (Run(self._obligation(item)),),
            field("owner", titled("checklist-column-owner", "text")),
            field("due", titled("checklist-column-due", "date")),
            field("kept", titled("checklist-column-kept", "text")),
            field("note", titled("checklist-column-note", "multiline")),
        )

    def _obligation(self, item: Item) -> str:
        label = self.composer.label(f"obligation-{item.obligation}")
        acts = ", ".join(self.composer.name("act", id) for id in item.acts)
        return f"{label}: {acts}" if acts else label

    def workbook(self, checklist: Checklist) -> Workbook:
        """The checklist as a sheet with progress, filters and lists of values."""
        composer, label, lang = self.composer, self.composer.label, self.composer.lang
        done = (label("checklist-yes"), label("checklist-no"), label("checklist-not-needed"))
        profile = {spec.id: spec for spec in composer.catalog.profile.fields}
        head = composer.field(profile[composer.catalog.profile.head])
        columns = (
            SheetColumn("code", label("checklist-column-code"), "text", 9, locked=True),
            SheetColumn("item", label("checklist-column-item"), "text", 46, locked=True),
            SheetColumn("why", label("checklist-column-why"), "text", 30, locked=True),
            SheetColumn("evidence", label("checklist-column-evidence"), "text", 24, locked=True),
            SheetColumn(
                "obligation", label("checklist-column-obligation"), "text", 26, locked=True
            ),
            SheetColumn(
                "done",
                label("checklist-column-done"),
                "choice",
                12,
                help=label("checklist-help-done"),
                options=done,
            ),
            SheetColumn("owner", label("checklist-column-owner"), "text", 18),
            SheetColumn("due", label("checklist-column-due"), "date", 12),
            SheetColumn("kept", label("checklist-column-kept"), "text", 22),
            SheetColumn("note", label("checklist-column-note"), "text", 30),
        )
        yes, not_needed = done[0], done[2]
        parameters = (
            Parameter(head.id, head.label, "text"),
            Parameter("checked-on", label("checklist-checked-on"), "date"),
            Parameter(
                "done-count",
                label("checklist-done-count"),
                "integer",
                value=Formula(f'COUNTIF({{done:}},"{yes}")', 0, "integer"),
            ),
            Parameter(
                "needed-count",
                label("checklist-needed-count"),
                "integer",
                value=Formula(
                    f'{len(checklist.items)}-COUNTIF({{done:}},"{not_needed}")',
                    len(checklist.items),
                    "integer",
                ),
            ),
        )
        rows = tuple(
            (
                item.id,
                item.text.of(lang),
                item.why.of(lang),
                item.evidence.of(lang),
                self._obligation(item),
                None,
                None,
                None,
                None,
                None,
            )
            for item in checklist.items
        )
        sheet = Sheet(
            id="checklist",
            title=label("checklist-sheet"),
            intro=(checklist.summary.of(lang),),
            parameters=parameters,
            columns=columns,
            rows=rows,
        )
        return Workbook(
            composer.meta("checklist", checklist, checklist.summary, (label("checklist-notice"),)),
            (sheet,),
        )


def _shortened(text: str) -> str:
    return text if len(text) <= 64 else f"{text[:61].rsplit(' ', 1)[0]}..."
