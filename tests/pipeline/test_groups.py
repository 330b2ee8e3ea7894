"""Groups that ask as one: by hand, and against every division there is."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import combinations
from random import Random

import pytest

from matchmaker import verify
from matchmaker.domain.among import those_who_ask
from matchmaker.domain.decisions import Forbid, Pin
from matchmaker.domain.grouped import grouped
from matchmaker.domain.groups import Group
from matchmaker.domain.programme import Programme
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.ties import Tie
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline import match, prepared
from matchmaker.pipeline.groups_first import GroupsFirst, groups_first

PROGRAMME = """
name = "circle"
title = "Circle"
asks = "people"
[roles.guide]
title = "Guide"
load_hours = 6
[groups]
role = "guide"
least = LEAST
preferred = 2
most = 3
together = "with"
times = "free"
[[groups.rule]]
name = "answered"
field = "agreed"
of = "request"
[[groups.rule]]
name = "not_named"
field = "not"
of = "request"
[[groups.criterion]]
name = "overlap"
field = "likes"
weight = 10
[field.likes]
title = "Likes"
kind = "list"
request = {}
supporter = {}
[field.free]
title = "Free"
kind = "half-days"
request = {}
supporter = {}
[field.with]
title = "With"
kind = "text"
request = {}
[field.not]
title = "Not with"
kind = "list"
request = {}
[field.agreed]
title = "Agreed"
kind = "yes or no"
request = {}
[[rule]]
name = "overlap"
field = "free"
[[criterion]]
name = "overlap"
field = "likes"
weight = 10
[[objective]]
name = "coverage"
[[objective]]
name = "points"
"""


def asks(key, likes=("tea",), free=(), together=(), apart=(), *, agreed=True):
    answers = {"likes": likes, "free": free, "with": together, "not": apart}
    fields = {name: tuple(words) for name, words in answers.items() if words}
    return Request(
        id=key,
        setting=f"h-{key}",
        role="guide",
        load=360,
        fields=fields | {"agreed": agreed},
    )


def guide(key, likes=("tea",), free=("mon-am",), capacity=360):
    fields = {"likes": tuple(likes), "free": tuple(free)}
    return Supporter(id=key, roles=("guide",), capacity=capacity, fields=fields)


def round_of(requests, supporters=(), places=None, least=1, **fields):
    text = PROGRAMME.replace("LEAST", str(least))
    places = places or {}
    return Round(
        name="Circle",
        programme=Programme.model_validate(tomllib.loads(text)),
        today=date(2026, 1, 5),
        settings=tuple(
            Setting(id=r.setting, authority=places.get(r.id, "Leeds")) for r in requests
        ),
        requests=tuple(requests),
        supporters=tuple(supporters) or (guide("gus"),),
        **fields,
    )


def members(solved):
    return [group.members for group in solved.plan.groups]


def test_a_group_gets_one_guide_for_all_its_members():
    people = [asks(key, free=["mon-am"]) for key in "abc"]
    solved = match(round_of(people, [guide("gus"), guide("may", capacity=359)]))
    assert members(solved) == [("a", "b", "c")]
    assert solved.plan.groups[0].times == ("mon-am",)
    (pairing,) = solved.plan.pairings
    assert (pairing.request, pairing.supporter) == ("group-a", "gus")
    assert solved.round.programme.groups is None
    assert solved.whole.programme.groups is not None
    assert [proof.value for proof in solved.group_proof] == [0, 0, 0, 600]


def test_those_who_applied_together_stay_together():
    people = [
        asks("a", ["jam"], together=["Elm"]),
        asks("b", ["tea"], together=["elm"]),
        asks("c", ["tea"]),
        asks("d", ["jam"]),
        asks("e", ["tea"]),
    ]
    groups = members(match(round_of(people)))
    assert any({"a", "b"} <= set(group) for group in groups)


def test_whom_their_own_answers_keep_out_does_not_keep_out_the_others():
    people = [asks(key, together=["elm"], agreed=key != "b") for key in "abc"]
    assert members(match(round_of(people))) == [("a", "c"), ("b",)]


def test_a_rule_need_only_fail_one_way():
    for people in (
        [asks("a", apart=["b"]), asks("b")],
        [asks("a"), asks("b", apart=["a"])],
    ):
        assert members(match(round_of(people))) == [("a",), ("b",)]


def test_a_time_in_common_is_that_of_the_whole_group():
    people = [
        asks("a", free=["mon-am", "tue-am"]),
        asks("b", free=["tue-am", "fri-pm"]),
        asks("c", free=["fri-pm", "mon-am"]),
        asks("d"),
    ]
    for group in match(round_of(people)).plan.groups:
        assert group.times
        assert not {"a", "b", "c"} <= set(group.members)


@pytest.mark.parametrize(
    ("fields", "together"),
    [
        ({}, True),
        ({"ties": (Tie(kind="apart", request="a", other="b"),)}, False),
        (
            {
                "pins": (
                    Pin(request="a", supporter="gus"),
                    Pin(request="b", supporter="may"),
                )
            },
            False,
        ),
        (
            {
                "pins": (Pin(request="a", supporter="gus"),),
                "forbids": (Forbid(request="b", supporter="gus"),),
            },
            False,
        ),
    ],
)
def test_decisions_keep_two_apart(fields, together):
    guides = [guide("gus"), guide("may")]
    solved = match(round_of([asks("a"), asks("b")], guides, **fields))
    assert (members(solved) == [("a", "b")]) is together


def test_a_tie_puts_two_together():
    people = [asks("a", ["jam"]), asks("b", ["tea"]), asks("c", ["jam"]), asks("d")]
    tie = Tie(kind="together", request="a", other="b")
    solved = match(round_of(people, ties=(tie,)))
    assert any({"a", "b"} <= set(group) for group in members(solved))


def test_who_is_in_no_group_is_told_with_the_reason():
    people = [asks("a"), asks("b"), asks("c", agreed=False)]
    solved = match(round_of(people, least=2))
    assert members(solved) == [("a", "b")]
    assert [(one.request, one.reason) for one in solved.plan.ungrouped] == [
        ("c", "nobody")
    ]


def test_a_time_limit_gives_groups_all_the_same():
    people = [asks(f"p{number}") for number in range(7)]
    solved = match(round_of(people), SolveParams(time_limit=0.5))
    assert sum(map(len, members(solved))) == 7


def test_a_written_plan_leads_back_to_its_groups():
    solved = match(round_of([asks(key) for key in "abcd"]))
    again = prepared(solved.whole, solved.plan)
    assert again.round == solved.round
    assert (again.scores.points == solved.scores.points).all()


# Against every division there is


def drawn(seed):
    random = Random(seed)
    keys = [f"p{number}" for number in range(random.randint(1, 6))]

    def some(words, most):
        return random.sample(words, random.randint(0, most))

    people = [
        asks(
            key,
            some(["tea", "jam", "maps"], 3),
            some(["mon-am", "tue-am", "fri-pm"], 2),
            [random.choice(["elm", "oak"])] if random.random() < 0.3 else [],
            [random.choice(keys)] if random.random() < 0.2 else [],
            agreed=random.random() < 0.9,
        )
        for key in keys
    ]
    places = {key: random.choice(["Leeds", "York"]) for key in keys}
    return round_of(people, places=places, least=random.choice([1, 2]))


def divisions(people):
    if not people:
        yield []
        return
    first, *rest = people
    for size in range(3):
        for company in combinations(rest, size):
            left = [one for one in rest if one not in company]
            for more in divisions(left):
                yield [(first, *company), *more]
    for more in divisions(rest):
        yield more


def value(whole, division):
    """How good groups are, less is better; `None` if they break a rule."""
    asking = those_who_ask(whole)
    spec = whole.programme.groups
    fields = {request.id: request.fields for request in asking.requests}
    agreed = {key for key, answers in fields.items() if answers["agreed"]}
    where = {key: group for group in division for key in group}
    for one, other in combinations(fields, 2):
        same = fields[one].get("with") == fields[other].get("with") is not None
        if same and {one, other} <= agreed and where.get(one) != where.get(other):
            return None
    points = outside = 0
    for group in division:
        if not spec.least <= len(group) <= spec.most:
            return None
        stated = [set(fields[key]["free"]) for key in group if "free" in fields[key]]
        if stated and not set.intersection(*stated):
            return None
        for one, other in combinations(group, 2):
            for asks_, comes in ((one, other), (other, one)):
                pair = asking.request(asks_), asking.supporter(comes)
                if verify.broken_rules(asking, *pair):
                    return None
                points += sum(verify.points_of(asking, *pair).values())
        homes = [asking.setting_by_id[f"h-{key}"].authority for key in group]
        outside += len(homes) - max(homes.count(home) for home in homes)
    small = sum(len(group) < spec.preferred for group in division)
    return len(fields) - len(where), small, outside, -points


@pytest.mark.parametrize("seed", range(40))
def test_no_division_is_better(seed):
    whole = drawn(seed)
    keys = [request.id for request in whole.requests]
    best = min(v for d in divisions(keys) if (v := value(whole, d)) is not None)
    solved = match(whole)
    ungrouped, small, outside, points = (p.value for p in solved.group_proof)
    assert (ungrouped, small, outside, -points) == best
    assert all(proof.proved for proof in solved.group_proof)
    assert value(whole, members(solved)) == best


def supporting(seed):
    """A round with two guides, who like different things and are free at times."""
    random = Random(seed)
    whole = drawn(seed)
    guides = [
        guide(
            name,
            random.sample(["tea", "jam", "maps"], 2),
            random.sample(["mon-am", "tue-am", "fri-pm"], 2),
            random.choice([360, 720]),
        )
        for name in ("gus", "may")
    ]
    return whole.replace(supporters=tuple(guides))


@pytest.mark.parametrize("seed", [s for s in range(60) if len(drawn(s).requests) < 5])
def test_no_division_as_good_has_more_than_forming_groups_first_may_lose(seed):
    whole = supporting(seed)
    solved = match(whole)
    lost, held = groups_first(solved), value(whole, members(solved))[:2]
    people, points = supported(solved)
    for division in divisions([request.id for request in whole.requests]):
        found = value(whole, division)
        if found is not None and found[:2] == held:
            groups = [Group(id=f"group-{m[0]}", members=m, points=0) for m in division]
            other = match(grouped(whole, groups))
            theirs = supported(other, groups)
            assert theirs[0] <= people + lost.people
            assert theirs[1] <= points + lost.points


def supported(solved, groups=None):
    """How many people of groups are supported, and the points of their pairings."""
    sizes = {g.id: len(g.members) for g in groups or solved.plan.groups}
    people = sum(sizes[pairing.request] for pairing in solved.plan.pairings)
    return people, sum(pairing.points for pairing in solved.plan.pairings)


def test_what_forming_groups_first_may_lose_by_hand():
    # Four like tea, and two make a group: the one guide has one place, and suits all.
    people = [asks(key) for key in "abcd"]
    lost = groups_first(match(round_of(people, [guide("gus")])))
    # One place: three people in the largest group, of whom two are supported. A
    # pairing has 10 x 10 points at most, and has them.
    assert lost == GroupsFirst(people=1, points=0)
    lost = groups_first(match(round_of(people, [guide("gus", ["jam"], capacity=720)])))
    assert lost == GroupsFirst(people=0, points=200)


def test_without_groups_nothing_is_formed_first():
    solved = match(round_of([asks("a")]))
    assert groups_first(match(solved.round)) is None
