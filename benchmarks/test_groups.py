"""
Groups of childminders, beside plain CP-SAT and plain NetworkX in the same run.

The plain model is what anybody would write first: who is in which group, the four
objectives in one weighted sum, one worker. It is given ten times as long, up to a
minute. At national size it is far too large; so there every district is a model of
its own, and all together have as long as we take.

NetworkX can put people together two and two: the best pairs first, then the best
pairs of pairs.
"""

from __future__ import annotations

from time import perf_counter

import networkx as nx
import numpy as np
import pytest
from ortools.sat.python import cp_model

from matchmaker.optimise.groups import People, Value, form_groups
from matchmaker.optimise.groups.form import value_of
from matchmaker.optimise.groups.units import units_of

COMPANY = 12
"""So many others are looked at for each, those with whom they go best."""


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


def by_district(asked: People, seconds: float) -> tuple[Value, float]:
    """Plain CP-SAT for one district after the other; value and wall seconds."""
    start = perf_counter()
    whole = np.zeros(4, np.int64)
    districts = np.unique(asked.district)
    for district in districts.tolist():
        theirs = np.flatnonzero(asked.district == district)
        value, _, _ = plain_cpsat(among(asked, theirs), seconds / len(districts))
        whole += (len(theirs), 0, 0, 0) if value is None else value
    return Value(*whole.tolist()), perf_counter() - start


def among(asked: People, some: np.ndarray) -> People:
    """Some people by themselves."""
    place = np.full(len(asked), -1)
    place[some] = np.arange(len(some))
    pair = place[asked.pair]
    inside = (pair >= 0).all(axis=1)
    return People(
        bundle=np.unique(asked.bundle[some], return_inverse=True)[1],
        district=np.zeros(len(some), np.int64),
        times=asked.times[some],
        apart=np.zeros((0, 2), np.int64),
        pair=pair[inside],
        points=asked.points[inside],
    )


def two_and_two(asked: People) -> tuple[Value, float]:
    """The best pairs by NetworkX, then the best pairs of pairs; wall seconds too."""
    start = perf_counter()
    units = units_of(asked)
    heaps = [np.array([unit]) for unit in range(len(units))]
    for _ in range(2):
        heaps = matched(units, heaps)
    groups = [heap for heap in heaps if units.size[heap].sum() >= asked.least]
    return value_of(units, groups), perf_counter() - start


def matched(units, heaps):
    """Heaps, joined two and two at most: as many as can be, at home, with most points."""
    member = np.zeros((len(heaps), len(units)), np.int64)
    for number, heap in enumerate(heaps):
        member[number, heap] = 1
    size, counts = member @ units.size, member @ units.district_counts
    times = np.array([np.bitwise_and.reduce(units.times[heap]) for heap in heaps])
    both = (times[:, None] & times != 0) & (size[:, None] + size <= units.people.most)
    np.fill_diagonal(both, val=False)
    home, worth = (counts @ counts.T) > 0, member @ units.worth @ member.T
    weight = np.where(both, worth + home * int(worth.max()) * units.people.most, -1)
    graph = nx.Graph()
    # With all pairs that could be, a whole country keeps NetworkX busy for very long.
    for one, others in enumerate(np.argsort(-weight, axis=1)[:, :COMPANY].tolist()):
        for other in others:
            if both[one, other]:
                graph.add_edge(one, other, weight=int(weight[one, other]))
    pairs = nx.max_weight_matching(graph, maxcardinality=True)
    joined = {end for pair in pairs for end in pair}
    left = [heap for number, heap in enumerate(heaps) if number not in joined]
    return [*left, *(np.concatenate([heaps[a], heaps[b]]) for a, b in sorted(pairs))]


@pytest.mark.parametrize(
    ("number", "districts", "seed"), [(30, 3, 0), (60, 6, 1), (60, 1, 2)]
)
def test_a_district_or_a_few(number, districts, seed, capsys):
    asked = made(number, districts, seed)
    start = perf_counter()
    plan = form_groups(asked)
    ours = perf_counter() - start
    value, proved, theirs = plain_cpsat(asked, min(60, 10 * ours))
    pairs, by_pairs = two_and_two(asked)
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{number} people, {districts} districts: {tuple(plan.value)} proved in "
            f"{ours:.1f} s; plain CP-SAT {value and tuple(value)}, "
            f"{'proved' if proved else 'not proved'} in {theirs:.1f} s; pairs of "
            f"pairs {tuple(pairs)} in {by_pairs:.1f} s"
        )
    assert all(proof.proved for proof in plan.proof)
    assert value is None or plan.value.key <= value.key
    assert plan.value.key <= pairs.key
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
    value, theirs = by_district(asked, took)
    pairs, by_pairs = two_and_two(asked)
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{number} people: {reached} in {took:.0f} s; plain CP-SAT by district "
            f"{tuple(value)} in {theirs:.0f} s; pairs of pairs {tuple(pairs)} in "
            f"{by_pairs:.0f} s"
        )
    assert plan.value.key <= min(value.key, pairs.key)
    assert plan.proof[0].proved
    assert plan.proof[1].proved
    for proof in plan.proof[2:]:
        assert proof.gap is not None
