"""Branch and cut alone, held against every set of pairs."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from matchmaker.optimise import kernel, settle
from matchmaker.optimise.apart import even
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.mip import best_sum, evenest
from matchmaker.optimise.outcome import Deadline
from matchmaker.optimise.solve import solve
from matchmaker.optimise.sums import Sum

NO_LIMIT = Deadline(None)
PLAIN = {"if_used": False, "mixed": True, "demand": False, "least": 0.1}


def held_to(model, sums):
    floors = tuple((Sum(weights), total) for weights, total in sums)
    return replace(model, floors=floors)


def plans(model, keeps_rules):
    for size in range(model.pairs + 1):
        for used in combinations(range(model.pairs), size):
            if keeps_rules(model, set(used)):
                yield list(used)


@pytest.mark.parametrize("seed", range(60))
def test_the_bound_is_the_best_there_is(random_model, keeps_rules, seed):
    model = random_model(seed, **PLAIN, negative=bool(seed % 2))
    worths = [int(model.points[u].sum()) for u in plans(model, keeps_rules)]
    found = best_sum(model, Sum(model.points), NO_LIMIT)
    assert (found is None) == (not worths)
    if found is not None:
        assert keeps_rules(model, set(found.used.tolist()))
        assert int(model.points[found.used].sum()) == found.bound == max(worths)


def test_the_evenest_holds_every_sum(random_model, keeps_rules, score):
    dearer = 0
    for seed in range(120):
        model = random_model(seed, **PLAIN, steps=True)
        everything = list(plans(model, keeps_rules))
        if not model.pairs or not everything:
            continue
        coverage = model.priority[model.request]
        best = max(everything, key=lambda u: (coverage[u].sum(), model.points[u].sum()))
        held = [(w, int(w[best].sum())) for w in (coverage, model.points)]
        allowed = [u for u in everything if all(w[u].sum() >= v for w, v in held)]
        least = min(-score(model, u, "balance") for u in allowed)
        found = evenest(held_to(model, held), NO_LIMIT)
        assert found.bound == least == -score(model, found.used.tolist(), "balance")
        assert all(int(w[found.used].sum()) >= v for w, v in held)
        free = [u for u in everything if coverage[u].sum() >= held[0][1]]
        dearer += least > min(-score(model, u, "balance") for u in free)
    assert dearer > 3


def test_squares_of_large_loads_are_counted_in_full(small_model):
    # Two sessions of 360 minutes each for one person or for two: 4 or 2 squares.
    pairs = [(0, 0), (0, 1), (1, 0), (1, 1)]
    model = small_model(pairs, 2, 2, load=[360] * 4, capacity=[720, 720])
    both = [(np.ones(4, np.int64), 2)]
    assert evenest(held_to(model, both), NO_LIMIT).bound == 2 * 360**2


def test_no_time_at_all_is_not_read_as_no_limit(small_model):
    model = small_model([(0, 0), (0, 1)], 1, 2, points=[3, 4])
    with pytest.raises(GaveUpError):
        best_sum(model, Sum(model.points), Deadline(0.0))


def test_where_balance_is_given_up_the_proofs_before_it_stay(small_model, monkeypatch):
    def give_up(*_):
        raise GaveUpError

    monkeypatch.setattr(kernel, "FEWEST_PAIRS", 0)
    monkeypatch.setattr(settle, "FEW_PAIRS", 0)
    monkeypatch.setattr(even, "evenest", give_up)
    # Two sizes of load at one supporter, and room for one large or three small.
    model = small_model(
        [(0, 0), (1, 0), (2, 0), (3, 0), (3, 1)],
        4,
        2,
        points=[9, 1, 1, 1, 1],
        load=[3, 1, 1, 1, 1],
        capacity=[3, 1],
    )
    outcome = solve(model, ("coverage", "points", "balance"))
    assert [proof.value for proof in outcome.proofs][:2] == [3, 3]
    assert [proof.proved for proof in outcome.proofs] == [True, True, False]
