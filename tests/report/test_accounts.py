"""The accounts as files: columns, pounds, and the same bytes every time."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from matchmaker.accounts import RateTables, books_of_ledger
from matchmaker.domain.induction import Induction
from matchmaker.domain.ledger import Ledger
from matchmaker.domain.organisation import Organisation
from matchmaker.domain.training import TrainingDay, TrainingHours
from matchmaker.errors import OutputError
from matchmaker.report.accounts_files import write_accounts

ON = date(2026, 9, 1)


def hours(mentor: str, count: int, claim: str, **more) -> TrainingHours:
    usual = {"provider": "=Ash()", "school": "100001", "on": date(2024, 11, 4)}
    return TrainingHours(mentor=mentor, hours=count, claim=claim, **(usual | more))


LEDGER = Ledger(
    organisations={
        "100001": Organisation(
            id="100001", urn="100001", name="Ash Primary", authority="Leeds", district="Leeds",
            type="1", type_group="LA maintained schools", phase="Primary",
        )
    },
    training=(
        hours("Ada", 10, "C1", kind="synchronous", submitted_on=date(2025, 6, 1)),
        hours("Bo", 21, "C2"),
    ),
    days=(TrainingDay(provider="=Ash()", on=date(2024, 11, 4), hours=10),),
    inductions=(
        Induction(ect="Eve", mentor="Ada", school="100001", start=date(2024, 9, 1), slot="mon-am"),
    ),
)  # fmt: skip


@pytest.fixture
def write(tmp_path):
    def to_folder(name: str, seed=0):
        tables = RateTables()
        books = books_of_ledger(LEDGER, tables, ON)
        return write_accounts(books, tables, (), tmp_path / name, seed=seed, on=ON)

    return to_folder


def rows(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_file_is_there(write, tmp_path):
    write("out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "forecast.csv",
        "forecast_by_organisation.csv",
        "pay_list.csv",
        "assurance_sample.csv",
        "lines.csv",
        "timetable.csv",
        "clashes.csv",
        "missed_days.csv",
        "problems.csv",
        "run.json",
    }


def test_the_forecast_is_one_total_in_pounds(write, tmp_path):
    """438.00 for Ada's ten hours and 3,676.10 for Eve; Bo's 21 hours are refused."""
    done = write("out")
    (total,) = rows(tmp_path / "out" / "forecast.csv")
    assert total["Amount (£)"] == "4114.10"
    assert total["Lines not paid"] == "1"
    assert done.forecast.pence == 411_410


def test_the_pay_list_has_the_columns_of_the_departments_and_how_it_came_about(
    write, tmp_path
):
    write("out")
    first, refused, *_ = rows(tmp_path / "out" / "pay_list.csv")
    assert list(first) == [
        "Claim reference", "School URN", "Name", "LA", "Provider", "Amount (£)", "Type",
        "Group", "Submission date", "Status", "Unpaid reason", "Pay to", "Academic year",
        "Area", "Rate (£)", "Rate per", "Hours", "Rate tables",
    ]  # fmt: skip
    assert first["Claim reference"] == "C1"
    assert (first["Amount (£)"], first["Hours"], first["Rate (£)"]) == (
        "438.00",
        "10",
        "43.80",
    )
    assert (first["Area"], first["Pay to"]) == ("Rest of England", "Leeds")
    assert first["Submission date"] == "2025-06-01"
    assert first["Rate tables"].startswith("itt_hourly_rates 2024-07-31 ")
    assert refused["Unpaid reason"].startswith("21 hours asked for, 20 left of 20")


def test_what_is_paid_now_leaves_out_what_is_held(write):
    done = write("out")
    assert done.payable_pence == 43_800 + 367_610
    assert [one.claim for one in done.held] == ["C2"]


def test_the_pay_list_names_nobody_and_the_lines_do(write, tmp_path):
    write("out")
    text = (tmp_path / "out" / "pay_list.csv").read_text("utf-8-sig")
    assert "Ada" not in text
    assert "Eve" not in text
    assert {one["Person"] for one in rows(tmp_path / "out" / "lines.csv")} == {
        "Ada",
        "Bo",
        "Eve",
    }


def test_no_cell_can_run_as_a_formula(write, tmp_path):
    write("out")
    assert rows(tmp_path / "out" / "pay_list.csv")[0]["Provider"] == "'=Ash()"


def test_the_timetable_names_first_and_last_days(write, tmp_path):
    write("out")
    first = rows(tmp_path / "out" / "timetable.csv")[0]
    assert (first["Term"], first["From"], first["To"]) == (
        "Autumn",
        "2024-09-01",
        "2024-12-31",
    )
    (clash,) = rows(tmp_path / "out" / "clashes.csv")
    assert (clash["Person"], clash["Term"]) == ("Ada", "Autumn 2024 to 2025")


def test_who_missed_the_training_day_is_listed(write, tmp_path):
    write("out")
    (missed,) = rows(tmp_path / "out" / "missed_days.csv")
    assert (missed["Mentor"], missed["Day"]) == ("Bo", "2024-11-04")


def test_equal_accounts_are_equal_bytes(write, tmp_path):
    write("one")
    write("two")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_earlier_accounts_are_replaced_but_nothing_that_was_changed_by_hand(
    write, tmp_path
):
    write("out")
    write("out")
    (tmp_path / "out" / "pay_list.csv").write_text("mine")
    with pytest.raises(OutputError, match=r"pay_list\.csv"):
        write("out")
