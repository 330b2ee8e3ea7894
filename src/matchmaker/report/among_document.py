"""The shape of buddies and groups in `plan.json`."""

from __future__ import annotations

from pydantic import Field

from matchmaker.domain.buddies import AloneReason
from matchmaker.domain.groups import UngroupedReason
from matchmaker.report.plan_parts import Part, Points, ProofPart


class BuddyLinkPart(Part):
    """Two people who are buddies; see `domain.buddies.BuddyLink`."""

    one: str
    other: str
    points: Points = Field(description="of both ways together")
    criteria: dict[str, Points] = Field(description="what `other` is to `one`")
    criteria_back: dict[str, Points] = Field(description="what `one` is to `other`")
    confidence: int = Field(description="percent of the weights on known values")
    minutes: int | None = Field(description="travel one way")
    load: int = Field(description="what it takes of the time of either")
    times: list[str] = Field(description="half-days in which both can meet")
    pinned: bool


class TrioPart(Part):
    """A middle person with two buddies, who are the ends."""

    ends: list[str]
    middle: str


class AlonePart(Part):
    """Somebody without a buddy, and why."""

    person: str
    reason: AloneReason


class BuddiesPart(Part):
    """People paired among themselves."""

    links: list[BuddyLinkPart]
    trio: TrioPart | None
    alone: list[AlonePart]
    rely_on: list[str] = Field(
        description="where people are outnumbered: the few on whom too many rely"
    )


class GroupPart(Part):
    """People who ask together; see `domain.groups.Group`."""

    id: str
    members: list[str] = Field(description="ids of requests")
    points: Points = Field(description="of all pairs among them, both ways")
    district: str | None
    outside: int = Field(description="members from elsewhere")
    times: list[str]


class UngroupedPart(Part):
    """A request in no group, and why."""

    request: str
    reason: UngroupedReason


class GroupsPart(Part):
    """Those who ask together, and how good the groups are."""

    groups: list[GroupPart]
    ungrouped: list[UngroupedPart]
    proof: list[ProofPart]
