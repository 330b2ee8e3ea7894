"""The search over counts: which of those listed the cuts allow to be worth most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.optimise.formulation import solver_until
from matchmaker.optimise.gave_up import GaveUpError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.optimise.counts.classes import Ground
    from matchmaker.optimise.counts.lists import Lists
    from matchmaker.optimise.counts.parts import Part
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import Deadline, SolveParams

LARGEST = 2**61
"""Sums over all combinations stay below this."""
EXACT = 2**53
"""Whole numbers below this survive as floating point, as CP-SAT gives its bound."""


@dataclass(frozen=True, eq=False)
class Choice:
    """
    The counts that the cuts promise most of.

    Attributes:
        counts: int64[C], of all classes.
        bound: No counts among the combinations are worth more.
    """

    counts: Ints
    bound: int


def choose(
    lists: Lists,
    parts: Sequence[Part],
    ground: Ground,
    params: SolveParams,
    deadline: Deadline,
    *,
    beside: Sequence[Ints] = (),
) -> Choice | None:
    """
    Choose counts that keep every row, with the greatest worth that all cuts allow.

    Args:
        lists: Combinations to choose from.
        parts: Whose cuts are looked at.
        ground: The rows.
        params: Seed.
        deadline: When to stop.
        beside: Counts that are not wanted again.

    Returns:
        The choice; `None` if there are none.

    Raises:
        GaveUpError: If time ran out before any was found, or worths are too large.
    """
    if lists.empty:
        return None
    if deadline.passed or len(parts) * 2 * ground.span > EXACT:
        raise GaveUpError
    master = _Master(lists, ground)
    master.link()
    base = sum(master.part(part) for part in parts)
    for counts in beside:
        master.forbid(counts)
    solver = solver_until(deadline, params.seed)
    status = solver.solve(master.maximised())
    if status == cp_model.INFEASIBLE:
        return None
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise GaveUpError
    return Choice(master.chosen(solver), base + round(solver.best_objective_bound))


class _Master:
    """One yes or no for each combination of each block."""

    def __init__(self, lists: Lists, ground: Ground) -> None:
        self._lists = lists
        self._classes, self._least = ground.classes, ground.least
        self._lowest = -ground.span  # no part of a plan is worth as little
        self._points = 1 + sum(len(block.points) for block in lists.blocks)
        self._cp = cp_model.CpModel()
        self._worths: list[cp_model.IntVar] = []
        self._picks = [
            [self._cp.new_bool_var("") for _ in block.points] for block in lists.blocks
        ]
        for picks in self._picks:
            self._cp.add_exactly_one(picks)

    def link(self) -> None:
        """Keep the rows that speak of several blocks."""
        classes = self._classes
        for row in self._lists.links.tolist():
            amounts = [
                (block.points @ classes.rows[row, block.kinds]).tolist()
                for block in self._lists.blocks
            ]
            total = cp_model.LinearExpr.weighted_sum(
                [pick for picks in self._picks for pick in picks],
                [amount for theirs in amounts for amount in theirs],
            )
            low, high = int(classes.low[row]), int(classes.high[row])
            if low > high:
                self._cp.add_bool_or([])
            else:
                self._cp.add_linear_constraint(total, low, high)

    def part(self, part: Part) -> int:
        """Bound the worth of a part by its cuts; what it is counted from."""
        sums = [self._summed(part, cut.tables) for cut in part.cuts]
        tops = [
            cut.dues + sum(int(column.max()) for column in columns)
            for cut, columns in zip(part.cuts, sums, strict=True)
        ]
        base = max(min(tops), self._lowest)
        if (max(tops) - self._lowest) * self._points > LARGEST:
            raise GaveUpError
        worth = self._cp.new_int_var(self._lowest - base, 0, "")
        for top, columns in zip(tops, sums, strict=True):
            terms, steps = [worth], [-1]
            for picks, column in zip(self._picks, columns, strict=True):
                # What takes a part below its lowest may as well take it just there.
                below = np.maximum(column - column.max(), self._lowest - top).tolist()
                both = [(p, b) for p, b in zip(picks, below, strict=True) if b]
                terms += [pick for pick, _ in both]
                steps += [step for _, step in both]
            self._cp.add(cp_model.LinearExpr.weighted_sum(terms, steps) >= base - top)
        self._worths.append(worth)
        return base

    def _summed(self, part: Part, tables: tuple[Ints, ...]) -> list[Ints]:
        """What a cut says of each combination of each block."""
        place = {kind: i for i, kind in enumerate(part.kinds.tolist())}
        columns = []
        for block in self._lists.blocks:
            column = np.zeros(len(block.points), np.int64)
            for axis, kind in enumerate(block.kinds.tolist()):
                if kind in place:
                    units = block.points[:, axis] - self._least[kind]
                    column += tables[place[kind]][units]
            columns.append(column)
        return columns

    def forbid(self, counts: Ints) -> None:
        """Leave out one choice of counts."""
        picks = []
        for block, theirs in zip(self._lists.blocks, self._picks, strict=True):
            same = np.all(block.points == counts[block.kinds], axis=1)
            if not same.any():
                return
            picks.append(theirs[int(np.argmax(same))])
        self._cp.add_bool_or([pick.negated() for pick in picks])

    def maximised(self) -> cp_model.CpModel:
        """The model, ready to be solved."""
        self._cp.maximize(sum(self._worths))
        return self._cp

    def chosen(self, solver: cp_model.CpSolver) -> Ints:
        """The counts that a solution stands for."""
        counts = np.zeros(len(self._least), np.int64)
        for block, picks in zip(self._lists.blocks, self._picks, strict=True):
            place = next(i for i, pick in enumerate(picks) if solver.value(pick))
            counts[block.kinds] = block.points[place]
        return counts
