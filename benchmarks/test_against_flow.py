"""
From screening to the checked plan, beside one bare flow on the same arcs.

The ratio is what counts: both run in the same process, one after the other. The
bare flow is OR-Tools' `SimpleMinCostFlow` with coverage and points in one weight,
arcs ready in arrays: the least that any exact method must do.
"""

from __future__ import annotations

import resource
from time import perf_counter

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from matchmaker.optimise.build import build_model
from matchmaker.pipeline import match


def bare_flow(settings: int, shelf) -> tuple[float, int]:
    """Seconds of one bare flow, and its combined value."""
    model = build_model(
        shelf.made(settings), shelf.screened(settings), shelf.scored(settings)
    )
    people, requests = model.supporters, model.requests
    step = int(model.points.max()) * requests + 1
    worth = model.priority[model.request] * step + model.points
    sink = requests + people
    tails = np.concatenate((model.request, requests + np.arange(people)))
    heads = np.concatenate((requests + model.supporter, np.full(people, sink)))
    start = perf_counter()
    flow = SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(
        tails,
        heads,
        np.concatenate((np.ones(model.pairs, np.int64), model.room)),
        np.concatenate((-worth, np.zeros(people, np.int64))),
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        np.arange(requests),
        np.full(requests, sink),
        model.demand,
        np.zeros(requests, np.int64),
    )
    nodes = np.arange(sink + 1)
    supply = np.append(model.demand, np.zeros(people + 1, np.int64))
    supply[sink] = -model.demand.sum()
    flow.set_nodes_supplies(nodes, supply)
    assert flow.solve() == flow.OPTIMAL
    return perf_counter() - start, -flow.optimal_cost()


def test_whole_round_beside_a_bare_flow(settings, shelf, capsys):
    seconds, combined = bare_flow(settings, shelf)
    for objectives in (("coverage", "points"), ("coverage", "worst-off", "points")):
        whole = shelf.made(settings).replace(objective_override=objectives)
        start = perf_counter()
        answer = match(whole)
        ratio = (perf_counter() - start) / seconds
        phases = {name: round(s / seconds, 2) for name, s in answer.seconds.items()}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        with capsys.disabled():
            print(  # noqa: T201
                f"\n{settings} settings, {len(answer.candidates):,} pairs, "
                f"{', '.join(objectives)}: {ratio:.1f} x a bare flow "
                f"({seconds:.2f} s), phases {phases}, peak {peak} MB"
            )
        assert answer.proved
        if objectives == ("coverage", "points"):
            step = int(answer.scores.points.max()) * len(whole.requests) + 1
            coverage, points = (proof.value for proof in answer.proof)
            assert coverage * step + points == combined
