"""The answer. A plan does not know whether it is feasible; `verify` does."""

from __future__ import annotations

from typing import Literal

from matchmaker.domain.bonuses import Affiliation
from matchmaker.domain.buddies import Alone, BuddyLink, Trio
from matchmaker.domain.frozen import Frozen
from matchmaker.domain.groups import Group, Ungrouped


class Pairing(Frozen):
    """
    One supporter for one unit of one request.

    Attributes:
        request: The request's id.
        setting: The setting that asked; `None` in rounds without settings.
        supporter: The supporter's id.
        role: The role in which they support.
        points: The sum over all criteria.
        criteria: Points by criterion.
        confidence: Percent of the weights that rest on known values.
        delivery: How support is given; `None` where the programme has no modes.
        minutes: Travel one way; `None` without travel.
        load: What the pairing takes from the supporter's capacity.
        pence: What it costs at the rate of its first day; `None` without rates.
        pinned: Whether a person decided it.
    """

    request: str
    setting: str | None = None
    supporter: str
    role: str
    points: int
    criteria: dict[str, int]
    confidence: int = 100
    delivery: Literal["face-to-face", "virtual"] | None = None
    minutes: int | None = None
    load: int = 1
    pence: int | None = None
    pinned: bool = False


class Team(Frozen):
    """
    An area lead and the people led.

    Attributes:
        lead: The area lead's id.
        members: Ids of the people led, in the round's order.
        minutes: Travel from the lead to each member; `None` where unknown.
    """

    lead: str
    members: tuple[str, ...]
    minutes: tuple[int | None, ...]


class SharedLead(Frozen):
    """
    A setting all of whose people have one area lead.

    Attributes:
        setting: The setting's id.
        lead: The area lead's id.
        points: What it is worth; it is no part of the plan's points.
    """

    setting: str
    lead: str
    points: int


class EarnedBonus(Frozen):
    """
    Points that several pairings earn together, for one who asks.

    Attributes:
        bonus: The bonus's name.
        roles: The roles whose pairings earn it, in the programme's order.
        by: What a place is: what the supporters there have in common.
        setting: Who earns it: the setting's id, where people ask the person's.
        value: The place, such as "Lancashire".
        points: What it adds to the plan's points.
    """

    bonus: str
    roles: tuple[str, ...]
    by: Affiliation
    setting: str
    value: str
    points: int


class Unmet(Frozen):
    """
    A request that did not get all it asked for.

    Attributes:
        request: The request's id.
        role: The role asked for.
        units: Units wanted and not given.
    """

    request: str
    role: str
    units: int


class Plan(Frozen):
    """
    Who supports whom, and who leads whom.

    Attributes:
        pairings: In the order of the round's requests, then supporters.
        unmet: Requests not wholly met, in the round's order.
        teams: Area leads in use, in the round's order.
        unled: Matched people for whom no area lead was found.
        shared_leads: Settings whose several people have one area lead, in the
            round's order; none where the programme gives no points for it.
        bonuses: What pairings earn together: in the programme's order, then the
            round's order of settings, then by value.
        buddies: Who are each other's buddies, in the round's order; a trio's two
            links among them.
        trio: The one trio; `None` where nobody is left over.
        alone: People without a buddy, in the round's order.
        groups: Those who ask together, in the order of their first members; then
            pairings and unmet requests are the groups'.
        ungrouped: Requests in no group, in the round's order.
    """

    pairings: tuple[Pairing, ...]
    unmet: tuple[Unmet, ...] = ()
    teams: tuple[Team, ...] = ()
    unled: tuple[str, ...] = ()
    shared_leads: tuple[SharedLead, ...] = ()
    bonuses: tuple[EarnedBonus, ...] = ()
    buddies: tuple[BuddyLink, ...] = ()
    trio: Trio | None = None
    alone: tuple[Alone, ...] = ()
    groups: tuple[Group, ...] = ()
    ungrouped: tuple[Ungrouped, ...] = ()
