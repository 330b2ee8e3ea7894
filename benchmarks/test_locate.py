"""
Whom to appoint, beside plain CP-SAT in the same run.

The plain model is what anybody would write first: one variable a pair, spans, and
the sum of costs, one worker. Published instances end with the published optimum on
both sides. Regions of the size of a real one, and a whole country, are made here;
what each side has shown when its time is up is printed as a share of the cost.
"""

from __future__ import annotations

import csv
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest
from ortools.sat.python import cp_model

from matchmaker.certify.appointments import appointments_bound
from matchmaker.optimise.locate import Posts, locate

FOLDER = Path(__file__).parents[1].parent / "shared" / "data" / "benchmarks"

SIZES = (
    # Candidates, members, appointments (or as many as is cheapest) and regions; seconds.
    pytest.param((60, 330, 35, 1), 60, id="region-35"),
    pytest.param((60, 330, None, 1), 60, id="region-auto"),
    pytest.param((400, 3_000, None, 9), 120, id="country-auto-large"),
    pytest.param((400, 3_000, 300, 9), 240, id="country-300-large"),
)


def plain_cpsat(asked: Posts, seconds: float) -> tuple[int | None, int, float]:
    """Cost (if any was found), bound and wall seconds of the plain model."""
    start = perf_counter()
    model = cp_model.CpModel()
    appointed = [model.new_bool_var("") for _ in range(asked.leads)]
    of_lead = [[] for _ in range(asked.leads)]
    of_member = [[] for _ in range(asked.members)]
    costs = [int(c) * y for c, y in zip(asked.opening, appointed, strict=True)]
    for lead, member in np.argwhere(asked.allowed).tolist():
        led = model.new_bool_var("")
        of_lead[lead].append(int(asked.weight[member]) * led)
        of_member[member].append(led)
        costs.append(int(asked.cost[lead, member]) * led)
    for choices in of_member:
        model.add_exactly_one(choices)
    for lead, span in enumerate(of_lead):
        model.add(sum(span) <= int(asked.most[lead]) * appointed[lead])
        model.add(sum(span) >= int(asked.least[lead]) * appointed[lead])
    if asked.appoint is not None:
        model.add(sum(appointed) == asked.appoint)
    model.minimize(sum(costs))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    cost = round(solver.objective_value) if found else None
    return cost, round(solver.best_objective_bound), perf_counter() - start


def compare(asked: Posts, name: str, seconds: float, capsys) -> int:
    """Run and print both sides; the least cost if either proved it."""
    start = perf_counter()
    found = locate(asked, seconds)
    ours = perf_counter() - start
    shown = appointments_bound(asked, found.prices)
    cost, bound, theirs = plain_cpsat(asked, min(60, max(10, 10 * ours)))
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{name}: {found.cost} bound {found.bound} ({found.shown_by}; prices "
            f"alone {shown}) in {ours:.2f} s; plain CP-SAT {cost} bound {bound} in "
            f"{theirs:.2f} s, {theirs / ours:.1f} x"
        )
    assert asked.faults_of(found.lead_of, found.appointed) == []
    assert shown <= found.bound <= found.cost
    assert cost is None or found.bound <= cost
    assert bound <= found.cost
    return found.cost


def made(leads: int, members: int, appoint: int | None, regions: int) -> Posts:
    """People anywhere on a square of 200 minutes, led within their region."""
    dice = np.random.default_rng(1)
    here, there = dice.integers(0, 200, (leads, 2)), dice.integers(0, 200, (members, 2))
    across = np.square(here[:, None] - there[None]).sum(axis=-1)
    inside = dice.integers(0, regions, leads)[:, None] == dice.integers(
        0, regions, members
    )
    return Posts(
        cost=np.floor(np.sqrt(across)).astype(np.int64),
        allowed=inside,
        opening=np.full(leads, 40 if appoint is None else 0),
        weight=np.ones(members, np.int64),
        most=np.full(leads, 12),
        least=np.full(leads, 6),
        appoint=appoint,
    )


@pytest.mark.parametrize(("size", "seconds"), SIZES)
def test_made_up_countries(size, seconds, capsys):
    leads, members, appoint, _ = size
    name = f"{leads} x {members}, appoint {appoint or 'as many as is cheapest'}"
    compare(made(*size), name, seconds, capsys)


def published() -> list[tuple[str, str, int]]:
    if not FOLDER.exists():
        return []
    found = []
    for kind in ("cpmp", "sscflp"):
        with (FOLDER / kind / "optima.csv").open() as file:
            rows = list(csv.DictReader(file))
        found += [
            (kind, row["file"], int(float(row["published_optimum"]))) for row in rows
        ]
    return found


def read_published(kind: str, name: str) -> Posts:
    numbers = np.array((FOLDER / kind / name).read_text().split(), float)
    numbers = numbers.astype(np.int64)
    if kind == "cpmp":
        size, appoint, span = numbers[2:5]
        rows = numbers[5 : 5 + 4 * size].reshape(size, 4)
        across = np.square(rows[:, None, 1:3] - rows[None, :, 1:3]).sum(axis=-1)
        cost = np.floor(np.sqrt(across)).astype(np.int64)
        zero = np.zeros(size, np.int64)
        everybody = np.ones_like(cost, bool)
        most = np.full(size, span)
        return Posts(cost, everybody, zero, rows[:, 3], most, zero, int(appoint))
    leads, members = numbers[:2]
    cuts = np.cumsum([2, leads, leads, members])
    cost = numbers[cuts[3] :].reshape(members, leads).T
    return Posts(
        cost=cost,
        allowed=np.ones_like(cost, bool),
        opening=numbers[cuts[1] : cuts[2]],
        weight=numbers[cuts[2] : cuts[3]],
        most=numbers[cuts[0] : cuts[1]],
        least=np.zeros(leads, np.int64),
    )


@pytest.mark.skipif(not FOLDER.exists(), reason="the published instances are not here")
@pytest.mark.parametrize(("kind", "name", "optimum"), published())
def test_published_instances(kind, name, optimum, capsys):
    asked = read_published(kind, name)
    assert compare(asked, f"{kind} {name}", 60, capsys) == optimum
