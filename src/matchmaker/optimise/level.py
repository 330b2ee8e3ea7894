"""Rows and pairs left out, so that no request that is given anything is badly off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.model import LARGEST_SUM, sum_by
from matchmaker.optimise.rows import Rows

if TYPE_CHECKING:
    from matchmaker.optimise.model import Indices, Ints, Mask, Model

MOST_ENTRIES = 20_000_000
"""Rows with more entries than this would not be solved anyway."""


def highest_level(model: Model) -> int:
    """
    What worst-off cannot exceed, by looking at one request at a time.

    Args:
        model: Somebody in it has to be given something.
    """
    best, _, _ = _best_of_each(model)
    must = model.minimum > 0
    if must.any():
        return int(best[must].min())
    return int(best[model.most_given > 0].max())


def at_least(model: Model, level: int, requests: Mask) -> tuple[Model, Ints]:
    """
    The plans in which some requests, if given anything, have `level` points or more.

    Pairs with which no plan could are left out at every request.

    Args:
        model: Any model.
        level: In points.
        requests: bool[R], the requests that are held to it.

    Returns:
        The model, and int64[Q], its pairs in the numbers of the first.

    Raises:
        GaveUpError: If that takes too many rows.
    """
    short = _reach(model) < level
    keep = model.pinned | ~short
    small = model.only(keep, model.pinned)
    needed = requests & (small.most_given > 1)
    needed[model.request[short & model.pinned]] = True
    blocks = [_of_everybody(small, level, needed & (small.minimum > 0))]
    optional = np.flatnonzero(needed & (small.minimum == 0))
    if np.square(np.diff(small.indptr)[optional]).sum() > MOST_ENTRIES:
        raise GaveUpError
    blocks += [_if_given(small, level, request) for request in optional.tolist()]
    rows = Rows.stack([Rows.of_model(small), *blocks])
    held = replace(
        small,
        row_indptr=rows.indptr,
        row_pairs=rows.pairs,
        row_coefficient=rows.coefficient,
        row_lower=rows.lower,
        row_upper=rows.upper,
        row_names=rows.names,
    )
    return held, np.flatnonzero(keep)


def may_stay_below(model: Model, level: int) -> Mask:
    """bool[R], requests that some choice of their pairs would leave below a level."""
    pinned = np.bincount(model.request[model.pinned], minlength=model.requests)
    open_ = np.flatnonzero(~model.pinned)
    request, points = model.request[open_], model.points[open_]
    place = _place(request, points)
    taken = (place < (np.maximum(model.minimum, 1) - pinned)[request]) | (points < 0)
    kept = np.concatenate([np.flatnonzero(model.pinned), open_[taken]])
    least = sum_by(model.request[kept], model.points[kept], model.requests)
    below: Mask = (least < level) & (model.most_given > 0)
    return below


def _place(request: Indices, worth: Ints) -> Ints:
    """How many pairs of the same request come before each, the least worth first."""
    order = np.lexsort((worth, request))
    place = np.empty(len(request), np.int64)
    place[order] = np.arange(len(request)) - np.searchsorted(request, request)
    return place


def _best_of_each(model: Model) -> tuple[Ints, Mask, Ints]:
    """
    The most points that each request could be given, whatever others get.

    Returns:
        int64[R], the points; bool[P], the pairs that bring them; int64[R], what is
        lost by giving up the last of those for another one.
    """
    place = _place(model.request, -model.points)
    wanted = place < model.minimum[model.request]
    more = (place < model.demand[model.request]) & (model.points > 0)
    chosen = wanted | more
    best = sum_by(model.request[chosen], model.points[chosen], model.requests)
    count = np.bincount(model.request[chosen], minlength=model.requests)
    last = np.full(model.requests, LARGEST_SUM)
    np.minimum.at(last, model.request[chosen], model.points[chosen])
    # Where there is room for one more, only what was taken with a loss is given up.
    last = np.where(count < model.demand, np.minimum(last, 0), last)
    return best, chosen, last


def _reach(model: Model) -> Ints:
    """int64[P], the most points that a request could have with each of its pairs."""
    best, chosen, last = _best_of_each(model)
    others = best[model.request] - last[model.request] + model.points
    reach: Ints = np.where(chosen, best[model.request], others)
    return reach


def _of_everybody(model: Model, level: int, requests: Mask) -> Rows:
    """One row for each request that is given something in every plan."""
    amounts = _clipped(model, level)
    row = np.where(requests, np.cumsum(requests) - 1, -1)[model.request]
    names = _names(model, level, np.flatnonzero(requests))
    most = sum_by(model.request, np.maximum(amounts, 0), model.requests)[requests]
    return Rows.of_pairs(
        row,
        amounts,
        np.maximum(most, level).tolist(),
        names,
        lower=[level] * len(names),
    )


def _if_given(model: Model, level: int, request: int) -> Rows:
    """A row for each pair that would not do alone: it is used only with others."""
    pairs = np.arange(model.indptr[request], model.indptr[request + 1])
    amounts = _clipped(model, level)[pairs]
    least = int(np.minimum(amounts, 0).sum())
    lone = np.flatnonzero((amounts < level) | (least < 0))
    matrix = np.tile(amounts, (len(lone), 1))
    matrix[np.arange(len(lone)), lone] -= level - least
    row, column = np.nonzero(matrix)
    most = np.maximum(matrix, 0).sum(axis=1)
    return Rows.of_entries(
        row,
        pairs[column],
        matrix[row, column],
        np.maximum(most, least).tolist(),
        _names(model, level, np.repeat(request, len(lone))),
        lower=[least] * len(lone),
    )


def _clipped(model: Model, level: int) -> Ints:
    """Points beyond the level are no use, unless others take points away."""
    taking = np.zeros(model.requests, bool)
    taking[model.request[model.points < 0]] = True
    clipped: Ints = np.where(
        taking[model.request], model.points, np.minimum(model.points, max(level, 0))
    )
    return clipped


def _names(model: Model, level: int, requests: Ints) -> list[str]:
    names = (model.request_names[request] for request in requests.tolist())
    return [f"{name} has at least {level} points" for name in names]
