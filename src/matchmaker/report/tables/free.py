"""People who offer and have nobody: one row each, to be thanked and asked again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.domain.supporter import Supporter
from matchmaker.report.table import Cell, Column, Table, in_hours

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved

NOBODY_POSSIBLE = "The rules and the decisions leave nobody."
NOBODY_LEFT = "All who were possible are with somebody else."
NO_ROOM = "Somebody possible still waits: waiting.csv says what stands against it."


def free_table(solved: Solved) -> Table:
    """Who holds a role that is asked for and has nobody, in the order of the round."""
    whole = solved.round
    offers = whole.programme.nouns.supporter.capitalize()
    unit = "hours" if whole.programme.unit == "minutes" else "places"
    columns = (
        Column(f"{offers} id", width=11),
        Column(offers, width=20),
        Column(f"{offers} email", width=26),
        Column(f"Capacity ({unit})", "exact", 11),
        Column("Possible", "whole", 9),
        Column("Why", "words", 44),
    )
    matched = set(whole.programme.matched_roles)
    rows = (
        tuple(_row(person, possible, waiting, timed=unit == "hours"))
        for person, (possible, waiting) in zip(
            whole.supporters, _counts(solved), strict=True
        )
        if person.id not in solved.pairings_of_supporter
        and matched.intersection(person.roles)
    )
    return Table(columns, tuple(rows))


def _counts(solved: Solved) -> list[tuple[int, int]]:
    """Each supporter's possible requests, and how many of these still wait."""
    unmet = {missing.request for missing in solved.plan.unmet}
    waits = np.array([q.id in unmet for q in solved.round.requests], dtype=bool)
    pairs, many = solved.candidates, len(solved.round.supporters)
    possible = np.bincount(pairs.supporter, minlength=many)
    waiting = np.bincount(pairs.supporter[waits[pairs.request]], minlength=many)
    return list(zip(possible.tolist(), waiting.tolist(), strict=True))


def _row(
    person: Supporter, possible: int, waiting: int, *, timed: bool
) -> Iterator[Cell]:
    yield person.id
    yield person.name or None
    yield person.email
    yield in_hours(person.capacity) if timed else person.capacity
    yield possible
    if not possible:
        yield NOBODY_POSSIBLE
    else:
        yield NO_ROOM if waiting else NOBODY_LEFT
