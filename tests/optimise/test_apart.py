"""Components, and branch and cut over each, held against every set of pairs."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from matchmaker.optimise import outcome
from matchmaker.optimise.apart import even, tree
from matchmaker.optimise.apart.even import evenest_apart
from matchmaker.optimise.apart.solve import apart_applies, best_apart
from matchmaker.optimise.components import component, components
from matchmaker.optimise.flow import solve_flow
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.greedy import greedy_plan
from matchmaker.optimise.objectives import score_of, total_of, value_of
from matchmaker.optimise.outcome import Deadline, ignore

NO_LIMIT = Deadline(None)
PLAIN = {"mixed": True, "demand": False, "least": 0.2}


def islands(small_model, sizes=((3, 2), (3, 2)), seed=0):
    """Islands of requests and supporters, everybody with everybody on the same one."""
    pairs, first = [], (0, 0)
    for requests, supporters in sizes:
        r, s = first
        pairs += [(r + i, s + j) for i in range(requests) for j in range(supporters)]
        first = r + requests, s + supporters
    count = len(pairs)
    dice = np.random.default_rng([seed, count])
    return small_model(
        pairs,
        *first,
        points=dice.integers(1, 20, count),
        load=dice.integers(1, 3, count),
        priority=dice.integers(1, 4, first[0]),
        capacity=dice.integers(1, 4, first[1]),
        rows=[
            ([0, 1], [1, 1], 1, "one of two"),
            ([count - 2, count - 1], [1, 1], 1, "one of two others"),
        ],
    )


def plans(model):
    everything = range(model.pairs)
    for size in range(model.requests + 1):
        for used in combinations(everything, size):
            if model.obeys(np.array(used, np.int64)):
                yield np.array(used, np.int64)


def rank(model, objectives, used):
    """What a plan reaches, objective by objective; meeting nobody is never badly off."""
    reached = [(name, value_of(model, name, used)) for name in objectives]
    return tuple(
        float("inf") if value is None else score_of(model, name, value)
        for name, value in reached
    )


def test_what_shares_nothing_falls_apart(small_model):
    model = islands(small_model, ((2, 1), (3, 2)))
    small, large = components(model)
    assert small.tolist() == [0, 1]
    assert large.tolist() == list(range(2, 8))
    part = component(model, large)
    assert (part.requests, part.supporters, part.rows) == (3, 2, 1)
    assert part.points.tolist() == model.points[large].tolist()
    assert part.request_names == ("r2", "r3", "r4")
    assert component(model, small).row_names == ("one of two",)


def test_a_row_or_a_total_joins_islands(small_model):
    model = islands(small_model)
    assert len(components(model)) == 2
    bridge = small_model(
        [(0, 0), (1, 1)], 2, 2, rows=[([0, 1], [1, 1], 1, "one of two")]
    )
    assert len(components(bridge)) == 1
    points = model.built_in["points"]
    assert len(components(replace(model, floors=((points, 3),)))) == 1


def test_a_bonus_joins_islands(random_model):
    joined = 0
    for seed in range(200):
        model = random_model(seed, bonuses=True, rows=False)
        if not len(model.bonuses):
            continue
        whose = {int(p): n for n, c in enumerate(components(model)) for p in c}
        sides = np.split(model.bonuses.side_pairs, model.bonuses.side_indptr[1:-1])
        family = model.bonuses.family
        for bonuses in np.unique(family):
            of = np.flatnonzero(family[model.bonuses.side_bonus] == bonuses)
            assert len({whose[int(p)] for side in of for p in sides[side]}) == 1
            joined += 1
    assert joined > 50


@pytest.mark.parametrize(
    "objectives",
    [
        ("coverage", "points"),
        ("coverage", "worst-off", "points"),
        ("coverage", "points", "worst-off"),
        ("cost", "coverage", "worst-off"),
    ],
)
@pytest.mark.parametrize("few", [tree.FEW_PAIRS, 0])
def test_components_are_as_good_as_the_whole(
    random_model, small_model, monkeypatch, objectives, few
):
    # Plans are divided to the end, and begun again with fewer pairs, or CP-SAT helps.
    monkeypatch.setattr(tree, "FEW_PAIRS", few)
    monkeypatch.setattr(tree, "MANY_PAIRS", few)
    monkeypatch.setattr(tree, "FEWER", 1.05)
    settled = fallen = 0
    for seed in range(120):
        model = random_model(
            seed, **PLAIN, bonuses=seed % 3 == 0, minimum=seed % 5 == 0
        )
        if seed % 2:
            model = islands(small_model, ((2, 2), (2, 2)), seed)
        if set(objectives) - {*model.sums, "coverage", "points", "worst-off"}:
            continue
        if not apart_applies(model, objectives):
            continue
        best = max((rank(model, objectives, u) for u in plans(model)), default=None)
        try:
            found = best_apart(model, objectives, NO_LIMIT, ignore)
        except GaveUpError:  # to meet nobody is best, for one
            continue
        assert (found is None) == (best is None)
        if found is None:
            continue
        assert model.obeys(found.used)
        assert rank(model, objectives, found.used) == best
        assert found.face.obeys(np.searchsorted(found.inside, found.used))
        settled += 1
        fallen += len(components(model)) > 1
    assert settled > 5
    assert fallen > 2 or "cost" in objectives


def test_the_face_has_every_plan_that_is_as_good(random_model):
    objectives = ("coverage", "points")
    compared = 0
    for seed in range(60):
        model = random_model(seed, **PLAIN)
        if not apart_applies(model, objectives):
            continue
        found = best_apart(model, objectives, NO_LIMIT, ignore)
        if found is None:
            continue
        as_good = {
            tuple(used.tolist())
            for used in plans(model)
            if tuple(total_of(model, n, used) for n in objectives) == found.totals
        }
        on_face = {tuple(found.inside[used].tolist()) for used in plans(found.face)}
        assert on_face == as_good
        compared += 1
    assert compared > 12


def test_out_of_time_the_plan_obeys_and_claims_nothing(small_model):
    model = islands(small_model)
    with pytest.raises(GaveUpError) as caught:
        best_apart(model, ("coverage", "points"), Deadline(0.0), ignore)
    assert model.obeys(caught.value.plan)
    assert not any(proof.proved for proof in caught.value.proofs)


def test_out_of_time_all_requests_met_is_the_bound_and_none_follows(small_model):
    model, told = islands(small_model), []
    with pytest.raises(GaveUpError):
        best_apart(model, ("coverage", "points"), Deadline(0.0), told.append)
    (coverage,) = told
    assert coverage.stage == "coverage"
    assert coverage.bound == model.priority.sum() > coverage.value


def first_flow(model):
    return solve_flow(
        model.with_least_loads(), ("coverage", "points"), NO_LIMIT, ignore
    )


def test_out_of_time_there_are_the_plan_and_the_bound_of_the_first_flow(small_model):
    lower = 0
    for seed in range(20):
        model, told = islands(small_model, ((4, 2), (3, 2)), seed), []
        relaxed = first_flow(model)
        with pytest.raises(GaveUpError) as caught:
            best_apart(
                model, ("coverage", "points"), Deadline(0.0), told.append, relaxed
            )
        plan = greedy_plan(model, relaxed.used)
        assert caught.value.plan.tolist() == plan.tolist()
        assert [(step.stage, step.bound) for step in told] == [
            ("coverage", relaxed.proofs[0].value)
        ]
        assert told[0].value == value_of(model, "coverage", plan)
        lower += relaxed.proofs[0].value < model.priority.sum()
    assert lower > 10


def test_every_better_plan_and_bound_is_told_and_ends_at_what_is_proved(small_model):
    several = 0
    for seed in range(20):
        model, told = islands(small_model, ((4, 2), (3, 2)), seed), []
        found = best_apart(
            model, ("coverage", "points"), NO_LIMIT, told.append, first_flow(model)
        )
        for name in ("coverage", "points"):
            steps = [step for step in told if step.stage == name]
            values = [step.value for step in steps]
            best = value_of(model, name, found.used)
            assert (steps[-1].value, steps[-1].bound) == (best, best)
            bounds = [step.bound for step in steps if step.bound is not None]
            assert bounds == sorted(bounds, reverse=True)
            assert bounds[-1] == best
            several += len(set(values)) > 1
        covered = [step.value for step in told if step.stage == "coverage"]
        assert covered == sorted(covered)
    assert several > 3


def evened(model):
    """Squares of each island and of the whole, and a plan to start from."""
    found = best_apart(model, ("coverage",), NO_LIMIT, ignore)
    start = np.searchsorted(found.inside, found.used)
    whole = evenest_apart(found.face, start, (), NO_LIMIT)
    return found, start, whole


def test_islands_are_as_even_as_the_whole(small_model):
    better = 0
    for seed in range(40):
        found, start, whole = evened(islands(small_model, ((4, 2), (3, 2)), seed))
        apart = evenest_apart(found.face, start, found.islands, NO_LIMIT)
        squares = value_of(found.face, "balance", apart.used)
        assert len(found.islands) == 2
        assert found.face.obeys(apart.used)
        assert apart.bound == squares == whole.bound
        better += squares < value_of(found.face, "balance", start)
    assert better > 3


def test_an_island_in_which_nothing_is_left_adds_nothing(small_model):
    found, start, whole = evened(islands(small_model, ((4, 2), (3, 2)), 1))
    nothing = np.zeros(0, np.int64)
    apart = evenest_apart(found.face, start, (nothing, *found.islands), NO_LIMIT)
    assert apart.bound == whole.bound


def test_an_island_that_is_given_up_keeps_its_plan_and_says_nothing(
    small_model, monkeypatch
):
    found, start, _ = evened(islands(small_model, ((4, 2), (3, 2)), 1))
    plain = even.evenest

    def give_up_on_the_larger(model, *others):
        if model.requests > 3:
            raise GaveUpError
        return plain(model, *others)

    monkeypatch.setattr(even, "evenest", give_up_on_the_larger)
    apart = evenest_apart(found.face, start, found.islands, NO_LIMIT)
    assert apart.bound is None
    assert found.face.obeys(apart.used)


def test_an_island_that_was_too_slow_has_the_time_that_others_left(
    small_model, monkeypatch
):
    found, start, whole = evened(islands(small_model, ((4, 2), (3, 2)), 1))
    plain, clock, asked = even.evenest, [0.0], []

    def slow_at_first(model, deadline):
        asked.append((model.requests, deadline.left))
        if len(asked) == 1:
            clock[0] += deadline.left
            raise GaveUpError
        return plain(model, deadline)

    monkeypatch.setattr(even, "evenest", slow_at_first)
    monkeypatch.setattr(outcome, "monotonic", lambda: clock[0])
    apart = evenest_apart(found.face, start, found.islands, Deadline(100.0))
    assert apart.bound == whole.bound
    (first, short), (_, rest), (again, long) = asked
    assert first == again
    assert short < 50
    assert rest == long == 100 - short


def test_whoever_must_be_met_and_has_nobody_leaves_no_plan(small_model):
    pairs = [(0, 0), (1, 0)]
    model = small_model(pairs, 3, 1, load=[1, 2], capacity=[3])
    assert best_apart(model, ("coverage",), NO_LIMIT, ignore) is not None
    model = replace(model, minimum=np.array([0, 0, 1]))
    assert best_apart(model, ("coverage",), NO_LIMIT, ignore) is None
