"""Trying the macros of a page outside a build: what is wrong, and what it names, by line."""

from __future__ import annotations

import inspect
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateSyntaxError, meta, nodes

from macros.compiled_pages import CompiledPages
from macros.page_macros import MacroError, PageMacros, macro_names, usage
from macros.problems import Problem, shortened
from macros.prose import Prose
from macros.view import View

_PAGE = "<template>"
"""What Jinja calls the file of a template made from a text."""


class _Unwritten(View):
    """The guide with blank fragments: a mistake shows before anything is written."""

    def fragment(self, name: str, /, **values: Any) -> str:
        """Nothing: what a macro writes is not looked at here."""
        return ""


def rehearse(
    page: Prose, source: str, view: View, shown_as: str, compiled: CompiledPages
) -> list[Problem]:
    """Run the macros of a page written by hand.

    Args:
        page: The page.
        source: Its whole text, head included.
        view: The guide as this page sees it.
        shown_as: The page's name in messages.
        compiled: Where the code of right pages is kept.

    Returns:
        What is wrong; if a name is wrong, or a sign, the macros are not run.
    """
    text = "\n".join(source.splitlines()[page.first_line - 1 :])
    before = page.first_line - 1
    environment = _environment()
    code, unknown = compiled.code(text), list[Problem]()
    if code is None:
        try:
            tree = environment.parse(text)
            unknown = [*_unknown(tree)]
            code = environment.compile(tree)
        except TemplateSyntaxError as error:
            line, reason = error.lineno + before, error.message or ""
            return [Problem.at(shown_as, line, "macro_syntax", reason=reason)]
        if not unknown:
            compiled.remember(text, code)
    template = Template.from_code(environment, code, environment.make_globals(None))
    macros = PageMacros(_Unwritten(view.guide, view.lang, view.address))
    found = unknown or _failed(template, macros)
    return [replace(problem, path=shown_as, line=problem.line + before) for problem in found]


@dataclass(frozen=True, slots=True)
class Naming:
    """A thing of the guide that a macro of a page asks for."""

    kind: str
    id: str
    line: int
    """Of the file."""
    linked: bool
    """True where the page leads to it; else it shows some of what it holds."""


def named_in(page: Prose, source: str, view: View) -> list[Naming]:
    """What a page written by hand names, in order: the page is already known to be right.

    Args:
        page: The page.
        source: Its whole text, head included.
        view: The guide as this page sees it.
    """
    text = "\n".join(source.splitlines()[page.first_line - 1 :])
    template = _environment().from_string(text)
    named: list[Naming] = []
    macros = _Noting(_Unwritten(view.guide, view.lang, view.address), template, named)
    template.render({name: getattr(macros, name) for name in macro_names()})
    return [replace(one, line=one.line + page.first_line - 1) for one in named]


@dataclass(frozen=True)
class _Noting(PageMacros):
    """The macros, noting each thing that they are asked for."""

    template: Template
    named: list[Naming]

    def method_choices(self) -> str:
        self._note("selector", "", linked=False)
        return super().method_choices()

    def _entry(self, kind: str, id: str) -> Any:
        self._note(kind, id, linked=False)
        return super()._entry(kind, id)

    def _link(self, kind: str, id: str, text: str) -> str:
        self._note(kind, id, linked=True)
        return super()._link(kind, id, text)

    def _note(self, kind: str, id: str, *, linked: bool) -> None:
        self.named.append(Naming(kind, id, _line_in(self.template), linked))


def _unknown(tree: nodes.Template) -> Iterator[Problem]:
    """Names that are no macro; lines are those of the template."""
    known = ", ".join(macro_names())
    allowed = {*macro_names(), *_environment().globals}
    odd = [node for node in tree.find_all(nodes.Name) if node.name not in allowed]
    # Telling names that the page itself gives takes as long as all the rest: few pages have any.
    free = meta.find_undeclared_variables(tree) if odd else set()
    for node in odd:
        if node.name in free:
            yield Problem.at("", node.lineno, "unknown_macro", name=node.name, known=known)


def _failed(template: Template, macros: PageMacros) -> list[Problem]:
    """What goes wrong when the macros run; lines are those of the template."""
    problems: list[Problem] = []
    tries = {name: _Try(name, getattr(macros, name), template, problems) for name in macro_names()}
    try:
        template.render(tries)
    except Exception as error:
        lines = [
            frame.lineno or 1
            for frame in traceback.extract_tb(error.__traceback__)
            if frame.filename == _PAGE
        ]
        problems.append(_failure(error, lines[-1] if lines else 1))
    return problems


@dataclass(frozen=True)
class _Try:
    """A macro that notes its mistakes and lets the page go on."""

    name: str
    macro: Callable[..., str]
    template: Template
    problems: list[Problem]

    def __call__(self, *args: object, **values: object) -> str:
        try:
            given = _signature(self.name).bind(None, *args, **values)
        except TypeError:
            return self._misused()
        asked = given.signature.parameters
        given.arguments.pop("self")
        found = given.arguments.items()
        if any(type(one).__name__ != asked[name].annotation for name, one in found):
            return self._misused()
        try:
            return self.macro(*args, **values)
        except MacroError as error:
            self.problems.append(Problem.at("", self._line(), error.code, **error.values))
        except Exception as error:
            self.problems.append(_failure(error, self._line()))
        return ""

    def __str__(self) -> str:
        """The macro is named without brackets: what it gives is this object."""
        return self._misused()

    def _misused(self) -> str:
        values = {"name": self.name, "usage": usage(self.name)}
        self.problems.append(Problem.at("", self._line(), "macro_arguments", **values))
        return ""

    def _line(self) -> int:
        return _line_in(self.template)


def _line_in(template: Template) -> int:
    """The line at which a page, being rendered, now is."""
    for frame, _ in traceback.walk_stack(sys._getframe()):
        if frame.f_code.co_filename == _PAGE:
            return template.get_corresponding_lineno(frame.f_lineno)
    return 1


@cache
def _signature(name: str) -> inspect.Signature:
    return inspect.signature(getattr(PageMacros, name))


def _failure(error: Exception, line: int) -> Problem:
    reason = shortened(str(error) or type(error).__name__, 120)
    return Problem.at("", line, "macro_failed", reason=reason)


@cache
def _environment() -> Environment:
    return Environment(undefined=StrictUndefined)
