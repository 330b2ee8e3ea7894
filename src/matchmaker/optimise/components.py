"""
The parts of a model that nothing couples.

Programmes keep most people within a region or a district. Then a round falls apart
into several that share no request, no supporter, no coupling row and no bonus, and
the best plan of each is part of the best plan of all: sums add up, in any order of
objectives. Searches that grow faster than what they search are far quicker so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matchmaker.optimise.model import Ints, Model


def components(model: Model) -> list[Ints]:
    """
    Find the pairs that belong together: int64[Q] each, those with fewest pairs first.

    A sum that must not fall below a total couples all pairs.
    """
    if not model.pairs:
        return []
    if model.floors:
        return [np.arange(model.pairs)]
    bonuses = model.bonuses
    bonus = bonuses.family[bonuses.side_bonus[bonuses.side_of_pair]]
    # Requests are joined by what their pairs share: supporters, rows and bonuses.
    shared = (model.supporter, model.row_of_entry, bonus)
    first = np.cumsum([0, model.supporters, model.rows, len(bonuses)])
    pairs = np.concatenate(
        [np.arange(model.pairs), model.row_pairs, bonuses.side_pairs]
    )
    numbers = [start + some for start, some in zip(first[:-1], shared, strict=True)]
    number = joined(
        model.requests,
        model.request[pairs].astype(np.int64),
        np.concatenate(numbers).astype(np.int64),
        int(first[-1]),
    )
    whose = number[model.request]
    order = np.argsort(whose, kind="stable")
    ends = np.flatnonzero(np.diff(whose[order])) + 1
    return sorted(np.split(order, ends), key=len)


def component(model: Model, pairs: Ints) -> Model:
    """
    Only some of the components of a model, with their own parties and rows.

    Args:
        model: A model without floors, none of whose limits is broken by parties or
            rows that have no pairs.
        pairs: int64[Q], all pairs of these components, ascending.
    """
    keep = np.zeros(model.pairs, bool)
    keep[pairs] = True
    small = model.only(keep, model.pinned)
    requests = np.flatnonzero(np.diff(small.indptr))
    supporters, supporter = np.unique(small.supporter, return_inverse=True)
    rows = np.flatnonzero(np.diff(small.row_indptr))
    return replace(
        small,
        indptr=np.concatenate([[0], small.indptr[1:][requests]]),
        supporter=supporter.astype(np.int32),
        demand=small.demand[requests],
        minimum=small.minimum[requests],
        priority=small.priority[requests],
        capacity=small.capacity[supporters],
        supporter_minimum=small.supporter_minimum[supporters],
        row_indptr=np.concatenate([[0], small.row_indptr[1:][rows]]),
        row_lower=small.row_lower[rows],
        row_upper=small.row_upper[rows],
        row_names=_some(small.row_names, rows),
        request_names=_some(small.request_names, requests),
        supporter_names=_some(small.supporter_names, supporters),
    )


def _some(names: tuple[str, ...], places: NDArray[np.integer[Any]]) -> tuple[str, ...]:
    return tuple(names[place] for place in places.tolist())


def joined(columns: int, column: Ints, row: Ints, rows: int) -> Ints:
    """
    Number the connected components of columns and rows.

    Each node takes the lowest number it sees, and then that one's own, until all
    agree.

    Args:
        columns: How many columns there are.
        column: int64[E], the column of each entry.
        row: int64[E], its row.
        rows: How many rows there are.

    Returns:
        int64[columns + rows], equal for what is connected: columns, then rows.
    """
    number = np.arange(columns + rows)
    row = row + columns
    while True:
        before = number.copy()
        low = np.minimum(number[column], number[row])
        np.minimum.at(number, number[column], low)
        np.minimum.at(number, number[row], low)
        np.minimum.at(number, column, low)
        np.minimum.at(number, row, low)
        number = number[number]
        if np.array_equal(before, number):
            return number
