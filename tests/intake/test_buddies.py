"""Rounds of buddies: one table, in which everybody stands on both sides."""

from pathlib import Path

import pytest

from matchmaker.domain.among import with_askers
from matchmaker.errors import RoundError
from matchmaker.intake import read_round, write_round

HEAD = "id,name,status,consent,schedule,session times,line manager,capacity hours"
SCENARIO = Path(__file__).parents[2] / "scenarios" / "mentor-buddies"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "round.toml").write_text('programme = "mentor-buddies"\n', "utf-8")

    def write(name, *rows):
        (tmp_path / f"{name}.csv").write_text("\n".join(rows), "utf-8")
        return tmp_path

    write(
        "mentors",
        HEAD,
        "m1,Ann Low,active,yes,september,mon-am; tue-pm,m2,",
        "m2,Bob Fry,Active,y,Sept,mon,,4",
        "m3,Cy Tan,sometimes,yes,january,,,",
    )
    return write


def test_everybody_also_asks_under_their_own_id(folder):
    whole = read_round(folder("pins", "request,supporter")).round
    assert [person.id for person in whole.supporters] == ["m1", "m2", "m3"]
    assert [request.id for request in whole.requests] == ["m1", "m2", "m3"]
    assert [home.name for home in whole.settings] == ["Ann Low", "Bob Fry", "Cy Tan"]
    ann = whole.requests[0]
    assert (ann.setting, ann.role, ann.load) == ("m1", "buddy", 600)
    assert ann.fields == whole.supporters[0].fields
    assert with_askers(whole) == whole


def test_who_says_nothing_of_time_has_what_a_buddy_takes(folder):
    whole = read_round(folder("pins", "request,supporter")).round
    assert [person.capacity for person in whole.supporters] == [600, 240, 600]


def test_words_that_are_not_known_are_reported(folder):
    (problem,) = read_round(folder("pins", "request,supporter")).problems
    assert (problem.file, problem.row, problem.value) == ("mentors.csv", 4, "sometimes")


def test_decisions_name_two_people(folder):
    folder("pins", "request,buddy,reason", "m1,m3,They asked", "m1,m9,")
    folder("forbids", "request,supporter", "m2,m1")
    reading = read_round(folder("conflicts", "party,supporter", "m3,m2"))
    whole = reading.round
    assert [(pin.request, pin.supporter) for pin in whole.pins] == [("m1", "m3")]
    assert [(f.request, f.supporter) for f in whole.forbids] == [("m2", "m1")]
    assert [(c.party, c.supporter) for c in whole.conflicts] == [("m3", "m2")]
    assert any("m9" in problem.problem for problem in reading.problems)


def test_tables_of_requests_and_settings_are_not_read(folder):
    reading = read_round(folder("requests", "id", "r1"))
    assert [problem.file for problem in reading.problems] == [
        "requests.csv",
        "mentors.csv",
    ]
    assert len(reading.round.requests) == 3


def test_a_round_without_the_one_table_cannot_be_read(tmp_path):
    (tmp_path / "round.toml").write_text('programme = "mentor-buddies"\n', "utf-8")
    with pytest.raises(RoundError, match="mentors"):
        read_round(tmp_path)


def test_a_copy_is_read_back_as_the_same_round(tmp_path):
    whole = read_round(SCENARIO).round
    write_round(whole, tmp_path)
    names = {path.name for path in tmp_path.glob("*.csv")}
    assert names == {"mentors.csv", "pins.csv", "forbids.csv", "conflicts.csv"}
    assert read_round(tmp_path).round == whole
