"""One round in, one proved and checked plan out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from matchmaker.candidates import find_candidates
from matchmaker.domain.grouped import grouped
from matchmaker.domain.plan import Plan
from matchmaker.domain.round import Round
from matchmaker.optimise.asunder import fall_apart
from matchmaker.optimise.build import build_model
from matchmaker.optimise.jointly import decide_jointly
from matchmaker.optimise.outcome import Deadline, Listener, SolveParams, Stop, ignore
from matchmaker.optimise.solve import solve
from matchmaker.pipeline.bonuses import bonuses_of
from matchmaker.pipeline.buddies import pair_buddies
from matchmaker.pipeline.checking import refuse_faults, refuse_group_faults
from matchmaker.pipeline.clock import Clock
from matchmaker.pipeline.groups import group_requests
from matchmaker.pipeline.pairings import pairings_of, unmet_of
from matchmaker.pipeline.solved import Solved
from matchmaker.pipeline.teams import shared_leads_of, teams_of
from matchmaker.scoring import score

SHARE_FOR_LEADS = 0.2
"""This share of a time limit is for leads, where one lead for a setting is sought."""


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
        progress: Told of every step in the search.
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
        return _match_buddies(matching_round, params, stop)
    if matching_round.programme.groups is not None:
        return _match_groups(matching_round, params, progress, stop)
    return _match_requests(matching_round, params, progress, stop)


def _match_requests(
    matching_round: Round, params: SolveParams, progress: Listener, stop: Stop | None
) -> Solved:
    """Match those who ask, each by itself."""
    clock = Clock()
    with clock.phase("screen"):
        candidates = find_candidates(matching_round)
    with clock.phase("score"):
        scores = score(matching_round, candidates)
    whole_model = partial(
        build_model, matching_round, candidates, scores, seed=params.seed
    )
    with clock.phase("build"):
        apart = fall_apart(matching_round, candidates, scores, params)
        model = None if apart else whole_model()
    with clock.phase("solve"):
        paired = _for_pairings(matching_round, params)
        outcome = apart.solve(paired, progress, stop) if apart else None
        if outcome is None:
            model = model or whole_model()
            outcome = solve(model, matching_round.objectives, paired, progress, stop)
    with clock.phase("teams"):
        left = _left_of(params, clock.seconds["solve"])
        decided = (
            decide_jointly(matching_round, model, outcome, left, stop)
            if model
            else None
        )
        outcome = decided.outcome if decided else outcome
        pairings = pairings_of(matching_round, candidates, scores, outcome.used)
        deadline = Deadline(left.time_limit, stop)
        teams = (
            decided.teams
            if decided
            else teams_of(matching_round, pairings, deadline=deadline)
        )
    plan = Plan(
        pairings=pairings,
        unmet=unmet_of(matching_round, candidates, outcome.used),
        teams=teams.teams,
        unled=teams.unled,
        shared_leads=shared_leads_of(matching_round, pairings, teams.teams),
        bonuses=bonuses_of(matching_round, pairings),
    )
    solved = Solved(
        round=matching_round,
        candidates=candidates,
        scores=scores,
        plan=plan,
        proof=outcome.proofs,
        certificates=outcome.certificates,
        breaches=teams.breaches,
        team_proof=teams.proof,
        jointly=decided.jointly if decided else None,
        engine=outcome.engine,
        canonical=outcome.canonical,
        seed=params.seed,
        seconds=clock.seconds,
    )
    with clock.phase("verify"):
        refuse_faults(solved)
    return solved


def _match_buddies(
    matching_round: Round, params: SolveParams, stop: Stop | None
) -> Solved:
    """Pair people among themselves."""
    clock = Clock()
    solved = pair_buddies(matching_round, params, clock, stop)
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
    left = _left_of(params, clock.seconds["group"])
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


def _for_pairings(matching_round: Round, params: SolveParams) -> SolveParams:
    """How to search for pairings, where leads take their share of the time."""
    spec = matching_round.programme.teams
    if params.time_limit is None or spec is None or not spec.same_lead:
        return params
    return replace(params, time_limit=params.time_limit * (1 - SHARE_FOR_LEADS))


def _left_of(params: SolveParams, seconds: float) -> SolveParams:
    """How to search on after some wall seconds."""
    if params.time_limit is None:
        return params
    return replace(params, time_limit=max(params.time_limit - seconds, 0))
