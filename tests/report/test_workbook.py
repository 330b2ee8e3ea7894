"""The workbook, read back as a person's program would."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest
from openpyxl import load_workbook

from matchmaker.domain.problem import Problem
from matchmaker.reasons import explain
from matchmaker.report.workbook import workbook_bytes

PROBLEMS = (
    Problem(file="=1+1", row=2, column="@id", value="+44", problem="-x", remedy="fix"),
)
SHEETS = [
    "Summary",
    "Pairings",
    "Unmatched",
    "Teams",
    "Team notes",
    "Supporters",
    "Spend",
    "Problems",
    "Proof",
]


@pytest.fixture
def book(nurseries, why_nurseries):
    data = workbook_bytes(nurseries, why_nurseries, PROBLEMS)
    return load_workbook(io.BytesIO(data))


def cells(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_one_sheet_each(book):
    assert book.sheetnames == SHEETS


def test_pairings_have_empty_columns_for_the_next_decisions(book):
    headings, row = cells(book["Pairings"])

    assert headings[-4:] == ["Pin", "Forbid", "Reason", "Why"]
    assert row[-4:-1] == [None, None, None]
    assert row[:2] == ["R1", "N1"]
    lists = book["Pairings"].data_validations.dataValidation
    assert [rule.formula1 for rule in lists] == ['"yes"', '"yes"']


@pytest.mark.parametrize("name", SHEETS[1:])
def test_headings_stay_filter_and_repeat_in_print(book, name):
    sheet = book[name]

    assert sheet.freeze_panes[1:] == "2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_typed_text_never_becomes_a_formula(book):
    row = list(book["Problems"].iter_rows())[1]

    assert [cell.value for cell in row[:5]] == ["error", "=1+1", 2, "@id", "+44"]
    assert {cell.data_type for cell in row} == {"s", "n"}
    assert row[1].data_type == "s"


def test_numbers_are_numbers_in_their_format(book):
    headings, *_ = cells(book["Spend"])
    spend = book["Spend"].cell(2, 1 + headings.index("Spend (£)"))

    assert (spend.value, spend.number_format) == (500, "£#,##0.00")


def test_the_summary_shows_what_is_met_spent_and_proved(book):
    text = [value for row in cells(book["Summary"]) for value in row if value]

    assert "Small programme: Summer term 2022" in text
    assert "1 of 3 (33%)" in text
    assert "£500" in text
    assert "optimal" in text


def test_empty_sheets_say_so(scored, why_scored):
    book = load_workbook(io.BytesIO(workbook_bytes(scored, why_scored, ())))

    assert book["Unmatched"]["A2"].value == "Every request was met."
    assert book["Problems"]["A2"].value == "No problems were found."


def test_only_what_the_programme_has_gets_a_sheet(scored, why_scored):
    book = load_workbook(io.BytesIO(workbook_bytes(scored, why_scored, ())))
    # Nobody leads anybody here, and nothing has a price.
    assert not {"Teams", "Team notes", "Spend"} & {*book.sheetnames}


def test_a_programme_with_rates_says_that_nothing_was_spent(nurseries):
    plan = nurseries.plan.model_copy(update={"pairings": ()})
    unbounded = nurseries.round.replace(budgets={})
    nothing = replace(nurseries, round=unbounded, plan=plan)
    data = workbook_bytes(nothing, explain(nothing), ())
    spend = load_workbook(io.BytesIO(data))["Spend"]
    assert spend["A2"].value == "Nothing in this plan has a price."


def test_equal_plans_give_equal_bytes(nurseries, why_nurseries):
    first, second = (
        workbook_bytes(nurseries, why_nurseries, PROBLEMS) for _ in range(2)
    )

    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}


def test_the_file_is_dated_by_the_round_and_not_by_a_clock(book):
    assert book.properties.created.replace(tzinfo=None) == datetime(2022, 3, 21)  # noqa: DTZ001
    assert book.properties.modified.replace(tzinfo=None) == datetime(2022, 3, 21)  # noqa: DTZ001
