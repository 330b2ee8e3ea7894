"""
Requests that may be given several pairs, as requests that are given one bundle of them.

A bundle is all that a plan gives one request. With a column for every bundle in place of
every pair, one column says what a request has, and whatever adds up over pairs adds up
over bundles. A supporter's room becomes a coupling row, because a bundle takes from
several supporters. A relaxation in bundles is far tighter than one in pairs, which may
give a request a half of something good and a half of something bad (patterns, after
Gilmore and Gomory 1961; configurations, after Bansal and Sviridenko 2006).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.bonus_columns import Bonuses
from matchmaker.optimise.model import sum_by
from matchmaker.optimise.rows import Rows
from matchmaker.optimise.sums import Sum

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints, Model

MOST_BUNDLES = 1_000_000
"""With more than this, no relaxation would be solved in the time that there is."""
MOST_ENTRIES = 8_000_000
"""The same for what stands in rows."""


@dataclass(frozen=True, eq=False)
class Bundles:
    """
    A model whose pairs are bundles of the pairs of another.

    Attributes:
        model: Each request is given one bundle at the most. All supporters are one, who
            has room for everybody.
        bundle: int64[E], in order.
        pair: int64[E], a pair of the first model that is in this bundle.
    """

    model: Model
    bundle: Ints
    pair: Ints

    def pairs_of(self, used: Ints) -> Ints:
        """int64[K], the pairs in some bundles, ascending."""
        return np.sort(self.pair[np.isin(self.bundle, used)])


def bundles_of(model: Model) -> Bundles | None:
    """
    The same plans in bundles, bonuses left aside.

    Args:
        model: A model without stability, whose floors count no bonuses.

    Returns:
        `None` if there are too many bundles.
    """
    if _count(model) > MOST_BUNDLES:
        return None
    request, bundle, pair = _all_bundles(model)
    rules = _rules(model)
    inside = np.bincount(pair, minlength=model.pairs)
    if int(inside[rules.pairs].sum()) > MOST_ENTRIES:
        return None

    def added(column: Ints) -> Ints:
        return sum_by(bundle, column[pair], len(request))

    def of_bundles(part: Sum) -> Sum:
        return replace(part, pairs=added(part.pairs))

    rows = _over_bundles(rules, bundle, pair, len(request))
    coverage = Sum(added(model.priority[model.request]))
    pinned = np.bincount(model.request[model.pinned], minlength=model.requests)
    return Bundles(
        replace(
            model,
            indptr=np.searchsorted(request, np.arange(model.requests + 1)),
            supporter=np.zeros(len(request), np.int32),
            points=added(model.points),
            load=np.ones(len(request), np.int64),
            demand=np.minimum(model.demand, 1),
            minimum=np.minimum(np.maximum(model.minimum, pinned), 1),
            capacity=np.array([model.requests]),
            supporter_minimum=np.zeros(1, np.int64),
            minimum_if_used=False,
            pinned=np.zeros(len(request), bool),
            row_indptr=rows.indptr,
            row_pairs=rows.pairs,
            row_coefficient=rows.coefficient,
            row_lower=rows.lower,
            row_upper=rows.upper,
            row_names=rows.names,
            supporter_names=("everybody",),
            tie=added(model.tie),
            bonuses=Bonuses.none(),
            sums={n: of_bundles(part) for n, part in model.sums.items()}
            | {"coverage": coverage},
            floors=tuple((of_bundles(part), least) for part, least in model.floors),
            wishes=None,
        ),
        bundle,
        pair,
    )


def _sizes(model: Model) -> list[tuple[int, range]]:
    """How many pairs of each request are pinned, and how many others may join them."""
    pinned = np.bincount(model.request[model.pinned], minlength=model.requests)
    least = np.maximum(model.minimum, np.maximum(pinned, 1)) - pinned
    most = model.most_given - pinned
    ends = zip(pinned.tolist(), least.tolist(), most.tolist(), strict=True)
    return [(pins, range(low, high + 1)) for pins, low, high in ends]


def _count(model: Model) -> int:
    """How many bundles there are."""
    sizes = zip(np.diff(model.indptr).tolist(), _sizes(model), strict=True)
    return sum(comb(pairs - pins, n) for pairs, (pins, more) in sizes for n in more)


def _all_bundles(model: Model) -> tuple[Ints, Ints, Ints]:
    """The request of every bundle; then, by bundle, the pairs that are in it."""
    nothing = np.zeros(0, np.int64)
    requests, sizes, pairs = [nothing], [nothing], [nothing]
    for request, (pins, more) in enumerate(_sizes(model)):
        mine = np.arange(model.indptr[request], model.indptr[request + 1])
        sure, open_ = mine[model.pinned[mine]], mine[~model.pinned[mine]]
        for size in more:
            chosen = open_[_choices(len(open_), size)]
            theirs = np.hstack([np.tile(sure, (len(chosen), 1)), chosen])
            requests.append(np.full(len(chosen), request))
            sizes.append(np.full(len(chosen), pins + size))
            pairs.append(theirs.ravel())
    owner = np.concatenate(requests)
    bundle = np.repeat(np.arange(len(owner)), np.concatenate(sizes))
    return owner, bundle, np.concatenate(pairs)


@lru_cache(maxsize=16)
def _choices(count: int, size: int) -> Ints:
    """int64[C, size], all ways to choose so many out of a count."""
    ways = list(combinations(range(count), size))
    return np.array(ways, np.int64).reshape(len(ways), size)


def _rules(model: Model) -> Rows:
    """What the model says of supporters, and its coupling rows, as rows over pairs."""
    least = np.zeros(model.supporters, np.int64)
    if not model.minimum_if_used:
        least = model.supporter_minimum
    rooms = Rows.of_pairs(
        model.supporter.astype(np.int64),
        model.load,
        model.capacity.tolist(),
        model.supporter_names,
        lower=least.tolist(),
    )
    return Rows.stack([Rows.of_model(model), rooms, *_minimums_if_used(model)])


def _minimums_if_used(model: Model) -> list[Rows]:
    """A row for each pair of such a supporter: with it, the load is the minimum."""
    if not model.has_conditional_minimum:
        return []
    rows = []
    for supporter in np.flatnonzero(model.supporter_minimum).tolist():
        pairs = np.flatnonzero(model.supporter == supporter)
        least = np.eye(len(pairs), dtype=np.int64) * model.supporter_minimum[supporter]
        amounts = model.load[pairs] - least
        row, column = np.nonzero(amounts)
        rows.append(
            Rows.of_entries(
                row,
                pairs[column],
                amounts[row, column],
                np.maximum(amounts, 0).sum(axis=1).tolist(),
                [model.supporter_names[supporter]] * len(pairs),
                lower=[0] * len(pairs),
            )
        )
    return rows


def _over_bundles(rules: Rows, bundle: Ints, pair: Ints, bundles: int) -> Rows:
    """Rows over pairs as rows over the bundles that these are in."""
    order = np.argsort(pair, kind="stable")
    first = np.searchsorted(pair[order], rules.pairs)
    count = np.searchsorted(pair[order], rules.pairs, side="right") - first
    skipped = np.cumsum(count) - count
    places = np.repeat(first - skipped, count) + np.arange(count.sum())
    row = np.repeat(np.arange(len(rules.upper)), np.diff(rules.indptr))
    keys = np.repeat(row, count) * bundles + bundle[order][places]
    entries, group = np.unique(keys, return_inverse=True)
    amounts = np.repeat(rules.coefficient, count)
    amount = sum_by(group, amounts, len(entries))
    kept = amount != 0
    return Rows.of_entries(
        entries[kept] // max(1, bundles),
        entries[kept] % max(1, bundles),
        amount[kept],
        rules.upper.tolist(),
        rules.names,
        lower=rules.lower.tolist(),
    )
