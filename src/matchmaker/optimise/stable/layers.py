"""A stable plan to begin with: as many pairs as can be of the most worth, then on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.base import flow_base
from matchmaker.optimise.sums import Sum

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import Deadline

MOST_LAYERS = 200
"""Where points differ more than this, equals are few and a flow for each is dear."""


def layered_plan(model: Model, deadline: Deadline) -> Ints | None:
    """
    Match layer by layer of pairs worth the same, each as well as can be by a flow.

    Whoever a layer leaves out would displace somebody worth as much: nothing blocks.

    Args:
        model: Any model.
        deadline: Once it has passed, no flow is begun.

    Returns:
        int64[K], a plan that keeps every hard rule; `None` if this is none, as may
        happen where there are minimums, rows or mixed loads, or too many layers.
    """
    free = ~model.pinned
    layers = np.unique(model.points[free])[::-1].tolist()
    if len(layers) > MOST_LAYERS:
        return None
    plain = replace(
        model,
        minimum=np.zeros_like(model.minimum),
        supporter_minimum=np.zeros_like(model.supporter_minimum),
        stable=False,
    )
    used = model.pinned
    for points in layers:
        keep = used | (free & (model.points == points))
        layer = plain.only(keep, used)
        worth = Sum(layer.priority[layer.request] + 1)
        base = None if deadline.passed else flow_base(layer, worth)
        if base is None:
            return None
        used = np.zeros(model.pairs, bool)
        used[np.flatnonzero(keep)[base.plan]] = True
    plan = np.flatnonzero(used)
    return plan if model.obeys(plan) else None
