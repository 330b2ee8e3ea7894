"""Small rounds of the flow class, with all their plans listed."""

from itertools import combinations
from typing import NamedTuple

import numpy as np
import pytest

from matchmaker.optimise.marginals.marginals import Marginals, marginals_of

ORDERS = [
    ("coverage", "points"),
    ("coverage", "points"),
    ("points", "coverage"),
    ("coverage",),
    ("points",),
]


class Small(NamedTuple):
    """A small model, a best plan of it, and what its neighbours reach."""

    seed: int
    model: object
    objectives: tuple
    plans: list  # (scores, pairs)
    best: tuple
    used: set
    marginals: Marginals

    def lost_by(self, scores):
        """What the best of other plans loses; `None` if there is no other."""
        if not scores:
            return None
        return tuple(a - b for a, b in zip(self.best, max(scores), strict=True))


def plans_of(model, objectives, keeps_rules, score):
    found = []
    for size in range(model.pairs + 1):
        for pairs in combinations(range(model.pairs), size):
            if keeps_rules(model, set(pairs)):
                scores = tuple(score(model, pairs, name) for name in objectives)
                found.append((scores, set(pairs)))
    return found


@pytest.fixture(scope="session")
def all_plans(keeps_rules, score):
    """All plans of a model, as scores and pairs."""
    return lambda model, objectives: plans_of(model, objectives, keeps_rules, score)


@pytest.fixture(scope="session")
def small_rounds(random_model, all_plans):
    """Small rounds with one of their best plans, first or last in some order."""
    rounds = []
    for seed in range(300):
        objectives = ORDERS[seed % len(ORDERS)]
        model = random_model(seed, mixed=False, rows=False, limits=False, if_used=False)
        plans = all_plans(model, objectives)
        if plans:
            best = max(scores for scores, _ in plans)
            tied = [pairs for scores, pairs in plans if scores == best]
            used = tied[-(seed % 2)]
            column = np.array(sorted(used), np.int64)
            marginals = marginals_of(model, column, objectives)
            rounds.append(Small(seed, model, objectives, plans, best, used, marginals))
    return rounds
