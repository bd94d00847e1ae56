"""What one file cannot know: unique ids, references that lead somewhere, nothing unused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from macros import rich
from macros.draft import Draft, DraftEntry, Named
from macros.labels import LABELS, SUBJECT_LABELS
from macros.model import KINDS
from macros.model.checklist import Checklist
from macros.model.law import Act
from macros.model.phase import Phase
from macros.model.site import Labels, Menu, Profile, Site, SubjectLabels
from macros.model.template import (
    Cell,
    ChecksBlock,
    FieldsBlock,
    FieldSpec,
    ParameterSpec,
    ProfileParameter,
    SheetColumn,
    SheetSpec,
    TableSpec,
    Template,
)
from macros.model.text import (
    LANGS,
    Label,
    Name,
    RichText,
    Slug,
    TemplateText,
    Text,
    is_draft,
    is_unwritten,
)
from macros.model.upkeep import Upkeep
from macros.names import names_of
from macros.problems import Problem
from macros.read_yaml import Place
from macros.rules_of_copies import copies
from macros.upkeep import kinds_to_watch

Rule = Callable[[Draft], Iterator[Problem]]

_MENU_LEADS_TO = {"page": "page", "section": "page", "kind": "kind"}
_LINKABLE = {kind.name for kind in KINDS} | {"page"}
_GATHERED = {"methods": "method", "checklists": "checklist", "templates": "template"}
"""The lists of a phase, and the kind that each names."""
_IN_TWO_LANGUAGES = (Text, Name, Label, RichText, TemplateText, Slug)
_UNTRANSLATED = 60
"""Characters from which two equal texts are a forgotten translation, not a name."""
_LONGEST_CONTROL_NAME = 64
_LONGEST_LABEL = 64
"""What Word takes for the name and the title of a content control."""


def broken_rules(draft: Draft) -> list[Problem]:
    """Every rule that the data as a whole breaks."""
    return [problem for rule in RULES for problem in rule(draft)]


def unique_ids(draft: Draft) -> Iterator[Problem]:
    """An id is used once within its kind: where files are the entries, their names see to it."""
    for kind in KINDS:
        if not kind.one_per_file:
            entries = draft.entries[kind.name]
            yield from _repeated((entry, ("id",), entry.id) for entry in entries)


def unique_slugs(draft: Draft) -> Iterator[Problem]:
    """No two pages of a kind have the same address."""
    for entries in draft.entries.values():
        for lang in LANGS:
            yield from _repeated(
                (
                    (entry, ("slug", lang), slug.of(lang))
                    for entry in entries
                    if isinstance(slug := getattr(entry.model, "slug", None), Slug)
                ),
                "duplicate_slug",
            )


def unique_provisions(draft: Draft) -> Iterator[Problem]:
    """Acts and their provisions share one set of ids."""
    yield from _repeated(
        found
        for entry in draft.entries["act"]
        if isinstance(entry.model, Act)
        for found in [
            (entry, ("id",), entry.id),
            *(
                (entry, ("provisions", index, "id"), provision.id)
                for index, provision in enumerate(entry.model.provisions)
            ),
        ]
    )


def unique_items(draft: Draft) -> Iterator[Problem]:
    """The id of a checklist item is used once in the whole guide."""
    yield from _repeated(
        (entry, ("items", index, "id"), item.id)
        for entry in draft.entries["checklist"]
        if isinstance(entry.model, Checklist)
        for index, item in enumerate(entry.model.items)
    )


def unique_steps(draft: Draft) -> Iterator[Problem]:
    """The id of a step is used once in its phase."""
    for entry in draft.entries["phase"]:
        if isinstance(entry.model, Phase):
            yield from _repeated(
                (entry, ("steps", index, "id"), step.id)
                for index, step in enumerate(entry.model.steps)
            )


def phase_numbers(draft: Draft) -> Iterator[Problem]:
    """Each phase has its own number."""
    yield from _repeated(
        (
            (entry, ("number",), str(entry.model.number))
            for entry in draft.entries["phase"]
            if isinstance(entry.model, Phase)
        ),
        "duplicate_number",
    )


def known_references(draft: Draft) -> Iterator[Problem]:
    """Every id that points at another entry, and every link, leads to something."""
    known = _known_ids(draft)
    for entry in _everything(draft):
        for named in entry.named:
            if named.linked and named.kind not in _LINKABLE:
                kinds = ", ".join(sorted(_LINKABLE))
                yield entry.problem(named.place, "unknown_kind", kind=named.kind, kinds=kinds)
            else:
                yield from _unknown(draft, known, entry, named)


def _unknown(
    draft: Draft, known: dict[str, set[str]], entry: DraftEntry, named: Named
) -> Iterator[Problem]:
    kind, id = named.kind, named.id
    whole = id.partition("#")[0]
    if kind not in known or draft.may_exist(kind, whole):
        return
    if kind == "page":
        id = whole
    if id not in known[kind]:
        yield entry.problem(named.place, f"unknown_{kind}", id=id)


def published_names_no_draft(draft: Draft) -> Iterator[Problem]:
    """What is published names nothing that is not: its readers would find nothing there."""
    held = draft.unpublished()
    for entry in _published(draft) if held else ():
        for named in entry.named:
            kind, id = named.kind, named.id
            if kind == "page":
                id = id.partition("#")[0]
            if (kind, id) in held:
                yield entry.problem(named.place, "names_a_draft", id=f"{kind}:{id}")


def _known_ids(draft: Draft) -> dict[str, set[str]]:
    """The ids of each kind; a kind that could not be read wholly may be left out."""
    known = {
        kind: {name for entry in entries for name in names_of(entry.model)}
        for kind, entries in draft.entries.items()
    }
    if draft.lacks("act"):
        # The provisions of an act that could not be read are not known either.
        del known["act"]
    if Profile in draft.singles:
        known["field"] = {field.id for field in draft.single(Profile).fields}
    if Site in draft.singles:
        known["axis"] = set(draft.single(Site).axes)
    if draft.pages is not None:
        known["page"] = set(draft.pages)
    return known


def broken_alone(entry: DraftEntry) -> Iterator[Problem]:
    """The rules that an entry breaks whatever the others say: looked at when it is read."""
    yield from _translated(entry)
    yield from _written(entry)
    yield from _obligations(entry)


def _translated(entry: DraftEntry) -> Iterator[Problem]:
    """A long text is not the same in both languages."""
    for found in entry.found:
        value = found.value
        if (
            isinstance(value, Text | Name | RichText | TemplateText)
            and value.it == value.en
            and len(value.it) > _UNTRANSLATED
        ):
            yield entry.problem((*found.place, "en"), "untranslated")


def _written(entry: DraftEntry) -> Iterator[Problem]:
    """Nothing is published with the words that the scaffold put there."""
    if is_draft(entry.model):
        return
    for found in entry.found:
        if isinstance(found.value, _IN_TWO_LANGUAGES):
            for lang in LANGS:
                if is_unwritten(found.value.of(lang)):
                    yield entry.problem((*found.place, lang), "left_unwritten")
        elif is_unwritten(found.value):
            yield entry.problem(found.place, "left_unwritten")


def _obligations(entry: DraftEntry) -> Iterator[Problem]:
    """What is required by law names the act."""
    if isinstance(entry.model, Checklist):
        for index, item in enumerate(entry.model.items):
            if item.obligation == "law" and not item.acts:
                yield entry.problem(("items", index), "obligation_without_act", id=item.id)


def durations(draft: Draft) -> Iterator[Problem]:
    """A phase says how long it takes on each route of the guide."""
    for entry in draft.entries["phase"]:
        if isinstance(entry.model, Phase):
            for route in draft.entries["route"]:
                if getattr(entry.model.duration, route.id) is None:
                    yield entry.problem(("duration",), "duration_missing", id=route.id)


def used_checklists(draft: Draft) -> Iterator[Problem]:
    """Every checklist that is published is named by something: a phase, a method, a template.

    Methods and templates may stand alone, under their own heading in the lists.
    """
    if any(draft.lacks(kind) for kind in ("phase", "method", "template")):
        return
    used = {
        named.id
        for entry in _published(draft)
        for named in entry.named
        if named.kind == "checklist" and not named.linked
    }
    for entry in draft.entries["checklist"]:
        unused = entry.id not in used and not is_draft(entry.model)
        if unused and not draft.may_exist("checklist", entry.id):
            yield entry.problem(("id",), "unused_checklist", id=entry.id)


def steps_name_what_their_phase_names(draft: Draft) -> Iterator[Problem]:
    """What a step uses stands in the list of its phase, where the reader looks for it."""
    known = _known_ids(draft)
    for entry in draft.entries["phase"]:
        if not isinstance(entry.model, Phase):
            continue
        for index, step in enumerate(entry.model.steps):
            for key, kind in _GATHERED.items():
                listed = getattr(entry.model, key)
                for number, id in enumerate(getattr(step, key)):
                    if id not in listed and id in known[kind]:
                        place = ("steps", index, key, number)
                        yield entry.problem(place, "step_names_more", id=id, key=key)


def cited_sources(draft: Draft) -> Iterator[Problem]:
    """Every source that is published is cited by an entry or a page that is published too."""
    cited = {
        named.id for entry in _published(draft) for named in entry.named if named.kind == "source"
    }
    for page, named in (draft.pages or {}).items():
        if page in draft.draft_pages:
            continue
        cited |= {target.removeprefix("source:") for target in named}
    if draft.pages is not None and not draft.problems:
        for entry in draft.entries["source"]:
            if entry.id not in cited and not is_draft(entry.model):
                yield entry.problem(("id",), "source_not_cited", id=entry.id)


def template_fields(draft: Draft) -> Iterator[Problem]:
    """A field is defined once, placed at least once, and every placed one is defined."""
    profile: dict[str, FieldSpec] = {}
    if Profile in draft.singles:
        entry = draft.singles[Profile]
        specs = draft.single(Profile).fields
        profile = {spec.id: spec for spec in specs}
        yield from _repeated((entry, ("fields", i, "id"), s.id) for i, s in enumerate(specs))
        yield from _labels_fit(entry, specs)
    for entry in draft.entries["template"]:
        if isinstance(entry.model, Template):
            yield from _fields_of(entry, entry.model, profile)


def _fields_of(
    entry: DraftEntry, template: Template, profile: dict[str, FieldSpec]
) -> Iterator[Problem]:
    own = {spec.id for spec in template.fields}
    yield from _labels_fit(entry, template.fields)
    yield from _repeated(_controls(entry, template), "field_defined_twice")
    for _, place, id in _controls(entry, template):
        if id in profile:
            yield entry.problem(place, "field_in_profile", id=id)
    placed: set[str] = set()
    for found in entry.found:
        ids: list[tuple[Place, str]] = []
        if isinstance(found.value, TemplateText):
            for lang in LANGS:
                ids += [((*found.place, lang), id) for id in rich.fields(found.value.of(lang))]
            if set(rich.fields(found.value.it)) != set(rich.fields(found.value.en)):
                yield entry.problem((*found.place, "en"), "fields_differ")
        elif isinstance(found.value, FieldsBlock):
            ids = [((*found.place, "fields", i), id) for i, id in enumerate(found.value.fields)]
        for place, id in ids:
            placed.add(id)
            if id not in own and id not in profile and profile:
                yield entry.problem(place, "field_not_defined", id=id)
    for index, spec in enumerate(template.fields):
        if spec.id not in placed:
            yield entry.problem(("fields", index, "id"), "field_not_placed", id=spec.id)


def _controls(entry: DraftEntry, template: Template) -> Iterator[tuple[DraftEntry, Place, str]]:
    """Every name that a control of the document will have, with where it is defined."""
    for index, spec in enumerate(template.fields):
        yield entry, ("fields", index, "id"), spec.id
    for found in entry.found:
        if isinstance(found.value, ChecksBlock):
            for index, check in enumerate(found.value.checks):
                yield entry, (*found.place, "checks", index, "id"), check.id
        elif isinstance(found.value, TableSpec):
            yield entry, (*found.place, "id"), found.value.id
            for name in found.value.cells_to_fill():
                yield entry, (*found.place, "id"), name
    if template.canvas:
        for index, area in enumerate(template.canvas.areas):
            yield entry, ("canvas", "areas", index, "id"), area.id


def _labels_fit(entry: DraftEntry, specs: tuple[FieldSpec, ...]) -> Iterator[Problem]:
    for index, spec in enumerate(specs):
        for lang in LANGS:
            if len(spec.label.of(lang)) > _LONGEST_LABEL:
                yield entry.problem(
                    ("fields", index, "label", lang), "label_too_long", most=_LONGEST_LABEL
                )


def sheets(draft: Draft) -> Iterator[Problem]:
    """Sheets, columns, values and cells of a template have names of their own."""
    for entry in draft.entries["template"]:
        template = entry.model
        if not isinstance(template, Template):
            continue
        yield from _repeated(
            (entry, ("sheets", i, "id"), s.id) for i, s in enumerate(template.sheets)
        )
        for lang in LANGS:
            yield from _repeated(
                (entry, ("sheets", index, "name", lang), sheet.name.of(lang).casefold())
                for index, sheet in enumerate(template.sheets)
            )
        for index, sheet in enumerate(template.sheets):
            yield from _repeated(_sheet_names(entry, sheet, ("sheets", index)))
        for found in entry.found:
            if isinstance(found.value, TableSpec):
                yield from _table_names(entry, found.value, found.place)


def cells(draft: Draft) -> Iterator[Problem]:
    """What stands in a cell of a sheet is of the kind that the cell takes."""
    for entry in draft.entries["template"]:
        if not isinstance(entry.model, Template):
            continue
        for number, sheet in enumerate(entry.model.sheets):
            place: Place = ("sheets", number)
            for line, parameter in enumerate(sheet.parameters):
                if isinstance(parameter, ParameterSpec) and not _fits(parameter.value, parameter):
                    at = (*place, "parameters", line, "value")
                    yield entry.problem(at, "cell_of_other_kind", kind=parameter.kind)
            for line, row in enumerate(sheet.rows):
                for index, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
                    if not _fits(cell, column):
                        at = (*place, "rows", line, index)
                        yield entry.problem(at, "cell_of_other_kind", kind=column.kind)


def _fits(cell: Cell, where: ParameterSpec | SheetColumn) -> bool:
    if cell is None:
        return True
    if where.kind == "choice":
        return isinstance(cell, Text) and (cell.it, cell.en) in {
            (option.it, option.en) for option in where.options
        }
    if where.kind == "integer":
        return isinstance(cell, float) and cell.is_integer()
    return isinstance(cell, {"text": Text, "number": float, "date": date}[where.kind])


def _sheet_names(
    entry: DraftEntry, sheet: SheetSpec, place: Place
) -> Iterator[tuple[DraftEntry, Place, str]]:
    for index, line in enumerate(sheet.parameters):
        id = line.field if isinstance(line, ProfileParameter) else line.id
        yield entry, (*place, "parameters", index), id
    for index, column in enumerate(sheet.columns):
        yield entry, (*place, "columns", index, "id"), column.id


def _table_names(entry: DraftEntry, table: TableSpec, place: Place) -> Iterator[Problem]:
    yield from _repeated(
        (entry, (*place, "columns", index, "id"), column.id)
        for index, column in enumerate(table.columns)
    )
    for index, column in enumerate(table.columns):
        if len(f"{table.id}-999-{column.id}") > _LONGEST_CONTROL_NAME:
            yield entry.problem((*place, "columns", index, "id"), "cell_name_too_long")


def _everything(draft: Draft) -> Iterator[DraftEntry]:
    for entries in draft.entries.values():
        yield from entries
    yield from draft.singles.values()


def _published(draft: Draft) -> Iterator[DraftEntry]:
    return (entry for entry in _everything(draft) if not is_draft(entry.model))


def _repeated(
    found: Iterator[tuple[DraftEntry, Place, str]], code: str = "duplicate_id"
) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for entry, place, value in found:
        if value in first:
            yield entry.problem(place, code, id=value, first=first[value])
        else:
            here = entry.problem(place, code)
            first[value] = f"{here.path}:{here.line}"


def labels(draft: Draft) -> Iterator[Problem]:
    """Every word that the pages ask for is there, with no place but those they fill."""
    yield from _words(draft, Labels, LABELS)
    yield from _words(draft, SubjectLabels, SUBJECT_LABELS)


def _words(
    draft: Draft,
    model: type[Labels] | type[SubjectLabels],
    asked: Mapping[str, frozenset[str]],
) -> Iterator[Problem]:
    entry = draft.singles.get(model)
    if entry is None:
        return
    words = draft.single(model).root
    for key in asked:
        if key not in words:
            yield entry.problem((), "label_missing", key=key)
    for key, label in words.items():
        if key not in asked and not key.startswith("format-"):
            yield entry.problem((key,), "label_unused", key=key)
        filled = asked.get(key, frozenset())
        for lang in LANGS:
            for place in sorted(set(rich.fields(label.of(lang))) - filled):
                known = ", ".join(f"{{{name}}}" for name in sorted(filled)) or "-"
                yield entry.problem((key, lang), "label_place", found=place, known=known)


def menu(draft: Draft) -> Iterator[Problem]:
    """The menu leads to each page once."""
    if entry := draft.singles.get(Menu):
        yield from _repeated(
            (
                (entry, found.place, f"{_MENU_LEADS_TO[found.place[-1]]}:{found.value}")
                for found in entry.found
                if found.place and found.place[-1] in _MENU_LEADS_TO
            ),
            "twice_in_menu",
        )


def upkeep(draft: Draft) -> Iterator[Problem]:
    """Each kind of thing that is read again says how often, and no other is named."""
    if entry := draft.singles.get(Upkeep):
        named, known = draft.single(Upkeep).kinds.keys(), kinds_to_watch()
        kinds = ", ".join(sorted(known))
        for kind in sorted(named - known):
            yield entry.problem(("kinds", kind), "upkeep_unknown", kind=kind, kinds=kinds)
        # One name mistyped is one mistake, not two.
        for kind in sorted(known - named) if named <= known else ():
            yield entry.problem(("kinds",), "upkeep_missing", kind=kind)


RULES: tuple[Rule, ...] = (
    labels,
    menu,
    upkeep,
    unique_ids,
    unique_slugs,
    unique_provisions,
    unique_items,
    unique_steps,
    phase_numbers,
    known_references,
    published_names_no_draft,
    durations,
    used_checklists,
    steps_name_what_their_phase_names,
    cited_sources,
    template_fields,
    sheets,
    cells,
    copies,
)
