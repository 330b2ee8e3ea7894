"""Reasons as frozen data: no wording inside, in a stable order."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.candidates import Evidence
from matchmaker.domain.bonuses import Affiliation


@dataclass(frozen=True, slots=True)
class CriterionPoints:
    """
    What one criterion gives a pair.

    Attributes:
        name: The criterion's key.
        points: Points given.
        most: Points that a perfect pair would get.
    """

    name: str
    points: int
    most: int


@dataclass(frozen=True, slots=True)
class CriterionReason(CriterionPoints):
    """
    What one criterion gives a pair, and on what evidence.

    Attributes:
        evidence: What the criterion saw.
        private: Whether it saw what no other party may see.
    """

    evidence: Evidence
    private: bool = False


@dataclass(frozen=True, slots=True)
class Alternative:
    """
    Another supporter whom a request could have had.

    Attributes:
        supporter: The supporter's id.
        points: The points of the pair.
        margin: The pairing's points less these; negative where this would have
            been better for the request alone.
    """

    supporter: str
    points: int
    margin: int


@dataclass(frozen=True, slots=True)
class Comer:
    """Somebody who comes to a setting in a role."""

    role: str
    supporter: str


@dataclass(frozen=True, slots=True)
class BonusReason:
    """
    Why pairings earn points together, for one who asks.

    Attributes:
        name: The bonus.
        setting: Who earns it: the setting's id, where people ask the person's.
        by: What a place is: what the comers have in common.
        value: The place.
        points: What they earn together, besides the points of each pairing.
        comers: Whose coming earns it, by role, then in the plan's order.
        peers: Others who ask and have somebody at the place at the same time, in the
            plan's order; nobody where the bonus does not look at others.
    """

    name: str
    setting: str
    by: Affiliation
    value: str
    points: int
    comers: tuple[Comer, ...]
    peers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """
    A request and a supporter.

    Attributes:
        request: The request's id.
        supporter: The supporter's id.
        role: The role asked for.
        points: The sum over all criteria.
    """

    request: str
    supporter: str
    role: str
    points: int


@dataclass(frozen=True, slots=True)
class PairingReason(Pair):
    """
    Why a request has this supporter.

    Attributes:
        criteria: Points by criterion, in the programme's order.
        confidence: Percent of the weights that rest on known values.
        rank: The supporter's place among all whom the request could have had,
            best first; equals share a place.
        candidates: How many the request could have had.
        runner_up: The best of those the request did not get; `None` if none.
        pinned: Whether a person decided it.
        bonuses: What it helps to earn, in the plan's order; not part of `points`.
        rank_for_supporter: The request's place among all that the supporter could
            have served in this role, best first; equals share a place.
        requests: How many that are.
        warned: Rules that need not hold, and do not.
    """

    criteria: tuple[CriterionReason, ...]
    confidence: int
    rank: int
    candidates: int
    runner_up: Alternative | None
    pinned: bool
    bonuses: tuple[BonusReason, ...]
    rank_for_supporter: int = 1
    requests: int = 1
    warned: tuple[BrokenRule, ...] = ()


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule, by its key, that a pair breaks, and what it saw."""

    rule: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class NearMiss:
    """
    The supporter who came nearest to being possible.

    Attributes:
        supporter: The supporter's id.
        broken: Every rule that the pair breaks, all rules asked anew.
    """

    supporter: str
    broken: tuple[BrokenRule, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """
    Somebody the request could have had, who is busy with others instead.

    Attributes:
        supporter: The supporter's id.
        points: What the pair would have been worth.
        serves: The requests that they serve in the plan.
        broken: Rules about several pairings, besides room and budget, that the
            pair would break if the rest of the plan stayed as it is.
    """

    supporter: str
    points: int
    serves: tuple[str, ...]
    broken: tuple[BrokenRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Lack:
    """
    What a request did not get, in counts.

    Attributes:
        request: The request's id.
        role: The role asked for.
        units: Units missing.
        supporters: Supporters in the round.
        funnel: How many of them fell at each rule, in the programme's order:
            each is counted at the first rule that fails.
        candidates: How many were left over: possible, but in the plan elsewhere.
    """

    request: str
    role: str
    units: int
    supporters: int
    funnel: tuple[tuple[str, int], ...]
    candidates: int


@dataclass(frozen=True, slots=True)
class UnmetReason(Lack):
    """
    Why a request did not get all it asked for.

    Attributes:
        taken: The best of the candidates, at most five.
        nearest: Where nobody was left over: who came nearest.
        tied: Where nobody came: the requests that got nobody either and without
            which this one may get nobody.
    """

    taken: tuple[Taken, ...]
    nearest: NearMiss | None
    tied: tuple[BrokenRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """
    What a supporter gives in the plan.

    Attributes:
        supporter: The supporter's id.
        capacity: What they offer, in the programme's unit.
        load: What the plan takes of it, at one time where capacity holds at once.
    """

    supporter: str
    capacity: int
    load: int
