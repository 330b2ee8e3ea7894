"""Models beyond brute force: the engines agree with HiGHS through SciPy."""

from itertools import pairwise

import numpy as np
import pytest

from matchmaker.optimise import kernel
from matchmaker.optimise.bonus_columns import Bonuses, Side
from matchmaker.optimise.outcome import SolveParams
from matchmaker.optimise.solve import solve
from matchmaker.optimise.sums import Sum

scipy_optimize = pytest.importorskip("scipy.optimize")
sparse = pytest.importorskip("scipy.sparse")

ORDERS = [
    ("coverage", "points"),
    ("coverage", "worst-off", "points"),
    ("coverage", "leximin", "cost"),
    ("coverage", "change", "points", "balance"),
    ("points", "cost"),
]
MINIMISED = ("cost", "change", "balance")


def larger_model(seed, small_model, requests=None, supporters=None):
    """30 to 45 requests and 10 to 14 supporters, coupling rules in turn."""
    rng = np.random.default_rng(seed)
    requests = requests or int(rng.integers(30, 46))
    supporters = supporters or int(rng.integers(10, 15))
    open_ = rng.random((requests, supporters)) < rng.uniform(0.15, 0.4)
    pairs = [(int(r), int(s)) for r, s in zip(*np.nonzero(open_), strict=True)]
    count = len(pairs)
    owner = np.array([s for _, s in pairs])
    load = rng.integers(1, 4, count) if seed % 3 == 0 else np.ones(count, int)
    kept = rng.integers(1, 4, count) * (rng.random(count) < 0.1)
    return small_model(
        pairs,
        requests,
        supporters,
        points=rng.integers(-3 * (seed % 2), 30, count),
        load=load,
        priority=rng.integers(1, 4, requests),
        capacity=rng.integers(2, 7, supporters),
        supporter_minimum=rng.integers(0, 3, supporters) * (seed % 4 == 1),
        minimum_if_used=True,
        rows=[
            *(_group(rng, owner, number) for number in range(4)),
            *_tied(seed, pairs, requests),
        ],
        tie=rng.integers(2**20, 2**30, count),
        band=int(rng.integers(4, 9)),
        bonuses=_pairs_of_sides(rng, count, 10 * (seed % 2)),
        sums={
            "cost": Sum(-rng.integers(0, 50, count), minimise=True),
            "change": Sum(kept, minimise=True, base=int(kept.sum())),
        },
    )


def _group(rng, owner, number):
    """A few supporters who carry no more than so much together."""
    some = rng.choice(owner.max() + 1, 4, replace=False)
    members = np.flatnonzero(np.isin(owner, some))
    amounts = rng.integers(1, 4, len(members))
    return (members.tolist(), amounts.tolist(), int(rng.integers(8, 16)), f"g{number}")


def _tied(seed, pairs, requests):
    """For every other seed: neither of two comes alone; a quota; one or the other."""
    if seed % 2:
        return []
    rng = np.random.default_rng([seed, 1])
    of = [
        [p for p, (r, _) in enumerate(pairs) if r == asked] for asked in range(requests)
    ]
    rows = []
    for number in range(5):
        one, other = sorted(rng.choice(requests, 2, replace=False).tolist())
        signs = [1] * len(of[one]) + [-1] * len(of[other])
        rows.append((of[one] + of[other], signs, 0, f"both {number}", 0))
    some = np.sort(rng.choice(len(pairs), len(pairs) // 4, replace=False)).tolist()
    rows.append((some, [1] * len(some), max(4, len(some) // 8), "quota", 3))
    for number in range(8):
        two = np.sort(rng.choice(len(pairs), 2, replace=False)).tolist()
        rows.append((two, [1, 1], 1, f"either {number}"))
    return rows


def _pairs_of_sides(rng, count, bonuses):
    sides = [
        np.sort(rng.choice(count, (2, 6), replace=False), axis=1)
        for _ in range(bonuses)
    ]
    return Bonuses.of(
        rng.integers(1, 20, bonuses).tolist(),
        [f"bonus {number}" for number in range(bonuses)],
        [[Side(one), Side(other)] for one, other in sides],
    )


class Milp:
    """
    The model written for HiGHS: pairs, bonuses, supporters in use, then helpers.

    Bonuses and switches are written as textbooks do, not as the engines have them.
    """

    def __init__(self, model):
        self.model, self.rows = model, []
        self.bonus = model.pairs
        self.switch = self.bonus + len(model.bonuses)
        self.low = np.zeros(self.switch + model.supporters)
        self.low[: model.pairs] = model.pinned
        self.high = np.ones(len(self.low))
        self._add_parties()
        self._add_bonuses()
        for row, (start, end) in enumerate(pairwise(model.row_indptr)):
            terms = zip(
                model.row_pairs[start:end],
                model.row_coefficient[start:end],
                strict=True,
            )
            self.add(dict(terms), model.row_lower[row], model.row_upper[row])

    def _add_parties(self):
        model = self.model
        for r in range(model.requests):
            pairs = np.flatnonzero(model.request == r)
            self.add(dict.fromkeys(pairs, 1), model.minimum[r], model.demand[r])
        for s in range(model.supporters):
            load = {p: model.load[p] for p in np.flatnonzero(model.supporter == s)}
            self.add(load | {self.switch + s: -model.capacity[s]}, -np.inf, 0)
            self.add(load | {self.switch + s: -model.supporter_minimum[s]}, 0, np.inf)

    def _add_bonuses(self):
        bonuses = self.model.bonuses
        for side, (start, end) in enumerate(pairwise(bonuses.side_indptr)):
            pairs = dict.fromkeys(bonuses.side_pairs[start:end], 1)
            earned = self.bonus + bonuses.side_bonus[side]
            self.add(pairs | {earned: -1}, 0, np.inf)

    def variable(self, low, high):
        self.low, self.high = np.append(self.low, low), np.append(self.high, high)
        return len(self.low) - 1

    def add(self, terms, low, high):
        self.rows.append((terms, low, high))

    def best(self, terms):
        """The largest that the terms can be; held from now on."""
        row = [i for i, (one, _, _) in enumerate(self.rows) for _ in one]
        column = [c for one, _, _ in self.rows for c in one]
        amount = [float(a) for one, _, _ in self.rows for a in one.values()]
        matrix = sparse.csr_array(
            (amount, (row, column)), shape=(len(self.rows), len(self.low))
        )
        worth = np.zeros(len(self.low))
        worth[list(terms)] = list(terms.values())
        answer = scipy_optimize.milp(
            -worth,
            integrality=np.ones(len(worth)),
            bounds=scipy_optimize.Bounds(self.low, self.high),
            constraints=scipy_optimize.LinearConstraint(
                matrix, [low for _, low, _ in self.rows], [h for _, _, h in self.rows]
            ),
            options={"mip_rel_gap": 0, "time_limit": 60},
        )
        assert answer.status == 0, answer.message
        best = round(-answer.fun)
        self.add(terms, best, np.inf)
        return best

    def value(self, objective):
        """The best value of an objective as users know it; held from now on."""
        model = self.model
        if objective == "worst-off":
            return self.best(self._worst_off())
        if objective == "leximin":
            edges = np.unique(model.levels).tolist()
            counts = {edge: self._fewest(edge) for edge in edges}
            return min(edge for edge in edges if counts[edge])
        if objective == "balance":
            return -self.best(self._balance())
        if objective == "coverage":
            return self.best(dict(enumerate(model.priority[model.request])))
        if objective == "points":
            earned = {self.bonus + b: n for b, n in enumerate(model.bonuses.points)}
            return self.best(dict(enumerate(model.points)) | earned)
        part = model.sums[objective]
        return part.base - self.best(dict(enumerate(part.pairs)))

    def _worst_off(self):
        points = self.model.points
        top, bottom = int(points.max()), int(points.min())
        worst = self.variable(bottom, top)
        for pair, own in enumerate(points):
            self.add({worst: 1, pair: top - own}, -np.inf, top)
        return {worst: 1}

    def _fewest(self, edge):
        inside = np.flatnonzero(self.model.levels == edge)
        return -self.best(dict.fromkeys(inside, -1))

    def _balance(self):
        """Each further step of load is dearer by two than the one before."""
        model, worth = self.model, {}
        for s in range(model.supporters):
            steps = [self.variable(0, 1) for _ in range(model.capacity[s])]
            worth |= {step: -(2 * k + 1) for k, step in enumerate(steps)}
            load = {p: model.load[p] for p in np.flatnonzero(model.supporter == s)}
            self.add(load | dict.fromkeys(steps, -1), 0, 0)
        return worth


@pytest.mark.parametrize("seed", range(1, 9))
def test_engines_agree_with_highs(seed, small_model, keeps_rules, score, monkeypatch):
    monkeypatch.setattr(kernel, "FEWEST_PAIRS", 0)
    model, order = larger_model(seed, small_model), ORDERS[seed % len(ORDERS)]
    outcome = solve(model, order)
    milp = Milp(model)
    wanted = [milp.value(name) for name in order]
    assert [proof.value for proof in outcome.proofs] == wanted
    assert [proof.bound for proof in outcome.proofs] == wanted
    assert all(proof.proved for proof in outcome.proofs)
    assert keeps_rules(model, set(outcome.used.tolist()))
    for name, value in zip(order, wanted, strict=True):
        if name != "leximin":
            reached = score(model, outcome.used.tolist(), name)
            assert reached == (-value if name in MINIMISED else value)


@pytest.mark.parametrize("seed", [1, 2])
def test_cp_sat_agrees_with_the_other_engines(seed, small_model, monkeypatch):
    monkeypatch.setattr(kernel, "FEWEST_PAIRS", 0)
    model = larger_model(seed, small_model, requests=25, supporters=8)
    order = ("coverage", "leximin", "points")
    ours, theirs = solve(model, order), solve(model, order, SolveParams("cp-sat"))
    assert [p.value for p in ours.proofs] == [p.value for p in theirs.proofs]
    assert ours.proofs[1].levels == theirs.proofs[1].levels
    assert ours.engine != theirs.engine
    assert ours.used.tolist() == theirs.used.tolist()
