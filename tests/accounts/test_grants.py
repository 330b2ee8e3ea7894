"""Grants for early career teachers and their mentors, cohort by cohort, in pence."""

from datetime import date

import pytest

from matchmaker.accounts import RateTables, write_tables
from matchmaker.accounts.grants import grant_lines
from matchmaker.accounts.lines import total
from matchmaker.domain.induction import Induction, MentorTerms
from matchmaker.domain.organisation import Organisation
from matchmaker.errors import InputError
from matchmaker.intake import read_programme

OLD, NEW = date(2024, 9, 1), date(2025, 9, 1)
TODAY = date(2026, 11, 22)


@pytest.fixture
def grants(schools, tables):
    def lines(*inductions, on=TODAY, **mentors):
        agreed = {
            name: MentorTerms(mentor=name, **terms) for name, terms in mentors.items()
        }
        return grant_lines(inductions, agreed, schools, tables, on)

    return lines


def ect(name="Eve", school="rest", start=OLD, **more) -> Induction:
    return Induction(
        **({"ect": name, "mentor": "Ada", "school": school, "start": start} | more)
    )


def pence(lines) -> dict[str, int]:
    return {line.what: line.pence for line in lines}


@pytest.mark.parametrize(
    ("area", "time", "mentoring", "training"),
    [
        ("rest", 120_000, 90_000, 157_610),
        ("inner", 150_000, 110_000, 192_924),
        ("outer", 140_000, 100_000, 173_714),
        ("fringe", 130_000, 90_000, 162_324),
    ],
)
def test_cohorts_before_september_2025(grants, area, time, mentoring, training):
    lines = grants(ect(school=area))
    assert pence(lines)["time off timetable"] == time
    assert pence(lines)["mentoring"] == mentoring
    assert sum(line.pence for line in lines if line.party == "Ada") == training
    assert total(lines) == time + mentoring + training


def test_one_teacher_and_mentor_in_the_rest_of_england_are_3676_pounds_10(grants):
    assert total(grants(ect())) == 367_610


def test_the_training_of_36_hours_is_paid_in_halves_of_18(grants):
    found = pence(grants(ect()))
    assert found["mentor training year 1"] == found["mentor training year 2"] == 78_805


def test_the_cohort_of_2025(grants):
    """1,100 and 700 for the teacher; 144.34 and 577.34, together 721.68, for the mentor."""
    found = pence(grants(ect(start=NEW)))
    assert found == {
        "time off timetable": 110_000,
        "mentoring": 70_000,
        "mentor training started": 14_434,
        "mentor training engaged": 57_734,
    }
    assert found["time off timetable"] + found["mentoring"] == 180_000
    assert found["mentor training started"] + found["mentor training engaged"] == 72_168


@pytest.mark.parametrize(
    ("start", "whole"), [(date(2025, 8, 31), 210_000), (NEW, 180_000)]
)
def test_the_first_day_decides_the_cohort(grants, start, whole):
    lines = grants(ect(start=start), Ada={"trains": False})
    assert total(lines) == whole


@pytest.mark.parametrize("area", ["inner", "outer", "fringe"])
def test_figures_of_2025_that_nobody_found_are_not_guessed(grants, area):
    with pytest.raises(InputError) as error:
        grants(ect(school=area, start=NEW))
    assert "init ecf-mentors FOLDER --rates" in str(error.value)
    assert len(error.value.faults) == 2
    assert error.value.faults[0].startswith(
        "ecf_grants.csv has no figure for time off timetable, mentoring in "
    )


def test_figures_of_ones_own_pay_the_cohort_of_2025_in_london(schools, tmp_path):
    """Four rows for inner London: 1,300 + 900 + 170 + 710 = 3,080 pounds."""
    write_tables(read_programme("ecf-mentors"), tmp_path)
    dated = "2025-09-01,,our own reading of the grant conditions,2025-11-22"
    with (tmp_path / "ecf_grants.csv").open("a", encoding="utf-8") as table:
        table.write(f"time off timetable,ect,inner,130000,2,,{dated}\n")
        table.write(f"mentoring,ect,inner,90000,2,,{dated}\n")
        table.write(f"mentor training started,mentor,inner,17000,1,,{dated}\n")
        table.write(f"mentor training engaged,mentor,inner,71000,1,75,{dated}\n")
    own = RateTables(tmp_path)
    lines = grant_lines([ect(school="inner", start=NEW)], {}, schools, own, TODAY)
    assert sum(line.pence for line in lines) == 308_000
    assert all(own["ecf_grants"].version in line.version for line in lines)


def test_cohorts_before_the_first_figures_are_not_guessed(grants):
    with pytest.raises(InputError, match="no figure for any grant per ect"):
        grants(ect(start=date(2021, 8, 31)))


def test_a_mentors_training_is_paid_once_for_two_teachers(grants):
    lines = grants(ect("Eve"), ect("Flo"))
    assert total(lines) == 2 * 210_000 + 157_610


def test_the_school_of_the_first_teacher_is_paid_for_the_mentor(grants):
    """The row of the later teacher stands first."""
    later = ect("Flo", school="inner", start=date(2025, 1, 6))
    lines = grants(later, ect("Eve"))
    assert {line.organisation for line in lines if line.party == "Ada"} == {"rest"}


def test_a_mentor_who_was_funded_before_or_does_not_train_is_not_paid_again(grants):
    assert total(grants(ect(), Ada={"funded_before": True})) == 210_000
    assert total(grants(ect(), Ada={"trains": False})) == 210_000


def test_the_mentors_own_first_day_decides_the_mentors_cohort(grants):
    """A teacher of 2025 whose mentor began the year before."""
    lines = grants(ect(start=NEW), Ada={"training_from": OLD})
    assert total(lines) == 180_000 + 157_610


@pytest.mark.parametrize(
    ("engaged", "paid"), [(75, 72_168), (74, 14_434), (None, 72_168)]
)
def test_three_quarters_of_the_training_are_needed(grants, engaged, paid):
    lines = grants(ect(start=NEW), Ada={"engaged_percent": engaged})
    assert total(line for line in lines if line.party == "Ada") == paid


def test_without_a_declaration_nothing_is_due(grants):
    by_name = {line.what: line for line in grants(ect(start=NEW))}
    assert by_name["mentor training started"].status == "due"
    assert by_name["mentor training engaged"].status == "planned"
    declared = grants(ect(start=NEW), Ada={"engaged_percent": 74})
    assert declared[-1].unpaid == "74 % of the training was done, and 75 % are needed"


def test_grants_fall_into_the_year_that_completes_theirs(grants):
    years = {line.what: line.year.name for line in grants(ect())}
    assert years == {
        "time off timetable": "2025 to 2026",
        "mentoring": "2025 to 2026",
        "mentor training year 1": "2024 to 2025",
        "mentor training year 2": "2025 to 2026",
    }


def test_at_half_time_the_same_sum_comes_two_years_later(grants):
    lines = grants(ect(fte_percent=50))
    assert total(lines) == 367_610
    assert {line.year.name for line in lines if line.party == "Eve"} == {"2027 to 2028"}


@pytest.mark.parametrize(
    ("on", "status"), [(date(2026, 8, 31), "planned"), (date(2026, 9, 1), "due")]
)
def test_a_grant_is_due_once_its_year_has_ended(grants, on, status):
    lines = {line.what: line for line in grants(ect(), on=on)}
    assert lines["mentoring"].status == status


def test_references_name_nobody_and_tell_grants_apart(grants):
    lines = grants(ect("Eve"), ect("Flo"))
    assert len({line.claim for line in lines}) == len(lines)
    assert not any("Eve" in line.claim or "Ada" in line.claim for line in lines)


def test_a_school_that_nobody_knows_is_refused(grants):
    with pytest.raises(InputError, match="no organisation has the id, URN or name 'X'"):
        grants(ect(school="X"))


def test_who_begins_at_a_year_s_end_is_paid_for_the_years_after(grants):
    """From 30 June 2025 on: two years that end in August 2027, at the old rates."""
    found = {line.what: line.year.name for line in grants(ect(start=date(2025, 6, 30)))}
    assert found == {
        "time off timetable": "2026 to 2027",
        "mentoring": "2026 to 2027",
        "mentor training year 1": "2025 to 2026",
        "mentor training year 2": "2026 to 2027",
    }


class TestWhoCanHaveThem:
    """Only schools that the Department pays for, and independents under section 41."""

    def lines_of(self, tables, type_, approved=None):
        school = Organisation(
            id="rest", district="Leeds", type=type_, authority="LA", section_41=approved
        )
        return grant_lines([ect()], {}, {"rest": school}, tables, TODAY)

    @pytest.mark.parametrize(
        "type_", ["1", "15", "34", "Academy converter", "Sixth form centres", None]
    )
    def test_those_can(self, tables, type_):
        assert total(self.lines_of(tables, type_)) == 367_610

    @pytest.mark.parametrize("type_", ["11", "Other independent school", "10", "32"])
    def test_an_independent_school_can_only_if_approved(self, tables, type_):
        for approved, said in [
            (False, "can have these grants only if approved under section 41"),
            (None, "say in section_41 of the organisations whether it is"),
        ]:
            lines = self.lines_of(tables, type_, approved)
            assert len(lines) == 4
            assert all(line.unpaid.endswith(said) for line in lines)
            assert total(lines) == 0
        assert total(self.lines_of(tables, type_, approved=True)) == 367_610

    @pytest.mark.parametrize(
        ("type_", "said"),
        [
            (
                "30",
                "a school of the type 'Welsh establishment' cannot have these grants",
            ),
            (
                "Circus",
                "ecf_eligible.csv does not say whether a school of the type 'Circus'",
            ),
        ],
    )
    def test_others_are_held_with_the_reason(self, tables, type_, said):
        lines = self.lines_of(tables, type_)
        assert all(line.unpaid.startswith(said) for line in lines)
        assert total(lines) == 0

    def test_a_table_of_one_s_own_decides(self, own_tables):
        mine = own_tables(
            "ecf_eligible",
            ("11,Other independent school,section 41", "11,Mine,yes"),
        )
        assert total(self.lines_of(mine, "11")) == 367_610

    def test_another_word_is_refused(self, own_tables):
        mine = own_tables(
            "ecf_eligible",
            ("1,Community school,yes", "1,Community school,maybe"),
        )
        with pytest.raises(InputError, match='"maybe" is none of yes, no, section 41'):
            self.lines_of(mine, "1")
