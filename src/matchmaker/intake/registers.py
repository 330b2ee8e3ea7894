"""
What readers of public registers share: extracts become a round's settings.

A register's extract is translated, row by row, into the settings table that users
fill in, and read by the same reader: a place, a judgement or a date is understood,
and found wrong, in one way only.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from matchmaker.domain.spelling import folded
from matchmaker.errors import InputError
from matchmaker.geo import find_authority, lonlat_to_grid
from matchmaker.intake.columns import SETTINGS
from matchmaker.intake.extract import NOTHING, Entry, Extract
from matchmaker.intake.known import Known
from matchmaker.intake.raw import RawTable
from matchmaker.intake.settings import read_settings
from matchmaker.intake.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matchmaker.domain.problem import Problem
    from matchmaker.domain.programme import Programme
    from matchmaker.domain.setting import Setting

JUDGEMENTS = {
    "1": "outstanding",
    "2": "good",
    "3": "requires improvement",
    "4": "inadequate",
    "notmetwithactions": "not met",
    "notmetwithenforcement": "not met",
    "satisfactory": "requires improvement",
    "satisfactoryrequiresimprovement": "requires improvement",
}
"""Grades of Ofsted that are not written as words [domain.md, 1.0]. Grade 3 was called
satisfactory until 2012 in schools and 2013 in the early years."""

NO_JUDGEMENT = NOTHING | {"0", "9", "insufficientevidence", "notjudged"}


TOLD_BY = {
    "id": ("urn", "number"),
    "urn": ("urn", "number"),
    "setting_type": ("type",),
    "group": ("trust", "group"),
    "ages": ("low_age",),
}
"""Where columns of the settings table come from, if not from one of their own name."""


@dataclass(frozen=True)
class RegisterReading:
    """
    What a register's extract says.

    Every row is accounted for: `rows` is the number of settings, plus the rows
    counted in `left_out`, plus the rows that an error among the problems names.

    Attributes:
        settings: Those that belong into a round.
        problems: What is wrong with rows that belong into it.
        rows: Rows in the extract that are not blank.
        left_out: How many rows do not belong into the round, by reason.
    """

    settings: tuple[Setting, ...]
    problems: tuple[Problem, ...]
    rows: int
    left_out: Mapping[str, int]


ELSEWHERE = "in another local authority"
"""Why rows are left out where only some authorities are wanted."""


class Translation(Protocol):
    """How one register's rows become rows of the settings table."""

    def __call__(self, entry: Entry) -> dict[str, str] | str:
        """Cells by canonical heading, or why the row does not belong into the round."""


def read_register(
    extract: Extract, translate: Translation, programme: Programme
) -> RegisterReading:
    """
    Translate the rows that belong into a round, and read them as settings.

    Args:
        extract: The register's rows.
        translate: What a row says, or why it is left out.
        programme: Whose words settings are described in.
    """
    left_out: Counter[str] = Counter()
    cells: list[list[str]] = []
    numbers: list[int] = []
    names = [column.name for column in SETTINGS.columns]
    for number, entry in extract:
        told = translate(entry)
        if isinstance(told, str):
            left_out[told] += 1
            continue
        cells.append([told.get(name, "") for name in names])
        numbers.append(number)
    table = RawTable(extract.raw.file, tuple(names), cells, numbers)
    sheet = Sheet(table, SETTINGS, programme, extract.collector)
    settings = read_settings(sheet, Known("setting"))
    problems = tuple(_in_their_words(p, extract) for p in extract.collector.found)
    return RegisterReading(settings, problems, len(extract.raw.rows), dict(left_out))


def _in_their_words(problem: Problem, extract: Extract) -> Problem:
    """A problem under the heading that the extract has, not the settings table's."""
    if problem.column is None:
        return problem
    names = TOLD_BY.get(problem.column, (problem.column,))
    headings = (extract.heading(name) for name in names)
    heading = next(filter(None, headings), problem.column)
    return problem.model_copy(update={"column": heading})


def authority_codes(names: Sequence[str]) -> frozenset[str]:
    """Codes of local authorities as they are today; raises `InputError` for strangers."""
    codes: set[str] = set()
    for name in names:
        authority = find_authority(name)
        if authority is None:
            raise InputError(f"There is no local authority '{name}' in England.")
        codes.update(authority.current_codes)
    return frozenset(codes)


def lies_in(authority: str, codes: frozenset[str]) -> bool:
    """Whether a local authority, in any spelling, is or became one of some."""
    found = find_authority(authority)
    return found is not None and not codes.isdisjoint(found.current_codes)


def inspection_cells(entry: Entry) -> dict[str, str]:
    """The judgement in words, with its date; nothing where none was made."""
    judgement = entry["judgement"]
    if folded(judgement) in NO_JUDGEMENT:
        return {}
    return {
        "judgement": JUDGEMENTS.get(folded(judgement), judgement),
        "inspected_on": entry["inspected_on"],
    }


def place_cells(entry: Entry) -> dict[str, str]:
    """Postcode and grid coordinates, converted where the register has degrees."""
    easting, northing = entry["easting"], entry["northing"]
    # Some extracts give the middle of an outcode for a place; so does the postcode,
    # and then the place is known for what it is.
    if "outcode" in entry["coordinate_source"].casefold():
        easting = northing = ""
    elif not easting or not northing:
        easting, northing = _from_degrees(entry["longitude"], entry["latitude"])
    return {"postcode": entry["postcode"], "easting": easting, "northing": northing}


def _from_degrees(longitude: str, latitude: str) -> tuple[str, str]:
    try:
        east, north = lonlat_to_grid(float(longitude), float(latitude))
    except (ValueError, InputError):
        return "", ""
    return str(int(east)), str(int(north))
