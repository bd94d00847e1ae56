"""From an entry of the catalog to all that it gives to download."""

from __future__ import annotations

from macros.documents.composer import Composer
from macros.documents.from_checklist import checklist_outlines
from macros.documents.from_copy import copy_outlines
from macros.documents.from_phase import phase_outline
from macros.documents.from_template import template_outline
from macros.documents.outline import Outline
from macros.model.checklist import Checklist
from macros.model.example import Copy
from macros.model.phase import Phase
from macros.model.template import Template


def outlines(entry: Template | Checklist | Phase | Copy, composer: Composer) -> tuple[Outline, ...]:
    """One outline per family of formats, in the language of the composer."""
    if isinstance(entry, Copy):
        return copy_outlines(entry, composer)
    if isinstance(entry, Checklist):
        return checklist_outlines(entry, composer)
    if isinstance(entry, Phase):
        return (phase_outline(entry, composer),)
    return (template_outline(entry, composer),)
