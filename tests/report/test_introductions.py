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
from matchmaker.report.tables.buddy_introductions import buddy_introductions_table
from matchmaker.report.tables.free import (
    NO_ROOM,
    NOBODY_LEFT,
    NOBODY_POSSIBLE,
    free_table,
)
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


@pytest.fixture(scope="module")
def teachers():
    return match(read_round(SCENARIOS / "ecf-trust").round)


def test_a_teacher_of_a_school_that_asks_is_introduced(teachers):
    aisha, *_ = rows(introductions_table(teachers, explain(teachers)))
    assert aisha["Early career teacher"] == "Aisha Rahman"
    assert aisha["Early career teacher email"] == "aisha.rahman@example.org"
    assert aisha["Mentor email"] == "oscar.reyes@example.org"
    assert aisha["Message"].startswith("Dear Aisha and Oscar,\nAisha Rahman has Oscar")
    assert "at Harbour High School." in aisha["Message"]


def test_a_teacher_who_waits_can_be_written_to(teachers):
    waiting = rows(waiting_table(teachers.round, explain(teachers)))
    assert [row["Early career teacher email"] for row in waiting] == [
        "hana.suzuki@example.org",
        "lena.novak@example.org",
    ]


def test_buddies_are_told_of_each_other_and_a_trio_once():
    solved = match(read_round(SCENARIOS / "mentor-buddies").round)
    told = rows(buddy_introductions_table(solved))
    people = [row["People"].split(", ") for row in told]
    assert sorted(len(party) for party in people) == [2, 2, 2, 2, 3]
    assert len({name for party in people for name in party}) == 11
    asha = told[0]
    assert asha["Message"].startswith("Dear Asha and Ben,\nyou are buddies: ")
    assert "You can meet on Monday afternoon and Wednesday morning." in asha["Message"]
    assert "Asha Verma (asha.verma@example.org)" in asha["Message"]
    (trio,) = [row for row in told if row["People"].count(",") == 2]
    # Carys can on Wednesday morning, Dele never: the three share no half-day.
    assert "You can meet on" not in trio["Message"]


def test_no_buddy_is_told_an_address_without_its_owners_consent():
    whole = read_round(SCENARIOS / "mentor-buddies").round
    solved = match(whole)
    shy = [
        person.model_copy(update={"fields": person.fields | {"consent": False}})
        if person.id == "M01"
        else person
        for person in whole.supporters
    ]
    changed = replace(solved, round=whole.replace(supporters=tuple(shy)))
    message = rows(buddy_introductions_table(changed))[0]["Message"]
    assert "asha.verma@example.org" not in message
    assert "ben.ashworth@example.org" in message


def test_a_teacher_of_a_school_that_asks_is_named(teachers):
    solved = teachers
    table = rows(pairings_table(solved, explain(solved)))
    (aisha,) = [row for row in table if row["Request"] == "E101"]
    assert aisha["Early career teacher name"] == "Aisha Rahman"
    assert Names(solved.round).request("E101").startswith("Aisha Rahman (E101) of ")


@pytest.fixture(scope="module")
def free():
    """Who has nobody, where Sol has half an hour only and Yann's school has a twin."""
    whole = read_round(SCENARIOS / "ecf-trust").round
    yann = whole.supporter("M501")
    people = [
        person.model_copy(update={"capacity": 30}) if person.id == "M201" else person
        for person in whole.supporters
    ]
    twin = yann.model_copy(update={"id": "M502", "email": "twin@example.org"})
    solved = match(whole.replace(supporters=(*people, twin)))
    return {row["Mentor id"]: row for row in rows(free_table(solved))}


@pytest.mark.parametrize(
    ("person", "possible", "why"),
    [
        ("M203", "0", NOBODY_POSSIBLE),  # the induction tutor
        ("M201", "2", NO_ROOM),  # each of the two takes an hour
    ],
)
def test_who_offers_and_has_nobody_is_told_with_the_reason(free, person, possible, why):
    assert (free[person]["Possible"], free[person]["Why"]) == (possible, why)


def test_where_two_could_have_one_the_other_is_free(free):
    (twin,) = {"M501", "M502"} & free.keys()
    assert (free[twin]["Possible"], free[twin]["Why"]) == ("1", NOBODY_LEFT)
    assert free[twin]["Mentor email"] in ("yann.perec@example.org", "twin@example.org")
