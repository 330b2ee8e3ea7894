"""The workbook for the ledger: empty it is no ledger's fault, filled in it is paid."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from matchmaker.cli.app import app
from matchmaker.domain.ledger import Ledger
from matchmaker.errors import InputError, OutputError
from matchmaker.intake import read_programme, write_ledger_template
from matchmaker.intake.columns.ledger import LEDGER_TABLES
from matchmaker.intake.ledger import read_ledger

SHEETS = {
    "itt-mentors": ["training", "training_days", "organisations"],
    "ecf-mentors": ["inductions", "mentors", "organisations"],
}
TYPED = {
    "training": ["C1", "T1", "Ash University", "100001", date(2025, 11, 4), 10, "training", "submitted"],
    "training_days": ["Ash University", date(2025, 11, 4), 6, "am"],
    "inductions": ["E1", "T1", "100001", date(2024, 9, 1), None, 60, None, "mon-am; tue"],
    "mentors": ["T1", 90, date(2024, 9, 1), "yes", "no", 75],
    "organisations": ["S1", "100001", "Ash School", "Leeds", "Leeds"],
}  # fmt: skip


@pytest.fixture
def write(tmp_path):
    """The path of a programme's workbook, with rows typed below the headings."""

    def writing(programme, **rows):
        path = tmp_path / f"{programme}.xlsx"
        write_ledger_template(read_programme(programme), path)
        book = load_workbook(path)
        for name, row in rows.items():
            book[name].append(row)
        book.save(path)
        return path

    return writing


@pytest.mark.parametrize("programme", SHEETS)
def test_an_empty_workbook_is_an_empty_ledger(programme, write):
    path = write(programme)
    assert load_workbook(path).sheetnames == ["Start here", *SHEETS[programme], "Lists"]
    reading = read_ledger(path)
    assert reading.ledger == Ledger()
    assert reading.problems == ()


@pytest.mark.parametrize("programme", SHEETS)
def test_what_is_typed_is_read_as_it_is_meant(programme, write):
    typed = {name: TYPED[name] for name in SHEETS[programme]}
    reading = read_ledger(write(programme, **typed))
    assert reading.problems == ()
    read = reading.ledger
    assert read.organisations["S1"].district == "Leeds"
    if programme == "itt-mentors":
        (hours,) = read.training
        assert (hours.on, hours.hours, hours.status) == (
            date(2025, 11, 4),
            10,
            "submitted",
        )
        assert read.days[0].half_days == ("am",)
    else:
        (induction,) = read.inductions
        assert (induction.fte_percent, len(induction.slots)) == (60, 3)
        assert read.mentors["T1"].engaged_percent == 75


@pytest.mark.parametrize("programme", SHEETS)
def test_every_choice_has_its_drop_down_and_every_heading_its_note(programme, write):
    book = load_workbook(write(programme))
    tables = {table.name: table for table in LEDGER_TABLES}
    for name in SHEETS[programme]:
        sheet, columns = book[name], tables[name].columns
        listed = {
            str(check.sqref).partition("2:")[0]
            for check in sheet.data_validations.dataValidation
            if check.type == "list"
        }
        for cell, column in zip(sheet[1], columns, strict=True):
            assert column.note in cell.comment.text
            chosen = column.kind in ("choice", "yes or no", "half-days")
            assert (cell.column_letter in listed) == chosen


def test_ten_hours_typed_into_the_workbook_are_438_pounds(tmp_path):
    ledger, out = tmp_path / "ledger.xlsx", tmp_path / "accounts"
    runner = CliRunner()
    made = runner.invoke(app, ["init", "itt-mentors", str(ledger), "--ledger"])
    assert (made.exit_code, "matchmaker accounts" in made.output) == (0, True)
    book = load_workbook(ledger)
    book["training"].append(["C1", "T1", "Ash", "S1", date(2025, 11, 4), 10])
    book["organisations"].append(["S1", None, "Ash School", "Leeds", "Leeds"])
    book.save(ledger)
    paid = runner.invoke(
        app, ["accounts", str(ledger), "-o", str(out), "--anchor-date", "2026-06-01"]
    )
    assert paid.exit_code == 0, paid.output
    assert "Forecast: £438.00 for 1 organisation" in paid.output


def test_no_workbook_where_a_plan_says_everything(tmp_path):
    with pytest.raises(InputError, match="need nothing besides a plan"):
        write_ledger_template(read_programme("early-years"), tmp_path / "l.xlsx")
    assert not (tmp_path / "l.xlsx").exists()


def test_a_file_that_is_there_is_never_written_over(write):
    path = write("itt-mentors")
    with pytest.raises(OutputError, match="is there already"):
        write_ledger_template(read_programme("itt-mentors"), path)
