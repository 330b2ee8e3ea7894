"""The objectives that a round names in place of its programme's."""

import pytest

from matchmaker.domain.objective import Objective
from matchmaker.errors import RoundError
from matchmaker.intake import read_round

MIXED = """\
objectives = [
  "Coverage",
  { name = "points", tolerance = 100 },
  { name = "fit", blend = { points = 3, change = 100 } },
]
term ="""


def faults(desk, objectives):
    desk.change("round.toml", "term =", f"objectives = {objectives}\nterm =")
    with pytest.raises(RoundError) as caught:
        desk.read()
    return list(caught.value.faults)


def test_names_and_tables_may_stand_together(desk):
    desk.change("round.toml", "term =", MIXED)
    assert desk.read().round.objectives == (
        Objective(name="coverage"),
        Objective(name="points", tolerance=100),
        Objective(name="fit", blend={"points": 3, "change": 100}),
    )


def test_tables_of_their_own_are_taken_too(desk):
    desk.add("round.toml", "[[objectives]]", 'name = "leximin"', "band = 50")
    assert desk.read().round.objectives == (Objective(name="leximin", band=50),)


@pytest.mark.parametrize(
    ("objectives", "said"),
    [
        ('["speed"]', "objective 'speed' is not one of"),
        ('["points", "points"]', "'points' is listed twice"),
        ("[]", "names none of"),
        ("7", "objective '7' is not one of"),
        ("[7]", "objective '7' is not one of"),
        ("{ name = 1 }", "is not one of"),
        ("[[1]]", "is not one of"),
        ("[{ tolerance = 1 }]", 'the key "name" is missing'),
        ("[{ name = 3 }]", '"name" is 3, but must be words'),
        ('[{ name = "points", tolerence = 1 }]', 'Did you mean "tolerance"'),
        ('[{ name = "points", tolerance = -1 }]', "must be at least 0"),
        ('[{ name = "points", tolerance = 1.5 }]', "must be a whole number"),
        ('[{ name = "points", tolerance = 2022-01-01 }]', "must be a whole number"),
        ('[{ name = "points", tolerance = nan }]', "must be a whole number"),
        ('[{ name = "points", tolerance_percent = 101 }]', "must be at most 100"),
        ('[{ name = "fit", blend = { points = 0 } }]', "must be from 1 to"),
        ('[{ name = "fit", blend = { points = "x" } }]', "must be a whole number"),
        ('["worst-off", "leximin"]', "stands beside leximin"),
    ],
)
def test_objectives_that_cannot_be_used_stop_the_round_and_say_why(
    desk, objectives, said
):
    (fault,) = faults(desk, objectives)
    assert fault.startswith("round.toml, line 2: ")
    assert said in fault


def test_cost_needs_a_programme_with_rates(given):
    given.add("round.toml", 'objectives = ["cost"]')
    with pytest.raises(RoundError) as caught:
        given.read()
    (fault,) = caught.value.faults
    assert fault.startswith("round.toml, line 3: ")
    assert "the programme has no rates" in fault


def test_all_faults_are_told_at_once_with_their_lines(desk):
    spoilt = MIXED.replace("Coverage", "covrage").replace("= 100 }", '= "x" }', 1)
    desk.change("round.toml", "term =", spoilt)
    with pytest.raises(RoundError) as caught:
        desk.read()
    first, second = caught.value.faults
    assert first.startswith("round.toml, line 3: ")
    assert second.startswith("round.toml, line 4: ")


def test_a_workbook_names_them_in_one_cell(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "round"
    for row in (("programme", "given-scores"), ("objectives", "Points, coverage")):
        book.active.append(row)
    for name, rows in {
        "requests": [("id",), ("A",)],
        "supporters": [("id", "capacity"), ("X", 1)],
        "pairs": [("request", "supporter", "points"), ("A", "X", 1)],
    }.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "round.xlsx")
    found = read_round(tmp_path / "round.xlsx").round
    assert found.objective_names == ("points", "coverage")
