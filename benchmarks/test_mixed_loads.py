"""
Programme A as it ships: an expert's request takes 18 hours of a person, a mentor's 6.

Somebody who may do both carries one or three, and no flow counts that. Beside it runs a
flow over the same pairs for which everything takes as little as anything does: what it
reaches bounds what can be reached, and its time is the unit. In the small round HiGHS
looks for the best coverage too.

Each size runs by itself with a limit of five minutes. Up to 10,000 settings everything is
proved; beyond, coverage and worst-off are, and points to 0.005 per cent.
"""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pytest

from matchmaker.candidates import find_candidates
from matchmaker.generate import generate_round
from matchmaker.intake import read_programme
from matchmaker.optimise.build import build_model
from matchmaker.optimise.flow import solve_flow
from matchmaker.optimise.outcome import Deadline, SolveParams, ignore
from matchmaker.optimise.solve import solve
from matchmaker.scoring import score

SIZES = (
    pytest.param(600, id="600"),
    pytest.param(2_000, id="2000"),
    pytest.param(10_000, id="10000-large"),
    pytest.param(25_000, id="25000-large"),
)
ORDER = ("coverage", "worst-off", "points", "balance")
LIMIT = 300
SMALL = 10_000
"""In settings: up to here all is proved."""
WIDEST = 0.00005
"""Beyond, points are no further from their bound than this part of it."""
PATIENCE = 20
"""Seconds for HiGHS."""


def made(settings):
    whole = generate_round(read_programme("early-years"), settings, seed=1)
    pairs = find_candidates(whole)
    return build_model(whole, pairs, score(whole, pairs))


def flow_of(model):
    """What could be reached if every load were a supporter's lightest; in how long."""
    start = perf_counter()
    relaxed = solve_flow(
        model.with_least_loads(), ORDER[:3], Deadline(None), ignore
    ).proofs
    return relaxed, perf_counter() - start


def test_loads_of_two_sizes(settings, capsys):
    model = made(settings)
    relaxed, unit = flow_of(model)
    start = perf_counter()
    outcome = solve(model, ORDER, SolveParams(time_limit=LIMIT))
    seconds = perf_counter() - start
    parts = [
        f"{p.objective} {p.value:,}"
        + (", proved" if p.proved else f" (at most {p.bound})")
        for p in outcome.proofs
    ]
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{settings} settings, {model.pairs:,} pairs: {'; '.join(parts)}; "
            f"{seconds:.1f} s, {seconds / unit:.1f} x a flow with light loads"
        )
    coverage, worst_off, points, balance = outcome.proofs
    assert model.obeys(outcome.used)
    assert coverage.proved
    assert worst_off.proved
    assert coverage.value <= relaxed[0].value
    assert points.gap <= WIDEST * points.bound
    if settings <= SMALL:
        assert points.proved
        assert balance.proved
    if settings == SIZES[0].values[0]:
        value, bound = by_highs(model)
        assert value <= coverage.value <= bound


def by_highs(model):
    """The best coverage HiGHS finds in its time, and what it says is the most."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    pairs = np.arange(model.pairs)
    sums = (
        (model.request, pairs, 1, model.minimum, model.demand),
        (model.supporter, pairs, model.load, 0, model.capacity),
        (
            model.row_of_entry,
            model.row_pairs,
            model.row_coefficient,
            model.row_lower,
            model.row_upper,
        ),
    )
    rules = [
        LinearConstraint(
            csr_array(
                (np.broadcast_to(amount, len(row)), (row, column)),
                shape=(len(most), model.pairs),
            ),
            least,
            most,
        )
        for row, column, amount, least, most in sums
    ]
    priority = model.priority[model.request]
    found = milp(
        -priority.astype(float),
        constraints=rules,
        bounds=Bounds(0, 1),
        integrality=np.ones(model.pairs),
        options={"time_limit": PATIENCE, "mip_rel_gap": 0},
    )
    value = 0 if found.x is None else int(priority[found.x > 0.5].sum())
    return value, -found.mip_dual_bound + 1e-6
