"""Nobody is matched with themselves, whatever their ids are."""

import pytest

from matchmaker.intake import read_round

ASKS = "id,name,email,postcode,children 0 to 5,consent,session times"
OFFERS = "id,name,email,postcode,capacity_hours,session times,years in the sector"


@pytest.fixture
def apart(tmp_path):
    """Who is kept apart from whom, of one childminder and one mentor."""

    def apart(asks, offers, pins=""):
        folder = tmp_path / "round"
        folder.mkdir()
        files = {
            "round.toml": 'programme = "childminders"\n',
            "childminders.csv": f"{ASKS}\n{asks},PR1,2,yes,mon-am\n",
            "mentors.csv": f"{OFFERS}\n{offers},PR1,24,mon-am,5\n",
        }
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
        if pins:
            (folder / "pins.csv").write_text(f"request,supporter\n{pins}\n", "utf-8")
        forbids = read_round(folder).round.forbids
        return [(forbid.request, forbid.supporter) for forbid in forbids]

    return apart


@pytest.mark.parametrize(
    ("asks", "offers", "pairs"),
    [
        ("C1,Oli Ennis,oli@x.org", "C1,Oli Ennis,", [("C1", "C1")]),
        ("C1,Oli Ennis,oli@x.org", "M1,Ms OLI ENNIS,Oli@X.org", [("C1", "M1")]),
        # One name, or one address, is not yet one person.
        ("C1,Oli Ennis,oli@x.org", "M1,Oli Ennis,other@x.org", []),
        ("C1,Oli Ennis,", "M1,Oli Ennis,", []),
        ("C1,Oli Ennis,home@x.org", "M1,Abe Ennis,home@x.org", []),
    ],
)
def test_one_id_or_one_name_and_address_is_one_person(apart, asks, offers, pairs):
    assert apart(asks, offers) == pairs


def test_what_people_pinned_stands(apart):
    assert apart("C1,Oli Ennis,o@x.org", "M1,Oli Ennis,o@x.org", pins="C1,M1") == []


def test_a_teacher_for_whom_a_school_asks_is_not_their_own_mentor(tmp_path):
    files = {
        "round.toml": 'programme = "ecf-mentors"\n',
        "schools.csv": "id,name,can_serve_induction\nS1,Ash School,yes\n",
        "ects.csv": "id,setting,teacher,email,induction_year\n"
        "E1,S1,Oli Ennis,oli@x.org,year 1\nE2,S1,Oli Ennis,other@x.org,year 1\n",
        "mentors.csv": "id,name,email,employer,capacity_hours,suitability,trn,"
        "finished_induction\nM1,ENNIS Oli,Oli@x.org,S1,2,clear,1234567,yes\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    forbids = read_round(tmp_path).round.forbids
    assert [(f.request, f.supporter) for f in forbids] == [("E1", "M1")]


def test_who_stands_twice_is_not_their_own_buddy(tmp_path):
    (tmp_path / "round.toml").write_text('programme = "mentor-buddies"\n', "utf-8")
    (tmp_path / "mentors.csv").write_text(
        "id,name,email,status,consent\n"
        "M1,Oli Ennis,oli@x.org,active,yes\n"
        "M2,Oli ENNIS,oli@x.org,active,yes\n"
        "M3,Abe Ennis,oli@x.org,active,yes\n",
        "utf-8",
    )
    forbids = read_round(tmp_path).round.forbids
    pairs = {(forbid.request, forbid.supporter) for forbid in forbids}
    assert pairs == {("M1", "M2"), ("M2", "M1")}
