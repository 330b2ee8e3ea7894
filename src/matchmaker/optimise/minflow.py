"""The best plan of a face for any weights: one min-cost flow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from ortools.graph.python.min_cost_flow import (  # type: ignore[import-untyped]
    SimpleMinCostFlow,
)

from matchmaker.errors import NumberRangeError, PlanRejectedError

if TYPE_CHECKING:
    from matchmaker.optimise.face import Face
    from matchmaker.optimise.model import Ints, Mask

LARGEST_SCALED_COST = 2**60
"""The engine multiplies unit costs by the number of nodes and keeps them in int64."""


@dataclass(frozen=True)
class _Bounds:
    """Units at every request and supporter, no higher than the pairs allow."""

    request_low: Ints
    request_high: Ints
    supporter_low: Ints
    supporter_high: Ints

    @property
    def contradictory(self) -> bool:
        return bool(
            np.any(self.request_low > self.request_high)
            or np.any(self.supporter_low > self.supporter_high)
        )


def fits(face: Face, largest_weight: int) -> bool:
    """Whether the flow engine can hold weights of this size on this face."""
    nodes = face.model.requests + face.model.supporters + 2
    return largest_weight * nodes < LARGEST_SCALED_COST


def best_plan(face: Face, weights: Ints, balance: int = 0) -> Mask | None:
    """
    Find the free pairs of a plan with the greatest total weight.

    Every request sends its units to supporters or, above its low, straight to
    the sink; every supporter keeps its low and sends the rest to the sink.

    Args:
        face: The plans to choose from.
        weights: int64[F], what each free pair is worth.
        balance: What one unit of squared load costs.

    Returns:
        bool[F], the free pairs used; `None` if the face is empty.

    Raises:
        NumberRangeError: If the weights exceed what the flow engine can hold.
    """
    bounds = _bounds(face)
    if bounds.contradictory:
        return None
    steps = _steps(face, bounds, balance)
    _refuse_large(face, weights, steps[2])
    flow = SimpleMinCostFlow()
    arcs = _add_pairs(flow, face, weights)
    _add_slack(flow, face, bounds, steps)
    _add_supplies(flow, bounds)
    status = flow.solve()
    if status == flow.INFEASIBLE:
        return None
    if status != flow.OPTIMAL:
        raise PlanRejectedError([f"The flow engine ended with {status.name}."])
    return np.asarray(flow.flows(arcs)) > 0


def _bounds(face: Face) -> _Bounds:
    """Huge capacities are cut to the number of pairs, which changes no plan."""
    degree_r = np.bincount(face.request, minlength=face.model.requests)
    degree_s = np.bincount(face.supporter, minlength=face.model.supporters)
    return _Bounds(
        np.maximum(face.request_low, 0),
        np.minimum(face.request_high, degree_r),
        np.maximum(face.supporter_low, 0),
        np.minimum(face.supporter_high, degree_s),
    )


def _steps(face: Face, bounds: _Bounds, balance: int) -> tuple[Ints, Ints, Ints]:
    """Arcs from supporters to the sink: supporter, capacity, unit cost."""
    spare = bounds.supporter_high - bounds.supporter_low
    everyone = np.arange(face.model.supporters)
    if balance == 0:
        return everyone, spare, np.zeros_like(spare)
    # One arc a unit, dearer each time: a convex cost fills them in order.
    owner = np.repeat(everyone, spare)
    first = np.repeat(np.cumsum(spare) - spare, spare)
    unit = bounds.supporter_low[owner] + np.arange(len(owner)) - first + 1
    step = balance * np.square(face.model.load_step[owner])
    cost = step * (2 * (unit + face.forced_units[owner]) - 1)
    return owner, np.ones(len(owner), np.int64), cost


def _refuse_large(face: Face, weights: Ints, costs: Ints) -> None:
    largest = max(_largest(weights), _largest(costs))
    if not fits(face, largest):
        raise NumberRangeError(
            f"A weight of {largest} is too large for the flow engine with "
            f"{face.model.requests + face.model.supporters} parties."
        )


def _largest(numbers: Ints) -> int:
    return int(np.abs(numbers).max()) if len(numbers) else 0


def _add_pairs(flow: SimpleMinCostFlow, face: Face, weights: Ints) -> Ints:
    first_supporter = face.model.requests
    return np.asarray(
        flow.add_arcs_with_capacity_and_unit_cost(
            face.request,
            (face.supporter + first_supporter).astype(np.int32, copy=False),
            np.ones(len(face.free), np.int64),
            -weights,
        )
    )


def _add_slack(
    flow: SimpleMinCostFlow,
    face: Face,
    bounds: _Bounds,
    steps: tuple[Ints, Ints, Ints],
) -> None:
    requests, sink = face.model.requests, face.model.requests + face.model.supporters
    spare = bounds.request_high - bounds.request_low
    flow.add_arcs_with_capacity_and_unit_cost(
        np.arange(requests, dtype=np.int32),
        np.full(requests, sink, np.int32),
        spare,
        np.zeros(requests, np.int64),
    )
    owner, room, cost = steps
    flow.add_arcs_with_capacity_and_unit_cost(
        (owner + requests).astype(np.int32),
        np.full(len(owner), sink, np.int32),
        room,
        cost,
    )


def _add_supplies(flow: SimpleMinCostFlow, bounds: _Bounds) -> None:
    total = int(bounds.request_high.sum() - bounds.supporter_low.sum())
    supplies = np.concatenate([bounds.request_high, -bounds.supporter_low, [-total]])
    flow.set_nodes_supplies(np.arange(len(supplies), dtype=np.int32), supplies)
