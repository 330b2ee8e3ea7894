"""Given scores: requests, supporters and pairs."""

import time

import pytest

from matchmaker.errors import RoundError


def pairs(desk):
    round_ = desk.read().round
    columns = (
        round_.given.request,
        round_.given.supporter,
        round_.given.points,
        round_.given.load,
    )
    return [
        (round_.requests[r].id, round_.supporters[s].id, points, load)
        for r, s, points, load in zip(*(c.tolist() for c in columns), strict=True)
    ]


def test_pairs_come_sorted_as_columns(given):
    assert given.problems == ()
    assert pairs(given) == [("A", "X", 10, 1), ("A", "Y", -3, 1), ("B", "X", 5, 1)]
    columns = given.read().round.given
    assert [c.dtype.name for c in (columns.request, columns.supporter)] == ["int32"] * 2
    assert [c.dtype.name for c in (columns.points, columns.load)] == ["int64"] * 2


def test_defaults_of_requests_and_supporters(given):
    given.write("requests.csv", "id,demand,minimum,priority\nA,,,\nB,3,2,7\n")
    first, second = given.read().round.requests
    assert (first.demand, first.minimum, first.priority, first.load) == (1, 0, None, 1)
    assert (second.demand, second.minimum, second.priority) == (3, 2, 7)
    assert given.read().round.supporters[0].roles == ("supporter",)


def test_a_minimum_nobody_can_reach_is_warned_of_and_stays(given):
    given.write("requests.csv", "id,demand,minimum\nA,1,1\nB,,2\n")
    given.write("supporters.csv", "id,capacity,minimum\nX,1,2\nY,2,2\n")
    asked, promised = given.problems
    assert (asked.level, asked.file, asked.row) == ("warning", "requests.csv", 3)
    assert (promised.level, promised.file, promised.row) == (
        "warning",
        "supporters.csv",
        2,
    )
    round_ = given.read().round
    assert [request.minimum for request in round_.requests] == [1, 2]
    assert [person.minimum for person in round_.supporters] == [2, 2]


def test_a_blank_load_is_one_and_a_stated_one_counts(given):
    given.write("pairs.csv", "request,supporter,points,load\nA,X,1,\nA,Y,1,4\n")
    assert pairs(given) == [("A", "X", 1, 1), ("A", "Y", 1, 4)]


def test_decimals_are_read_exactly(given):
    given.change("round.toml", "anchor", "decimals = 2\nanchor")
    given.write(
        "pairs.csv", "request,supporter,points\nA,X,0.29\nA,Y,-0.07\nB,X,3\nB,Y,1.500\n"
    )
    assert given.problems == ()
    assert [points for _, _, points, _ in pairs(given)] == [29, -7, 300, 150]


@pytest.mark.parametrize("decimals", [0, 1])
def test_more_decimals_than_the_round_allows_are_problems(given, decimals):
    given.change("round.toml", "anchor", f"decimals = {decimals}\nanchor")
    given.change("pairs.csv", "B,X,5", "B,X,5.25")
    problem = given.problem
    assert (problem.row, problem.column, problem.value) == (2, "points", "5.25")
    assert "decimals = 2" in problem.remedy
    assert [(r, s) for r, s, _, _ in pairs(given)] == [("A", "X"), ("A", "Y")]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("Z,X,5", "request"),
        ("B,Z,5", "supporter"),
        (",X,5", "request"),
        ("B,X,", "points"),
        ("B,X,five", "points"),
        ("B,X,2-3", "points"),
        ("B,X,1_0", "points"),
        ("B,X,٣", "points"),
        ("B,X,.", "points"),
        ("B,X,1e3", "points"),
        ("B,X,nan", "points"),
        ("B,X,1000000000001", "points"),
        ("B,X," + "9" * 5000, "points"),
    ],
)  # fmt: skip
def test_a_bad_pair_is_left_out_and_the_others_go_on(given, row, column):
    given.change("pairs.csv", "B,X,5", row)
    problem = given.problem
    assert (problem.level, problem.row, problem.column) == ("error", 2, column)
    assert len(pairs(given)) == 2


@pytest.mark.parametrize("digits", ["1000000000001", "1" + "0" * 18, "9" * 5000])
def test_points_too_large_to_add_up_are_called_so(given, digits):
    given.change("pairs.csv", "B,X,5", f"B,X,{digits}")
    assert "is too large to be added up exactly" in given.problem.problem


@pytest.mark.parametrize("load", ["0", "-1", "two", "1.5"])
def test_a_pair_takes_at_least_one(given, load):
    given.write("pairs.csv", f"request,supporter,points,load\nA,X,1,{load}\nA,Y,1,1\n")
    assert given.problem.column == "load"
    assert pairs(given) == [("A", "Y", 1, 1)]


def test_a_pair_that_only_needs_tidying_is_read(given):
    given.change("pairs.csv", "B,X,5", " B\u00a0, X ,+5.0 ")
    assert given.problems == ()
    assert pairs(given)[-1] == ("B", "X", 5, 1)


def test_of_equal_pairs_the_first_counts(given):
    given.add("pairs.csv", "B,X,99", "B,X,7")
    again, third = given.problems
    assert (again.row, third.row) == (5, 6)
    assert "row 2" in again.problem
    assert "row 2" in third.problem
    assert pairs(given)[-1] == ("B", "X", 5, 1)


def test_ragged_rows_keep_the_right_row_numbers(given):
    given.write("pairs.csv", "request,supporter,points\nA,X\n\nA,Y,1,9\nB,X,1\nZ,Y,1\n")
    assert [(p.level, p.row) for p in given.problems] == [
        ("warning", 2),
        ("error", 4),
        ("error", 2),
        ("error", 6),
    ]
    assert pairs(given) == [("B", "X", 1, 1)]


def test_pins_and_forbids_work_here_too(given):
    given.write("pins.csv", "request,supporter\nA,X\n")
    assert given.read().round.pins[0].supporter == "X"


def test_pairs_are_needed(given):
    (given.folder / "pairs.csv").unlink()
    with pytest.raises(RoundError, match='no table "pairs"'):
        given.read()


def test_two_hundred_thousand_pairs_are_read_as_columns_not_as_rows(given):
    people = range(500)
    given.write("requests.csv", "id\n" + "".join(f"R{i}\n" for i in people))
    given.write(
        "supporters.csv", "id,capacity\n" + "".join(f"P{i},1\n" for i in people)
    )
    rows = "".join(f"R{i},P{j},{i - j}\n" for i in people for j in range(400))
    given.write("pairs.csv", "request,supporter,points\n" + rows)
    before = time.process_time()
    assert len(given.read().round.given) == 200_000
    # About 0.7 s of work; row by row it would be over 10.
    assert time.process_time() - before < 6
