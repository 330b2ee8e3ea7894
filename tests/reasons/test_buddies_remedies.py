"""What would bring somebody a buddy, and what each rule costs where buddies are sought."""

from datetime import date

import pytest

from matchmaker.domain.among import with_askers
from matchmaker.domain.decisions import Forbid
from matchmaker.domain.programme import Programme
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.errors import InputError
from matchmaker.pipeline import match
from matchmaker.pipeline.changes import Change, changed
from matchmaker.reasons.rule_prices import price_of_rules
from matchmaker.reasons.what_it_takes import remedies
from matchmaker.report.remedies import remedies_lines
from matchmaker.report.rule_prices import rule_prices_lines

PROGRAMME = {
    "schema": 1,
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
        "stage": {"title": "Stage", "kind": "choice", "supporter": {}},
    },
    "rule": [
        {"name": "answered", "field": "agreed", "of": "supporter"},
        {"name": "not_self"},
        {"name": "not_named", "field": "boss", "of": "supporter"},
        {"name": "overlap", "field": "times"},
        {"name": "overlap", "field": "stage"},
    ],
    "criterion": [{"name": "overlap", "field": "likes", "weight": 10}],
    "objective": [{"name": n} for n in ("coverage", "worst-off", "points")],
}


def pal(key, likes=(), *, agreed=True, capacity=60, **answers):
    fields = {name: tuple(words) for name, words in answers.items()}
    return Supporter(
        id=key,
        name=key.title(),
        roles=("pal",),
        capacity=capacity,
        fields=fields | {"agreed": agreed, "likes": tuple(likes)},
    )


def solved_of(*people, buddies=None, **fields):
    programme = PROGRAMME | ({"buddies": buddies} if buddies else {})
    stability = fields.pop("stability", "off")
    whole = Round(
        name="Pals",
        programme=Programme.model_validate(programme | {"stability": stability}),
        today=date(2026, 1, 5),
        supporters=people,
        requests=(),
    )
    return match(with_askers(whole).replace(**fields))


ANN = pal("ann", ["tea"], times=["mon-am"], stage=["one"])


@pytest.mark.parametrize(
    ("bob", "change", "said"),
    [
        (
            pal("bob", times=["fri-pm"]),
            Change(
                "answer",
                supporter="bob",
                parameter="times",
                before="fri-pm",
                after="mon-am",
            ),
            "Bob (bob) also says Monday morning under 'Times'",
        ),
        (
            pal("bob", stage=["two"]),
            Change(
                "answer", supporter="bob", parameter="stage", before="two", after="one"
            ),
            "Bob (bob) says one under 'Stage' instead of two",
        ),
        (
            pal("bob", agreed=False),
            Change(
                "answer", supporter="bob", parameter="agreed", before="no", after="yes"
            ),
            "Bob (bob) says yes under 'Agreed' instead of no",
        ),
        (
            pal("bob", capacity=0),
            Change("place", supporter="bob", before=0, after=60),
            "1 hour more of Bob (bob)",
        ),
    ],
)
def test_one_change_of_one_person_is_found_and_solved_for(bob, change, said):
    solved = solved_of(ANN, bob)
    answer = remedies(solved, "bob")
    (remedy,) = answer.found
    assert remedy.changes == (change,)
    assert remedy.confirmed
    assert [shift.request for shift in remedy.gained] == ["bob", "ann"]
    assert match(changed(solved.round, change)).plan.alone == ()
    assert list(remedies_lines(answer, solved.round)) == [
        "Bob (bob) would have a buddy with this:",
        f"- {said}: Ann (ann) would have a buddy, too; nobody else loses",
    ]


def test_a_forbid_is_dropped():
    forbid = Forbid(request="ann", supporter="bob")
    solved = solved_of(ANN, pal("bob"), forbids=(forbid,))
    (remedy,) = remedies(solved, "bob").found
    assert remedy.changes == (Change("unforbid", request="ann", supporter="bob"),)


def test_two_changes_are_told_where_no_single_one_serves():
    solved = solved_of(ANN, pal("bob", times=["fri-pm"], agreed=False))
    (remedy,) = remedies(solved, "bob").found
    assert {change.parameter for change in remedy.changes} == {"times", "agreed"}


def test_a_boss_is_no_matter_of_asking():
    solved = solved_of(ANN, pal("bob", boss=["ann"]))
    answer = remedies(solved, "bob")
    assert (answer.found, answer.complete) == ((), True)
    (line,) = remedies_lines(answer, solved.round)
    assert line.startswith("With nothing that was tried would Bob (bob) have a buddy")


def test_the_odd_one_out_may_join_two_others():
    alone = {"role": "pal", "odd_one_out": "alone"}
    people = pal("ann", ["tea"]), pal("bob", ["tea"]), pal("cy")
    solved = solved_of(*people, buddies=alone)
    (remedy,) = remedies(solved, "cy").found
    assert (remedy.changes, remedy.lost) == ((Change("trio"),), ())


def test_who_loses_is_told():
    # An odd number, and no trio: whoever comes in sends somebody out.
    alone = {"role": "pal", "odd_one_out": "alone"}
    people = (
        pal("ann", ["tea"], times=["mon-am"]),
        pal("bob", [], times=["mon-am"]),
        pal("cy", ["tea"], times=["fri-pm"]),
    )
    solved = solved_of(*people, buddies=alone)
    lines = list(remedies_lines(remedies(solved, "cy"), solved.round))
    assert (
        "- Cy (cy) also says Monday morning under 'Times': but then Bob (bob) would "
        "have none"
    ) in lines


def test_nobody_with_a_buddy_needs_a_remedy():
    solved = solved_of(pal("ann"), pal("bob"))
    with pytest.raises(InputError, match="bob has a buddy in the plan"):
        remedies(solved, "bob")


def test_out_of_time_nothing_is_claimed():
    solved = solved_of(ANN, pal("bob", times=["fri-pm"]))
    answer = remedies(solved, "bob", limit=0.0)
    assert (answer.found, answer.complete) == ((), False)


def four_friends():
    """
    Ann and Bob like tea alone, and Bob is Ann's boss; Cy and Di like nothing.

    Both tea drinkers together are worth 200, everybody else 0 with anybody who has
    no likes, which counts as half of what can be had.
    """
    return (
        pal("ann", ["tea"], boss=["bob"]),
        pal("bob", ["tea"]),
        pal("cy", ["jam"]),
        pal("di", ["jam"]),
    )


def test_a_rules_price_is_what_the_plan_would_gain_without_it():
    solved = solved_of(*four_friends())
    prices = {price.name: price for price in price_of_rules(solved).prices}
    # As it is nobody shares a liking but Cy and Di, and then Ann and Bob are apart.
    assert [proof.value for proof in solved.proof] == [4, 0, 0]
    boss = prices["not_named:boss:supporter"]
    assert dict(boss.values) == {"coverage": 4, "worst-off": 200, "points": 400}
    assert dict(boss.gain) == {"coverage": 0, "worst-off": 200, "points": 400}
    assert boss.exact
    free = prices["overlap:stage"]
    assert set(free.gain.values()) == {0}
    said = list(rule_prices_lines(price_of_rules(solved), solved.round))
    assert "coverage: people with a buddy." in said


def test_the_price_of_fairness_is_what_points_would_gain():
    """Bob and Cy share all they like; but then Ann and Di share nothing."""
    people = (
        pal("ann", ["tea", "rum", "gin"]),
        pal("bob", ["tea", "jam"]),
        pal("cy", ["jam", "tea"]),
        pal("di", ["jam", "ale", "mead"]),
    )
    solved = solved_of(*people)
    (price,) = [p for p in price_of_rules(solved).prices if p.kind == "objective"]
    assert price.name == "worst-off"
    now = {proof.objective: proof.value for proof in solved.proof}
    # A third of Ann's likings and half of Bob's, and the same of Di and Cy.
    assert (now["worst-off"], now["points"]) == (83, 166)
    assert dict(price.values) == {"coverage": 4, "worst-off": 0, "points": 200}


def test_the_price_of_stability_counts_who_would_rather():
    alone = {"role": "pal", "odd_one_out": "alone"}
    likes = {"ann": "bob", "bob": "cy", "cy": "bob", "di": "ann"}
    people = [
        pal(name).model_copy(update={"preferences": ((first,),)})
        for name, first in likes.items()
    ]
    points = {"ann": ["tea"], "bob": ["tea"], "cy": ["jam"], "di": ["jam"]}
    people = [
        one.model_copy(update={"fields": one.fields | {"likes": tuple(points[one.id])}})
        for one in people
    ]
    solved = solved_of(*people, buddies=alone, stability="require")
    prices = {price.name: price for price in price_of_rules(solved).prices}
    price = prices["blocking-pairs"]
    # Bob and Cy like each other best; by points both would be elsewhere.
    assert solved.proof[0].value == 0
    assert (price.values["blocking-pairs"], price.values["points"]) == (1, 400)
    assert price.gain["blocking-pairs"] == -1
    assert price.gain["points"] == 400
