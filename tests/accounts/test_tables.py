"""Rates are tables with dates, and say where they come from."""

from datetime import date
from importlib.resources import files

import pytest

from matchmaker.accounts import RateTables
from matchmaker.accounts.tables import LAYOUTS
from matchmaker.errors import InputError
from matchmaker.intake.dated_table import parse

HOURLY = LAYOUTS["itt_hourly_rates"]
HEAD = "area,pence_per_hour,valid_from,valid_to,source,source_date\n"


def rates(*rows: str) -> bytes:
    return (HEAD + "\n".join(rows) + "\n").encode()


def test_every_shipped_table_is_known_and_reads(tables):
    shipped = {path.name for path in (files("matchmaker") / "rates").iterdir()}
    assert shipped == {f"{name}.csv" for name in LAYOUTS}
    for name in LAYOUTS:
        assert all(row["source"] for row in tables[name].rows)


@pytest.mark.parametrize(
    ("day", "pence"),
    [("2024-08-31", 4318), ("2024-09-01", 4380), ("2025-08-31", 4380)],
)
def test_a_row_holds_on_both_its_days(day, pence):
    table = parse(
        HOURLY,
        rates(
            "rest,4318,,2024-08-31,a,2024-01-01",
            "rest,4380,2024-09-01,2025-08-31,b,2024-07-31",
        ),
    )
    row = table.in_force(date.fromisoformat(day), area="rest")
    assert row is not None
    assert row.whole("pence_per_hour") == pence


def test_after_its_last_day_there_is_no_rate():
    table = parse(HOURLY, rates("rest,4380,2024-09-01,2025-08-31,b,2024-07-31"))
    assert table.in_force(date(2025, 9, 1), area="rest") is None
    assert table.in_force(date(2024, 8, 31), area="rest") is None


def test_two_rates_on_one_day_are_refused():
    with pytest.raises(InputError, match="rows 3 and 2 both hold on 2024-08-31"):
        parse(
            HOURLY,
            rates(
                "rest,4380,2024-08-31,,b,2024-07-31",
                "rest,4318,,2024-08-31,a,2024-01-01",
            ),
        )


def test_rates_of_two_areas_may_hold_on_one_day():
    table = parse(
        HOURLY,
        rates("rest,4380,,,b,2024-07-31", "inner,5360,,,b,2024-07-31"),
    )
    row = table.in_force(date(2024, 9, 1), area="inner")
    assert row is not None
    assert row["pence_per_hour"] == "5360"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("rest,4380,01/09/2024,,b,2024-07-31", '"01/09/2024" in column valid_from'),
        (
            "rest,4380,2024-09-01,2024-08-31,b,2024-07-31",
            "row 2: it ends before it begins",
        ),
        ("rest,4380,,,,2024-07-31", "row 2: a figure needs its source and date"),
        ("rest,4380,,,b,", "row 2: a figure needs its source and date"),
    ],
)
def test_a_row_that_cannot_be_is_refused(row, said):
    with pytest.raises(InputError, match=said):
        parse(HOURLY, rates(row))


def test_pounds_instead_of_pence_are_refused():
    table = parse(HOURLY, rates("rest,43.80,,,b,2024-07-31"))
    with pytest.raises(InputError, match=r'row 2: "43\.80" in column pence_per_hour'):
        table.rows[0].whole("pence_per_hour")


def test_a_table_without_a_column_is_refused():
    with pytest.raises(InputError, match="lacks the columns source, source_date"):
        parse(HOURLY, b"area,pence_per_hour,valid_from,valid_to\n")


def test_a_version_names_the_table_its_newest_source_and_its_content(tables):
    version = tables["itt_hourly_rates"].version
    assert version.startswith("itt_hourly_rates 2024-07-31 ")


def test_one_changed_figure_changes_the_version_and_a_line_end_does_not():
    before = parse(HOURLY, rates("rest,4318,,,b,2024-07-31"))
    after = parse(HOURLY, rates("rest,4380,,,b,2024-07-31"))
    windows = parse(HOURLY, rates("rest,4318,,,b,2024-07-31").replace(b"\n", b"\r\n"))
    assert before.version != after.version
    assert before.version == windows.version


def test_a_table_of_ones_own_takes_the_place_of_the_shipped(own_tables):
    own = own_tables("itt_hourly_rates", ("rest,4380", "rest,4318"))
    row = own["itt_hourly_rates"].in_force(date(2024, 9, 1), area="rest")
    assert row is not None
    assert row.whole("pence_per_hour") == 4318
    assert own["itt_allowances"].rows == RateTables()["itt_allowances"].rows


def test_a_slip_in_a_tables_name_does_not_leave_the_old_rates_in_use(tmp_path):
    (tmp_path / "itt_hourly_rate.csv").write_bytes(rates("rest,1,,,b,2024-07-31"))
    with pytest.raises(InputError, match=r"nothing reads: itt_hourly_rate\.csv"):
        RateTables(tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="not a folder of rate tables"):
        RateTables(tmp_path / "none")
