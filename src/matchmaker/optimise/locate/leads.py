"""From candidates and people to posts and members, and back to teams."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.locate.posts import Posts
from matchmaker.optimise.teams.areas import UNLED
from matchmaker.optimise.teams.reach import find_reach

if TYPE_CHECKING:
    from collections.abc import Collection

    from matchmaker.domain.round import Round
    from matchmaker.domain.teams import Teams
    from matchmaker.optimise.locate.answer import Appointments
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.teams.reach import Reach


@dataclass(frozen=True, eq=False)
class LeadQuestion:
    """
    Whom to appoint, for people whom some candidate covers.

    Attributes:
        reach: Everybody to be led, and all candidates.
        covered: int64[M], positions of people whom somebody covers: the members.
        posts: What may be and what it costs: minutes of travel one way.
    """

    reach: Reach
    covered: Ints
    posts: Posts

    @property
    def beyond(self) -> tuple[str, ...]:
        """People whom no candidate covers, by id."""
        covered = set(self.covered.tolist())
        people = enumerate(self.reach.people)
        return tuple(person.id for i, person in people if i not in covered)

    def asking(self, appoint: int | None, least: int, cost: int) -> LeadQuestion:
        """
        The same question with another number, least span and cost.

        Args:
            appoint: So many leads; `None` for as many as is cheapest.
            least: No lead has fewer people.
            cost: What each lead costs, in minutes of travel.
        """
        leads = len(self.reach.leads)
        posts = replace(
            self.posts,
            appoint=appoint,
            least=np.full(leads, least, np.int64),
            opening=np.full(leads, cost, np.int64),
        )
        return replace(self, posts=posts)

    def lead_of(self, found: Appointments) -> Ints:
        """int64[P], everybody's lead by position in the reach, or `UNLED`."""
        lead_of = np.full(len(self.reach.people), UNLED)
        lead_of[self.covered] = found.lead_of
        return lead_of

    def appointed(self, found: Appointments) -> tuple[str, ...]:
        """Ids of those appointed, by id."""
        return tuple(self.reach.leads[i].id for i in found.appointed.tolist())


def ask_for_leads(
    with_candidates: Round, matched: Collection[str], spec: Teams
) -> LeadQuestion:
    """
    Ask which candidates should lead the matched people.

    Args:
        with_candidates: The round with all candidates, and nobody else, as leads.
        matched: Ids of the people to be led.
        spec: The bounds on a team's size.

    Returns:
        The question with the spec's bounds and cost, and the number left open.
    """
    reach = find_reach(with_candidates, matched, spec.lead_role)
    covers = reach.tier > 0
    covered = np.flatnonzero(covers.any(axis=1))
    leads = len(reach.leads)
    cost = reach.counted_minutes(covered[None, :], np.arange(leads)[:, None])
    posts = Posts(
        cost=cost.astype(np.int64),
        allowed=covers[covered].T,
        opening=np.full(leads, spec.appoint_minutes, np.int64),
        weight=np.ones(len(covered), np.int64),
        most=np.full(leads, spec.most, np.int64),
        least=np.full(leads, spec.warn_below, np.int64),
    )
    return LeadQuestion(reach, covered, posts)
