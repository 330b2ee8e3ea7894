"""What the solver's side claims of pairs, whether they are in the plan or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matchmaker.domain.round import Round
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts
from matchmaker.verify.pairs import points_and_confidence, rules_broken


@dataclass(frozen=True, slots=True)
class PairClaim:
    """
    What the solver's side says of one pair.

    Attributes:
        request: The request's id.
        supporter: The supporter's id.
        accepted: Whether the pair is a candidate.
        points: Its total points; `None` where nothing is said of them.
    """

    request: str
    supporter: str
    accepted: bool
    points: int | None = None


def check_pairs(
    matching_round: Round, claims: Iterable[PairClaim]
) -> tuple[Violation, ...]:
    """
    Every claim that the round's records contradict.

    Returns:
        Violations of `candidates` (a pair let in or turned away wrongly), `points`
        and `references` (an unknown id); none where all claims hold.
    """
    facts = Facts(matching_round)
    return tuple(violation for claim in claims for violation in _judge(facts, claim))


def _judge(facts: Facts, claim: PairClaim) -> Iterator[Violation]:
    if (
        claim.request not in facts.round.request_index
        or claim.supporter not in facts.round.supporter_index
    ):
        yield _violation("references", claim, "no such request or supporter")
        return
    request = facts.round.request(claim.request)
    supporter = facts.round.supporter(claim.supporter)
    broken = rules_broken(facts, request, supporter)
    if claim.accepted and broken:
        reasons = "; ".join(f"{rule}: {sentence}" for rule, sentence in broken)
        yield _violation("candidates", claim, f"is a candidate, but breaks {reasons}")
    if not claim.accepted and not broken:
        yield _violation("candidates", claim, "is no candidate, but breaks no rule")
    if claim.points is None:
        return
    total = sum(points_and_confidence(facts, request, supporter)[0].values())
    if claim.points != total:
        message = f"is said to have {claim.points} points, has {total}"
        yield _violation("points", claim, message)


def _violation(rule: str, claim: PairClaim, message: str) -> Violation:
    return Violation(
        rule=rule, party=claim.request, message=f"with {claim.supporter}: {message}"
    )
