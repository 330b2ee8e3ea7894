"""The least loss of a part: width by width, piece by piece, the rest by CP-SAT."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.errors import PlanRejectedError
from matchmaker.optimise.formulation import solver_until
from matchmaker.optimise.parts import OPEN

if TYPE_CHECKING:
    from collections.abc import Callable

    from matchmaker.optimise.model import Ints, Mask
    from matchmaker.optimise.outcome import Deadline
    from matchmaker.optimise.parts import Narrowed, Part

    _Look = Callable[[Part, int, Ints | None], "Least"]

GROWTH = 2
"""A width within which there was nothing is followed by one so much larger."""
REACH = 4
"""What is left open within a width may lose so many times as much together."""
GLANCE, STRATEGIES = 4, 8
"""Where the effort was not enough, so much less goes into finding anything at all, by
so many strategies in turn."""
LOWEST = -(2**62)
"""Below any sum over a part."""


@dataclass(frozen=True, eq=False)
class Least:
    """
    What is known of the least loss of a part.

    Attributes:
        lower: Nothing loses less, or nothing up to the width that was looked at.
        value: int64[F], 0 or 1 for each column; `None` if nothing was found.
        loss: What these lose; of no meaning without them.
        open: bool[F], where this is `settled`, and loses no more than the width that
            was looked at: columns that may be otherwise in what loses just as little.
        tired: Whether CP-SAT's effort ran out somewhere.
    """

    lower: int
    value: Ints | None
    loss: int = 0
    open: Mask = field(default_factory=lambda: np.zeros(0, bool))
    tired: bool = False

    @property
    def settled(self) -> bool:
        """Whether nothing loses less than what was found, and `open` is known."""
        return self.value is not None and self.loss <= self.lower and not self.tired


@dataclass(frozen=True)
class Search:
    """
    How to look for the least loss.

    Attributes:
        unit: The first width that is tried.
        seed: For CP-SAT.
        deadline: When to stop.
        effort: CP-SAT's deterministic seconds for each piece.
    """

    unit: int
    seed: int
    deadline: Deadline
    effort: float
    _known: dict[bytes, Least] = field(default_factory=dict)

    def least(self, part: Part, most: int) -> Least:
        """
        Find the least loss, if it is at most so much.

        Returns:
            The least, `settled` if it was found; a `lower` above `most` if nothing
            loses as little as that.
        """
        return self._within(part, most, most, None, self._widened)

    def heaviest(self, part: Part, least: Least, weight: Ints) -> Ints | None:
        """
        Of all that loses just as little, what weighs most.

        Args:
            part: A part.
            least: What is known of its least loss; `settled`.
            weight: int64[F], what each column weighs if it is 1.

        Returns:
            int64[F], 0 or 1; `None` if that was not found with the effort.
        """
        among = None if least.value is None else part.among(least.value, least.open)
        if among is None or least.value is None:
            return None
        value = among.value.copy()
        value[among.idle] = weight[among.idle] > 0
        for piece in among.pieces:
            start = least.value[piece.columns]
            best = self._heaviest_of(piece, start, weight[piece.columns])
            if best is None:
                return None
            value[piece.columns] = best
        return value

    def _heaviest_of(self, piece: Part, start: Ints, weight: Ints) -> Ints | None:
        """What weighs most and loses no more than what is there."""
        if self.deadline.passed:
            return None
        programme = _Programme(piece, piece.loss(start))
        programme.seek(weight)
        programme.hint(start)
        solver = solver_until(self.deadline, self.seed, 1, self.effort)
        with self.deadline.stop.ends(solver.stop_search):
            status = solver.solve(programme.cp)
        if status != cp_model.OPTIMAL:
            return None
        return np.asarray(solver.response_proto.solution)[: len(piece.columns)]

    def _widened(self, part: Part, most: int, hint: Ints | None) -> Least:
        """
        The least loss, looked for within growing widths.

        What little a narrow width leaves open often has the best, though it loses
        more than the width together; then the next width is what that loses. Where
        that is too hard, no more than the width is looked for, and it grows slowly.
        """
        width, best, careful = min(self.unit, most), Least(0, None), False
        while True:
            reach = min(most, width if careful else REACH * width)
            if best.value is not None:
                hint, reach = best.value, min(reach, best.loss)
            found = self._within(part, width, reach, hint, self._exactly)
            best = _both(best, found)
            if found.tired and not careful and reach > width:
                careful = True
                continue
            looked = width >= most or (best.value is not None and best.loss <= width)
            if looked or best.lower <= width or found.tired:
                return best
            wider = max(width + 1, width * 3 // 2) if careful else width * GROWTH
            width = min(wider, most)
            if best.value is not None:
                width = min(width, best.loss)

    def _within(
        self, part: Part, width: int, most: int, hint: Ints | None, alone: _Look
    ) -> Least:
        """
        The least loss up to `most`, where what loses more than a width is settled.

        A piece that is all there is left goes to `alone`; several are looked at by
        growing widths.
        """
        narrowed = part.narrowed(width)
        if narrowed is None:
            return Least(width + 1, None)
        look = alone if len(narrowed.pieces) == 1 else self._widened
        rest = most - narrowed.lost
        found = [
            look(piece, rest, None if hint is None else hint[piece.columns])
            for piece in narrowed.pieces
        ]
        whole = _joined(narrowed, found)
        return replace(whole, lower=min(whole.lower, width + 1))

    def _exactly(self, part: Part, most: int, hint: Ints | None) -> Least:
        """By CP-SAT; wider looks often come upon the very same piece."""
        known = self._known.get(part.digest, Least(0, None))
        if not known.settled and known.lower <= most and not self.deadline.passed:
            known = self._by_cpsat(part, most, hint)
            self._known[part.digest] = known
        return known

    def _by_cpsat(self, part: Part, most: int, hint: Ints | None) -> Least:
        """
        The least loss, if it is at most so much: far easier than without that.

        Where CP-SAT does not come to an end, its bound is not asked for: a 0 may mean
        that it has none yet.
        """
        programme = _Programme(part, most)
        if hint is not None:
            programme.hint(hint)
        solver = solver_until(self.deadline, self.seed, 1, self.effort)
        with self.deadline.stop.ends(solver.stop_search):
            status = solver.solve(programme.cp)
        if status == cp_model.INFEASIBLE:
            return Least(most + 1, None)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            value = self._any(part) if hint is None else None
            return Least(0, value, 0 if value is None else part.loss(value), tired=True)
        value = np.asarray(solver.response_proto.solution)[: len(part.columns)]
        loss = part.loss(value)
        if status == cp_model.OPTIMAL:
            return Least(loss, value, loss, _open_at(part, loss))
        return Least(0, value, loss, tired=True)

    def _any(self, part: Part) -> Ints | None:
        """Something, however much it loses: quickest by several strategies in turn."""
        if self.deadline.passed:
            return None
        programme = _Programme(part, -LOWEST)
        effort = self.effort / GLANCE
        solver = solver_until(self.deadline, self.seed, STRATEGIES, effort)
        solver.parameters.interleave_search = True
        with self.deadline.stop.ends(solver.stop_search):
            status = solver.solve(programme.cp)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        return np.asarray(solver.response_proto.solution)[: len(part.columns)]


def _open_at(part: Part, least: int) -> Mask:
    """The columns that what loses least can differ in."""
    narrowed = part.narrowed(least)
    if narrowed is None:
        raise PlanRejectedError(["A part cannot lose what it was found to lose."])
    open_: Mask = (narrowed.value == OPEN) | narrowed.idle
    return open_


def _both(one: Least, new: Least) -> Least:
    """What two looks at the same part tell together."""
    lower = max(one.lower, new.lower)
    older = one.value is not None and not new.settled
    if older and (new.value is None or one.loss <= new.loss):
        return replace(one, lower=lower, tired=new.tired)
    return replace(new, lower=lower)


def _joined(narrowed: Narrowed, found: list[Least]) -> Least:
    """What pieces lose together, with what is lost without them."""
    lower = narrowed.lost + sum(one.lower for one in found)
    tired = any(one.tired for one in found)
    if any(one.value is None for one in found):
        return Least(lower, None, tired=tired)
    value, open_ = narrowed.value.copy(), narrowed.idle.copy()
    for piece, one in zip(narrowed.pieces, found, strict=True):
        if one.value is not None:
            value[piece.columns] = one.value
        if one.settled:  # what loses more than was looked at tells nothing of others
            open_[piece.columns] = one.open if len(one.open) else True
    loss = narrowed.lost + sum(one.loss for one in found)
    return Least(lower, value, loss, open_, tired)


class _Programme:
    """A part in CP-SAT's terms."""

    def __init__(self, part: Part, most: int) -> None:
        self.cp = cp_model.CpModel()
        self._proto = self.cp.proto
        self._part = part
        self._add_columns()
        self._add_rows()
        self._allow(min(most, -LOWEST) - part.offset)

    def _add_columns(self) -> None:
        """Each column at what it loses, less what it would lose unused."""
        for _ in range(len(self._part.columns)):
            self._proto.variables.add().domain.extend([0, 1])
        kept = np.flatnonzero(self._part.slack)
        self._proto.objective.vars.extend(kept.tolist())
        self._proto.objective.coeffs.extend((-self._part.slack[kept]).tolist())

    def _add_rows(self) -> None:
        part = self._part
        order = np.argsort(part.row, kind="stable")
        ends = np.searchsorted(part.row[order], np.arange(len(part.low) + 1))
        columns, amounts = part.column[order], part.amount[order]
        limits = zip(
            part.low.tolist(), part.high.tolist(), part.price.tolist(), strict=True
        )
        for row, (low, high, price) in enumerate(limits):
            entries = slice(ends[row], ends[row + 1])
            linear = self._proto.constraints.add().linear
            linear.vars.extend(columns[entries].tolist())
            linear.coeffs.extend(amounts[entries].tolist())
            if price:
                linear.vars.append(self._shortfall(high - low, abs(price)))
                linear.coeffs.append(1 if price > 0 else -1)
            domain = [high if price > 0 else low, low if price < 0 else high]
            linear.domain.extend(domain)

    def _shortfall(self, spare: int, price: int) -> int:
        """A variable for how far a row falls short, at its price."""
        place = len(self._proto.variables)
        self._proto.variables.add().domain.extend([0, spare])
        self._proto.objective.vars.append(place)
        self._proto.objective.coeffs.append(price)
        return place

    def _allow(self, most: int) -> None:
        """Let the objective be no more than so much."""
        objective, linear = self._proto.objective, self._proto.constraints.add().linear
        linear.vars.extend(list(objective.vars))
        linear.coeffs.extend(list(objective.coeffs))
        linear.domain.extend([LOWEST, most])

    def seek(self, weight: Ints) -> None:
        """Look for the largest weight in place of the least loss."""
        self._proto.objective.vars.clear()
        self._proto.objective.coeffs.clear()
        kept = np.flatnonzero(weight)
        self._proto.objective.vars.extend(kept.tolist())
        self._proto.objective.coeffs.extend((-weight[kept]).tolist())

    def hint(self, value: Ints) -> None:
        """Start the search from a solution."""
        self._proto.solution_hint.vars.extend(list(range(len(value))))
        self._proto.solution_hint.values.extend(value.tolist())
