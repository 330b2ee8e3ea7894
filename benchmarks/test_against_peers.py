"""
Coverage and points of one round by the tools that people reach for first.

Each is used as its own manual shows, on all candidates or, where it wants a full grid,
on the grid; scoring and screening are done beforehand and counted for none. They run one
after the other in the same process, and every one that comes to an end must reach the
same number. CP-SAT has a time limit, because on the larger round it comes to no end.
"""

from __future__ import annotations

from statistics import median
from time import perf_counter
from typing import NamedTuple

import networkx as nx
import numpy as np
import pytest
from ortools.sat.python import cp_model

from matchmaker.optimise.build import build_model
from matchmaker.optimise.solve import solve

SIZES = (
    pytest.param(200, id="200"),
    pytest.param(600, id="600"),
    pytest.param(2_000, id="2000-large"),
)
ORDER = ("coverage", "points")
PATIENCE = 5, 300
"""Seconds that CP-SAT gets at the small sizes and at the large one."""


class Asked(NamedTuple):
    """The round in plain columns, with one number a pair that puts coverage first."""

    request: np.ndarray
    supporter: np.ndarray
    worth: np.ndarray
    room: np.ndarray
    requests: int

    @classmethod
    def of(cls, model):
        assert (model.demand == 1).all()
        assert not model.minimum.any()
        step = int(model.points.max()) * model.requests + 1
        worth = model.priority[model.request] * step + model.points
        room = np.minimum(
            model.room, np.bincount(model.supporter, minlength=model.supporters)
        )
        return cls(model.request, model.supporter, worth, room, model.requests)


def by_cpsat(asked, seconds):
    """As OR-Tools' assignment example: a grid of variables, and sums over its rows."""
    people = len(asked.room)
    worth = np.zeros((asked.requests, people), dtype=int).tolist()
    for request, person, value in columns(asked):
        worth[request][person] = value
    model = cp_model.CpModel()
    x = [
        [model.new_bool_var(f"x[{request},{person}]") for person in range(people)]
        for request in range(asked.requests)
    ]
    for row in x:
        model.add_at_most_one(row)
    for person, room in enumerate(asked.room.tolist()):
        model.add(sum(row[person] for row in x) <= room)
    # A pair that breaks a rule is worth nothing and must not be used.
    for request, row in enumerate(worth):
        for person, value in enumerate(row):
            if not value:
                model.add(x[request][person] == 0)
    model.maximize(
        sum(
            worth[request][person] * x[request][person]
            for request in range(asked.requests)
            for person in range(people)
        )
    )
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    if solver.solve(model) != cp_model.OPTIMAL:
        return None
    return round(solver.objective_value)


def by_scipy_matching(asked, _):
    """Each person stands as often as they have room; nobody is a column of their own."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    room = asked.room[asked.supporter]
    pair = np.repeat(np.arange(len(room)), room)
    first = np.cumsum(asked.room) - asked.room
    place = np.arange(len(pair)) - np.repeat(np.cumsum(room) - room, room)
    everyone = np.arange(asked.requests)
    places = int(asked.room.sum())
    rows = np.concatenate((asked.request[pair], everyone))
    chairs = np.concatenate((first[asked.supporter[pair]] + place, places + everyone))
    # An entry of 0 would be no entry at all, so everything costs one more.
    cost = np.concatenate((-asked.worth[pair], np.zeros(asked.requests))) - 1
    grid = csr_array((cost, (rows, chairs)))
    taken = min_weight_full_bipartite_matching(grid)
    return round(-grid[taken].sum()) - asked.requests


def by_highs(asked, _):
    """HiGHS, in whole numbers, through SciPy."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    pairs = np.arange(len(asked.worth))
    rows = np.concatenate((asked.request, asked.requests + asked.supporter))
    ones = np.ones(len(rows))
    matrix = csr_array((ones, (rows, np.tile(pairs, 2))))
    most = np.concatenate((np.ones(asked.requests), asked.room))[: matrix.shape[0]]
    found = milp(
        -asked.worth.astype(float),
        integrality=np.ones(len(pairs)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, ub=most),
        options={"mip_rel_gap": 0},
    )
    assert found.success
    return int(asked.worth[found.x > 0.5].sum())


def graph_of(asked):
    graph: nx.DiGraph[object] = nx.DiGraph()
    graph.add_node("sink", demand=asked.requests)
    for request in range(asked.requests):
        graph.add_node(request, demand=-1)
        graph.add_edge(request, "sink", weight=0)
    for person, room in enumerate(asked.room.tolist()):
        graph.add_edge(("person", person), "sink", weight=0, capacity=room)
    for request, person, worth in columns(asked):
        graph.add_edge(request, ("person", person), weight=-worth, capacity=1)
    return graph


def by_network_simplex(asked, _):
    return -nx.network_simplex(graph_of(asked))[0]


def columns(asked):
    parts = asked.request, asked.supporter, asked.worth
    return zip(*(part.tolist() for part in parts), strict=True)


PEERS = (
    by_cpsat,
    by_scipy_matching,
    by_highs,
    by_network_simplex,
)
NEEDS = {
    by_scipy_matching: ["scipy.sparse.csgraph"],
    by_highs: ["scipy.optimize", "scipy.sparse"],
}
"""Loaded before the clock runs; absent, their turn is left out."""


@pytest.fixture(scope="module")
def ours(shelf):
    """By settings: our seconds (the model built from columns, then solved), our value."""
    known = {}

    def look_up(settings):
        if settings not in known:
            runs = [solved(settings, shelf) for _ in range(3)]
            known[settings] = median(run[0] for run in runs), *runs[-1][1:]
        return known[settings]

    return look_up


def solved(settings, shelf):
    parts = shelf.made(settings), shelf.screened(settings), shelf.scored(settings)
    start = perf_counter()
    model = build_model(*parts)
    outcome = solve(model, ORDER)
    seconds = perf_counter() - start
    assert all(proof.proved for proof in outcome.proofs)
    asked = Asked.of(model)
    return seconds, asked, int(asked.worth[outcome.used].sum())


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.__name__)
def test_same_value_and_how_much_later(peer, settings, ours, capsys):
    for library in NEEDS.get(peer, ()):
        pytest.importorskip(library)
    seconds, asked, value = ours(settings)
    start = perf_counter()
    theirs = peer(asked, PATIENCE[settings > 600])
    took = perf_counter() - start
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{settings} settings, {len(asked.worth):,} pairs, {peer.__name__}: "
            f"{'' if theirs else 'not proved after '}{took / seconds:.1f} x ours "
            f"({took:.2f} s and {seconds:.2f} s)"
        )
    assert theirs in (None, value)
    assert theirs or peer is by_cpsat
