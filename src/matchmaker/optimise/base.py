"""Where a relaxation starts: a flow that leaves coupling rules aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.face import whole_face
from matchmaker.optimise.minflow import best_plan, fits
from matchmaker.optimise.prices import Prices, prices_of

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.sums import Sum


@dataclass(frozen=True, eq=False)
class Base:
    """
    A plan and prices that are nearly right; both may break coupling rules.

    Attributes:
        plan: int64[K], the pairs used.
        prices: Per request, and per step of load at a supporter.
    """

    plan: Ints
    prices: Prices


def flow_base(model: Model, objective: Sum) -> Base | None:
    """
    Solve for a sum as if there were no coupling rules, bonuses or mixed loads.

    Args:
        model: Any model; where loads differ at a supporter, all are taken to be as
            light as the lightest.
        objective: What to make as large as possible.

    Returns:
        `None` if even so there is no plan.
    """
    lighter = model if model.unit_steps else model.with_least_loads()
    face = whole_face(lighter)
    if not fits(face, int(np.abs(objective.pairs).max(initial=0))):
        return Base(np.zeros(0, np.int64), _no_prices(model))
    weights = objective.pairs[face.free]
    chosen = best_plan(face, weights)
    if chosen is None:
        return None
    prices = prices_of(face, chosen, weights)
    plan = np.sort(np.concatenate([face.forced, face.free[chosen]]))
    # A step of the lighter loads may be several of the real ones.
    steps = np.maximum(lighter.load_step // model.load_step, 1)
    return Base(plan, Prices(prices.request, prices.supporter // steps))


def _no_prices(model: Model) -> Prices:
    return Prices(
        np.zeros(model.requests, np.int64), np.zeros(model.supporters, np.int64)
    )
