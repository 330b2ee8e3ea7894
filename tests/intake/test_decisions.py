"""Pins, forbids, conflicts of interest and journeys."""

from datetime import date

import pytest

HEAD = "request,supporter,reason,by,date\n"


def test_decisions_keep_their_reason_author_and_date(desk):
    desk.write("pins.csv", HEAD + "R1,P1,Agreed,Ann,10/03/2022\n")
    (pin,) = desk.read().round.pins
    assert (pin.reason, pin.by, pin.on) == ("Agreed", "Ann", date(2022, 3, 10))


@pytest.mark.parametrize(
    ("row", "column"),
    [("R9,P1", "request"), ("R1,P9", "supporter"), ("R1,", "supporter")],
)
@pytest.mark.parametrize("name", ["pins.csv", "forbids.csv"])
def test_decisions_about_nobody_are_left_out(desk, name, row, column):
    desk.write(name, f"request,supporter\n{row}\n")
    problem = desk.problem
    assert (problem.file, problem.row, problem.column) == (name, 2, column)
    assert desk.read().round.pins == desk.read().round.forbids == ()


def test_a_pair_pinned_twice_is_pinned_once(desk):
    desk.write("pins.csv", "request,supporter\nR1,P1\nR1,P1\n")
    assert desk.problem.row == 3
    assert len(desk.read().round.pins) == 1


def test_a_pin_on_a_forbidden_pair_gives_way(desk):
    desk.write("pins.csv", "request,supporter\nR2,P2\nR1,P1\n")
    desk.write("forbids.csv", "request,supporter\nR1,P1\n")
    problem = desk.problem
    assert (problem.file, problem.row) == ("pins.csv", 3)
    assert "forbidden in row 2 of forbids.csv" in problem.problem
    round_ = desk.read().round
    assert [pin.request for pin in round_.pins] == ["R2"]
    assert [forbid.request for forbid in round_.forbids] == ["R1"]


def test_conflicts_name_a_setting_a_group_or_nobody(desk):
    desk.write(
        "conflicts.csv", "supporter,party\nP1,S1\nP2,Steps\nP2,Bridge Ltd\nP9,S1\n"
    )
    nobody, ghost = desk.problems
    assert (nobody.row, nobody.column) == (4, "party")
    assert (ghost.row, ghost.column) == (5, "supporter")
    assert [c.party for c in desk.read().round.conflicts] == ["S1", "Steps"]


def test_a_conflict_that_cannot_be_dated_always_holds(desk):
    desk.write(
        "conflicts.csv",
        "supporter,party,kind,since,until\nP1,S1,Employed,2020-01-02,2020-01-01\n",
    )
    assert desk.problem.column == "until"
    (conflict,) = desk.read().round.conflicts
    assert (conflict.kind, conflict.since, conflict.until) == ("employment", None, None)


def test_a_conflict_that_ends_on_its_first_day_may_stand(desk):
    desk.write(
        "conflicts.csv", "supporter,party,since,until\nP1,S1,2020-01-02,2020-01-02\n"
    )
    assert desk.problems == ()


@pytest.mark.parametrize("minutes", ["", "x", "-1", "1441"])
def test_a_journey_needs_its_minutes(desk, minutes):
    desk.write(
        "travel.csv", f"setting,supporter,minutes\nS1,P1,{minutes}\nS2,P1,1440\n"
    )
    assert (desk.problem.row, desk.problem.column) == (2, "minutes")
    assert desk.read().round.travel == {("S2", "P1"): 1440}


def test_a_journey_given_twice_counts_once(desk):
    desk.write("travel.csv", "setting,supporter,minutes\nS1,P1,10\nS1,P1,20\n")
    assert desk.problem.row == 3
    assert desk.read().round.travel == {("S1", "P1"): 10}
