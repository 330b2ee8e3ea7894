"""Academic years and terms; half-open inside, inclusive for people."""

from datetime import date

import pytest

from matchmaker.accounts import Calendar
from matchmaker.domain.academic_year import AcademicYear
from matchmaker.domain.interval import Interval
from matchmaker.errors import InputError


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2025, 8, 31), "2024 to 2025"),
        (date(2025, 9, 1), "2025 to 2026"),
        (date(2026, 8, 31), "2025 to 2026"),
        (date(2026, 1, 1), "2025 to 2026"),
    ],
)
def test_a_year_begins_on_the_first_of_september(day, name):
    assert AcademicYear.of(day).name == name
    assert day in AcademicYear.of(day).days


@pytest.mark.parametrize("text", ["2025 to 2026", "2025/26", "2025-26", "2025_2026"])
def test_a_year_is_read_by_its_names(text):
    assert AcademicYear.named(text) == AcademicYear(2025)


@pytest.mark.parametrize(
    "text", ["2025", "2025 to 2027", "2025/27", "25/26", "2026/25"]
)
def test_what_is_no_year_is_not_guessed(text):
    with pytest.raises(ValueError, match="is not an academic year"):
        AcademicYear.named(text)


def test_an_interval_is_half_open_inside_and_inclusive_for_people():
    year = AcademicYear(2025).days
    assert date(2026, 8, 31) in year
    assert date(2026, 9, 1) not in year
    assert str(year) == "2025-09-01 to 2026-08-31"
    assert Interval.of_days(date(2025, 9, 1), date(2026, 8, 31)) == year


def test_intervals_meet_only_where_they_share_a_day():
    first = Interval.of_days(date(2025, 9, 1), date(2025, 9, 2))
    assert not first.meets(Interval.of_days(date(2025, 9, 3), None))
    assert first.meets(Interval.of_days(date(2025, 9, 2), None))


def test_a_year_has_three_terms_in_order(tables):
    terms = Calendar(tables).terms(AcademicYear(2025))
    assert [str(term) for term in terms] == [
        "Autumn 2025 to 2026",
        "Spring 2025 to 2026",
        "Summer 2025 to 2026",
    ]
    assert terms[1].days == Interval(date(2026, 1, 1), date(2026, 4, 1))
    assert sum(term.weeks for term in terms) == 39


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2025, 12, 31), "Autumn"),
        (date(2026, 1, 1), "Spring"),
        (date(2026, 3, 31), "Spring"),
        (date(2026, 4, 1), "Summer"),
        (date(2026, 8, 31), "Summer"),
    ],
)
def test_a_day_lies_in_its_term(tables, day, term):
    found = Calendar(tables).term_on(day)
    assert found is not None
    assert found.name == term


def test_days_between_terms_are_holidays_and_the_next_term_is_the_first(own_tables):
    calendar = Calendar(own_tables("terms", ("12-31", "12-19")))
    assert calendar.term_on(date(2025, 12, 19)) is not None
    assert calendar.term_on(date(2025, 12, 20)) is None
    assert calendar.terms_from(date(2025, 12, 20), 1)[0].name == "Spring"
    assert calendar.terms_from(date(2025, 9, 2), 1)[0].name == "Autumn"


@pytest.mark.parametrize(
    ("day", "first"), [(date(2026, 2, 18), "Spring"), (date(2026, 2, 19), "Summer")]
)
def test_a_term_that_is_half_over_is_not_the_first(tables, day, first):
    """On 18 February 5.6 of its 12 weeks are left, rounded 6; a day later 5.47."""
    assert Calendar(tables).terms_from(day, 1)[0].name == first


def test_terms_run_on_over_years(tables):
    terms = Calendar(tables).terms_from(date(2026, 2, 9), 4)
    assert [term.name for term in terms] == ["Spring", "Summer", "Autumn", "Spring"]
    assert terms[-1].year == AcademicYear(2026)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("12-31", "01-05"), "Autumn and Spring overlap in 2025 to 2026"),
        (("12-31", "02-30"), '"02-30" in column last_day is not a day of that year'),
        (("12-31", "31 Dec"), "is not a day of that year such as 09-01"),
        (("Autumn,09-01", "Autumn,12-31"), None),
    ],
)
def test_terms_that_cannot_be_are_refused(own_tables, change, said):
    calendar = Calendar(own_tables("terms", change))
    if said is None:
        assert calendar.terms(AcademicYear(2025))[0].days.start == date(2025, 12, 31)
        return
    with pytest.raises(InputError, match=said):
        calendar.terms(AcademicYear(2025))
