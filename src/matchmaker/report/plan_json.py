"""A solved round as `plan.json`: the file of record, equal bytes for equal plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matchmaker.domain.jointly import Jointly
from matchmaker.domain.plan import EarnedBonus, Pairing
from matchmaker.domain.proof import Proof
from matchmaker.reasons.stability import Stability, stability_of
from matchmaker.report.among_json import buddies_part, groups_part
from matchmaker.report.json_text import json_text
from matchmaker.report.objectives import IN_POINTS
from matchmaker.report.plan_document import (
    SCHEMA,
    BonusPart,
    BreachPart,
    JointlyPart,
    NearestPart,
    PairingPart,
    PlanDocument,
    RunnerUpPart,
    SharedLeadPart,
    StabilityPart,
    TakenPart,
    TeamPart,
    UnmatchedPart,
    WarningPart,
    WouldRatherPart,
)
from matchmaker.report.plan_parts import LevelPart, ProofPart
from matchmaker.report.points import Number, in_users_unit

if TYPE_CHECKING:
    from matchmaker.optimise.teams import TeamBreach
    from matchmaker.pipeline import Solved
    from matchmaker.reasons import PairingReason, Reasons, UnmetReason, Warned


def plan_document(
    solved: Solved, reasons: Reasons, manifest: Mapping[str, Any]
) -> dict[str, Any]:
    """
    All of `plan.json` as plain data, in the order in which it is written.

    Points are in the users' own unit: whole numbers, or exact `Decimal`s where the
    round has decimals.

    Args:
        solved: The solved round.
        reasons: The reasons of all its pairings and unmet requests.
        manifest: What would give this plan again (see `report.manifest`).
    """
    decimals, stability = solved.round.decimals, stability_of(solved)
    pairs = zip(solved.plan.pairings, reasons.pairings, strict=True)
    document = PlanDocument(
        schema=SCHEMA,
        programme=solved.round.programme.name,
        round=solved.round.name,
        decimals=decimals,
        pairings=[_pairing(pairing, why, decimals) for pairing, why in pairs],
        bonuses=[_bonus(earned, decimals) for earned in solved.plan.bonuses],
        teams=[
            TeamPart(
                lead=team.lead, members=list(team.members), minutes=list(team.minutes)
            )
            for team in solved.plan.teams
        ],
        unled=list(solved.plan.unled),
        shared_leads=[
            SharedLeadPart(
                setting=shared.setting,
                lead=shared.lead,
                points=in_users_unit(shared.points, decimals),
            )
            for shared in solved.plan.shared_leads
        ],
        team_proof=[_proof(proof, 0) for proof in solved.team_proof],
        jointly=_jointly(solved.jointly, decimals),
        breaches=[_breach(breach) for breach in solved.breaches],
        warnings=[_warning(one) for one in reasons.warned],
        buddies=buddies_part(solved),
        groups=groups_part(solved, _proof),
        stable=_is_stable(stability),
        stability=_stability(stability),
        unmatched=[_unmatched(why, decimals) for why in reasons.unmet],
        proof=[_proof(proof, decimals) for proof in solved.proof],
        manifest=dict(manifest),
    )
    return document.model_dump(by_alias=True)


def write_plan(document: Mapping[str, Any], path: Path) -> None:
    """Write a plan document: equal documents give equal bytes on every machine."""
    path.write_bytes(json_text(document).encode())


def _pairing(pairing: Pairing, why: PairingReason, decimals: int) -> PairingPart:
    other = why.runner_up
    return PairingPart(
        request=pairing.request,
        setting=pairing.setting,
        supporter=pairing.supporter,
        role=pairing.role,
        points=in_users_unit(pairing.points, decimals),
        criteria={
            name: in_users_unit(points, decimals)
            for name, points in pairing.criteria.items()
        },
        confidence=pairing.confidence,
        delivery=pairing.delivery,
        minutes=pairing.minutes,
        load=pairing.load,
        pence=pairing.pence,
        pinned=pairing.pinned,
        rank=why.rank,
        candidates=why.candidates,
        runner_up=None
        if other is None
        else RunnerUpPart(
            supporter=other.supporter,
            points=in_users_unit(other.points, decimals),
            margin=in_users_unit(other.margin, decimals),
        ),
    )


def _is_stable(stability: Stability | None) -> bool:
    """Whether the plan is stable because it had to be."""
    return stability is not None and stability.asked == "require" and stability.stable


def _stability(stability: Stability | None) -> StabilityPart | None:
    if stability is None:
        return None
    return StabilityPart(
        asked=stability.asked,
        exists=stability.exists,
        ring=list(stability.ring),
        blocking=[
            WouldRatherPart(
                one=pair.one,
                other=pair.other,
                one_leaves=list(pair.one_leaves),
                other_leaves=list(pair.other_leaves),
            )
            for pair in stability.blocking
        ],
    )


def _bonus(earned: EarnedBonus, decimals: int) -> BonusPart:
    return BonusPart(
        bonus=earned.bonus,
        roles=list(earned.roles),
        by=earned.by,
        setting=earned.setting,
        value=earned.value,
        points=in_users_unit(earned.points, decimals),
    )


def _jointly(jointly: Jointly | None, decimals: int) -> JointlyPart | None:
    if jointly is None:
        return None
    bound = jointly.bound
    return JointlyPart(
        in_turn=in_users_unit(jointly.in_turn, decimals),
        points=in_users_unit(jointly.points, decimals),
        bound=None if bound is None else in_users_unit(bound, decimals),
    )


def _breach(breach: TeamBreach) -> BreachPart:
    return BreachPart(
        kind=breach.kind,
        lead=breach.lead,
        region=breach.region,
        people=list(breach.people),
        mend=asdict(breach.mend),
    )


def _warning(warned: Warned) -> WarningPart:
    # Reasons load the solver, which whoever reads or adds up a plan does not need.
    from matchmaker.reasons import WarnedPairing

    if isinstance(warned, WarnedPairing):
        return WarningPart(
            rule=warned.broken.rule,
            request=warned.request,
            supporter=warned.supporter,
            party=None,
        )
    return WarningPart(
        rule=warned.rule, request=None, supporter=None, party=warned.party
    )


def _unmatched(why: UnmetReason, decimals: int) -> UnmatchedPart:
    near = why.nearest
    return UnmatchedPart(
        request=why.request,
        role=why.role,
        units=why.units,
        supporters=why.supporters,
        funnel=dict(why.funnel),
        candidates=why.candidates,
        taken=[
            TakenPart(
                supporter=taken.supporter,
                points=in_users_unit(taken.points, decimals),
                serves=list(taken.serves),
            )
            for taken in why.taken
        ],
        nearest=None
        if near is None
        else NearestPart(
            supporter=near.supporter, broken=[broken.rule for broken in near.broken]
        ),
    )


def _proof(proof: Proof, decimals: int) -> ProofPart:
    def unit(value: int | None) -> Number | None:
        if value is None or proof.objective not in IN_POINTS:
            return value
        return in_users_unit(value, decimals)

    return ProofPart(
        objective=proof.objective,
        sense=proof.sense,
        value=unit(proof.value),
        bound=unit(proof.bound),
        gap=unit(proof.gap),
        shown_by=proof.shown_by,
        tolerance=in_users_unit(
            proof.tolerance, decimals if proof.objective in IN_POINTS else 0
        ),
        levels=[
            LevelPart(points=in_users_unit(edge, decimals), requests=requests)
            for edge, requests in proof.levels
        ],
    )
