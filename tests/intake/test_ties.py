"""Ties between requests, and pairs ruled out together."""

from datetime import date

import pytest

from matchmaker.intake import read_round

HEAD = "kind,request,other,reason,by,date\n"
PAIRS = "request,supporter,other_request,other_supporter\n"


def test_ties_keep_their_reason_author_and_date(desk):
    desk.write("ties.csv", HEAD + "apart,R1,R2,Siblings,Ann,10/03/2022\n")
    (tie,) = desk.read().round.ties
    assert (tie.kind, tie.request, tie.other) == ("apart", "R1", "R2")
    assert (tie.reason, tie.by, tie.on) == ("Siblings", "Ann", date(2022, 3, 10))
    assert desk.problems == ()


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Not the same supporter", "apart"),
        ("keep apart", "apart"),
        ("Same supporter", "together"),
        ("Together", "together"),
        ("both or none", "both-or-none"),
        ("Both or neither", "both-or-none"),
    ],
)
def test_kinds_are_understood_as_people_write_them(desk, written, kind):
    desk.write("ties.csv", f"Type,Request ID,Second request\n{written},R1,R2\n")
    assert [tie.kind for tie in desk.read().round.ties] == [kind]


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("apart,R9,R2", "request", 'there is no request "R9"'),
        ("apart,R1,r-3", "other", 'Did you mean "R3"'),
        ("apart,R1,", "other", "the cell is blank"),
        (",R1,R2", "kind", "the cell is blank"),
        ("aprat,R1,R2", "kind", 'Did you mean "apart"'),
        ("apart,R1,R1", "other", "the request R1 is tied to itself"),
    ],
)
def test_a_tie_that_means_nothing_is_left_out(desk, row, column, said):
    desk.write("ties.csv", f"kind,request,other\n{row}\ntogether,R2,R3\n")
    problem = desk.problem
    assert (problem.file, problem.row, problem.column) == ("ties.csv", 2, column)
    assert said in f"{problem.problem}. {problem.remedy}"
    assert problem.problem.endswith("the row was left out")
    assert [tie.kind for tie in desk.read().round.ties] == ["together"]


def test_a_tie_written_twice_counts_once(desk):
    desk.write("ties.csv", "kind,request,other\napart,R1,R2\napart,R2,R1\n")
    problem = desk.problem
    assert problem.row == 3
    assert "R2 and R1 are tied so in row 2 of ties.csv" in problem.problem
    assert len(desk.read().round.ties) == 1


@pytest.mark.parametrize("first", ["apart", "together"])
def test_keeping_apart_holds_against_tying_together(desk, first):
    second = {"apart": "together", "together": "apart"}[first]
    desk.write("ties.csv", f"kind,request,other\n{first},R1,R2\n{second},R2,R1\n")
    problem = desk.problem
    apart, together = (2, 3) if first == "apart" else (3, 2)
    assert problem.row == together
    assert f"kept apart in row {apart} of ties.csv; keeping apart holds" in (
        problem.problem
    )
    assert [tie.kind for tie in desk.read().round.ties] == ["apart"]


def test_two_kinds_that_agree_may_both_stand(desk):
    desk.write("ties.csv", "kind,request,other\napart,R1,R2\nboth or none,R1,R2\n")
    assert desk.problems == ()
    assert len(desk.read().round.ties) == 2


def test_ties_name_the_requests_of_a_row_with_several_roles(desk):
    desk.change("requests.csv", "R1,S1,expert", 'R1,S1,"expert, mentor"')
    desk.write("ties.csv", "kind,request,other\nboth-or-none,R1-expert,R1-mentor\n")
    assert desk.problems == ()
    (tie,) = desk.read().round.ties
    assert (tie.request, tie.other) == ("R1-expert", "R1-mentor")
    desk.write("ties.csv", "kind,request,other\napart,R1,R2\n")
    assert 'request "R1" became R1-expert, R1-mentor' in desk.problem.problem
    assert desk.problem.remedy == "Name one of these."


def test_exclusions_keep_both_pairs_and_why(desk):
    desk.write(
        "exclusions.csv",
        "request,supporter,other request,other supporter,reason,by,date\n"
        "R1,P1,R2,P2,One car,Ann,2022-03-10\n",
    )
    (either,) = desk.read().round.exclusions
    assert (either.pair, either.other_pair) == (("R1", "P1"), ("R2", "P2"))
    assert (either.reason, either.by, either.on) == (
        "One car",
        "Ann",
        date(2022, 3, 10),
    )


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("R9,P1,R2,P2", "request"),
        ("R1,P9,R2,P2", "supporter"),
        ("R1,P1,R9,P2", "other_request"),
        ("R1,P1,R2,", "other_supporter"),
        ("R1,P1,R1,P1", None),
    ],
)
def test_exclusions_that_mean_nothing_are_left_out(desk, row, column):
    desk.write("exclusions.csv", f"{PAIRS}{row}\nR2,P2,R3,P2\n")
    problem = desk.problem
    assert (problem.file, problem.row) == ("exclusions.csv", 2)
    assert problem.column == column
    assert [e.request for e in desk.read().round.exclusions] == ["R2"]


def test_two_pairs_are_excluded_once_whichever_comes_first(desk):
    desk.write("exclusions.csv", f"{PAIRS}R1,P1,R2,P2\nR2,P2,R1,P1\n")
    assert desk.problem.row == 3
    assert "row 2 of exclusions.csv" in desk.problem.problem
    assert len(desk.read().round.exclusions) == 1


def test_rounds_with_given_scores_have_ties_too(given):
    given.write("ties.csv", "kind,request,other\napart,A,B\n")
    given.write("exclusions.csv", f"{PAIRS}A,X,B,X\n")
    reading = read_round(given.folder)
    assert reading.problems == ()
    assert len(reading.round.ties) == len(reading.round.exclusions) == 1
