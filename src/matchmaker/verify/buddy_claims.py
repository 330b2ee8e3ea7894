"""What the solver's side says of two people who might be buddies, judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matchmaker.domain.among import with_askers
from matchmaker.domain.round import Round
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts
from matchmaker.verify.links import link_faults, link_points


@dataclass(frozen=True, slots=True)
class LinkClaim:
    """
    What the solver's side says of two people.

    Attributes:
        one: An id.
        other: Another.
        accepted: Whether they may be buddies.
        points: What that is worth, both ways; `None` where nothing is said.
    """

    one: str
    other: str
    accepted: bool
    points: int | None = None


def check_links(
    matching_round: Round, claims: Iterable[LinkClaim]
) -> tuple[Violation, ...]:
    """
    Every claim about two people that the round's records contradict.

    Returns:
        Violations of `candidates` (a pair let in or turned away wrongly) and of
        `points`; none where all claims hold.
    """
    facts = Facts(with_askers(matching_round))
    return tuple(violation for claim in claims for violation in _judge(facts, claim))


def _judge(facts: Facts, claim: LinkClaim) -> Iterator[Violation]:
    broken = list(link_faults(facts, claim.one, claim.other))
    if claim.accepted and broken:
        reasons = "; ".join(f"{rule}: {sentence}" for rule, sentence in broken)
        message = f"with {claim.other}: may be buddies, but break {reasons}"
        yield Violation(rule="candidates", party=claim.one, message=message)
    if not claim.accepted and not broken and claim.one != claim.other:
        message = f"with {claim.other}: may not be buddies, but break no rule"
        yield Violation(rule="candidates", party=claim.one, message=message)
    if claim.points is not None:
        due = link_points(facts, claim.one, claim.other)
        if due != claim.points:
            message = f"with {claim.other}: said to be worth {claim.points}, are {due}"
            yield Violation(rule="points", party=claim.one, message=message)
