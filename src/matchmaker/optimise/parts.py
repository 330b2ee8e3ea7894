"""
Small problems of losses: narrowed to what a small loss leaves open, and split.

A part is a handful of columns of 0 or 1, each of which loses something on one of its
two values, and rows over them, some of which lose something for every unit by which
they fall short. Within a small loss most columns can take one value only; what those
settle, rows settle further; and what then is left open falls apart into parts that
share no row. Each can be solved alone, and the least losses add up.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.components import joined
from matchmaker.optimise.model import sum_by
from matchmaker.optimise.priced import exact_sum

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints, Mask

LARGEST = 2**62
"""Beyond any slack and price."""
OPEN = -1
"""Stands for a column that may be 0 or 1."""


@dataclass(frozen=True, eq=False)
class Part:
    """
    F columns of 0 or 1, and K rows with E entries.

    A column loses its slack if it is 0, where that is above nothing, and minus its
    slack if it is 1, where it is below. A row with a price adds up to its high (its
    low, where the price is negative) or loses the price for each unit that it lacks.

    Attributes:
        columns: int64[F], what the columns are called outside.
        slack: int64[F], see above.
        row: int64[E], the row of each entry.
        column: int64[E], its column.
        amount: int64[E], how much the column counts in the row; never 0.
        low: int64[K], the least that each row may add up to.
        high: int64[K], the most that it may.
        price: int64[K], what a unit that is lacking costs; 0 for nothing.
    """

    columns: Ints
    slack: Ints
    row: Ints
    column: Ints
    amount: Ints
    low: Ints
    high: Ints
    price: Ints

    @property
    def digest(self) -> bytes:
        """Equal for parts that are the same but for what their columns are called."""
        content = (
            self.slack,
            self.row,
            self.column,
            self.amount,
            self.low,
            self.high,
            self.price,
        )
        return sha256(b"".join(column.tobytes() for column in content)).digest()

    @property
    def offset(self) -> int:
        """What is lost if all columns are 0 and no row lacks anything."""
        return exact_sum(np.maximum(self.slack, 0))

    def loss(self, value: Ints) -> int:
        """What is lost by columns of 0 or 1 that keep the limits of rows."""
        total = sum_by(self.row, self.amount * value[self.column], len(self.low))
        lacking = np.where(self.price > 0, self.high - total, total - self.low)
        columns = np.maximum(self.slack, 0) - self.slack * value
        return exact_sum(columns) + exact_sum(np.abs(self.price) * lacking)

    def narrowed(self, width: int) -> Narrowed | None:
        """
        What is open within a loss.

        Args:
            width: The largest loss that is looked at.

        Returns:
            `None` if everything loses more.
        """
        state = _State(self)
        lost = 0
        while True:
            rest = width - lost
            if rest < 0 or not state.settle(rest):
                return None
            if state.lost() == lost:
                return Narrowed(self, state.value, lost, *state.pieces())
            lost = state.lost()

    def among(self, value: Ints, open_: Mask) -> Narrowed | None:
        """What is open where all columns but some have a value already."""
        state = _State(self)
        state.value = np.where(open_, OPEN, value)
        if not state.settle(LARGEST):
            return None
        return Narrowed(self, state.value, state.lost(), *state.pieces())

    def of(self, inside: Mask, rows: Mask, low: Ints, high: Ints) -> Part:
        """Some of the columns and rows, with other limits for all rows."""
        entries = inside[self.column] & rows[self.row]
        place, number = np.cumsum(inside) - 1, np.cumsum(rows) - 1
        return Part(
            columns=np.flatnonzero(inside),
            slack=self.slack[inside],
            row=number[self.row[entries]],
            column=place[self.column[entries]],
            amount=self.amount[entries],
            low=low[rows],
            high=high[rows],
            price=self.price[rows],
        )


@dataclass(frozen=True, eq=False)
class Narrowed:
    """
    What a width leaves open of a part.

    Attributes:
        part: The part.
        value: int64[F], 0 or 1 where a column is settled, `OPEN` elsewhere.
        lost: What is lost already.
        pieces: What is open, in parts that share no row; their columns are called by
            their places in this part.
        idle: bool[F], columns that may as well be 0 as 1, whatever others are; their
            value is 0.
    """

    part: Part
    value: Ints
    lost: int
    pieces: tuple[Part, ...]
    idle: Mask


class _State:
    """Which columns of a part are settled, and what that settles further."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self.value = np.full(len(part.columns), OPEN)
        self._low, self._high = part.low, part.high
        self._master = _masters(part)

    def settle(self, width: int) -> bool:
        """Settle what loses more than a width the other way; whether that can be."""
        part, width = self._part, min(width, LARGEST)
        open_ = self.value == OPEN
        self.value[open_ & (part.slack > width)] = 1
        self.value[open_ & (part.slack < -width)] = 0
        rows = self._rows()
        short = width // np.maximum(np.abs(part.price), 1)
        least = np.maximum(self._low, self._high - short)
        most = np.minimum(self._high, self._low + short)
        # What a row lacks that has no open column any more is counted already.
        counts = rows.most > rows.least
        self._low = np.where(counts & (part.price > 0), least, self._low)
        self._high = np.where(counts & (part.price < 0), most, self._high)
        while True:
            rows = self._rows()
            if rows.broken.any():
                return False
            up, down = self._forced(rows)
            if np.any(up & down):
                return False
            if not np.any(up | down):
                return True
            self.value[up], self.value[down] = 1, 0

    def lost(self) -> int:
        """What settled columns, and rows that have no other left, lose."""
        slack, value = self._part.slack, self.value
        columns = np.where(value == 1, np.maximum(-slack, 0), np.maximum(slack, 0))
        rows = self._rows()
        idle = rows.most == rows.least
        price = self._part.price
        short = np.where(price > 0, rows.high, -rows.low)
        return exact_sum(columns[value != OPEN]) + exact_sum(
            (np.abs(price) * short)[idle]
        )

    def pieces(self) -> tuple[tuple[Part, ...], Mask]:
        """
        What is open, in parts that share no row.

        Columns that no row holds are settled by what they lose.

        Returns:
            The parts, and bool[F], columns so settled that lose nothing either way.
        """
        part, rows = self._part, self._rows()
        loose = (part.price != 0) & (rows.low < rows.high)
        wanted = rows.breakable | (loose & (rows.most > rows.least))
        entries = (self.value[part.column] == OPEN) & wanted[part.row]
        used = np.zeros(len(self.value), bool)
        used[part.column[entries]] = True
        alone = (self.value == OPEN) & ~used
        self.value[alone] = part.slack[alone] > 0
        number = joined(len(used), part.column[entries], part.row[entries], len(wanted))
        named = np.where(self.value == OPEN, number[: len(used)], OPEN)
        wanted_in = np.where(wanted, number[len(used) :], OPEN)
        pieces = tuple(
            part.of(named == name, wanted_in == name, rows.low, rows.high)
            for name in np.unique(named[named != OPEN]).tolist()
        )
        return pieces, alone & (part.slack == 0)

    def _rows(self) -> _Rows:
        part = self._part
        count = len(part.low)
        standing, most, least = (np.zeros(count, np.int64) for _ in range(3))
        value = self.value[part.column]
        np.add.at(standing, part.row[value == 1], part.amount[value == 1])
        open_ = value == OPEN
        row, amount = part.row[open_], part.amount[open_]
        np.add.at(most, row, np.maximum(amount, 0))
        np.add.at(least, row, np.minimum(amount, 0))
        return _Rows(self._low - standing, self._high - standing, most, least)

    def _forced(self, rows: _Rows) -> tuple[Mask, Mask]:
        """The open columns that must be 1, and those that must be 0."""
        part = self._part
        open_ = self.value[part.column] == OPEN
        row, column = part.row[open_], part.column[open_]
        amount = part.amount[open_]
        # What the row still can do if this column is 0, or 1.
        without = np.where(
            amount > 0,
            rows.most[row] - amount < rows.low[row],
            rows.least[row] - amount > rows.high[row],
        )
        with_ = np.where(
            amount > 0,
            rows.least[row] + amount > rows.high[row],
            rows.most[row] + amount < rows.low[row],
        )
        up, down = np.zeros(len(self.value), bool), np.zeros(len(self.value), bool)
        up[column[without]] = True
        down[column[with_]] = True
        up[self._needed(rows, row, column, amount)] = True
        return up & (self.value == OPEN), down

    def _needed(self, rows: _Rows, row: Ints, column: Ints, amount: Ints) -> Ints:
        """Masters of all the columns of a row of which one at least must be 1."""
        asks = (rows.low > 0) & (rows.least == 0)
        first = np.full(len(rows.low), len(self.value))
        last = np.full(len(rows.low), -1)
        helps = amount > 0
        master = self._master[column[helps]]
        np.minimum.at(first, row[helps], master)
        np.maximum.at(last, row[helps], master)
        same: Ints = last[asks & (first == last) & (last >= 0)]
        return same


@dataclass(frozen=True, eq=False)
class _Rows:
    """What is left of the limits of rows, and what open columns can add."""

    low: Ints
    high: Ints
    most: Ints
    least: Ints

    @property
    def broken(self) -> Mask:
        """bool[K], rows that cannot hold any more."""
        return (self.most < self.low) | (self.least > self.high)

    @property
    def breakable(self) -> Mask:
        """bool[K], rows that open columns could break."""
        return (self.most > self.high) | (self.least < self.low)


def _masters(part: Part) -> Ints:
    """int64[F], a column that must be 1 where this one is; `OPEN` if none is known."""
    counts = np.bincount(part.row, minlength=len(part.low))
    two = (counts == 2) & (part.high == 0)
    entries = np.flatnonzero(two[part.row])
    entries = entries[np.argsort(part.row[entries], kind="stable")]
    masters = np.full(len(part.columns), OPEN)
    ends = entries[0::2], entries[1::2]
    for one, other in (ends, ends[::-1]):
        bound = (part.amount[one] > 0) & (part.amount[other] == -part.amount[one])
        masters[part.column[one[bound]]] = part.column[other[bound]]
    return masters
