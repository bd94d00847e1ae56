"""Outlines that use every kind of block, field and cell, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from macros.documents.outline import (
    Area,
    Bullets,
    Canvas,
    Checkbox,
    Document,
    Field,
    FieldLine,
    FieldRef,
    Formula,
    Guidance,
    Heading,
    Meta,
    PageBreak,
    Paragraph,
    Parameter,
    Run,
    Sheet,
    SheetColumn,
    Table,
    TableColumn,
    Words,
    Workbook,
)

LANGUAGES = ("it", "en")


@dataclass(frozen=True)
class Texts:
    """What differs between the languages."""

    words: Words
    title: str
    description: str
    licence: str
    notice: str
    footer: str
    town: str
    plan: str
    meeting: str
    form: str
    forms: tuple[str, ...]
    help: str
    sentence: tuple[str, str, str]
    heading: tuple[str, str, str]
    advice: tuple[str, ...]
    points: tuple[str, ...]
    consent: str
    caption: str
    columns: tuple[str, str, str]
    rows: tuple[str, ...]
    sheets: tuple[str, str]
    intro: str
    parameters: tuple[str, ...]
    headers: tuple[str, ...]
    status: tuple[str, ...]
    checks: tuple[str, ...]


TEXTS = {
    "it": Texts(
        words=Words(
            page_of="Pagina {page} di {pages}",
            choose="Scegli",
            write_here="Scrivi qui",
            choose_date="gg/mm/aaaa",
            address="Pagina della guida",
            not_in_list="Scegli una voce dell'elenco.",
            not_a_date="Scrivi una data, per esempio 31/12/2026.",
            not_a_number="Scrivi un numero compreso nei limiti.",
            sheet_is_protected="Si scrive nelle celle bianche: le altre sono protette.",
        ),
        title="Delibera di indirizzo per il Piano Locale Multisettoriale",
        description="Schema di atto per avviare il Piano.",
        licence="Licenza d'uso aperta",
        notice="Schema da adattare: non sostituisce il parere del segretario comunale.",
        footer="Delibera di indirizzo – versione 1.2 del 15/09/2026",
        town="Nome del Comune",
        plan="Obiettivi del Piano",
        meeting="Data della seduta",
        form="Forma di gestione",
        forms=("Comune singolo", "Unione di Comuni", "Convenzione «aperta» & altre"),
        help="Indica solo quelli già condivisi con gli altri enti.",
        sentence=("Il Comune di ", ", riunito il ", ", sceglie la forma: "),
        heading=("Premesse", "Contenuto dell'atto", "Allegati"),
        advice=(
            "Riporta qui i dati che descrivono il territorio: quanti lavoratori, in quali "
            "stagioni, con quali rapporti di lavoro. Bastano le cifre che conosci.",
            "Prima di scrivere:",
        ),
        points=("senti la Prefettura", "raccogli i dati dell'INPS", "avvisa le parti sociali"),
        consent="Il responsabile ha dato il parere di regolarità tecnica",
        caption="Tavolo di coordinamento",
        columns=("Ente", "Referente", "Impegno preso"),
        rows=("Comune", "Prefettura", "ASL"),
        sheets=("Controlli iniziali", "Riepilogo"),
        intro=(
            "Una riga per controllo. Lo stato si sceglie dall'elenco; la data è quella in cui la "
            "prova è stata raccolta. Le righe vuote in fondo servono per i controlli che il Comune "
            "vuole aggiungere."
        ),
        parameters=("Ente", "Inizio del piano", "Quota attesa (%)", "Modo", "Controlli fatti"),
        headers=("Codice", "Controllo", "Stato", "Data", "Peso", "Quanti", "Punti", "Note"),
        status=("Sì", "In parte", "No"),
        checks=("Il tavolo è costituito con atto formale", "I dati di partenza sono raccolti"),
    ),
    "en": Texts(
        words=Words(
            page_of="Page {page} of {pages}",
            choose="Choose",
            write_here="Write here",
            choose_date="dd/mm/yyyy",
            address="Page of the guide",
            not_in_list="Choose one of the entries of the list.",
            not_a_date="Write a date, for example 31/12/2026.",
            not_a_number="Write a number within the limits.",
            sheet_is_protected="Write in the white cells: the others are protected.",
        ),
        title="Orientation resolution for the Local Multisectoral Plan",
        description="Model act to start the Plan.",
        licence="Open licence",
        notice="Model to adapt: it does not replace the opinion of the municipal secretary.",
        footer="Orientation resolution – version 1.2 of 15/09/2026",
        town="Name of the municipality",
        plan="Aims of the Plan",
        meeting="Date of the sitting",
        form="Form of management",
        forms=("One municipality", "Union of municipalities", "«Open» agreement & others"),
        help="Name only those already shared with the other bodies.",
        sentence=("The Municipality of ", ", meeting on ", ", chooses the form: "),
        heading=("Whereas", "Content of the act", "Annexes"),
        advice=(
            "Put here the figures that describe the area: how many workers, in which seasons, "
            "with which contracts. The figures you know are enough.",
            "Before writing:",
        ),
        points=("hear the Prefecture", "gather the INPS data", "tell the social partners"),
        consent="The officer in charge has given the technical opinion",
        caption="Coordination table",
        columns=("Body", "Contact person", "Commitment"),
        rows=("Municipality", "Prefecture", "Health authority"),
        sheets=("Checks to start", "Summary"),
        intro=(
            "One row for each check. The status is chosen from the list; the date is the day on "
            "which the evidence was gathered. The empty rows at the end are for the checks that "
            "the municipality wants to add."
        ),
        parameters=("Body", "Start of the plan", "Expected share (%)", "Mode", "Checks done"),
        headers=("Code", "Check", "Status", "Date", "Weight", "How many", "Points", "Notes"),
        status=("Yes", "In part", "No"),
        checks=("The table was set up with a formal act", "The first data are gathered"),
    ),
}


def meta(lang: str) -> Meta:
    texts = TEXTS[lang]
    return Meta(
        id="orientation-resolution",
        kind="template",
        lang=lang,
        title=texts.title,
        description=texts.description,
        publisher="Ufficio Piano",
        version="1.2",
        date=date(2026, 9, 15),
        licence=texts.licence,
        licence_url="https://example.org/licence",
        url=f"https://example.org/{lang}/orientation-resolution/?a=1&b=2",
        notices=(texts.notice,),
        footer=texts.footer,
        words=texts.words,
    )


def fields(lang: str) -> dict[str, Field]:
    texts = TEXTS[lang]
    return {
        "town": Field("town", "text", texts.town),
        "aims": Field("aims", "multiline", texts.plan, help=texts.help),
        "meeting-day": Field("meeting-day", "date", texts.meeting),
        "form": Field("form", "choice", texts.form, options=texts.forms),
    }


def document(lang: str, *, landscape: bool = False) -> Document:
    texts, field = TEXTS[lang], fields(lang)
    before, between, after = texts.sentence
    return Document(
        meta(lang),
        (
            Heading(1, texts.heading[0]),
            Guidance(
                (
                    Paragraph((Run(texts.advice[0]),)),
                    Paragraph((Run(texts.advice[1], strong=True),)),
                    Bullets(tuple((Run(point),) for point in texts.points)),
                )
            ),
            Paragraph(
                (
                    Run(before),
                    FieldRef(field["town"]),
                    Run(between),
                    FieldRef(field["meeting-day"]),
                    Run(after),
                    FieldRef(field["form"]),
                    Run("."),
                )
            ),
            Bullets(tuple((Run(point),) for point in texts.points), ordered=True),
            Heading(2, texts.heading[1]),
            *(FieldLine(one) for one in field.values()),
            Paragraph((Checkbox("opinion", texts.consent), Run(f" {texts.consent}"))),
            Bullets(tuple((Run(point),) for point in texts.points)),
            Paragraph(
                (
                    Run("A  B\nC\tD <&> ", strong=True),
                    Run("E", emphasis=True),
                    Run(" "),
                    Run(
                        "L. 199/2016", strong=True, emphasis=True, href="https://example.org/a?b&c"
                    ),
                )
            ),
            PageBreak(),
            Heading(3, texts.heading[2]),
            Bullets(tuple((Run(point),) for point in texts.points), ordered=True),
            Table(
                "coordination-table",
                texts.caption,
                tuple(
                    TableColumn(title, width)
                    for title, width in zip(texts.columns, (1, 1, 2), strict=True)
                ),
                tuple(
                    (
                        (Run(body),),
                        (FieldRef(Field(f"contact-{number}", "text", texts.columns[1])),),
                        (Checkbox(f"done-{number}", texts.columns[2]),) if number else (),
                    )
                    for number, body in enumerate(texts.rows)
                ),
            ),
            PageBreak(),
            FieldLine(field["town"]),
        ),
        landscape=landscape,
    )


def canvas(lang: str) -> Canvas:
    texts = TEXTS[lang]
    areas = zip(("aims", "bodies", "evidence"), texts.headers, texts.advice * 2, strict=False)
    return Canvas(
        meta(lang),
        "a3",
        columns=3,
        rows=1,
        areas=tuple(
            Area(name, title, prompt, column, 0)
            for column, (name, title, prompt) in enumerate(areas)
        ),
        instructions=texts.advice,
    )


def workbook(lang: str) -> Workbook:
    texts = TEXTS[lang]
    body, start, share, mode, done = texts.parameters
    code, check, status, day, weight, count, points, notes = texts.headers
    yes, partly, _ = texts.status
    score = Formula(
        f'IF({{status}}="{yes}",{{weight}}*1.5,IF({{status}}="{partly}, ""x""",0.5,0))', 0, "number"
    )
    done_so_far = Formula(f'COUNTIF({{status:}},"{yes}")', 0, "integer")
    first = Sheet(
        "start-checks",
        texts.sheets[0],
        (texts.intro,),
        (
            Parameter("body", body, "text", help=texts.help),
            Parameter("start", start, "date", value=date(2026, 10, 1)),
            Parameter("share", share, "number", value=62.5),
            Parameter("mode", mode, "choice", options=texts.forms),
            Parameter("done", done, "integer", value=done_so_far),
        ),
        (
            SheetColumn("code", code, "text", 18, locked=True),
            SheetColumn("check", check, "text", 40, locked=True),
            SheetColumn("status", status, "choice", 12, help=texts.help, options=texts.status),
            SheetColumn("day", day, "date", 12),
            SheetColumn("weight", weight, "number", 10, minimum=0, maximum=2.5),
            SheetColumn("count", count, "integer", 10, minimum=1),
            SheetColumn("points", points, "number", 10, locked=True, formula=score),
            SheetColumn("notes", notes, "text", 30),
        ),
        (
            ("A1", texts.checks[0], None, None, 2.0, None, None, "a\nb"),
            ("A2", texts.checks[1], yes, date(2026, 10, 5), 1.5, 3, None, None),
        ),
        blank_rows=3,
    )
    second = Sheet(
        "summary",
        texts.sheets[1],
        (),
        (Parameter("lines", done, "integer", value=Formula("COUNTA({note:})", 0, "integer")),),
        (
            SheetColumn("note", notes, "text", 60),
            SheetColumn(
                "length",
                points,
                "text",
                12,
                locked=True,
                formula=Formula('IF({note}="","–",LEN({note}))', "–"),
            ),
        ),
        (),
        blank_rows=2,
    )
    third = Sheet("list", texts.status[0], (), (), (SheetColumn("one", code, "text", 9),), (), 1)
    return Workbook(meta(lang), (first, second, third))
