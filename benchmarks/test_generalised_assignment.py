"""
Generalised assignment of the hard types C, D and E: the gap to the bound in a minute.

The instances are made by the recipes of Chu and Beasley (1997, C and D) and of Laguna
et al. (1995, E), which Yagiura et al. (2004, 2006) took up: every job is done by one
agent, takes so many hours of it, and costs so much. D and E are hard because what costs
little takes long. The published files themselves are solved to their optima in
`tests/optimise/test_gap.py`.
"""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pytest

from matchmaker.domain.given import GivenPairs
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.intake import read_programme
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline import match

A_MINUTE = 60
SMALL = ((kind, 3, 20) for kind in "CDE")
LARGE = ((kind, agents, 100) for kind in "CDE" for agents in (5, 10, 20))
SIZES = [
    *(pytest.param(*size, id="{}-{}-{}".format(*size)) for size in SMALL),
    *(pytest.param(*size, id="{}-{}-{}-large".format(*size)) for size in LARGE),
]


def made(kind, agents, jobs):
    """Costs and hours (agents x jobs), and each agent's hours."""
    dice = np.random.default_rng([ord(kind), agents, jobs])
    shape = agents, jobs
    if kind == "C":
        hours, cost = dice.integers(5, 26, shape), dice.integers(10, 51, shape)
    elif kind == "D":
        hours = dice.integers(1, 101, shape)
        cost = 111 - hours + dice.integers(-10, 11, shape)
    else:
        hours = np.floor(1 - 10 * np.log(1 - dice.random(shape))).astype(int)
        cost = np.floor(1000 / hours - 10 * dice.random(shape)).astype(int)
    return cost, hours, 8 * hours.sum(axis=1) // (10 * agents)


def as_round(cost, hours, room):
    """Every job must be done; points are what is saved against the dearest pair."""
    agents, jobs = cost.shape
    job, agent = (part.ravel() for part in np.indices((jobs, agents)))
    saved = cost.max() - cost
    return Round(
        name="generalised assignment",
        programme=read_programme("given-scores"),
        today="2022-09-01",
        requests=[
            Request(id=f"j{i}", role="supporter", minimum=1) for i in range(jobs)
        ],
        supporters=[
            Supporter(id=f"a{i}", roles=("supporter",), capacity=most)
            for i, most in enumerate(room.tolist())
        ],
        given=GivenPairs(
            job.astype(np.int32),
            agent.astype(np.int32),
            saved.T.ravel().astype(np.int64),
            hours.T.ravel().astype(np.int64),
        ),
        objective_override=("points",),
    )


@pytest.mark.parametrize(("kind", "agents", "jobs"), SIZES)
def test_gap_after_a_minute(kind, agents, jobs, capsys):
    cost, hours, room = made(kind, agents, jobs)
    start = perf_counter()
    answer = match(as_round(cost, hours, room), SolveParams(time_limit=A_MINUTE))
    took = perf_counter() - start
    (proof,) = answer.proof
    job, agent = answer.candidates.request, answer.candidates.supporter
    done_by = agent[answer.used]
    assert job[answer.used].tolist() == list(range(jobs))
    spent = np.bincount(done_by, hours[done_by, np.arange(jobs)], minlength=agents)
    assert (spent <= room).all()
    total = int(cost[done_by, np.arange(jobs)].sum())
    least = jobs * int(cost.max()) - proof.bound
    assert total == jobs * int(cost.max()) - proof.value
    assert least <= total
    with capsys.disabled():
        print(  # noqa: T201
            f"\ntype {kind}, {agents} x {jobs}: {total}, bound {least}, gap "
            f"{(total - least) / least:.3%} after {took:.0f} s ({answer.engine})"
        )
    assert answer.proved or took > A_MINUTE / 2
    assert answer.proved or jobs > 20
