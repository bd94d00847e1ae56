"""Outlines that use every block, every field kind and every sign the PDF must print."""

from __future__ import annotations

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
    Guidance,
    Heading,
    Meta,
    PageBreak,
    PaperSize,
    Paragraph,
    Run,
    Table,
    TableColumn,
    Words,
)

SIGNS = "à è é ì ò ù À È « » ' ’ – — … € § ° → ≥ ≤ × • č š ž Č Š Ž ć đ “ ” ½ ² ← ↔ ≠ ≈"

WORDS = {
    "it": Words(
        page_of="Pagina {page} di {pages}",
        choose="Scegli",
        write_here="Scrivi qui",
        choose_date="gg/mm/aaaa",
        address="Pagina della guida",
        not_in_list="Scegli un valore dell’elenco.",
        not_a_date="Scrivi una data.",
        not_a_number="Scrivi un numero.",
        sheet_is_protected="Si scrive nelle celle bianche.",
    ),
    "en": Words(
        page_of="Page {page} of {pages}",
        choose="Choose",
        write_here="Write here",
        choose_date="dd/mm/yyyy",
        address="Page of the guide",
        not_in_list="Choose a value of the list.",
        not_a_date="Write a date.",
        not_a_number="Write a number.",
        sheet_is_protected="You can write in the white cells.",
    ),
}

_TEXT = {
    "it": {
        "title": "Delibera di indirizzo per il Piano Locale Multisettoriale",
        "description": "Atto con cui la Giunta avvia il percorso.",
        "notice": "Schema da adattare. Verificare con il Segretario comunale.",
        "footer": "Delibera di indirizzo · versione 1.0 · 15 gennaio 2026",
        "premises": "Premesse",
        "sign": "Segni",
        "decides": "Decisione",
        "checks": "Controlli prima della firma",
        "actions": "Azioni del primo anno",
        "municipality": "Comune",
        "municipality_help": "Il nome per esteso, come nello statuto.",
        "approved": "Data di approvazione",
        "body": "Organo che approva",
        "bodies": "Giunta comunale|Consiglio comunale|Sindaco",
        "reasons": "Motivi della scelta",
        "reasons_help": "Tre righe bastano: che cosa accade nei campi e chi ne ha parlato.",
        "guidance": "Prima di scrivere leggi i dati raccolti nella mappa dei luoghi.",
        "guidance_item": "chi lavora, dove abita, come arriva nei campi",
        "action": "Azione",
        "owner": "Responsabile",
        "by": "Entro il",
        "state": "Stato",
        "states": "Da fare|In corso|Fatto",
        "done": "Fatto",
        "notes": "Note",
        "long": "Due navette da giugno a settembre, aperte a tutti il lunedì e prenotate dalle "
        "aziende negli altri giorni, con un mediatore alle fermate",
        "bus": "Linea 4:45",
        "legible": "Il testo è approvato dal Segretario comunale",
    },
    "en": {
        "title": "Orientation resolution for the Local Multi-sectoral Plan",
        "description": "Act with which the Council starts the process.",
        "notice": "Model to adapt. Check it with the municipal secretary.",
        "footer": "Orientation resolution · version 1.0 · 15 January 2026",
        "premises": "Premises",
        "sign": "Signs",
        "decides": "Decision",
        "checks": "Checks before signing",
        "actions": "Actions of the first year",
        "municipality": "Municipality",
        "municipality_help": "The full name, as in its statute.",
        "approved": "Date of approval",
        "body": "Body that approves",
        "bodies": "Executive board|Council|Mayor",
        "reasons": "Reasons for the choice",
        "reasons_help": "Three lines are enough: what happens in the fields, and who spoke of it.",
        "guidance": "Before writing, read the data gathered in the map of places.",
        "guidance_item": "who works, where they live, how they reach the fields",
        "action": "Action",
        "owner": "Owner",
        "by": "By",
        "state": "State",
        "states": "To do|Under way|Done",
        "done": "Done",
        "notes": "Notes",
        "long": "Two shuttles from June to September, open to anyone on Mondays and booked by "
        "farms on the other days, with a mediator at the stops",
        "bus": "Line 4:45",
        "legible": "The text is approved by the municipal secretary",
    },
}


def meta(lang: str, id: str = "orientation-resolution") -> Meta:
    text = _TEXT[lang]
    return Meta(
        id=id,
        kind="template",
        lang=lang,
        title=text["title"],
        description=text["description"],
        publisher="Comune di Prova",
        version="1.0",
        date=date(2026, 1, 15),
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        url=f"https://example.org/{lang}/{id}/",
        notices=(text["notice"],),
        footer=text["footer"],
        words=WORDS[lang],
    )


def document(lang: str, *, landscape: bool = False) -> Document:
    """A document with every block, and with each field kind in each place it can stand."""
    text = _TEXT[lang]
    municipality = Field("municipality", "text", text["municipality"], text["municipality_help"])
    approved = Field("approved", "date", text["approved"])
    body = Field("body", "choice", text["body"], options=tuple(text["bodies"].split("|")))
    reasons = Field("reasons", "multiline", text["reasons"], text["reasons_help"])
    states = tuple(text["states"].split("|"))
    columns = (
        TableColumn(text["done"], 1),
        TableColumn(text["action"], 4),
        TableColumn(text["owner"], 3),
        TableColumn(text["by"], 2),
        TableColumn(text["state"], 2),
        TableColumn(text["notes"], 3),
    )
    rows = tuple(
        (
            (Checkbox(f"done-{row}", f"{text['bus']}, {row}"),),
            (Run(text["bus"], strong=True), Run(". " + text["long"] if row % 3 == 1 else ".")),
            (FieldRef(Field(f"owner-{row}", "text", f"{text['owner']}, {row}")),),
            (FieldRef(Field(f"by-{row}", "date", f"{text['by']}, {row}")),),
            (FieldRef(Field(f"state-{row}", "choice", f"{text['state']}, {row}", "", states)),),
            (FieldRef(Field(f"notes-{row}", "multiline", f"{text['notes']}, {row}")),),
        )
        for row in range(1, 13)
    )
    return Document(
        meta(lang),
        (
            Guidance(
                (
                    Paragraph((Run(text["guidance"]),)),
                    Bullets(((Run(text["guidance_item"]),), (Run(text["bus"]),))),
                )
            ),
            FieldLine(municipality),
            FieldLine(approved),
            FieldLine(body),
            FieldLine(reasons),
            Heading(1, text["premises"]),
            Paragraph(
                (
                    Run("Il "),
                    FieldRef(body),
                    Run(" del Comune di "),
                    FieldRef(municipality),
                    Run(", vista la "),
                    Run("legge 29 ottobre 2016, n. 199", href="https://www.normattiva.it/"),
                    Run(", in data "),
                    FieldRef(approved),
                    Run(", "),
                    Run("delibera", strong=True),
                    Run(" quanto "),
                    Run("segue", emphasis=True),
                    Run(" e "),
                    Run("subito", strong=True, emphasis=True),
                    Run(" per il Comune di "),
                    FieldRef(municipality),
                    Run("."),
                )
            ),
            Heading(2, text["sign"]),
            Paragraph((Run(SIGNS),)),
            Paragraph((FieldRef(Field("remarks", "multiline", text["notes"])),)),
            Heading(3, text["decides"]),
            Bullets(
                (
                    (Run(text["long"]),),
                    (Run(text["owner"] + ": "), FieldRef(Field("lead", "text", text["owner"]))),
                ),
                ordered=True,
            ),
            PageBreak(),
            Heading(1, text["checks"]),
            Bullets(
                (
                    (Checkbox("legible", text["legible"]), Run(text["legible"])),
                    (Checkbox("long", text["long"]), Run(text["long"])),
                )
            ),
            Paragraph((Checkbox("alone", text["legible"]), Run(text["legible"]))),
            Table("actions", text["actions"], columns, rows),
        ),
        landscape,
    )


def canvas(lang: str, paper: PaperSize) -> Canvas:
    text = _TEXT[lang]
    return Canvas(
        meta(lang, f"canvas-{paper}"),
        paper,
        columns=4,
        rows=3,
        areas=(
            Area("long", text["premises"], text["reasons_help"], 0, 0, columns=2),
            Area("reasons", text["reasons"], text["guidance"], 2, 0, columns=2),
            Area("actions", text["actions"], text["guidance_item"], 0, 1, rows=2),
            Area("checks", text["checks"], SIGNS, 1, 1, columns=3),
            Area("owner", text["owner"], text["long"], 1, 2, columns=2),
            Area("state", text["state"], text["bus"], 3, 2),
        ),
        instructions=(text["guidance"], text["long"]),
    )
