"""
What one party may see of an answer: its own side, and of all others only counts.

A party is a setting or a supporter; coordinators see every answer whole. What a party
gets has types of its own, in which there is no room for anybody else: no runner-up, no
alternatives, no swaps, no prices, and no words that people wrote about a decision.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from matchmaker.candidates import Evidence
from matchmaker.reasons.answers import ShortageReason, WhyNot
from matchmaker.reasons.explaining import Reasons
from matchmaker.reasons.records import (
    Carried,
    CriterionPoints,
    CriterionReason,
    Lack,
    Pair,
    PairingReason,
    UnmetReason,
)

Party = Literal["setting", "supporter"]
"""Who reads: one of the two sides of a pairing."""

SHARED = frozenset({"needs", "age_bands", "availability", "given", "overlap"})
"""
Criteria whose evidence tells a setting nothing about a supporter but what they share.
All others show a record of the supporter's own, such as their limit for journeys.
"""


@dataclass(frozen=True, slots=True)
class SeenCriterion(CriterionPoints):
    """
    What one criterion gives a pairing, as a party may see it.

    Attributes:
        evidence: What the criterion saw; `None` where that is the other's own record.
    """

    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class SeenPairing(Pair):
    """
    A pairing, as its two parties may see it.

    What a criterion gives for a private field would tell the one what the other
    answered, and so would a sum that it is part of: both are left out.

    Attributes:
        points: The sum over the criteria shown.
        criteria: Points by criterion, in the programme's order.
        confidence: Percent of the weights that rest on known values.
        pinned: Whether a person decided it.
    """

    criteria: tuple[SeenCriterion, ...]
    confidence: int
    pinned: bool


@dataclass(frozen=True, slots=True)
class SeenShortage:
    """
    How many requests share too few places.

    Attributes:
        requests: How many, with the one asked about.
        units: Units that they want together.
        supporters: How many people could serve any of them.
        places: Places that these have together.
    """

    requests: int
    units: int
    supporters: int
    places: int


@dataclass(frozen=True, slots=True)
class SeenUnmet(Lack):
    """
    Why a request did not get all it asked for, in counts.

    Attributes:
        tied: How many requests got nobody either, without which this one may get
            nobody.
        shortage: The places it shares, if too few are the reason.
    """

    tied: int
    shortage: SeenShortage | None


@dataclass(frozen=True, slots=True)
class SeenRequest:
    """
    What a setting may see of its request.

    Attributes:
        request: The request's id.
        pairings: Who comes, in the plan's order.
        unmet: Why not more; `None` if it is wholly met.
    """

    request: str
    pairings: tuple[SeenPairing, ...]
    unmet: SeenUnmet | None


@dataclass(frozen=True, slots=True)
class SeenSupporter(Carried):
    """
    What a supporter may see of themselves.

    Attributes:
        pairings: Whom they serve, in the plan's order.
    """

    pairings: tuple[SeenPairing, ...]


@dataclass(frozen=True, slots=True)
class SeenWhyNot:
    """
    Why a pair is not made, as one of the two may see it.

    Which rule is broken, or by how much others would lose, would speak of others.

    Attributes:
        kind: As in `WhyNot`.
        party: Who reads.
        reader: The id of the reader's request, or the supporter's own.
        role: The role asked for.
    """

    kind: Literal["breaks", "costs", "tie"]
    party: Party
    reader: str
    role: str


def seen_by_setting(
    request: str, reasons: Reasons, shortage: ShortageReason | None
) -> SeenRequest:
    """
    What a setting may see of the reasons of its request.

    Args:
        request: The request's id.
        reasons: Why it has whom it has, and why not more.
        shortage: Who shares its places, if too few are the reason.
    """
    unmet = [_unmet(reason, shortage) for reason in reasons.unmet]
    return SeenRequest(
        request=request,
        pairings=tuple(_pairing(p, "setting") for p in reasons.pairings),
        unmet=unmet[0] if unmet else None,
    )


def seen_by_supporter(
    supporter: str, pairings: Iterable[PairingReason], *, capacity: int, load: int
) -> SeenSupporter:
    """
    What a supporter may see of themselves.

    Args:
        supporter: The supporter's id.
        pairings: Why they have whom they serve.
        capacity: What they offer, in the programme's unit.
        load: What the plan takes of it.
    """
    return SeenSupporter(
        supporter=supporter,
        capacity=capacity,
        load=load,
        pairings=tuple(_pairing(pairing, "supporter") for pairing in pairings),
    )


def why_not_seen_by(party: Party, answer: WhyNot) -> SeenWhyNot:
    """What one of the two may see of why they are not paired."""
    own = answer.request if party == "setting" else answer.supporter
    return SeenWhyNot(kind=answer.kind, party=party, reader=own, role=answer.role)


def _pairing(reason: PairingReason, party: Party) -> SeenPairing:
    private = sum(seen.points for seen in reason.criteria if seen.private)
    return SeenPairing(
        request=reason.request,
        supporter=reason.supporter,
        role=reason.role,
        points=reason.points - private,
        criteria=tuple(
            _criterion(seen, party) for seen in reason.criteria if not seen.private
        ),
        confidence=reason.confidence,
        pinned=reason.pinned,
    )


def _criterion(reason: CriterionReason, party: Party) -> SeenCriterion:
    # A supporter's own record, and what a setting asks of whoever comes, are theirs.
    shown = party == "supporter" or reason.name.partition(":")[0] in SHARED
    evidence = reason.evidence if shown else None
    return SeenCriterion(reason.name, reason.points, reason.most, evidence)


def _unmet(reason: UnmetReason, shortage: ShortageReason | None) -> SeenUnmet:
    return SeenUnmet(
        request=reason.request,
        role=reason.role,
        units=reason.units,
        supporters=reason.supporters,
        funnel=reason.funnel,
        candidates=reason.candidates,
        tied=len(reason.tied),
        shortage=None if shortage is None else _shortage(shortage),
    )


def _shortage(shortage: ShortageReason) -> SeenShortage:
    return SeenShortage(
        requests=len(shortage.wishes),
        units=sum(wish.units for wish in shortage.wishes),
        supporters=len(shortage.places),
        places=sum(place.places for place in shortage.places),
    )
