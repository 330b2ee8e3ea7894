"""From people to groups, and how good they are shown to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matchmaker.domain.proof import Proof
from matchmaker.errors import PlanRejectedError
from matchmaker.optimise.groups.answer import GroupPlan, Leftover, Value
from matchmaker.optimise.groups.bounds import coarse_bounds, groupable
from matchmaker.optimise.groups.improve import improve
from matchmaker.optimise.groups.stages import best_groups
from matchmaker.optimise.groups.table import NOBODY, all_groups, describe
from matchmaker.optimise.groups.units import units_of
from matchmaker.optimise.groups.windows import is_group, look_through_windows, start_in
from matchmaker.optimise.outcome import Deadline

if TYPE_CHECKING:
    from matchmaker.domain.proof import ShownBy
    from matchmaker.optimise.groups.answer import WhyNot
    from matchmaker.optimise.groups.people import People
    from matchmaker.optimise.groups.units import Units
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import Stop

MOST_GROUPS = 600_000
"""Up to so many possible groups are listed, and the best choice of them proved."""

PASSES_BEFORE_A_PROOF = 1
PASSES = 4
"""So many times over all groups are windows looked through: a proof needs a good
beginning, and where there can be none the groups found are all there is."""

SEARCHING = 0.7
"""This share of a time limit is for finding good groups."""


def form_groups(
    people: People,
    time_limit: float | None = None,
    *,
    listed: int = MOST_GROUPS,
    stop: Stop | None = None,
) -> GroupPlan:
    """
    Put people into groups.

    Args:
        people: Who they are and what makes a good group.
        time_limit: Wall seconds; `None` for as long as it takes.
        listed: With more possible groups than this no proof is sought: groups are
            improved until nothing near is better, and bounded from outside.
        stop: Ends the search early.

    Returns:
        The best groups; where time or size forbids a proof, good ones and what
        none can beat.
    """
    deadline = Deadline(time_limit, stop)
    units = units_of(people)
    everybody = np.arange(len(units))
    # The rest of the time is for bounds, or for a proof.
    soon = Deadline(None if time_limit is None else time_limit * SEARCHING, stop)
    heaps = improve(units, [everybody[i : i + 1] for i in everybody], soon)
    table = all_groups(units, listed)
    passes = PASSES if table is None else PASSES_BEFORE_A_PROOF
    heaps = look_through_windows(units, heaps, passes, soon)
    bounds: tuple[int, ...] = ()
    if table is not None:
        start = start_in(units, table, heaps)
        chosen = best_groups(units, table, start, deadline)
        rows = table.members[chosen.groups]
        groups = [row[row != NOBODY] for row in rows]
        bounds = chosen.bounds
    else:
        groups = [heap for heap in heaps if is_group(units, heap)]
    return _plan(units, groups, bounds, deadline)


def _plan(
    units: Units, groups: list[Ints], bounds: tuple[int, ...], deadline: Deadline
) -> GroupPlan:
    value = value_of(units, groups)
    if len(bounds) < len(value):
        bounds += coarse_bounds(units, value, deadline)[len(bounds) :]
    members = [np.flatnonzero(np.isin(units.people.bundle, group)) for group in groups]
    order = sorted(range(len(groups)), key=lambda number: members[number].tolist())
    times = [int(np.bitwise_and.reduce(units.times[group])) for group in groups]
    return GroupPlan(
        groups=tuple(tuple(members[number].tolist()) for number in order),
        times=tuple(times[number] for number in order),
        leftovers=_leftovers(units, groups),
        value=value,
        proof=_proofs(value, bounds),
    )


def value_of(units: Units, groups: list[Ints]) -> Value:
    """
    How good groups are.

    Raises:
        PlanRejectedError: A group breaks a rule.
    """
    width = max([1, *(len(group) for group in groups)])
    rows = [[*group.tolist(), *[NOBODY] * (width - len(group))] for group in groups]
    table = describe(units, np.array(rows, np.int64).reshape(-1, width))
    _refuse_faults(units, groups)
    return Value(
        ungrouped=int(units.size.sum() - table.size.sum()),
        small_groups=int(np.sum(table.size < units.people.preferred)),
        outside_district=int(table.outside.sum()),
        points=int(table.points.sum()),
    )


def _refuse_faults(units: Units, groups: list[Ints]) -> None:
    """Hold every group against the rules once more."""
    people = units.people
    twice = np.bincount(np.concatenate([np.zeros(0, np.int64), *groups])) > 1
    faults = ["Somebody is in two groups."] if twice.any() else []
    for group in groups:
        size = int(units.size[group].sum())
        if not people.least <= size <= people.most:
            faults.append(f"A group has {size} people.")
        if np.bitwise_and.reduce(units.times[group]) == 0:
            faults.append("A group has no time in common.")
        if units.clash[np.ix_(group, group)].any():
            faults.append("A group has people who may not be together.")
    if faults:
        raise PlanRejectedError(faults)


def _leftovers(units: Units, groups: list[Ints]) -> tuple[Leftover, ...]:
    left = np.setdiff1d(np.arange(len(units)), np.concatenate([*groups, []]))
    could = groupable(units)
    return tuple(
        Leftover(
            bundle=unit,
            people=tuple(np.flatnonzero(units.people.bundle == unit).tolist()),
            why=_why_not(units, unit, could=bool(could[unit])),
        )
        for unit in left.astype(np.int64).tolist()
    )


def _why_not(units: Units, unit: int, *, could: bool) -> WhyNot:
    if units.size[unit] > units.people.most:
        return "too many"
    if units.times[unit] == 0:
        return "no time"
    if units.clash[unit, unit]:
        return "apart"
    return "no place" if could else "nobody"


def _proofs(value: Value, bounds: tuple[int, ...]) -> tuple[Proof, ...]:
    """One proof an objective; after one that is not proved, none is."""
    proofs: list[Proof] = []
    for name, reached, bound in zip(Value._fields, value, bounds, strict=True):
        known = all(proof.proved for proof in proofs)
        shown_by: ShownBy = "solver" if known and reached == bound else "not shown"
        proofs.append(
            Proof(
                objective=name.replace("_", "-"),
                sense="maximise" if name == "points" else "minimise",
                value=reached,
                bound=bound,
                shown_by=shown_by,
            )
        )
    return tuple(proofs)
