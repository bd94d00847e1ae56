"""The phases of the process as arrows around a ring: where each lies, for the drawing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi, sin

SIDE = 320
"""Of the square that holds the ring, in units of the drawing."""

_OUTER, _INNER = 156.0, 96.0
_MIDDLE = (_OUTER + _INNER) / 2
_GAP = 0.045
"""Between two arrows, in radians."""
_TIP = 0.13
"""How far the point of an arrow reaches into the notch of the next, in radians."""


@dataclass(frozen=True)
class Arrow:
    """One step of the ring."""

    outline: str
    """The data of a path, in SVG."""
    x: float
    """Where its number stands."""
    y: float


def ring(count: int) -> Iterator[Arrow]:
    """Arrows of one size that follow each other clockwise, the first at the top.

    Args:
        count: How many; from 3 up, or the arrows would be too long to read as a ring.
    """
    width = 2 * pi / count
    for index in range(count):
        middle = index * width
        start, end = middle - width / 2, middle + width / 2 - _GAP
        points = (
            ("M", _OUTER, start),
            (f"A{_OUTER:g} {_OUTER:g} 0 0 1 ", _OUTER, end),
            ("L", _MIDDLE, end + _TIP),
            ("L", _INNER, end),
            (f"A{_INNER:g} {_INNER:g} 0 0 0 ", _INNER, start),
            ("L", _MIDDLE, start + _TIP),
        )
        outline = "".join(f"{move}{_at(radius, angle)}" for move, radius, angle in points)
        x, y = _place(_MIDDLE, middle + _TIP / 2)
        yield Arrow(f"{outline}z", x, y)


def _at(radius: float, angle: float) -> str:
    x, y = _place(radius, angle)
    return f"{x:g} {y:g}"


def _place(radius: float, angle: float) -> tuple[float, float]:
    """A point of the drawing, its angle measured clockwise from the top."""
    half = SIDE / 2
    return round(half + radius * sin(angle), 1), round(half - radius * cos(angle), 1)
