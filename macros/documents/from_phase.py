"""From a phase of the catalog to all that it asks for on paper: steps, boxes to tick, methods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.documents.composer import Composer
from macros.documents.outline import (
    Block,
    Bullets,
    Checkbox,
    Document,
    Guidance,
    Heading,
    Inlines,
    PageBreak,
    Paragraph,
    Run,
    Table,
    TableColumn,
)
from macros.model.checklist import Checklist, Item
from macros.model.method import Method
from macros.model.phase import Phase, Step
from macros.model.template import Template
from macros.model.text import Name, RichText, Text


def phase_outline(phase: Phase, composer: Composer) -> Document:
    """The whole of a phase to print, in the language of the composer.

    Its page, each of its checklists with a box per item, each of its methods in full,
    and the complete address of each of its documents.
    """
    return _PhaseComposer(composer).document(phase)


@dataclass(frozen=True)
class _PhaseComposer:
    composer: Composer

    def document(self, phase: Phase) -> Document:
        composer, catalog = self.composer, self.composer.catalog
        number = self._label("phase-of", number=phase.number, count=len(catalog.all(Phase)))
        notices = (number, composer.label("phase-on-paper-notice"))
        blocks = (
            *self._phase(phase),
            *self._documents([catalog.get(Template, id) for id in phase.templates]),
            *self._checklists([catalog.get(Checklist, id) for id in phase.checklists]),
            *self._methods([catalog.get(Method, id) for id in phase.methods]),
        )
        return Document(composer.meta("phase", phase, phase.purpose, notices), blocks)

    def _phase(self, phase: Phase) -> Iterator[Block]:
        yield Paragraph(self._words(phase.purpose))
        yield from self._safety(phase.before)
        yield self._heading(1, "in-brief")
        yield from self._titled("when", phase.when)
        if durations := phase.duration.by_route:
            yield Paragraph((self._title("duration"),))
            yield Bullets(
                tuple(
                    (Run(f"{self._label(f'route-{route}')}: "), *self._words(text))
                    for route, text in durations
                )
            )
        roles = "; ".join(self._name("role", id) for id in phase.lead)
        yield Paragraph((self._title("who-leads"), Run(roles)))
        yield from self._titled("with-whom", phase.with_whom)
        yield from self._listed(1, "inputs", phase.inputs)
        yield from self._listed(1, "outputs", phase.outputs)
        yield self._heading(1, "steps")
        for place, step in enumerate(phase.steps, 1):
            yield from self._step(place, step)
        yield self._heading(1, "administrative-act")
        yield from self._rich(phase.act)
        if phase.acts:
            yield Bullets(tuple((self._link("act", id),) for id in phase.acts))
        yield self._heading(1, "risks")
        yield Table(
            "risks",
            "",
            (TableColumn(self._label("risk"), 2), TableColumn(self._label("answer"), 3)),
            tuple((self._words(one.risk), self._line(one.answer)) for one in phase.risks),
        )
        yield from self._listed(1, "quality", phase.quality)

    def _step(self, place: int, step: Step) -> Iterator[Block]:
        yield Heading(2, f"{place}. {self._of(step.name)}")
        yield from self._safety(step.before)
        yield from self._rich(step.how)
        if step.essential:
            yield from self._titled("step-essential", step.essential)
        used = (
            ("roles", "role", step.roles),
            ("templates", "template", step.templates),
            ("checklists", "checklist", step.checklists),
            ("methods", "method", step.methods),
            ("acts", "act", step.acts),
        )
        if items := tuple(
            (Run(f"{self._label(key)}: {'; '.join(self._name(kind, id) for id in ids)}"),)
            for key, kind, ids in used
            if ids
        ):
            yield Paragraph((Run(self._label("step-uses"), strong=True),))
            yield Bullets(items)

    def _documents(self, templates: Iterable[Template]) -> Iterator[Block]:
        yield self._heading(1, "templates")
        yield Bullets(
            tuple(
                (
                    Run(f"{self._of(one.name)}: "),
                    Run(address := self._address("template", one.id), href=address),
                )
                for one in templates
            )
        )

    def _checklists(self, checklists: Iterable[Checklist]) -> Iterator[Block]:
        for checklist in checklists:
            yield PageBreak()
            yield Heading(1, f"{self._label('checklist')}: {self._of(checklist.name)}")
            yield Paragraph(self._words(checklist.summary))
            yield from self._safety(checklist.before)
            yield Bullets(tuple(self._item(item) for item in checklist.items))

    def _item(self, item: Item) -> Inlines:
        text = self._of(item.text)
        evidence = f"{self._label('checklist-evidence')}: {self._of(item.evidence)}"
        acts = "; ".join(self._name("act", id) for id in item.acts)
        weight = self._label(f"obligation-{item.obligation}") + (f": {acts}" if acts else "")
        return (
            Checkbox(item.id, text),
            Run(text, strong=True),
            Run(f" {self._of(item.why)} {evidence} [{weight}]"),
        )

    def _methods(self, methods: Iterable[Method]) -> Iterator[Block]:
        for method in methods:
            yield PageBreak()
            yield Heading(1, f"{self._label('method')}: {self._of(method.name)}")
            yield Paragraph(self._words(method.summary))
            for key, text in (
                ("question", method.question),
                ("time-preparation", method.time.preparation),
                ("time-session", method.time.session),
            ):
                yield Paragraph((self._title(key), *self._words(text)))
            yield Paragraph(
                (
                    self._title("safety-class"),
                    Run(self._label(f"safety-{method.safety.lower()}")),
                )
            )
            yield from self._titled("use", method.use)
            yield from self._titled("avoid", method.avoid)
            yield from self._titled("people", method.people)
            yield self._heading(2, "materials")
            yield Bullets(tuple(map(self._words, method.materials)))
            yield from self._safety(method.before)
            yield from self._listed(2, "steps", method.steps, ordered=True)
            yield self._heading(2, "results")
            yield Bullets(tuple(map(self._words, method.outputs)))
            yield from self._listed(2, "pitfalls", method.pitfalls)
            yield self._heading(2, "safe-practice")
            yield from self._rich(method.safe_practice)
            yield self._heading(2, "public-body")
            yield from self._rich(method.public_body)

    def _safety(self, text: RichText | None) -> Iterator[Block]:
        if text:
            title = Paragraph((Run(self._label("safety-note"), strong=True),))
            yield Guidance((title, *self._rich(text)))

    def _listed(
        self, level: int, key: str, texts: Iterable[RichText], *, ordered: bool = False
    ) -> Iterator[Block]:
        yield self._heading(level, key)
        yield Bullets(tuple(map(self._line, texts)), ordered)

    def _titled(self, key: str, text: RichText) -> Iterator[Block]:
        """A text after its title, on the same line where it starts with a sentence."""
        first, *rest = self._rich(text)
        if isinstance(first, Paragraph):
            yield Paragraph((self._title(key), *first.content))
        else:
            yield Paragraph((self._title(key),))
            yield first
        yield from rest

    def _line(self, text: RichText) -> Inlines:
        """A text for a place that holds no paragraph: an item, a cell."""
        found: list[Inlines] = []
        for block in self._rich(text):
            found += [block.content] if isinstance(block, Paragraph) else block.items
        return tuple(run for part in found for run in (*part, Run(" ")))[:-1]

    def _rich(self, text: RichText) -> tuple[Paragraph | Bullets, ...]:
        return self.composer.paragraphs(text, {})

    def _heading(self, level: int, key: str) -> Heading:
        return Heading(level, self._label(key))

    def _title(self, key: str) -> Run:
        return Run(f"{self._label(key)}. ", strong=True)

    def _words(self, text: Text) -> Inlines:
        return (Run(self._of(text)),)

    def _link(self, kind: str, id: str) -> Run:
        return Run(self._name(kind, id), href=self._address(kind, id))

    def _address(self, kind: str, id: str) -> str:
        addresses = self.composer.addresses
        return addresses.complete(addresses.of(kind, id, self.composer.lang))

    def _name(self, kind: str, id: str) -> str:
        return self.composer.name(kind, id)

    def _of(self, text: Text | Name) -> str:
        return text.of(self.composer.lang)

    def _label(self, key: str, **values: object) -> str:
        return self.composer.label(key).format(**values)
