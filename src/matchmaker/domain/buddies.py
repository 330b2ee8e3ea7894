"""People who are paired with each other: what a programme says, and what a plan has."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from matchmaker.domain.frozen import Frozen

AloneReason = Literal["no allowed pair", "outnumbered", "passed over", "not shown"]
"""`no allowed pair`: the rules leave nobody. `outnumbered`: they do, but no plan
gives more people a buddy. `passed over`: nor does any with as few people who would
rather have each other. `not shown`: time ran out before that was sure."""

BUDDY_OBJECTIVES = ("coverage", "worst-off", "points")
"""What is sought for buddies, in this order: people with a buddy, the fewest points
of a link, the points of all links."""

BLOCKING_PAIRS = "blocking-pairs"
"""What is sought first where buddies must be stable: as few as possible who would
rather have each other."""


class Buddies(Frozen):
    """
    How people are paired among themselves.

    Attributes:
        role: The role in which people are each other's buddies; its load is what
            being a buddy takes of everybody's time.
        odd_one_out: Whether somebody left over makes a pair a trio: a middle person
            with two buddies, who need not be buddies of each other.
        sessions: How many times buddies meet in the round.
        times: The field of half-days in which they can meet, told in the plan.
    """

    role: str
    odd_one_out: Literal["trio", "alone"] = "trio"
    sessions: int = Field(default=1, ge=1)
    times: str | None = None


class BuddyLink(Frozen):
    """
    Two people who are each other's buddies.

    Attributes:
        one: The person who stands first in the round.
        other: The other.
        points: The points of both ways together.
        criteria: What `other` is to `one`: points by criterion.
        criteria_back: What `one` is to `other`.
        confidence: Percent of the weights, both ways, that rest on known values.
        minutes: Travel one way; `None` without travel.
        load: What it takes of the time of either.
        times: Half-days in which both can meet.
        pinned: Whether a person decided it.
    """

    one: str
    other: str
    points: int
    criteria: dict[str, int]
    criteria_back: dict[str, int]
    confidence: int = 100
    minutes: int | None = None
    load: int = 1
    times: tuple[str, ...] = ()
    pinned: bool = False

    @property
    def people(self) -> tuple[str, str]:
        """Both, in the round's order."""
        return self.one, self.other


class Trio(Frozen):
    """
    The three who are buddies because somebody was left over.

    Attributes:
        ends: The two who are linked to the middle, in the round's order.
        middle: The person with two buddies.
    """

    ends: tuple[str, str]
    middle: str


class Alone(Frozen):
    """
    Somebody without a buddy.

    Attributes:
        person: Who.
        reason: Why.
    """

    person: str
    reason: AloneReason
