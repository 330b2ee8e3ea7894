"""
What CP-SAT must know so that no pair blocks a plan.

A pair is used, or its request is full of what is worth as much, or its supporter is.
How much each has from a certain worth upwards is a variable, the sum of the one above
and of the pairs in between: so everything together grows with the pairs alone. Pins
count as worth more than anything, because nobody gives them up.

Where the pair stands in coupling rows, one of them may forbid the exchange as well:
see `matchmaker.optimise.stable.obstacles`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.stable.obstacles import Obstacles

if TYPE_CHECKING:
    from matchmaker.optimise.model import Indices, Ints, Model

NewVariable = Callable[[int, int], int]
"""Makes a whole-number variable between two values; its number."""
AddRow = Callable[["Ints", "Ints", int, int], None]
"""Adds a row: variables, their coefficients, and what they may add up to."""

PINNED = np.iinfo(np.int64).max
"""Above the worth of any pair."""
NO_LIMIT = 2**62


def write_stability(model: Model, variable: NewVariable, row: AddRow) -> None:
    """
    Add rows that hold for the stable plans alone.

    Args:
        model: A model whose pairs are the first variables, with all its other rules
            written down.
        variable: Makes a variable.
        row: Adds a row.
    """
    sheet = Sheet(variable, row)
    units = np.ones(model.pairs, np.int64)
    requests = _Ladder(model, model.request, model.request_wish, units, sheet)
    supporters = _Ladder(
        model, model.supporter, model.supporter_wish, model.load, sheet
    )
    obstacles = Obstacles(model, sheet)
    demand, capacity = model.demand.tolist(), model.capacity.tolist()
    wanted = ~model.pinned & (model.demand > 0)[model.request]
    wanted &= model.load <= model.capacity[model.supporter]
    columns = (model.request, model.supporter, model.load)
    for pair in np.flatnonzero(wanted).tolist():
        request, supporter, load = (int(column[pair]) for column in columns)
        lacking = capacity[supporter] - load + 1
        content = [
            pair,
            requests.reaches(pair, demand[request]),
            supporters.reaches(pair, lacking),
        ]
        for excuses in obstacles.of(pair):
            sheet.either([*content, *excuses])


class Sheet:
    """Variables and rows, in the words of this package."""

    def __init__(self, variable: NewVariable, row: AddRow) -> None:
        """Write with these."""
        self.variable, self.row = variable, row
        self._reached: dict[tuple[int, int], int] = {}

    def either(self, literals: Sequence[int]) -> None:
        """One of some yes-or-no variables is 1."""
        self.row(np.array(literals), np.ones(len(literals), np.int64), 1, NO_LIMIT)

    def total(self, terms: Ints, amounts: Ints, most: int, least: int = 0) -> int:
        """A variable that equals a sum, which lies between `least` and `most`."""
        total = self.variable(least, most)
        self.row(np.append(terms, total), np.append(amounts, -1), 0, 0)
        return total

    def reaches(self, total: int, least: int) -> int:
        """A variable that is 1 only if another, at least 0, is at least so much."""
        key = total, least
        if key not in self._reached:
            terms, amounts = np.array([total]), np.ones(1, np.int64)
            self._reached[key] = self.is_at_least(terms, amounts, least, 0)
        return self._reached[key]

    def is_at_least(self, terms: Ints, amounts: Ints, least: int, lowest: int) -> int:
        """A variable that is 1 only if a sum, at least `lowest`, is at least so much."""
        literal = self.variable(0, 1)
        amounts = np.append(amounts, lowest - least)
        self.row(np.append(terms, literal), amounts, lowest, NO_LIMIT)
        return literal


class _Ladder:
    """For each party and pair of theirs: what they have that is worth as much."""

    def __init__(
        self, model: Model, party: Indices, wish: Ints, amount: Ints, sheet: Sheet
    ) -> None:
        self._sheet = sheet
        worth = np.where(model.pinned, PINNED, wish)
        order = np.lexsort((-worth, party))
        self._total = np.zeros(model.pairs, np.int64)
        begins = np.diff(party[order], prepend=-1) != 0
        rises = begins | (np.diff(worth[order], prepend=0) != 0)
        steps = np.split(order, np.flatnonzero(rises)[1:]) if len(order) else []
        before, most = 0, 0
        for step, first in zip(steps, begins[rises].tolist(), strict=True):
            terms, amounts = step, amount[step]
            most = int(amounts.sum()) + (0 if first else most)
            if not first:
                terms, amounts = np.append(step, before), np.append(amounts, 1)
            before = sheet.total(terms, amounts, most)
            self._total[step] = before

    def reaches(self, pair: int, least: int) -> int:
        """1 only if a pair's party has so much that is worth as much as the pair."""
        return self._sheet.reaches(int(self._total[pair]), least)
