"""The rows of each table of a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.files.cells import (
    Cells,
    dated_cells,
    person_cells,
    request_cells,
    setting_cells,
    supporter_cells,
)
from matchmaker.domain.files.text import scaled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matchmaker.domain.round import Round
    from matchmaker.domain.setting import Setting

GIVEN = {
    "requests": ("id", "demand", "minimum", "priority", "preferences"),
    "supporters": ("id", "capacity", "minimum", "preferences"),
}
"""Columns of the parties where scores are given: there is nothing to compute from."""


def tables_of(this: Round) -> dict[str, Iterable[Cells]]:
    """
    The rows of a round, by the usual names of its tables, in the order of the records.

    Tables that the programme does not have may be among them, without rows.
    """
    programme = this.programme
    tables: dict[str, Iterable[Cells]] = {
        "settings": (setting_cells(one, programme) for one in _not_asking(this)),
        "requests": _requests(this),
        "supporters": (supporter_cells(one, programme) for one in this.supporters),
        "pairs": _pairs(this),
        "pins": map(dated_cells, this.pins),
        "forbids": map(dated_cells, this.forbids),
        "ties": map(dated_cells, this.ties),
        "exclusions": map(dated_cells, this.exclusions),
        "before": map(dict, this.before),
        "conflicts": map(dict, this.conflicts),
        "quotas": map(dated_cells, this.quotas),
        "travel": (
            {"setting": setting, "supporter": supporter, "minutes": minutes}
            for (setting, supporter), minutes in this.travel.items()
        ),
    }
    if programme.scores == "given":
        return tables | {name: _only(tables[name], GIVEN[name]) for name in GIVEN}
    if programme.buddies is not None:
        # Everybody stands in the one table, and asks from there.
        del tables["settings"], tables["requests"]
    return tables


def _only(rows: Iterable[Cells], headings: Iterable[str]) -> Iterator[Cells]:
    return ({heading: cells[heading] for heading in headings} for cells in rows)


def _not_asking(this: Round) -> Iterator[Setting]:
    """Settings; people who ask stand in the rows of their requests."""
    people = this.programme.asks == "people"
    asking = {request.setting for request in this.requests} if people else frozenset()
    return (setting for setting in this.settings if setting.id not in asking)


def _requests(this: Round) -> Iterator[Cells]:
    """Requests; where people ask, each with what is known of the person."""
    for request in this.requests:
        cells = request_cells(request, this.programme)
        if this.programme.asks == "settings":
            yield cells
            continue
        del cells["setting"]
        person = this.setting_of(request)
        yield cells if person is None else {**person_cells(person), **cells}


def _pairs(this: Round) -> Iterator[Cells]:
    """The pairs that are possible, where scores are given."""
    given = this.given
    if given is None:
        return
    columns = (given.request, given.supporter, given.points, given.load)
    decimals = this.decimals
    for i, j, points, load in zip(*(c.tolist() for c in columns), strict=True):
        yield {
            "request": this.requests[i].id,
            "supporter": this.supporters[j].id,
            "points": scaled(points, decimals) if decimals else points,
            "load": load,
        }
