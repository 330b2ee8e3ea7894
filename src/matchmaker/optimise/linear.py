"""
The model as rows over columns, as tight as whole numbers allow.

Linear relaxations and branch and cut both start from it. Columns are the pairs,
then one for each bonus (at most what each of its sides allows), then one for each of some
supporters whose minimum binds only if used (at least every one of their pairs).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.model import sum_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.optimise.model import Ints, Mask, Model
    from matchmaker.optimise.sums import Sum


@dataclass(frozen=True, eq=False)
class Linear:
    """
    Whole numbers from 0 to 1 in C columns, and K rows with E entries.

    The first entries are those of all pairs in the rows of their requests, and then in
    those of their supporters.

    Attributes:
        must: bool[C], columns that are 1 in every plan.
        row: int64[E], the row of each entry.
        column: int64[E], its column.
        amount: int64[E], how much the column counts in the row; never 0.
        low: int64[K], the least that each row must add up to.
        high: int64[K], the most that it may.
        step: int64[K], what the row was divided by.
        requests: The rows of requests.
        supporters: The rows of supporters.
        coupling: The coupling rows.
        heavy: The rows that count a supporter's pairs of one load and more, for each
            of their loads but the lightest.
        first_bonus: The first column that is no pair.
        sides: The rows that hold a bonus to its sides, in the bonuses' order.
        users: int64[U], the supporters of the columns after pairs and bonuses.
    """

    must: Mask
    row: Ints
    column: Ints
    amount: Ints
    low: Ints
    high: Ints
    step: Ints
    requests: slice
    supporters: slice
    coupling: slice
    heavy: slice
    first_bonus: int
    sides: range
    users: Ints

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.must)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.high)

    @cached_property
    def contradictory(self) -> bool:
        """Whether some row alone can never hold."""
        return bool(np.any(self.low > self.high))

    def worth(self, objective: Sum, model: Model) -> Ints:
        """int64[C], what each column adds to a sum."""
        worth = np.zeros(self.columns, np.int64)
        worth[: self.first_bonus] = objective.pairs
        end = self.first_bonus + len(model.bonuses)
        worth[self.first_bonus : end] = objective.bonus * model.bonuses.points
        return worth

    def paid(self, prices: Ints) -> Ints:
        """int64[C], what each column pays at so much a unit of every row."""
        pairs = self.first_bonus
        request, supporter = slice(0, pairs), slice(pairs, 2 * pairs)
        paid = np.zeros(self.columns, np.int64)
        paid[:pairs] = prices[self.row[supporter]] * self.amount[supporter]
        paid[:pairs] += prices[self.row[request]]
        further = 2 * pairs + np.flatnonzero(prices[self.row[2 * pairs :]])
        amounts = prices[self.row[further]] * self.amount[further]
        np.add.at(paid, self.column[further], amounts)
        return paid

    def in_heavy(self) -> Mask:
        """bool[E], the entries of the rows that count heavy pairs."""
        ours: Mask = (self.row >= self.heavy.start) & (self.row < self.heavy.stop)
        return ours

    def with_count(self, columns: Ints) -> Linear:
        """The same with a row that counts some columns, and forbids nothing."""
        amount = np.zeros(self.columns, np.int64)
        amount[columns] = 1
        return self.with_limit(amount, len(columns))

    def with_limit(self, amount: Ints, high: int) -> Linear:
        """
        The same with a row of which more is not allowed.

        Args:
            amount: int64[C], how much each column counts.
            high: The most that they may add up to.
        """
        columns = np.flatnonzero(amount)
        return replace(
            self,
            row=np.concatenate([self.row, np.full(len(columns), self.rows)]),
            column=np.concatenate([self.column, columns]),
            amount=np.concatenate([self.amount, amount[columns]]),
            low=np.append(self.low, np.minimum(amount, 0).sum()),
            high=np.append(self.high, high),
            step=np.append(self.step, 1),
        )

    def within(self, row: int, low: int, high: int) -> Linear:
        """The same with other limits of a row."""
        lows, highs = self.low.copy(), self.high.copy()
        lows[row], highs[row] = low, high
        return replace(self, low=lows, high=highs)

    def only(self, keep: Mask) -> Linear:
        """
        The same rows, limits and all, with fewer columns.

        Args:
            keep: bool[C], the columns that stay; no bonus, and no supporter's, is
                there to be left out.
        """
        stays = keep[self.column]
        place = np.cumsum(keep) - 1
        return replace(
            self,
            must=self.must[keep],
            row=self.row[stays],
            column=place[self.column[stays]],
            amount=self.amount[stays],
            first_bonus=int(np.count_nonzero(keep[: self.first_bonus])),
        )

    def with_switches(self, model: Model, users: Ints, keep: Mask) -> Linear:
        """
        The same with a column and rows for minimums that bind only if used.

        Args:
            model: The model behind it.
            users: Supporters who have such a minimum, and no column yet.
            keep: bool[P], the pairs that are asked; all others must be left unused.
        """
        more = _joined(_switches(model, users, self.columns, keep))
        return replace(
            self,
            users=np.concatenate([self.users, users]),
            must=np.concatenate([self.must, np.zeros(len(users), bool)]),
            row=np.concatenate([self.row, self.rows + more.row]),
            column=np.concatenate([self.column, more.column]),
            amount=np.concatenate([self.amount, more.amount]),
            low=np.concatenate([self.low, more.low]),
            high=np.concatenate([self.high, more.high]),
            step=np.concatenate([self.step, more.step]),
        )


@dataclass(frozen=True, eq=False)
class _Block:
    """Rows of one kind, numbered from 0."""

    row: Ints
    column: Ints
    amount: Ints
    low: Ints
    high: Ints
    step: Ints


def linear_of(model: Model) -> Linear:
    """
    The rows of the model, as tight as whole numbers allow.

    Highs are cut to what the pairs can add up to, and rows are divided by what
    their amounts have in common: 540 minutes hold one session of 360, not one and a
    half.
    """
    linear = linear_without_switches(model)
    return linear.with_switches(model, users_of(model), np.ones(model.pairs, bool))


def users_of(model: Model) -> Ints:
    """The supporters whose minimum binds only if they are used at all."""
    if not model.minimum_if_used:
        return np.zeros(0, np.int64)
    return np.flatnonzero(model.supporter_minimum > 0)


def linear_without_switches(model: Model) -> Linear:
    """The same without what is asked of supporters only if they are used."""
    blocks = [
        _requests(model),
        _supporters(model),
        _coupling(model),
        _heavy(model),
        *(_floor(model, part, least) for part, least in model.floors),
        _sides(model),
    ]
    first = np.cumsum([0, *(len(block.high) for block in blocks)]).tolist()
    whole = _joined(blocks)
    must = np.zeros(model.pairs + len(model.bonuses), bool)
    must[: model.pairs] = model.pinned
    return Linear(
        must=must,
        row=whole.row,
        column=whole.column,
        amount=whole.amount,
        low=whole.low,
        high=whole.high,
        step=whole.step,
        requests=slice(first[0], first[1]),
        supporters=slice(first[1], first[2]),
        coupling=slice(first[2], first[3]),
        heavy=slice(first[3], first[4]),
        first_bonus=model.pairs,
        sides=range(first[-2], first[-1]),
        users=np.zeros(0, np.int64),
    )


def _requests(model: Model) -> _Block:
    ones = np.ones(model.pairs, np.int64)
    request = model.request.astype(np.int64)
    return _block(
        request, np.arange(model.pairs), ones, model.minimum, model.most_given
    )


def _supporters(model: Model) -> _Block:
    floor = np.zeros_like(model.supporter_minimum)
    if not model.minimum_if_used:
        floor = model.supporter_minimum
    supporter = model.supporter.astype(np.int64)
    everyone = np.arange(model.pairs)
    return _tight(supporter, everyone, model.load, floor, model.capacity)


def _coupling(model: Model) -> _Block:
    return _tight(
        model.row_of_entry,
        model.row_pairs,
        model.row_coefficient,
        model.row_lower,
        model.row_upper,
    )


def _tight(row: Ints, column: Ints, amount: Ints, low: Ints, high: Ints) -> _Block:
    """Rows divided by what their amounts share, and cut to what they can reach."""
    step = np.zeros(len(high), np.int64)
    np.gcd.at(step, row, amount)
    step = np.maximum(step, 1)
    most = np.minimum(high, sum_by(row, np.maximum(amount, 0), len(high)))
    least = np.maximum(low, sum_by(row, np.minimum(amount, 0), len(high)))
    low, high = -(-least // step), most // step
    return _Block(row, column, amount // step[row], low, high, step)


def _heavy(model: Model) -> _Block:
    """
    How many of the heavier pairs a supporter can carry, where loads differ.

    A cover for each load but the lightest: at most floor(capacity / load) pairs of
    that load or more. With loads of one and three steps nothing fractional is left.
    """
    base = int(model.load.max(initial=0)) + 1
    levels = np.unique(model.supporter.astype(np.int64) * base + model.load)
    owner, load = np.divmod(levels, base)
    lightest = np.concatenate([[True], owner[1:] != owner[:-1]])[: len(owner)]
    owner, load = owner[~lightest], load[~lightest]
    if not len(owner):
        return _nothing()
    order = np.argsort(model.supporter, kind="stable")
    start = np.searchsorted(model.supporter[order], owner)
    end = np.searchsorted(model.supporter[order], owner, side="right")
    theirs = [order[a:b] for a, b in zip(start, end, strict=True)]
    heavy = [p[model.load[p] >= at] for p, at in zip(theirs, load, strict=True)]
    sizes = np.array([len(p) for p in heavy])
    return _block(
        row=np.repeat(np.arange(len(heavy)), sizes),
        column=np.concatenate(heavy),
        amount=np.ones(int(sizes.sum()), np.int64),
        low=np.zeros(len(heavy), np.int64),
        high=np.minimum(model.capacity[owner] // load, sizes),
    )


def _floor(model: Model, part: Sum, least: int) -> _Block:
    """A sum that must not fall below what it has reached."""
    bonuses = part.bonus * model.bonuses.points
    worth = np.concatenate([part.pairs, bonuses])
    column = np.flatnonzero(worth)
    return _block(
        row=np.zeros(len(column), np.int64),
        column=column,
        amount=worth[column],
        low=np.array([least]),
        high=np.array([int(np.maximum(worth, 0).sum())]),
    )


def _sides(model: Model) -> _Block:
    """A bonus is earned only if each of its sides has enough in use."""
    bonuses = model.bonuses
    count = len(bonuses.side_bonus)
    if not count:
        return _nothing()
    side = np.concatenate([bonuses.side_of_pair, bonuses.step_side])
    members = np.concatenate([bonuses.side_pairs, model.pairs + bonuses.step_bonus])
    return _block(
        row=np.concatenate([side, np.arange(count)]),
        column=np.concatenate([members, model.pairs + bonuses.side_bonus]),
        amount=np.concatenate([-np.ones(len(side), np.int64), bonuses.side_least]),
        low=-np.bincount(side, minlength=count),
        high=np.zeros(count, np.int64),
    )


def _switches(model: Model, users: Ints, first: int, keep: Mask) -> list[_Block]:
    """Whoever has a pair is in use, and who is in use carries the minimum."""
    place = np.full(model.supporters, -1)
    place[users] = np.arange(len(users))
    pairs = np.flatnonzero(keep & (place[model.supporter] >= 0))
    user = place[model.supporter[pairs]]
    each = np.arange(len(pairs))
    ones = np.ones(len(pairs), np.int64)
    steps = model.load[pairs] // model.load_step[users[user]]
    least = -(-model.supporter_minimum[users] // model.load_step[users])
    reach = sum_by(user, steps, len(users))
    return [
        _block(
            row=np.concatenate([each, each]),
            column=np.concatenate([pairs, first + user]),
            amount=np.concatenate([ones, -ones]),
            low=-ones,
            high=0 * ones,
        ),
        _block(
            row=np.concatenate([user, np.arange(len(users))]),
            column=np.concatenate([pairs, first + np.arange(len(users))]),
            amount=np.concatenate([steps, -least]),
            low=np.zeros(len(users), np.int64),
            high=reach,
        ),
    ]


def _block(row: Ints, column: Ints, amount: Ints, low: Ints, high: Ints) -> _Block:
    """Rows that were divided by nothing."""
    return _Block(row, column, amount, low, high, np.ones(len(high), np.int64))


def _nothing() -> _Block:
    none = np.zeros(0, np.int64)
    return _block(none, none, none, none, none)


def _joined(blocks: Sequence[_Block]) -> _Block:
    """All rows of several blocks, numbered one after the other."""
    first = np.cumsum([0, *(len(block.high) for block in blocks)])
    rows = [start + block.row for start, block in zip(first, blocks, strict=False)]
    return _Block(
        row=np.concatenate(rows),
        column=np.concatenate([block.column for block in blocks]),
        amount=np.concatenate([block.amount for block in blocks]),
        low=np.concatenate([block.low for block in blocks]),
        high=np.concatenate([block.high for block in blocks]),
        step=np.concatenate([block.step for block in blocks]),
    )
