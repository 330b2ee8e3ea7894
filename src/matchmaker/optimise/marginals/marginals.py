"""Exact prices of everybody, and the exact regret of every other decision."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.marginals.hops import hops_of
from matchmaker.optimise.marginals.paths import all_distances, nearest
from matchmaker.optimise.marginals.refusal import OutsideFlowError
from matchmaker.optimise.marginals.residual import residual_of
from matchmaker.optimise.marginals.sameness import Sameness, always_or_never
from matchmaker.optimise.marginals.scale import FAR, Scale
from matchmaker.optimise.marginals.tightening import tightened
from matchmaker.optimise.objectives import has_bonus, is_sum

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matchmaker.optimise.marginals.residual import Residual
    from matchmaker.optimise.model import Ints, Mask, Model


@dataclass(frozen=True, eq=False)
class Marginals:
    """
    What a best plan would lose, or gain, by every single change.

    Losses are combined numbers; `scale.split` takes them apart by objective. What
    cannot be is `FAR`. Coupling rows and minimums-if-used are left aside: where
    the model has any that could bind (`coupled`), a loss is the least that it can
    be, and it is exact where the changed plan keeps them all.

    Attributes:
        residual: The plan with the tightest prices.
        scale: How the objectives are combined.
        lengths: int64[S + 1, S + 1], the single steps between supporters.
    """

    residual: Residual
    scale: Scale
    lengths: NDArray[np.int64]

    @property
    def model(self) -> Model:
        """The model that the plan is best for."""
        return self.residual.model

    @property
    def used(self) -> Ints:
        """int64, the pairs of the plan, ascending."""
        return np.flatnonzero(self.residual.used)

    @cached_property
    def coupled(self) -> bool:
        """Whether rows or minimums-if-used could stand against a change."""
        return self.model.has_conditional_minimum or _rows_could_bind(self.model)

    @cached_property
    def to_sink(self) -> Ints:
        """int64[S], the reduced length from each supporter to the sink."""
        return nearest(self.lengths.T, self.model.supporters)[0][:-1]

    @cached_property
    def from_sink(self) -> Ints:
        """int64[S], the reduced length from the sink: 0, or `FAR` out of reach."""
        return nearest(self.lengths, self.model.supporters)[0][:-1]

    @cached_property
    def distances(self) -> NDArray[np.int64]:
        """int64[S, S], the reduced length from each supporter to each other."""
        steps = self.lengths[:-1, :-1].copy()
        return all_distances(steps, self.to_sink, self.from_sink)

    @cached_property
    def regret(self) -> Ints:
        """
        int64[P], what the plan loses by the opposite of each of its decisions.

        That is by insisting on an unused pair, or by forbidding a used one.
        """
        return _regrets(self)

    @cached_property
    def possible(self) -> Mask:
        """bool[P], whether the opposite decision leaves any plan."""
        return self.regret < FAR

    @cached_property
    def lost(self) -> NDArray[np.int64]:
        """int64[P, K], the regret in each objective; 0 where not `possible`."""
        return self.scale.split(np.where(self.possible, self.regret, 0))

    @cached_property
    def sameness(self) -> Sameness:
        """The pairs that every best plan uses, and those that none uses."""
        return always_or_never(self.residual)

    @cached_property
    def place_worth(self) -> Ints:
        """int64[S], what one more place of a supporter would bring."""
        worth = np.maximum(self.residual.prices.supporter, 0)
        return np.where(self.from_sink < FAR, worth, 0)

    @cached_property
    def place_loss(self) -> Ints:
        """int64[S], what one place less of a supporter would lose."""
        residual, room = self.residual, self.model.room
        lost: Ints = np.minimum(self.to_sink + residual.prices.supporter, FAR)
        lost[residual.places < room] = 0
        lost[(self.to_sink >= FAR) | (room <= self.model.least_room)] = FAR
        return lost

    @cached_property
    def release(self) -> Ints:
        """int64[R], what it costs to have a request free for one unit from elsewhere."""
        reached = self.residual.more < FAR
        for leaving in self.residual.held.T:
            holder = self.model.supporter[leaving]
            reached |= (leaving >= 0) & (self.from_sink[holder] < FAR)
        return np.where(reached, self.residual.prices.request, FAR)

    @cached_property
    def unit_worth(self) -> Ints:
        """
        int64[R], what one unit less of a request's demand would lose.

        Its minimum goes down with its demand; less than 0 where only the minimum
        makes the plan serve it.
        """
        wanting = self.residual.given < self.model.demand
        return np.where(wanting, 0, self.release)

    def worth_of_new(self, requests: Ints, amounts: NDArray[np.int64]) -> Ints:
        """
        What a new supporter with one place would bring.

        Args:
            requests: The requests that they could serve.
            amounts: int64[N, K], what each of these pairs would add, by objective.

        Returns:
            int64[K], by objective.
        """
        reached = self.release[requests] < FAR
        lost = self.scale.split(self.release[requests[reached]])
        nothing = np.zeros((1, len(self.scale.objectives)), np.int64)
        gains = np.concatenate([nothing, amounts[reached] - lost])
        best: Ints = gains[np.lexsort(gains.T[::-1])[-1]]
        return best


def marginals_of(model: Model, used: Ints, objectives: tuple[str, ...]) -> Marginals:
    """
    Price every change to a best plan.

    Args:
        model: A model with one load a supporter.
        used: int64, the pairs of a plan that is best for the objectives.
        objectives: Objectives that add up over pairs, in order. Losses are counted
            with the sign that makes positive worse, also in what is minimised.

    Raises:
        OutsideFlowError: For other objectives, if several pairs earn a bonus
            together, if loads differ at one supporter, or if a coupling row binds:
            the plan is then not best without the rows.
        NumberRangeError: If numbers are too large to be compared exactly.
    """
    if not objectives or not all(is_sum(name) for name in objectives):
        raise OutsideFlowError(f"{objectives} are not all sums over pairs.")
    if any(has_bonus(model, name) for name in objectives):
        raise OutsideFlowError("Several pairs earn points together.")
    scale = Scale.of(model, objectives)
    loose = residual_of(model, used, scale.combined(model))
    lengths = hops_of(loose)
    return Marginals(tightened(loose, lengths), scale, lengths)


def _rows_could_bind(model: Model) -> bool:
    """Whether some choice of pairs would break a row."""
    most = np.maximum(model.row_coefficient, 0)
    least = np.minimum(model.row_coefficient, 0)
    highest, lowest = np.zeros(model.rows, np.int64), np.zeros(model.rows, np.int64)
    np.add.at(highest, model.row_of_entry, most)
    np.add.at(lowest, model.row_of_entry, least)
    return bool(np.any(highest > model.row_upper) or np.any(lowest < model.row_lower))


def _regrets(marginals: Marginals) -> Ints:
    """The cycle through each pair: its own length, and the way back."""
    residual, model = marginals.residual, marginals.model
    joining, flip = residual.open, residual.flip
    request, supporter = model.request[joining], model.supporter[joining]
    back = marginals.to_sink[supporter] + residual.more[request]
    regret: Ints = np.full(model.pairs, FAR)
    for leaving in residual.held.T:
        moves = np.flatnonzero(leaving[request] >= 0)
        gone = leaving[request[moves]]
        way = marginals.distances[supporter[moves], model.supporter[gone]]
        back[moves] = np.minimum(back[moves], way + flip[gone])
        instead = np.minimum(way + flip[joining[moves]], FAR)
        np.minimum.at(regret, gone, instead)
        pairs = leaving[leaving >= 0]
        without = residual.fewer[model.request[pairs]]
        without = without + marginals.from_sink[model.supporter[pairs]]
        regret[pairs] = np.minimum(regret[pairs], without) + flip[pairs]
    regret[joining] = back + flip[joining]
    np.minimum(regret, FAR, out=regret)
    return regret
