"""The page on accounts names every table, column and file, and shows figures that hold."""

from __future__ import annotations

import re

import pytest

from matchmaker.accounts import RateTables
from matchmaker.accounts.tables import LAYOUTS
from matchmaker.domain.accounts import Accounts
from matchmaker.intake.columns.ledger import LEDGER_TABLES


@pytest.fixture(scope="module")
def text(root):
    return (root / "docs" / "accounts.md").read_text("utf-8")


def part(text: str, heading: str) -> str:
    assert f"\n{heading}\n" in text
    after = text.partition(f"\n{heading}\n")[2]
    return re.split(r"\n#+ ", after, maxsplit=1)[0]


def first_cells(text: str) -> set[str]:
    """What stands between backticks in the first column of tables."""
    cells = re.findall(r"^\| (`.+?) \|", text, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`([\w.]+)`", cell)}


@pytest.mark.parametrize("table", LEDGER_TABLES, ids=lambda table: table.name)
def test_every_column_of_the_ledger_is_named(text, table):
    named = first_cells(part(text, f"### `{table.name}`"))
    assert named == {column.name for column in table.columns}


def test_every_table_of_rates_is_named(text):
    assert first_cells(part(text, "## Rates and limits")) == set(LAYOUTS)


def test_every_kind_of_accounts_is_named(text):
    kinds = Accounts.model_fields["kind"].annotation.__args__
    assert first_cells(part(text, "## From a plan")) == set(kinds)


def test_the_version_that_is_shown_is_the_shipped_one(text):
    assert f"`{RateTables()['itt_hourly_rates'].version}`" in text


def test_the_programme_page_names_every_key_of_accounts(root):
    page = (root / "docs" / "programme-file.md").read_text("utf-8")
    assert first_cells(part(page, "## `[accounts]`")) == set(Accounts.model_fields)


AREAS = {"Inner London": "inner", "Outer London": "outer", "Fringe": "fringe"}


def test_hourly_rates_and_totals_are_those_of_the_tables(text):
    table = RateTables()["itt_hourly_rates"]
    pence = {row["area"]: row.whole("pence_per_hour") for row in table.rows}
    rows = re.findall(
        r"^\| ([A-Z][\w ]+) \| ([\d.,]+) \| ([\d.,]+) \| ([\d.,]+) \| ([\d.,]+) \|$",
        part(text, "### General mentor training"),
        re.MULTILINE,
    )
    assert len(rows) == 4
    for name, *cells in rows:
        rate = pence[AREAS.get(name, "rest")]
        shown = [int(re.sub(r"[.,]", "", cell)) for cell in cells]
        assert shown == [rate, 20 * rate, 16 * rate, 6 * rate]


def test_grants_of_the_old_cohorts_are_those_of_the_table(text):
    grants = RateTables()["ecf_grants"].rows
    rows = re.findall(
        r"^\| (.+?) \| ([\d.,]+) \| ([\d.,]+) \| ([\d.,]+) \| ([\d.,]+) \|$",
        part(text, "### Early career teachers"),
        re.MULTILINE,
    )
    shown = [[int(re.sub(r"[.,]", "", cell)) for cell in cells] for _, *cells in rows]
    assert shown == [
        [
            sum(
                row.whole("pence")
                for row in grants
                if row["element"].startswith(element)
                and row["area"] == area
                and row["valid_to"]
            )
            for area in ("rest", "inner", "outer", "fringe")
        ]
        for element in ("time off", "mentoring", "mentor training")
    ]
