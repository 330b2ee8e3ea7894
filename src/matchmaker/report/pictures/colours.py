"""Colours of teams: neighbours differ, also for those who see few colours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

PALETTE = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#CC79A7",
    "#56B4E9",
    "#E69F00",
    "#882255",
    "#44AA99",
)
"""After Okabe and Ito (2008) and Tol (2021), less what is too pale on white."""

NEIGHBOURS = 5
"""A team differs in colour from so many of the nearest, as far as possible."""


def team_colours(places: Sequence[tuple[int, int]]) -> list[str]:
    """
    A colour for each team.

    Args:
        places: Where each lead is, in metres, in any order.

    >>> team_colours([(0, 0), (1, 1), (90, 90)])[0] != team_colours([(0, 0), (1, 1)])[1]
    True
    """
    colours: list[str] = []
    for here, place in enumerate(places):
        others = sorted(range(here), key=lambda other: _square(place, places[other]))
        taken = {colours[other] for other in others[:NEIGHBOURS]}
        used = Counter(colours)
        free = [colour for colour in PALETTE if colour not in taken]
        colours.append(min(free, key=lambda colour: used[colour]))
    return colours


def _square(one: tuple[int, int], other: tuple[int, int]) -> int:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
