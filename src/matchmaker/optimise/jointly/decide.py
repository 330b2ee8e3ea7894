"""Pairings around leads, leads around pairings, while that gains."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.domain.jointly import Jointly
from matchmaker.errors import NoPlanError
from matchmaker.optimise.jointly.exact import Whole, ask_whole, is_small
from matchmaker.optimise.jointly.leads import areas, suited, with_leads
from matchmaker.optimise.jointly.question import NOBODY, Question, Standing
from matchmaker.optimise.objectives import not_shown
from matchmaker.optimise.outcome import Deadline, SolveParams
from matchmaker.optimise.solve import solve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matchmaker.domain.proof import Proof
    from matchmaker.domain.round import Round
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import Outcome, Stop
    from matchmaker.optimise.teams import TeamPlan

MOST_TURNS = 4
"""So many times pairings are decided anew around one beginning at most."""


@dataclass(frozen=True, eq=False)
class Decided:
    """
    A plan with its teams.

    Attributes:
        outcome: The pairings and their proofs.
        teams: Who leads whom.
        jointly: What deciding together came to; `None` where it was not tried.
    """

    outcome: Outcome
    teams: TeamPlan
    jointly: Jointly | None


def decide_jointly(
    matching_round: Round,
    model: Model,
    outcome: Outcome,
    params: SolveParams,
    stop: Stop | None = None,
) -> Decided | None:
    """
    Decide pairings and leads together, beginning with the best pairings by themselves.

    Args:
        matching_round: The round.
        model: Its pairs and what couples them.
        outcome: The best plan, with no thought of leads.
        params: How to search, with the time that is left.
        stop: Ends the search early.

    Returns:
        The best plan met; `None` where one lead for a setting is worth nothing, or
        points are not an objective of their own that later ones leave alone.
    """
    teams = matching_round.programme.teams
    if teams is None or not teams.same_lead or not _applies(matching_round, model):
        return None
    question = Question(matching_round, model, teams)
    deadline = Deadline(params.time_limit, stop)
    in_turn = question.standing(outcome, deadline)
    search = _Search(question, in_turn, params, deadline)
    search.run()
    return search.decided()


def _applies(matching_round: Round, model: Model) -> bool:
    """Whether points are sought by themselves, exactly, and nothing says otherwise."""
    names, objectives = matching_round.objective_names, matching_round.objectives
    if "points" not in names or model.stable:
        return False
    mixed = any(one.is_loose or "points" in one.blend for one in objectives)
    return not mixed and "leximin" not in names[names.index("points") :]


class _Search:
    """The best plan so far, and what none can beat."""

    def __init__(
        self,
        question: Question,
        in_turn: Standing,
        params: SolveParams,
        deadline: Deadline,
    ) -> None:
        self._question = question
        self._in_turn = self._best = in_turn
        # How pairings are solved must not change which plan is found.
        self._params = replace(params, engine="auto")
        self._deadline = deadline
        self._names = question.matching_round.objective_names
        place = self._names.index("points")
        self._soon = self._names[: place + 1]
        self._ahead = in_turn.outcome.proofs[:place]
        self._points = in_turn.outcome.proofs[place]
        self._bound = self._plain_bound()
        self._own = suited(question)

    def run(self) -> None:
        """Look for better plans, where there may be any."""
        if not all(proof.proved for proof in (*self._ahead, self._points)):
            return
        whole = self._asked_whole()
        if whole is not None:
            self._improve(whole.lead_of)
        else:
            self._improve(self._question.lead_of(self._in_turn.teams))
            self._improve(self._own)
        if whole is None and not self._closed:
            self._bound = _lower(self._bound, self._bound_by_area())
        if self._best is not self._in_turn:
            self._finish()

    def decided(self) -> Decided:
        """The best plan, its proofs, and what deciding together came to."""
        best, in_turn = self._best, self._in_turn
        outcome = in_turn.outcome if best is in_turn else self._traded(best)
        jointly = Jointly(in_turn=in_turn.total, points=best.total, bound=self._bound)
        return Decided(outcome, best.teams, jointly)

    @property
    def _closed(self) -> bool:
        return self._deadline.passed or self._best.total == self._bound

    def _asked_whole(self) -> Whole | None:
        """Where CP-SAT ends on a small round, taken in; `None` if it was not asked."""
        bands = any(proof.objective == "leximin" for proof in self._ahead)
        if self._closed or bands or not is_small(self._question):
            return None
        whole = ask_whole(self._question, self._in_turn, self._ahead, self._deadline)
        if whole is not None:
            self._bound = _lower(self._bound, whole.bound)
            held = replace(self._in_turn.outcome, used=whole.used, engine="cp-sat")
            self._consider(held)
        return whole

    def _improve(self, lead_of: Ints) -> None:
        """Decide pairings around leads and leads around pairings, while that gains."""
        last: Standing | None = None
        for _ in range(MOST_TURNS):
            if self._closed:
                return
            standing = self._around(lead_of, self._soon)
            if standing is None or (last is not None and standing.total <= last.total):
                return
            last, lead_of = standing, self._question.lead_of(standing.teams)

    def _finish(self) -> None:
        """Of the plans as good as the best met, one that is good in what comes after."""
        if self._names == self._soon or self._deadline.passed:
            return
        lead_of = self._question.lead_of(self._best.teams)
        standing = self._around(lead_of, self._names)
        if standing is not None and standing.total >= self._best.total:
            self._best = standing

    def _consider(self, outcome: Outcome) -> Standing | None:
        """A plan with its teams, kept if it is the best; `None` if it is none of ours."""
        standing = self._question.standing(outcome, self._deadline)
        if standing.leading > self._in_turn.leading:
            return None
        if standing.total > self._best.total:
            self._best = standing
        return standing

    def _around(self, lead_of: Ints, names: tuple[str, ...]) -> Standing | None:
        """
        The best pairings around leads; `None` if they must not be.

        Who has no lead counts as with the one who suits them best.
        """
        label = np.where(lead_of == NOBODY, self._own, lead_of)
        found = self._solved(with_leads(self._question, label), names)
        if found is None:
            return None
        ahead = zip(self._ahead, found.proofs, strict=False)
        if any(_reached(ours) != _reached(theirs) for ours, theirs in ahead):
            return None
        return self._consider(found)

    def _solved(self, model: Model, names: tuple[str, ...]) -> Outcome | None:
        params = replace(self._params, time_limit=self._deadline.left)
        try:
            return solve(model, names, params, stop=self._deadline.stop)
        except NoPlanError:
            return None

    def _plain_bound(self) -> int | None:
        """The most points, and one lead for every setting that asks for several."""
        if self._points.bound is None:
            return None
        settings = len(self._question.asked)
        return self._points.bound + settings * self._question.teams.same_lead

    def _bound_by_area(self) -> int | None:
        """The same, where people can share a lead only if they live in one area."""
        question = self._question
        found = self._solved(with_leads(question, areas(question)), self._soon)
        if found is None or found.proofs[-1].bound is None:
            return None
        others = sum(not _is_plain(list(r.values())) for r in question.asked.values())
        return found.proofs[-1].bound + others * question.teams.same_lead

    def _traded(self, best: Standing) -> Outcome:
        """
        The pairings of a plan, with what was shown of the best pairings by themselves.

        Points may fall behind by what settings with one lead earn. What comes after
        was shown for the most points only.
        """
        in_turn = self._in_turn.outcome
        given_up = self._in_turn.points - best.points
        points = {"value": best.points, "tolerance": given_up}
        proofs = (
            *self._ahead,
            self._points.model_copy(update=points),
            *self._later(best.outcome.used, kept=not given_up),
        )
        shown = zip(in_turn.certificates, proofs, strict=True)
        return replace(
            best.outcome,
            proofs=proofs,
            certificates=tuple(c if proof.proved else None for c, proof in shown),
            canonical=False,
        )

    def _later(self, used: Ints, *, kept: bool) -> Iterator[Proof]:
        """What comes after points: shown still, as far as nothing has changed."""
        place = len(self._soon)
        reached = not_shown(self._question.model, self._names[place:], used)
        shown = self._in_turn.outcome.proofs[place:]
        for ours, theirs in zip(reached, shown, strict=True):
            kept = kept and ours.value == theirs.value
            yield theirs if kept else ours


def _reached(proof: Proof) -> tuple[int | None, tuple[tuple[int, int], ...]]:
    return proof.value, proof.levels


def _is_plain(units: list[int]) -> bool:
    """Whether a setting asks for one person in each of two roles."""
    return units == [1, 1]


def _lower(one: int | None, other: int | None) -> int | None:
    known = [bound for bound in (one, other) if bound is not None]
    return min(known, default=None)
