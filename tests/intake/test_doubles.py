"""Two rows that are perhaps one person."""

import csv

import pytest

from matchmaker.intake import read_round

ROUND = 'programme = "ecf-mentors"\nanchor_date = 2026-07-01\n'
ADA = {"id": "M1", "name": "Ada Lee", "email": "a@x.org", "employer": "S1"}
ADA |= {"capacity_hours": "2", "trn": "0123456", "finished_induction": "yes"}
EVE = {"id": "E1", "teacher": "Eve Nash", "email": "e@x.org", "setting": "S1"}
EVE |= {"induction_year": "year 1", "trn": "7654321"}
BEA = ADA | {"id": "M2", "name": "Bea Orr", "email": "b@x.org", "trn": "0123457"}
FAY = EVE | {"id": "E2", "teacher": "Fay Poe", "email": "f@x.org", "trn": "7654322"}


@pytest.fixture
def doubts(tmp_path):
    """What is told of two teachers and two mentors, whose cells are changed."""

    def reading(teacher, mentor):
        tables = {
            "schools": [{"id": "S1", "can_serve_induction": "yes"}],
            "ects": [EVE, FAY | teacher],
            "mentors": [ADA, BEA | mentor],
        }
        (tmp_path / "round.toml").write_text(ROUND, "utf-8")
        for name, rows in tables.items():
            path = tmp_path / f"{name}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, rows[0])
                writer.writeheader()
                writer.writerows(rows)
        found = read_round(tmp_path)
        assert len(found.round.requests) == len(found.round.supporters) == 2
        return [
            (problem.level, problem.value, problem.problem.rpartition(": ")[2])
            for problem in found.problems
        ]

    return reading


ONE_ADDRESS = "they have the same name and address"
ONE_NUMBER = "they have the same teacher reference number"


@pytest.mark.parametrize(
    ("teacher", "mentor", "told"),
    [
        ({}, {}, []),
        (
            {},
            {"name": "Lee, Ada", "email": "A@x.org"},
            [("warning", "M2", ONE_ADDRESS)],
        ),
        # A name alone, or an address alone, may well be another person's.
        ({}, {"name": "Ada Lee"}, []),
        ({}, {"email": "a@x.org"}, []),
        ({}, {"trn": "0123456"}, [("warning", "M2", ONE_NUMBER)]),
        (
            {"teacher": "Eve Nash", "email": "e@x.org"},
            {},
            [("warning", "E2", ONE_ADDRESS)],
        ),
        ({"trn": "7654321"}, {}, [("warning", "E2", ONE_NUMBER)]),
    ],
)
def test_who_stands_twice_is_told_and_not_made_one(doubts, teacher, mentor, told):
    assert doubts(teacher, mentor) == told


def test_what_is_the_same_in_two_ways_is_told_once(doubts):
    again = {name: ADA[name] for name in ("name", "email", "trn")}
    assert [who for _, who, _ in doubts({}, again)] == ["M2"]


def test_people_who_ask_are_told_apart_by_their_ids_not_by_their_rows(gallery):
    rows = "id,person,newcomer,email,topics wanted,postcode,stage\n"
    rows += "N1,T1,Ann,a@x.org,coins,LS6,1\nN2,T1,Ann,a@x.org,pots,LS6,1\n"
    gallery.write("newcomers.csv", rows)
    assert gallery.problems == ()
    gallery.write("newcomers.csv", f"{rows}N3,T3,ann,A@x.org,pots,LS6,1\n")
    problem = gallery.problem
    assert (problem.value, problem.column) == ("T3", "id")
    assert problem.problem.startswith("T1 and T3 are perhaps one person")
