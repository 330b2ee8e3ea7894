"""problems.csv."""

import csv

import pytest

from matchmaker.domain.problem import Problem
from matchmaker.errors import OutputError
from matchmaker.intake import write_problems

PROBLEM = Problem(
    file="settings.csv",
    row=14,
    column="=1+1",
    value='=HYPERLINK("http://x")',
    problem="Zoë, \"two\" is wrong",
    remedy="-",
)  # fmt: skip


def test_problems_are_rows_and_no_cell_is_a_formula(tmp_path):
    write_problems([PROBLEM], tmp_path / "problems.csv")
    with (tmp_path / "problems.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row == {
        "level": "error",
        "file": "settings.csv",
        "row": "14",
        "column": "'=1+1",
        "value": '\'=HYPERLINK("http://x")',
        "problem": 'Zoë, "two" is wrong',
        "remedy": "'-",
    }


@pytest.mark.parametrize("start", "=+-@")
def test_every_start_of_a_formula_is_disarmed(tmp_path, start):
    write_problems([PROBLEM.model_copy(update={"value": start})], tmp_path / "p.csv")
    assert f"'{start}" in (tmp_path / "p.csv").read_text("utf-8-sig")


def test_a_place_that_cannot_be_written_to_is_said(tmp_path):
    with pytest.raises(OutputError):
        write_problems([], tmp_path / "nowhere" / "problems.csv")
