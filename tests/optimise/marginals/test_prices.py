"""What one place more or less, one unit less, and a new supporter are worth."""

from dataclasses import replace

import numpy as np

from matchmaker.optimise.marginals.marginals import marginals_of
from matchmaker.optimise.marginals.scale import FAR

BOTH = ("coverage", "points")


def _at(length, place, amount):
    column = np.zeros(length, np.int64)
    column[place] = amount
    return column


def _gain(small, model, all_plans):
    """By how much the best plan of another model is better; `None` if it has none."""
    scores = [scores for scores, _ in all_plans(model, small.objectives)]
    lost = small.lost_by(scores)
    return None if lost is None else tuple(-amount for amount in lost)


def _split(small, amount):
    return tuple(small.marginals.scale.split(amount).tolist())


def test_one_more_place(small_rounds, all_plans):
    gains = 0
    for small in small_rounds:
        model = small.model
        for s, step in enumerate(model.load_step):
            more = model.capacity + _at(model.supporters, s, step)
            gain = _gain(small, replace(model, capacity=more), all_plans)
            worth = _split(small, small.marginals.place_worth[s])
            assert worth == gain, (small.seed, s)
            gains += any(gain)
    assert gains > 50


def test_one_place_less(small_rounds, all_plans):
    losses = none = 0
    for small in small_rounds:
        model, loss = small.model, small.marginals.place_loss
        for s, step in enumerate(model.load_step):
            if model.capacity[s] < step:
                continue
            fewer = model.capacity - _at(model.supporters, s, step)
            gain = _gain(small, replace(model, capacity=fewer), all_plans)
            assert (loss[s] >= FAR) == (gain is None), (small.seed, s)
            if gain is None:
                none += 1
            else:
                assert _split(small, -loss[s]) == gain, (small.seed, s)
                losses += any(gain)
    assert losses > 30
    assert none > 5


def test_one_unit_less_of_a_request(small_rounds, all_plans):
    losses = 0
    for small in small_rounds:
        model, worth = small.model, small.marginals.unit_worth
        for r in np.flatnonzero(model.demand).tolist():
            demand = model.demand - _at(model.requests, r, 1)
            minimum = np.minimum(model.minimum, demand)
            less = replace(model, demand=demand, minimum=minimum)
            gain = _gain(small, less, all_plans)
            assert (worth[r] >= FAR) == (gain is None), (small.seed, r)
            if gain is not None:
                assert _split(small, -worth[r]) == gain, (small.seed, r)
                losses += any(gain)
    assert losses > 50


def test_a_new_supporter_with_one_place(small_rounds, small_model, all_plans):
    gains = 0
    for small in small_rounds:
        model, rng = small.model, np.random.default_rng(small.seed)
        requests = np.flatnonzero(rng.random(model.requests) < 0.5)
        points = rng.integers(0, 10, len(requests))
        amounts = {"coverage": model.priority[requests], "points": points}
        columns = np.stack([amounts[name] for name in small.objectives], axis=-1)
        bigger = _with_newcomer(small_model, model, requests, points)
        gain = _gain(small, bigger, all_plans)
        worth = tuple(small.marginals.worth_of_new(requests, columns).tolist())
        assert worth == gain, small.seed
        gains += any(gain)
    assert gains > 50


def _with_newcomer(small_model, model, requests, points):
    """The model with one more supporter, whom only these requests could have."""
    pairs = [*zip(model.request.tolist(), model.supporter.tolist(), strict=True)]
    pairs += [(int(r), model.supporters) for r in requests]
    order = sorted(range(len(pairs)), key=pairs.__getitem__)
    return small_model(
        [pairs[i] for i in order],
        model.requests,
        model.supporters + 1,
        points=np.append(model.points, points)[order],
        load=np.append(model.load, np.ones_like(points))[order],
        demand=model.demand,
        minimum=model.minimum,
        priority=model.priority,
        capacity=np.append(model.capacity, 1),
        supporter_minimum=np.append(model.supporter_minimum, 0),
        pinned=np.flatnonzero(np.append(model.pinned, points < 0)[order]),
    )


def test_a_third_day(small_model):
    # s0 has two places and serves r0 (9) and r1 (8); r2 (7) goes to s1 for 3 points,
    # and s1 turns nobody else away.
    pairs = [(0, 0), (1, 0), (2, 0), (2, 1)]
    model = small_model(pairs, 3, 2, points=[9, 8, 7, 3], capacity=[2, 1])
    marginals = marginals_of(model, np.array([0, 1, 3]), BOTH)
    # A third place brings 7 - 3 = 4 points. Without the second one r1 has nobody.
    split = marginals.scale.split
    assert split(marginals.place_worth).tolist() == [[0, 4], [0, 0]]
    assert split(marginals.place_loss).tolist() == [[1, 8], [1, 3]]
    # Were r0 not there, r2 would go to s0: 9 points less, but 4 more.
    assert split(marginals.unit_worth).tolist() == [[1, 5], [1, 4], [1, 3]]


def test_a_request_served_only_because_of_its_minimum(small_model):
    # r0 must get one unit of the two it wants, though it loses 5 points; one unit
    # less of what it wants changes nothing.
    model = small_model([(0, 0)], 1, 1, points=[-5], demand=[2], minimum=[1])
    marginals = marginals_of(model, np.array([0]), ("points",))
    assert marginals.unit_worth.tolist() == [0]
    # Wanting one unit only, it would be let go with its minimum.
    model = small_model([(0, 0)], 1, 1, points=[-5], minimum=[1])
    marginals = marginals_of(model, np.array([0]), ("points",))
    assert marginals.unit_worth.tolist() == [-5]
