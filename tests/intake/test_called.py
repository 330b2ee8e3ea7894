"""Forbids and conflicts name people as their own tables call them."""

import pytest

from matchmaker.intake import read_round

TRAINEES = """\
id,person,name,email,start,end,subjects,provider
A1,T1,Tom Hay,tom@x.org,07/09/2026,18/12/2026,art,Uni
A2,T1,,,11/01/2027,25/06/2027,art,Uni
B1,T2,Tia Lee,tia@x.org,07/09/2026,18/12/2026,art,Uni
"""
MENTORS = """\
id,name,email,employer,capacity_hours,subjects,suitability
M1,Ann One,ann@x.org,S1,3,art,clear
M2,Bo Two,bo@x.org,S1,3,art,clear
M3,Bo Two,bo2@x.org,S1,3,art,clear
"""


@pytest.fixture
def reading(tmp_path):
    def reading(**tables):
        files = {
            "round.toml": 'programme = "itt-mentors"\n',
            "schools.csv": "id,name,postcode,hosting\nS1,Ash School,ST1,interested\n",
            "trainees.csv": TRAINEES,
            "mentors.csv": MENTORS,
            **{f"{name}.csv": text for name, text in tables.items()},
        }
        for name, text in files.items():
            (tmp_path / name).write_text(text, "utf-8")
        return read_round(tmp_path)

    return reading


@pytest.mark.parametrize(
    ("trainee", "mentor", "pairs"),
    [
        ("Tom Hay", "ANN ONE", {("A1", "M1"), ("A2", "M1")}),
        ("tom@x.org", "bo2@x.org", {("A1", "M3"), ("A2", "M3")}),
        ("T1", "M1", {("A1", "M1"), ("A2", "M1")}),
        ("Tia Lee", "Ann One", {("B1", "M1")}),
        ("A2", "Ann One", {("A2", "M1")}),
        # Two are called so: nobody is guessed.
        ("Tom Hay", "Bo Two", set()),
        ("Tom", "Ann One", set()),
    ],
)
def test_a_forbid_may_name_them(reading, trainee, mentor, pairs):
    found = reading(forbids=f"request,supporter\n{trainee},{mentor}\n")
    forbids = found.round.forbids
    assert {(forbid.request, forbid.supporter) for forbid in forbids} == pairs
    assert any(p.file == "forbids.csv" for p in found.problems) is not bool(pairs)


def test_so_may_a_conflict(reading):
    found = reading(conflicts="supporter,party\nAnn One,Tom Hay\n")
    (conflict,) = found.round.conflicts
    assert (conflict.supporter, conflict.party) == ("M1", "T1")


def test_teachers_for_whom_schools_ask_have_names_too(tmp_path):
    files = {
        "round.toml": 'programme = "ecf-mentors"\n',
        "schools.csv": "id,name,can_serve_induction\nS1,Ash School,yes\n",
        "ects.csv": "id,setting,teacher,email,induction_year\n"
        "E1,S1,Oli Ennis,oli@x.org,year 1\n",
        "mentors.csv": "id,name,email,employer,capacity_hours,suitability,trn,"
        "finished_induction\nM1,Ann One,a@x.org,S1,2,clear,1234567,yes\n",
        "forbids.csv": "request,supporter\nOli Ennis,Ann One\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    (forbid,) = read_round(tmp_path).round.forbids
    assert (forbid.request, forbid.supporter) == ("E1", "M1")
