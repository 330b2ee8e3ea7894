"""Ties between requests, from the records to the checked plan."""

from __future__ import annotations

from collections import Counter
from datetime import date

import numpy as np
import pytest

from matchmaker import verify
from matchmaker.domain.decisions import Pin
from matchmaker.domain.given import GivenPairs
from matchmaker.domain.programme import Programme
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.ties import Exclusion, Tie
from matchmaker.errors import InfeasibleError
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline import match
from matchmaker.reasons import explain_request
from matchmaker.report.unmet_words import unmet_lines

POINTS = {
    ("x", "ann"): 9,
    ("x", "ben"): 5,
    ("x", "cy"): 20,
    ("y", "ann"): 8,
    ("y", "ben"): 6,
    ("z", "ann"): 4,
}


@pytest.fixture
def club(given_scores):
    """Requests x, y and z and the people who could support them, each with room."""

    def make(points=POINTS, room=2, rule=None, setting=None, asked=None, **fields):
        requests, people = sorted({r for r, _ in points}), ("ann", "ben", "cy")
        data = given_scores.model_dump(by_alias=True)
        if rule is not None:
            data["rule"] = [rule]
        pairs = sorted(points)
        column = [
            [requests.index(r) for r, _ in pairs],
            [people.index(s) for _, s in pairs],
        ]
        more = asked or {}
        return Round(
            name="club",
            programme=Programme.model_validate(data),
            today=date(2026, 1, 5),
            settings=() if setting is None else (Setting(id=setting),),
            requests=tuple(
                Request(id=r, role="supporter", setting=setting, **more.get(r, {}))
                for r in requests
            ),
            supporters=tuple(
                Supporter(id=name, roles=("supporter",), capacity=room)
                for name in people
            ),
            given=GivenPairs(
                request=np.array(column[0], dtype=np.int32),
                supporter=np.array(column[1], dtype=np.int32),
                points=np.array([points[pair] for pair in pairs]),
                load=np.ones(len(pairs), dtype=np.int64),
            ),
            **fields,
        )

    return make


def plan_of(whole):
    return {(p.request, p.supporter) for p in match(whole).plan.pairings}


def tied(kind, request="x", other="y", **record):
    return (Tie(kind=kind, request=request, other=other, **record),)


def broken_by(whole, free):
    """Which rules the best plan of a round breaks in another one."""
    return {v.rule for v in verify.check(whole, match(free).plan)}


def conflict_in(whole):
    with pytest.raises(InfeasibleError) as caught:
        match(whole)
    assert caught.value.minimal
    return caught.value.conflict


TWO = {pair: POINTS[pair] for pair in POINTS if pair[1] != "cy" and pair[0] != "z"}
"""x is worth 9 with ann and 5 with ben, y is worth 8 and 6."""


def test_apart_the_second_best_comes(club):
    free = club(TWO)
    assert plan_of(free) == {("x", "ann"), ("y", "ann")}
    apart = club(TWO, ties=tied("apart"))
    assert broken_by(apart, free) == {"apart"}
    # 9 + 6 beats 5 + 8.
    assert plan_of(apart) == {("x", "ann"), ("y", "ben")}


def test_apart_a_third_request_may_share(club):
    apart = club(ties=tied("apart", "y", "x"), room=2)
    # x is best off with cy, so ann has room for y and z.
    assert plan_of(apart) == {("x", "cy"), ("y", "ann"), ("z", "ann")}


def test_apart_two_pins_of_one_person_contradict_it(club):
    pins = (Pin(request="x", supporter="ann"), Pin(request="y", supporter="ann"))
    assert conflict_in(club(ties=tied("apart"), pins=pins)) == (
        "x is pinned to ann",
        "y is pinned to ann",
        "x and y are kept apart: not both have ann",
    )


def test_together_one_person_comes_to_both(club):
    points = {("x", "ann"): 9, ("x", "ben"): 1, ("y", "ann"): 1, ("y", "ben"): 8}
    free = club(points)
    assert plan_of(free) == {("x", "ann"), ("y", "ben")}
    bound = club(points, ties=tied("together"))
    assert broken_by(bound, free) == {"together"}
    assert plan_of(bound) == {("x", "ann"), ("y", "ann")}


def test_together_whoever_can_do_one_only_cannot_come(club):
    # cy would bring 20 points to x, and no pair with y is possible.
    points = {pair: worth for pair, worth in POINTS.items() if pair[0] != "z"}
    assert plan_of(club(points, ties=tied("together"))) == {("x", "ann"), ("y", "ann")}
    one_place = club(points, ties=tied("together"), room=1)
    assert plan_of(one_place) == set()


def test_together_a_pin_needs_somebody_who_can_do_both(club):
    whole = club(ties=tied("together"), pins=(Pin(request="x", supporter="cy"),))
    assert conflict_in(whole) == (
        "x is pinned to cy",
        "x and y have the same supporters: nobody who cannot support y",
    )


def test_both_or_none_leaves_a_place_that_one_alone_would_take(club):
    points = {("x", "ann"): 9, ("y", "ann"): 8, ("z", "ann"): 1}
    free = club(points, room=1)
    assert plan_of(free) == {("x", "ann")}
    bound = club(points, room=1, ties=tied("both-or-none"))
    assert broken_by(bound, free) == {"both_or_none"}
    assert plan_of(bound) == {("z", "ann")}


def test_both_or_none_is_kept_by_one_unit_of_several(club):
    points = {("x", "ann"): 9, ("x", "ben"): 9, ("y", "ann"): 1, ("z", "ben"): 5}
    asked = {"x": {"demand": 2, "priority": 3}}
    # ann is enough for x only if y goes without: with the tie she goes to y.
    bound = club(points, room=1, asked=asked, ties=tied("both-or-none"))
    assert plan_of(club(points, room=1, asked=asked)) == {("x", "ann"), ("x", "ben")}
    assert plan_of(bound) == {("x", "ben"), ("y", "ann")}


def test_both_or_none_a_pin_needs_somebody_for_the_other(club):
    points = {("x", "ann"): 9, ("y", "ann"): 8, ("z", "ben"): 8}
    pins = (Pin(request="y", supporter="ann"),)
    assert conflict_in(club(points, room=1, ties=tied("both-or-none"), pins=pins)) == (
        "y is pinned to ann",
        "x and y are both given somebody, or neither is",
        "ann has room for 1",
    )
    whole = club(points, asked={"x": {"demand": 0}}, ties=tied("both-or-none"))
    assert conflict_in(whole.replace(pins=pins)) == (
        "y is pinned to ann",
        "y is given somebody only if x is, and nobody could be",
    )


@pytest.mark.parametrize("engine", ["auto", "cp-sat"])
def test_within_a_setting_all_come_or_none(club, engine):
    rule = {"name": "both_or_none", "within_setting": True}
    points = {("x", "ann"): 9, ("y", "ben"): 8, ("z", "ann"): 1}
    whole = club(points, rule=rule, setting="oak")
    three = match(whole, SolveParams(engine=engine)).plan.pairings
    assert [p.request for p in three] == ["x", "y", "z"]
    short = club(points, rule=rule, setting="oak", room=1)
    assert match(short, SolveParams(engine=engine)).plan.pairings == ()
    assert len(plan_of(club(points, setting="oak", room=1))) == 2


def excluded(one, other):
    return (
        Exclusion(
            request=one[0],
            supporter=one[1],
            other_request=other[0],
            other_supporter=other[1],
        ),
    )


def test_exclusive_one_of_two_pairs_gives_way(club):
    free = club(TWO)
    either = club(TWO, exclusions=excluded(("y", "ann"), ("x", "ann")))
    assert broken_by(either, free) == {"exclusive"}
    assert plan_of(either) == {("x", "ann"), ("y", "ben")}


def test_exclusive_each_pair_alone_may_be_made(club):
    for one, other in ((("x", "cy"), ("y", "ben")), (("x", "ben"), ("y", "ann"))):
        either = club(exclusions=excluded(one, other))
        assert plan_of(either) == plan_of(club())
    never = club(TWO, exclusions=excluded(("y", "cy"), ("x", "ann")))
    assert plan_of(never) == plan_of(club(TWO))


def test_exclusive_both_pinned_is_a_contradiction(club):
    pins = (Pin(request="x", supporter="cy"), Pin(request="y", supporter="ben"))
    both = excluded(("x", "cy"), ("y", "ben"))
    assert conflict_in(club(pins=pins, exclusions=both)) == (
        "x is pinned to cy",
        "y is pinned to ben",
        "x with cy and y with ben are not both made",
    )


@pytest.mark.parametrize("seed", range(100))
def test_no_plan_that_keeps_the_ties_is_better(draw_round, oracle, seed):
    whole = draw_round(seed, strict=False, size=(3, 4, 4), tied=True)
    best = oracle(whole).best()
    solved = match(whole)
    assert tuple(proof.value for proof in solved.proof) == best
    assert solved.proved


def test_the_rounds_drawn_are_put_to_the_test(draw_round):
    # Without the ties most of their plans would break some.
    rules = Counter()
    for seed in range(40):
        whole = draw_round(seed, strict=False, size=(3, 4, 4), tied=True)
        free = whole.replace(programme=unlisted(whole), ties=(), exclusions=())
        rules.update(broken_by(whole, free))
    assert {"apart", "together", "both_or_none", "exclusive"} <= rules.keys()


def unlisted(whole):
    kept = [r for r in whole.programme.rules if r.name != "both_or_none"]
    return whole.programme.model_copy(update={"rules": tuple(kept)})


def said(whole, request):
    solved = match(whole)
    (why,) = explain_request(solved, request).unmet
    return "\n".join(unmet_lines(why, whole))


def test_an_open_request_says_who_it_is_kept_apart_from(club):
    points = {("x", "ann"): 9, ("y", "ann"): 8}
    ties = tied("apart", by="Kay", reason="siblings")
    assert (
        "ann, 8 points: serves x; this person supports x, kept apart from this "
        "request (Kay: siblings)" in said(club(points, ties=ties), "y")
    )


def test_an_open_request_says_whom_it_must_share(club):
    points = {("x", "ann"): 9, ("y", "ben"): 8}
    assert "ben, 8 points: serves nobody; whoever comes must support x too" in said(
        club(points, ties=tied("together")), "y"
    )


def test_an_open_request_says_who_else_got_nobody(club):
    points = {("x", "ann"): 9, ("y", "ben"): 8, ("z", "ann"): 20}
    asked = {"z": {"priority": 3}}
    bound = club(points, 1, asked=asked, ties=tied("both-or-none", by="Kay"))
    assert (
        "It cannot come alone: x, tied to this request, gets nobody either (Kay)."
        in said(bound, "y")
    )
    rule = {"name": "both_or_none", "within_setting": True}
    oak = club(points, room=1, rule=rule, setting="oak")
    assert "x, tied to this request, gets nobody either." in said(oak, "z")
    # Two of one setting that the programme does not tie are open each for itself.
    short = club({("x", "ann"): 9, ("y", "ann"): 8}, room=0, setting="oak")
    assert "alone" not in said(short, "x")
    # Whoever is met in part is not kept open by its ties.
    several = club(
        {("x", "ann"): 9, ("y", "ben"): 8},
        asked={"x": {"demand": 2}},
        ties=tied("both-or-none"),
    )
    assert "alone" not in said(several, "x")


@pytest.mark.parametrize("turned", [False, True])
def test_an_open_request_says_which_pair_keeps_another_out(club, turned):
    points = {("x", "ann"): 9, ("y", "ben"): 8}
    pairs = (("y", "ben"), ("x", "ann"))
    either = excluded(*pairs[::-1] if turned else pairs)
    assert (
        "ben, 8 points: serves nobody; a person ruled this out while x has ann"
        in said(club(points, exclusions=either), "y")
    )


def test_an_open_request_says_who_helps_the_setting_already(club):
    points = {("x", "ann"): 9, ("y", "ann"): 8}
    rule = {"name": "different_people"}
    whole = club(points, rule=rule, setting="oak")
    assert "this person helps the setting as a supporter already" in said(whole, "y")
