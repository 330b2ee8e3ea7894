"""
Scored pairs: a million rows as columns, and rows only where something is wrong.

A row is read the quick way first, all rows of a column at once; whatever the quick
way cannot read goes through `Row`, which mends what may be mended and reports the
rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from matchmaker.domain.given import GivenPairs
from matchmaker.intake.cells import CellFault, short
from matchmaker.intake.known import refer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matchmaker.intake.known import Ids
    from matchmaker.intake.row import Row
    from matchmaker.intake.sheet import Sheet

Integers = npt.NDArray[np.int64]

MOST_POINTS = 10**12
"""Beyond it, adding up a plan's points might leave whole numbers behind."""


@dataclass(frozen=True)
class Positions:
    """Positions of requests and supporters in the round, by id."""

    requests: Mapping[str, int]
    supporters: Mapping[str, int]


UNREAD = np.iinfo(np.int64).min
"""Stands in a column for what the quick way could not read."""


def read_pairs(
    sheet: Sheet, ids: Ids, positions: Positions, decimals: int
) -> GivenPairs:
    """
    The scored pairs of a round.

    Args:
        sheet: The table.
        ids: Resolves references.
        positions: Where in the round each id stands.
        decimals: How many decimals points may have; they come out scaled by ten to
            this power.
    """
    columns = _quick_columns(sheet, positions, decimals)
    good = np.ones(columns.shape[1], dtype=bool)
    for i in np.flatnonzero((columns == UNREAD).any(axis=0)).tolist():
        values = _slow_values(sheet.row(sheet.fitting[i]), ids, positions, decimals)
        good[i] = values is not None
        columns[:, i] = values or (0, 0, 0, 0)
    return _each_once(sheet, columns, np.flatnonzero(good))


def _quick_columns(sheet: Sheet, positions: Positions, decimals: int) -> Integers:
    """int64[4, rows]: request, supporter, points, load."""
    load = sheet.table.column("load")
    return np.array(
        [
            [positions.requests.get(key, UNREAD) for key in sheet.cells("request")],
            [positions.supporters.get(key, UNREAD) for key in sheet.cells("supporter")],
            _quick_numbers(sheet.cells("points"), decimals, -MOST_POINTS, MOST_POINTS),
            _quick_numbers(
                [cell or "1" for cell in sheet.cells("load")], 0, load.least, load.most
            ),
        ],
        dtype=np.int64,
    )


def _quick_numbers(cells: list[str], decimals: int, least: int, most: int) -> list[int]:
    """Numbers scaled by ten to the power of `decimals`."""
    clean = re.compile(rf"(?:[+-]?[0-9]{{1,15}}(?:\.[0-9]{{0,{decimals}}})?{END})*+")
    if clean.fullmatch(END.join([*cells, ""])):
        numbers = [_scaled(cell, decimals) for cell in cells]
    else:
        numbers = [
            _scaled(cell, decimals) if clean.fullmatch(f"{cell}{END}") else UNREAD
            for cell in cells
        ]
    return [number if least <= number <= most else UNREAD for number in numbers]


END = "\x1f"
"""Ends each cell when a whole column is looked at in one go; no cell holds it."""


def _scaled(cell: str, decimals: int) -> int:
    whole, _, fraction = cell.partition(".")
    return int(whole + fraction.ljust(decimals, "0"))


DECIMAL = re.compile(r"([+-]?[0-9]+)(?:\.([0-9]{0,30}))?")
LONGEST = 18
"""Beyond so many characters before the point a number is too large unread."""


def exact_points(text: str, decimals: int) -> int:
    """
    Points scaled to a whole number, without ever being a float.

    >>> exact_points("12.5", 2), exact_points("-0.07", 2)
    (1250, -7)
    """
    found = DECIMAL.fullmatch(text)
    if found is None:
        raise CellFault(
            f'"{short(text)}" is not a number', "Write one number in figures."
        )
    fraction = (found[2] or "").rstrip("0")
    if len(fraction) > decimals:
        raise CellFault(
            f'"{short(text)}" has more decimals than the {decimals} that the round allows',
            f"Round it, or write decimals = {min(len(fraction), 9)} in round.toml.",
        )
    long = len(found[1]) > LONGEST
    points = 0 if long else int(found[1] + fraction.ljust(decimals, "0"))
    if long or abs(points) > MOST_POINTS:
        raise CellFault(
            f'"{short(text)}" is too large to be added up exactly',
            "Scale all points down.",
        )
    return points


def _slow_values(
    row: Row, ids: Ids, positions: Positions, decimals: int
) -> tuple[int, int, int, int] | None:
    request = refer(row, "request", ids.requests)
    supporter = refer(row, "supporter", ids.supporters)
    points = (
        row.read("points", lambda text: exact_points(text, decimals))
        if row.need("points")
        else None
    )
    load = row.whole("load")
    if not row.usable or request is None or supporter is None or points is None:
        return None
    return (
        positions.requests[request],
        positions.supporters[supporter],
        points,
        1 if load is None else load,
    )


def _each_once(
    sheet: Sheet, columns: Integers, good: npt.NDArray[np.intp]
) -> GivenPairs:
    request, supporter = columns[0, good], columns[1, good]
    # Stable, so that of equal pairs the one that stands first in the file is first.
    order = good[np.lexsort((supporter, request))]
    request, supporter = columns[0, order], columns[1, order]
    again = np.zeros(len(order), dtype=bool)
    again[1:] = (request[1:] == request[:-1]) & (supporter[1:] == supporter[:-1])
    firsts = np.maximum.accumulate(np.where(again, 0, np.arange(len(order))))
    _report_again(sheet, order[again], order[firsts[again]])
    request, supporter, points, load = columns[:, order[~again]]
    return GivenPairs(
        request.astype(np.int32), supporter.astype(np.int32), points.copy(), load.copy()
    )


def _report_again(
    sheet: Sheet, again: npt.NDArray[np.intp], firsts: npt.NDArray[np.intp]
) -> None:
    for later, first in sorted(zip(again.tolist(), firsts.tolist(), strict=True)):
        row, before = (sheet.row(sheet.fitting[i]) for i in (later, first))
        row.error(
            None,
            f"the pair {row.text('request')} and {row.text('supporter')} stands already "
            f"in row {before.number}",
            "Delete one of the two rows.",
        )
