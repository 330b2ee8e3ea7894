"""The same rounds as workbooks."""

from datetime import date

import pytest
import xlsxwriter

from matchmaker.errors import RoundError
from matchmaker.intake import read_round

SHEETS = {
    "Round": [["Key", "Value"], ["Programme", "early-years"], ["term", "Summer"], ["start", date(2022, 4, 25)], ["End", "22/07/2022"], ["anchor date", 44652], ["Budget North West", 1200.5], ["budget: all", "9,000"]],
    "Settings": [
        ["ID", "URN", "Type", "Postcode", "LA", "Inspection date", "Rating"],
        [123, "00456", "preschool", "PR1", "Lancashire", date(2022, 3, 14), "Good"],
        [],
        ["S2", None, "preschool", "PR2", "Lancashire", 44634, "ok"],
    ],
    "requests": [["id", "setting", "role", "demand"], [1, 123, "expert", 2]],
    "supporters": [
        ["id", "roles", "postcode", "capacity days"],
        ["P1", "expert", "PR1", 2.5],
    ],
}  # fmt: skip


def book(path, sheets):
    workbook = xlsxwriter.Workbook(path)
    day = workbook.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = workbook.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                sheet.write(r, c, cell, day if isinstance(cell, date) else None)
    workbook.close()
    return path


def test_a_workbook_is_a_round(tmp_path):
    reading = read_round(book(tmp_path / "round.xlsx", SHEETS))
    round_ = reading.round
    assert (round_.name, str(round_.start), str(round_.today)) == (
        "Summer",
        "2022-04-25",
        "2022-04-01",
    )
    assert round_.budgets == {"North West": 120050, "all": 900000}
    first, _second = round_.settings
    # A number cell is the text people see; text keeps its zeros; both kinds of date.
    assert (first.id, first.urn) == ("123", "00456")
    assert str(first.inspection.inspected_on) == "2022-03-14"
    assert round_.requests[0].setting == "123"
    assert round_.supporters[0].capacity == 900
    (problem,) = reading.problems
    assert (problem.file, problem.row, problem.column) == ("Settings", 4, "Rating")


def test_rows_above_the_headings_count(tmp_path):
    sheets = SHEETS | {"requests": [["id", "setting", "role"], [1, "S9", "expert"]]}
    sheets["requests"] = [[], [], *sheets["requests"]]
    problems = read_round(book(tmp_path / "round.xlsx", sheets)).problems
    assert [p.row for p in problems if p.file == "requests" and p.row] == [4]


@pytest.mark.parametrize("missing", ["Round", "Settings", "requests", "supporters"])
def test_a_missing_sheet_ends_the_reading(tmp_path, missing):
    sheets = {name: rows for name, rows in SHEETS.items() if name != missing}
    with pytest.raises(RoundError, match="(?i)" + missing):
        read_round(book(tmp_path / "round.xlsx", sheets))


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"id,name\n", b"\xd0\xcf\x11\xe0" * 9]
)
def test_what_is_no_workbook_is_said(tmp_path, data):
    (tmp_path / "round.xlsx").write_bytes(data)
    with pytest.raises(RoundError, match="workbook"):
        read_round(tmp_path / "round.xlsx")


def with_a_cell_at(path, row, column):
    workbook = xlsxwriter.Workbook(path)
    for name, rows in SHEETS.items():
        sheet = workbook.add_worksheet(name)
        for r, cells in enumerate(rows):
            sheet.write_row(r, 0, [str(cell) for cell in cells])
    sheet.write(row, column, "x")
    workbook.close()
    return path


def test_a_cell_at_the_far_end_of_a_sheet_is_refused_before_it_fills_the_memory(
    tmp_path,
):
    path = with_a_cell_at(tmp_path / "round.xlsx", 1_000_000, 200)
    with pytest.raises(RoundError, match="far below or beside"):
        read_round(path)


def test_a_cell_far_down_alone_is_bearable(tmp_path):
    path = with_a_cell_at(tmp_path / "round.xlsx", 100_000, 4)
    assert read_round(path).round.supporters
