"""
Groups of childminders, beside plain CP-SAT in the same run.

The plain model is what anybody would write first: who is in which group, the four
objectives in one weighted sum, one worker. It is given ten times as long, up to a
minute. At national size what is proved and what is left open is printed.
"""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pytest
from ortools.sat.python import cp_model

from matchmaker.optimise.groups import People, Value, form_groups


def made(number: int, districts: int, seed: int) -> People:
    """Ten session times, a third of them suiting each; a seventh applied together."""
    dice = np.random.default_rng(seed)
    bundle = np.cumsum(dice.random(number) < 0.86)
    bundle = np.unique(bundle, return_inverse=True)[1]
    applications = int(bundle.max()) + 1
    times = (dice.random((applications, 10)) < 0.35) @ (1 << np.arange(10))
    first, second = np.triu_indices(number, 1)
    some = dice.random(len(first)) < min(0.3, 60 / number)
    return People(
        bundle=bundle,
        district=dice.integers(0, districts, applications)[bundle],
        times=np.maximum(times, 1)[bundle],
        apart=np.zeros((0, 2), np.int64),
        pair=np.column_stack([first[some], second[some]]),
        points=dice.integers(1, 40, int(some.sum())),
    )


def plain_cpsat(asked: People, seconds: float) -> tuple[Value | None, bool, float]:
    """Value (if any was found), whether it was proved, and wall seconds."""
    start = perf_counter()
    number, most = len(asked), asked.most
    model = cp_model.CpModel()
    groups = range(-(-number // asked.preferred))
    inside = [[model.new_bool_var("") for _ in groups] for _ in range(number)]
    slots = range(10)
    costs = []
    an_outsider = int(asked.points.sum()) + 1
    a_small = an_outsider * (number + 1)
    ungrouped = a_small * (number + 1)
    for person in range(number):
        model.add_at_most_one(inside[person])
        costs.append(ungrouped * (1 - sum(inside[person])))
        mate = int(np.flatnonzero(asked.bundle == asked.bundle[person])[0])
        for group in groups:
            model.add(inside[person][group] == inside[mate][group])
    for group in groups:
        size = sum(inside[person][group] for person in range(number))
        used, small = model.new_bool_var(""), model.new_bool_var("")
        model.add(size <= most * used)
        model.add(size >= asked.least * used)
        model.add(size + asked.preferred * small >= asked.preferred * used)
        at = [model.new_bool_var("") for _ in slots]
        model.add_exactly_one(at)
        for person in range(number):
            for slot in slots:
                if not int(asked.times[person]) >> slot & 1:
                    model.add_bool_or(
                        [inside[person][group].negated(), at[slot].negated()]
                    )
        home = [model.new_bool_var("") for _ in range(int(asked.district.max()) + 1)]
        model.add_exactly_one(home)
        for person in range(number):
            away = model.new_bool_var("")
            here = home[int(asked.district[person])]
            model.add_bool_or([inside[person][group].negated(), here, away])
            costs.append(an_outsider * away)
        costs.append(a_small * small)
        for (a, b), worth in zip(
            asked.pair.tolist(), asked.points.tolist(), strict=True
        ):
            both = model.new_bool_var("")
            model.add_implication(both, inside[a][group])
            model.add_implication(both, inside[b][group])
            costs.append(-worth * both)
    model.minimize(sum(costs))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    took = perf_counter() - start
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, False, took
    # Points are less than one outsider costs: the sum is taken apart from above.
    cost = round(solver.objective_value) + an_outsider - 1
    left, cost = divmod(cost, ungrouped)
    small_groups, cost = divmod(cost, a_small)
    outside, rest = divmod(cost, an_outsider)
    value = Value(left, small_groups, outside, an_outsider - 1 - rest)
    return value, status == cp_model.OPTIMAL, took


@pytest.mark.parametrize(
    ("number", "districts", "seed"), [(30, 3, 0), (60, 6, 1), (60, 1, 2)]
)
def test_a_district_or_a_few(number, districts, seed, capsys):
    asked = made(number, districts, seed)
    start = perf_counter()
    plan = form_groups(asked)
    ours = perf_counter() - start
    value, proved, theirs = plain_cpsat(asked, min(60, 10 * ours))
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{number} people, {districts} districts: {tuple(plan.value)} proved in "
            f"{ours:.1f} s; plain CP-SAT {value and tuple(value)}, "
            f"{'proved' if proved else 'not proved'} in {theirs:.1f} s"
        )
    assert all(proof.proved for proof in plan.proof)
    assert value is None or plan.value.key <= value.key
    assert not proved or plan.value == value


@pytest.mark.parametrize("number", [pytest.param(2_000, id="2000-large")])
def test_at_national_size(number, capsys):
    asked = made(number, 150, 0)
    start = perf_counter()
    plan = form_groups(asked, 120)
    took = perf_counter() - start
    reached = ", ".join(
        f"{p.objective} {p.value} (bound {p.bound})" for p in plan.proof
    )
    with capsys.disabled():
        print(f"\n{number} people: {reached} in {took:.0f} s")  # noqa: T201
    assert plan.proof[0].proved
    assert plan.proof[1].proved
    for proof in plan.proof[2:]:
        assert proof.gap is not None
