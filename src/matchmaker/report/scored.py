"""How the sentences of criteria end: with points out of the most there are."""

from __future__ import annotations

from matchmaker.report.points import Number


def scored(text: str, points: Number, most: Number) -> str:
    """
    A clause with its points.

    >>> scored("covers 2 of 3 needs", 150, 250)
    'covers 2 of 3 needs (150 of 250 points)'
    """
    return f"{text} ({points:,} of {most:,} points)"


def neutral(why: str, points: Number, most: Number) -> str:
    """
    A clause about a missing value.

    >>> neutral("the specialisms are not known", 125, 250)
    'the specialisms are not known, counted as neutral (125 of 250 points)'
    """
    return scored(f"{why}, counted as neutral", points, most)
