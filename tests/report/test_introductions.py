"""How people who are to work together are introduced to each other."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

from matchmaker.domain.introduction import Introduction
from matchmaker.intake import read_round
from matchmaker.pipeline import match
from matchmaker.reasons import explain
from matchmaker.report.csv_file import csv_bytes
from matchmaker.report.names import Names
from matchmaker.report.tables.group_introductions import group_introductions_table
from matchmaker.report.tables.introductions import introductions_table
from matchmaker.report.tables.pairings import pairings_table
from matchmaker.report.tables.waiting import waiting_table

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def rows(table):
    return list(csv.DictReader(io.StringIO(csv_bytes(table).decode("utf-8-sig"))))


@pytest.fixture(scope="module")
def placements():
    return match(read_round(SCENARIOS / "itt-partnership").round)


@pytest.fixture(scope="module")
def groups():
    """The childminders, each with an address; one of the first group said no."""
    whole = read_round(SCENARIOS / "childminders").round
    homes = [
        home.model_copy(update={"email": f"{home.id.lower()}@example.org"})
        for home in whole.settings
    ]
    return match(whole.replace(settings=tuple(homes)))


def test_a_line_that_names_what_is_not_known_is_left_out():
    words = Introduction(message="Dear {asks},\nyou meet at {where}.\nGoodbye.")
    assert words.filled({"asks": "Al", "where": None}) == "Dear Al,\nGoodbye."
    assert words.filled({"asks": "Al", "where": "Oak"}).count("\n") == 2


@pytest.mark.parametrize("message", ["Dear {somebody},", "Dear {asks,", "Dear {},"])
def test_a_message_names_only_what_there_is(message):
    with pytest.raises(ValidationError, match="message"):
        Introduction(message=message)


def test_trainee_and_mentor_are_told_school_days_and_hours(placements):
    messages = [
        row["Message"]
        for row in rows(introductions_table(placements, explain(placements)))
    ]
    assert all("on placement at " in text for text in messages)
    assert all("The placement runs from " in text for text in messages)
    assert all(" hour" in text for text in messages)
    assert not any("There is no hurry" in text for text in messages)
    assert len(set(messages)) == len(messages)


def test_a_placement_has_its_school_and_its_days_in_the_pairings(placements):
    (first, *others) = rows(pairings_table(placements, explain(placements)))
    mentor = placements.round.supporter(first["Supporter"])
    assert first["School id"] == mentor.employer
    assert first["School"] == placements.round.setting_by_id[mentor.employer].name
    assert first["From"] < first["To"]
    assert all(row["School"] and row["From"] for row in others)


def test_a_group_is_told_who_is_in_it_and_how_to_reach_each_other(groups):
    first = rows(group_introductions_table(groups))[0]
    assert first["People"] == "Abi Lowe, Bea Marsh, Cat Nolan, Dot Quinn"
    assert first["Mentor"] == "Nan Doyle"
    assert "All can on Tuesday afternoon." in first["Message"]
    assert "Abi Lowe (c01@example.org), Bea Marsh (c02@example.org)" in first["Message"]
    assert first["Emails"].startswith("c01@example.org")


def test_no_address_is_told_without_its_owners_consent(groups):
    whole = groups.whole
    shy = [
        r.model_copy(update={"fields": r.fields | {"consent": False}})
        if r.id == "C02"
        else r
        for r in whole.requests
    ]
    told = rows(
        group_introductions_table(
            replace(groups, as_read=whole.replace(requests=tuple(shy)))
        )
    )[0]["Message"]
    assert "Bea Marsh" in told
    assert "c02@example.org" not in told
    assert "c01@example.org" in told


def test_a_group_that_waits_can_be_written_to(groups):
    waiting = rows(waiting_table(groups.round, explain(groups)))
    assert waiting
    assert all("@example.org" in row["Childminder email"] for row in waiting)


def test_a_teacher_of_a_school_that_asks_is_named():
    solved = match(read_round(SCENARIOS / "ecf-trust").round)
    table = rows(pairings_table(solved, explain(solved)))
    (aisha,) = [row for row in table if row["Request"] == "E101"]
    assert aisha["Early career teacher name"] == "Aisha Rahman"
    assert Names(solved.round).request("E101").startswith("Aisha Rahman (E101) of ")
