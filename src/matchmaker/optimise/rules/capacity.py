"""Nobody gives more than they have, over all their roles and in each."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates import Candidates
from matchmaker.domain.load_words import load_words
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Capacity
from matchmaker.domain.supporter import Supporter
from matchmaker.optimise.calendar import busiest_days
from matchmaker.optimise.rows import Rows


def rows(rule: Capacity, matching_round: Round, candidates: Candidates) -> Rows:
    """
    Nobody gives more than they have in each role.

    The limit over all roles is a column of the model, so only
    people with several roles, one of them limited on its own, need rows; and where
    capacity holds at once, whoever could have more under way than they have room.
    """
    if matching_round.programme.capacity_holds == "at once":
        return _at_once(matching_round, candidates)
    roles = {role: number for number, role in enumerate(matching_round.programme.roles)}
    number_of = np.full((len(matching_round.supporters), len(roles)), -1, np.int64)
    upper: list[int] = []
    names: list[str] = []
    for position, supporter in enumerate(matching_round.supporters):
        if len(_matched(matching_round, supporter)) < 2:
            continue
        for role, limit in supporter.role_capacity.items():
            if limit < supporter.capacity:
                number_of[position, roles[role]] = len(upper)
                upper.append(limit)
                room = load_words(limit, matching_round.programme.unit)
                names.append(f"{supporter.id} has room for {room} as {role}")
    asked = np.array([roles[q.role] for q in matching_round.requests], dtype=np.int64)
    if not upper:
        return Rows.none()
    row = number_of[candidates.supporter, asked[candidates.request]]
    return Rows.of_pairs(row, candidates.load, upper, names)


def _matched(matching_round: Round, supporter: Supporter) -> list[str]:
    return [r for r in supporter.roles if r in matching_round.programme.matched_roles]


def _at_once(matching_round: Round, candidates: Candidates) -> Rows:
    """On no day is more of anybody taken than they have."""
    busy = busiest_days(matching_round, candidates, np.arange(len(candidates)))
    room = np.array([s.capacity for s in matching_round.supporters], dtype=np.int64)
    loads = candidates.load[busy.pair].astype(np.int64)
    taken = np.bincount(busy.row, loads, minlength=len(busy.day))
    binding = taken > room[busy.supporter]
    number, kept = np.cumsum(binding) - 1, binding[busy.row]
    limits = room[busy.supporter[binding]].tolist()
    unit = matching_round.programme.unit
    names = [
        f"{matching_round.supporters[busy.supporter[day]].id} has room for "
        f"{load_words(limit, unit)} at once{busy.when(day)}"
        for day, limit in zip(np.flatnonzero(binding).tolist(), limits, strict=True)
    ]
    row = number[busy.row[kept]]
    return Rows.of_entries(row, busy.pair[kept], loads[kept], limits, names)
