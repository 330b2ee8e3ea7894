"""Tables for people, and the CSV files that hold them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest

from matchmaker.domain.files import safe
from matchmaker.domain.problem import Problem
from matchmaker.report.csv_file import csv_bytes
from matchmaker.report.table import Column, Table
from matchmaker.report.tables.pairings import pairings_table
from matchmaker.report.tables.problems import problems_table
from matchmaker.report.tables.proof import proof_table
from matchmaker.report.tables.spend import spend_table
from matchmaker.report.tables.supporters import supporters_table
from matchmaker.report.tables.team_notes import team_notes_table
from matchmaker.report.tables.teams import teams_table
from matchmaker.report.tables.unmatched import unmatched_table


def records(table):
    """Rows as dictionaries by heading."""
    headings = [column.heading for column in table.columns]
    return [dict(zip(headings, row, strict=True)) for row in table.rows]


def test_a_pairing_is_one_row(nurseries, why_nurseries):
    (row,) = records(pairings_table(nurseries, why_nurseries))

    why = row.pop("Why")
    assert why.splitlines()[0].startswith("Needs: covers 2 of 3 needs")
    assert row == {
        "Request": "R1",
        "Setting": "N1",
        "Setting name": "Sunny Days",
        "Region": "London",
        "Role": "expert",
        "Supporter": "S1",
        "Supporter name": "Ada Lovell",
        "Points": 317,
        "Place": 1,
        "Out of": 2,
        "Runner-up": "Bo Field (S2)",
        "Points ahead": 159,
        "Confidence %": 100,
        "Delivery": "face to face",
        "Journey (minutes)": 30,
        "Time (hours)": 6,
        "Cost (£)": Decimal("500.00"),
    }


def test_columns_that_nobody_uses_are_left_out(scored, why_scored):
    rows = records(pairings_table(scored, why_scored))

    assert list(rows[0]) == [
        "Request",
        "Role",
        "Supporter",
        "Points",
        "Place",
        "Out of",
        "Runner-up",
        "Points ahead",
        "Load",
        "Decided by a person",
        "Why",
    ]
    assert [row["Points"] for row in rows] == [Decimal("12.50"), Decimal("3.00")]
    assert [row["Decided by a person"] for row in rows] == [None, "yes"]


def test_an_unmet_request_is_one_row(nurseries, why_nurseries):
    taken, nobody = records(unmatched_table(nurseries.round, why_nurseries))

    assert (taken["Request"], taken["Could have come"]) == ("R2", 1)
    assert (nobody["Request"], nobody["Nearest miss"]) == ("R3", "Di Ash (S4)")
    assert nobody["Why"].startswith("Nobody came for R3 of N3 (mentor).\n")


def test_a_person_led_is_one_row_and_the_unled_come_last(nurseries):
    plan = nurseries.plan.model_copy(update={"unled": ("S2",)})

    led, unled = records(teams_table(replace(nurseries, plan=plan)))

    assert led == {
        "Area lead": "S4",
        "Area lead name": "Di Ash",
        "Team size": 1,
        "Supporter": "S1",
        "Supporter name": "Ada Lovell",
        "Works as": "expert",
        "Region": "London",
        "Local authority": None,
        "Journey (minutes)": None,
        "Why this lead": "region only",
    }
    assert (unled["Area lead"], unled["Supporter"]) == (None, "S2")


def test_notes_about_teams_say_what_would_mend_them(nurseries):
    (row,) = records(team_notes_table(nurseries))

    assert (
        row["What is wrong"] == "Di Ash (S4) leads only 1 supporter: Ada Lovell (S1)."
    )
    assert row["What would mend it"].startswith("1 more supporter would make")


def test_the_caseload_of_everybody(nurseries):
    ada, bo, *_ = records(supporters_table(nurseries))

    assert (ada["Capacity (hours)"], ada["Used (hours)"], ada["Left (hours)"]) == (
        6,
        6,
        0,
    )
    assert (ada["Used %"], ada["Pairings"], ada["Requests"]) == (100, 1, "R1")
    assert ada["Area lead"] == "Di Ash (S4)"
    assert (bo["Used %"], bo["Requests"], bo["Area lead"]) == (0, "", None)


def test_spend_against_budget_in_pounds(nurseries):
    london, everything = records(spend_table(nurseries.round, nurseries.plan))

    assert london == {
        "Region": "London",
        "Expert (£)": Decimal("500.00"),
        "Spend (£)": Decimal("500.00"),
        "Budget (£)": Decimal("600.00"),
        "Left (£)": Decimal("100.00"),
        "Used %": 83,
    }
    assert everything == london | {"Region": "All regions"}


@pytest.mark.parametrize(
    ("budgets", "whole"),
    [
        ({"London": 60_000, "all": 55_000}, Decimal("550.00")),
        ({"London": 60_000, "East": 10_000}, Decimal("700.00")),
        ({"East": 10_000}, None),
    ],
)
def test_all_regions_have_a_budget_only_where_all_are_bounded(
    nurseries, budgets, whole
):
    this = nurseries.round.replace(budgets=budgets)

    *_, everything = records(spend_table(this, nurseries.plan))

    assert everything["Budget (£)"] == whole


def test_nothing_is_spent_where_nothing_has_a_price(scored):
    assert spend_table(scored.round, scored.plan).rows == ()


def test_optimal_stands_only_where_it_was_proved(scored):
    coverage, points = records(proof_table(scored.proof, 2))

    assert (coverage["Verdict"], coverage["Reached"]) == ("optimal", 2)
    assert (points["Verdict"], points["Reached"], points["Gap"]) == (
        "not proved",
        Decimal("15.50"),
        Decimal("0.50"),
    )


def test_problems_stand_as_they_were_found():
    problem = Problem(
        file="requests.csv",
        row=3,
        column="demand",
        value="two",
        problem="a",
        remedy="b",
    )

    assert problems_table([problem]).rows == (
        ("error", "requests.csv", 3, "demand", "two", "a", "b"),
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "  ="])
def test_text_that_could_run_is_made_harmless(start):
    table = Table((Column("Name"),), ((f"{start}cmd|' /C calc'!A0",), (-5,)))

    read = list(csv.reader(io.StringIO(csv_bytes(table).decode("utf-8-sig"), "")))

    assert read[1] == [f"'{start}cmd|' /C calc'!A0"]
    assert read[2] == ["-5"]


def test_harmless_text_stays_as_it_is():
    assert [safe(cell) for cell in ("Ada", "a=b", "", None, Decimal("-1.5"))] == [
        "Ada",
        "a=b",
        "",
        None,
        Decimal("-1.5"),
    ]


def test_a_csv_file_says_that_it_is_utf8():
    table = Table((Column("Name"),), (("Zoë",),))

    assert csv_bytes(table) == b"\xef\xbb\xbfName\r\nZo\xc3\xab\r\n"
