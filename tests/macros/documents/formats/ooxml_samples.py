"""Outlines that use every kind of block, field and cell, in either language."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

from openxml_audit import OpenXmlValidator

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

_WORDS = {
    "it": Words(
        page_of="Pagina {page} di {pages}",
        choose="Scegli",
        write_here="Scrivi qui",
        choose_date="gg/mm/aaaa",
        address="Pagina della guida",
        not_in_list="Scegli una voce dell'elenco.",
        not_a_date="Scrivi una data, per esempio 31/12/2026.",
        not_a_number="Scrivi un numero.",
        sheet_is_protected="Si scrive nelle celle bianche; le altre sono protette, senza password.",
    ),
    "en": Words(
        page_of="Page {page} of {pages}",
        choose="Choose",
        write_here="Write here",
        choose_date="dd/mm/yyyy",
        address="Page of the guide",
        not_in_list="Choose an entry of the list.",
        not_a_date="Write a date, for example 31/12/2026.",
        not_a_number="Write a number.",
        sheet_is_protected="Write in the white cells; the others are protected, with no password.",
    ),
}


def meta(lang: str) -> Meta:
    """Return what a file in `lang` says about itself, with signs that XML must escape."""
    italian = lang == "it"
    return Meta(
        id="delibera-di-indirizzo",
        kind="template",
        lang=lang,
        title="Delibera di indirizzo & avvio" if italian else "Orientation resolution & start",
        description=(
            "Schema per avviare il piano." if italian else "Template for starting the plan."
        ),
        publisher="",
        version="1.2.0",
        date=date(2026, 11, 22),
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        url=f"https://example.org/{lang}/strumenti/delibera/?a=1&b=2",
        notices=(
            ("Schema da adattare, non è un atto.", "Da verificare con il segretario comunale.")
            if italian
            else ("Template to adapt, not an act.", "To be checked with the municipal secretary.")
        ),
        footer=(
            "Delibera di indirizzo · versione 1.2.0 del 22/11/2026 · CC BY 4.0"
            if italian
            else "Orientation resolution · version 1.2.0 of 22/11/2026 · CC BY 4.0"
        ),
        words=_WORDS[lang],
    )


def fields(lang: str) -> dict[str, Field]:
    """Return one field of each kind, by id; one label is longer than Word can hold."""
    italian = lang == "it"
    return {
        field.id: field
        for field in (
            Field(
                "comune",
                "text",
                "Nome del Comune" if italian else "Name of the Comune",
                "Come scritto nello statuto." if italian else "As written in the statute.",
            ),
            Field(
                "motivazione",
                "multiline",
                "Motivi della scelta" if italian else "Reasons for the choice",
                "Due o tre frasi bastano." if italian else "Two or three sentences are enough.",
            ),
            Field("data_seduta", "date", "Data della seduta" if italian else "Date of the meeting"),
            Field(
                "organo",
                "choice",
                "Organo che approva" if italian else "Body that approves",
                options=(
                    ("Giunta", "Consiglio, in seduta pubblica")
                    if italian
                    else ("Executive", "Council, in public session")
                ),
            ),
            Field(
                "referente",
                "text",
                (
                    "Nome, ufficio e recapito di chi segue il piano per conto del Comune capofila"
                    if italian
                    else "Name, office and contact of whoever follows the plan for the lead Comune"
                ),
            ),
        )
    }


def document(lang: str, *, landscape: bool = False) -> Document:
    """Return a document with every kind of block and inline."""
    italian = lang == "it"
    field = fields(lang)
    comune = FieldRef(field["comune"])
    return Document(
        meta(lang),
        (
            Guidance(
                (
                    Paragraph(
                        (
                            Run("Prima di compilare, leggi " if italian else "First read "),
                            Run("la legge", href="https://www.normattiva.it/?a=1&b=2"),
                            Run(". Le parti in grigio si tolgono." if italian else "."),
                        )
                    ),
                    Bullets(
                        (
                            (Run("Chiedi alla segreteria il numero" if italian else "Ask"),),
                            (Run("Togli le righe che non servono" if italian else "Remove"),),
                        )
                    ),
                    Paragraph((Run("Tempo: un'ora circa." if italian else "About an hour."),)),
                )
            ),
            Heading(1, "Premesse" if italian else "Whereas"),
            Paragraph(
                (
                    Run("Il Comune di " if italian else "The Comune of "),
                    comune,
                    Run(", riunito il " if italian else ", meeting on "),
                    FieldRef(field["data_seduta"]),
                    Run(", delibera " if italian else ", resolves "),
                    Run("con urgenza" if italian else "urgently", strong=True),
                    Run(" e " if italian else " and "),
                    Run("all'unanimità" if italian else "unanimously", strong=True, emphasis=True),
                    Run(" di avviare il piano, <salvo> verifica."),
                )
            ),
            Heading(2, "Dati da inserire" if italian else "Data to enter"),
            *(FieldLine(one) for one in field.values()),
            Heading(2, "Passi" if italian else "Steps"),
            Bullets(((Run("Uno"),), (Run("Due "), comune)), ordered=True),
            Paragraph((Run("Poi si riparte da uno:" if italian else "Then from one again:"),)),
            Bullets(((Run("Alfa"),), (Run("Beta"),)), ordered=True),
            Heading(3, "Allegati" if italian else "Annexes"),
            Bullets(((Run("Planimetria"),), (Run("Quadro economico " * 12),))),
            Bullets(
                (
                    (Checkbox("parere", "Parere acquisito"), Run("Parere acquisito")),
                    (Checkbox("bilancio", "Bilancio"), Run(" Bilancio verificato")),
                )
            ),
            PageBreak(),
            Table(
                "azioni",
                "Azioni previste" if italian else "Planned actions",
                (
                    TableColumn("Azione" if italian else "Action", 3),
                    TableColumn("Responsabile" if italian else "Owner", 2),
                    TableColumn("Entro" if italian else "By", 1),
                ),
                (
                    (
                        (
                            Checkbox("sportello", "Sportello"),
                            Run("Aprire lo sportello di " if italian else "Open the desk of "),
                            comune,
                        ),
                        (FieldRef(Field("azione_1_chi", "text", "Responsabile 1")),),
                        (FieldRef(Field("azione_1_data", "date", "Data 1")),),
                    ),
                    (
                        (FieldRef(Field("azione_2", "multiline", "Azione 2")),),
                        (FieldRef(Field("azione_2_chi", "choice", "Chi", options=("A", "B"))),),
                        (),
                    ),
                ),
            ),
            Paragraph((Run("Dopo la tabella." if italian else "After the table."),)),
            PageBreak(),
            FieldLine(field["comune"]),
        ),
        landscape=landscape,
    )


def canvas(lang: str) -> Canvas:
    """Return a canvas of three areas."""
    italian = lang == "it"
    names = ("Problema", "Cause", "Effetti") if italian else ("Problem", "Causes", "Effects")
    return Canvas(
        meta(lang),
        "a1",
        columns=2,
        rows=2,
        areas=tuple(
            Area(f"area_{place}", name, f"{name}: che cosa vediamo?", place % 2, place // 2)
            for place, name in enumerate(names)
        ),
        instructions=("Un foglietto per idea.", "Prima da soli, poi insieme."),
    )


def workbook(lang: str) -> Workbook:
    """Return a workbook with every kind of cell, parameter and formula."""
    italian = lang == "it"
    statuses = ("Da fare", "In corso", "Fatto") if italian else ("To do", "Going", "Done")
    long_list = tuple(
        f"{'Ufficio' if italian else 'Office'} {place}, sede di via Garibaldi"
        for place in range(1, 13)
    )
    controls = Sheet(
        id="controlli",
        title="Controlli" if italian else "Checks",
        intro=(
            "Scrivi lo stato di ogni controllo e la data. " * 4,
            "Il riepilogo si aggiorna da solo." if italian else "The summary updates by itself.",
        ),
        parameters=(
            Parameter("comune", "Comune", "text", "Come nello statuto.", value="Esempio & C."),
            Parameter("avvio", "Data di avvio" if italian else "Start", "date", "Il primo giorno."),
            Parameter("soglia", "Soglia" if italian else "Threshold", "number", value=2.5),
            Parameter(
                "fatti",
                "Controlli fatti" if italian else "Checks done",
                "integer",
                value=Formula(f'COUNTIF({{stato:}},"{statuses[2]}")', 0.0, "integer"),
            ),
        ),
        columns=(
            SheetColumn("n", "N.", "integer", 5, locked=True),
            SheetColumn("controllo", "Controllo" if italian else "Check", "text", 42, locked=True),
            SheetColumn(
                "stato",
                "Stato" if italian else "Status",
                "choice",
                14,
                "Scegli una delle tre voci." if italian else "Choose one of the three.",
                options=statuses,
            ),
            SheetColumn(
                "ufficio", "Ufficio" if italian else "Office", "choice", 24, options=long_list
            ),
            SheetColumn("ore", "Ore" if italian else "Hours", "number", 8, minimum=0, maximum=99.5),
            SheetColumn("persone", "Persone" if italian else "People", "integer", 9, minimum=1),
            SheetColumn("data", "Data" if italian else "Date", "date", 12, "Il giorno. " * 30),
            SheetColumn("nota", "Note" if italian else "Notes", "text", 30, "Che cosa resta."),
            SheetColumn(
                "scadenza",
                "Scadenza, entro trenta giorni" if italian else "Due, within thirty days",
                "date",
                13,
                locked=True,
                formula=Formula('IF({data}="","",{data}+30)', "", "date"),
            ),
            SheetColumn(
                "oltre",
                "Oltre la soglia" if italian else "Above the threshold",
                "text",
                12,
                locked=True,
                formula=Formula('IF({ore}="","",IF({ore}>{soglia},"sì","no"))', ""),
            ),
        ),
        rows=(
            (1, "=Registro delle presenze", statuses[0], None, None, None, None, None, None, None),
            (
                2,
                "Alloggi visitati con il personale sanitario e relazione consegnata" * 2,
                None,
                long_list[2],
                3.5,
                2,
                date(2026, 10, 3),
                "https://example.org",
                None,
                None,
            ),
        ),
        blank_rows=4,
    )
    contacts = Sheet(
        id="A1",
        title="Contatti" if italian else "Contacts",
        intro=(),
        parameters=(),
        columns=(SheetColumn("nome", "Nome" if italian else "Name", "text", 30),),
        rows=(),
        blank_rows=3,
    )
    return Workbook(meta(lang), (controls, contacts))


def findings(content: bytes, file: Path) -> list[str]:
    """Return what the validator says of a file, after writing it."""
    file.write_bytes(content)
    return [str(error) for error in OpenXmlValidator().validate(str(file)).errors]


def digest_elsewhere(outline: str, extension: str, folder: Path) -> str:
    """Return the SHA-256 of a sample written far from here.

    Args:
        outline: A call of this module, such as `document("it")`.
        extension: Of the format to write it in.
        folder: Where another process, with its own clock and hash seed, works.
    """
    program = (
        "import hashlib, ooxml_samples\n"
        f"from macros.documents.formats import {extension} as format\n"
        f"content = format.write(ooxml_samples.{outline})\n"
        "print(hashlib.sha256(content).hexdigest())"
    )
    here = Path(__file__).resolve().parent
    environment = {
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "7",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "1",
        "PYTHONPATH": f"{here.parents[3]}:{here}",
    }
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout.strip()
