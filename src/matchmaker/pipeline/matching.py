"""One round in, one proved and checked plan out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from matchmaker.candidates import find_candidates
from matchmaker.domain.plan import Pairing, Plan
from matchmaker.domain.round import Round
from matchmaker.optimise.build import build_model
from matchmaker.optimise.outcome import Listener, SolveParams, Stop, ignore
from matchmaker.optimise.solve import solve
from matchmaker.optimise.teams import TeamPlan, assign_teams
from matchmaker.pipeline.bonuses import bonuses_of
from matchmaker.pipeline.checking import refuse_faults
from matchmaker.pipeline.pairings import pairings_of, unmet_of
from matchmaker.pipeline.solved import Solved
from matchmaker.scoring import score


class _Clock:
    """Wall time by phase."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        start = perf_counter()
        yield
        self.seconds[name] = perf_counter() - start


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
    params, clock = params or SolveParams(), _Clock()
    with clock.phase("screen"):
        candidates = find_candidates(matching_round)
    with clock.phase("score"):
        scores = score(matching_round, candidates)
    with clock.phase("build"):
        model = build_model(matching_round, candidates, scores, seed=params.seed)
    with clock.phase("solve"):
        outcome = solve(model, matching_round.objectives, params, progress, stop)
    pairings = pairings_of(matching_round, candidates, scores, outcome.used)
    with clock.phase("teams"):
        teams = _teams(matching_round, pairings)
    plan = Plan(
        pairings=pairings,
        unmet=unmet_of(matching_round, candidates, outcome.used),
        teams=teams.teams,
        unled=teams.unled,
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
        engine=outcome.engine,
        canonical=outcome.canonical,
        seed=params.seed,
        seconds=clock.seconds,
    )
    with clock.phase("verify"):
        refuse_faults(solved)
    return solved


def _teams(matching_round: Round, pairings: tuple[Pairing, ...]) -> TeamPlan:
    """Who leads everybody who was matched, where the programme has leads."""
    spec = matching_round.programme.teams
    if spec is None:
        return TeamPlan()
    matched = {p.supporter for p in pairings if p.role in spec.member_roles}
    ordered = [s.id for s in matching_round.supporters if s.id in matched]
    return assign_teams(matching_round, ordered)
