"""What is asked of pairings and leads together, in columns."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.teams import assign_teams
from matchmaker.optimise.teams.reach import find_reach

if TYPE_CHECKING:
    from matchmaker.domain.round import Round
    from matchmaker.domain.teams import Teams
    from matchmaker.optimise.model import Ints, Mask, Model
    from matchmaker.optimise.outcome import Deadline, Outcome
    from matchmaker.optimise.teams import TeamPlan
    from matchmaker.optimise.teams.reach import Reach

NOBODY = -1
"""Stands for a missing setting, role or lead."""

LEADING = 3
"""Parts of the teams' value that come before one lead: unled, small teams, spread."""


@dataclass(frozen=True, eq=False)
class Standing:
    """
    A plan with its teams.

    Attributes:
        outcome: The pairings, and what was shown of them.
        teams: Who leads whom.
        points: Of the pairings and their bonuses.
        shared: Points of settings whose people have one lead.
    """

    outcome: Outcome
    teams: TeamPlan
    points: int
    shared: int

    @property
    def total(self) -> int:
        """Points of either kind."""
        return self.points + self.shared

    @property
    def leading(self) -> tuple[int, ...]:
        """What the teams come to before one lead for a setting; less is better."""
        return tuple(proof.value or 0 for proof in self.teams.proof[:LEADING])


@dataclass(frozen=True, eq=False)
class Question:
    """
    Pairings and leads to be decided together.

    Attributes:
        matching_round: The round.
        model: Its pairs and what couples them.
        teams: How it wants people led; one lead for a setting is worth points.
    """

    matching_round: Round
    model: Model
    teams: Teams

    @cached_property
    def setting(self) -> Ints:
        """int64[R], whose request it is, where its supporters are led."""
        place = {
            setting.id: i for i, setting in enumerate(self.matching_round.settings)
        }
        return np.array(
            [
                place[request.setting]
                if request.setting is not None and self._is_led[number]
                else NOBODY
                for number, request in enumerate(self.matching_round.requests)
            ],
            np.int64,
        )

    @cached_property
    def _is_led(self) -> list[bool]:
        roles = self.teams.member_roles
        return [request.role in roles for request in self.matching_round.requests]

    @cached_property
    def led_pairs(self) -> Mask:
        """bool[P], pairs whose supporter needs a lead if they are used."""
        return np.array(self._is_led, bool)[self.model.request]

    @cached_property
    def role(self) -> Ints:
        """int64[R], the place of its role among those that are led, or `NOBODY`."""
        place = {role: number for number, role in enumerate(self.teams.member_roles)}
        requests = self.matching_round.requests
        return np.array([place.get(q.role, NOBODY) for q in requests], np.int64)

    @cached_property
    def asked(self) -> dict[int, Counter[int]]:
        """For each setting that asks for several people who are led: how many by role."""
        asked: dict[int, Counter[int]] = {}
        demand = self.model.demand.tolist()
        columns = zip(self.setting.tolist(), self.role.tolist(), demand, strict=True)
        for setting, role, units in columns:
            if setting != NOBODY:
                asked.setdefault(setting, Counter())[role] += units
        return {s: roles for s, roles in asked.items() if roles.total() > 1}

    @cached_property
    def reach(self) -> Reach:
        """Everybody who might be led, and who could lead them."""
        supporters = self.matching_round.supporters
        able = np.unique(self.model.supporter[self.led_pairs]).tolist()
        ids = [supporters[position].id for position in able]
        return find_reach(self.matching_round, ids, self.teams.lead_role)

    @cached_property
    def person(self) -> Ints:
        """int64[S], where each supporter stands in the reach, or `NOBODY`."""
        place = {person.id: i for i, person in enumerate(self.reach.people)}
        everybody = self.matching_round.supporters
        return np.array([place.get(s.id, NOBODY) for s in everybody], np.int64)

    def standing(self, outcome: Outcome, deadline: Deadline) -> Standing:
        """A plan with the best teams for it, as far as there is time."""
        matching_round, used = self.matching_round, outcome.used
        led = used[self.led_pairs[used]]
        together = self._together(led)
        ids = [s.id for s in matching_round.supporters]
        teams = assign_teams(
            matching_round,
            {ids[i] for i in self.model.supporter[led].tolist()},
            together=[{ids[i] for i in people} for people in together.values()],
            deadline=deadline,
        )
        lead_of = self.lead_of(teams)
        shared = 0
        for people in together.values():
            leads = set(lead_of[list(people)].tolist())
            shared += self.teams.same_lead * (len(leads) == 1 and NOBODY not in leads)
        points = self.model.built_in["points"].total(used, self.model.bonuses)
        return Standing(outcome, teams, points, shared)

    def _together(self, led: Ints) -> dict[int, set[int]]:
        """The people of each setting that has several who are led."""
        people: dict[int, set[int]] = {}
        settings = self.setting[self.model.request[led]].tolist()
        supporters = self.model.supporter[led].tolist()
        for setting, supporter in zip(settings, supporters, strict=True):
            if setting != NOBODY:
                people.setdefault(setting, set()).add(supporter)
        return {
            setting: theirs for setting, theirs in people.items() if len(theirs) > 1
        }

    def lead_of(self, teams: TeamPlan) -> Ints:
        """int64[S], the lead of everybody in a team, by place in the reach."""
        place = {lead.id: number for number, lead in enumerate(self.reach.leads)}
        row = self.matching_round.supporter_index
        lead_of = np.full(len(self.matching_round.supporters), NOBODY)
        for team in teams.teams:
            lead_of[[row[member] for member in team.members]] = place[team.lead]
        return lead_of
