"""Who leads whom, and the questions that answers ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.domain.plan import Team
from matchmaker.optimise.teams.areas import UNLED
from matchmaker.optimise.teams.reach import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.domain.round import Round
    from matchmaker.domain.supporter import Supporter
    from matchmaker.domain.teams import Teams
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.teams.reach import Reach


@dataclass(frozen=True, eq=False)
class Arrangement:
    """
    Who leads whom, by positions in the reach.

    Attributes:
        matching_round: The round, for the order of its supporters.
        reach: Who may lead whom.
        teams: The bounds on a team's size.
        lead_of: int64[P], everybody's lead or `UNLED`.
    """

    matching_round: Round
    reach: Reach
    teams: Teams
    lead_of: Ints

    @cached_property
    def spans(self) -> Ints:
        """int64[L], the team sizes."""
        led = self.lead_of[self.lead_of != UNLED]
        return np.bincount(led, minlength=len(self.reach.leads))

    @property
    def formed(self) -> tuple[Team, ...]:
        """Leads in use and their people, in the round's order."""
        in_use = self.leads_in_order(np.flatnonzero(self.spans))
        return tuple(self._team(lead) for lead in in_use.tolist())

    def _team(self, lead: int) -> Team:
        members = self.members(lead)
        minutes = self.reach.minutes(members, np.array(lead)).tolist()
        return Team(
            lead=self.reach.leads[lead].id,
            members=self.people_ids(members),
            minutes=tuple(None if m == UNKNOWN else m for m in minutes),
        )

    @property
    def room(self) -> Ints:
        """int64[L], how many more people each lead could have."""
        return self.teams.most - self.spans

    @property
    def unled(self) -> Ints:
        """Positions of people without a lead."""
        return self.people_in_order(np.flatnonzero(self.lead_of == UNLED))

    def members(self, lead: int) -> Ints:
        """Positions of a lead's people, in the round's order."""
        return self.people_in_order(np.flatnonzero(self.lead_of == lead))

    def people_in_order(self, positions: Ints) -> Ints:
        """Positions of people, in the round's order."""
        return self._in_order(positions, self.reach.people)

    def leads_in_order(self, positions: Ints) -> Ints:
        """Positions of leads, in the round's order."""
        return self._in_order(positions, self.reach.leads)

    def people_ids(self, positions: Ints) -> tuple[str, ...]:
        """Ids of people."""
        return tuple(self.reach.people[i].id for i in positions.tolist())

    def lead_ids(self, positions: Ints) -> tuple[str, ...]:
        """Ids of leads."""
        return tuple(self.reach.leads[i].id for i in positions.tolist())

    def _in_order(self, positions: Ints, supporters: Sequence[Supporter]) -> Ints:
        row = self.matching_round.supporter_index
        rows = [row[supporters[i].id] for i in positions.tolist()]
        return positions[np.argsort(rows)]
