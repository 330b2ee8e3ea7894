"""
Pairings and leads of a small round as one question, for CP-SAT.

The model of the pairings is that of the engine; beside it stand a switch for every
person and lead, and one for every setting and lead that says that all its people are
in this lead's team. Objectives ahead of points are held where they are, and so are
the parts of the teams' value that come before one lead for a setting.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.errors import PlanRejectedError
from matchmaker.optimise.formulation import (
    Expression,
    Formulation,
    OutOfTimeError,
    solver_until,
)
from matchmaker.optimise.jointly.question import NOBODY
from matchmaker.optimise.objectives import score_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ortools.sat.python.cp_model import IntVar

    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.jointly.question import Question, Standing
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import Deadline

MOST_TIES = 30_000
"""Above so many pairs of settings times leads the round is not asked as a whole."""

EFFORT = 6.0
"""CP-SAT's deterministic seconds: equal rounds get equal answers."""


@dataclass(frozen=True, eq=False)
class Whole:
    """
    What the question as a whole came to.

    Attributes:
        used: int64[K], the pairs of the best plan met.
        lead_of: int64[S], who leads everybody in it.
        bound: No plan has more points, pairings and settings with one lead together.
    """

    used: Ints
    lead_of: Ints
    bound: int


def is_small(question: Question) -> bool:
    """Whether a round can be asked as a whole."""
    several = np.isin(question.setting, list(question.asked))
    pairs = int(np.count_nonzero(several[question.model.request]))
    return pairs * len(question.reach.leads) <= MOST_TIES


def ask_whole(
    question: Question, start: Standing, ahead: Sequence[Proof], deadline: Deadline
) -> Whole | None:
    """
    Ask for the best pairings and leads at once.

    Args:
        question: The round.
        start: A plan to begin with; the teams are to be no worse than its own.
        ahead: What was reached in the objectives before points, to be held.
        deadline: When to stop.

    Returns:
        What was found; `None` where time ran out before.
    """
    names = (*(proof.objective for proof in ahead), "points")
    try:
        formulation = Formulation(question.model, names, deadline)
    except OutOfTimeError:
        return None
    for proof in ahead:
        if proof.value is not None:
            score = score_of(question.model, proof.objective, proof.value)
            formulation.hold(formulation.expression(proof.objective), score)
    teams = _Teams(question, formulation)
    teams.hold(start.leading)
    united = teams.united_settings()
    points = formulation.expression("points")
    worth = np.full(len(united), question.teams.same_lead, np.int64)
    formulation.maximise(
        Expression(
            np.append(points.variables, united), np.append(points.coefficients, worth)
        )
    )
    formulation.hint(start.outcome.used)
    teams.hint(question.lead_of(start.teams))
    return _search(formulation, teams, deadline)


def _search(
    formulation: Formulation, teams: _Teams, deadline: Deadline
) -> Whole | None:
    solver = solver_until(deadline, effort=EFFORT)
    with deadline.stop.ends(solver.stop_search):
        status = solver.solve(formulation.cp)
    if status == cp_model.INFEASIBLE:
        raise PlanRejectedError(["CP-SAT finds no plan where there is one."])
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    bound = -int(solver.response_proto.inner_objective_lower_bound)
    return Whole(teams.used(solver), teams.lead_of(solver), bound)


class _Teams:
    """Who leads whom, beside the pairings of a formulation."""

    def __init__(self, question: Question, formulation: Formulation) -> None:
        self._question = question
        self._cp = formulation.cp
        reach = question.reach
        places = zip(
            *(column.tolist() for column in np.nonzero(reach.tier)), strict=True
        )
        self._led = {place: self._cp.new_bool_var("") for place in places}
        self._of_person: list[list[IntVar]] = [[] for _ in reach.people]
        self._of_lead: list[list[IntVar]] = [[] for _ in reach.leads]
        for (person, lead), switch in self._led.items():
            self._of_person[person].append(switch)
            self._of_lead[lead].append(switch)
        self._pairs = [
            self._cp.get_bool_var_from_proto_index(pair)
            for pair in range(question.model.pairs)
        ]
        self._unled = self._add_people()

    def _add_people(self) -> list[IntVar]:
        """Whoever is matched has one lead or is unled; nobody else is either."""
        model, unled = self._question.model, []
        served: list[list[IntVar]] = [[] for _ in self._of_person]
        led = np.flatnonzero(self._question.led_pairs)
        people = self._question.person[model.supporter[led]].tolist()
        for pair, person in zip(led.tolist(), people, strict=True):
            served[person].append(self._pairs[pair])
        for pairs, switches in zip(served, self._of_person, strict=True):
            matched, without = self._cp.new_bool_var(""), self._cp.new_bool_var("")
            self._cp.add_max_equality(matched, pairs)
            self._cp.add(sum(switches) + without == matched)
            unled.append(without)
        return unled

    def hold(self, leading: tuple[int, ...]) -> None:
        """
        Have teams no worse than others in what comes before one lead.

        A part is held where those before it are at their best: else a plan might
        do better in these, and worse in this one.
        """
        unled, small, spread = leading
        self._cp.add(sum(self._unled) <= unled)
        teams = self._question.teams
        largest = teams.target + isqrt(spread) if unled == small == 0 else teams.most
        for switches in self._of_lead:
            self._cp.add(sum(switches) <= min(largest, teams.most))
        if unled == 0:
            self._add_small(small)
        if unled == small == 0:
            self._add_spread(spread)

    def _add_small(self, most: int) -> None:
        fewest = max(self._question.teams.warn_below, 1)
        small = []
        for switches in self._of_lead:
            used, is_small = self._cp.new_bool_var(""), self._cp.new_bool_var("")
            self._cp.add(sum(switches) <= len(switches) * used)
            self._cp.add(sum(switches) >= fewest * used - (fewest - 1) * is_small)
            small.append(is_small)
        self._cp.add(sum(small) <= most)

    def _add_spread(self, most: int) -> None:
        target, spread = self._question.teams.target, []
        for switches in self._of_lead:
            steps = min(isqrt(most), max(len(switches) - target, 0))
            beyond = [self._cp.new_bool_var("") for _ in range(steps)]
            self._cp.add(sum(switches) <= target + sum(beyond))
            # A square is the sum of the first odd numbers.
            spread += [(2 * step + 1) * one for step, one in enumerate(beyond)]
        self._cp.add(sum(spread) <= most)

    def united_settings(self) -> Ints:
        """Switches, one a setting and lead: all its people, two or more, are theirs."""
        united = []
        for setting in self._question.asked:
            requests = np.flatnonzero(self._question.setting == setting)
            pairs = np.flatnonzero(np.isin(self._question.model.request, requests))
            by_lead = [
                self._united(pairs, requests, lead)
                for lead in range(len(self._question.reach.leads))
            ]
            self._cp.add_at_most_one(by_lead)
            united += [switch.index for switch in by_lead]
        return np.array(united, np.int64)

    def _united(self, pairs: Ints, requests: Ints, lead: int) -> IntVar:
        united = self._cp.new_bool_var("")
        model, question = self._question.model, self._question
        people = question.person[model.supporter[pairs]].tolist()
        for pair, person in zip(pairs.tolist(), people, strict=True):
            led = self._led.get((person, lead))
            held = [] if led is None else [led]
            self._cp.add_bool_or([united.negated(), self._pairs[pair].negated(), *held])
        if model.demand[requests].sum() == len(requests) == 2:
            for request in requests.tolist():
                theirs = pairs[model.request[pairs] == request].tolist()
                self._cp.add(sum(self._pairs[pair] for pair in theirs) >= united)
        else:
            switches = [self._pairs[pair] for pair in pairs.tolist()]
            self._cp.add(sum(switches) >= 2 * united)
        return united

    def hint(self, lead_of: Ints) -> None:
        """Begin with these teams."""
        person_of = self._question.person
        begun = {
            (int(person_of[who]), int(lead_of[who]))
            for who in np.flatnonzero(lead_of != NOBODY).tolist()
        }
        for place, switch in self._led.items():
            self._cp.add_hint(switch, int(place in begun))

    def used(self, solver: cp_model.CpSolver) -> Ints:
        """int64[K], the pairs of the plan found."""
        return np.flatnonzero([solver.boolean_value(pair) for pair in self._pairs])

    def lead_of(self, solver: cp_model.CpSolver) -> Ints:
        """int64[S], everybody's lead in the plan found."""
        found = np.full(len(self._of_person) + 1, NOBODY)
        for (person, lead), switch in self._led.items():
            if solver.boolean_value(switch):
                found[person] = lead
        return found[self._question.person]
