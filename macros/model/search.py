"""What people call the things of the guide, so that the search understands them."""

from __future__ import annotations

from macros.model.reference import Many, Some, Target
from macros.model.site import PagedKind
from macros.model.text import Lang, Line, Model


class Words(Model):
    """Words or short phrases of each language; one of the two may have none."""

    it: Many[Line] = ()
    en: Many[Line] = ()

    def of(self, lang: Lang) -> tuple[str, ...]:
        """The words in one language."""
        return self.it if lang == "it" else self.en


class Said(Model):
    """What people type when they look for one thing of the guide."""

    entry: Target
    it: Some[Line]
    en: Some[Line]

    def of(self, lang: Lang) -> tuple[str, ...]:
        """The words in one language."""
        return self.it if lang == "it" else self.en


class Synonyms(Model):
    """The words of who searches, beside those of the guide."""

    ignored: Words
    """Words that say nothing of what one looks for: articles, prepositions, courtesies."""
    alike: Many[Words] = ()
    """Groups: a word or phrase also finds the others of its group, a little less."""
    kinds: dict[PagedKind, Words]
    """What people call the entries of a kind: all of them answer to it."""
    said: Many[Said] = ()
