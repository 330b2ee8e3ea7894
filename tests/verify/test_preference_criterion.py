"""The criterion `preference`: lists as points, by hand and against the scorer."""

from __future__ import annotations

from datetime import date
from random import Random

import numpy as np
import pytest
from pydantic import ValidationError

from matchmaker import verify
from matchmaker.candidates import find_candidates
from matchmaker.domain.criteria import Preference
from matchmaker.domain.programme import Programme
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.pipeline import match
from matchmaker.scoring import score


def listed(text):
    return tuple(tuple(place.split("=")) for place in text.split())


@pytest.fixture
def earned(small):
    """Points of 1000 and confidence, by the lists of the one who asks and of Ada."""

    def ask(mine="", theirs="", **parameters):
        return small.points(
            Preference(weight=100, **parameters),
            request={"preferences": listed(mine)},
            supporter={"preferences": listed(theirs)},
        )

    return ask


@pytest.mark.parametrize(
    ("mine", "points"),
    [
        ("ada", 1000),
        ("bob ada", 800),
        # Two first choices, then the third.
        ("bob=cy ada", 600),
        ("ada=bob", 1000),
        # Beyond the fifth mark the last one stays.
        ("b c d e f ada", 200),
        ("bob", 0),
    ],
)
def test_a_choice_earns_its_mark(earned, mine, points):
    assert earned(mine, of="request") == (points, 100)


def test_marks_and_the_unnamed_are_the_programmes_own(earned):
    marks = {"of": "request", "marks": (900, 301), "unnamed": 300}
    assert earned("bob ada", **marks) == (301, 100)
    assert earned("b c d ada", **marks) == (301, 100)
    assert earned("bob", **marks) == (300, 100)


def test_both_lists_count_by_their_mean(earned):
    assert earned("bob ada", "help") == (900, 100)
    assert earned("bob ada", "other") == (400, 100)
    # Half up: (1000 + 301) / 2.
    assert earned("ada", "x help", marks=(1000, 301)) == (651, 100)
    # Who gave no list says nothing.
    assert earned("bob ada", "") == (800, 100)
    assert earned("", "help") == (1000, 100)


@pytest.mark.parametrize(
    ("of", "mine", "theirs"),
    [("both", "", ""), ("request", "", "help"), ("supporter", "ada", "")],
)
def test_without_a_list_that_counts_it_is_missing(earned, of, mine, theirs):
    assert earned(mine, theirs, of=of) == (500, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"marks": ()},
        {"marks": (800, 900)},
        {"marks": (1001,)},
        {"marks": (500,), "unnamed": 501},
        {"of": "setting"},
    ],
)
def test_marks_must_fall(wrong):
    with pytest.raises(ValidationError):
        Preference(weight=1, **wrong)


def test_equal_marks_are_no_rise():
    assert Preference(weight=1, marks=(5, 5), unnamed=5).unnamed == 5


def round_of(people, criteria, **lists):
    programme = {
        "schema": 1,
        "name": "test",
        "title": "Test",
        "unit": "units",
        "roles": {"pal": {"title": "Pal"}},
        "criterion": criteria,
        "objective": [{"name": "coverage"}, {"name": "points"}],
    }
    return Round(
        name="test",
        programme=Programme.model_validate(programme),
        today=date(2026, 1, 5),
        requests=tuple(
            Request(id=f"r{i}", role="pal", preferences=listed(lists.get(f"r{i}", "")))
            for i in range(people)
        ),
        supporters=tuple(
            Supporter(
                id=f"s{i}",
                roles=("pal",),
                capacity=1,
                preferences=listed(lists.get(f"s{i}", "")),
            )
            for i in range(people)
        ),
    )


@pytest.mark.parametrize("of", ["request", "supporter", "both"])
@pytest.mark.parametrize("seed", range(6))
def test_scorer_and_checker_agree_on_every_pair(seed, of):
    dice = Random(seed)

    def ranks(side):
        names = dice.sample([f"{side}{i}" for i in range(6)], dice.randint(0, 6))
        return " ".join(names[:2]) + "=" * bool(names[2:]) + " ".join(names[2:])

    lists = {f"r{i}": ranks("s") for i in range(6)}
    lists |= {f"s{i}": ranks("r") for i in range(6)}
    marks = [1000, 701, 300]
    criteria = [{"name": "preference", "weight": 100, "of": of, "marks": marks}]
    whole = round_of(6, criteria, **lists)
    candidates = find_candidates(whole)
    scored = score(whole, candidates)
    assert len(candidates) == 36
    seen = [
        sum(verify.points_of(whole, request, supporter).values())
        for request in whole.requests
        for supporter in whole.supporters
    ]
    assert np.array_equal(scored.points, seen)


def test_lists_are_one_thing_among_others():
    # Both would like s1; r0 by a first choice, r1 by a second: 100 and 80 points.
    lists = {"r0": "s1", "r1": "s0 s1"}
    criteria = [{"name": "preference", "weight": 10, "of": "request"}]
    solved = match(round_of(2, criteria, **lists))
    made = {(p.request, p.supporter) for p in solved.plan.pairings}
    assert made == {("r0", "s1"), ("r1", "s0")}
    assert solved.proof[1].value == 200
    assert solved.proved
