"""Each way to spoil the data gives one clear message, at its file and line."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from tiny_site import TinySite

from macros.problems import Problem, messages


@dataclass(frozen=True)
class Fault:
    """A mistake made in one file, and the message it deserves."""

    code: str
    file: str
    old: str
    new: str
    at: str | int = ""
    """The line to be named, or words of it; the first line of `new` if left out."""
    shows: str = ""
    """What both messages quote."""
    told_in: str = ""
    """The file to be named, if it is another."""

    def line(self, site: TinySite) -> int:
        if isinstance(self.at, int):
            return self.at
        words = self.at or self.new.lstrip("\n").splitlines()[0].strip()
        return site.line_of(self.told_in or self.file, words)


ROLES, SITE, MENU = "data/roles.yaml", "data/site.yaml", "data/menu.yaml"
TERMS, SOURCES, ROUTES = "data/terms.yaml", "data/sources.yaml", "data/routes.yaml"
PROFILE, LABELS, PHASE = "data/profile.yaml", "data/labels.yaml", "data/phases/set-up.yaml"
TRAINING = "data/training.yaml"
METHOD, LIST = "data/methods/matrix.yaml", "data/checklists/start.yaml"
NOTE, REGISTER = "data/templates/note.yaml", "data/templates/register.yaml"
CANVAS, ACT = "data/templates/canvas.yaml", "data/acts/tuel.yaml"
DECISION = "data/decisions/body.yaml"
COPY, BOOK = "data/copies/our-note.yaml", "data/copies/our-register.yaml"
SYNONYMS, EVENTS = "data/synonyms.yaml", "data/events.yaml"
UPKEEP = "data/upkeep.yaml"
_WATCH = "    months: 6\n    risk: high\n    who: jurist\n"
CHANGES, REDIRECTS = "data/changes.yaml", "data/redirects.yaml"

YAML = [
    Fault("yaml_syntax", METHOD, "    it: Un'ora", "    it: Un'ora: o due"),
    Fault("yaml_syntax", METHOD, "  it: Chi fa che cosa?", "  it: 'Chi fa che cosa?", "Un'ora"),
    Fault("yaml_syntax", METHOD, "  it: Chi fa che cosa?", '  it: "Chi fa che cosa?'),
    Fault("yaml_syntax", METHOD, "  - it: Scrivi i compiti.", "  - it: [Scrivi", "en: Write"),
    Fault("yaml_syntax", METHOD, "safety: S0", "safety: %S0"),
    Fault("yaml_syntax", METHOD, "safety: S0", "safety: S0\n en: x", " en: x"),
    Fault("tab", METHOD, "  it: Chi fa", "\tit: Chi fa", "\tit: Chi fa"),
    Fault("two_documents", METHOD, "safety: S0", "---\nsafety: S0", "---"),
    Fault("anchor", METHOD, "  it: Matrice", "  it: &m Matrice", shows="&m"),
    Fault("anchor", METHOD, "  it: Matrice", "  it: *m", shows="*m"),
    Fault("anchor", METHOD, "name:\n", "name: &m\n", "name: &m"),
    Fault("anchor", METHOD, "  en: Matrix\n", "  en: Matrix\n  <<: {it: x}\n", "<<", "<<"),
    Fault("yaml_tag", METHOD, "  it: Matrice", "  it: !!str Matrice", shows="!!str"),
    Fault("yaml_tag", METHOD, "  it: Matrice", "  it: !!python/object:os.system x"),
    Fault("yaml_tag", METHOD, "  it: Matrice", "  it: !Ref x", shows="!Ref"),
    Fault("yaml_tag", METHOD, "  it: Matrice", "  it: !!bool maybe"),
    Fault("yaml_tag", METHOD, "  it: Matrice", "  it: !!timestamp boh"),
    Fault("yaml_tag", METHOD, "  it: Matrice", "  it: !!binary aGk="),
    Fault("yaml_tag", METHOD, "name:\n", "name: !!set\n", "name: !!set"),
    Fault("key_not_word", METHOD, "safety: S0", "safety: S0\n? [a, b]\n: c", "? [a, b]"),
    Fault("key_not_word", METHOD, "safety: S0", 'safety: S0\n"": c', '"": c'),
    Fault("duplicate_key", METHOD, "safety: S0", "safety: S0\nsafety: S1", "safety: S1"),
    Fault("duplicate_key", METHOD, "  it: Matrice", "  it: Matrice\n  it: Griglia", "Griglia"),
    Fault("no_such_date", SOURCES, "2026-11-22", "2026-02-30", shows="2026-02-30"),
    Fault("no_such_date", SITE, "2026-11-22", "2026-11-22 10:00:00"),
    Fault("bad_value", METHOD, "  it: Matrice", "  it: no", "it: no", "no"),
    Fault("bad_value", METHOD, "  it: Matrice", "  it: Yes", shows="Yes"),
    Fault("bad_value", METHOD, "  it: Matrice", "  it: 12:30", shows="12:30"),
    Fault("bad_value", PHASE, "number: 1", "number: 010", shows="010"),
    Fault("bad_value", PHASE, "number: 1", "number: 0x1F"),
    Fault("bad_value", PHASE, "number: 1", "number: 1_000"),
    Fault("bad_value", PHASE, "number: 1", f"number: {'9' * 5000}", "number: 9", "9..."),
    Fault("bad_value", PHASE, "number: 1", f"number: 0x{'f' * 5000}", "number: 0x"),
    Fault("bad_value", REGISTER, "value: 2", "value: .nan", shows=".nan"),
    Fault("bad_value", REGISTER, "maximum: 10", "maximum: .inf"),
    Fault("bad_value", REGISTER, "maximum: 10", f"maximum: {'1:' * 300}1.5", "maximum: 1:"),
    Fault("too_deep", METHOD, "safety: S0", f"safety: {'[' * 50_000}", "safety: ["),
    Fault("too_deep", METHOD, "safety: S0", f"safety: {'{a: ' * 50_000}", "safety: {"),
    Fault("too_deep", METHOD, "safety: S0", f"safety:\n  {'- ' * 50_000}x", "- - -"),
    Fault("invisible_character", METHOD, "  it: Matrice", "  it: Ma\0trice", "  it: Ma", "0000"),
    Fault("invisible_character", METHOD, "  it: Matrice", "  it: Ma\x1btrice", "  it: Ma"),
    Fault("invisible_character", METHOD, "safety: S0", "safety: S0 # \u2028", "safety: S0 #"),
]

SHAPE = [
    Fault("key_missing", METHOD, "safety: S0\n", "", "id: matrix", "safety"),
    Fault(
        "key_missing",
        LIST,
        "    why:\n      it: Serve a tutti.\n      en: Everyone needs it.\n",
        "",
        "- id: note-written",
        "items[1].why",
    ),
    Fault("language_missing", METHOD, "  en: Matrix\n", "", "name:", "en"),
    Fault("language_missing", LABELS, "  it: Menu\n", "", "menu:", "it"),
    Fault("unknown_key", METHOD, "safety: S0", "safety: S0\nzzzzzz: x", "zzzzzz", "zzzzzz"),
    Fault("unknown_key_near", METHOD, "safety: S0", "safty: S0", shows="safety"),
    Fault("unknown_key_near", LIST, "    evidence:", "    evidance:", shows="evidence"),
    Fault("unknown_key", METHOD, "safety: S0", "safety: S0\n1: x", "1: x", "1"),
    Fault("unknown_key", METHOD, "safety: S0", "safety: S0\n2026-01-01: x", "2026-01-01: x"),
    Fault("blank", METHOD, "  it: Matrice", '  it: "   "', shows="name.it"),
    Fault("blank", METHOD, "  it: Matrice", "  it: ''"),
    Fault("no_value", METHOD, "  it: Matrice", "  it:", 6, "name.it"),
    Fault("no_value", METHOD, "safety: S0", "safety: ~", shows="safety"),
    Fault(
        "no_value",
        ROUTES,
        "  stages:\n    - phase: set-up\n      first_week: -14\n      last_week: -11\n",
        "  stages:\n",
        shows="stages",
    ),
    Fault("text_expected", METHOD, "  it: Matrice", "  it: 12", shows="12"),
    Fault("text_expected", METHOD, "  it: Matrice", "  it: 1.5"),
    Fault("text_expected", METHOD, "  it: Matrice", "  it: true", shows="true"),
    Fault("text_expected", METHOD, "  it: Matrice", "  it: 2026-11-22", shows="2026-11-22"),
    Fault("text_expected", METHOD, "  it: Matrice", "  it: [a]"),
    Fault("text_expected", METHOD, "  it: Matrice", "  it: {a: b}"),
    Fault("text_expected", SITE, "version: 0.0.1", "version: 0.1"),
    Fault(
        "fields_expected",
        METHOD,
        "summary:\n  it: Mostra chi fa che cosa.\n  en: Shows who does what.\n",
        "summary: Mostra\n",
        shows="Mostra",
    ),
    Fault("fields_expected", ROLES, "- id: mayor", "- solo testo\n- id: mayor"),
    Fault("list_expected_here", PHASE, "lead:\n  - mayor\n", "lead: mayor\n", shows="lead"),
    Fault("list_expected_here", PHASE, "lead:\n  - mayor\n", "lead: {mayor: x}\n"),
    Fault("number_expected", PHASE, "number: 1", "number: uno", shows="uno"),
    Fault("number_expected", PHASE, "number: 1", 'number: "1"'),
    Fault("number_expected", PHASE, "number: 1", "number: 1.0"),
    Fault("number_expected", PHASE, "number: 1", "number: true"),
    Fault("number_expected", REGISTER, "maximum: 10", "maximum: dieci"),
    Fault("yes_or_no_expected", NOTE, "acts:\n", 'formal_act: "sì"\nacts:\n', "formal_act"),
    Fault("date_expected", SOURCES, "2026-11-22", "oggi", shows="oggi"),
    Fault("date_expected", SOURCES, "2026-11-22", '"2026-02-30"'),
    Fault("date_expected", SOURCES, "2026-11-22", "22/11/2026"),
    Fault("date_expected", SOURCES, "2026-11-22", "20261122"),
    Fault("not_among", METHOD, "safety: S0", "safety: S7", shows="S7"),
    Fault("not_among", ROUTES, "- id: essential", "- id: short"),
    Fault("not_among", MENU, "- kind: phase", "- kind: role", "kind: role", "role"),
    Fault("list_too_short", PHASE, "lead:\n  - mayor\n", "lead: []\n", shows="lead"),
    Fault(
        "list_too_long",
        NOTE,
        "          rows:\n",
        "".join(f"            - {{id: c{n}, name: {{it: c{n}, en: d{n}}}}}\n" for n in range(8))
        + "          rows:\n",
        "columns:",
    ),
    Fault("number_too_small", PHASE, "number: 1", "number: 0", shows="0"),
    Fault("number_too_big", ROUTES, "last_week: -11", "last_week: 400", shows="260"),
    Fault("too_long_text", LIST, "- id: people-named", f"- id: {'a' * 65}", shows="48"),
    Fault("unknown_block", NOTE, "      - heading:", "      - titel:"),
    Fault("unknown_block", MENU, "- page: home", "- home"),
    Fault("unknown_block", MENU, "- page: home", "- [home]"),
    Fault(
        "unknown_block",
        NOTE,
        "      - fields:\n          - problem\n          - answer\n",
        "      - problem\n      - fields: [problem, answer]\n",
        "- problem",
    ),
]

WORDS = [
    Fault("html", METHOD, "  it: Matrice", "  it: <b>Matrice</b>", shows="<b>"),
    Fault("html", METHOD, "  it: Matrice", "  it: Matrice <!-- x -->"),
    Fault("html", METHOD, "  it: Matrice", '  it: "x &lt;script&gt;"', shows="&lt;"),
    Fault("html", METHOD, "  it: Matrice", '  it: "x &#X6A; y"'),
    Fault("html", LABELS, "  it: Menu", "  it: <img src=x onerror=alert(1)>"),
    Fault("html", PROFILE, "      it: Nome del Comune", "      it: <svg/onload=alert(1)>"),
    Fault("html", SITE, "  name: ~", '  name: "<script>alert(1)</script>"'),
    Fault(
        "html",
        REGISTER,
        '          it: IF({how-many}="","",{how-many}*{weight})',
        '          it: IF({how-many}="","<script>",1)',
        "<script>",
    ),
    Fault("template_syntax", METHOD, "  it: Matrice", '  it: "{{ config }}"', shows="{{"),
    Fault("template_syntax", METHOD, "  it: Quando il gruppo ha due persone.", '  it: "a {% x %}"'),
    Fault("template_syntax", LABELS, "  it: Menu", '  it: "{# x #}"'),
    Fault("template_syntax", NOTE, "scrive il {deed-date}.", "scrive il {{deed-date}}."),
    Fault("dangerous_link", METHOD, "  it: Matrice", '  it: "javascript:alert(1)"'),
    Fault("dangerous_link", METHOD, "  it: Matrice", '  it: "JaVaScRiPt : alert(1)"'),
    Fault("dangerous_link", METHOD, "  it: Matrice", '  it: "data: text/html,x"'),
    Fault(
        "dangerous_link",
        METHOD,
        "  it: Quando il gruppo ha due persone.",
        '  it: "[x](VBScript:x)"',
        shows="VBScript",
    ),
    Fault(
        "dangerous_link",
        METHOD,
        "  it: Quando il gruppo ha due persone.",
        '  it: "[x](data:text/html;base64,PHNjcmlwdD4=)"',
    ),
    Fault(
        "invisible_character",
        METHOD,
        "  it: Quando il gruppo ha due persone.",
        '  it: "[x](java\\tscript:alert(1))"',
    ),
    Fault(
        "mark_left",
        METHOD,
        "  it: Quando il gruppo ha due persone.",
        '  it: "[x](java\\nscript:alert(1))"',
    ),
    Fault(
        "html",
        METHOD,
        "  it: Quando il gruppo ha due persone.",
        '  it: "[x](java&#115;cript:alert(1))"',
    ),
    Fault("bad_link", METHOD, "  it: Quando il gruppo ha due persone.", '  it: "[x](//a.it)"'),
    Fault("bad_link", METHOD, "  it: Quando il gruppo ha due persone.", '  it: "[x](../a.md)"'),
    Fault("bad_link", METHOD, "  it: Quando il gruppo ha due persone.", '  it: "[x](FTP://a.it)"'),
    Fault("bad_link", METHOD, "  it: Quando il gruppo ha due persone.", '  it: "[](https://a.it)"'),
    Fault(
        "bad_link",
        NOTE,
        "          it: Leggi prima la [guida](page:home).",
        '          it: "![x](x.png)"',
    ),
    Fault(
        "bad_address",
        SOURCES,
        "https://www.example.org/portale?voce=1&lang=it",
        "www.example.org",
        "url: www",
        "www.example.org",
    ),
    Fault(
        "bad_address",
        SOURCES,
        "https://www.example.org/portale?voce=1&lang=it",
        "ftp://example.org",
        "url: ftp",
    ),
    Fault(
        "bad_address",
        SOURCES,
        "https://www.example.org/portale?voce=1&lang=it",
        "javascript:alert(1)",
        "url: javascript",
    ),
    Fault(
        "bad_address",
        SOURCES,
        "https://www.example.org/portale?voce=1&lang=it",
        "https:///portale",
    ),
    Fault(
        "bad_address",
        SOURCES,
        "https://www.example.org/portale?voce=1&lang=it",
        "https://exa mple.org",
        "url: https://exa",
    ),
    Fault(
        "bad_address",
        SOURCES,
        "https://www.example.org/portale?voce=1&lang=it",
        "https://example.org:99999/",
        "url: https://example.org:9",
    ),
    Fault(
        "bad_address",
        SOURCES,
        "https://www.example.org/portale?voce=1&lang=it",
        "'https://[::1'",
        "url: 'https",
    ),
    Fault("bad_address", ACT, "https://www.example.org/tuel", "'https://a.it/\"onclick=x'", "url:"),
    Fault("bad_mail", SITE, "contact: ~", "contact: via Roma 1", shows="via Roma 1"),
    Fault("bad_mail", SITE, "contact: ~", "contact: 'a@b.it?cc=c@d.it'"),
    Fault("bad_mail", SITE, "contact: ~", "contact: <a@b.it>", shows="<a@b.it>"),
    Fault("bad_address", SITE, "issues: ~", "issues: javascript:alert(1)", shows="javascript"),
    Fault("curly_apostrophe", METHOD, "    it: Un'ora", "    it: Un\u2019ora", shows="\u2019"),
    Fault("invisible_character", METHOD, "  it: Matrice", "  it: Ma\u200btrice", shows="\\u200b"),
    Fault("invisible_character", METHOD, "  it: Matrice", "  it: Ma\u202etrice"),
    Fault("invisible_character", METHOD, "  it: Matrice", "  it: Ma\u2066trice"),
    Fault("invisible_character", METHOD, "  it: Matrice", "  it: Ma\u00adtrice"),
    Fault("invisible_character", METHOD, "  it: Matrice", '  it: "Ma\\0trice"'),
    Fault("invisible_character", METHOD, "  it: Matrice", "  it: Ma\U000e0041trice"),
    Fault("missing_glyph", METHOD, "  it: Matrice", "  it: Matrice \U0001f600"),
    Fault("missing_glyph", METHOD, "  it: Matrice", "  it: Матрица"),
    Fault("missing_glyph", METHOD, "  it: Matrice", "  it: Attivita\u0300"),
    Fault("markup_in_plain_text", METHOD, "  it: Matrice", '  it: "**Matrice**"', shows="**"),
    Fault("markup_in_plain_text", METHOD, "  it: Matrice", '  it: "[Matrice](method:matrix)"'),
    Fault("field_not_allowed_here", METHOD, "  it: Matrice", '  it: "{municipality}"'),
    Fault(
        "field_not_allowed_here",
        METHOD,
        "  it: Quando il gruppo ha due persone.",
        '  it: "Se {municipality}"',
    ),
    Fault("not_a_field", NOTE, "il {deed-date}.", "il {Deed date}.", shows="{Deed date}"),
    Fault("not_a_field", METHOD, "  it: Matrice", '  it: "M { onclick=alert(1) }"'),
    Fault("not_a_field", LABELS, "  it: Menu", '  it: "Menu {"'),
    Fault("mark_left", METHOD, "  it: Quando il gruppo ha due persone.", '  it: "**Mai"'),
    Fault(
        "mark_left",
        METHOD,
        "  it: Quando il gruppo ha due persone.",
        '  it: "Vedi [qui] (https://a.it)"',
    ),
    Fault(
        "list_too_deep",
        METHOD,
        "    2. si scrivono i nomi.",
        "       - si scrivono i nomi.",
        "  it: |-",
    ),
    Fault(
        "list_from_other_number",
        METHOD,
        "    1. si parte dai compiti;\n    2. si",
        "    3. si parte dai compiti;\n    4. si",
        "  it: |-",
        "3.",
    ),
    Fault("more_than_one_line", METHOD, "  it: Matrice", '  it: "Ma\\ntrice"', shows="name.it"),
    Fault("bad_id", LIST, "- id: people-named", "- id: People Named", shows="People Named"),
    Fault("bad_id", METHOD, "  it: matrice", "  it: città", shows="città"),
    Fault("bad_id", METHOD, "  it: matrice", "  it: ../../etc"),
    Fault("bad_id", LABELS, "menu:\n", "Menu Bar:\n  it: a\n  en: b\nmenu:\n", "Menu Bar"),
    Fault(
        "untranslated",
        METHOD,
        "  it: Quando il gruppo ha due persone.\n  en: When the group has two people.",
        "".join(f"  {lang}: {'Quando il gruppo ha due persone. ' * 3}\n" for lang in ("it", "en")),
        "  en: Quando",
    ),
]

REFERENCES = [
    Fault("unknown_role", PHASE, "lead:\n  - mayor", "lead:\n  - major", "- major", "major"),
    Fault(
        "unknown_role", NOTE, "filled_by:\n  - plan-manager", "filled_by:\n  - nobody", "- nobody"
    ),
    Fault(
        "unknown_method",
        PHASE,
        "    methods:\n      - matrix",
        "    methods:\n      - matrx",
        "- matrx",
        "matrx",
    ),
    Fault("unknown_checklist", METHOD, "  - start", "  - strat", shows="strat"),
    Fault("unknown_template", METHOD, "  - note", "  - nota", shows="nota"),
    Fault(
        "unknown_office",
        METHOD,
        "  it: Quando il gruppo",
        "  it: Vedi [qui](office:nobody).",
        shows="nobody",
    ),
    Fault(
        "unknown_decision",
        METHOD,
        "  it: Quando il gruppo",
        "  it: Vedi [qui](decision:nobody).",
        shows="nobody",
    ),
    Fault(
        "unknown_measure",
        METHOD,
        "  it: Quando il gruppo",
        "  it: Vedi [qui](measure:nobody).",
        shows="nobody",
    ),
    Fault(
        "unknown_indicator",
        METHOD,
        "  it: Quando il gruppo",
        "  it: Vedi [qui](indicator:nobody).",
        shows="nobody",
    ),
    Fault(
        "unknown_dataset",
        METHOD,
        "  it: Quando il gruppo",
        "  it: Vedi [qui](dataset:nobody).",
        shows="nobody",
    ),
    Fault(
        "unknown_priority",
        METHOD,
        "  it: Quando il gruppo",
        "  it: Vedi [qui](priority:nobody).",
        shows="nobody",
    ),
    Fault("unknown_act", METHOD, "  - tuel-42", "  - tuel-43", shows="tuel-43"),
    Fault("unknown_act", LIST, "      - tuel-42", "      - tual"),
    Fault("unknown_source", TERMS, "    - portal", "    - portale", shows="portale"),
    Fault("unknown_source", ACT, "  - portal", "  - porta"),
    Fault("unknown_term", TERMS, "    - plan", "    - planes", shows="planes"),
    Fault("unknown_phase", ROUTES, "- phase: set-up", "- phase: setup", shows="setup"),
    Fault("unknown_field", PROFILE, "head: municipality", "head: comune", shows="comune"),
    Fault("unknown_axis", "data/measures/bus.yaml", "axis: prevention", "axis: x9", shows="x9"),
    Fault(
        "duration_missing",
        PHASE,
        "  essential:\n    it: Quattro settimane\n    en: Four weeks\n",
        "",
        "duration:",
        "essential",
    ),
    Fault(
        "label_missing",
        "data/subject.yaml",
        "priority:\n  it: Azione nazionale\n  en: National action\n",
        "",
        "footer-independent:",
        "priority",
    ),
    Fault("unknown_field", REGISTER, "- field: municipality", "- field: comune", shows="comune"),
    *(
        Fault(
            f"unknown_{kind}",
            ROLES,
            "    it: Tiene insieme il lavoro.",
            f'    it: "Vedi [qui]({kind}:x1)."',
            shows="x1",
        )
        for kind in (
            "phase",
            "method",
            "checklist",
            "template",
            "act",
            "role",
            "route",
            "term",
            "source",
            "warning",
            "event",
            "fund",
            "body",
            "helpline",
            "case",
            "copy",
        )
    ),
    Fault("unknown_kind", ROLES, "(phase:set-up)", "(fase:set-up)", "fase:", "fase"),
    Fault("unknown_kind", ROLES, "(phase:set-up)", "(field:municipality)", "field:", "field"),
    Fault("unknown_kind", ROLES, "(phase:set-up)", "(mailto:x)", "mailto:x", "mailto"),
    Fault("unknown_phase", ROLES, "(phase:set-up)", "(phase:set-up#x)", "set-up#x", "set-up#x"),
    Fault("unknown_kind", SITE, "folders:\n", "folders:\n  role: {it: a, en: b}\n", "folders:"),
    Fault("folder_missing", SITE, "  act:\n    it: norme\n    en: law\n", "", "folders:", "act"),
    Fault("folder_twice", SITE, "    it: norme", "    it: metodi", "folders:", "metodi"),
    Fault(
        "duplicate_id",
        TERMS,
        "- id: network",
        "- id: plan",
        11,
        "plan",
    ),
    Fault("duplicate_id", LIST, "- id: people-named", "- id: note-written", 25, "note-written"),
    Fault(
        "duplicate_id",
        ACT,
        "provisions:\n",
        "provisions:\n  - id: tuel\n    label: {it: art. 1, en: article 1}\n"
        "    topic: {it: a, en: b}\n    says: {it: a, en: b}\n"
        "    confidence: act\n    sources: [portal]\n",
        "  - id: tuel",
        "tuel",
    ),
    Fault("duplicate_slug", REGISTER, "  it: registro", "  it: nota", shows="nota"),
    Fault("duplicate_slug", REGISTER, "  en: register", "  en: note", shows="note"),
    Fault("id_is_not_file_name", LIST, "id: start", "id: strat", shows="start.yaml"),
    Fault("id_is_not_file_name", METHOD, "id: matrix", "id: matrice", shows="matrix.yaml"),
    Fault(
        "step_names_more",
        PHASE,
        "\ntemplates:\n  - note\n",
        "\ntemplates:\n",
        "      - note",
        "note",
    ),
    Fault(
        "obligation_without_act",
        LIST,
        "    acts:\n      - tuel-42\n",
        "",
        "- id: note-written",
        "note-written",
    ),
    Fault("doubt_not_explained", ACT, "confidence: act", "confidence: unverified", "id: tuel"),
    Fault("source_missing", ACT, "sources:\n  - portal\n", "", "id: tuel"),
    Fault("weeks_reversed", ROUTES, "first_week: -14", "first_week: 9", "- phase: set-up"),
    Fault("id_of_a_section", PHASE, "  - id: write-the-note", "  - id: risks"),
    Fault("copy_of_one", COPY, "template: note\n", "", "id: our-note"),
    Fault("copy_of_one", COPY, "template: note\n", "template: note\nchecklist: start\n", "id: our"),
    Fault("copy_names_nothing", COPY, "  problem:\n", "  problems:\n", shows="problems"),
    Fault("copy_names_nothing", COPY, "tables:\n", "checks: [agree]\ntables:\n", shows="agree"),
    Fault("copy_names_nothing", COPY, "  people:\n", "  persons:\n", shows="persons"),
    Fault("copy_names_nothing", BOOK, "  things:\n", "  thing:\n", "  thing:", "thing"),
    Fault("copy_names_nothing", BOOK, "      weight: 3\n", "      height: 3\n", shows="height"),
    Fault("copy_names_nothing", BOOK, "        how-many: 2\n", "        how: 2\n", shows="how"),
    Fault("copy_names_nothing", COPY, "tables:\n", "without: [2]\ntables:\n", shows="2"),
    Fault("copy_not_an_answer", COPY, "    it: Sì\n", "    it: Forse\n", "  answer:", "Forse"),
    Fault("copy_not_an_answer", COPY, "deed-date: 2027-03-05", "deed-date: {it: a, en: b}"),
    Fault(
        "copy_not_an_answer", BOOK, "        how-many: 2\n", "        how-many: {it: a, en: b}\n"
    ),
    Fault("copy_cell_taken", BOOK, "        how-many: 2\n", "        score: 2\n", shows="score"),
    Fault(
        "copy_passage_unknown",
        COPY,
        "tables:\n",
        "chosen:\n  - passage: {it: Il Comune, en: Il paese}\ntables:\n",
        "  - passage:",
        "Il paese",
    ),
    Fault("row_length", COPY, "[~, {it: Firma., en: Signs.}]", "[~]", "    - [~]"),
    Fault("bad_day", EVENTS, "  day: 2020-02\n", "  day: 2020-13\n", shows="2020-13"),
    Fault("bad_day", EVENTS, "  day: 2020-02\n", "  day: febbraio 2020\n", shows="febbraio"),
    Fault("week_zero", ROUTES, "last_week: -11", "last_week: 0"),
    Fault("bad_hour", TRAINING, 'starts: "09:15"', 'starts: "9.15"', shows="9.15"),
    Fault("bad_hour", TRAINING, 'starts: "09:15"', 'starts: "24:00"', shows="24:00"),
    Fault("over_an_hour", TRAINING, "minutes: 40", "minutes: 41", "preparation:", "61"),
    Fault(
        "decision_id_twice", DECISION, "  - id: mayor-alone", "  - id: money", "id: body", "money"
    ),
    Fault("answer_leads_nowhere", DECISION, "leads_to: money", "leads_to: nobody", shows="nobody"),
    Fault("answer_leads_nowhere", DECISION, "leads_to: mayor-alone", "leads_to: many-years"),
    Fault(
        "decision_part_unreached",
        DECISION,
        "leads_to: mayor-alone",
        "leads_to: council",
        "id: body",
        "mayor-alone",
    ),
    Fault("label_missing", LABELS, "home:\n  it: Inizio\n  en: Home\n", "", "menu:", "home"),
    Fault(
        "label_unused",
        LABELS,
        "home:\n",
        "casa:\n  it: Casa\n  en: House\nhome:\n",
        "casa:",
        "casa",
    ),
    Fault("label_place", LABELS, "{version} del {date}", "{versione} del {date}", shows="versione"),
    Fault("label_place", LABELS, "  it: Inizio", '  it: "Inizio {page}"', shows="page"),
    Fault("twice_in_menu", MENU, "- page: a-to-z", "- page: home", 24, "home"),
    Fault("twice_in_menu", MENU, "    - kind: act", "    - kind: phase", 16, "phase"),
]

TEMPLATES = [
    Fault(
        "choice_without_options", NOTE, "    kind: multiline", "    kind: choice", "- id: problem"
    ),
    Fault("options_without_choice", NOTE, "    kind: choice", "    kind: text", "- id: answer"),
    Fault("row_length", NOTE, "              - ~\n", "", "- - it: Il sindaco", "1"),
    Fault(
        "row_length",
        NOTE,
        "              - ~\n",
        "              - ~\n              - ~\n",
        "- - it: Il sindaco",
    ),
    Fault(
        "row_length",
        REGISTER,
        "3, {it: Aperta, en: Open}, ~]",
        "3, {it: Aperta, en: Open}]",
        "Una sedia",
    ),
    Fault(
        "table_without_rows",
        REGISTER,
        "    rows:\n      - [{it: Una sedia, en: A chair}, 3, "
        "{it: Aperta, en: Open}, ~]\n    blank_rows: 3\n",
        "",
        "- id: things",
    ),
    Fault(
        "sheet_name", REGISTER, "      it: Cose", "      it: Cose/altro", "    name:", "Cose/altro"
    ),
    Fault("sheet_name", REGISTER, "      it: Cose", f"      it: {'Cose ' * 9}", "    name:"),
    Fault("formula", REGISTER, "it: SUM({score:})", "it: =SUM({score:})"),
    Fault("formula", REGISTER, "it: SUM({score:})", "it: SUM({score:}))("),
    Fault("formula", REGISTER, "it: SUM({score:})", 'it: SUM({score:})&"'),
    Fault("formula", REGISTER, "it: SUM({score:})", "it: SUM({Score:})"),
    Fault("formula", REGISTER, "it: SUM({score:})", 'it: WEBSERVICE("https://a.it")'),
    Fault("formula", REGISTER, "it: SUM({score:})", "it: cmd|x"),
    Fault("formula", REGISTER, "it: SUM({score:})", "it: 1 2 +* foo bar"),
    Fault("formula", REGISTER, "it: SUM({score:})", "it: SUM({score:};{weight})"),
    Fault("formula", REGISTER, "it: SUM({score:})", "it: " + "(" * 5000),
    Fault("formula_reference", REGISTER, "it: SUM({score:})", "it: SUM({weight:})", 40, "weight:"),
    Fault("formula_reference", REGISTER, "it: SUM({score:})", "it: SUM({score})", 40, "score"),
    Fault("formula_reference", REGISTER, "it: SUM({score:})", "it: SUM({total})", 40, "total"),
    Fault("formula", REGISTER, "it: SUM({score:})", 'it: " "'),
    Fault(
        "formula_reference",
        REGISTER,
        "it: SUM({score:})",
        "it: SUM({scores:})",
        "        formula:",
        "scores",
    ),
    Fault("same_column_name", REGISTER, "          it: Quante", "          it: cosa"),
    Fault(
        "help_too_long",
        REGISTER,
        "        kind: integer\n",
        f"        kind: integer\n        help:\n          it: {'a ' * 200}\n          en: b\n",
        "- id: how-many",
    ),
    Fault("area_outside", CANVAS, "      column: 1", "      column: 2", "- id: right", "right"),
    Fault("area_outside", CANVAS, "      column: 1", "      column: 0", "- id: right", "right"),
    Fault(
        "one_body",
        NOTE,
        "sections:\n",
        "canvas:\n  paper: a3\n  columns: 1\n  rows: 1\n  areas:\n"
        "    - {id: a, title: {it: a, en: b}, prompt: {it: a, en: b}, column: 0, row: 0}\n"
        "sections:\n",
        "id: note",
    ),
    Fault(
        "field_defined_twice",
        NOTE,
        "  - id: answer",
        "  - id: problem\n    label: {it: a, en: b}\n  - id: answer",
        32,
        "problem",
    ),
    Fault(
        "field_defined_twice",
        NOTE,
        "          - id: agreed",
        "          - id: problem",
        60,
        "problem",
    ),
    Fault(
        "field_in_profile",
        NOTE,
        "  - id: answer",
        "  - id: municipality\n    label: {it: a, en: b}\n  - id: answer",
        "- id: municipality",
        "municipality",
    ),
    Fault(
        "field_not_defined",
        NOTE,
        "          - answer\n",
        "          - answer\n          - reply\n",
        "- reply",
        "reply",
    ),
    Fault("field_not_placed", NOTE, "          - answer\n", "", "- id: answer", "answer"),
    Fault("fields_differ", NOTE, "writes on {deed-date}.", "writes now.", "writes now"),
    Fault(
        "label_too_long",
        PROFILE,
        "      it: Nome del Comune",
        f"      it: {'Nome ' * 20}",
        "it: Nome",
        "64",
    ),
    Fault("cell_name_too_long", NOTE, "            - id: task", f"            - id: {'t' * 60}"),
    Fault("cell_of_other_kind", REGISTER, "value: 2", "value: {it: due, en: two}", shows="number"),
    Fault("cell_of_other_kind", REGISTER, "}, 3, {", "}, 3.5, {", "Una sedia", "integer"),
    Fault("cell_of_other_kind", REGISTER, "{it: Aperta, en: Open}", "{it: Persa, en: Lost}"),
    Fault("cell_of_other_kind", REGISTER, "{it: Una sedia, en: A chair}", "2026-11-22"),
]

SEARCH = [
    Fault("not_a_reference", SYNONYMS, "entry: method:matrix", "entry: matrix", shows="matrix"),
    Fault("unknown_method", SYNONYMS, "method:matrix", "method:matrx", "method:matrx", "matrx"),
    Fault("unknown_kind", SYNONYMS, "method:matrix", "metod:matrix", "metod:matrix", "metod"),
    Fault("upkeep_missing", UPKEEP, f"  act:\n{_WATCH}", "", "kinds:", "act"),
    Fault("upkeep_unknown", UPKEEP, "  act:\n", "  acts:\n", shows="acts"),
    Fault("unknown_checker", UPKEEP, "who: jurist", "who: lawyer", shows="lawyer"),
    Fault("number_too_small", UPKEEP, "months: 6", "months: 0", shows="0"),
    Fault("not_among", UPKEEP, "risk: high", "risk: hihg", shows="hihg"),
    Fault("date_expected", UPKEEP, "2026-11-22", "ieri", shows="ieri"),
    Fault(
        "date_expected",
        ACT,
        "checked_on: 2026-11-22",
        "checked_on: 2026-11-22\nchanged_on: domani",
        "domani",
    ),
    Fault("unknown_key_near", SYNONYMS, "alike:", "alke:", shows="alike"),
    Fault("not_among", SYNONYMS, "  template:", "  templates:", "templates:", "templates"),
    Fault("language_missing", SYNONYMS, "    en: [who does what]\n", "", "entry: method", "en"),
    Fault("html", SYNONYMS, "[who does what]", "[<b>who</b>]", "<b>who"),
    Fault("yaml_syntax", SYNONYMS, "[matrice, tabella]", "[matrice, tabella", "en: [matrix"),
]

CHANGED = [
    Fault("bad_version", CHANGES, "version: 0.0.1", 'version: "1.2"', shows="1.2"),
    Fault("bad_version", SITE, "version: 0.0.1", "version: 01.2.3", shows="01.2.3"),
    Fault("bad_uuid", SITE, "feed_id: 3b9c", "feed_id: 3z9c", shows="3z9c"),
    Fault("unknown_change", CHANGES, "[metodo](method:matrix)", "[metodo](change:x9)", shows="x9"),
    Fault("not_among", CHANGES, "kind: new", "kind: news", shows="news"),
    Fault("list_too_short", CHANGES, "touches: [checklist:start]", "touches: []"),
    Fault("unknown_checklist", CHANGES, "[checklist:start]", "[checklist:stop]", shows="stop"),
    Fault("left_unwritten", METHOD, "  it: Matrice", "  it: DA SCRIVERE", shows="DA SCRIVERE"),
    Fault("left_unwritten", METHOD, "  en: Matrix", "  en: A table (TO BE WRITTEN)"),
    Fault("left_unwritten", METHOD, "  it: matrice", "  it: da-scrivere-matrix"),
    Fault("left_unwritten", SOURCES, "2026-11-22", "1900-01-01", shows="1900-01-01"),
    Fault("left_unwritten", SOURCES, "url: https://", "url: https://da-scrivere.", "da-scrivere."),
    Fault("bad_old_address", REDIRECTS, "it: documenti/appunto/", "it: /documenti/appunto/"),
    Fault("bad_old_address", REDIRECTS, "it: documenti/appunto/", "it: documenti/appunto"),
    Fault("bad_old_address", REDIRECTS, "it: documenti/appunto/", "it: documenti/../appunto/"),
    Fault("bad_old_address", REDIRECTS, "it: documenti/appunto/", "it: https://x.example/a/"),
    Fault("bad_old_address", REDIRECTS, "it: documenti/appunto/", "it: documenti//appunto/"),
    Fault("bad_old_address", REDIRECTS, "it: documenti/appunto/", "it: un appunto/"),
    Fault("old_address_language", REDIRECTS, "it: documenti/appunto/", "it: en/documenti/appunto/"),
    Fault("old_address_language", REDIRECTS, "en: en/documents/", "en: documents/"),
    Fault("old_address_missing", REDIRECTS, "    it: processo/avvio/#appunto\n", "    it: ~\n", 5),
    Fault("not_a_reference", REDIRECTS, "to: template:note", "to: documenti/nota/"),
    Fault("unknown_template", REDIRECTS, "to: template:note", "to: template:nota", shows="nota"),
    Fault("unknown_phase", REDIRECTS, "#write-the-note", "#wrote", shows="set-up#wrote"),
]

FAULTS = [*YAML, *SHAPE, *WORDS, *REFERENCES, *TEMPLATES, *SEARCH, *CHANGED]


def _named(fault: Fault) -> str:
    return f"{fault.code}-{fault.file.rpartition('/')[2]}"


def _told_well(problem: Problem, shows: str = "") -> None:
    """Both messages begin with the place, quote the mistake, and say what to do."""
    for lang in ("it", "en"):
        what, fix = problem.told(lang).splitlines()
        assert what.startswith(f"{problem.path}:{problem.line}: ")
        assert shows in what + fix
        assert fix.startswith("  ") and fix.strip().endswith((".", "~."))
        assert "None" not in what + fix
    assert problem.told("it") != problem.told("en")


def test_the_untouched_copy_is_right(tiny: TinySite) -> None:
    """The good case of every test here: the tiny site has no problem at all."""
    assert tiny.problems() == ()
    assert tiny.data_problems() == ()


@pytest.mark.parametrize("fault", FAULTS, ids=_named)
def test_one_mistake_gives_one_message(fault: Fault, tiny: TinySite) -> None:
    """One mistake, one message: the right one, at its file and line, in both languages."""
    tiny.replace(fault.file, fault.old, fault.new)
    problems = tiny.data_problems()
    assert [problem.code for problem in problems] == [fault.code], problems
    assert (problems[0].path, problems[0].line) == (
        fault.told_in or fault.file,
        fault.line(tiny),
    )
    _told_well(problems[0], fault.shows)


def _copied(site: TinySite, old: str, new: str, *changes: tuple[str, str]) -> None:
    text = site.text(old)
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    site.write(new, text)


def _latin1(site: TinySite) -> None:
    site.write(METHOD, site.text(METHOD).replace("Matrice", "Perch\xe9").encode("latin-1"))


def _utf16(site: TinySite) -> None:
    site.write(METHOD, site.text(METHOD).encode("utf-16"))


def _broken_link(site: TinySite) -> None:
    (site.data / "methods/link.yaml").symlink_to("nowhere.yaml")


def _link_to_itself(site: TinySite) -> None:
    (site.data / "methods/link.yaml").symlink_to("link.yaml")


def _linked_folder(site: TinySite) -> None:
    (site.data / "methods").rename(site.root / "elsewhere")
    (site.data / "methods").symlink_to(site.root / "elsewhere")


def _pipe(site: TinySite) -> None:
    os.mkfifo(site.data / "methods/pipe.yaml")


def _second_phase(site: TinySite) -> None:
    step = ("  - id: write-the-note", "  - id: write")
    changes = (
        ("id: set-up\n", "id: later\n"),
        ("it: avvio", "it: poi"),
        ("en: set-up", "en: then"),
    )
    _copied(site, PHASE, "data/phases/later.yaml", *changes, step)


def _nameless(site: TinySite) -> None:
    """A name that no text can hold: bytes that are not UTF-8, and a line end."""
    path = os.fsencode(site.data) + b"/methods/citt\xe0\n.yaml"
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(b"a: 1")


FOLDER_FAULTS: list[tuple[str, str, int, Callable[[TinySite], object]]] = [
    ("not_utf8", METHOD, 6, _latin1),
    ("not_utf8", METHOD, 1, _utf16),
    ("empty_file", METHOD, 1, lambda site: site.write(METHOD, "")),
    ("empty_file", METHOD, 1, lambda site: site.write(METHOD, "# only words\n\n")),
    ("empty_file", METHOD, 1, lambda site: site.write(METHOD, "~")),
    ("empty_file", ROLES, 1, lambda site: site.write(ROLES, "\ufeff")),
    ("fields_expected", METHOD, 1, lambda site: site.write(METHOD, "- a\n- b\n")),
    ("fields_expected", METHOD, 1, lambda site: site.write(METHOD, "ciao\n")),
    ("fields_expected", SITE, 1, lambda site: site.write(SITE, "- a\n")),
    ("list_expected", ROLES, 1, lambda site: site.write(ROLES, "id: mayor\n")),
    ("list_expected_here", MENU, 1, lambda site: site.write(MENU, "page: home\n")),
    ("not_yaml", "data/notes.txt", 1, lambda site: site.write("data/notes.txt", "x")),
    (
        "not_yaml",
        "data/methods/matrix.yaml~",
        1,
        lambda site: site.write("data/methods/matrix.yaml~", "x"),
    ),
    ("not_yaml", "data/methods/README", 1, lambda site: site.write("data/methods/README", "x")),
    (
        "yml_suffix",
        "data/methods/matrix.yml",
        1,
        lambda site: (site.root / METHOD).rename(site.data / "methods/matrix.yml"),
    ),
    (
        "yml_suffix",
        "data/roles.YAML",
        1,
        lambda site: (site.root / ROLES).rename(site.data / "roles.YAML"),
    ),
    ("unexpected_file", "data/other.yaml", 1, lambda site: site.write("data/other.yaml", "a: 1")),
    ("unexpected_file", "data/method", 1, lambda site: (site.data / "method").mkdir()),
    (
        "unexpected_file",
        "data/methods/x.yaml",
        1,
        lambda site: (site.data / "methods/x.yaml").mkdir(),
    ),
    ("file_missing", ROLES, 1, lambda site: (site.root / ROLES).unlink()),
    ("file_missing", SITE, 1, lambda site: (site.root / SITE).unlink()),
    ("file_missing", LABELS, 1, lambda site: (site.root / LABELS).unlink()),
    ("file_missing", PROFILE, 1, lambda site: (site.root / PROFILE).unlink()),
    (
        "file_missing",
        "data/methods/",
        1,
        lambda site: (site.data / "methods").rename(site.root / "methods"),
    ),
    ("not_a_file", "data/methods/link.yaml", 1, _broken_link),
    ("not_a_file", "data/methods/link.yaml", 1, _link_to_itself),
    ("not_a_file", "data/methods", 1, _linked_folder),
    ("not_a_file", "data/methods/pipe.yaml", 1, _pipe),
    ("duplicate_number", PHASE, 5, _second_phase),
    ("no_data_folder", "data", 1, lambda site: site.data.rename(site.root / "date")),
]


@pytest.mark.parametrize(
    ("code", "path", "line", "spoil"),
    FOLDER_FAULTS,
    ids=lambda value: getattr(value, "__name__", str(value))[:30],
)
def test_a_wrong_file_gives_one_message(
    code: str, path: str, line: int, spoil: Callable[[TinySite], object], tiny: TinySite
) -> None:
    """A file that is wrong as a whole, or out of place, is one mistake whoever names it."""
    spoil(tiny)
    problems = tiny.data_problems()
    assert [(p.code, p.path, p.line) for p in problems] == [(code, path, line)], problems
    _told_well(problems[0])


def test_a_name_that_cannot_be_printed_is_told_all_the_same(tiny: TinySite) -> None:
    """A file name of strange bytes is shown in letters that any terminal has."""
    _nameless(tiny)
    told = [problem.told("it") for problem in tiny.data_problems()]
    assert told
    assert all(text.isascii() or text.encode("utf-8") for text in told)
    assert "citt\\udce0\\n.yaml" in told[0]


HARMLESS: list[Callable[[TinySite], object]] = [
    lambda site: site.write(METHOD, "\ufeff" + site.text(METHOD)),
    lambda site: site.write(METHOD, site.text(METHOD).replace("\n", "\r\n")),
    lambda site: site.write(METHOD, "---\n" + site.text(METHOD) + "...\n"),
    lambda site: site.write("data/.DS_Store", b"\x00"),
    lambda site: site.replace(METHOD, "it: Matrice", 'it: "no"'),
    lambda site: site.replace(METHOD, "it: Matrice", "it: Data: gg/mm".replace(": gg", " gg")),
    lambda site: site.replace(METHOD, "it: Quando il gruppo", "it: '2026. Quando'\n  #"),
    lambda site: site.replace(METHOD, "it: Quando il gruppo", "it: 5 * 3 & ____ \\* il gruppo"),
    lambda site: site.replace(METHOD, "it: Matrice", "it: 'Data: gg/mm/aaaa, x < 3 e y > 4'"),
    lambda site: site.replace(METHOD, "it: Matrice", "it: Ő Š ž € … • « » → ≤ ≥ − È"),
    lambda site: site.replace(REGISTER, "it: SUM({score:})", 'it: IF(A<B,"a)",SUM({score:}))'),
]


@pytest.mark.parametrize("change", HARMLESS)
def test_what_is_harmless_is_accepted(change: Callable[[TinySite], object], tiny: TinySite) -> None:
    """Byte order marks, Windows line ends and ordinary signs are nobody's mistake."""
    change(tiny)
    assert tiny.problems() == ()


def test_every_mistake_is_told_in_one_run(tiny: TinySite) -> None:
    """Mistakes in many files, and many in one file, all come at once."""
    tiny.replace(METHOD, "safety: S0", "safety: S7\nzzzzzz: x")
    tiny.replace(METHOD, "  it: Matrice", "  it: &m Matrice")
    tiny.replace(METHOD, "  en: Matrix\n", "  en: no\n")
    tiny.replace(SOURCES, "2026-11-22", "2026-02-30")
    tiny.replace(SOURCES, "http://www", "ftp://www")
    tiny.replace(TERMS, "    - plan", "    - planes")
    tiny.replace(LIST, "    why:", "    whi:")
    tiny.write("data/notes.txt", "x")
    tiny.write("docs/it/fonti.md", "no head\n")
    assert sorted(problem.code for problem in tiny.problems()) == sorted(
        [
            "not_among",
            "unknown_key",
            "anchor",
            "bad_value",
            "no_such_date",
            "bad_address",
            "unknown_term",
            "unknown_key_near",
            "not_yaml",
            "head_missing",
        ]
    )


def test_a_broken_file_hides_what_points_at_it(tiny: TinySite) -> None:
    """What names an entry that could not be read is not blamed for it."""
    for file in (METHOD, LIST, ACT, NOTE, PROFILE, ROLES, SOURCES, TERMS):
        tiny.write(file, "a: [\n")
    problems = tiny.data_problems()
    assert {problem.code for problem in problems} == {"yaml_syntax"}
    assert len(problems) == 8


def test_aliases_are_never_multiplied(tiny: TinySite) -> None:
    """The «billion laughs» is refused by its signs: nothing is written out."""
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40)
    )
    tiny.write(METHOD, bomb)
    problems = tiny.data_problems()
    assert {problem.code for problem in problems} >= {"anchor"}
    assert all(len(problem.told("it")) < 400 for problem in problems)


PAGE = "docs/it/fonti.md"
PAGE_FAULTS = [
    Fault("head_missing", PAGE, "---\n", "", "id: sources"),
    Fault("left_unwritten", PAGE, "description: Da", "description: DA SCRIVERE da"),
    Fault("redirect_from_page", REDIRECTS, "documenti/appunto/", "documenti/nota/", shows="nota/"),
    Fault("redirect_from_page", REDIRECTS, "documenti/appunto/", "glossario/", shows="glossario"),
    Fault("redirect_part_of_nothing", REDIRECTS, "avvio/#", "avvii/#", shows="processo/avvii/"),
    Fault(
        "redirect_part_elsewhere",
        REDIRECTS,
        "phase:set-up#write-the-note",
        "page:glossary",
        "processo/avvio/#appunto",
        "processo/avvio/",
    ),
    Fault(
        "redirect_twice",
        REDIRECTS,
        "processo/avvio/#appunto",
        "documenti/appunto/",
        6,
        "documenti/appunto/",
    ),
    Fault("head_missing", PAGE, "description: Da dove vengono i fatti.\n---", "x", "---"),
    Fault("key_missing", PAGE, "id: sources\n", "", "title:", "id"),
    Fault("key_missing", PAGE, "title: Fonti\n", "", "id:", "title"),
    Fault("no_value", PAGE, "title: Fonti\n", "title:\n", "title:", "title"),
    Fault("unknown_key_near", PAGE, "description:", "descripton:", shows="description"),
    Fault("yaml_syntax", PAGE, "title: Fonti", "title: Fonti: tutte"),
    Fault("duplicate_key", PAGE, "title: Fonti", "title: Fonti\ntitle: Altre", "title: Altre"),
    Fault("no_such_date", PAGE, "title: Fonti", "title: 2026-02-30"),
    Fault("html", PAGE, "title: Fonti", "title: <b>Fonti</b>"),
    Fault("too_deep", PAGE, "title: Fonti", f"title: {'[' * 50_000}", "title: ["),
    Fault("bad_id", PAGE, "id: sources", "id: Le Fonti"),
    Fault("unknown_macro", PAGE, "{{ sources() }}", "{{ source() }}", shows="source"),
    Fault("unknown_macro", PAGE, "{{ sources() }}", "{% if a %}x{% endif %}", shows="a"),
    Fault("unknown_term", PAGE, "{{ sources() }}", '{{ term("x9") }}', shows="x9"),
    Fault("unknown_checklist", PAGE, "{{ sources() }}", '\n{{ checklist("x9") }}', shows="x9"),
    Fault("unknown_page", PAGE, "{{ sources() }}", '{{ link("page:x9") }}', shows="x9"),
    Fault("unknown_kind", PAGE, "{{ sources() }}", '{{ cards("x9") }}', shows="x9"),
    Fault("macro_arguments", PAGE, "{{ sources() }}", "{{ sources(1) }}", shows="sources()"),
    Fault("macro_arguments", PAGE, "{{ sources() }}", "{{ sources }}", shows="sources()"),
    Fault("macro_arguments", PAGE, "{{ sources() }}", "{{ checklist() }}", shows="checklist(id)"),
    Fault("macro_arguments", PAGE, "{{ sources() }}", "{{ checklist(5) }}"),
    Fault("macro_arguments", PAGE, "{{ sources() }}", "{{ term(['plan']) }}"),
    Fault("macro_failed", PAGE, "{{ sources() }}", "{{ 1 / 0 }}", shows="zero"),
    Fault("macro_syntax", PAGE, "{{ sources() }}", "{{ sources( }}"),
    Fault("macro_syntax", PAGE, "{{ sources() }}", "{% if %}"),
    Fault("macro_syntax", PAGE, "{{ sources() }}", "{{ term('plan) }}"),
    Fault("duplicate_id", "docs/it/ruoli.md", "id: roles", "id: glossary", "---", "glossario.md"),
    Fault("twin_missing_en", "docs/en/sources.md", "id: sources", "id: fonts", "---"),
    Fault("unknown_page", ROLES, "(phase:set-up)", "(page:x9)", "page:x9", "x9"),
    Fault("unknown_page", MENU, "- page: a-to-z", "- page: x9", "", "x9"),
    Fault("unknown_page", MENU, "- section: roles", "- section: x9", "", "x9"),
]


@pytest.mark.parametrize("fault", PAGE_FAULTS, ids=_named)
def test_a_mistake_in_a_page_is_told_with_its_line(fault: Fault, tiny: TinySite) -> None:
    """Head, twins, macros and links of pages by hand: page, line and what to do."""
    tiny.replace(fault.file, fault.old, fault.new)
    problems = tiny.problems()
    found = {(p.code, p.path, p.line) for p in problems}
    # A page that changes its id leaves its twin alone too: two files to look at.
    assert (fault.code, fault.file, fault.line(tiny)) in found or "twin" in fault.code, problems
    assert len(problems) == 1 or fault.code.startswith("twin"), problems
    for problem in problems:
        _told_well(problem, fault.shows)


def test_every_macro_mistake_of_a_page_is_told(tiny: TinySite) -> None:
    """Several wrong macros in one page come together, each with its line."""
    tiny.replace(
        PAGE, "{{ sources() }}", '{{ term("x1") }}\n\nText {{ role("x2") }} and\n{{ kit(3) }}'
    )
    assert [(p.code, p.line) for p in tiny.problems()] == [
        ("unknown_term", 9),
        ("unknown_role", 11),
        ("macro_arguments", 12),
    ]


def test_the_twins_are_told_apart(tiny: TinySite) -> None:
    """A page in one language only is reported on the page that is alone."""
    _copied(tiny, PAGE, "docs/it/sola.md", ("id: sources", "id: alone"))
    assert [(p.code, p.path) for p in tiny.problems()] == [("twin_missing_en", "docs/it/sola.md")]
    (tiny.docs / "it/sola.md").rename(tiny.docs / "en/alone.md")
    assert [(p.code, p.path) for p in tiny.problems()] == [("twin_missing_it", "docs/en/alone.md")]


def test_a_page_that_the_site_needs_is_asked_for(tiny: TinySite) -> None:
    """Without the page that lists the roles, their links would lead nowhere."""
    (tiny.docs / "it/ruoli.md").unlink()
    (tiny.docs / "en/roles.md").unlink()
    tiny.replace(MENU, "- section: roles", "- section: glossary")
    tiny.replace(MENU, "    - page: glossary\n", "")
    assert [(p.code, dict(p.values)) for p in tiny.problems()] == [("page_needed", {"id": "roles"})]


def test_a_page_out_of_place_is_told(tiny: TinySite) -> None:
    """A page outside the two languages, or with another suffix, would end the build."""
    for file in ("docs/README.md", "docs/fr/page.md", "docs/it/page.markdown"):
        (tiny.root / file).parent.mkdir(exist_ok=True)
        tiny.write(file, "x")
        assert [(p.code, p.path) for p in tiny.problems()] == [("page_misplaced", file)]
        (tiny.root / file).unlink()


def test_an_address_has_one_page(tiny: TinySite) -> None:
    """Two pages by hand, or one by hand and one of the data, cannot share an address."""
    for path in ("it/fonti/index.md", "it/metodi/matrice.md"):
        for lang, file in (("it", path), ("en", "en/other.md")):
            (tiny.docs / file).parent.mkdir(exist_ok=True)
            _copied(
                tiny,
                f"docs/{lang}/{'fonti' if lang == 'it' else 'sources'}.md",
                f"docs/{file}",
                ("id: sources", "id: other"),
            )
        assert [p.code for p in tiny.problems()] == ["address_taken"]
        (tiny.docs / path).unlink()


def test_every_message_can_happen() -> None:
    """No message waits for a mistake that nobody can make: each is provoked here."""
    provoked = {fault.code for fault in (*FAULTS, *PAGE_FAULTS)}
    provoked |= {code for code, *_ in FOLDER_FAULTS}
    elsewhere = {
        "unreadable_file",  # test_command_line.py
        "wrong_value",  # test_problems.py
        "page_needed",
        "page_misplaced",
        "address_taken",
        "twin_missing_it",  # above
        "unused_checklist",  # test_rules.py
        "source_not_cited",
        "unknown_sheet",  # test_page_macros.py
        "unknown_icon",
        "unknown_facet",  # test_rehearsal.py
        "pin_damaged",
        "pin_conflict",  # test_pins.py
        "no_training",  # test_page_macros.py
        "document_not_written",  # tests of macros/documents
        "missing_glyph_in_page",
        "book_not_written",
        "link_to_no_page",  # test_link_warnings.py
        "link_to_no_heading",
        "link_almost",
        "font_damaged",
        "picture_not_drawn",
        "site_not_built",
        "no_site_url",
        "build_running",
        "no_space",
        "not_allowed",
        "file_fault",
        "no_history",  # test_stopped_builds.py, test_publishing_mistakes.py
        "writer_stopped",  # test_publishing_mistakes.py
        "search_missing",
        "search_failed",  # test_search_index.py
        "names_a_draft",  # test_drafts.py
        "twin_not_draft",
        "file_there",  # test_new.py
        "not_written",
        "redirect_part_there",  # test_redirects.py
        "address_lost",  # test_published.py
        "no_site",
        "version_missing",
        "version_form",
        "version_differs",
        "release_without_git",
        "history_cut_short",
        "tree_not_clean",
        "tag_taken",
        "tag_unknown",
        "tag_elsewhere",
        "builds_differ",
        "release_same",
        "release_changed",
        "release_next",
        "release_without_changes",
        "release_without_list",
        "release_for_nobody",
        "list_differs",  # test_release.py
    }
    assert set(messages()) - provoked == elsewhere
