"""Claims of DfE's prototype service at real schools, priced as that service priced them."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from matchmaker.accounts.lines import total
from matchmaker.accounts.training import training_lines
from matchmaker.domain.academic_year import AcademicYear
from matchmaker.domain.organisation import Organisation
from matchmaker.domain.training import TrainingHours

DATA = Path(__file__).parents[2].parent / "shared" / "data"
CLAIMS = DATA / "forms" / "dfe_prototype_mentors" / "mentor_claims.csv"
SCHOOLS = DATA / "schools" / "gias_full_records_803.csv"

pytestmark = pytest.mark.skipif(
    not (CLAIMS.is_file() and SCHOOLS.is_file()),
    reason="the shared data of schools and claims is not here",
)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def claims():
    """Claims with whole hours and an amount, and what the service made of each."""
    all_rows = rows(CLAIMS)
    odd = {row["claim"] for row in all_rows if not row["hours"].isdigit()}
    kept = [row for row in all_rows if row["claim"] not in odd and row["total_amount"]]
    amounts = {row["claim"]: int(100 * Decimal(row["total_amount"])) for row in kept}
    return [record(row) for row in kept], amounts


def record(row: dict[str, str]) -> TrainingHours:
    return TrainingHours(
        claim=row["claim"],
        mentor=row["trn"],
        provider=row["provider"],
        school=row["school_urn"],
        on=date(2024, 5, 28),
        hours=int(row["hours"]),
        status="submitted",
        academic_year=AcademicYear.named(row["academic_year"]),
    )


@pytest.fixture(scope="module")
def organisations():
    return {
        row["urn"]: Organisation(id=row["urn"], district=row["district_code"])
        for row in rows(SCHOOLS)
    }


def by_claim(lines) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for line in lines:
        found[line.claim] += line.pence
    return found


def test_the_service_used_the_wrong_rate_and_else_the_same(
    claims, organisations, own_tables
):
    """It had 43.18 for the rest of England; with that all 378 sums are ours, too."""
    records, amounts = claims
    wrong = own_tables("itt_hourly_rates", ("rest,4380", "rest,4318"))
    lines = training_lines(records, organisations, wrong)
    assert by_claim(lines) == amounts
    assert len(amounts) == 378


def test_the_right_rate_adds_62_pence_for_every_hour_in_the_rest(
    claims, organisations, tables
):
    records, amounts = claims
    lines = training_lines(records, organisations, tables)
    hours = sum(line.minutes // 60 for line in lines if line.area == "rest")
    assert sum(by_claim(lines).values()) - sum(amounts.values()) == 62 * hours
    assert {line.area for line in lines} == {"inner", "outer", "fringe", "rest"}


def test_hours_beyond_twenty_with_one_provider_are_refused(
    claims, organisations, tables
):
    records, _ = claims
    lines = training_lines(records, organisations, tables)
    paid: dict[tuple[str, str], int] = defaultdict(int)
    for line in lines:
        if line.expected:
            paid[line.party, line.provider] += line.minutes // 60
    assert max(paid.values()) <= 20
    assert total(lines) > 0
