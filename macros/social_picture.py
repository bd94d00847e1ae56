"""The picture that messengers and social sites show beside a link to the guide."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import typst

from macros.problems import ContentError, Problem, shortened

SIZE = (1200, 630)
"""Width and height in pixels: what the Open Graph protocol's readers show uncut."""

_HERE = Path(__file__).resolve().parent


def social_picture(name: str, about: str) -> bytes:
    """The picture, as PNG.

    Args:
        name: Of the guide, in one language.
        about: What it is, in a sentence.

    Raises:
        ContentError: A letter is in none of the fonts of the documents, or the drawing of the
            guide is missing or is none.
    """
    try:
        picture = _compiler().compile(
            _HERE / "social_picture.typ",
            format="png",
            ppi=72,
            sys_inputs={"name": name, "about": about},
        )
    except typst.TypstError as error:
        reason = shortened(error.message, 200)
        problem = Problem.at("data/site.yaml", 1, "picture_not_drawn", reason=reason)
        raise ContentError([problem]) from None
    assert isinstance(picture, bytes)
    return picture


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(False, False, [_HERE / "documents/fonts/text"])
    return typst.Compiler(root=_HERE.parent, font_paths=fonts, ignore_system_fonts=True)
