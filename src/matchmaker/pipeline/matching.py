"""One round in, one proved and checked plan out."""

from __future__ import annotations

from dataclasses import replace

from matchmaker.candidates import Candidates, find_candidates
from matchmaker.domain.grouped import grouped
from matchmaker.domain.plan import Plan
from matchmaker.domain.round import Round
from matchmaker.optimise.jointly import Decided
from matchmaker.optimise.outcome import Listener, SolveParams, Stop, ignore
from matchmaker.pipeline.bonuses import bonuses_of
from matchmaker.pipeline.buddies import pair_buddies
from matchmaker.pipeline.checking import refuse_faults, refuse_group_faults
from matchmaker.pipeline.clock import Clock
from matchmaker.pipeline.groups import group_requests
from matchmaker.pipeline.pairings import pairings_of, unmet_of
from matchmaker.pipeline.posed import Posed, left_of
from matchmaker.pipeline.solved import Solved
from matchmaker.pipeline.teams import shared_leads_of
from matchmaker.pipeline.told import Told
from matchmaker.scoring import Scores, score


def match(
    matching_round: Round,
    params: SolveParams | None = None,
    *,
    progress: Listener = ignore,
    stop: Stop | None = None,
) -> Solved:
    """
    The best plan for a round, its proof, and what both rest on.

    Args:
        matching_round: What to solve.
        params: How to search; never what for.
        progress: Told of every step in the search, and of how each objective ended.
        stop: Ends the search early, with the best plan so far and its bounds.

    Returns:
        The solved round; its plan has passed the independent checker.

    Raises:
        InfeasibleError: Minimums, pins and rules contradict each other.
        NoPlanError: Time ran out before any plan was found.
        PlanRejectedError: The checker disagrees with the solver: our fault.
    """
    params = params or SolveParams()
    if matching_round.programme.buddies is not None:
        return _match_buddies(matching_round, params, progress, stop)
    if matching_round.programme.groups is not None:
        return _match_groups(matching_round, params, progress, stop)
    return _match_requests(matching_round, params, progress, stop)


def _match_requests(
    matching_round: Round, params: SolveParams, progress: Listener, stop: Stop | None
) -> Solved:
    """Match those who ask, each by itself."""
    clock, told = Clock(), Told(progress)
    with clock.phase("screen"):
        candidates = find_candidates(matching_round)
    with clock.phase("score"):
        scores = score(matching_round, candidates)
    with clock.phase("build"):
        posed = Posed(matching_round, candidates, scores, params, stop)
    with clock.phase("solve"):
        outcome = posed.best(told)
    told.end(outcome.proofs)
    with clock.phase("teams"):
        decided = posed.with_leads(outcome, clock.seconds["solve"])
    outcome, teams = decided.outcome, decided.teams
    solved = Solved(
        round=matching_round,
        candidates=candidates,
        scores=scores,
        plan=_plan_of(matching_round, candidates, scores, decided),
        proof=outcome.proofs,
        certificates=outcome.certificates,
        breaches=teams.breaches,
        team_proof=teams.proof,
        jointly=decided.jointly,
        engine=outcome.engine,
        canonical=outcome.canonical,
        seed=params.seed,
        seconds=clock.seconds,
    )
    with clock.phase("verify"):
        refuse_faults(solved)
    return solved


def _plan_of(
    matching_round: Round, candidates: Candidates, scores: Scores, decided: Decided
) -> Plan:
    """What was decided, in the users' own terms."""
    used, teams = decided.outcome.used, decided.teams
    pairings = pairings_of(matching_round, candidates, scores, used)
    return Plan(
        pairings=pairings,
        unmet=unmet_of(matching_round, candidates, used),
        teams=teams.teams,
        unled=teams.unled,
        shared_leads=shared_leads_of(matching_round, pairings, teams.teams),
        bonuses=bonuses_of(matching_round, pairings),
    )


def _match_buddies(
    matching_round: Round, params: SolveParams, progress: Listener, stop: Stop | None
) -> Solved:
    """Pair people among themselves."""
    clock = Clock()
    solved = pair_buddies(matching_round, params, clock, stop)
    Told(progress).end(solved.proof)
    with clock.phase("verify"):
        refuse_faults(solved)
    return solved


def _match_groups(
    matching_round: Round, params: SolveParams, progress: Listener, stop: Stop | None
) -> Solved:
    """Group those who ask, then match the groups as if each were one who asks."""
    clock = Clock()
    with clock.phase("group"):
        grouping = group_requests(matching_round, params, stop)
    together = grouped(matching_round, grouping.groups)
    left = left_of(params, clock.seconds["group"])
    solved = _match_requests(together, left, progress, stop)
    plan = solved.plan.model_copy(
        update={"groups": grouping.groups, "ungrouped": grouping.ungrouped}
    )
    solved = replace(
        solved,
        plan=plan,
        group_proof=grouping.proof,
        as_read=matching_round,
        seconds=clock.seconds | solved.seconds,
    )
    refuse_group_faults(solved)
    return solved
