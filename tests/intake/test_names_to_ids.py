"""Answers that name others: by id, by name, by number, and by nothing known."""

import pytest

from matchmaker.intake import read_round

PROGRAMME = """
schema = 1
name = "placing"
title = "Placing"
scores = "criteria"
unit = "units"
asks = "people"

[roles.mentor]
title = "Mentor"

[field.avoids]
title = "To avoid"
kind = "list"
request = {}

[[rule]]
name = "not_named"
field = "avoids"

[[criterion]]
name = "needs"
weight = 1

[[objective]]
name = "coverage"
"""
SCHOOLS = "id,urn,name\nS1,100001,St Mary's\nS2,100002,Art and Design College\n"
PEOPLE = (
    "id,name,email,capacity,employer\nM1,Ivy Stone,ivy@x.org,1,S1\nM2,Jo Low,,1,S2\n"
)


@pytest.fixture
def avoiding(tmp_path):
    """A round in which one person names whom to avoid."""

    def avoiding(cell):
        folder = tmp_path / "round"
        folder.mkdir()
        files = {
            "round.toml": 'programme = "placing.toml"\n',
            "placing.toml": PROGRAMME,
            "settings.csv": SCHOOLS,
            "requests.csv": f'id,name,avoids\nT1,Ann Able,"{cell}"\n',
            "supporters.csv": PEOPLE,
        }
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
        return read_round(folder)

    return avoiding


@pytest.mark.parametrize(
    ("cell", "ids"),
    [
        ("S1", ("S1",)),
        ("s1", ("S1",)),
        ("St Mary\u2019s", ("S1",)),
        ("100001", ("S1",)),
        ("Art and Design College", ("S2",)),
        ("St Marys; Art and Design College", ("S1", "S2")),
        ("S2; Ivy Stone", ("S2", "M1")),
        ("Stone, Ivy", ("M1",)),
        ("IVY@x.org", ("M1",)),
    ],
)
def test_who_is_named_in_any_way_is_named_by_id(avoiding, cell, ids):
    reading = avoiding(cell)
    (request,) = reading.round.requests
    assert request.fields["avoids"] == ids
    assert reading.problems == ()


def test_whom_one_row_of_a_person_names_all_rows_do(avoiding, tmp_path):
    avoiding("S1")
    rows = "T1,Ann,Ann Able,St Mary's\nT2,Ann,,\nT3,Ann,,S2\nT4,Bo,Bo Able,\n"
    (tmp_path / "round" / "requests.csv").write_text(
        f"id,person,name,avoids\n{rows}", "utf-8"
    )
    *anns, bo = read_round(tmp_path / "round").round.requests
    assert [set(ann.fields["avoids"]) for ann in anns] == [{"S1", "S2"}] * 3
    assert "avoids" not in bo.fields


def test_a_slip_keeps_nobody_out_and_is_told(avoiding):
    reading = avoiding("S2; I Stone; St Marry's; Elsewhere High; M9")
    (request,) = reading.round.requests
    assert request.fields["avoids"][-2:] == ("Elsewhere High", "M9")
    # Who takes no part in the round is named by right, and is nothing to report.
    stone, saint = reading.problems
    assert (stone.level, stone.row, stone.value) == ("warning", 2, "I Stone")
    assert "keeps nobody out" in stone.problem
    assert "Ivy Stone" in stone.remedy
    assert "St Mary's" in saint.remedy


def test_two_of_one_id_keep_their_own_answers(tmp_path):
    # Ann asks as C1 and Mo offers as C1: what one names is not what the other names.
    (tmp_path / "round.toml").write_text('programme = "edumentoring"\n', "utf-8")
    heads = "id,name,email,consent,career stage,not with\n"
    for table, row in (
        ("mentees", "C1,Ann Able,a@x.org,yes,student,Jo Low"),
        ("mentors", "C1,Mo Moss,m@x.org,yes,headteacher,Ann Able\nM2,Jo Low,,yes,,"),
    ):
        (tmp_path / f"{table}.csv").write_text(f"{heads}{row}\n", "utf-8")
    whole = read_round(tmp_path).round
    assert whole.request("C1").fields["not_with"] == ("M2",)
    assert whole.supporter("C1").fields["not_with"] == ("C1",)
