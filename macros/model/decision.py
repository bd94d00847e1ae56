"""Decisions to take one question at a time, each answer leading on or to an outcome."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from macros.model.reference import ActId, ChecklistId, Many, Some, SourceId, TemplateId
from macros.model.text import AnchorId, Entry, Id, Model, Name, RichText, Slug, Text


class Answer(Model):
    """An answer to a question, and where it leads."""

    answer: Name
    leads_to: Id
    """A later question of the same decision, or one of its outcomes."""


class Question(Model):
    """Something to find out before going on."""

    id: AnchorId
    ask: Name
    help: RichText | None = None
    """Where to look for the answer."""
    answers: Annotated[Many[Answer], Field(min_length=2, max_length=4)]
    acts: Many[ActId] = ()


class Outcome(Model):
    """Where the answers lead."""

    id: AnchorId
    name: Name
    text: RichText
    acts: Many[ActId] = ()
    templates: Many[TemplateId] = ()


class Note(Model):
    """Something to keep in mind whatever the outcome."""

    title: Name
    text: RichText


class Decision(Entry):
    """A decision tree: the first question is where it starts."""

    id: Id
    slug: Slug
    name: Name
    summary: Text
    before: RichText | None = None
    questions: Some[Question]
    outcomes: Annotated[Many[Outcome], Field(min_length=2)]
    notes: Many[Note] = ()
    checklists: Many[ChecklistId] = ()
    sources: Many[SourceId] = ()

    @property
    def about(self) -> Text:
        """What its card says, and the description of its page."""
        return self.summary

    def number(self, id: str) -> int | None:
        """The place of a question, from 1; nothing if the id is not of a question."""
        order = [question.id for question in self.questions]
        return order.index(id) + 1 if id in order else None

    def outcome(self, id: str) -> Outcome:
        """The outcome with an id.

        Raises:
            StopIteration: There is none.
        """
        return next(outcome for outcome in self.outcomes if outcome.id == id)

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        """Answers lead forward only, so the tree ends; and everything in it is reached."""
        order = [question.id for question in self.questions]
        ends = [outcome.id for outcome in self.outcomes]
        for id in (*order, *ends):
            if (*order, *ends).count(id) > 1:
                raise PydanticCustomError("decision_id_twice", "decision", {"found": id})
        reached = {order[0]}
        for index, question in enumerate(self.questions):
            for number, answer in enumerate(question.answers):
                if answer.leads_to not in (*order[index + 1 :], *ends):
                    inside = ("questions", index, "answers", number, "leads_to")
                    found = {"found": answer.leads_to, "inside": inside}
                    raise PydanticCustomError("answer_leads_nowhere", "decision", found)
                reached.add(answer.leads_to)
        for id in (*order, *ends):
            if id not in reached:
                raise PydanticCustomError("decision_part_unreached", "decision", {"found": id})
        return self
