"""Day rates that a programme takes from the shipped table, by a name in it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from matchmaker.intake.dated_table import DAY_RATES, parse, shipped_bytes
from matchmaker.intake.programme_faults import Fault, choose_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matchmaker.intake.dated_table import RateRow, RateTable


@cache
def shipped_day_rates() -> RateTable:
    """The table of day rates that comes with matchmaker."""
    return parse(DAY_RATES, shipped_bytes(DAY_RATES.name))


def with_day_rates(
    data: Mapping[str, Any], table: RateTable
) -> tuple[Mapping[str, Any], list[Fault]]:
    """
    A programme's data with its rates in place of the name under which a table has them.

    Args:
        data: The programme as its file has it: `rate` may be a list, which stays, or
            what stands in the column `programme` of the table.
        table: Day rates.

    Returns:
        The data, and what is wrong with the name or with the rows under it.
    """
    name = data.get("rate")
    if not isinstance(name, str):
        return data, []
    rows = [row for row in table.rows if row["programme"] == name]
    if not rows:
        known = dict.fromkeys(row["programme"] for row in table.rows)
        unknown = f'day_rates.csv has no rows for the programme "{name}".'
        fault = Fault(("rate",), f"{unknown} {choose_from(name, known)}")
        return {**data, "rate": []}, [fault]
    roles = data.get("roles", {})
    rates = [rate_of(row, table.version) for row in rows if row["role"] in roles]
    return {**data, "rate": rates}, _no_roles(rows, roles)


def rate_of(row: RateRow, version: str) -> dict[str, Any]:
    """
    A row as a programme has it under `[[rate]]`.

    Raises:
        InputError: Its pence are no whole number.
    """
    return {
        "role": row["role"],
        "pence_per_day": row.whole("pence_per_day"),
        "valid_from": row["valid_from"] or None,
        "valid_to": row["valid_to"] or None,
        "source": f"{row['source']}, {row['source_date']}",
        "table": version,
    }


def _no_roles(rows: list[RateRow], roles: Mapping[str, Any]) -> list[Fault]:
    return [
        Fault(
            ("rate",),
            f'day_rates.csv row {row.number}, column role: "{row["role"]}" is no role '
            f"of this programme. {choose_from(row['role'], roles)}",
        )
        for row in rows
        if row["role"] not in roles
    ]
