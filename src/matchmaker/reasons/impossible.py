"""Why this is impossible: what contradicts each other, and ranked repairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matchmaker.domain.objective import OWN_NAMES
from matchmaker.domain.round import Round
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline.changes import KINDS, Change
from matchmaker.pipeline.conflicts import Part
from matchmaker.pipeline.repairs import Repaired, impasse_of


@dataclass(frozen=True, slots=True)
class Repair:
    """
    Changes with which a plan holds.

    Attributes:
        changes: What is changed, each as little as will do; without any one of them
            no plan holds.
        values: By objective, what the best plan then reaches.
        missing: Units that requests ask for and then do not get.
        confirmed: Whether that plan is proved best; else it is the best found.
    """

    changes: tuple[Change, ...]
    values: Mapping[str, int | None]
    missing: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Impossible:
    """
    Why a round has no plan, and what would give it one.

    Attributes:
        parts: Decisions, limits and rules that cannot hold together.
        minimal: Whether each was checked to be needed: without it the rest can hold.
        repairs: The fewest changes first; of as few those with the best plan.
        complete: Whether all repairs with as few changes were tried.
    """

    parts: tuple[Part, ...]
    minimal: bool
    repairs: tuple[Repair, ...]
    complete: bool


def why_impossible(
    matching_round: Round, params: SolveParams | None = None
) -> Impossible | None:
    """
    Why a round has no plan; `None` if it has one.

    Args:
        matching_round: The round.
        params: How to search; its time limit is that of the whole search.

    Raises:
        NoPlanError: Time ran out before it was known whether there is a plan.
    """
    found = impasse_of(matching_round, params)
    if found is None:
        return None
    repairs = (_repair(repaired) for repaired in found.repairs)
    return Impossible(
        parts=found.conflict.parts,
        minimal=found.conflict.minimal,
        repairs=tuple(sorted(repairs, key=_easiest)),
        complete=found.complete,
    )


def _repair(repaired: Repaired) -> Repair:
    then = repaired.then
    return Repair(
        changes=repaired.changes,
        values={proof.objective: proof.value for proof in then.proof},
        missing=sum(unmet.units for unmet in then.plan.unmet),
        confirmed=then.proved,
    )


def _easiest(repair: Repair) -> tuple[object, ...]:
    worth = tuple(_lack(name, value) for name, value in repair.values.items())
    kinds = tuple(KINDS.index(change.kind) for change in repair.changes)
    sizes = tuple(change.size for change in repair.changes)
    named = tuple(
        tuple(part or "" for part in change.subject) for change in repair.changes
    )
    return len(repair.changes), worth, kinds, sizes, named


def _lack(objective: str, value: int | None) -> int:
    """A value turned so that less is better; nothing counts as 0."""
    less_is_better = OWN_NAMES.get(objective) == "minimise"
    return (value or 0) if less_is_better else -(value or 0)
