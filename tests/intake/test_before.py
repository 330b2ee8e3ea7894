"""The plan before."""

import pytest

from matchmaker.domain.change import EarlierPairing

HEAD = "request,supporter,state\n"


def test_the_plan_before_is_read_with_its_states(desk):
    desk.write("before.csv", HEAD + "R1,P1,in progress\nR2,P2,\nR3,P2,draft\n")
    reading = desk.read()
    assert reading.problems == ()
    assert reading.round.before == (
        EarlierPairing(request="R1", supporter="P1", state="started"),
        EarlierPairing(request="R2", supporter="P2", state="announced"),
        EarlierPairing(request="R3", supporter="P2", state="proposed"),
    )


def test_rounds_with_given_scores_have_a_plan_before_too(given):
    given.write("before.csv", "request,supporter\nA,X\n")
    assert given.read().round.before == (EarlierPairing(request="A", supporter="X"),)


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("R9,P1,", "request", 'there is no request "R9", so this pairing'),
        ("R1,P9,", "supporter", 'there is no supporter "P9", so this pairing'),
    ],
)
def test_who_has_left_is_reported_and_counts_as_lost(desk, row, column, said):
    desk.write("before.csv", HEAD + row + "\n")
    problem = desk.problem
    assert (problem.level, problem.row, problem.column) == ("warning", 2, column)
    assert said in problem.problem
    (pairing,) = desk.read().round.before
    assert f"{pairing.request},{pairing.supporter}," == row


def test_a_pair_named_twice_counts_once(desk):
    desk.write("before.csv", HEAD + "R1,P1,started\nR1,P1,proposed\n")
    problem = desk.problem
    assert (problem.level, problem.row) == ("error", 3)
    (pairing,) = desk.read().round.before
    assert pairing.state == "started"


@pytest.mark.parametrize("row", [",P1,", "R1,,"])
def test_a_row_that_names_nobody_is_left_out(desk, row):
    desk.write("before.csv", HEAD + row + "\n")
    assert desk.problem.level == "error"
    assert desk.read().round.before == ()


def test_an_unknown_state_is_reported_and_taken_for_announced(desk):
    desk.write("before.csv", HEAD + "R1,P1,begum\n")
    assert desk.problem.column == "state"
    (pairing,) = desk.read().round.before
    assert pairing.state == "announced"
