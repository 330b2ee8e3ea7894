"""Who leads whom, how good that is, and what would mend its breaches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from matchmaker.domain.plan import Team
    from matchmaker.domain.proof import Proof

BreachKind = Literal["no lead", "unled", "small team", "idle leads"]


class Value(NamedTuple):
    """
    How good an arrangement is, first things first; less is better throughout.

    Attributes:
        unled: Matched people without a lead.
        small_teams: Leads in use with fewer people than `warn_below`.
        spread: For each lead the square of how many people they have beyond the
            target, summed: one team of two too many is worse than two of one.
        parted: Settings whose people have not all one lead, where that is sought.
        outside_authority: People led from outside their own local authority.
        region_only: Those of them whose authority the lead did not name either.
        moved: People whose lead before covers them and who have another now.
        travel: Minutes one way from lead to member, summed; an unknown journey
            counts as the programme's travel limit for leads.
    """

    unled: int
    small_teams: int
    spread: int
    parted: int
    outside_authority: int
    region_only: int
    moved: int
    travel: int

    def __add__(self, other: Value) -> Value:  # type: ignore[override]
        """Add up part by part: what two areas come to together."""
        return Value(*(a + b for a, b in zip(self, other, strict=True)))


NOTHING = Value(*(0,) * len(Value._fields))
"""What an area without people comes to."""


@dataclass(frozen=True, slots=True)
class LeadRoom:
    """
    A lead who could take people that they do not cover today.

    Attributes:
        lead: The lead's id.
        room: How many more the lead may have.
        minutes: Mean travel one way to the people in question, rounded half up;
            an unknown journey counts as the programme's travel limit.
    """

    lead: str
    room: int
    minutes: int


@dataclass(frozen=True, slots=True)
class MorePlaces:
    """
    What would give people a lead.

    Attributes:
        places: Places missing with leads who cover these people.
        posts: So many new leads who cover them all would hold those places.
        authorities: Unled people by local authority (`None`: unknown), by name.
        full: Leads who cover some of them and have no place left.
        nearest: Leads with room, who cover none of them, nearest first.
    """

    places: int
    posts: int
    authorities: tuple[tuple[str | None, int], ...]
    full: tuple[str, ...]
    nearest: tuple[LeadRoom, ...]


@dataclass(frozen=True, slots=True)
class Handover:
    """
    What would fill a small team, or make its post unnecessary.

    Attributes:
        short: People missing to `warn_below`.
        takers: For each member, the other leads in use who cover them and have
            room, in the round's order.
        nearest: Other leads in use with room for the whole team who do not cover
            all of it, nearest first: covering it, they would replace the post.
    """

    short: int
    takers: tuple[tuple[str, tuple[str, ...]], ...]
    nearest: tuple[LeadRoom, ...]


@dataclass(frozen=True, slots=True)
class TimeBack:
    """
    What leads who lead nobody could give instead.

    Attributes:
        minutes: What each of them keeps back for leading.
        roles: The roles in which they could be matched, in the programme's order.
    """

    minutes: int
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeamBreach:
    """
    Something about the teams that people should know.

    Attributes:
        kind: `no lead`: the round has none. `unled`: people of one region for
            whom no place is left. `small team`: a lead in use below `warn_below`.
            `idle leads`: they lead nobody, and keep time back for leading.
        people: Ids of the people concerned, in the round's order.
        lead: The lead of a small team.
        region: Where the unled are, or the lead is; `None` if unknown.
        mend: What would mend it.
    """

    kind: BreachKind
    people: tuple[str, ...]
    mend: MorePlaces | Handover | TimeBack
    lead: str | None = None
    region: str | None = None

    @property
    def number(self) -> int:
        """How many people are concerned."""
        return len(self.people)


@dataclass(frozen=True, slots=True)
class TeamPlan:
    """
    Who leads whom.

    Attributes:
        teams: Leads in use, in the round's order.
        unled: Matched people without a lead, in the round's order.
        breaches: No lead first, then the unled by region, then small teams, then
            leads who lead nobody.
        proof: For each part of `Value` in order, what was reached and shown.
    """

    teams: tuple[Team, ...] = ()
    unled: tuple[str, ...] = ()
    breaches: tuple[TeamBreach, ...] = ()
    proof: tuple[Proof, ...] = ()
