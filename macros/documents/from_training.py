"""From the training of the catalog to its three files: programme, script, slides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.documents.composer import Composer
from macros.documents.outline import (
    Block,
    Bullets,
    Document,
    FieldLine,
    Guidance,
    Heading,
    Inlines,
    Meta,
    Paragraph,
    Run,
    Slides,
    Table,
    TableColumn,
)
from macros.documents.outline import Slide as ShownSlide
from macros.model.text import Name, RichText, Slug, Text
from macros.model.training import COVER, Session, Slide, Training, TrainingFile

PAGE = "webinar"
"""The page that offers the files."""


def training_outlines(composer: Composer) -> tuple[tuple[Slug, Document | Slides], ...]:
    """Each file of the training in the language of the composer, with its name on the site."""
    training = composer.catalog.training
    made = _TrainingComposer(composer, training)
    return (
        (training.programme.slug, made.programme()),
        (training.script.slug, made.script()),
        (training.slides.slug, made.slides()),
    )


@dataclass(frozen=True)
class _TrainingComposer:
    composer: Composer
    training: Training

    def programme(self) -> Document:
        """What goes out with the invitation."""
        notices = (self._label("training-programme-notice"),)
        meta = self._meta("programme", self.training.programme, notices)
        return Document(meta, tuple(self._programme()))

    def script(self) -> Document:
        """What the facilitator has in hand."""
        meta = self._meta("script", self.training.script, (self._label("training-script-notice"),))
        return Document(meta, tuple(self._script()))

    def slides(self) -> Slides:
        """What the room sees; the notes are for the programs that can show them apart."""
        shown = tuple(
            ShownSlide(
                self._of(slide.title),
                tuple(map(self._of, slide.points)),
                self._of(slide.notes),
            )
            for session in self.training.sessions
            for slide in session.slides
        )
        return Slides(self._meta("slides", self.training.slides, ()), shown)

    def _programme(self) -> Iterator[Block]:
        yield Paragraph(self._words(self.training.summary))
        yield from (FieldLine(self.composer.field(spec)) for spec in self.training.fields)
        yield self._heading(1, "training-hours")
        yield self._hours()
        yield self._heading(1, "training-taking-part")
        yield Bullets(tuple(map(self._line, self.training.taking_part)))

    def _hours(self) -> Table:
        rows = tuple(
            (
                (Run(f"{start} - {end}"),),
                (Run(self._of(session.name), strong=True),),
                self._words(session.aim),
            )
            for start, end, session in self.training.timed()
        )
        columns = (
            TableColumn(self._label("training-hour"), 2),
            TableColumn(self._label("training-block"), 4),
            TableColumn(self._label("training-aim"), 6),
        )
        return Table("hours", "", columns, rows)

    def _script(self) -> Iterator[Block]:
        training = self.training
        title = Paragraph((Run(self._label("safety-note"), strong=True),))
        yield Guidance((title, *self._rich(training.before)))
        yield self._heading(1, "training-hours")
        yield self._hours()
        yield from self._rich(training.origin)
        yield self._heading(1, "training-who")
        yield Bullets(tuple(map(self._line, training.who)))
        yield self._heading(1, "training-preparation")
        yield Bullets(
            tuple(
                (
                    Run(f"{self._label('training-minutes', count=one.minutes)}. "),
                    *self._line(one.do),
                )
                for one in training.preparation
            ),
            ordered=True,
        )
        yield self._heading(1, "training-invitation")
        yield from self._spoken(training.invitation)
        yield self._heading(1, "training-deadlines")
        yield Bullets(
            tuple(
                (Run(f"{self._of(one.when)}. ", strong=True), *self._line(one.do))
                for one in training.deadlines
            )
        )
        yield self._heading(1, "materials")
        yield Bullets(tuple(map(self._line, training.material)))
        handouts = (
            (Run("; "), Run(self.composer.name("template", id), href=self._address(id)))
            for id in training.templates
        )
        links = tuple(run for pair in handouts for run in pair)[1:]
        yield self._titled("training-handouts", links)
        for (start, end, session), (_, slides) in zip(
            training.timed(), training.numbered(), strict=True
        ):
            yield from self._session(start, end, session, slides)

    def _session(
        self, start: str, end: str, session: Session, slides: Iterable[tuple[int, Slide]]
    ) -> Iterator[Block]:
        yield Heading(1, f"{start} - {end}. {self._of(session.name)}")
        yield self._titled("training-aim", self._words(session.aim))
        yield self._heading(2, "training-says")
        yield from self._spoken(session.says)
        yield self._heading(2, "training-does")
        yield Bullets(tuple(map(self._line, session.does)), ordered=True)
        if session.material:
            yield self._heading(2, "materials")
            yield Bullets(tuple(map(self._line, session.material)))
        if session is self.training.sessions[0]:
            yield self._heading(2, "training-slides")
            cover = self._of(self.training.slides.name)
            yield self._titled("training-slide", (Run(cover),), number=COVER)
        elif session.slides:
            yield self._heading(2, "training-slides")
        for number, slide in slides:
            yield Heading(
                3, f"{self._label('training-slide', number=number)}. {self._of(slide.title)}"
            )
            yield Bullets(tuple(map(self._words, slide.points)))
            yield from self._spoken(slide.notes, said=False)

    def _meta(self, id: str, file: TrainingFile, notices: tuple[str, ...]) -> Meta:
        composer = self.composer
        address = composer.addresses.prose[PAGE, composer.lang].address
        title, summary = self._of(file.name), self._of(file.summary)
        return composer.meta_of("training", id, title, summary, address, notices)

    def _spoken(self, text: Text, *, said: bool = True) -> Iterator[Paragraph]:
        """Plain words in paragraphs; what is said aloud stands out."""
        for part in self._of(text).split("\n\n"):
            yield Paragraph((Run(part, emphasis=said),))

    def _line(self, text: RichText) -> Inlines:
        """A text for a place that holds no paragraph."""
        found: list[Inlines] = []
        for block in self._rich(text):
            found += [block.content] if isinstance(block, Paragraph) else block.items
        return tuple(run for part in found for run in (*part, Run(" ")))[:-1]

    def _titled(self, key: str, content: Inlines, **values: object) -> Paragraph:
        return Paragraph((Run(f"{self._label(key, **values)}. ", strong=True), *content))

    def _heading(self, level: int, key: str) -> Heading:
        return Heading(level, self._label(key))

    def _rich(self, text: RichText) -> tuple[Paragraph | Bullets, ...]:
        return self.composer.paragraphs(text, {})

    def _words(self, text: Text) -> Inlines:
        return (Run(self._of(text)),)

    def _address(self, template: str) -> str:
        addresses = self.composer.addresses
        return addresses.complete(addresses.of("template", template, self.composer.lang))

    def _of(self, text: Text | Name) -> str:
        return text.of(self.composer.lang)

    def _label(self, key: str, **values: object) -> str:
        return self.composer.label(key).format(**values)
