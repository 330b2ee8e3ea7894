"""Buddies: by hand, against every plan there is, and with decisions."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from random import Random

import pytest

from matchmaker import verify
from matchmaker.domain.among import with_askers
from matchmaker.domain.decisions import Conflict, Forbid, Pin
from matchmaker.domain.programme import Programme
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.errors import InfeasibleError
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline import confirmed_by_prices, match, match_several
from matchmaker.verify.shared import check_shared

PROGRAMME = {
    "name": "pals",
    "title": "Pals",
    "asks": "people",
    "roles": {"pal": {"title": "Pal", "load_hours": 1}},
    "buddies": {"role": "pal", "times": "times"},
    "field": {
        "likes": {"title": "Likes", "kind": "list", "supporter": {}},
        "agreed": {"title": "Agreed", "kind": "yes or no", "supporter": {}},
        "times": {"title": "Times", "kind": "half-days", "supporter": {}},
        "boss": {"title": "Boss", "kind": "list", "supporter": {}},
    },
    "rule": [
        {"name": "answered", "field": "agreed", "of": "supporter"},
        {"name": "not_self"},
        {"name": "not_named", "field": "boss", "of": "supporter"},
        {"name": "conflict"},
        {"name": "overlap", "field": "times"},
    ],
    "criterion": [{"name": "overlap", "field": "likes", "weight": 10}],
    "objective": [{"name": n} for n in ("coverage", "worst-off", "points")],
}


def pal(key, likes=(), times=(), boss=(), *, agreed=True, capacity=60):
    answers = {"likes": likes, "times": times, "boss": boss}
    fields = {name: tuple(words) for name, words in answers.items() if words}
    return Supporter(
        id=key, roles=("pal",), capacity=capacity, fields=fields | {"agreed": agreed}
    )


def round_of(*people, **fields):
    programme = Programme.model_validate(PROGRAMME | fields.pop("programme", {}))
    name = fields.pop("name", "Pals")
    # Decisions name those who ask, so that everybody has to ask first.
    whole = Round(
        name=name,
        programme=programme,
        today=date(2026, 1, 5),
        supporters=people,
        requests=(),
    )
    return with_askers(whole).replace(**fields)


def links(solved):
    return [link.people for link in solved.plan.buddies]


def test_two_who_like_the_same_are_buddies_and_worth_both_ways():
    solved = match(
        round_of(
            pal("ann", ["maps", "tea"]), pal("bob", ["maps"]), pal("cy", ["tea", "jam"])
        )
    )
    # Half of Ann's likes and all of Bob's; half of Ann's and half of Cy's.
    assert [link.points for link in solved.plan.buddies] == [150, 100]
    assert solved.plan.trio.middle == "ann"
    assert solved.plan.trio.ends == ("bob", "cy")
    first = solved.plan.buddies[0]
    assert (first.criteria, first.criteria_back) == (
        {"overlap:likes": 50},
        {"overlap:likes": 100},
    )
    assert [proof.value for proof in solved.proof] == [3, 100, 250]
    assert confirmed_by_prices(solved) == (True, True, True)


def test_the_odd_one_out_may_be_left_alone_if_the_programme_says_so():
    spec = {"buddies": {"role": "pal", "odd_one_out": "alone"}}
    people = pal("ann", ["tea"]), pal("bob", ["maps"]), pal("cy", ["maps"])
    solved = match(round_of(*people, programme=spec))
    assert links(solved) == [("bob", "cy")]
    assert solved.plan.trio is None
    assert [(a.person, a.reason) for a in solved.plan.alone] == [("ann", "outnumbered")]


@pytest.mark.parametrize(
    "bad",
    [
        pal("bob", agreed=False),
        pal("bob", boss=["ann"]),
        pal("bob", times=["fri-pm"]),
        pal("bob", capacity=59),
    ],
)
def test_a_rule_need_only_fail_one_way(bad):
    ann = pal("ann", times=["mon-am"])
    assert links(match(round_of(ann, pal("bob", times=["mon-am"])))) == [("ann", "bob")]
    for people in ((ann, bad), (bad, ann)):
        solved = match(round_of(*people))
        assert solved.plan.buddies == ()
        assert {a.reason for a in solved.plan.alone} == {"no allowed pair"}


def test_half_days_that_suit_both_are_told():
    solved = match(
        round_of(
            pal("ann", times=["tue-am", "mon-am", "fri-pm"]),
            pal("bob", times=["mon-am", "tue-am"]),
        )
    )
    assert solved.plan.buddies[0].times == ("tue-am", "mon-am")


def test_the_ends_of_a_trio_may_meet_unless_one_manages_the_other():
    likes = [["maps"], ["maps"], ["maps"]]
    plain = [pal(key, like) for key, like in zip("abc", likes, strict=True)]
    assert match(round_of(*plain)).plan.trio.middle == "a"
    # B is C's boss: they cannot be buddies, nor the two ends of a trio.
    managed = (plain[0], plain[1], pal("c", ["maps"], boss=["b"]))
    solved = match(round_of(*managed))
    assert solved.plan.trio is None
    assert len(solved.plan.alone) == 1


@pytest.mark.parametrize("kind", ["forbid", "conflict"])
@pytest.mark.parametrize("turned", [False, True])
def test_decisions_hold_whoever_is_named_first(kind, turned):
    one, other = ("b", "a") if turned else ("a", "b")
    ruled = (
        {"forbids": (Forbid(request=one, supporter=other),)}
        if kind == "forbid"
        else {"conflicts": (Conflict(party=one, supporter=other),)}
    )
    people = pal("a", ["maps"]), pal("b", ["maps"]), pal("c"), pal("d")
    assert ("a", "b") in links(match(round_of(*people)))
    assert ("a", "b") not in links(match(round_of(*people, **ruled)))


@pytest.mark.parametrize("turned", [False, True])
def test_a_pin_leaves_two_to_each_other(turned):
    one, other = ("c", "a") if turned else ("a", "c")
    people = pal("a", ["maps"]), pal("b", ["maps"]), pal("c"), pal("d")
    solved = match(round_of(*people, pins=(Pin(request=one, supporter=other),)))
    assert links(solved) == [("a", "c"), ("b", "d")]
    assert [link.pinned for link in solved.plan.buddies] == [True, False]
    assert confirmed_by_prices(solved) == (True, True, True)


def test_two_pins_of_one_person_ask_for_a_trio():
    pins = (Pin(request="b", supporter="a"), Pin(request="a", supporter="c"))
    people = pal("a"), pal("b", ["maps"]), pal("c", ["maps"]), pal("d"), pal("e")
    solved = match(round_of(*people, pins=pins))
    assert solved.plan.trio.middle == "a"
    assert links(solved) == [("a", "b"), ("a", "c"), ("d", "e")]


def test_pins_that_cannot_hold_are_named():
    people = pal("a"), pal("b", agreed=False), pal("c")
    with pytest.raises(InfeasibleError, match="a and b are pinned as buddies"):
        match(round_of(*people, pins=(Pin(request="a", supporter="b"),)))


def test_without_any_time_the_greedy_plan_comes_back():
    people = [pal(key, ["maps"] if key in "ad" else ["tea"]) for key in "abcd"]
    solved = match(round_of(*people), SolveParams(time_limit=0))
    assert len(solved.plan.buddies) == 2


def test_hours_and_refusals_are_shared_with_other_rounds():
    people = pal("a"), pal("b"), pal("c", capacity=120), pal("d", capacity=120)
    ruled = (Forbid(request="c", supporter="a"),)
    dates = {"start": date(2026, 1, 5), "end": date(2026, 1, 11)}
    first = round_of(*people[:3], forbids=ruled, **dates)
    second = round_of(*people, name="Pals again", **dates)
    before, after = match_several([first, second])
    assert links(before) == [("a", "b")]
    # A and B have given the hour that they have; C and D have theirs left.
    assert links(after) == [("c", "d")]
    free = match(second).plan
    faults = check_shared([first, second], [before.plan, free])
    assert {fault.rule for fault in faults} == {"capacity"}


def test_two_whom_one_round_ruled_out_are_buddies_in_none():
    people = pal("a", ["tea"]), pal("b"), pal("c", ["tea"]), pal("d")
    dates = {"start": date(2026, 1, 5), "end": date(2026, 1, 11)}
    ruled = (Forbid(request="c", supporter="a"),)
    first = round_of(*people, **dates)
    other = round_of(pal("a"), pal("c"), name="Others", forbids=ruled, **dates)
    assert ("a", "c") in links(match(first))
    plans = [one.plan for one in match_several([first, other])]
    assert all(link.people != ("a", "c") for plan in plans for link in plan.buddies)
    faults = check_shared([first, other], [match(first).plan, plans[1]])
    assert {fault.rule for fault in faults} == {"forbidden"}


# Against every plan there is


def drawn(seed):
    random = Random(seed)
    size = random.randint(2, 7)
    keys = [f"p{number}" for number in range(size)]

    def some(words, most):
        return random.sample(words, random.randint(0, most))

    people = [
        pal(
            key,
            some(["maps", "tea", "jam", "bells"], 3),
            some(["mon-am", "tue-am", "fri-pm"], 2),
            some(keys, 1),
            agreed=random.random() < 0.9,
            capacity=random.choice([60, 60, 60, 30]),
        )
        for key in keys
    ]
    ruled = [
        Forbid(request=one, supporter=other)
        for one, other in combinations(keys, 2)
        if random.random() < 0.1
    ]
    way = random.choice(["trio", "trio", "alone"])
    spec = {"buddies": {"role": "pal", "odd_one_out": way}}
    return round_of(*people, forbids=tuple(ruled), programme=spec)


def worth_of(whole):
    """Points of all who may be buddies; and who may be the ends of one trio."""
    worth, may_meet = {}, set()
    for one, other in combinations(whole.supporters, 2):
        broken, points = [], 0
        for asks, comes in ((one, other), (other, one)):
            request = whole.request(asks.id)
            broken += [r for r, _ in verify.broken_rules(whole, request, comes)]
            points += sum(verify.points_of(whole, request, comes).values())
        personal = {rule.partition(":")[0] for rule in broken}
        if personal.isdisjoint({"forbidden", "not_named", "conflict"}):
            may_meet.add((one.id, other.id))
        if not broken and min(one.capacity, other.capacity) >= 60:
            worth[one.id, other.id] = points
    return worth, may_meet


def plans(people, worth):
    if not people:
        yield []
        return
    first, *rest = people
    yield from plans(rest, worth)
    for other in rest:
        if (first, other) in worth:
            for more in plans([p for p in rest if p != other], worth):
                yield [(first, other), *more]


def with_a_third(plan, people, worth, may_meet):
    taken = {person for pair in plan for person in pair}
    for pair in plan:
        for middle, end in (pair, pair[::-1]):
            for third in people:
                link = tuple(sorted((middle, third)))
                ends = tuple(sorted((end, third)))
                if third not in taken and link in worth and ends in may_meet:
                    yield [*plan, link]


def best(whole):
    worth, may_meet = worth_of(whole)
    people = [person.id for person in whole.supporters]
    every = list(plans(people, worth))
    if whole.programme.buddies.odd_one_out == "trio":
        every += [
            more
            for plan in every
            for more in with_a_third(plan, people, worth, may_meet)
        ]
    return max(
        (
            len({person for pair in plan for person in pair}),
            min((worth[pair] for pair in plan), default=-1),
            sum(worth[pair] for pair in plan),
        )
        for plan in every
    )


@pytest.mark.parametrize("seed", range(60))
def test_no_plan_is_better(seed):
    whole = drawn(seed)
    solved = match(whole)
    covered, worst, points = (proof.value for proof in solved.proof)
    assert (covered, -1 if worst is None else worst, points) == best(whole)
    assert solved.proved
    assert all(confirmed_by_prices(solved))
