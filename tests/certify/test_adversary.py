"""No prices whatever, in whatever certificate, bound anything below the truth."""

from itertools import combinations

import numpy as np
import pytest
from scipy.optimize import linprog

from matchmaker.certify import (
    Facts,
    Sum,
    blended,
    confirmed,
    level_name,
    objective_bound,
)
from matchmaker.certify.sums import sum_named
from matchmaker.domain.certificate import Certificate
from matchmaker.domain.objective import OWN_NAMES
from matchmaker.domain.proof import Proof

PAIRS = [(r, s) for r in range(3) for s in range(3)]
BAND = 4
SUMS = ("coverage", "points", "cost", "change", "fit")


def drawn(rng, *, demand=1):
    """Three requests, three supporters, and all sums there are."""
    request, supporter = np.array(PAIRS).T
    pence, kept = rng.integers(0, 6, 9), rng.integers(0, 2, 9) * rng.integers(0, 9, 9)
    points = rng.integers(-5, 13, 9)
    cost = Sum(-pence, minimise=True)
    change = Sum(kept, minimise=True, base=int(kept.sum()) + int(rng.integers(0, 5)))
    return Facts(
        request=request,
        supporter=supporter,
        points=points,
        load=np.ones(9, np.int64),
        pinned=(np.arange(9) == 0) & (rng.random() < 0.2),
        demand=np.array([1, 1, demand]),
        minimum=(np.arange(3) == 0) & (rng.random(3) < 0.3) * 1,
        priority=rng.integers(0, 4, 3),
        capacity=rng.integers(1, 3, 3),
        supporter_minimum=np.zeros(3, np.int64),
        sums={
            "cost": cost,
            "change": change,
            "fit": blended([(2, Sum(points)), (3, cost), (1, change)], 9),
        },
        band=BAND,
    )


def plans(facts):
    for size in range(7):
        for chosen in combinations(range(9), size):
            used = np.array(chosen, np.int64)
            given = np.bincount(facts.request[used], minlength=3)
            load = np.bincount(facts.supporter[used], minlength=3)
            if (
                np.all((facts.minimum <= given) & (given <= facts.demand))
                and np.all(load <= facts.capacity)
                and np.isin(np.flatnonzero(facts.pinned), used).all()
            ):
                yield used


def values_of(facts, used):
    """Every value of a plan that a certificate may speak of, by plain definitions."""
    cost, change = facts.sums["cost"], facts.sums["change"]
    sums = np.bincount(facts.request[used], facts.points[used], 3).astype(int)
    given = np.bincount(facts.request[used], minlength=3) > 0
    worst = min(sums[given], default=None)
    pence, lost = -int(cost.pairs[used].sum()), change.base - change.pairs[used].sum()
    values = {
        "coverage": int(facts.priority[facts.request[used]].sum()),
        "points": int(facts.points[used].sum()),
        "cost": pence,
        "change": int(lost),
        "fit": 2 * int(facts.points[used].sum()) - 3 * pence - int(lost),
        "balance": int(np.square(np.bincount(facts.supporter[used])).sum()),
        "worst-off": worst,
        "leximin": None if worst is None else int(worst) // BAND * BAND,
    }
    bands = sums[given] // BAND * BAND
    return values | {level_name(e): int((bands == e).sum()) for e in facts.levels}


def is_cost(name):
    return name.startswith("leximin:") or OWN_NAMES.get(name) == "minimise"


def keeps(values, held):
    """Whether a plan reaches everything that is held."""
    for name, value in held.items():
        reached = values[name]
        if reached is None:
            continue  # nobody is given anything, which is better than any value
        if value is None or (reached > value if is_cost(name) else reached < value):
            return False
    return True


def some_certificate(facts, rng):
    names = [*SUMS, "balance", *(level_name(edge) for edge in facts.levels)]
    names = [str(name) for name in rng.permutation(names)[: rng.integers(1, 6)]]
    spread = int(rng.choice([3, 20, 100]))
    return Certificate(
        objectives=tuple(names),
        weights=tuple(int(weight) for weight in rng.integers(1, 9, len(names))),
        threshold=None if rng.random() < 0.5 else int(rng.integers(-5, 13)),
        refutes=bool(rng.random() < 0.2),
        request_prices=rng.integers(-spread, spread, 3),
        supporter_prices=rng.integers(-spread, spread, 3),
    )


@pytest.mark.parametrize("demand", [1, 2])
def test_no_plan_that_keeps_what_is_held_beats_any_bound(demand):
    rng = np.random.default_rng(demand)
    spoken = 0
    for _ in range(30):
        facts = drawn(rng, demand=demand)
        every = [values_of(facts, used) for used in plans(facts)]
        for _ in range(40 if every else 0):
            certificate = some_certificate(facts, rng)
            shown = every[int(rng.integers(len(every)))]
            kept = [*certificate.objectives, "worst-off", "leximin"]
            held = {n: shown[n] for n in kept if n in shown and rng.random() < 0.7}
            for name in (*certificate.objectives, "worst-off"):
                before = {n: v for n, v in held.items() if n != name}
                bound = objective_bound(facts, certificate, name, before)
                if bound is None:
                    continue
                spoken += 1
                best = [v[name] for v in every if keeps(v, before)]
                best = [v for v in best if v is not None]
                assert all(v >= bound if is_cost(name) else v <= bound for v in best)
    assert spoken > 300


ORDERS = (
    ("coverage", "leximin", "points", "cost"),
    ("coverage", "change", "points"),
    ("fit", "cost", "leximin"),
    ("coverage", "cost", "leximin", "change"),
)


def test_true_claims_are_confirmed_and_no_other_plan_s_are():
    rng = np.random.default_rng(11)
    confirmed_ones = refused = 0
    for number in range(28):
        facts, order = drawn(rng), ORDERS[number % 4]
        every = [values_of(facts, used) for used in plans(facts)]
        if not every:
            continue
        best = max(every, key=lambda values: score(facts, order, values))
        certificates = [dual(facts, stack(facts, order, name)) for name in order]
        answers = confirmed(facts, claims(facts, order, best), certificates)
        assert answers == (True,) * len(order), (number, order)
        confirmed_ones += len(order)
        for values in every:
            if score(facts, order, values) == score(facts, order, best):
                continue
            found = confirmed(facts, claims(facts, order, values), certificates)
            assert not all(found), (number, order)
            refused += 1
    assert confirmed_ones > 70
    assert refused > 300


def score(facts, order, values):
    """The objectives so that the greater tuple is the better plan."""
    found = []
    for name in order:
        parts = [level_name(e) for e in facts.levels] if name == "leximin" else [name]
        found += [-values[part] if is_cost(part) else values[part] for part in parts]
    return tuple(found)


def claims(facts, order, values):
    lines = []
    for name in order:
        counts = [(e, values[level_name(e)]) for e in facts.levels]
        lines.append(
            Proof(
                objective=name,
                sense="minimise" if is_cost(name) else "maximise",
                value=values[name],
                bound=values[name],
                shown_by="prices",
                levels=tuple(c for c in counts if c[1]) if name == "leximin" else (),
            )
        )
    return lines


def stack(facts, order, last):
    """Names of all sums up to an objective, in order."""
    names = []
    for name in order[: order.index(last) + 1]:
        levels = [level_name(edge) for edge in facts.levels]
        names += levels if name == "leximin" else [name]
    return tuple(names)


def dual(facts, names):
    """Prices that prove the sums in order: dual values of a linear programme."""
    weights = multipliers(facts, names)
    worth = np.zeros(9, np.int64)
    for name, weight in zip(names, weights, strict=True):
        worth += weight * sum_named(facts, name).pairs
    request = np.eye(3)[:, facts.request]
    rows = np.vstack([request, -request, np.eye(3)[:, facts.supporter]])
    limits = np.concatenate([facts.demand, -facts.minimum, facts.capacity])
    bounds = [(1 if pinned else 0, 1) for pinned in facts.pinned]
    found = linprog(-worth, A_ub=rows, b_ub=limits, bounds=bounds, method="highs")
    most, least, room = np.split(-found.ineqlin.marginals, 3)
    return Certificate(
        objectives=names,
        weights=weights,
        threshold=None,
        refutes=False,
        request_prices=np.rint(most - least).astype(np.int64),
        supporter_prices=np.rint(room).astype(np.int64),
    )


def multipliers(facts, names):
    """Weights under which one unit of a sum outweighs all that follow it."""
    weights = [1]
    for name in reversed(names[1:]):
        most = np.abs(sum_named(facts, name).pairs).reshape(3, 3).max(axis=1)
        weights.insert(0, weights[0] * (1 + 2 * int(most.sum())))
    return tuple(weights)
