"""
Buddies at three sizes, and beside plain NetworkX and plain CP-SAT on one graph.

The ratio is what counts: all run in the same process, one after the other, and in
processor time, because the machine may be shared. People have a place, a subject, a
phase and free sessions; allowed are the nearest and as many at random.
"""

from __future__ import annotations

from functools import cache
from time import process_time

import networkx as nx
import numpy as np
import pytest
from ortools.sat.python import cp_model

from matchmaker.certify.buddies import BuddyFacts, buddies_confirmed
from matchmaker.optimise.buddies import pair_up
from matchmaker.optimise.buddies.graph import Graph
from matchmaker.optimise.buddies.links import Links, Look
from matchmaker.optimise.buddies.matching import best_matching

NEAREST = 20
SIZES = (
    pytest.param(301, id="301"),
    pytest.param(2_001, id="2001"),
    pytest.param(5_001, id="5001-large"),
)


@cache
def made(people: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Allowed pairs and their points, the same on every machine."""
    rng = np.random.default_rng(1)
    place, subject = rng.random((people, 2)), rng.integers(0, 12, people)
    phase, sessions = rng.integers(0, 4, people), rng.random((people, 10)) < 0.5
    near = [
        np.argpartition(np.square(place - here).sum(axis=1), NEAREST)[:NEAREST]
        for here in place
    ]
    one = np.repeat(np.arange(people), 2 * NEAREST)
    other = np.hstack([near, rng.integers(0, people, (people, NEAREST))]).ravel()
    low, high = np.minimum(one, other), np.maximum(one, other)
    keys = np.unique((low * people + high)[low != high])
    low, high = keys // people, keys % people
    shared = (sessions[low] & sessions[high]).sum(axis=1)
    distance = np.hypot(*(place[low] - place[high]).T)
    points = (
        300 * (subject[low] == subject[high])
        + 200 * (phase[low] == phase[high])
        + 30 * np.minimum(shared, 5)
        + (350 * np.maximum(0, 1 - 5 * distance)).astype(int)
    )
    return low, high, points


@pytest.mark.parametrize("people", SIZES)
def test_pair_up(benchmark, people):
    links = made(people)
    plan = benchmark.pedantic(pair_up, args=(people, *links), rounds=1)
    assert all(proof.proved for proof in plan.proof)
    assert plan.proof[0].value == people
    assert plan.trio is not None
    facts = BuddyFacts(people, *links)
    assert buddies_confirmed(facts, plan.proof, plan.claims) == (True, True, True)


def by_networkx(graph: Graph) -> int:
    drawn: nx.Graph[int] = nx.Graph()
    columns = graph.first.tolist(), graph.second.tolist(), graph.weight.tolist()
    drawn.add_weighted_edges_from(zip(*columns, strict=True))
    return sum(drawn[a][b]["weight"] for a, b in nx.max_weight_matching(drawn))


def by_cpsat(graph: Graph, seconds: float) -> tuple[int, int]:
    """The best value found, and the bound, with the model as anybody would write it."""
    model = cp_model.CpModel()
    used = [model.new_bool_var(f"{edge}") for edge in range(len(graph.weight))]
    for node in range(graph.nodes):
        at = np.flatnonzero((graph.first == node) | (graph.second == node))
        model.add_at_most_one(used[edge] for edge in at)
    model.maximize(sum(w * x for w, x in zip(graph.weight.tolist(), used, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    assert solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return int(solver.objective_value), int(solver.best_objective_bound)


def test_one_matching_beside_networkx_and_cpsat(capsys):
    """Coverage and points in one weight, with the trio's node: one graph for all."""
    people = 301
    links = Links.of(people, *made(people))
    graph = links.graph(Look(person=links.person_weight, points=True))
    start = process_time()
    ours = best_matching(graph)
    seconds = process_time() - start
    start = process_time()
    theirs = by_networkx(graph)
    networkx_seconds = process_time() - start
    start = process_time()
    value, bound = by_cpsat(graph, seconds=20)
    cpsat_seconds = process_time() - start
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{people} people, {len(links.points):,} pairs: {seconds:.2f} s; "
            f"NetworkX {networkx_seconds / seconds:.0f} x; CP-SAT "
            f"{cpsat_seconds / seconds:.0f} x, {bound - value} points unproved"
        )
    assert graph.value(ours.mate) == ours.bound == theirs
    assert value <= ours.bound <= bound


def test_a_whole_plan_beside_the_model_of_record(capsys):
    people = 201
    start = process_time()
    ours = pair_up(people, *made(people))
    seconds = process_time() - start
    start = process_time()
    record = pair_up(people, *made(people), engine="networkx")
    ratio = (process_time() - start) / seconds
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{people} people, all objectives: {seconds:.2f} s, NetworkX {ratio:.0f} x"
        )
    assert [p.value for p in ours.proof] == [p.value for p in record.proof]
