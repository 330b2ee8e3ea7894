"""One cell: what is read, and what is refused rather than guessed."""

from datetime import date
from fractions import Fraction

import pytest

from matchmaker.intake.cells import CellFault, amount, tidy, whole_number, yes_or_no
from matchmaker.intake.columns import Column
from matchmaker.intake.dates import calendar_date
from matchmaker.intake.half_days import half_days
from matchmaker.intake.quantities import in_unit, percent, reference

COUNT = Column("count", "A count.", "whole number", least=1, most=50)
SHARE = Column("eypp_percent", "A share.", "percent", most=100)


@pytest.mark.parametrize(
    "text",
    [
        "25/04/2022",
        "25-4-2022",
        "25.04.2022",
        "2022-04-25",
        "2022-04-25 09:30:00",
        "25 April 2022",
        "25 Apr 2022",
        "25-apr-2022",
        "25-Apr-22",
        "Mon 25 April 2022",
        "Monday, 25/04/2022",
        "25th April, 2022",
        "44676",
        "25/04/2022 09:00",
    ],
)
def test_a_date_is_read_in_all_the_ways_people_write_it(text):
    assert calendar_date(text) == date(2022, 4, 25)


def test_a_date_is_never_read_month_first():
    assert calendar_date("04/11/2026") == date(2026, 11, 4)
    with pytest.raises(CellFault, match="day first"):
        calendar_date("04/25/2022")


@pytest.mark.parametrize(
    "text",
    [
        "tbc",
        "25/04/22",
        "31/02/2022",
        "2022",
        "12",
        "18263",
        "73416",
        "25/04/1949",
        "01/01/2101",
        "25 Foo 2022",
        "0000-00-00",
        "99999999999",
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(CellFault):
        calendar_date(text)


def test_day_counts_of_spreadsheets_end_where_plausible_dates_end():
    assert calendar_date("18264") == date(1950, 1, 1)
    assert calendar_date("73415") == date(2100, 12, 31)


@pytest.mark.parametrize(
    ("text", "number"), [("1", 1), ("50", 50), ("+7", 7), ("3.0", 3)]
)
def test_whole_numbers_up_to_both_ends(text, number):
    assert whole_number(text, COUNT) == number


@pytest.mark.parametrize(
    "text",
    ["two", "2-3", "3 max", "2.5", "0", "-1", "51", "1e3", "1_0", "١٢", "9" * 5000, ""],
)
def test_what_is_no_whole_number_in_bounds_is_refused(text):
    with pytest.raises(CellFault):
        whole_number(text, COUNT)


@pytest.mark.parametrize(
    ("text", "number"),
    [("24", 24), ("24 %", 24), ("24%", 24), ("0.24", 24), ("1", 1), ("1.0", 100),
     ("0", 0), ("100", 100)],
)  # fmt: skip
def test_percentages_and_shares_are_one(text, number):
    assert percent(text, SHARE) == number


def test_one_is_a_whole_post_where_a_hundredth_of_one_makes_no_sense():
    fte = Column("fte", "Full time.", "percent", least=2, most=100)
    assert [percent(text, fte) for text in ("1", "1.0", "0.6", "60%", "0.6 FTE")] == [
        100, 100, 60, 60, 60,
    ]  # fmt: skip
    for text in ("0", "1%", "101", "0.333", "60 FTE", "9" * 40):
        with pytest.raises(CellFault):
            percent(text, fte)


@pytest.mark.parametrize(
    ("text", "unit", "bare"),
    [
        ("3h", "hours", "3"),
        ("1h30", "hours", "1.5"),
        ("1 h 30 min", "hours", "1.5"),
        ("1:30", "hours", "1.5"),
        ("01:30:00", "hours", "1.5"),
        ("1.5 hours", "hours", "1.5"),
        ("90 mins", "hours", "1.5"),
        ("45 mins", "minutes", "45"),
        ("1 hour", "minutes", "60"),
        ("2 days", "days", "2"),
        # A third of an hour has no end in figures: its column refuses it.
        ("20 mins", "hours", "20 mins"),
        ("3 days", "hours", "3 days"),
        ("some", "hours", "some"),
        ("3h", "", "3h"),
    ],
)
def test_a_unit_that_was_written_out_is_understood(text, unit, bare):
    assert in_unit(text, unit) == bare


def test_a_reference_gets_back_the_zeros_that_a_spreadsheet_ate():
    assert [reference(text, 7) for text in ("12345", "0123456", "RP 01/23456")] == [
        "0012345", "0123456", "0123456",
    ]  # fmt: skip
    for text in ("1234", "12345678", "none"):
        with pytest.raises(CellFault, match="7 digits"):
            reference(text, 7)


def test_amounts_are_exact():
    days = Column("capacity_days", "Days.", "amount")
    assert amount("2.1", days) == Fraction(21, 10)
    with pytest.raises(CellFault):
        amount("2,5", days)
    with pytest.raises(CellFault, match="too small"):
        amount("-1", days)


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("mon", ("mon-am", "mon-pm")),
        ("Tuesdays", ("tue-am", "tue-pm")),
        ("Wed PM", ("wed-pm",)),
        ("thurs-am", ("thu-am",)),
        ("Friday morning", ("fri-am",)),
    ],
)
def test_half_days(text, halves):
    assert half_days(text) == halves


def test_any_day_is_all_ten_half_days():
    assert len(half_days("Weekdays")) == len(half_days("any")) == 10


@pytest.mark.parametrize("text", ["Saturday", "mon noon", "early", "am", "-"])
def test_what_is_no_half_day_is_refused(text):
    with pytest.raises(CellFault):
        half_days(text)


def test_yes_and_no_and_nothing_between():
    assert yes_or_no("Y") is True
    assert yes_or_no("No") is False
    with pytest.raises(CellFault):
        yes_or_no("maybe")


def test_invisible_characters_go_and_others_stay():
    assert tidy("\u00a0 LS2\u00a09JT\u200b ") == "LS2 9JT"
    assert tidy(" Zoë ") == "Zoë"
