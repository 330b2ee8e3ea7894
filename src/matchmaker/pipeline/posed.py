"""A round as it is solved: in islands where it falls apart, else as one model."""

from __future__ import annotations

from dataclasses import replace

from matchmaker.candidates import Candidates
from matchmaker.domain.round import Round
from matchmaker.optimise.build import build_model
from matchmaker.optimise.islands import fall_apart, solve_islands
from matchmaker.optimise.jointly import Decided, decide_jointly
from matchmaker.optimise.model import Model
from matchmaker.optimise.outcome import Deadline, Listener, Outcome, SolveParams, Stop
from matchmaker.optimise.solve import solve
from matchmaker.pipeline.pairings import pairings_of
from matchmaker.pipeline.teams import teams_of
from matchmaker.scoring import Scores

SHARE_FOR_LEADS = 0.2
"""This share of a time limit is for leads, where one lead for a setting is sought."""


class Posed:
    """
    A round with its pairs and points, ready to be solved.

    Args:
        matching_round: The round.
        candidates: Its pairs.
        scores: Their points.
        params: How to search.
        stop: Ends the search early, with the best plan so far and its bounds.
    """

    def __init__(
        self,
        matching_round: Round,
        candidates: Candidates,
        scores: Scores,
        params: SolveParams,
        stop: Stop | None,
    ) -> None:
        self._round, self._params, self._stop = matching_round, params, stop
        self._candidates, self._scores = candidates, scores
        self._apart = fall_apart(matching_round, candidates, scores, params)
        self._model = None if self._apart else self._whole()

    def _whole(self) -> Model:
        return build_model(
            self._round, self._candidates, self._scores, seed=self._params.seed
        )

    def best(self, progress: Listener) -> Outcome:
        """
        The best pairings by themselves.

        Args:
            progress: Told of every step in the search.
        """
        params = self._for_pairings()
        if self._apart:
            outcome = solve_islands(self._apart, params, progress, self._stop)
            if outcome is not None:
                return outcome
        self._model = self._model or self._whole()
        return solve(self._model, self._round.objectives, params, progress, self._stop)

    def with_leads(self, outcome: Outcome, seconds: float) -> Decided:
        """
        Area leads for the people matched, decided with the pairings where that pays.

        Args:
            outcome: The best pairings by themselves.
            seconds: What these took.
        """
        params = left_of(self._params, seconds)
        if self._model is not None:
            decided = decide_jointly(
                self._round, self._model, outcome, params, self._stop
            )
            if decided is not None:
                return decided
        pairings = pairings_of(
            self._round, self._candidates, self._scores, outcome.used
        )
        deadline = Deadline(params.time_limit, self._stop)
        teams = teams_of(self._round, pairings, deadline=deadline)
        return Decided(outcome, teams, jointly=None)

    def _for_pairings(self) -> SolveParams:
        """How to search for pairings, where leads take their share of the time."""
        limit, spec = self._params.time_limit, self._round.programme.teams
        if limit is None or spec is None or not spec.same_lead:
            return self._params
        return replace(self._params, time_limit=limit * (1 - SHARE_FOR_LEADS))


def left_of(params: SolveParams, seconds: float) -> SolveParams:
    """How to search on after some wall seconds."""
    if params.time_limit is None:
        return params
    return replace(params, time_limit=max(params.time_limit - seconds, 0))
