"""General mentor training in pence: the golden cases, and who shares which cap."""

from datetime import date

import pytest

from matchmaker.accounts.lines import total
from matchmaker.accounts.training import (
    Wanted,
    missed_days,
    planned_training,
    training_lines,
)
from matchmaker.domain.academic_year import AcademicYear
from matchmaker.domain.organisation import Organisation
from matchmaker.domain.training import TrainingDay
from matchmaker.errors import InputError

LAST_YEAR = date(2024, 11, 4)


@pytest.fixture
def settle(schools, tables):
    """The lines of some records."""

    def lines(*records, days=()):
        return training_lines(records, schools, tables, days)

    return lines


@pytest.mark.parametrize(
    ("area", "rate", "totals"),
    [
        ("inner", 5360, (107_200, 85_760, 32_160)),
        ("outer", 4825, (96_500, 77_200, 28_950)),
        ("fringe", 4510, (90_200, 72_160, 27_060)),
        ("rest", 4380, (87_600, 70_080, 26_280)),
    ],
)
def test_the_rates_and_the_whole_allowances_of_each_area(
    settle, hours, area, rate, totals
):
    """20 hours in 2024 to 2025; 16 the year after, or 6 to refresh."""
    one, first, again, new = settle(
        hours(1, mentor="Bo", school=area),
        hours(20, school=area, on=LAST_YEAR, submitted_on=date(2025, 6, 1)),
        hours(6, school=area),
        hours(16, school=area, mentor="Cy"),
    )
    assert one.pence == one.rate == rate
    assert (first.pence, new.pence, again.pence) == totals
    assert not any(line.unpaid for line in (one, first, again, new))


def test_ten_hours_in_the_rest_of_england_are_438_pounds(settle, hours):
    (line,) = settle(hours(10))
    assert line.pence == 43_800
    assert line.area == "rest"
    assert line.what == "initial training"


def test_sixteen_hours_in_inner_london_are_857_pounds_60(settle, hours):
    (line,) = settle(hours(16, school="inner"))
    assert line.pence == 85_760


def test_two_schools_share_one_cap(settle, hours):
    """School A claims 10 hours, so school B may claim 6, and not 7."""
    a, b = settle(hours(10, school="rest"), hours(6, school="academy", claim="C2"))
    assert (a.unpaid, b.unpaid) == ("", "")
    a, b = settle(hours(10, school="rest"), hours(7, school="academy", claim="C2"))
    assert a.unpaid == ""
    assert b.unpaid == (
        "7 hours asked for, 6 left of 16 (initial, 2025 to 2026, Ash University)"
    )


def test_two_providers_have_two_caps(settle, hours):
    lines = settle(hours(16), hours(16, provider="Beech College", claim="C2"))
    assert total(lines) == 2 * 70_080


@pytest.mark.parametrize(
    "spelt",
    [
        {"provider": " ash university."},
        {"provider": "ASH-UNIVERSITY"},
        {"mentor": "ada "},
        {"mentor": "A.d.a", "provider": "Ash  University"},
    ],
)
def test_another_spelling_is_no_second_cap(settle, hours, spelt):
    """The whole cap is used up, so not an hour is left under another spelling."""
    full, again = settle(hours(16), hours(1, claim="C2", **spelt))
    assert full.unpaid == ""
    assert again.unpaid.startswith("1 hour asked for, 0 left of 16")


def test_a_reference_number_that_lost_its_zeros_is_no_second_cap(settle, hours):
    full, again = settle(hours(16, mentor="0012345"), hours(1, mentor="12345"))
    assert (full.unpaid, bool(again.unpaid)) == ("", True)


def test_people_whose_ids_differ_in_their_figures_are_two(settle, hours):
    lines = settle(hours(16, mentor="M1-12"), hours(16, mentor="M11-2"))
    assert not any(line.unpaid for line in lines)


def test_last_year_s_provider_is_the_same_however_it_is_spelt(settle, hours):
    _, line = settle(hours(1, on=LAST_YEAR, provider="ash university"), hours(6))
    assert line.what == "refresher training"


def test_two_years_have_two_caps(settle, hours):
    lines = settle(hours(20, on=LAST_YEAR), hours(6))
    assert [line.year.name for line in lines] == ["2024 to 2025", "2025 to 2026"]
    assert total(lines) == 87_600 + 26_280


@pytest.mark.parametrize(("count", "paid"), [(20, True), (21, False)])
def test_in_2024_to_2025_twenty_hours_are_the_most(settle, hours, count, paid):
    (line,) = settle(hours(count, on=LAST_YEAR))
    assert (not line.unpaid) is paid


@pytest.mark.parametrize(("count", "paid"), [(16, True), (17, False)])
def test_in_2025_to_2026_sixteen_hours_are_the_most(settle, hours, count, paid):
    (line,) = settle(hours(count))
    assert (not line.unpaid) is paid


@pytest.mark.parametrize(("count", "paid"), [(6, True), (7, False)])
def test_a_refresher_has_six_hours(settle, hours, count, paid):
    _, line = settle(hours(1, on=LAST_YEAR), hours(count))
    assert line.what == "refresher training"
    assert (not line.unpaid) is paid


def test_the_first_day_of_the_year_decides_its_cap(schools, own_tables, hours):
    """The hours would be 18 from February on, but the year began with 16."""
    raised = own_tables(
        "itt_allowances",
        (
            "initial,16,2025-09-01,,",
            "initial,16,2025-09-01,2026-01-31,x,2025-10-21\ninitial,18,2026-02-01,,",
        ),
    )
    (line,) = training_lines([hours(17, on=date(2026, 3, 2))], schools, raised)
    assert line.unpaid.startswith("17 hours asked for, 16 left of 16")


def test_a_draft_of_an_earlier_year_makes_nobody_a_refresher(settle, hours):
    _, line = settle(hours(1, on=LAST_YEAR, status="draft"), hours(16))
    assert line.what == "initial training"
    assert line.unpaid == ""


def test_a_rejected_claim_of_an_earlier_year_makes_nobody_a_refresher(settle, hours):
    """Nobody was paid for any training, so all of it is still to do."""
    _, line = settle(hours(5, on=LAST_YEAR, status="rejected"), hours(16))
    assert (line.what, line.unpaid) == ("initial training", "")


def test_a_refused_claim_of_an_earlier_year_makes_nobody_a_refresher(settle, hours):
    """21 hours were asked for when 20 were the most, so none was paid."""
    refused, line = settle(hours(21, on=LAST_YEAR), hours(16))
    assert refused.unpaid
    assert (line.what, line.unpaid) == ("initial training", "")


def test_one_claim_that_was_paid_makes_a_refresher(settle, hours):
    _, paid, line = settle(
        hours(21, on=LAST_YEAR), hours(20, on=LAST_YEAR, claim="C2"), hours(6)
    )
    assert (paid.unpaid, line.what) == ("", "refresher training")


def test_another_providers_claim_makes_nobody_a_refresher(settle, hours):
    _, line = settle(hours(1, on=LAST_YEAR, provider="Beech College"), hours(16))
    assert (line.what, line.unpaid) == ("initial training", "")


def test_a_claim_of_the_same_year_makes_nobody_a_refresher(settle, hours):
    _, line = settle(hours(1), hours(15, claim="C2"))
    assert (line.what, line.unpaid) == ("initial training", "")


def test_prior_learning_lessens_what_is_left_and_is_not_paid(settle, hours):
    credited = hours(4, kind="prior learning", claim="")
    (line,) = settle(credited, hours(12))
    assert (line.pence, line.unpaid) == (12 * 4380, "")
    (line,) = settle(credited, hours(13))
    assert line.unpaid.startswith("13 hours asked for, 12 left of 12 (initial")


def test_more_prior_learning_than_the_cap_leaves_nothing(settle, hours):
    (line,) = settle(hours(30, kind="prior learning"), hours(1))
    assert line.unpaid.startswith("1 hour asked for, 0 left of 0")


def test_a_rejected_claim_uses_nothing_up(settle, hours):
    rejected, line = settle(hours(16, status="rejected"), hours(16, claim="C2"))
    assert line.unpaid == ""
    assert not rejected.expected
    assert total((rejected, line)) == 70_080


def test_a_refused_claim_uses_nothing_up(settle, hours):
    refused, line = settle(hours(17), hours(16, claim="C2"))
    assert refused.unpaid
    assert line.unpaid == ""


def test_what_was_submitted_first_is_settled_first_whatever_stands_first(settle, hours):
    late = hours(10, claim="late", submitted_on=date(2026, 5, 2))
    early = hours(10, claim="early", submitted_on=date(2026, 5, 1))
    lines = {line.claim: line for line in settle(late, early)}
    assert lines["early"].unpaid == ""
    assert lines["late"].unpaid.startswith("10 hours asked for, 6 left")


def test_plans_and_drafts_wait_behind_what_was_submitted(settle, hours):
    planned, draft, submitted = settle(
        hours(10, status="planned"), hours(6, status="draft"), hours(10)
    )
    assert submitted.unpaid == draft.unpaid == ""
    assert planned.unpaid.startswith("10 hours asked for, 0 left of 16")


def test_the_day_of_the_training_decides_the_rate(schools, own_tables, hours):
    changing = own_tables(
        "itt_hourly_rates",
        (
            "rest,4380,2023-04-06,,",
            "rest,4318,2023-04-06,2025-11-03,x,2024-01-01\nrest,4380,2025-11-04,,",
        ),
    )
    before, after = training_lines(
        [hours(1, on=date(2025, 11, 3)), hours(1)], schools, changing
    )
    assert [before.pence, after.pence] == [4318, 4380]


def test_a_day_without_a_rate_is_refused(schools, own_tables, hours):
    ended = own_tables(
        "itt_hourly_rates",
        ("rest,4380,2023-04-06,,", "rest,4380,2023-04-06,2025-08-31,"),
    )
    with pytest.raises(InputError, match="no rate for 'rest' on 2025-11-04"):
        training_lines([hours(1)], schools, ended)


def test_every_line_names_its_tables(settle, hours, tables):
    (line,) = settle(hours(1))
    for name in ("itt_hourly_rates", "pay_areas", "itt_allowances"):
        assert tables[name].version in line.version


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2025, 4, 5), AcademicYear(2024)),
        (date(2025, 6, 1), AcademicYear(2025)),
        (date(2026, 4, 5), AcademicYear(2025)),
        (date(2026, 6, 1), AcademicYear(2026)),
    ],
)
def test_the_training_window_decides_the_year(settle, hours, on, said):
    (line,) = settle(hours(1, on=on))
    assert line.year == said


def test_a_day_in_two_windows_needs_its_year_said(settle, hours):
    spring = date(2025, 4, 6)
    with pytest.raises(InputError, match="windows of 2024 to 2025 and 2025 to 2026"):
        settle(hours(1, on=spring))
    (line,) = settle(hours(1, on=spring, academic_year=AcademicYear(2024)))
    assert line.year == AcademicYear(2024)


def test_a_day_in_no_window_is_refused(settle, hours):
    with pytest.raises(InputError, match="no training window for the day"):
        settle(hours(1, on=date(2027, 6, 1)))
    with pytest.raises(InputError, match="outside the training window of 2024 to 2025"):
        settle(hours(1, academic_year=AcademicYear(2024)))


def test_a_school_that_nobody_knows_is_refused(settle, hours):
    with pytest.raises(InputError, match="no organisation has the id, URN or name 'X'"):
        settle(hours(1, school="X"))


def test_a_school_in_wales_has_no_rate(tables, hours):
    wales = {"rest": Organisation(id="rest", district="Cardiff")}
    with pytest.raises(InputError, match="district 'Cardiff' is not in pay_areas"):
        training_lines([hours(1)], wales, tables)


class TestSynchronousDay:
    DAY = TrainingDay(provider="Ash University", on=date(2025, 11, 4), hours=6)

    def test_hours_on_the_day_are_paid(self, settle, hours):
        (line,) = settle(hours(6, kind="synchronous"), days=[self.DAY])
        assert (line.unpaid, line.pence) == ("", 6 * 4380)

    def test_hours_beyond_the_days_length_are_not(self, settle, hours):
        (line,) = settle(hours(7, kind="synchronous"), days=[self.DAY])
        assert line.unpaid == "7 hours on 2025-11-04, when the day has 6"

    def test_hours_on_another_day_are_not(self, settle, hours):
        (line,) = settle(
            hours(6, kind="synchronous", on=date(2025, 11, 5)), days=[self.DAY]
        )
        assert line.unpaid == "Ash University has no training day on 2025-11-05"

    def test_asynchronous_hours_may_lie_on_any_day(self, settle, hours):
        (line,) = settle(hours(6, on=date(2025, 11, 5)), days=[self.DAY])
        assert line.unpaid == ""

    def test_who_trains_and_was_not_there_missed_it(self, hours):
        records = [
            hours(6, kind="synchronous"),
            hours(4, mentor="Bo"),
            hours(4, mentor="Cy", provider="Beech College"),
        ]
        assert missed_days(records, [self.DAY]) == (("Bo", self.DAY),)

    def test_its_provider_may_be_spelt_otherwise(self, settle, hours):
        there = hours(6, kind="synchronous", provider="ash university")
        (line,) = settle(there, days=[self.DAY])
        assert line.unpaid == ""
        assert missed_days([there], [self.DAY]) == ()


class TestPlanned:
    START = date(2025, 9, 1)

    def plan(self, tables, wanted, records=()):
        return {
            (one.mentor, one.provider, one.school): one.hours
            for one in planned_training(
                [Wanted(*one) for one in wanted], records, self.START, tables
            )
        }

    def test_a_new_mentor_has_sixteen_hours_ahead(self, tables):
        wanted = [("Ada", "Ash University", "rest")]
        assert self.plan(tables, wanted) == {("Ada", "Ash University", "rest"): 16}

    def test_two_trainees_and_two_schools_are_one_training(self, tables):
        wanted = [
            ("Ada", "Ash University", "rest"),
            ("Ada", "Ash University", "rest"),
            ("Ada", "Ash University", "academy"),
        ]
        assert self.plan(tables, wanted) == {("Ada", "Ash University", "rest"): 16}

    def test_what_was_done_and_credited_is_taken_off(self, tables, hours):
        wanted = [("Ada", "Ash University", "rest")]
        done = [hours(5), hours(4, kind="prior learning"), hours(2, status="rejected")]
        assert self.plan(tables, wanted, done) == {("Ada", "Ash University", "rest"): 7}

    def test_who_has_done_it_all_has_nothing_ahead(self, tables, hours):
        wanted = [("Ada", "Ash University", "rest")]
        assert self.plan(tables, wanted, [hours(16)]) == {}

    def test_who_trained_last_year_is_refreshed(self, tables, hours):
        wanted = [("Ada", "Ash University", "rest"), ("Ada", "Beech College", "rest")]
        done = [hours(20, on=LAST_YEAR)]
        assert self.plan(tables, wanted, done) == {
            ("Ada", "Ash University", "rest"): 6,
            ("Ada", "Beech College", "rest"): 16,
        }

    def test_hours_that_were_refused_are_still_ahead(self, tables, hours):
        """17 of 16 are not paid at all, so 16 are to do; 10 that were leave 6."""
        wanted = [("Ada", "Ash University", "rest")]
        key = ("Ada", "Ash University", "rest")
        assert self.plan(tables, wanted, [hours(17)]) == {key: 16}
        assert self.plan(tables, wanted, [hours(10), hours(7)]) == {key: 6}

    def test_hours_off_the_provider_s_day_are_still_ahead(self, tables, hours):
        wanted = [Wanted("Ada", "Ash University", "rest")]
        day = TrainingDay(provider="Ash University", on=date(2025, 11, 5), hours=6)
        done = [hours(6, kind="synchronous")]
        (planned,) = planned_training(wanted, done, self.START, tables, [day])
        assert planned.hours == 16

    def test_the_ledger_s_spelling_decides_nothing(self, tables, hours):
        wanted = [("Ada", "Ash University", "rest")]
        done = [hours(20, on=LAST_YEAR, provider="ash university", mentor="ADA")]
        assert self.plan(tables, wanted, done) == {
            ("Ada", "Ash University", "rest"): 6,
        }

    def test_its_forecast_is_priced_like_a_claim(self, tables, schools):
        wanted = [Wanted("Ada", "Ash University", "inner")]
        (planned,) = planned_training(wanted, (), self.START, tables)
        (line,) = training_lines([planned], schools, tables)
        assert (line.pence, line.status, line.unpaid) == (85_760, "planned", "")

    def test_a_spring_plan_counts_in_the_year_ahead(self, tables):
        (planned,) = planned_training(
            [Wanted("Ada", "Ash University", "rest")], (), date(2025, 4, 6), tables
        )
        assert (planned.academic_year, planned.hours) == (AcademicYear(2025), 16)

    def test_a_day_in_no_window_is_refused(self, tables):
        with pytest.raises(InputError, match="no training window for 2027-06-01"):
            planned_training([], (), date(2027, 6, 1), tables)
