"""Forecasts, the pay list, and who is paid for whom."""

from dataclasses import fields
from datetime import date

import pytest

from matchmaker.accounts import final_forecast, initial_forecast, pay_list
from matchmaker.accounts.pay_list import PayLine, payee_of
from matchmaker.accounts.training import training_lines
from matchmaker.domain.organisation import Organisation
from matchmaker.errors import InputError

ON = date(2026, 9, 1)


@pytest.fixture
def lines(schools, tables, hours):
    """Ada and Bo in one claim; Cy's is beyond the cap; Di's is only planned."""
    return training_lines(
        [
            hours(10, mentor="Ada", submitted_on=date(2026, 5, 1)),
            hours(6, mentor="Bo", submitted_on=date(2026, 5, 1)),
            hours(17, mentor="Cy", claim="C2", school="academy"),
            hours(16, mentor="Di", claim="C3", school="inner", status="planned"),
        ],
        schools,
        tables,
    )


def test_the_initial_forecast_is_one_total(lines):
    forecast = initial_forecast(lines)
    assert forecast.pence == 16 * 4380 + 16 * 5360
    assert (forecast.organisations, forecast.lines, forecast.refused) == (2, 3, 1)
    assert forecast.minutes == 32 * 60


def test_the_final_forecast_has_a_line_for_each_organisation(lines, schools):
    forecast = {one.organisation.id: one for one in final_forecast(lines, schools)}
    assert {name: one.pence for name, one in forecast.items()} == {
        "rest": 70_080,
        "academy": 0,
        "inner": 85_760,
    }
    assert (forecast["academy"].lines, forecast["academy"].refused) == (0, 1)
    assert sum(one.pence for one in forecast.values()) == initial_forecast(lines).pence


def test_the_final_forecast_tells_academic_years_apart(schools, tables, hours):
    lines = training_lines([hours(1), hours(1, on=date(2024, 11, 4))], schools, tables)
    assert [one.year for one in final_forecast(lines, schools)] == [
        "2024 to 2025",
        "2025 to 2026",
    ]


def test_a_claim_of_two_mentors_is_one_payment(lines, schools, tables):
    paid, refused = pay_list(lines, schools, tables, ON)
    assert (paid.claim, paid.pence, paid.minutes) == ("C1", 70_080, 16 * 60)
    assert (paid.rate, paid.area, paid.provider) == (4380, "rest", "Ash University")
    assert refused.unpaid.startswith("17 hours asked for, 16 left of 16")


def test_what_is_planned_is_not_in_the_pay_list(lines, schools, tables):
    assert [one.claim for one in pay_list(lines, schools, tables, ON)] == ["C1", "C2"]


def test_a_payment_names_no_person(lines, schools, tables):
    assert not {"mentor", "party", "person"} & {field.name for field in fields(PayLine)}
    text = repr(pay_list(lines, schools, tables, ON))
    assert not any(name in text for name in ("'Ada'", "'Bo'", "'Cy'"))


def test_a_payment_names_its_tables(lines, schools, tables):
    paid, _ = pay_list(lines, schools, tables, ON)
    for name in ("itt_hourly_rates", "pay_areas", "itt_allowances", "payees"):
        assert tables[name].version in paid.version


@pytest.mark.parametrize(
    ("type_", "payee"),
    [
        ("1", "Leeds"),
        ("Community school", "Leeds"),
        ("2", "Leeds"),
        ("7", "Leeds"),
        ("14", "Leeds"),
        ("15", "Leeds"),
        ("maintained nursery school", "Leeds"),
        ("34", "Ash"),
        ("Academy converter", "Ash"),
        ("28", "Ash"),
        ("35", "Ash"),
        ("8", "Ash"),
        ("private nursery", "Ash"),
    ],
)
def test_maintained_schools_are_paid_through_their_authority(tables, type_, payee):
    school = Organisation(id="1", name="Ash", authority="Leeds", type=type_)
    assert payee_of(school, tables["payees"], ON) == (payee, "")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"type": None}, "its type of establishment is not given"),
        ({"type": "30"}, "payees.csv does not say who is paid for a '30'"),
        ({"type": "school nursery"}, "does not say who is paid for a 'school nursery'"),
        ({"type": "1", "authority": None}, "its local authority, which is paid for it"),
    ],
)
def test_nobody_is_paid_where_the_payee_is_not_known(tables, more, said):
    school = Organisation(**({"id": "1", "name": "Ash", "authority": "Leeds"} | more))
    payee, doubt = payee_of(school, tables["payees"], ON)
    assert payee == ""
    assert said in doubt


def test_doubt_about_the_payee_holds_the_payment(schools, tables, hours):
    unknown = schools | {"rest": schools["rest"].model_copy(update={"type": None})}
    (paid,) = pay_list(training_lines([hours(1)], unknown, tables), unknown, tables, ON)
    assert paid.unpaid.startswith("its type of establishment is not given")


def test_a_payee_that_there_is_not_is_refused(schools, own_tables, hours):
    wrong = own_tables(
        "payees", ("1,Community school,local authority", "1,Community school,county")
    )
    lines = training_lines([hours(1)], schools, wrong)
    with pytest.raises(InputError, match='row 2: "county" is no payee'):
        pay_list(lines, schools, wrong, ON)
