"""The supporters table."""

import pytest


def supporters(desk):
    return desk.read().round.supporters


def with_amounts(desk, columns, cells, roles="expert"):
    desk.write(
        "supporters.csv",
        f"id,roles,postcode,{columns}\nP1,{roles},PR1,{cells}\n",
    )
    return desk.read()


@pytest.mark.parametrize(
    ("columns", "cells", "roles", "time", "by_role"),
    [
        ("capacity_days", "10", "expert", 3600, {}),
        ("capacity_days,capacity_hours", "1,1.5", "expert", 450, {}),
        # an area lead keeps 6 days of 360 minutes back for leading
        ("capacity_days", "10", "expert; area lead", 4 * 360, {}),
        ("capacity_days", "5", "expert; area lead", 0, {}),
        ("capacity_minutes", "100", "expert; area lead", 100, {}),
        (
            "expert_days,mentor_hours",
            "2,6",
            "expert; mentor",
            1080,
            {"expert": 720, "mentor": 360},
        ),
        ("expert_days,mentor_hours", "2,", "expert; area lead", 720, {"expert": 720}),
        ("capacity_days,mentor_hours", "3,6", "expert; mentor", 1080, {"mentor": 360}),
        ("Expert days", "0", "expert", 0, {"expert": 0}),
    ],
)
def test_capacity_in_all_and_by_role(  # noqa: PLR0917 - one table of five columns
    desk, columns, cells, roles, time, by_role
):
    reading = with_amounts(desk, columns, cells, roles)
    assert reading.problems == ()
    (supporter,) = reading.round.supporters
    assert (supporter.capacity, supporter.role_capacity) == (time, by_role)


@pytest.mark.parametrize(
    ("cell", "pence"),
    [("350", 35_000), ("£350.50", 35_050), ('"1,200"', 120_000), ("0", 0), ("", None)],
)
def test_the_day_rate_that_was_agreed_is_in_pounds(desk, cell, pence):
    reading = with_amounts(desk, "capacity_days,daily rate", f"10,{cell}")
    assert reading.problems == ()
    (person,) = reading.round.supporters
    assert person.pence_per_day == pence


@pytest.mark.parametrize("cell", ["up to 400", "-1", "350.505", "100001", "1e3"])
def test_a_day_rate_that_is_none_is_reported_and_the_roles_rate_counts(desk, cell):
    reading = with_amounts(desk, "capacity_days,day_rate", f"10,{cell}")
    (problem,) = reading.problems
    assert (problem.column, problem.value) == ("day_rate", cell)
    (person,) = reading.round.supporters
    assert person.pence_per_day is None


@pytest.mark.parametrize(
    ("columns", "cells", "column"),
    [
        ("capacity_days", "two", "capacity_days"),
        ("capacity_days", "2-3", "capacity_days"),
        ("capacity_days", "-1", "capacity_days"),
        ("capacity_days", "9" * 40, "capacity_days"),
        ("capacity_days", "1e9", "capacity_days"),
        ("capacity_days", "", None),
        ("capacity_hours", "0.001", "capacity_hours"),
        ("capacity_days,minimum", "1,361", "minimum"),
        ("capacity_days,Mentor hours", "1,some", "Mentor hours"),
        (
            "capacity_days,available_from,available_to",
            "1,2022-05-02,2022-05-01",
            "available_to",
        ),
    ],
)
def test_a_person_whose_time_is_unclear_is_left_out(desk, columns, cells, column):
    reading = with_amounts(desk, columns, cells)
    assert reading.round.supporters == ()
    problem = reading.problems[0]
    assert (problem.level, problem.row, problem.column) == ("error", 2, column)


def test_a_minimum_up_to_the_capacity_may_stand(desk):
    assert with_amounts(desk, "capacity_days,minimum", "1,360").problems == ()


def test_time_in_a_role_not_held_is_left_out_with_a_warning(desk):
    reading = with_amounts(desk, "expert_days,mentor_hours", "2,6")
    assert reading.round.supporters[0].role_capacity == {"expert": 720}
    assert "does not hold that role" in reading.problems[0].problem


@pytest.mark.parametrize("roles", ["", "wizard", "expert; wizard"])
def test_a_person_whose_roles_are_unclear_is_left_out(desk, roles):
    reading = with_amounts(desk, "capacity_days", "5", roles)
    assert reading.round.supporters == ()
    assert reading.problems[0].column == "roles"


def test_an_employer_who_is_nobody_is_reported_and_left_out(desk):
    problem = desk.change("supporters.csv", "5,S2", "5,Moon Nursery").problem
    assert (problem.level, problem.column) == ("warning", "employer")
    assert supporters(desk)[1].employer is None


def test_unknown_checks_are_never_clear(desk):
    desk.change("supporters.csv", "employer", "DBS").change(
        "supporters.csv", "5,S2", "5,fine"
    )
    assert desk.problem.value == "fine"
    assert [s.suitability for s in supporters(desk)] == ["unknown", "unknown"]


def test_lists_of_regions_and_authorities(desk):
    desk.change("supporters.csv", "name", "authorities,regions")
    desk.change(
        "supporters.csv",
        "One",
        '"City of Bristol, Bristol, City of; Leeds",London; eastern',
    )
    desk.change("supporters.csv", "Two", "Narnia,Mars")
    one, two = supporters(desk)
    assert one.authorities == ("Bristol, City of", "Leeds")
    assert one.regions == ("London", "East of England")
    assert (two.authorities, two.regions) == ((), ())
    assert [problem.value for problem in desk.problems] == ["Mars", "Narnia"]
