"""What is told of a climb that was given up: nothing that leaves worst-off out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest

from matchmaker.domain.proof import Proof
from matchmaker.optimise.bonus_columns import Bonuses, Side
from matchmaker.optimise.climb import Climb
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.kernel import Kernel
from matchmaker.optimise.outcome import Deadline, SolveParams

ORDER = ("coverage", "worst-off", "points")


def shown(objective, value, bound):
    return Proof(
        objective=objective,
        sense="maximise",
        value=value,
        bound=bound,
        shown_by="solver",
    )


@dataclass(frozen=True)
class Tired:
    """Solves for sums, but gives up where several pairs earn something together."""

    kernel: Kernel
    proofs: tuple[Proof, ...]
    never: bool = False
    listen: object = None

    def best_sum(self, model, sums, needed=(), start=None):
        if self.never or len(model.bonuses):
            raise GaveUpError(start, 99, self.proofs)
        return self.kernel.best_sum(model, sums, needed)


@pytest.fixture
def model(small_model):
    """Two requests and two supporters; both requests have company if both are met."""
    both = [Side(np.array([0, 1])), Side(np.array([2, 3]))]
    pairs = [(0, 0), (0, 1), (1, 0), (1, 1)]
    bonuses = Bonuses.of([7], ["both"], [both])
    return small_model(pairs, 2, 2, points=[5, 4, 9, 2], bonuses=bonuses)


@pytest.fixture
def given_up(model):
    def given_up(**tired):
        proofs = (shown("coverage", 2, 2), shown("points", 20, 23))
        kernel = Tired(Kernel(SolveParams(), Deadline(None)), proofs, **tired)
        with pytest.raises(GaveUpError) as error:
            Climb(kernel, None, ()).best(model, ORDER)
        return error.value

    return given_up


def test_before_worst_off_is_settled_nothing_is_told_of_what_is_behind(given_up):
    assert [proof.objective for proof in given_up(never=True).proofs] == ["coverage"]


def test_worst_off_is_settled_before_bonuses_are_looked_at(given_up):
    """The first with the second supporter and the other way round: 4 and 9 points."""
    error = given_up()
    told = [(proof.objective, proof.value, proof.bound) for proof in error.proofs]
    assert told == [("coverage", 2, 2), ("worst-off", 4, 4), ("points", 20, 23)]
    assert error.plan.tolist() == [1, 2]


def test_bonuses_count_once_worst_off_is_settled(model):
    kernel = Kernel(SolveParams(), Deadline(None))
    best = Climb(kernel, None, ()).best(model, ORDER)
    assert (best.totals, best.worst) == ((2, 4 + 9 + 7), 4)
    alone = replace(model, bonuses=Bonuses.none())
    assert Climb(kernel, None, ()).best(alone, ORDER).totals == (2, 4 + 9)
