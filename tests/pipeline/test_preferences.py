"""Rounds in which people rank each other, against every plan there is."""

from itertools import combinations
from random import Random

import pytest

from matchmaker import verify
from matchmaker.domain.decisions import Pin
from matchmaker.domain.objective import Objective
from matchmaker.domain.plan import Plan
from matchmaker.errors import InfeasibleError, PlanRejectedError
from matchmaker.pipeline import confirmed_by_prices, match
from matchmaker.pipeline.checking import refuse_faults
from matchmaker.reasons import blocking_pairs, explain, stability_of
from matchmaker.report.blocking import blocking_text
from matchmaker.report.plan_json import plan_document
from matchmaker.report.summary import summarise, summary_sentences

POINTS = {("r1", "ann"): 1, ("r1", "bob"): 9, ("r2", "ann"): 9, ("r2", "bob"): 1}
"""By points r1 has bob and r2 ann."""


def listed(whole, **lists):
    """A round in which some rank others: `r1="ann bob"`, equals as `ann=bob`."""

    def with_list(party):
        text = lists.get(party.id, "")
        ranked = tuple(tuple(place.split("=")) for place in text.split())
        return party.model_copy(update={"preferences": ranked})

    return whole.replace(
        requests=tuple(map(with_list, whole.requests)),
        supporters=tuple(map(with_list, whole.supporters)),
    )


def made(solved):
    return {(p.request, p.supporter) for p in solved.plan.pairings}


APART = {("r1", "ann"), ("r2", "bob")}
CROSSED = {("r1", "bob"), ("r2", "ann")}


def test_lists_come_before_points(wishes):
    whole = wishes(POINTS)
    assert made(match(whole)) == CROSSED
    assert made(match(listed(whole, r1="ann", ann="r1"))) == APART
    # One side alone changes nothing: bob goes by points, and has r1.
    assert made(match(listed(whole, r1="ann"))) == CROSSED


def test_reported_lists_leave_the_plan_and_tell_who_would_rather(wishes):
    whole = listed(
        wishes(POINTS, programme={"stability": "report"}), r1="ann", ann="r1"
    )
    solved = match(whole)
    assert made(solved) == CROSSED
    (pair,) = blocking_pairs(solved)
    assert blocking_text(pair, whole) == (
        "r1 and ann, 1st choice: it has bob (9 points), and ann would leave r2 (9 points)"
    )
    told = plan_document(solved, explain(solved), {})["stability"]
    assert told == {
        "asked": "report",
        "exists": None,
        "ring": [],
        "blocking": [
            {"one": "r1", "other": "ann", "one_leaves": ["bob"], "other_leaves": ["r2"]}
        ],
    }
    said = list(summary_sentences(summarise(solved, ())))
    assert "1 pair would rather have each other: r1 with ann." in said


def test_the_checker_refuses_a_plan_that_lists_block(wishes):
    whole = wishes(POINTS)
    solved = match(whole)
    object.__setattr__(solved, "round", listed(whole, r1="ann", ann="r1"))
    with pytest.raises(PlanRejectedError, match=r"stability \(r1\): with ann"):
        refuse_faults(solved)


# Those who ask would have it one way, those who offer the other.
OPPOSED = {"r1": "ann bob", "r2": "bob ann", "ann": "r2 r1", "bob": "r1 r2"}


@pytest.mark.parametrize(
    ("sought", "best", "values"),
    [
        (("request-choice",), APART, (2,)),
        (("supporter-choice",), CROSSED, (2,)),
        (("supporter-choice", "request-choice"), CROSSED, (2, 4)),
    ],
)
def test_either_side_may_have_its_best_stable_plan(wishes, sought, best, values):
    objectives = ("coverage", *sought)
    whole = listed(wishes(POINTS, objective_override=objectives), **OPPOSED)
    solved = match(whole)
    assert made(solved) == best
    assert tuple(proof.value for proof in solved.proof[1:]) == values
    assert solved.proved


def test_choices_may_be_sought_without_stability_and_prices_prove_them(wishes):
    whole = wishes(
        POINTS,
        programme={"stability": "off"},
        objective_override=("coverage", "request-choice"),
    )
    solved = match(listed(whole, r1="ann=bob", r2="bob"))
    assert made(solved) == APART
    # Of two equals in the first place either is a first choice.
    assert [proof.value for proof in solved.proof] == [2, 2]
    assert confirmed_by_prices(solved) == (True, True)


def test_behind_two_equals_comes_a_third_choice(wishes):
    points = dict.fromkeys([("r1", s) for s in ("ann", "bob", "cy", "di")], 1)
    whole = wishes(points, objective_override=("coverage", "request-choice"))
    for pinned, choice in (("ann", 1), ("bob", 1), ("cy", 3), ("di", 4)):
        pin = Pin(request="r1", supporter=pinned)
        solved = match(listed(whole.replace(pins=(pin,)), r1="ann=bob cy"))
        assert solved.proof[1].value == choice


def test_a_blend_of_both_sides_choices_is_egalitarian(wishes):
    points = dict.fromkeys([(r, s) for r in "abc" for s in "xyz"], 1)
    fair = Objective(name="fair", blend={"request-choice": 1, "supporter-choice": 1})
    lists = {"a": "x y z", "b": "y z x", "c": "z x y"}
    lists |= {"x": "b c a", "y": "c a b", "z": "a b c"}
    solved = match(
        listed(wishes(points, objective_override=("coverage", fair)), **lists)
    )
    # All second choices: 3 x (2 + 2). The best of either side is 3 x (1 + 3).
    assert solved.proof[1].value == -12
    assert solved.proved


def test_unnamed_ones_come_after_all_who_are_named(wishes):
    whole = wishes(POINTS, objective_override=("coverage", "request-choice"))
    solved = match(listed(whole, r1="ann", r2="ann", ann="r1 r2"))
    assert made(solved) == APART
    assert solved.proof[1].value == 1 + 2


def test_loads_that_differ_may_leave_no_stable_plan(wishes):
    """c takes both places of x, who likes a better and b less; b and a turn round."""
    points = dict.fromkeys(
        [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y"), ("c", "x")], 1
    )
    lists = {"a": "y x", "b": "x y", "c": "x", "x": "a c b", "y": "b a"}
    heavy = listed(wishes(points, load={"c": 2}, x=2), **lists)
    assert stable_plans(heavy, lists) == []
    with pytest.raises(InfeasibleError, match="rather have each other"):
        match(heavy)
    light = listed(wishes(points, x=2), **lists)
    assert made(match(light)) in stable_plans(light, lists)


@pytest.mark.parametrize("seed", range(20))
def test_unequal_loads_are_held_against_every_plan_too(seed, wishes):
    whole, lists = drawn(wishes, Random(seed), loads=True)
    plans = stable_plans(whole, lists)
    assert plans
    assert made(match(whole)) in plans


def drawn(wishes, rng, *, loads=False):
    """A small round in which some have lists, some with equals, some none."""
    asking = [f"r{n}" for n in range(rng.randint(1, 4))]
    offering = [f"s{n}" for n in range(rng.randint(1, 3))]
    pairs = [(r, s) for r in asking for s in offering if rng.random() < 0.85]
    points = {pair: rng.randint(0, 3) for pair in pairs or [("r0", "s0")]}
    lists = {}
    for party, others in [(r, offering) for r in asking] + [
        (s, asking) for s in offering
    ]:
        some = rng.sample(others, rng.randint(0, len(others)))
        text = "".join(o + rng.choice("   =") for o in some).strip(" =")
        if rng.random() < 0.8 and text:
            lists[party] = text
    load = {r: rng.randint(1, 2) for r in asking} if loads else {}
    rooms = {s: rng.randint(1, 3) for s in offering if any(s == o for _, o in points)}
    whole = wishes(points, load=load, **rooms)
    return listed(whole, **lists), lists


def stable_plans(whole, lists):
    """All plans that no pair blocks, by the definition and by nothing else."""
    given = whole.given
    requests, supporters = whole.requests, whole.supporters
    pairs = [
        (requests[r].id, supporters[s].id, int(p), int(load))
        for r, s, p, load in zip(
            given.request, given.supporter, given.points, given.load, strict=True
        )
    ]
    room = {s.id: s.capacity for s in supporters}
    places = {
        (who, name): place
        for who, text in lists.items()
        for place, tied in enumerate(text.split())
        for name in tied.split("=")
    }

    def liking(who, other, points):
        place = places.get((who, other))
        return (0, points) if place is None else (1, -place)

    def fits(plan):
        asked = [r for r, *_ in plan]
        return len(set(asked)) == len(asked) and all(
            sum(load for _, t, _, load in plan if t == s) <= most
            for s, most in room.items()
        )

    def blocks(plan, pair):
        r, s, points, load = pair
        has = [liking(r, t, p) for q, t, p, _ in plan if q == r]
        if has and has[0] >= liking(r, s, points):
            return False
        kept = [
            amount
            for q, t, p, amount in plan
            if t == s and liking(s, q, p) >= liking(s, r, points)
        ]
        return sum(kept) + load <= room[s]

    plans = (
        plan
        for size in range(len(pairs) + 1)
        for plan in combinations(pairs, size)
        if fits(plan)
    )
    return [
        {(r, s) for r, s, *_ in plan}
        for plan in plans
        if not any(blocks(plan, pair) for pair in pairs if pair not in plan)
    ]


@pytest.mark.parametrize("seed", range(40))
def test_the_plan_is_the_best_of_all_stable_ones(seed, wishes):
    """And the checker finds fault with just those plans that are not stable."""
    whole, lists = drawn(wishes, Random(seed))
    plans = stable_plans(whole, lists)
    solved = match(whole)
    points = {
        (whole.requests[r].id, whole.supporters[s].id): int(p)
        for r, s, p in zip(
            whole.given.request, whole.given.supporter, whole.given.points, strict=True
        )
    }
    best = max((len(plan), sum(points[pair] for pair in plan)) for plan in plans)
    assert made(solved) in plans
    assert tuple(proof.value for proof in solved.proof) == best
    for kept in range(len(solved.plan.pairings)):
        some = solved.plan.pairings[:kept]
        found = verify.check(whole, Plan(pairings=some))
        said = any(fault.rule == "stability" for fault in found)
        assert said is ({(p.request, p.supporter) for p in some} not in plans)


def test_nothing_is_said_of_stability_where_nobody_asks(wishes):
    solved = match(wishes(POINTS, programme={"stability": "off"}))
    assert stability_of(solved) is None
    assert plan_document(solved, explain(solved), {})["stability"] is None
