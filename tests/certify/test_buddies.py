"""Claims of a buddy plan: what they show, and what they do not."""

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.certify.buddies import BuddyFacts, buddies_confirmed
from matchmaker.optimise.buddies import pair_up

FIRST, SECOND = np.array([0, 0, 1, 2, 2, 3]), np.array([1, 2, 2, 3, 4, 4])
POINTS = np.array([5, 4, 9, 3, 6, 2])
FACTS = BuddyFacts(5, FIRST, SECOND, POINTS)
PLAN = pair_up(5, FIRST, SECOND, POINTS)


def confirmed(proof=PLAN.proof, claims=PLAN.claims, facts=FACTS):
    return buddies_confirmed(facts, proof, claims)


def with_value(index, change):
    proofs = list(PLAN.proof)
    value = proofs[index].value + change
    proofs[index] = proofs[index].model_copy(update={"value": value})
    return tuple(proofs)


def test_the_plan_is_confirmed():
    # 3 can at best have 2, for 3 points; 4 joins them for 6, and 0-1 have 5.
    assert tuple(proof.value for proof in PLAN.proof) == (5, 3, 14)
    assert confirmed() == (True, True, True)


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        (0, (False, False, False)),  # 4 people: what follows speaks of another plan
        (1, (True, False, False)),
        (2, (True, True, False)),
    ],
)
def test_a_smaller_value_is_not_the_best(index, expected):
    assert confirmed(with_value(index, -1)) == expected


@pytest.mark.parametrize("objective", ["coverage", "points"])
def test_without_its_claim_nothing_is_shown(objective):
    left = [claim for claim in PLAN.claims if claim.objective != objective]
    index = ("coverage", "worst-off", "points").index(objective)
    assert confirmed(claims=left)[index] is False


@pytest.mark.parametrize("position", range(len(PLAN.claims)))
def test_prices_of_zero_show_nothing(position):
    claims = list(PLAN.claims)
    blank = (0,) * len(claims[position].prices)
    claims[position] = replace(claims[position], prices=blank, odd_sets=())
    assert confirmed(claims=claims).count(False) == 1


def test_a_claim_about_fewer_plans_does_not_speak_of_all():
    higher = [replace(claim, threshold=10) for claim in PLAN.claims]
    assert confirmed(claims=higher) == (False, False, False)
    only = [replace(claim, only=(0, 1)) for claim in PLAN.claims]
    assert confirmed(claims=only) == (False, False, False)


def test_a_trio_is_told_from_either_end_but_not_from_none():
    one = [replace(claim, closed=((0, 1),)) for claim in PLAN.claims]
    assert confirmed(claims=one) == (True, True, True)
    both = [replace(claim, closed=((0, 1), (2, 1))) for claim in PLAN.claims]
    assert confirmed(claims=both) == (False, False, False)
    # Where the two ends must never meet, there is no trio to tell of.
    apart = replace(FACTS, never=[(2, 0)])
    without = np.array([0, 2, 3, 4, 5])  # the pair 0-2 goes as well
    apart = replace(
        apart, first=FIRST[without], second=SECOND[without], points=POINTS[without]
    )
    assert confirmed(claims=both, facts=apart)[0] is True


def test_claims_for_closed_links_speak_of_them():
    """With clashes there are several claims an objective, and all are needed."""
    star = np.array([0, 0, 0]), np.array([1, 2, 3]), np.array([3, 9, 11])
    never = [(1, 3), (2, 3)]
    plan, kept = pair_up(4, *star, never=never), BuddyFacts(4, *star, never)
    points = [claim for claim in plan.claims if claim.objective == "points"]
    assert len(points) > 1
    assert buddies_confirmed(kept, plan.proof, plan.claims) == (True, True, True)
    for claim in points:
        fewer = [other for other in plan.claims if other is not claim]
        assert buddies_confirmed(kept, plan.proof, fewer)[2] is False


def test_prices_for_one_graph_do_not_pass_for_another():
    richer = replace(FACTS, points=POINTS + np.array([0, 0, 0, 9, 0, 0]))
    assert confirmed(facts=richer)[1:] != (True, True)


def test_a_claim_that_forgets_the_extra_link_does_not_show_that_there_is_none():
    """Two links from 0, of which a pair uses one: prices of the pair alone."""
    facts = BuddyFacts(3, np.array([0, 0]), np.array([1, 2]), np.array([10, 10]))
    plan = pair_up(3, facts.first, facts.second, facts.points)
    assert plan.trio is not None
    coverage = plan.proof[0].model_copy(update={"value": 2, "bound": 2})
    pair = replace(plan.claims[0], prices=(4, 0, 0, 0), odd_sets=(), closed=())
    forged = buddies_confirmed(facts, (coverage, *plan.proof[1:]), [pair])
    assert forged[0] is False
    # Without a trio the same prices are enough.
    alone = replace(facts, trio=False)
    assert buddies_confirmed(alone, (coverage, *plan.proof[1:]), [pair])[0] is True
