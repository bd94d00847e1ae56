"""Trying the macros of a page before the build, to say what is wrong and on which line."""

from __future__ import annotations

import re
import traceback
from functools import cache

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, UndefinedError

from macros.page_macros import MacroError, PageMacros, macro_names, usage
from macros.problems import Problem
from macros.prose import Prose
from macros.view import View


def rehearse(page: Prose, source: str, view: View, shown_as: str) -> Problem | None:
    """Run the macros of a page written by hand.

    Args:
        page: The page.
        source: Its whole text, head included.
        view: The guide as this page sees it.
        shown_as: The page's name in messages.

    Returns:
        The first mistake, or nothing.
    """
    text = "\n".join(source.splitlines()[page.first_line - 1 :])
    try:
        template = _environment().from_string(text)
        macros = PageMacros(view)
        template.render({name: getattr(macros, name) for name in macro_names()})
    except TemplateSyntaxError as error:
        line = page.first_line + error.lineno - 1
        return Problem.at(shown_as, line, "macro_syntax", reason=error.message or "")
    except Exception as error:
        line = page.first_line + _line(error) - 1
        return _problem(error, shown_as, line)
    return None


def _problem(error: Exception, path: str, line: int) -> Problem:
    if isinstance(error, MacroError):
        return Problem.at(path, line, error.code, **error.values)
    if isinstance(error, UndefinedError) and (name := re.match(r"'(\w+)'", str(error))):
        known = ", ".join(macro_names())
        return Problem.at(path, line, "unknown_macro", name=name[1], known=known)
    if isinstance(error, TypeError) and (called := _called(error)):
        return Problem.at(path, line, "macro_arguments", name=called, usage=usage(called))
    return Problem.at(path, line, "macro_failed", reason=str(error) or type(error).__name__)


def _called(error: TypeError) -> str:
    """The macro whose arguments do not fit, if that is the mistake."""
    found = re.match(r"PageMacros\.(\w+)\(\)", str(error))
    return found[1] if found and found[1] in macro_names() else ""


def _line(error: Exception) -> int:
    """The line of the page, from the deepest place of the traceback inside it."""
    lines = [
        frame.lineno or 1
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == "<template>"
    ]
    return lines[-1] if lines else 1


@cache
def _environment() -> Environment:
    return Environment(undefined=StrictUndefined)
