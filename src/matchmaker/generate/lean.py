"""Leaving out what a programme has no use for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matchmaker.domain.heeded import is_heeded, parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matchmaker.domain.programme import Programme

COLUMNS = {
    "practitioners": "capacity",
    "inspection": "judgement",
    "employer_inspection": "employer_judgement",
}
"""Columns of the fields of records that are not called as their columns are."""


def lean(fields: Mapping[str, Any], table: str, programme: Programme) -> dict[str, Any]:
    """
    The fields of a record that some part of the programme reads.

    Args:
        fields: By name.
        table: The usual name of the table where such records stand.
        programme: Has the rules and criteria.
    """
    parts = parts_of(programme)
    return {
        name: value
        for name, value in fields.items()
        if is_heeded(table, COLUMNS.get(name, name), parts)
    }
