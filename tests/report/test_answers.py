"""Answers in words: each objective with its unit, and what is not known said."""

from dataclasses import replace

import pytest

from matchmaker.domain.round import Round
from matchmaker.reasons import Choice, ShortageReason, SupporterOutlook, Swap, WhyNot
from matchmaker.reasons.answers import Places, Wish
from matchmaker.report.answers import supporter_lines
from matchmaker.report.losses import cost_lines, cost_text
from matchmaker.report.shortages import shortage_text
from matchmaker.report.why_not import swap_text, why_not_lines

COSTS = WhyNot(
    kind="costs",
    request="R1",
    supporter="S2",
    role="expert",
    points=300,
    broken=(),
    conflict=(),
    cost={"coverage": 0, "points": 12},
    swaps=(),
    shown_by="prices",
    exact=True,
    confirmed=False,
)


@pytest.mark.parametrize(
    ("name", "lost", "said"),
    [
        ("coverage", 2, "2 units fewer met (counted by priority)"),
        ("coverage", -1, "1 unit more met (counted by priority)"),
        ("points", 150, "1.50 points less"),
        ("worst-off", 50, "0.50 points less for whoever is served worst"),
        ("leximin", -50, "a lowest band that begins 0.50 points higher"),
        ("change", 3, "3 more lost of the plan before"),
        ("cost", -150_000, "£1,500 less to pay"),
        ("balance", 7, "loads less even by 7 places, squared and added up"),
        ("thrift", 9, "9 less by 'thrift'"),
        ("worst-off", None, "no value of 'worst-off' to compare"),
    ],
)
def test_every_objective_in_its_own_unit(name, lost, said):
    assert cost_text({name: lost}, decimals=2) == said
    assert cost_lines({name: lost}, decimals=2) == (f"{name}: {said}",)


def test_losses_first_then_gains():
    cost = {"coverage": 1, "points": -3, "cost": 500, "balance": -2}
    assert cost_text(cost, 0) == (
        "1 unit fewer met (counted by priority) and £5 more to pay, but 3 points more "
        "and loads more even by 2 places, squared and added up"
    )


def test_how_a_cost_is_known(scored):
    this: Round = scored.round
    answer = replace(COSTS, request="X", supporter="C")
    said = {
        "--confirm solves again.": answer,
        "confirmed by solving again.": replace(answer, confirmed=True),
        "Found by solving again with this pair.": replace(answer, shown_by="solver"),
        "the true cost may be another.": replace(answer, exact=False),
    }
    for words, variant in said.items():
        assert why_not_lines(variant, this)[-1].endswith(words)
    assert "0.12 points less" in why_not_lines(answer, this)[0]


def test_a_conflict_is_told_in_the_users_words(scored):
    answer = replace(
        COSTS, kind="breaks", request="X", supporter="C", conflict=("a", "b")
    )
    assert why_not_lines(answer, scored.round) == (
        "C cannot come to X, because of what must hold besides: a; b.",
    )


def test_swaps(scored):
    this = scored.round
    assert swap_text(Swap("X", ("A",), ("C",)), this) == "X gets C instead of A"
    assert swap_text(Swap("X", ("A",), ()), this) == "X loses A"
    assert swap_text(Swap("X", (), ("C",)), this) == "X gets C"


def test_a_shortage_names_only_people_who_have_a_place(scored):
    shortage = ShortageReason((Wish("X", 3),), (Places("A", 2), Places("B", 0)))
    assert shortage_text(shortage, scored.round) == (
        "Too few places: X wants 3 places together, and all who could come to them "
        "(A) has 2."
    )
    nobody = ShortageReason((Wish("X", 1),), (Places("B", 0),))
    assert shortage_text(nobody, scored.round) == (
        "Too few places: nobody who could come to X has one."
    )


def test_a_supporter_of_whom_prices_say_nothing(scored):
    outlook = SupporterOutlook("A", 3, 1, ("X",), None, (), 1)
    again = (
        "What another choice would cost, only solving again can tell: --confirm does."
    )
    plain = ("A gives 1 of 3 places.", "Comes to X.")
    assert supporter_lines(outlook, scored.round) == (*plain, again)
    # Without another choice there is nothing to be told.
    assert supporter_lines(replace(outlook, choices_left=0), scored.round) == plain


def test_choices_that_were_not_tried_are_said_to_be_untried(scored):
    tried = Choice("X", "A", 1250, {"points": 25}, exact=True, shown_by="solver")
    outlook = SupporterOutlook("A", 3, 0, (), None, (tried,), 4)
    assert supporter_lines(outlook, scored.round)[-1] == (
        "- and 4 more, which were not tried"
    )


def test_a_cost_that_may_be_higher_is_said_to_be(scored):
    choice = Choice("X", "A", 1250, {"coverage": 0, "points": 25}, exact=False)
    outlook = SupporterOutlook(
        "A", 3, 0, (), {"coverage": 0, "points": 0}, (choice,), 4
    )
    assert supporter_lines(outlook, scored.round) == (
        "A gives 0 of 3 places.",
        "One more place here would bring the plan nothing.",
        "Could take:",
        "- X, 12.50 points: the plan would have 0.25 points less, or worse",
        "- and 4 more",
    )


def test_what_requests_that_share_places_have_in_common_is_said(scored):
    wishes = (Wish("X", 1), Wish("X", 1))
    shortage = ShortageReason(wishes, (Places("A", 1),))
    assert shortage_text(shortage, scored.round).endswith("has 1.")
    alike = (("delivery", "virtual"), ("region", "Leeds"), ("age", "2"), ("need", "x"))
    said = shortage_text(replace(shortage, alike=alike), scored.round)
    assert said.endswith(
        "has 1. All 2 want somebody virtually in Leeds for ages 2 who helps with x."
    )
    alone = replace(shortage, wishes=wishes[:1], alike=alike)
    assert shortage_text(alone, scored.round).endswith("has 1.")


def test_a_cost_whose_search_was_cut_short_is_not_said_to_be_the_least(scored):
    lost = {"coverage": 0, "points": 25}
    choice = Choice("X", "A", 1250, lost, exact=False, shown_by="solver")
    outlook = SupporterOutlook("A", 3, 0, (), None, (choice,), 0)
    assert supporter_lines(outlook, scored.round)[-1] == (
        "- X, 12.50 points: the plan would have 0.25 points less (the search was cut "
        "short: the true cost may be another)"
    )
