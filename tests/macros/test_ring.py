"""The drawing of the process: one arrow for each phase, inside its square."""

from __future__ import annotations

import re
from itertools import pairwise
from math import atan2, hypot, tau

import pytest

from macros.ring import SIDE, Arrow, ring


def _angle(arrow: Arrow) -> float:
    """Of the number of an arrow, clockwise from the top."""
    return atan2(arrow.x - SIDE / 2, SIDE / 2 - arrow.y) % tau


@pytest.mark.parametrize("count", [3, 9, 12])
def test_arrows_follow_each_other_clockwise_from_the_top(count: int) -> None:
    """Numbers stand at equal steps, the first one near the top."""
    angles = [_angle(arrow) for arrow in ring(count)]
    assert len(angles) == count
    assert angles[0] < 0.2
    steps = [after - before for before, after in pairwise(angles)]
    assert steps == pytest.approx([tau / count] * (count - 1), abs=0.01)


@pytest.mark.parametrize("count", [3, 9, 12])
def test_the_ring_stays_in_its_square(count: int) -> None:
    """No point of an outline is cut away, and the middle is left to the words."""
    for arrow in ring(count):
        points = re.findall(r"(-?[\d.]+) (-?[\d.]+)(?=[LAz])", arrow.outline)
        assert len(points) >= 5
        for x, y in points:
            assert 0 <= float(x) <= SIDE and 0 <= float(y) <= SIDE
            assert hypot(float(x) - SIDE / 2, float(y) - SIDE / 2) > SIDE / 4
