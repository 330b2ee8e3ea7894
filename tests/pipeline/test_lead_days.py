"""An area lead who also works as an expert has one budget of days (A-H10)."""

from __future__ import annotations

import pytest

from matchmaker import verify
from matchmaker.intake import read_round
from matchmaker.pipeline import match
from matchmaker.reasons import supporter_outlook
from matchmaker.report.answers import supporter_lines
from matchmaker.report.tables.supporters import supporters_table

ROUND = """programme = "early-years"
term = "Summer term 2022"
start = 2022-04-25
end = 2022-07-22
anchor_date = 2022-03-21
"""
SETTINGS = """id,name,setting_type,region,authority,postcode,judgement,inspected_on
S1,Acorn,private nursery,North West,Bury,BL9 0EJ,requires improvement,01/02/2022
S2,Beech,private nursery,North West,Bury,BL9 0EJ,requires improvement,01/02/2022
"""
REQUESTS = """id,setting,role
R1,S1,expert
R2,S2,expert
"""
ANN = (
    "id,name,roles,region,authority,postcode,capacity_days,experience_years,"
    "qualification_level,leadership,trained_on,suitability,employer_kind\n"
    "P1,Ann,{roles},North West,Bury,BL9 0EJ,{days},9,6,leading,01/01/2022,clear,"
    "university\n"
)


@pytest.fixture
def read(tmp_path):
    """The round with Ann alone, who offers so many days in some roles."""

    def read(roles, days):
        files = {
            "round.toml": ROUND,
            "settings.csv": SETTINGS,
            "requests.csv": REQUESTS,
            "supporters.csv": ANN.format(roles=roles, days=days),
        }
        for name, text in files.items():
            (tmp_path / name).write_text(text, "utf-8")
        return read_round(tmp_path).round

    return read


@pytest.mark.parametrize(
    ("roles", "days", "settings"),
    [
        # A setting takes three days; leading keeps back six.
        ("expert", 3, 1),
        ("expert; area lead", 8, 0),
        ("expert; area lead", 9, 1),
        ("expert; area lead", 11, 1),
        ("expert; area lead", 12, 2),
        ("expert; area lead", 5, 0),
    ],
)
def test_days_for_leading_are_kept_back_before_pairing(read, roles, days, settings):
    solved = match(read(roles, days))
    assert len(solved.plan.pairings) == settings


def test_the_checker_finds_days_given_twice(read):
    # With 12 days both settings fit. Copied onto 11, the same plan spends a day of
    # those for leading.
    plan = match(read("expert; area lead", 12)).plan
    assert verify.check(read("expert; area lead", 12), plan) == ()
    (violation,) = verify.check(read("expert; area lead", 11), plan)
    assert str(violation) == "capacity (P1): gives 2160 minutes, has 1800"


def test_the_supporters_sheet_tells_what_is_kept_back(read):
    solved = match(read("expert; area lead", 9))
    table = supporters_table(solved)
    (row,) = table.rows
    told = dict(zip((column.heading for column in table.columns), row, strict=True))
    assert told["Capacity (hours)"] == 18
    assert told["Kept back for leading (hours)"] == 36
    plain = supporters_table(match(read("expert", 9)))
    assert plain.position("Kept back for leading (hours)") is None


def test_the_answer_about_a_supporter_tells_it_too(read):
    solved = match(read("expert; area lead", 9))
    (line,) = supporter_lines(supporter_outlook(solved, "P1"), solved.round, "sentence")
    assert line == "Ann (P1) gives 18 of 18 hours, beside 36 kept back for leading."
