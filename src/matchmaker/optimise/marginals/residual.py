"""
The residual graph of a best plan: what every single change to it would cost.

Nodes are requests, supporters and one sink. A way through the graph is a chain of
changes; lengths are reduced by exact prices, so none is negative, and the length
of a cycle is what the plan loses by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import NumberRangeError, PlanRejectedError
from matchmaker.optimise.face import whole_face
from matchmaker.optimise.marginals.held import held_by_request
from matchmaker.optimise.marginals.refusal import OutsideFlowError
from matchmaker.optimise.marginals.scale import FAR, LARGEST
from matchmaker.optimise.prices import Prices, prices_of

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints, Mask, Model


@dataclass(frozen=True, eq=False)
class Residual:
    """
    A best plan of the flow class and the price of every change to it.

    Attributes:
        model: A model with one load a supporter; its coupling rows and
            minimums-if-used are left aside.
        used: bool[P], the plan.
        weights: int64[P], what each pair adds to the plan.
        prices: Prices that prove it best.
    """

    model: Model
    used: Mask
    weights: Ints
    prices: Prices

    @cached_property
    def fixed(self) -> Mask:
        """bool[P], used pairs that a person decided: they cannot be taken out."""
        return self.used & self.model.pinned

    @cached_property
    def open(self) -> Ints:
        """int64, the pairs that could come in."""
        return np.flatnonzero(~self.used)

    @cached_property
    def held(self) -> Ints:
        """int64[R, K], the pairs of each request that could go; -1 where no more."""
        return held_by_request(self.model, np.flatnonzero(self.used & ~self.fixed))

    @cached_property
    def flip(self) -> Ints:
        """int64[P], the reduced length of putting a pair in, or taking it out."""
        surplus = (
            self.prices.request[self.model.request]
            + self.prices.supporter[self.model.supporter]
            - self.weights
        )
        surplus[self.used] *= -1
        surplus[self.fixed] = FAR
        return surplus

    @cached_property
    def more(self) -> Ints:
        """int64[R], the reduced length of giving a request one more unit."""
        room = self.given < self.model.demand
        return np.where(room, -self.prices.request, FAR)

    @cached_property
    def fewer(self) -> Ints:
        """int64[R], the reduced length of giving a request one unit less."""
        spare = self.given > self.model.minimum
        return np.where(spare, self.prices.request, FAR)

    @cached_property
    def fill(self) -> Ints:
        """int64[S], the reduced length of taking up one more place of a supporter."""
        room = self.places < self.model.room
        return np.where(room, -self.prices.supporter, FAR)

    @cached_property
    def free(self) -> Ints:
        """int64[S], the reduced length of leaving one place more unused."""
        spare = self.places > self.model.least_room
        return np.where(spare, self.prices.supporter, FAR)

    @cached_property
    def given(self) -> Ints:
        """int64[R], units that each request gets."""
        return self.model.given(np.flatnonzero(self.used))

    @cached_property
    def places(self) -> Ints:
        """int64[S], places that each supporter fills."""
        chosen = self.model.supporter[self.used]
        return np.bincount(chosen, minlength=self.model.supporters)


def residual_of(model: Model, used: Ints, weights: Ints) -> Residual:
    """
    Price a plan that is best for the weights.

    Args:
        model: See `Residual`.
        used: int64, the plan's pairs.
        weights: int64[P], what each pair adds to the plan.

    Raises:
        OutsideFlowError: If loads differ at one supporter, or if the plan is not
            best with the rows left aside: then some row binds.
        NumberRangeError: If the prices are too large.
    """
    if not model.unit_steps:
        raise OutsideFlowError("Loads differ at one supporter.")
    chosen = np.zeros(model.pairs, bool)
    chosen[used] = True
    face = whole_face(model)
    try:
        prices = prices_of(face, chosen[face.free], weights[face.free])
    except PlanRejectedError as error:
        raise OutsideFlowError("The plan is not best without its rows.") from error
    both = np.concatenate([prices.request, prices.supporter])
    if np.abs(both).max(initial=0) > LARGEST:
        raise NumberRangeError("The prices are too large to compare plans exactly.")
    return Residual(model, chosen, weights, prices)
