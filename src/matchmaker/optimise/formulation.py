"""The whole model in CP-SAT's terms, every coupling rule included."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.optimise.objectives import LEVEL, has_bonus, is_sum, sum_of
from matchmaker.optimise.stable.writing import write_stability

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import Deadline
    from matchmaker.optimise.sums import Sum

UNBOUNDED = 2**62
MOST_TANGENTS = 100
"""Above so many steps of load, a square is a product rather than tangents."""


class OutOfTimeError(Exception):
    """Time is up, and the model is not written down yet."""


@dataclass(frozen=True, eq=False)
class Expression:
    """A sum of variables to make as large as possible."""

    variables: Ints
    coefficients: Ints


class Formulation:
    """
    A CP-SAT model whose first variables are the pairs, in order.

    Objectives become expressions once; a solved stage is held by one constraint.
    The model is written into its proto directly: five times as quick as the
    documented way. Even so it takes a while where there are many pairs: where a
    deadline passes before it is done, `OutOfTimeError` is raised.
    """

    def __init__(
        self,
        model: Model,
        objectives: tuple[str, ...],
        deadline: Deadline | None = None,
    ) -> None:
        self.model = model
        self._deadline = deadline
        self.cp = cp_model.CpModel()
        self._proto = self.cp.proto
        self._variables = 0
        self._look_at_the_clock()
        for pinned in model.pinned.tolist():
            self._variable(int(pinned), 1)
        self._demands()
        self._capacities()
        if model.has_conditional_minimum:
            self._minimums_if_used()
        self._rows()
        if model.stable:
            write_stability(model, self._variable, self._linear)
        self._bonuses = np.zeros(0, np.int64)
        counted = any(has_bonus(model, name) for name in objectives)
        if counted or any(part.bonus for part, _ in model.floors):
            self._bonuses = self._earned()
        for part, least in model.floors:
            self.hold(self._of_sum(part), least)
        self._below: dict[int, Ints] = {}
        self._expressions = {name: self._expression(name) for name in objectives}
        self._deadline = None

    def maximise(self, expression: Expression) -> None:
        """Replace the objective; CP-SAT minimises, so signs are turned."""
        self._proto.clear_objective()
        self._proto.objective.vars.extend(expression.variables.tolist())
        self._proto.objective.coeffs.extend((-expression.coefficients).tolist())

    def expression(self, objective: str) -> Expression:
        """What to maximise for an objective (balance with its sign turned)."""
        return self._expressions[objective]

    def ties(self) -> Expression:
        """What picks one plan among equals."""
        return Expression(np.arange(self.model.pairs), self.model.tie)

    def hold(self, expression: Expression, least: int, most: int = UNBOUNDED) -> None:
        """Keep an expression between two values from now on."""
        self._linear(expression.variables, expression.coefficients, least, most)

    def hint(self, used: Ints) -> None:
        """Start the search from a plan."""
        chosen = np.zeros(self.model.pairs, np.int64)
        chosen[used] = 1
        self._proto.clear_solution_hint()
        self._proto.solution_hint.vars.extend(list(range(self.model.pairs)))
        self._proto.solution_hint.values.extend(chosen.tolist())

    def nobody(self) -> int:
        """The value of worst-off's expression where nobody is given anything."""
        return self._worst_range()[1] + 1

    def _look_at_the_clock(self) -> None:
        if self._deadline is not None and self._deadline.passed:
            raise OutOfTimeError

    def _variable(self, low: int, high: int) -> int:
        self._proto.variables.add().domain.extend([low, high])
        self._variables += 1
        return self._variables - 1

    def _linear(self, variables: Ints, coefficients: Ints, low: int, high: int) -> None:
        if low > high:  # an empty range is malformed to CP-SAT; an empty "or" is false
            self.cp.add_bool_or([])
            return
        self._look_at_the_clock()
        linear = self._proto.constraints.add().linear
        linear.vars.extend(variables.tolist())
        linear.coeffs.extend(coefficients.tolist())
        linear.domain.extend([low, high])

    def _demands(self) -> None:
        """No request gets more than it wants, or less than its minimum."""
        model = self.model
        bounds = zip(model.minimum.tolist(), model.demand.tolist(), strict=True)
        for request, (low, high) in enumerate(bounds):
            pairs = self._pairs_of_request(request)
            if low > 0 or high < len(pairs):
                self._linear(pairs, np.ones_like(pairs), low, high)

    def _capacities(self) -> None:
        """No supporter carries more than it has room for, or less than agreed."""
        model = self.model
        for supporter, pairs in enumerate(self._pairs_by_supporter()):
            load = model.load[pairs]
            low = (
                0 if model.minimum_if_used else int(model.supporter_minimum[supporter])
            )
            high = int(model.capacity[supporter])
            if low > 0 or load.sum() > high:
                self._linear(pairs, load, low, high)

    def _minimums_if_used(self) -> None:
        """A supporter who is used at all carries at least the minimum."""
        model = self.model
        for supporter, pairs in enumerate(self._pairs_by_supporter()):
            least = int(model.supporter_minimum[supporter])
            if least == 0 or len(pairs) == 0:
                continue
            is_used = self._variable(0, 1)
            for pair in pairs.tolist():
                self._linear(np.array([pair, is_used]), np.array([1, -1]), -1, 0)
            terms = np.append(pairs, is_used)
            self._linear(terms, np.append(model.load[pairs], -least), 0, UNBOUNDED)

    def _rows(self) -> None:
        """Every coupling row adds up to something between its limits."""
        model = self.model
        for row, (start, end) in enumerate(pairwise(model.row_indptr.tolist())):
            pairs = model.row_pairs[start:end]
            amounts = model.row_coefficient[start:end]
            low, high = int(model.row_lower[row]), int(model.row_upper[row])
            self._linear(pairs, amounts, low, high)

    def _earned(self) -> Ints:
        """A variable for each bonus, which is earned only if every side has enough."""
        bonuses = self.model.bonuses
        earned = np.array([self._variable(0, 1) for _ in range(len(bonuses))], np.int64)
        sides = np.arange(len(bonuses.side_bonus) + 1)
        steps = np.searchsorted(bonuses.step_side, sides)
        for side, bonus in enumerate(bonuses.side_bonus.tolist()):
            pairs = bonuses.side_pairs[slice(*bonuses.side_indptr[side : side + 2])]
            needed = earned[bonuses.step_bonus[slice(*steps[side : side + 2])]]
            members = np.append(pairs, needed)
            amounts = np.append(np.full(len(members), -1), bonuses.side_least[side])
            self._linear(np.append(members, earned[bonus]), amounts, -UNBOUNDED, 0)
        return earned

    def _expression(self, objective: str) -> Expression:
        if objective.startswith(LEVEL) and np.any(self.model.most_given > 1):
            return self._level(int(objective.removeprefix(LEVEL)))
        if is_sum(objective):
            return self._of_sum(sum_of(self.model, objective))
        if objective == "balance":
            return self._balance()
        return self._worst_off()

    def _worst_off(self) -> Expression:
        """
        One variable that no request with a unit falls below.

        It may rise to one above the largest value, but only if nobody at all is
        given anything.
        """
        lowest, highest = self._worst_range()
        worst = self._variable(lowest, highest + 1)
        for request in range(self.model.requests):
            pairs = self._pairs_of_request(request)
            if len(pairs):
                self._worst_off_of(request, pairs, worst, highest + 1)
        return Expression(np.array([worst]), np.ones(1, np.int64))

    def _worst_off_of(self, request: int, pairs: Ints, worst: int, top: int) -> None:
        points = self.model.points[pairs]
        if self.model.demand[request] <= 1:
            # Given at most one unit: one row says it, and tightly.
            terms = np.append(pairs, worst)
            self._linear(terms, np.append(top - points, 1), -UNBOUNDED, top)
            return
        given = self._variable(0, 1)
        for pair in pairs.tolist():
            self._linear(np.array([pair, given]), np.array([1, -1]), -1, 0)
        terms = np.concatenate([pairs, [given, worst]])
        self._linear(terms, np.concatenate([-points, [top, 1]]), -UNBOUNDED, top)

    def _of_sum(self, part: Sum) -> Expression:
        worth = part.bonus * self.model.bonuses.points[: len(self._bonuses)]
        return Expression(
            np.append(np.arange(self.model.pairs), self._bonuses),
            np.append(part.pairs, worth),
        )

    def _level(self, edge: int) -> Expression:
        """
        How many requests lie in a band, of those that may be given several pairs too.

        A request lies in it if its points are below the end of the band, but not
        below its edge.
        """
        inside, under = self._at_most(edge), self._at_most(edge - self.model.band)
        signs = np.append(np.full(len(inside), -1), np.ones(len(under), np.int64))
        return Expression(np.append(inside, under), signs)

    def _at_most(self, edge: int) -> Ints:
        """Variables, one a request: given something, and in this band or a lower one."""
        if edge not in self._below:
            self._below[edge] = np.array(
                [
                    self._is_below(self._pairs_of_request(request), edge)
                    for request in range(self.model.requests)
                    if self.model.most_given[request]
                ],
                np.int64,
            )
        return self._below[edge]

    def _is_below(self, pairs: Ints, edge: int) -> int:
        """1 where there are used pairs, and their points stay below a band's end."""
        given, below = self._variable(0, 1), self._variable(0, 1)
        for pair in pairs.tolist():
            self._linear(np.array([pair, given]), np.array([1, -1]), -1, 0)
        points = self.model.points[pairs]
        end = edge + self.model.band
        # Without a pair, or counted, nothing is asked; else the points reach the end.
        lacking = end - int(np.minimum(points, 0).sum())
        terms = np.concatenate([pairs, [given, below]])
        amounts = np.concatenate([points, [-max(lacking, 0), max(lacking, 0)]])
        self._linear(terms, amounts, end - max(lacking, 0), UNBOUNDED)
        # Only such are counted: the band above is told apart by who is not in it.
        self._linear(
            np.append(pairs, below), np.append(-np.ones_like(pairs), 1), -UNBOUNDED, 0
        )
        highest = int(np.maximum(points, 0).sum())
        beyond = max(highest - end + 1, 0)
        self._linear(
            np.append(pairs, below),
            np.append(points, beyond),
            -UNBOUNDED,
            end - 1 + beyond,
        )
        return below

    def _worst_range(self) -> tuple[int, int]:
        """The least and the most points that one request could be given."""
        most = self.model.most_given.tolist()
        theirs = [
            np.sort(self.model.points[self._pairs_of_request(request)])
            for request, units in enumerate(most)
            if units
        ]
        units = [units for units in most if units]
        ranges = list(zip(theirs, units, strict=True))
        if not ranges:
            return 0, 0
        lowest = min(int(np.minimum(points[:n], 0).sum()) for points, n in ranges)
        highest = max(int(np.maximum(points[-n:], 0).sum()) for points, n in ranges)
        return lowest, highest

    def _balance(self) -> Expression:
        squares: list[int] = []
        for supporter, pairs in enumerate(self._pairs_by_supporter()):
            if len(pairs):
                squares.append(self._square_of_load(supporter, pairs))
        return Expression(np.array(squares, np.int64), -np.ones(len(squares), np.int64))

    def _square_of_load(self, supporter: int, pairs: Ints) -> int:
        """A variable at least the square of the load, and free to equal it."""
        step = int(self.model.load_step[supporter])
        units = self.model.load[pairs] // step
        most = min(int(self.model.room[supporter]), int(units.sum()))
        square = self._variable(0, (step * most) ** 2)
        if most > MOST_TANGENTS:
            self._product(square, step * units, pairs, step * most)
            return square
        # At whole numbers a square is the highest of the lines through its
        # neighbours: (2k+1) x - k(k+1) for every k.
        for k in range(most):
            slope = step * step * (2 * k + 1)
            terms = np.append(pairs, square)
            factors = np.append(slope * units, -1)
            self._linear(terms, factors, -UNBOUNDED, step * step * k * (k + 1))
        return square

    def _product(self, square: int, load: Ints, pairs: Ints, most: int) -> None:
        total = self._variable(0, most)
        self._linear(np.append(pairs, total), np.append(load, -1), 0, 0)
        x = self.cp.get_int_var_from_proto_index(total)
        y = self.cp.get_int_var_from_proto_index(square)
        self.cp.add_multiplication_equality(y, [x, x])

    def _pairs_of_request(self, request: int) -> Ints:
        return np.arange(self.model.indptr[request], self.model.indptr[request + 1])

    def _pairs_by_supporter(self) -> list[Ints]:
        if not self.model.supporters:
            return []
        order = np.argsort(self.model.supporter, kind="stable")
        counts = np.bincount(self.model.supporter, minlength=self.model.supporters)
        return np.split(order, np.cumsum(counts)[:-1])


def solver_until(
    deadline: Deadline,
    seed: int = 0,
    workers: int = 1,
    effort: float | None = None,
) -> cp_model.CpSolver:
    """A CP-SAT solver with the settings that were measured to be best."""
    solver = cp_model.CpSolver()
    # Its own handler aborts the process when another thread gets the signal.
    solver.parameters.catch_sigint_signal = False
    # Two workers leave the linear relaxation aside and are slower by far than one.
    solver.parameters.num_workers = 1 if workers == 2 else workers
    solver.parameters.random_seed = seed % 2**31
    # Without it one worker leaves the linear relaxation aside, and proves nothing
    # about sums for minutes.
    solver.parameters.linearization_level = 2
    if deadline.left is not None:
        solver.parameters.max_time_in_seconds = deadline.left
    if effort is not None:
        solver.parameters.max_deterministic_time = effort
    return solver
