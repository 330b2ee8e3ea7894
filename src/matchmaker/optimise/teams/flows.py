"""The best teams of an area within given bounds on their size: one min-cost flow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from matchmaker.errors import NumberRangeError, PlanRejectedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.teams.areas import Area

    Flow = Callable[["Network"], Ints | None]

TeamEngine = Literal["auto", "networkx", "or-tools"]

NETWORKX_PAIRS = 400
"""Above so many possible pairs in an area `auto` takes OR-Tools."""

LARGEST_SCALED_COST = 2**60
"""OR-Tools multiplies unit costs by the number of nodes and keeps them in int64."""


@dataclass(frozen=True, eq=False)
class Network:
    """
    An area as a flow of people to leads.

    Every person sends one unit, to a lead or straight to the sink (unled). A lead
    keeps `low` units and sends up to `high - low` more to the sink: up to the target
    for nothing, and beyond it each at a price of its own, dearer than the one before,
    since a square is the sum of the first odd numbers.

    Attributes:
        area: Whom it is about.
        low: int64[L], the least size of each team.
        high: int64[L], the greatest; not below `low`.
    """

    area: Area
    low: Ints
    high: Ints

    @property
    def demand(self) -> Ints:
        """int64[P + L + 1], what people, leads and sink take; people give one."""
        people = len(self.area.people)
        rest = people - int(self.low.sum())
        return np.concatenate([np.full(people, -1), self.low, [rest]])

    @property
    def arcs(self) -> tuple[Ints, Ints, Ints, Ints]:
        """Tails, heads, capacities and unit costs: possible pairs first."""
        area = self.area
        people, leads = len(area.people), len(area.leads)
        everybody = np.arange(people)
        # Nobody's team is larger than everybody they cover.
        high = np.maximum(np.minimum(self.high, area.degree), self.low)
        steps = np.maximum(high - np.maximum(self.low, area.teams.target), 0)
        stepped = np.repeat(np.arange(leads), steps)
        first = np.repeat(np.cumsum(steps) - steps, steps)
        beyond = high - area.teams.target - steps
        number = np.arange(len(stepped)) - first + beyond[stepped]
        free = high - self.low - steps
        sink = np.full(people + leads + len(stepped), people + leads)
        return (
            np.concatenate(
                [area.person, everybody, people + np.arange(leads), people + stepped]
            ),
            np.concatenate([area.lead + people, sink]),
            np.concatenate(
                [
                    np.ones(len(area.person) + people, np.int64),
                    free,
                    np.ones(len(stepped), np.int64),
                ]
            ),
            np.concatenate(
                [
                    area.pair_costs,
                    np.full(people, area.unled_cost),
                    np.zeros(leads, np.int64),
                    area.step_cost * (2 * number + 1),
                ]
            ),
        )


def flow_for(area: Area, engine: TeamEngine) -> Flow:
    """
    Return the function that serves an area: both give arrangements of one value.

    `auto` takes the model of record while it is quick enough.
    """
    if engine == "auto":
        engine = "networkx" if len(area.person) <= NETWORKX_PAIRS else "or-tools"
    return by_networkx if engine == "networkx" else by_ortools


def by_networkx(network: Network) -> Ints | None:
    """
    Find the best arrangement by NetworkX: the model of record.

    Returns:
        The possible pairs it uses, ascending; `None` if the bounds allow none.
    """
    import networkx as nx

    # Steps beyond the target run side by side, and a plain graph would merge them.
    graph: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    graph.add_nodes_from(
        (node, {"demand": demand})
        for node, demand in enumerate(network.demand.tolist())
    )
    graph.add_edges_from(
        (tail, head, {"capacity": capacity, "weight": cost})
        for tail, head, capacity, cost in zip(
            *(column.tolist() for column in network.arcs), strict=True
        )
    )
    try:
        _, flow = nx.network_simplex(graph)
    except nx.NetworkXUnfeasible:
        return None
    people = len(network.area.people)
    pairs = zip(network.area.person.tolist(), network.area.lead.tolist(), strict=True)
    return np.flatnonzero([flow[person][people + lead][0] for person, lead in pairs])


def by_ortools(network: Network) -> Ints | None:
    """
    Find the best arrangement by OR-Tools: the same answer, sooner.

    Returns:
        The possible pairs it uses, ascending; `None` if the bounds allow none.

    Raises:
        NumberRangeError: If the area is too large for the engine's numbers.
    """
    from ortools.graph.python.min_cost_flow import (  # type: ignore[import-untyped]
        SimpleMinCostFlow,
    )

    demand = network.demand
    _refuse_large(network.area.unled_cost * len(demand))
    tails, heads, capacities, costs = network.arcs
    flow = SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        tails.astype(np.int32), heads.astype(np.int32), capacities, costs
    )
    flow.set_nodes_supplies(np.arange(len(demand), dtype=np.int32), -demand)
    status = flow.solve()
    if status == flow.INFEASIBLE:
        return None
    if status != flow.OPTIMAL:
        raise PlanRejectedError([f"The flow engine ended with {status.name}."])
    return np.flatnonzero(flow.flows(arcs[: len(network.area.person)]))


def _refuse_large(scaled_cost: int) -> None:
    if scaled_cost >= LARGEST_SCALED_COST:
        raise NumberRangeError(
            "Too many people and leads in one area for the flow engine's numbers."
        )
