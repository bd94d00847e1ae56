"""What a page written by hand can ask for, between double braces.

Each public method of `PageMacros` is a macro; its docstring is its entry in the
maintainers' reference (`docs-dev/macros.md`), in Italian.
"""

from __future__ import annotations

import inspect
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, get_args

from macros import offline
from macros.addresses import FEED_TYPE, feed_path
from macros.bilingual import PAGES
from macros.book import (
    LEAFLET_FORMATS,
    LEAFLET_SIZE_UNKNOWN,
    PAGES_UNKNOWN,
    SIZE_UNKNOWN,
    book_path,
    leaflet_path,
)
from macros.facets import FACETS, Facet
from macros.generated import GENERATED
from macros.model import KINDS
from macros.model.law import Act, Provision
from macros.model.method import OnEssential
from macros.model.training import Training
from macros.open_data import columns
from macros.peak import adopt_by, start_by
from macros.ring import SIDE, ring
from macros.view import FRAGMENTS, View


class MacroError(Exception):
    """A macro was asked for something that does not exist.

    `code` and `values` are those of the problem to report.
    """

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


_ANCHORED = ("indicator", "dataset", "fund", "body", "helpline", "case", "copy", "term", "role")
"""Kinds without pages of their own that a reader looks for by name."""


@dataclass(frozen=True)
class Listed:
    """A line of the A-Z index."""

    name: str
    url: str
    kind: str


@dataclass(frozen=True)
class PageMacros:
    """The macros, for one page."""

    view: View

    def checklist(self, id: str) -> str:
        """Le voci di una lista di controllo, con le caselle da spuntare.

        Esempio: `checklist("mandate-and-setup")`
        """
        entry = self._entry("checklist", id)
        return self.view.fragment("checklist_items", checklist=entry)

    def phase_brief(self, id: str) -> str:
        """Quando, quanto dura, chi guida e con chi: una fase in quattro righe.

        Esempio: `phase_brief("mandate-and-setup")`
        """
        return self.view.fragment("phase_brief", phase=self._entry("phase", id))

    def phase_steps(self, id: str) -> str:
        """I passi di una fase, spiegati uno per uno.

        Esempio: `phase_steps("mandate-and-setup")`
        """
        return self.view.fragment("phase_steps", phase=self._entry("phase", id))

    def downloads(self, id: str, kind: str = "template") -> str:
        """I file da scaricare di un documento, o di una lista di controllo.

        Esempio: `downloads("resolution-guidance")`,
        `downloads("mandate-and-setup", kind="checklist")`
        """
        if kind not in ("template", "checklist"):
            raise MacroError("unknown_kind", kind=kind, kinds="template, checklist")
        entry = self._entry(kind, id)
        files = self.view.downloads(kind, id)
        return self.view.fragment("downloads", kind=kind, entry=entry, files=files)

    def kit(self) -> str:
        """L'archivio con tutti i documenti, nella lingua della pagina.

        Esempio: `kit()`
        """
        return self.view.fragment("kit")

    def open_data(self) -> str:
        """I dati della guida per altri programmi: i file JSON e CSV, e le colonne dei CSV.

        Esempio: `open_data()`
        """
        files = self.view.guide.open_files
        return self.view.fragment(
            "open_data", files=files, columns=columns(), name_of=self._data_name
        )

    def offline(self) -> str:
        """L'archivio con tutta la guida, da leggere senza rete.

        Esempio: `offline()`
        """
        path = offline.archive(self.view.guide.catalog.site)
        return self.view.fragment("offline", path=path, size=offline.SIZE_UNKNOWN)

    def book(self) -> str:
        """Il libro in PDF con tutta la guida, nella lingua della pagina.

        Esempio: `book()`
        """
        path = book_path(self.view.guide.catalog.site, self.view.lang)
        return self.view.fragment("book", path=path, pages=PAGES_UNKNOWN, size=SIZE_UNKNOWN)

    def leaflet(self) -> str:
        """Questa stessa pagina come file, da consegnare o da stampare.

        Solo per le pagine elencate in `macros/book/__init__.py`. Esempio: `leaflet()`
        """
        address, lang = self.view.address, self.view.lang
        files = [
            (one, leaflet_path(address, lang, one), LEAFLET_SIZE_UNKNOWN.format(format=one))
            for one in LEAFLET_FORMATS
        ]
        return self.view.fragment("leaflet", files=files)

    def law(self, id: str, text: str = "") -> str:
        """Il collegamento a una norma o a una sua disposizione, con il suo nome.

        Esempio: `law("tuel-42")`, `law("tuel-42", "competenze del consiglio")`
        """
        return self._link("act", id, text)

    def term(self, id: str, text: str = "") -> str:
        """Il collegamento a un termine del glossario.

        Esempio: `term("plm")`, `term("plm", "il Piano")`
        """
        return self._link("term", id, text)

    def role(self, id: str, text: str = "") -> str:
        """Il collegamento a un ruolo.

        Esempio: `role("plan-manager")`
        """
        return self._link("role", id, text)

    def link(self, target: str, text: str = "") -> str:
        """Il collegamento a una voce qualsiasi della guida, o a una pagina (`page:id`).

        Di una fase si può indicare un passo: `phase:internal-organisation#front-desk`.

        Esempio: `link("template:problem-note")`,
        `link("page:first-ten-days", "i primi dieci giorni")`
        """
        kind, _, id = target.partition(":")
        return self._link(kind, id, text)

    def cards(self, kind: str, phase: str = "") -> str:
        """Le schede di tutte le voci di un tipo, o di quelle di una fase.

        Esempio: `cards("phase")`, `cards("method", phase="stakeholder-network")`
        """
        self._known_kind(kind)
        entries = self.view.all(kind)
        if phase:
            ids = getattr(self._entry("phase", phase), f"{kind}s", ())
            entries = tuple(self.view.entry(kind, id) for id in ids)
        return self.view.fragment("cards", kind=kind, entries=entries)

    def cycle(self) -> str:
        """Le fasi del processo: un anello da guardare e, accanto, le stesse fasi in elenco.

        Esempio: `cycle()`
        """
        phases = self.view.all("phase")
        steps = [*zip(phases, ring(len(phases)), strict=True)]
        return self.view.fragment("cycle", steps=steps, side=SIDE)

    def icon(self, name: str) -> str:
        """Un disegno che accompagna delle parole, senza dire nulla di suo.

        Esempio: `icon("letter")`
        """
        names = sorted(file.stem for file in (FRAGMENTS / "icons").glob("*.svg"))
        if name not in names:
            raise MacroError("unknown_icon", name=name, names=", ".join(names))
        return self.view.fragment("icon", name=name)

    def by_phase(self, kind: str) -> str:
        """Metodi, liste di controllo o documenti, raggruppati per fase.

        Esempio: `by_phase("template")`
        """
        if kind not in ("method", "checklist", "template"):
            raise MacroError("unknown_kind", kind=kind, kinds="method, checklist, template")

        def entries_of(phase: Any) -> list[Any]:
            if phase is None:
                return [one for one in self.view.all(kind) if not self.view.phases_of(one)]
            return [self.view.entry(kind, id) for id in getattr(phase, f"{kind}s")]

        return self.view.fragment("by_phase", kind=kind, entries_of=entries_of)

    def by_value(self, kind: str, facet: str) -> str:
        """Le voci di un tipo raggruppate per una loro qualità, come elenchi di collegamenti.

        Esempio: `by_value("template", "type")`, `by_value("method", "safety")`
        """
        found = [one for one in self._facets(kind) if one.name == facet]
        if not found:
            known = ", ".join(one.name for one in self._facets(kind))
            raise MacroError("unknown_facet", facet=facet, facets=known)
        groups = found[0].used(self.view, kind)
        return self.view.fragment("by_value", kind=kind, facet=facet, groups=groups)

    def list_filters(self, kind: str) -> str:
        """I filtri dell'elenco di una pagina; senza script, i collegamenti ai suoi gruppi.

        Esempio: `list_filters("template")`
        """
        facets = [(facet, facet.used(self.view, kind)) for facet in self._facets(kind)]
        return self.view.fragment("filters", facets=facets)

    def _facets(self, kind: str) -> tuple[Facet, ...]:
        if kind not in FACETS:
            raise MacroError("unknown_kind", kind=kind, kinds=", ".join(FACETS))
        return FACETS[kind]

    def by_axis(self) -> str:
        """Le misure, raggruppate per asse.

        Esempio: `by_axis()`
        """
        (axis,) = self._facets("measure")
        return self.view.fragment("by_axis", groups=axis.used(self.view, "measure"))

    def indicators(self) -> str:
        """Tutti gli indicatori, raggruppati per asse.

        Esempio: `indicators()`
        """
        (axis,) = self._facets("measure")
        return self.view.fragment("indicators", axes=[*axis.options(self.view).items()])

    def datasets(self) -> str:
        """Tutte le fonti di dati, con ciò che danno e ciò che non dicono.

        Esempio: `datasets()`
        """
        return self.view.fragment("datasets")

    def coherence(self) -> str:
        """Le azioni prioritarie nazionali, con le misure, i documenti e gli indicatori che servono.

        Esempio: `coherence()`
        """
        return self.view.fragment("coherence")

    def warnings(self) -> str:
        """Le cose che la guida non deve sbagliare, con ciò che è vero.

        Esempio: `warnings()`
        """
        return self.view.fragment("warnings")

    def events(self) -> str:
        """Le date che contano, dalla più vecchia.

        Esempio: `events()`
        """
        return self.view.fragment("events")

    def funds(self) -> str:
        """I fondi: che cosa pagano, e se ci sono ancora.

        Esempio: `funds()`
        """
        return self.view.fragment("funds")

    def bodies(self) -> str:
        """Gli altri enti: che cosa fanno e che cosa chiedere.

        Esempio: `bodies()`
        """
        return self.view.fragment("bodies")

    def helplines(self) -> str:
        """I numeri a cui chiedere aiuto, con il giorno in cui li abbiamo letti.

        Esempio: `helplines()`
        """
        return self.view.fragment("helplines")

    def copies(self) -> str:
        """L'esempio svolto: i documenti di ogni fase, compilati, da scaricare.

        Esempio: `copies()`
        """
        return self.view.fragment("copies", phases=self.view.all("phase"))

    def cases(self) -> str:
        """Che cosa hanno fatto gli altri, con la fonte di ogni fatto.

        Esempio: `cases()`
        """
        return self.view.fragment("cases")

    def training_files(self) -> str:
        """I file della giornata di formazione: programma, traccia, diapositive.

        Esempio: `training_files()`
        """
        return self._training("files")

    def training_who(self) -> str:
        """Chi invitare alla giornata di formazione, dopo la nota di sicurezza.

        Esempio: `training_who()`
        """
        return self._training("who")

    def training_hours(self) -> str:
        """Gli orari della giornata di formazione, e da dove vengono.

        Esempio: `training_hours()`
        """
        return self._training("hours")

    def training_preparation(self) -> str:
        """Come si prepara la giornata di formazione in un'ora, con l'invito e le scadenze.

        Esempio: `training_preparation()`
        """
        return self._training("preparation")

    def training_sessions(self) -> str:
        """I blocchi della giornata di formazione: che cosa si dice e si fa.

        Esempio: `training_sessions()`
        """
        return self._training("sessions")

    def _training(self, part: str) -> str:
        training = self.view.guide.catalog.found(Training)
        if training is None:
            raise MacroError("no_training")
        return self.view.fragment(f"training_{part}", training=training)

    def route_timeline(self, id: str) -> str:
        """Un percorso: per chi è, quanto impegna, quando si fa ogni fase.

        Esempio: `route_timeline("essential")`
        """
        return self.view.fragment("route", route=self._entry("route", id))

    def routes(self) -> str:
        """I percorsi in una tabella: per chi sono, quanto durano, quanto impegnano.

        Esempio: `routes()`
        """
        return self.view.fragment("routes")

    def start_dates(self, days: int) -> str:
        """Mese per mese, quando cominciare ogni percorso e quando adottare il Piano.

        Fra l'adozione e il picco passano i giorni che si danno.

        Esempio: `start_dates(60)`
        """
        routes = self.view.in_data_order("route")
        rows = [
            (
                month,
                [start_by(month, route.weeks_before) for route in routes],
                adopt_by(month, days),
            )
            for month in range(1, 13)
        ]
        return self.view.fragment("start_dates", routes=routes, rows=rows)

    def method_choices(self) -> str:
        """Quale metodo per quale domanda: prima scelta, con poco tempo, con le persone.

        Esempio: `method_choices()`
        """
        choices = self.view.guide.catalog.selector.root
        return self.view.fragment("method_choices", choices=choices)

    def method_questions(self) -> str:
        """Tutti i metodi, ognuno con la sua domanda: prima quelli del percorso essenziale.

        Esempio: `method_questions()`
        """
        order = get_args(OnEssential)
        methods = sorted(self.view.all("method"), key=lambda one: order.index(one.on_essential))
        return self.view.fragment("method_questions", methods=methods)

    def sheet_table(self, template: str, sheet: str) -> str:
        """Le righe già scritte di un foglio di calcolo, come tabella della pagina.

        Esempio: `sheet_table("starting-point-assessment", "levels")`
        """
        found = [one for one in self._entry("template", template).sheets if one.id == sheet]
        if not found:
            raise MacroError("unknown_sheet", id=sheet, template=template)
        return self.view.fragment("sheet_table", sheet=found[0])

    def roles(self) -> str:
        """L'elenco di chi fa che cosa.

        Esempio: `roles()`
        """
        return self.view.fragment("roles")

    def glossary(self) -> str:
        """Tutti i termini del glossario, in ordine alfabetico.

        Esempio: `glossary()`
        """
        return self.view.fragment("glossary")

    def sources(self) -> str:
        """Tutte le fonti citate nella guida.

        Esempio: `sources()`
        """
        found = sorted(
            self.view.guide.catalog.all(_model("source")),
            key=lambda source: source.title.casefold(),
        )
        return self.view.fragment("sources", sources=found)

    def changes(self) -> str:
        """Che cosa è cambiato nella guida, dalla novità più recente, e il feed da seguire.

        Esempio: `changes()`
        """
        return self.view.fragment(
            "changes",
            changes=self.view.guide.catalog.changes(),
            feed=feed_path(self.view.lang),
            media_type=FEED_TYPE,
        )

    def unverified(self) -> str:
        """Tutto ciò che nella guida resta da verificare.

        Esempio: `unverified()`
        """
        view = self.view
        claims: list[tuple[str, str, str]] = []
        for act in view.guide.catalog.all(Act):
            if act.changed_on and act.lags:
                changed = view.label("act-changed", changed=view.date(act.changed_on))
                claims.append(("act", act.id, changed))
            parts: tuple[Act | Provision, ...] = (act, *act.provisions)
            claims += [("act", one.id, view.of(one.to_verify)) for one in parts if one.to_verify]
        for kind in ("priority", "event", "fund", "body", "helpline"):
            found = view.in_data_order(kind)
            claims += [(kind, one.id, view.of(one.to_verify)) for one in found if one.to_verify]
        return view.fragment("unverified", claims=claims)

    def translation_state(self) -> str:
        """Quanti testi inglesi sono da rileggere sull'italiano, e in quali pagine.

        Esempio: `translation_state()`
        """
        return self.view.fragment("translation_state", name_of=self._group_name)

    def a_to_z(self) -> str:
        """L'indice dalla A alla Z di pagine, fasi, metodi, liste, documenti, norme e termini.

        Esempio: `a_to_z()`
        """
        letters: dict[str, list[Listed]] = {}
        for listed in sorted(self._listed(), key=lambda one: _sortable(one.name)):
            letter = _sortable(listed.name)[:1].upper()
            letters.setdefault(letter if letter.isalpha() else "0-9", []).append(listed)
        return self.view.fragment("a_to_z", letters=sorted(letters.items()))

    def _data_name(self, name: str) -> str:
        """What a file of open data holds; its own name while nobody has found words for it."""
        words = self.view.guide.catalog.words.get(f"open-data-{name}")
        return words.of(self.view.lang) if words else name

    def _group_name(self, group: str) -> str:
        own = self.view.label("translation-pages")
        return own if group == PAGES else self._data_name(group)

    def _listed(self) -> Iterator[Listed]:
        view = self.view
        for kind in (
            *GENERATED,
            "indicator",
            "dataset",
            "fund",
            "body",
            "helpline",
            "case",
            "copy",
            "term",
            "role",
        ):
            for entry in view.all(kind):
                yield Listed(view.of(entry.name), view.url(kind, entry.id), kind)
        for term in view.all("term"):
            if term.acronym:
                name = f"{term.acronym}: {view.of(term.name)}"
                yield Listed(name, view.url("term", term.id), "term")
        for (id, lang), page in view.guide.prose.items():
            if lang == view.lang and page.address not in ("", "en/"):
                yield Listed(page.title, view.url("page", id), "page")

    def _known_kind(self, kind: str) -> None:
        if kind not in GENERATED:
            raise MacroError("unknown_kind", kind=kind, kinds=", ".join(GENERATED))

    def _entry(self, kind: str, id: str) -> Any:
        try:
            return self.view.entry(kind, id)
        except KeyError:
            raise self._missing(kind, id) from None

    def _missing(self, kind: str, id: str) -> MacroError:
        """What to say of what the guide does not hold."""
        whole = str(id).partition("#")[0] if kind == "page" else str(id)
        if (kind, whole) in self.view.guide.catalog.unpublished:
            return MacroError("names_a_draft", id=f"{kind}:{whole}")
        return MacroError(f"unknown_{kind}", id=str(id))

    def _link(self, kind: str, id: str, text: str) -> str:
        kinds = [*(known.name for known in KINDS), "page"]
        if kind not in kinds:
            raise MacroError("unknown_kind", kind=kind, kinds=", ".join(kinds))
        try:
            url, name = self.view.url(kind, id), text or self.view.name(kind, id)
        except KeyError:
            raise self._missing(kind, id) from None
        return self.view.fragment("inline_link", url=url, name=name)


def macro_names() -> list[str]:
    """The names of all the macros, in the order in which they are written here."""
    return [name for name in vars(PageMacros) if not name.startswith("_") and name != "view"]


def usage(name: str) -> str:
    """How a macro is written: its name and arguments."""
    function: Callable[..., str] = getattr(PageMacros, name)
    parameters = list(inspect.signature(function).parameters.values())[1:]
    words = [
        parameter.name
        if parameter.default is inspect.Parameter.empty
        else f'{parameter.name}="{parameter.default or "..."}"'
        for parameter in parameters
    ]
    return f"{name}({', '.join(words)})"


def _model(kind: str) -> Any:
    return next(known.model for known in KINDS if known.name == kind)


def _sortable(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).lstrip("«\"'([ ")
