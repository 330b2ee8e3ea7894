"""Who earns a bonus together, and which pairings take part."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from matchmaker.candidates import find_candidates
from matchmaker.domain.bonuses import Couple
from matchmaker.domain.plan import Plan
from matchmaker.pipeline import Solved
from matchmaker.pipeline.bonuses import bonuses_of
from matchmaker.pipeline.pairings import pairings_of
from matchmaker.reasons import Comer, explain, why_bonus
from matchmaker.scoring import score

COUPLES = tuple(
    Couple(roles=("expert", "mentor"), by=by, points=points)
    for by, points in (("authority", 50), ("region", 7))
)


@pytest.fixture
def any_plan(draw_round):
    """A round with bonuses, and some of its candidates as a plan, good or not."""

    def draw(seed):
        this = draw_round(seed, strict=False, size=(3, 9, 12))
        programme = this.programme.model_copy(update={"bonuses": COUPLES})
        this = this.replace(programme=programme)
        candidates = find_candidates(this)
        scores = score(this, candidates)
        some = Random(seed).sample(range(len(candidates)), len(candidates) // 2)
        used = np.array(sorted(some), dtype=np.int64)
        pairings = pairings_of(this, candidates, scores, used)
        plan = Plan(pairings=pairings, bonuses=bonuses_of(this, pairings))
        return Solved(this, candidates, scores, plan, ())

    return draw


def comers_of(solved, earned):
    """By plain definition: the setting's people from there, role by role."""
    found = [
        Comer(pairing.role, pairing.supporter)
        for pairing in solved.plan.pairings
        if pairing.setting == earned.setting
        and getattr(solved.round.supporter(pairing.supporter), earned.by)
        == earned.value
    ]
    return {comer for comer in found if comer.role in earned.roles}


def test_all_who_come_from_there_are_named_once_and_by_role(any_plan):
    several = 0
    for seed in range(30):
        solved = any_plan(seed)
        for earned in solved.plan.bonuses:
            reason = why_bonus(solved, earned)
            assert set(reason.comers) == comers_of(solved, earned)
            assert len(set(reason.comers)) == len(reason.comers)
            roles = [comer.role for comer in reason.comers]
            assert roles == sorted(roles, key=earned.roles.index)
            assert set(roles) == set(earned.roles)
            said = (reason.name, reason.setting, reason.by, reason.value, reason.points)
            assert said == (
                earned.bonus,
                earned.setting,
                earned.by,
                earned.value,
                earned.points,
            )
            several += len(reason.comers) > 2
    assert several > 20


def test_a_pairing_has_the_bonuses_that_it_takes_part_in(any_plan):
    with_one = without = 0
    for seed in range(30):
        solved = any_plan(seed)
        for pairing, reason in zip(
            solved.plan.pairings, explain(solved).pairings, strict=True
        ):
            expected = [
                why_bonus(solved, earned)
                for earned in solved.plan.bonuses
                if earned.setting == pairing.setting
                and Comer(pairing.role, pairing.supporter) in comers_of(solved, earned)
            ]
            assert list(reason.bonuses) == expected
            assert reason.points == sum(c.points for c in reason.criteria)
            with_one += bool(expected)
            without += not expected
    assert with_one > 50
    assert without > 50
