"""From `plan.json` back to the plan, refusing what was damaged."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from pydantic import ValidationError

from matchmaker.domain.jointly import Jointly
from matchmaker.domain.plan import (
    EarnedBonus,
    Pairing,
    Plan,
    SharedLead,
    Team,
    Unmet,
)
from matchmaker.domain.proof import Proof
from matchmaker.errors import InputError
from matchmaker.report.among_json import buddies_read, groups_read
from matchmaker.report.objectives import IN_POINTS
from matchmaker.report.plan_document import (
    SCHEMA,
    BonusPart,
    JointlyPart,
    PairingPart,
    PlanDocument,
)
from matchmaker.report.plan_parts import ProofPart
from matchmaker.report.points import Number, in_whole_points

SHOWN = 10
"""So many faults of a damaged file are listed."""


class ReadPlan(NamedTuple):
    """
    What a `plan.json` says.

    Attributes:
        plan: The plan.
        proof: Its proof.
        manifest: Of the run that made it.
        team_proof: How good its teams are.
        group_proof: How good its groups are; empty without groups.
        jointly: What deciding pairings and leads together came to, if that was tried.
    """

    plan: Plan
    proof: tuple[Proof, ...]
    manifest: dict[str, Any]
    team_proof: tuple[Proof, ...]
    group_proof: tuple[Proof, ...]
    jointly: Jointly | None


def read_plan(path: Path) -> ReadPlan:
    """
    Read a plan back as it was written.

    Raises:
        InputError: The file is missing, damaged, or of another schema.
    """
    document = _document(path)
    try:
        proof = tuple(_proof(part, document.decimals) for part in document.proof)
        team_proof = tuple(_proof(part, 0) for part in document.team_proof)
        groups = document.groups.proof if document.groups else ()
        group_proof = tuple(_proof(part, document.decimals) for part in groups)
        return ReadPlan(
            _plan(document),
            proof,
            document.manifest,
            team_proof,
            group_proof,
            _jointly(document.jointly, document.decimals),
        )
    except ValueError as fault:
        raise _damaged(path, [str(fault)]) from fault


def _document(path: Path) -> PlanDocument:
    data = _json(path)
    found = data.get("schema") if isinstance(data, dict) else None
    if found != SCHEMA:
        said = "names no schema" if found is None else f"is of the schema {found!r}"
        raise InputError(
            f"{path} {said}; this version of matchmaker reads '{SCHEMA}' only."
        )
    try:
        return PlanDocument.model_validate(data)
    except ValidationError as faults:
        raise _damaged(path, _in_words(faults)) from faults


def _json(path: Path) -> Any:  # noqa: ANN401 - anything that JSON can hold
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as fault:
        raise InputError(f"{path} cannot be read: {fault.strerror}.") from fault
    except UnicodeDecodeError as fault:
        raise _damaged(path, ["it is not text in UTF-8"]) from fault
    try:
        return json.loads(
            text,
            parse_float=Decimal,
            parse_constant=_refuse_constant,
            object_pairs_hook=_once_each,
        )
    except json.JSONDecodeError as fault:
        raise _damaged(path, [f"line {fault.lineno}: {fault.msg}"]) from fault
    except (ValueError, RecursionError) as fault:
        raise _damaged(path, [str(fault)]) from fault


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a number")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, unless a key stands twice: readers would disagree about it."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key '{twice}' stands twice in one place")
    return found


def _damaged(path: Path, faults: list[str]) -> InputError:
    return InputError(
        f"{path} is not a plan as matchmaker wrote it. Run the round again, or take "
        "the file from a copy.",
        faults,
    )


def _in_words(faults: ValidationError) -> list[str]:
    lines = [
        f"{', '.join(_step(step) for step in fault['loc'])}: {fault['msg']}"
        for fault in faults.errors(include_url=False)
    ]
    unique = list(dict.fromkeys(lines))
    more = len(unique) - SHOWN
    return unique[:SHOWN] + ([f"and {more} more"] if more > 0 else [])


def _step(step: str | int) -> str:
    """A step on the way to a fault; entries of lists are counted from 1."""
    return f"entry {step + 1}" if isinstance(step, int) else step


def _plan(document: PlanDocument) -> Plan:
    return Plan(
        pairings=tuple(_pairing(p, document.decimals) for p in document.pairings),
        unmet=tuple(
            Unmet(request=unmet.request, role=unmet.role, units=unmet.units)
            for unmet in document.unmatched
        ),
        teams=tuple(
            Team(
                lead=team.lead, members=tuple(team.members), minutes=tuple(team.minutes)
            )
            for team in document.teams
        ),
        unled=tuple(document.unled),
        shared_leads=tuple(
            SharedLead(
                setting=shared.setting,
                lead=shared.lead,
                points=in_whole_points(shared.points, document.decimals),
            )
            for shared in document.shared_leads
        ),
        bonuses=tuple(_bonus(b, document.decimals) for b in document.bonuses),
        **buddies_read(document.buddies, document.decimals),
        **groups_read(document.groups, document.decimals),
    )


def _pairing(part: PairingPart, decimals: int) -> Pairing:
    return Pairing(
        request=part.request,
        setting=part.setting,
        supporter=part.supporter,
        role=part.role,
        points=in_whole_points(part.points, decimals),
        criteria={
            name: in_whole_points(points, decimals)
            for name, points in part.criteria.items()
        },
        confidence=part.confidence,
        delivery=part.delivery,
        minutes=part.minutes,
        load=part.load,
        pence=part.pence,
        pinned=part.pinned,
    )


def _bonus(part: BonusPart, decimals: int) -> EarnedBonus:
    return EarnedBonus(
        bonus=part.bonus,
        roles=tuple(part.roles),
        by=part.by,
        setting=part.setting,
        value=part.value,
        points=in_whole_points(part.points, decimals),
    )


def _jointly(part: JointlyPart | None, decimals: int) -> Jointly | None:
    if part is None:
        return None
    bound = part.bound
    return Jointly(
        in_turn=in_whole_points(part.in_turn, decimals),
        points=in_whole_points(part.points, decimals),
        bound=None if bound is None else in_whole_points(bound, decimals),
    )


def _proof(part: ProofPart, decimals: int) -> Proof:
    shift = decimals if part.objective in IN_POINTS else 0

    def whole(value: Number | None) -> int | None:
        return None if value is None else in_whole_points(value, shift)

    proof = Proof(
        objective=part.objective,
        sense=part.sense,
        value=whole(part.value),
        bound=whole(part.bound),
        shown_by=part.shown_by,
        tolerance=in_whole_points(part.tolerance, shift),
        levels=tuple(
            (in_whole_points(level.points, decimals), level.requests)
            for level in part.levels
        ),
    )
    # The gap is worked out, never stored: one that was edited would go unnoticed.
    if proof.gap != whole(part.gap):
        raise ValueError(
            f"the gap of '{part.objective}' does not follow from value and bound"
        )
    return proof
