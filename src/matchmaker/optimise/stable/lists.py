"""Preference lists, and the ranks they give."""

from __future__ import annotations

from collections.abc import Sequence

from matchmaker.errors import InputError

PreferenceList = Sequence[int | Sequence[int]]
"""The acceptable, best first; an inner sequence holds those liked equally well."""


def ranks_of(preferences: PreferenceList, others: int) -> dict[int, int]:
    """
    Say how many somebody likes better, for each one they find acceptable.

    Args:
        preferences: A list, complete or partial, with or without ties.
        others: How many there are on the other side, numbered from 0.

    Raises:
        InputError: If a list names nobody, or somebody twice.

    >>> ranks_of([2, (0, 3), 1], 4)
    {2: 0, 0: 1, 3: 1, 1: 3}
    """
    ranks: dict[int, int] = {}
    for entry in preferences:
        tied = [entry] if isinstance(entry, int) else list(entry)
        better = len(ranks)
        for other in tied:
            if not 0 <= other < others:
                raise InputError(f"A list may name 0 to {others - 1}, not {other}.")
            if other in ranks:
                raise InputError(f"A list names {other} twice.")
            ranks[other] = better
    return ranks
