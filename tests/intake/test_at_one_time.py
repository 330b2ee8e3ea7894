"""Two placements of one trainee: one after the other, and at one time."""

import pytest

from matchmaker.intake import read_round

TRAINEES = "id,person,name,start,end,subjects,provider"
MENTORS = "id,name,employer,capacity_hours,subjects,suitability"


@pytest.fixture
def told(tmp_path):
    """What is said of placements with these persons and days."""

    def told(*rows):
        files = {
            "round.toml": 'programme = "itt-mentors"\n',
            "schools.csv": "id,name,postcode,hosting\nS1,Ash School,ST1,interested\n",
            "trainees.csv": "\n".join(
                [TRAINEES, *(f"P{i},{row},art,Uni" for i, row in enumerate(rows))]
            ),
            "mentors.csv": f"{MENTORS}\nM1,Mo,S1,3,art,clear\n",
        }
        for name, text in files.items():
            (tmp_path / name).write_text(text, "utf-8")
        problems = read_round(tmp_path).problems
        return [p.problem for p in problems if "at one time" in p.problem]

    return told


AUTUMN = "T1,Tom,07/09/2026,18/12/2026"


def test_the_day_after_the_last_is_another_time(told):
    assert told(AUTUMN, "T1,,19/12/2026,25/06/2027") == []


def test_a_day_in_common_is_told(told):
    (problem,) = told(AUTUMN, "T1,,18/12/2026,25/06/2027")
    assert problem.startswith("P0 and P1 of T1")
    assert "2026-12-18 to 2026-12-18" in problem


def test_another_person_may_come_at_the_same_time(told):
    assert told(AUTUMN, "T2,Tia,18/12/2026,25/06/2027") == []
