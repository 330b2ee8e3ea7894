"""What the solver shows by prices, the price bound confirms without it."""

from dataclasses import replace

import numpy as np

from matchmaker.certify import Facts, bound_from_prices, confirmed, objective_bound
from matchmaker.certify.shortened import shortened
from matchmaker.optimise.dual import Stack, dual_bound
from matchmaker.optimise.prices import Prices
from matchmaker.optimise.solve import solve

ORDERS = [
    ("coverage", "worst-off", "points", "balance"),
    ("coverage", "balance", "worst-off", "points"),
    ("points", "coverage"),
    ("coverage", "leximin", "points"),
]


def facts_of(model):
    least = np.zeros_like(model.supporter_minimum)
    return Facts(
        request=model.request,
        supporter=model.supporter,
        points=model.points,
        load=model.load,
        pinned=model.pinned,
        demand=model.demand,
        minimum=model.minimum,
        priority=model.priority,
        capacity=model.capacity,
        supporter_minimum=least if model.minimum_if_used else model.supporter_minimum,
        band=model.band,
    )


def _solved(random_model, brute_force, seeds):
    for seed in seeds:
        order = ORDERS[seed % 4]
        model = random_model(seed, mixed=False, minimum=seed % 2 == 0, least=0.1)
        best = brute_force(model, order)
        if best is not None:
            yield seed, model, solve(model, order), best[0]


def test_every_proof_by_prices_is_confirmed(random_model, brute_force):
    by_prices = unaided = 0
    for seed, model, outcome, _ in _solved(random_model, brute_force, range(150)):
        answers = confirmed(facts_of(model), outcome.proofs, outcome.certificates)
        for proof, answer in zip(outcome.proofs, answers, strict=True):
            nobody = proof.value is None
            assert proof.shown_by == "prices" or outcome.engine != "flow", seed
            shown = proof.shown_by == "prices" or nobody
            # What each request can have alone may show what the solver closed.
            assert answer or not shown, (seed, proof)
            assert proof.proved or not answer, (seed, proof)
            by_prices += shown
            unaided += answer and not shown
    assert by_prices > 150
    assert unaided < 10


def test_no_prices_at_all_can_bound_below_the_truth(random_model, brute_force):
    rng = np.random.default_rng(8)
    tight = 0
    for seed, model, outcome, best in _solved(random_model, brute_force, range(120)):
        facts, held = facts_of(model), {}
        for proof, score, certificate in zip(
            outcome.proofs, best, outcome.certificates, strict=True
        ):
            for spread in (1, 5) if certificate is not None else ():
                wrong = _nudged(certificate, rng, spread)
                bound = objective_bound(facts, wrong, proof.objective, held)
                if bound is not None:
                    as_score = -bound if proof.objective == "balance" else bound
                    assert as_score >= score, (seed, proof)
                    tight += as_score == score
            held[proof.objective] = proof.value
    assert tight > 50


def _nudged(certificate, rng, spread):
    request, supporter = certificate.request_prices, certificate.supporter_prices
    threshold = certificate.threshold
    if threshold is not None:
        threshold += int(rng.integers(-spread, spread + 1))
    return replace(
        certificate,
        threshold=threshold,
        request_prices=request + rng.integers(-spread, spread + 1, len(request)),
        supporter_prices=supporter + rng.integers(-spread, spread + 1, len(supporter)),
    )


def test_a_pair_settled_early_still_carries_its_price_later(small_model):
    # r0's only pair is settled by coverage. Balance then leaves r1 out, and must
    # not think that s0 carries nothing.
    model = small_model(
        [(0, 0), (1, 0)], 2, 1, demand=[2, 1], priority=[1, 0], capacity=[2]
    )
    outcome = solve(model, ("coverage", "balance"))
    assert [proof.shown_by for proof in outcome.proofs] == ["prices", "prices"]
    assert [proof.value for proof in outcome.proofs] == [1, 1]


def test_a_full_supporter_is_dearer_than_an_idle_one(small_model):
    # s0 must carry all twelve hours, though balance would share them with s1.
    pairs = [(r, s) for r in range(4) for s in range(2)]
    model = small_model(
        pairs, 4, 2, load=[3] * 8, capacity=[12, 12], supporter_minimum=[12, 0]
    )
    (proof,) = solve(model, ("balance",)).proofs
    assert (proof.value, proof.shown_by) == (144, "prices")


def test_sums_beyond_any_int64_are_added_up_exactly(small_model):
    # Forty pairs, each worth 2^58, and supporters that take all of that or nothing.
    model = small_model([(0, s) for s in range(40)], 1, 40, demand=[40])
    column = np.full(40, 2**58)
    stack = Stack(
        objectives=("points",),
        weights=(1,),
        pair_weights=column,
        balance=0,
        prices=Prices(np.zeros(1, np.int64), column),
        threshold=None,
        exact=True,
    )
    assert dual_bound(stack, model) == 40 * 2**58
    free = Prices(np.zeros(1, np.int64), np.zeros(40, np.int64))
    assert dual_bound(replace(stack, prices=free), model) == 40 * 2**58
    facts = facts_of(model)
    for prices in (stack.prices, free):
        columns = prices.request, prices.supporter
        assert bound_from_prices(facts, column, *columns) == 40 * 2**58


def test_prices_of_a_stage_are_read_off_those_of_the_next(small_model):
    model = small_model([(0, 0), (1, 0)], 2, 1)
    first = Stack(
        ("coverage",),
        (1,),
        np.array([1, 1]),
        0,
        Prices(*arrays([0, 0], [1])),
        None,
        True,
    )
    second = Stack(
        ("points",),
        (1,),
        np.array([7, 4]),
        0,
        Prices(*arrays([7, -3], [5])),
        None,
        True,
    )
    both = first.then(second, model).certificate()
    assert shortened(both, 1).request_prices.tolist() == [0, 0]
    assert shortened(both, 1).supporter_prices.tolist() == [1]


def arrays(*columns):
    return (np.array(column, np.int64) for column in columns)
