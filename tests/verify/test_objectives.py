"""Each objective by its plain definition, and what a proof may say of it."""

from collections import Counter
from datetime import date
from itertools import combinations
from random import Random

import pytest

from matchmaker.domain.change import EarlierPairing
from matchmaker.domain.objective import Objective
from matchmaker.domain.plan import Pairing, Plan
from matchmaker.domain.proof import Proof
from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter
from matchmaker.verify import check
from matchmaker.verify.facts import Facts
from matchmaker.verify.objectives import levels, value_of

RATES = [{"role": "expert", "pence_per_day": 50_000, "valid_from": date(2022, 4, 1)}]
BEFORE = (
    EarlierPairing(request="help", supporter="ada", state="started"),
    EarlierPairing(request="help", supporter="ben", state="announced"),
    EarlierPairing(request="help", supporter="gone", state="proposed"),
)


def pairing(request, supporter="ada", points=0, pence=None):
    return Pairing(
        request=request,
        supporter=supporter,
        role="expert",
        points=points,
        criteria={},
        pence=pence,
    )


def value(whole, objective, *pairings):
    return value_of(objective, Facts(whole), pairings)


@pytest.fixture
def before(small):
    """A round after one in which Ada, Ben and somebody who left gave help."""
    return small.round(before=BEFORE)


@pytest.mark.parametrize(
    ("kept", "lost"),
    [((), 111), (("ada",), 11), (("ben",), 101), (("ada", "ben"), 1), (("cat",), 111)],
)
def test_change_weighs_what_is_lost_and_nothing_that_is_new(before, kept, lost):
    plan = [pairing("help", supporter) for supporter in kept]
    assert value(before, Objective(name="change"), *plan) == lost


def test_the_programme_says_what_a_lost_pairing_weighs(small):
    weights = {"started": 7, "announced": 5, "proposed": 0}
    whole = small.round(before=BEFORE, programme={"change": weights})
    assert value(whole, Objective(name="change")) == 12


def test_cost_is_pence_and_nothing_without_a_rate(before):
    plan = pairing("help", pence=150), pairing("other", pence=None)
    assert value(before, Objective(name="cost"), *plan) == 150


def test_leximin_reads_a_request_s_sum_of_points_in_bands(before):
    plan = (
        pairing("a", "ada", 7),
        pairing("a", "ben", 8),
        pairing("b", "ada", 19),
        pairing("c", "ada", 20),
        pairing("d", "ada", -1),
    )
    assert levels(plan, 10) == ((-10, 1), (10, 2), (20, 1))
    assert levels(plan, 1) == ((-1, 1), (15, 1), (19, 1), (20, 1))
    assert value(before, Objective(name="leximin", band=10), *plan) == -10
    assert value(before, Objective(name="leximin"), *plan) == -1
    assert value(before, Objective(name="leximin")) is None


def test_a_blend_adds_up_with_costs_taken_away(before):
    fit = Objective(name="fit", blend={"points": 3, "change": 2, "cost": 1})
    plan = (pairing("help", "ada", points=100, pence=40),)
    assert value(before, fit, *plan) == 3 * 100 - 2 * 11 - 40


def test_fewer_in_the_lowest_band_where_they_differ_is_leximin_better():
    # The counts from the lowest band up, compared one after the other, order plans
    # exactly as the sorted points do, where whoever is given nothing comes last.
    dice = Random(5)
    for _ in range(500):
        one, other = (
            [dice.choice((None, 0, 10, 20)) for _ in range(4)] for _ in range(2)
        )
        rows = [
            sorted(float("inf") if p is None else p for p in t) for t in (one, other)
        ]
        counts = [Counter(p for p in t if p is not None) for t in (one, other)]
        fewer = [tuple(-count[edge] for edge in (0, 10, 20)) for count in counts]
        assert (rows[0] > rows[1]) == (fewer[0] > fewer[1])


def proofs(whole, plan, **changes):
    """A proof that fits the plan, but for changes to its first line."""
    lines = []
    for objective in whole.objectives:
        reached = value(whole, objective, *plan.pairings)
        found = levels(plan.pairings, objective.band)
        lines.append(
            Proof(
                objective=objective.name,
                sense=objective.sense,
                value=reached,
                bound=reached,
                shown_by="solver",
                levels=found if objective.name == "leximin" else (),
            )
        )
    return (lines[0].model_copy(update=changes), *lines[1:])


def faults(whole, plan, **changes):
    found = check(whole, plan, proofs(whole, plan, **changes))
    return [each.message for each in found if each.rule == "objective"]


@pytest.fixture
def loose(small):
    """Two requests that Ada may serve, points held to within 5 or a tenth."""
    asks = {"role": "expert", "setting": "nursery", "load": 360}

    def build(*objectives):
        return small.round(
            programme={"rate": RATES},
            requests=tuple(Request(id=name, **asks) for name in ("a", "b")),
            supporters=(Supporter(id="ada", roles=("expert",), capacity=720),),
            objective_override=objectives,
        )

    return build


EMPTY = Plan(pairings=())


@pytest.mark.parametrize(
    ("bound", "tolerance", "said"),
    [
        (5, 5, []),
        (5, 6, ["give up 6 of it, sought is to give up no more than 5"]),
        (6, 5, []),  # not claimed as proved, so nothing is claimed
        (60, 60, ["give up 60 of it, sought is to give up no more than 6"]),
        (60, 6, []),
    ],
)
def test_no_more_may_be_given_up_than_the_round_allows(loose, bound, tolerance, said):
    points = {"name": "points", "tolerance": 5, "tolerance_percent": 10}
    found = faults(loose(points, "cost"), EMPTY, bound=bound, tolerance=tolerance)
    assert [any(said_ in each for each in found) for said_ in said] == [True] * len(
        said
    )
    assert len(found) == len(said)


def test_nothing_may_be_given_up_of_what_is_held(loose):
    (fault,) = faults(loose("cost", "points"), EMPTY, bound=-1, tolerance=1)
    assert "no more than 0" in fault


def test_levels_must_be_those_of_the_plan(loose):
    whole = loose({"name": "leximin", "band": 10})
    assert faults(whole, EMPTY) == []
    (fault,) = faults(whole, EMPTY, levels=((0, 2),))
    assert "the levels are ((0, 2),), the plan's are ()" in fault
    (fault,) = faults(loose("points"), EMPTY, levels=((0, 2),))
    assert "the plan's are ()" in fault


def test_a_bound_may_not_rule_out_a_cheaper_plan_that_is_there(loose):
    assert faults(loose("cost"), EMPTY, bound=0) == []
    (fault,) = faults(loose("cost"), EMPTY, bound=1)
    assert "the plan reaches 0, which the bound 1 rules out" in fault


def test_all_plans_of_a_small_round_have_the_value_that_a_sum_gives(loose):
    blend = {"name": "fit", "blend": {"coverage": 2, "cost": 1}}
    whole = loose(blend)
    (fit,) = whole.objectives
    pairs = [pairing("a", pence=50_000), pairing("b", pence=50_000)]
    for size in range(3):
        for plan in combinations(pairs, size):
            assert value(whole, fit, *plan) == size * (2 * 1 - 50_000)
