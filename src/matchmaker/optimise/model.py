"""The model that every engine solves: candidate pairs and what couples them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from matchmaker.errors import InputError, NumberRangeError
from matchmaker.optimise.bonus_columns import Bonuses
from matchmaker.optimise.stable.exchange import is_stable
from matchmaker.optimise.stable.wishes import Wishes
from matchmaker.optimise.sums import Sum

Ints = NDArray[np.int64]
"""A column of whole numbers."""
Indices = NDArray[np.int32]
"""A column of dense indices."""
Mask = NDArray[np.bool_]
"""A column of yes and no."""

LARGEST_SUM = 2**61
"""No sum over a plan may come near the end of int64."""


@dataclass(frozen=True, eq=False)
class Model:
    """
    Who may support whom, and what holds over all pairs together.

    Pairs stand in CSR order, request by request; forbidden pairs are absent. A
    used pair gives its request one unit and takes `load` from its supporter.

    Attributes:
        indptr: int64[R+1], where each request's pairs begin and end.
        supporter: int32[P], the supporter of each pair.
        points: int64[P], may be negative.
        load: int64[P], at least 1, in the unit of `capacity`.
        demand: int64[R], units wanted.
        minimum: int64[R], units that must be given.
        priority: int64[R], what one unit counts in coverage; at least 0.
        capacity: int64[S], in load.
        supporter_minimum: int64[S], in load.
        minimum_if_used: Whether `supporter_minimum` binds only supporters that
            have a pair at all.
        pinned: bool[P], pairs that must be used.
        row_indptr: int64[K+1], where each coupling row's entries begin and end.
        row_pairs: int64[E], the pairs of the rows.
        row_coefficient: int64[E], never 0.
        row_lower: int64[K], the least that a row's weighted pairs may add up to.
        row_upper: int64[K], the most that they may.
        row_names: The rows in words, for conflicts.
        request_names: The users' own ids.
        supporter_names: The users' own ids.
        tie: int64[P], positive weights that pick one plan among equals.
        bonuses: What several pairs earn together.
        sums: Objectives that add up, beside coverage and points, by name.
        band: The width in points of the bands in which leximin reads them.
        floors: Sums with the least total that each must reach.
        stable: Whether no pair may block the plan: points are then what a pair is
            worth to either side (see `matchmaker.optimise.stable.exchange`).
        wishes: How much either side likes each pair, where that is not its points.
        shared: Names of rows whose supporters share the places that the row allows,
            and would give any of them up for a pair that they like better.
        unit: What loads count, to be said in words.
    """

    indptr: Ints
    supporter: Indices
    points: Ints
    load: Ints
    demand: Ints
    minimum: Ints
    priority: Ints
    capacity: Ints
    supporter_minimum: Ints
    minimum_if_used: bool
    pinned: Mask
    row_indptr: Ints
    row_pairs: Ints
    row_coefficient: Ints
    row_lower: Ints
    row_upper: Ints
    row_names: tuple[str, ...]
    request_names: tuple[str, ...]
    supporter_names: tuple[str, ...]
    tie: Ints
    bonuses: Bonuses = field(default_factory=Bonuses.none)
    sums: Mapping[str, Sum] = field(default_factory=dict)
    band: int = 1
    floors: tuple[tuple[Sum, int], ...] = ()
    stable: bool = False
    wishes: Wishes | None = None
    shared: frozenset[str] = frozenset()
    unit: Literal["minutes", "units"] = "units"

    def __post_init__(self) -> None:
        """Refuse columns of the wrong length, sign or size."""
        faults = [*self._wrong_lengths(), *self._wrong_signs()]
        if faults:
            raise InputError("The model does not hold together.", faults)
        self._refuse_overflow()

    @property
    def requests(self) -> int:
        """How many requests there are."""
        return len(self.demand)

    @property
    def supporters(self) -> int:
        """How many supporters there are."""
        return len(self.capacity)

    @property
    def pairs(self) -> int:
        """How many candidate pairs there are."""
        return len(self.supporter)

    @property
    def rows(self) -> int:
        """How many coupling rows there are."""
        return len(self.row_upper)

    @cached_property
    def request(self) -> Indices:
        """int32[P], the request of each pair."""
        counts = np.diff(self.indptr)
        return np.repeat(np.arange(self.requests, dtype=np.int32), counts)

    @cached_property
    def row_of_entry(self) -> Ints:
        """int64[E], the row of each entry of the coupling rows."""
        return np.repeat(np.arange(self.rows), np.diff(self.row_indptr))

    @cached_property
    def load_step(self) -> Ints:
        """int64[S], the greatest common divisor of a supporter's loads (1 if none)."""
        if np.all(self.load == 1):
            return np.ones(self.supporters, np.int64)
        step = np.zeros(self.supporters, np.int64)
        np.gcd.at(step, self.supporter, self.load)
        return np.maximum(step, 1)

    @cached_property
    def unit_steps(self) -> bool:
        """Whether every pair takes exactly one step of its supporter's load."""
        return bool(np.all(self.load == self.load_step[self.supporter]))

    @cached_property
    def room(self) -> Ints:
        """int64[S], capacity in steps of load; what is left over is no use."""
        return self.capacity // self.load_step

    @cached_property
    def least_room(self) -> Ints:
        """
        int64[S], the supporter minimum in steps of load, rounded up.

        Zero where the minimum binds only if the supporter is used: then it is
        not a bound that holds for every plan.
        """
        if self.minimum_if_used:
            return np.zeros(self.supporters, np.int64)
        return -(-self.supporter_minimum // self.load_step)

    @cached_property
    def most_given(self) -> Ints:
        """int64[R], the most units a request can get: its demand or its pairs."""
        return np.minimum(self.demand, np.diff(self.indptr))

    @cached_property
    def has_conditional_minimum(self) -> bool:
        """Whether some minimum binds only if the supporter is used."""
        return self.minimum_if_used and bool(np.any(self.supporter_minimum > 0))

    @cached_property
    def built_in(self) -> Mapping[str, Sum]:
        """The sums that every model has."""
        return {
            "coverage": Sum(self.priority[self.request]),
            "points": Sum(self.points, bonus=1),
            "tie": Sum(self.tie),
        }

    @cached_property
    def levels(self) -> Ints:
        """int64[P], the points of each pair read in bands: their lower edge."""
        return self.points // self.band * self.band

    @cached_property
    def is_shared(self) -> Mask:
        """bool[K], the rows whose supporters share the places."""
        return np.array([name in self.shared for name in self.row_names], bool)

    @property
    def request_wish(self) -> Ints:
        """int64[P], how much the request likes each pair; more is better."""
        return self.points if self.wishes is None else self.wishes.request

    @property
    def supporter_wish(self) -> Ints:
        """int64[P], how much the supporter likes each pair; more is better."""
        return self.points if self.wishes is None else self.wishes.supporter

    def given(self, used: Ints) -> Ints:
        """Units given to each request by the pairs `used`; int64[R]."""
        return np.bincount(self.request[used], minlength=self.requests)

    def load_of(self, used: Ints) -> Ints:
        """Load carried by each supporter with the pairs `used`; int64[S]."""
        return sum_by(self.supporter[used], self.load[used], self.supporters)

    def row_totals(self, used: Ints) -> Ints:
        """What each coupling row adds up to with the pairs `used`; int64[K]."""
        chosen = np.zeros(self.pairs, np.int64)
        chosen[used] = 1
        amounts = self.row_coefficient * chosen[self.row_pairs]
        return sum_by(self.row_of_entry, amounts, self.rows)

    def obeys(self, used: Ints) -> bool:
        """Whether the pairs `used` (each at most once) keep every hard rule."""
        given, load = self.given(used), self.load_of(used)
        binding = (load > 0) | (not self.minimum_if_used)
        return bool(
            np.all((given >= self.minimum) & (given <= self.demand))
            and np.all(load <= self.capacity)
            and np.all(load[binding] >= self.supporter_minimum[binding])
            and np.isin(np.flatnonzero(self.pinned), used).all()
            and self.obeys_rows(used)
            and all(part.total(used, self.bonuses) >= low for part, low in self.floors)
            and (not self.stable or is_stable(self, used))
        )

    def obeys_rows(self, used: Ints) -> bool:
        """Whether the pairs `used` keep every coupling row."""
        totals = self.row_totals(used)
        return bool(np.all((totals >= self.row_lower) & (totals <= self.row_upper)))

    def with_least_loads(self) -> Model:
        """
        The same model with each supporter's pairs as light as the lightest.

        A relaxation: whoever could carry the real loads can carry these. Minimums
        of supporters are dropped, because lighter pairs might not reach them.
        """
        least = np.full(self.supporters, LARGEST_SUM, np.int64)
        np.minimum.at(least, self.supporter, self.load)
        return replace(
            self,
            load=least[self.supporter],
            supporter_minimum=np.zeros(self.supporters, np.int64),
        )

    @property
    def without_bonuses(self) -> Model:
        """The same model where several pairs earn nothing together."""
        return replace(self, bonuses=Bonuses.none()) if len(self.bonuses) else self

    def only(self, keep: Mask, pinned: Mask) -> Model:
        """
        The same parties and rows with fewer pairs.

        Args:
            keep: bool[P], the pairs that stay.
            pinned: bool[P], the pairs that must be used.
        """
        place = np.concatenate([[0], np.cumsum(keep)])
        stays = keep[self.row_pairs]
        entries = np.concatenate([[0], np.cumsum(stays)])
        return replace(
            self,
            indptr=place[self.indptr],
            supporter=self.supporter[keep],
            points=self.points[keep],
            load=self.load[keep],
            tie=self.tie[keep],
            pinned=pinned[keep],
            row_indptr=entries[self.row_indptr],
            row_pairs=place[self.row_pairs[stays]],
            row_coefficient=self.row_coefficient[stays],
            bonuses=self.bonuses.only(keep) if len(self.bonuses) else self.bonuses,
            sums={name: part.only(keep) for name, part in self.sums.items()},
            floors=tuple((part.only(keep), low) for part, low in self.floors),
            wishes=None if self.wishes is None else self.wishes.only(keep),
        )

    def _wrong_lengths(self) -> list[str]:
        expected = (
            (self.requests, ("minimum", "priority", "request_names")),
            (self.supporters, ("supporter_minimum", "supporter_names")),
            (self.pairs, ("points", "load", "pinned", "tie")),
            (self.rows, ("row_lower", "row_names")),
            (len(self.row_pairs), ("row_coefficient",)),
        )
        faults = [
            f"{name} has {len(getattr(self, name))} entries, not {length}"
            for length, names in expected
            for name in names
            if len(getattr(self, name)) != length
        ]
        faults += [
            f"sum {name} has {len(part.pairs)} entries, not {self.pairs}"
            for name, part in self.sums.items()
            if len(part.pairs) != self.pairs
        ]
        for name, ends, count in (
            ("indptr", self.requests, self.pairs),
            ("row_indptr", self.rows, len(self.row_pairs)),
        ):
            column = getattr(self, name)
            if len(column) != ends + 1 or column[0] != 0 or column[-1] != count:
                faults.append(f"{name} does not run from 0 to {count}")
        return faults

    def _wrong_signs(self) -> list[str]:
        at_least = {
            "load": 1,
            "demand": 0,
            "minimum": 0,
            "priority": 0,
            "capacity": 0,
            "supporter_minimum": 0,
            "tie": 1,
        }
        faults = [
            f"{name} must be at least {least}"
            for name, least in at_least.items()
            if np.any(getattr(self, name) < least)
        ]
        if np.any(self.row_coefficient == 0):
            faults.append("row_coefficient must not be 0")
        return faults

    def _refuse_overflow(self) -> None:
        """Sums are bounded in floating point, which cannot wrap around."""
        offered = self.load_of(np.arange(self.pairs)).astype(float)
        largest = {
            "points": np.abs(self.points.astype(float)).sum()
            + self.bonuses.points.astype(float).sum(),
            "coverage": self.priority.astype(float) @ self.most_given,
            "loads": np.square(np.minimum(self.capacity, offered)).sum(),
            "rows": np.abs(self.row_coefficient.astype(float)).sum(),
            "capacity": self.capacity.astype(float).sum(),
        }
        for name, part in self.sums.items():
            largest[f"amounts in {name}"] = np.abs(part.pairs.astype(float)).sum()
        for what, size in largest.items():
            if size > LARGEST_SUM:
                raise NumberRangeError(f"The {what} are too large to add up exactly.")


def sum_by(group: NDArray[np.integer], amount: Ints, groups: int) -> Ints:
    """
    Sum `amount` by `group`, exactly (bincount with weights would use floats).

    >>> sum_by(np.array([0, 2, 0]), np.array([5, 1, 2]), 3).tolist()
    [7, 0, 1]
    """
    total = np.zeros(groups, np.int64)
    np.add.at(total, group, amount)
    return total
