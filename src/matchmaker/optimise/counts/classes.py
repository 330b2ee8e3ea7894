"""Which parties a rule cannot tell apart: the classes, and the rows over their counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from matchmaker.optimise.model import Indices, Ints, Mask, Model

Side = Literal["request", "supporter"]


@dataclass(frozen=True, eq=False)
class Classes:
    """
    Parties of one side, put together where every row counts their pairs alike.

    Attributes:
        side: Whose pairs the rows count alike.
        of_party: int64[N], the class of each party; -1 where no row speaks of it.
        rows: int64[K, C], how much one pairing of a class counts in a row.
        low: int64[K], the least that each row must add up to.
        high: int64[K], the most that it may.
        complete: Whether these are all rows of the model.
    """

    side: Side
    of_party: Ints
    rows: Ints
    low: Ints
    high: Ints
    complete: bool

    def __len__(self) -> int:
        """How many classes there are."""
        return int(self.rows.shape[1])

    def allow(self, counts: Ints) -> bool:
        """Whether so many units of each class (int64[C]) keep the rows."""
        total = self.rows @ counts
        return bool(np.all((self.low <= total) & (total <= self.high)))

    def beyond(self, counts: Ints) -> Classes:
        """What the rows leave when some units of each class are given already."""
        total = self.rows @ counts
        return replace(self, low=self.low - total, high=self.high - total)

    def reached(self, least: Ints, most: Ints) -> Classes:
        """The same rows with limits no wider than these counts (int64[C]) can reach."""
        ups, downs = np.maximum(self.rows, 0), np.minimum(self.rows, 0)
        highest, lowest = ups @ most + downs @ least, ups @ least + downs @ most
        return replace(
            self,
            low=np.maximum(self.low, lowest),
            high=np.minimum(self.high, highest),
        )

    def part(self, kinds: Ints) -> Classes:
        """Only some classes (numbered anew), and the rows that speak of any of them."""
        number = np.full(len(self) + 1, -1)
        number[kinds] = np.arange(len(kinds))
        theirs = (self.rows[:, kinds] != 0).any(axis=1)
        return replace(
            self.only_rows(theirs),
            of_party=number[self.of_party],
            rows=self.rows[theirs][:, kinds],
        )

    def only_rows(self, wanted: Mask) -> Classes:
        """The same classes with only some of the rows (bool[K])."""
        return replace(
            self, rows=self.rows[wanted], low=self.low[wanted], high=self.high[wanted]
        )


@dataclass(frozen=True, eq=False)
class Ground:
    """
    What every search over counts has to go by.

    Attributes:
        classes: The rows over the counts.
        least: int64[C], the least count of each class.
        span: No two plans differ in worth by more.
    """

    classes: Classes
    least: Ints
    span: int


def classes_of(model: Model) -> Classes | None:
    """
    Find classes under which rows speak of counts only.

    Rows that count the pairs of one party differently are left aside; the side on
    which fewer are is taken.

    Returns:
        The classes; `None` if no row speaks of classes on either side.
    """
    if not model.rows:
        return None
    requests = _rows_over(model, model.request, model.requests)
    supporters = _rows_over(model, model.supporter, model.supporters)
    if not (requests.any() or supporters.any()):
        return None
    if np.count_nonzero(supporters) > np.count_nonzero(requests):
        return _classes(model, "supporter", model.supporter, supporters)
    return _classes(model, "request", model.request, requests)


def _rows_over(model: Model, party: Indices, parties: int) -> Mask:
    """bool[K], the rows that count all pairs of a party alike, or none of them."""
    degree = np.bincount(party, minlength=parties)
    fits = np.zeros(model.rows, dtype=bool)
    for row, (start, end) in enumerate(pairwise(model.row_indptr.tolist())):
        amount = model.row_coefficient[start:end]
        theirs = party[model.row_pairs[start:end]]
        touched, place = np.unique(theirs, return_inverse=True)
        one = np.zeros(len(touched), np.int64)
        one[place] = amount
        whole = np.bincount(place, minlength=len(touched)) == degree[touched]
        fits[row] = bool(whole.all() and np.all(one[place] == amount))
    return fits


def _classes(model: Model, side: Side, party: Indices, wanted: Mask) -> Classes:
    """Split the parties by one row after the other."""
    parties = model.requests if side == "request" else model.supporters
    kept = np.flatnonzero(wanted)
    amounts = np.zeros((len(kept), parties), dtype=np.int64)
    for place, row in enumerate(kept.tolist()):
        entries = slice(model.row_indptr[row], model.row_indptr[row + 1])
        members = party[model.row_pairs[entries]]
        amounts[place, members] = model.row_coefficient[entries]
    spoken = np.flatnonzero(amounts.any(axis=0))
    kinds, of_spoken = np.unique(amounts[:, spoken], axis=1, return_inverse=True)
    of_party = np.full(parties, -1)
    of_party[spoken] = of_spoken.ravel()
    return Classes(
        side=side,
        of_party=of_party,
        rows=kinds,
        low=model.row_lower[kept],
        high=model.row_upper[kept],
        complete=bool(wanted.all()),
    )
