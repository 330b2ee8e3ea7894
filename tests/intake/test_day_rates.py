"""Day rates by date: from the shipped table, from a round's own, and where none holds."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest

from matchmaker.errors import ProgrammeError
from matchmaker.intake import parse_programme, read_programme, write_round
from matchmaker.intake.dated_table import DAY_RATES, parse
from matchmaker.intake.day_rates import shipped_day_rates, with_day_rates

HEAD = "role,day_rate,valid_from,valid_to,source,source_date\n"
OWN = (
    HEAD
    + "mentor,410,01/04/2022,,Grant agreement,2022-03-01\n"
    + "Expert,£510,2022-04-01,30/06/2022,Grant agreement,2022-03-01\n"
    + "expert,515.50,01/07/2022,,Grant agreement,2022-03-02\n"
    + "Area lead,610,,,Grant agreement,2022-03-01\n"
)
SHIPPED = (files("matchmaker") / "programmes" / "early-years.toml").read_text("utf-8")
NAMED = 'rate = "early-years"'


def pence(reading) -> list[tuple[str, int]]:
    return [(r.role, r.pence_per_day) for r in reading.round.programme.rates]


def told(problem) -> tuple:
    return problem.level, problem.file, problem.row, problem.column, problem.value


def test_the_shipped_programme_has_the_rates_of_its_name_with_source_and_version():
    rates = read_programme("early-years").rates
    assert {rate.role: rate.pence_per_day for rate in rates} == {
        "mentor": 40_000,
        "expert": 50_000,
        "area_lead": 60_000,
    }
    assert {rate.valid_from for rate in rates} == {date(2022, 4, 1)}
    assert all(rate.source.endswith(", 2021-12-01") for rate in rates)
    assert {rate.table for rate in rates} == {shipped_day_rates().version}


def test_rows_of_other_programmes_are_not_its_own():
    table = parse(
        DAY_RATES,
        b"programme,role,pence_per_day,valid_from,valid_to,source,source_date\n"
        b"a,guide,1,,2022-03-31,x,2021-01-01\nb,guide,2,,,x,2021-01-01\n"
        b"a,guide,3,2022-04-01,,x,2022-01-01\n",
    )
    data, faults = with_day_rates({"rate": "a", "roles": {"guide": {}}}, table)
    assert [rate["pence_per_day"] for rate in data["rate"]] == [1, 3]
    assert [rate["valid_to"] for rate in data["rate"]] == ["2022-03-31", None]
    assert not faults


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            NAMED,
            'rate = "early-year"',
            'day_rates.csv has no rows for the programme "early-year". Did you mean '
            '"early-years"?',
        ),
        (
            "[roles.mentor]",
            "[roles.menter]",
            'day_rates.csv row 2, column role: "mentor" is no role of this programme. '
            'Did you mean "menter"?',
        ),
    ],
)
def test_a_name_or_role_that_is_not_there_is_told_with_its_line(old, new, said):
    with pytest.raises(ProgrammeError) as error:
        parse_programme(SHIPPED.replace(old, new), "mine.toml")
    line = 1 + SHIPPED[: SHIPPED.index(NAMED)].count("\n")
    assert any(
        fault.startswith(f"mine.toml, line {line}: {said}")
        for fault in error.value.faults
    )


LISTED = """
[[rate]]
role = "mentor"
pence_per_day = 40_000
valid_to = 2022-06-30

[[rate]]
role = "mentor"
pence_per_day = 41_000
valid_from = 2022-07-0{}
"""


def test_a_programme_may_list_its_rates_itself():
    text = SHIPPED.replace(NAMED, "") + LISTED.format(1)
    programme = parse_programme(text, "mine.toml")
    on = [
        programme.rate_on("mentor", day)
        for day in (date(2000, 1, 1), date(2022, 6, 30), date(2022, 7, 1))
    ]
    assert [rate and rate.pence_per_day for rate in on] == [40_000, 40_000, 41_000]
    assert {rate.table for rate in programme.rates} == {""}


def test_two_rates_of_a_role_on_one_day_are_a_fault_of_the_programme():
    text = SHIPPED.replace(NAMED, "") + LISTED.format(1).replace("06-30", "07-01")
    with pytest.raises(
        ProgrammeError, match="'mentor' holds to 2022-07-01 and another"
    ):
        parse_programme(text, "mine.toml")


def test_a_rate_that_ends_before_it_begins_is_a_fault_of_the_programme():
    text = SHIPPED.replace(NAMED, "") + LISTED.format("1\nvalid_to = 2022-06-30")
    with pytest.raises(ProgrammeError, match="'mentor' ends before it begins"):
        parse_programme(text, "mine.toml")


def test_a_table_beside_the_round_takes_the_place_of_the_programmes_rates(desk):
    reading = desk.write("day_rates.csv", OWN).read()
    assert reading.problems == ()
    assert pence(reading) == [
        ("mentor", 41_000),
        ("expert", 51_000),
        ("expert", 51_550),
        ("area_lead", 61_000),
    ]
    assert reading.round.programme.rates[0].source == "Grant agreement, 2022-03-01"
    (version,) = {rate.table for rate in reading.round.programme.rates}
    assert version.startswith("day_rates of the round 2022-03-02 ")


def test_one_changed_figure_changes_the_version(desk):
    before = desk.write("day_rates.csv", OWN).read().round.programme.rates[0].table
    after = desk.change("day_rates.csv", "610", "611").read().round.programme.rates[0]
    assert before != after.table


def test_the_shipped_file_can_be_edited_and_put_beside_the_round(desk):
    """It has pence, and rows of other programmes."""
    shipped = (files("matchmaker") / "rates" / "day_rates.csv").read_text("utf-8")
    other = "other,guide,1,,,x,2021-01-01\n"
    desk.write("day_rates.csv", shipped.replace(",40000,", ",42000,") + other)
    reading = desk.read()
    assert reading.problems == ()
    assert dict(pence(reading)) == {
        "mentor": 42_000,
        "expert": 50_000,
        "area_lead": 60_000,
    }


def test_a_table_without_rows_leaves_the_programmes_rates(desk):
    reading = desk.write("day_rates.csv", HEAD).read()
    assert reading.problems == ()
    assert {rate.table for rate in reading.round.programme.rates} == {
        shipped_day_rates().version
    }


def test_the_copy_of_a_round_keeps_its_own_rates_and_their_version(desk, tmp_path):
    whole = desk.write("day_rates.csv", OWN).read().round
    copy = write_round(whole, tmp_path / "copy")
    assert not (copy / "day_rates.csv").exists()
    from matchmaker.intake import read_round

    assert read_round(copy).round.programme.rates == whole.programme.rates


@pytest.mark.parametrize(
    ("row", "column", "value", "said"),
    [
        ("wizard,400,,,x,", "role", "wizard", '"wizard" is not a known word here'),
        (",400,,,x,", "role", None, "the cell is blank"),
        ("expert,,,,x,", "day_rate", None, "no rate is given"),
        ("expert,dear,,,x,", "day_rate", "dear", '"dear" is not an amount in pounds'),
        ("expert,1,31/02/2022,,x,", "valid_from", "31/02/2022", "31/02/2022"),
        (
            "expert,1,02/04/2022,01/04/2022,x,",
            "valid_to",
            "01/04/2022",
            "the rate ends before it begins",
        ),
        (
            "expert,1,,01/04/2022,x,",
            "valid_from",
            None,
            "another rate of the role expert holds 2022-04-01 to 2022-06-30, in row 3 "
            "of day_rates.csv",
        ),
    ],
)
def test_a_row_that_cannot_be_is_told_with_row_column_and_value(
    desk, row, column, value, said
):
    problem = desk.write("day_rates.csv", OWN + row + "\n").problem
    assert told(problem) == ("error", "day_rates.csv", 6, column, value)
    assert said in problem.problem


def test_a_rate_that_begins_the_day_after_the_last_of_the_one_before_is_no_overlap(
    desk,
):
    desk.write("day_rates.csv", OWN + "expert,1,,31/03/2022,x,\n")
    assert desk.read().problems == ()


def test_pence_and_pounds_that_differ_are_told(desk):
    rows = OWN.replace("\n", ",\n").replace("source_date,", "source_date,pence_per_day")
    desk.write("day_rates.csv", rows.replace("2022-03-02,", "2022-03-02,51551"))
    assert "51550 pence are not the 51551" in desk.problems[0].problem


def test_a_role_that_the_table_leaves_out_is_told(desk):
    problem = desk.write("day_rates.csv", HEAD + "mentor,400,,,x,\nexpert,500,,,x,\n")
    assert "no rate for the role area_lead" in problem.problem.problem


def test_a_table_for_other_programmes_is_told_and_not_used(desk):
    reading = desk.write(
        "day_rates.csv", "programme," + HEAD + "x,expert,1,,,,\n"
    ).read()
    (problem,) = reading.problems
    assert problem.level == "error"
    assert "no row can be used for this programme" in problem.problem
    assert dict(pence(reading))["expert"] == 50_000


@pytest.mark.parametrize(
    ("start", "roles"), [("2022-04-01", 0), ("2022-03-31", 3), ("2021-09-01", 3)]
)
def test_a_day_before_all_rates_is_told_of_each_role(desk, start, roles):
    problems = desk.change("round.toml", "2022-04-25", start).problems
    assert [p.level for p in problems] == ["warning"] * roles
    assert all(f"holds on {start}" in p.problem for p in problems)


def test_it_is_an_error_where_money_decides(desk):
    desk.change("round.toml", "2022-04-25", "2022-03-31")
    desk.change("round.toml", "anchor", "objectives = ['coverage', 'cost']\nanchor")
    assert {problem.level for problem in desk.problems} == {"error"}


def test_a_gap_between_two_rates_is_told_for_the_day_of_the_request(desk):
    rows = OWN.replace("30/06/2022", "29/06/2022")
    desk.write("day_rates.csv", rows).change(
        "requests.csv", "minimum\n", "minimum,start\n"
    )
    desk.change(
        "requests.csv", "R1,S1,expert,send,1,0", "R1,S1,expert,send,1,0,30/06/2022"
    )
    problem = desk.problems[-1]
    assert told(problem)[:2] == ("warning", "day_rates.csv")
    assert "role expert holds on 2022-06-30" in problem.problem
    assert "2022-04-01 to 2022-06-29; 2022-07-01 onwards" in problem.remedy


def test_a_budget_is_spent_at_the_rates_of_the_round(desk):
    """Three days of an expert: 3 x 500 as shipped, 3 x 510 by the round's table."""
    whole = desk.read().round
    own = desk.write("day_rates.csv", OWN).read().round
    costs = [one.pence_of(one.requests[0], one.supporters[0]) for one in (whole, own)]
    assert costs == [150_000, 153_000]
