"""What refers to a closed setting means the one that took it over."""

from __future__ import annotations

import pytest

HEADINGS = "id,urn,setting_type,postcode,successor\n"
CLOSED = "S1,100,private nursery,PR1 8XJ,\nS2,200,preschool,PR2,S1\n"


@pytest.fixture
def closed(desk):
    """Nursery S2, which has a request and employs P2, was taken over by S1."""
    return desk.write("settings.csv", HEADINGS + CLOSED)


def test_the_successor_stands_for_the_closed_one(closed):
    whole = closed.read().round
    assert [s.id for s in whole.settings] == ["S1"]
    assert [r.setting for r in whole.requests] == ["S1", "S1", "S1"]
    assert whole.supporters[1].employer == "S1"


def test_every_reference_is_warned_of_once(closed):
    found = closed.problems
    assert {p.level for p in found} == {"warning"}
    assert [(p.file, p.row, p.column, p.value) for p in found] == [
        ("requests.csv", 4, "setting", "S2"),
        ("supporters.csv", 3, "employer", "S2"),
    ]
    assert found[0].problem == 'setting "S2" has closed; its successor "S1" was taken'


def test_conflicts_and_journeys_are_those_of_the_successor(closed):
    closed.write("conflicts.csv", "supporter,party\nP1,S2\n")
    closed.write("travel.csv", "setting,supporter,minutes\nS2,P1,20\n")
    whole = closed.read().round
    assert whole.conflicts[0].party == "S1"
    assert whole.travel == {("S1", "P1"): 20}
    assert len(closed.problems) == 4


def test_a_chain_is_followed_and_names_in_the_register_count_too(closed):
    closed.write(
        "settings.csv",
        f"{HEADINGS}S1,100,private nursery,PR1,300\nS2,200,preschool,PR2,100\n"
        "S3,300,preschool,PR3,\n",
    )
    closed.change("requests.csv", "R3,S2", "R3,200")
    whole = closed.read().round
    assert [r.setting for r in whole.requests] == ["S3", "S3", "S3"]


def test_two_successors_are_asked_to_be_told_apart(closed):
    closed.change("settings.csv", "PR2,S1", "PR2,S1; S3").add(
        "settings.csv", "S3,300,preschool,PR3,"
    )
    whole = closed.read()
    errors = [p for p in whole.problems if p.level == "error"]
    assert [(p.file, p.row) for p in errors] == [("requests.csv", 4)]
    assert (
        'setting "S2" has closed and has 2 successors: S1, S3; the row was left out'
        in errors[0].problem
    )
    assert whole.round.supporters[1].employer is None


def test_a_circle_is_reported_where_it_stands_and_where_it_is_met(closed):
    closed.change("settings.csv", "PR1 8XJ,", "PR1 8XJ,S2")
    closed.add("settings.csv", "S3,300,preschool,PR3,").add(
        "requests.csv", "R4,S3,expert,,,"
    )
    found = closed.problems
    circles = [p for p in found if "lead round in a circle" in p.problem]
    assert [(p.file, p.row) for p in circles if p.file == "settings.csv"] == [
        ("settings.csv", 2),
        ("settings.csv", 3),
    ]
    assert [p.row for p in circles if p.file == "requests.csv"] == [2, 3, 4]
    assert [r.id for r in closed.read().round.requests] == ["R4"]


def test_a_successor_that_is_nobody_is_reported(closed):
    closed.change("settings.csv", "PR2,S1", "PR2,S9")
    found = [p for p in closed.problems if p.file == "settings.csv"]
    assert [p.column for p in found] == ["successor"]
    assert 'there is no setting "S9"' in found[0].problem


def test_a_successor_that_kept_the_name_is_what_the_name_means(desk):
    desk.write(
        "settings.csv",
        "id,urn,name,setting_type,postcode,successor\n"
        "S2,200,Moon,preschool,PR2,S1\nS1,100,Moon,private nursery,PR1 8XJ,\n",
    )
    desk.change("requests.csv", "R1,S1,", "R1,Moon,")
    desk.change("requests.csv", "R3,S2,", "R3,S1,")
    desk.change("supporters.csv", "5,S2", "5,Moon")
    assert desk.problems == ()
    whole = desk.read().round
    assert whole.requests[0].setting == whole.supporters[1].employer == "S1"


def test_a_closed_setting_s_own_name_means_its_successor(desk):
    desk.write(
        "settings.csv",
        "id,urn,name,setting_type,postcode,successor\n"
        "S2,200,Moon,preschool,PR2,S1\nS1,100,Sun,private nursery,PR1 8XJ,\n",
    )
    desk.change("requests.csv", "R1,S1,", "R1,moon,")
    assert desk.read().round.requests[0].setting == "S1"
