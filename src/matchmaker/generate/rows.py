"""A round's rows as people write them: in days and hours, by application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain import files
from matchmaker.domain.files import Cells, cell_text, supporter_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matchmaker.domain.programme import Programme
    from matchmaker.domain.round import Round
    from matchmaker.domain.supporter import Supporter

Row = dict[str, str]
"""The cells of one row by heading."""

PLACE = ("easting", "northing", "precision")


def tables_of(this: Round) -> dict[str, list[Row]]:
    """The rows of each file of a round, by the usual name of its table."""
    tables = files.tables_of(this)
    if this.programme.scores == "criteria":
        by_person = (supporter_said(s, this.programme) for s in this.supporters)
        applications = _applications(tables.get("requests", ()), this)
        tables |= {"requests": applications, "supporters": by_person}
    return {name: [row_of(cells) for cells in rows] for name, rows in tables.items()}


def row_of(cells: Cells) -> Row:
    """Cells as text; coordinates only where they say more than the postcode does."""
    if cells.get("precision") == "outcode":
        cells = {**cells, **dict.fromkeys(PLACE)}
    return {heading: cell_text(value) for heading, value in cells.items()}


def _applications(requests: Iterable[Cells], this: Round) -> Iterator[Cells]:
    """
    One row for each application.

    Requests `A1-expert` and `A1-mentor` are one application `A1`, which names its
    offer, or its roles where no offer says them. Dates of the term stay blank, and so
    does the load, which follows from the role.
    """
    applications: dict[str, list[Cells]] = {}
    for cells in requests:
        name = str(cells["id"]).removesuffix(f"-{cells['role']}")
        applications.setdefault(name, []).append(cells)
    for name, parts in applications.items():
        first, roles = parts[0], tuple(str(part["role"]) for part in parts)
        said = this.programme.offers.get(str(first["offer"])) == roles
        yield {
            **first,
            "id": name,
            "role": None if said else roles,
            "load": None,
            "start": None if first["start"] == this.start else first["start"],
            "end": None if first["end"] == this.end else first["end"],
        }


def supporter_said(supporter: Supporter, programme: Programme) -> Cells:
    """What a supporter says of themselves; leads' own days are added to their room."""
    amounts = {
        f"{what}_minutes": what for what in ("capacity", *programme.matched_roles)
    }
    said: Cells = {}
    for heading, value in supporter_cells(supporter, programme).items():
        what = amounts.get(heading)
        if what is None:
            said[heading] = value
        else:
            minutes = value if isinstance(value, int) else None
            if minutes is not None and what == "capacity":
                minutes += programme.reserved_minutes(supporter.roles)
            said |= _amounts(what, minutes, programme)
    return said


def _amounts(what: str, minutes: int | None, programme: Programme) -> Cells:
    """An amount in the largest unit in which it is whole; the others stay blank."""
    units = (("days", programme.minutes_per_day), ("hours", 60), ("minutes", 1))
    cells: Cells = dict.fromkeys(f"{what}_{unit}" for unit, _ in units)
    if minutes is not None:
        unit, size = next((u, s) for u, s in units if minutes % s == 0)
        cells[f"{what}_{unit}"] = minutes // size
    return cells
