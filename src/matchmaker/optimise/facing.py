"""All plans that are as good as the best one, as a model of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matchmaker.optimise.least import Least
    from matchmaker.optimise.model import Ints, Mask, Model
    from matchmaker.optimise.residual import Residual
    from matchmaker.optimise.sums import Sum


def face_of(
    model: Model,
    reached: list[tuple[Sum, int]],
    residual: Residual,
    least: Least | None = None,
) -> tuple[Model, Ints]:
    """
    The plans of a model that are as good as its best, as a model.

    Args:
        model: Any model.
        reached: Sums, in order, and the total of each in the best plan.
        residual: What plans that lose no more than the best one can differ in.
        least: The smallest loss in it, settled, if known: then less is left open.

    Returns:
        The model, and int64[Q], its pairs in the numbers of the first.
    """
    pairs = slice(0, model.pairs)
    sure, free = residual.sure[pairs], residual.free[pairs]
    if least is not None and least.value is not None:
        free = least.open[pairs]
        sure = (least.value[pairs] > 0) & ~free
    keep = sure | free
    narrowed = model.only(keep, sure)
    if model.unit_steps:
        narrowed = _narrowed(model, residual).only(keep, sure)
    if not (model.unit_steps and _says_all(model, residual)):
        # Where loads differ, floors alone are far easier on branch and cut than the
        # same said of every row: 4 seconds, not 100, for balance at 600 settings.
        floors = tuple((part.only(keep), total) for part, total in reached)
        narrowed = replace(narrowed, floors=(*narrowed.floors, *floors))
    return narrowed, np.flatnonzero(keep)


def _says_all(model: Model, residual: Residual) -> bool:
    """Whether the pairs left and the limits of rows already say what all are worth."""
    linear, prices = residual.linear, residual.prices
    silent = prices[linear.coupling.stop :]
    if model.has_conditional_minimum:
        silent = np.append(silent, prices[linear.supporters])
    further = residual.slack[linear.first_bonus :]
    return residual.width == 0 and not np.any(silent) and not np.any(further)


def _narrowed(model: Model, residual: Residual) -> Model:
    """The model with the limits of tight rows where the prices want them."""
    linear, prices = residual.linear, residual.prices
    filled, bare = residual.tight & (prices > 0), residual.tight & (prices < 0)
    requests, supporters, coupling = linear.requests, linear.supporters, linear.coupling
    low = np.where(filled, linear.high, linear.low) * linear.step
    high = np.where(bare, linear.low, linear.high) * linear.step
    narrowed = replace(
        model,
        minimum=low[requests],
        demand=high[requests],
        row_lower=_moved(model.row_lower, low[coupling], filled[coupling]),
        row_upper=_moved(model.row_upper, high[coupling], bare[coupling]),
    )
    if model.has_conditional_minimum:
        return narrowed
    return replace(
        narrowed,
        minimum_if_used=False,
        supporter_minimum=_moved(
            model.supporter_minimum, low[supporters], filled[supporters]
        ),
        capacity=_moved(model.capacity, high[supporters], bare[supporters]),
    )


def _moved(limit: Ints, end: Ints, tight: Mask) -> Ints:
    """A limit, at the other end where the row is tight."""
    moved: Ints = np.where(tight, end, limit)
    return moved
