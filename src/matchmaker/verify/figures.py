"""Whether each pairing says of itself what the round says of it."""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.domain.plan import Pairing
from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts
from matchmaker.verify.pairs import points_and_confidence

COMPARED = {
    "setting": "references",
    "role": "references",
    "criteria": "points",
    "points": "points",
    "confidence": "figures",
    "delivery": "figures",
    "minutes": "figures",
    "load": "figures",
    "pence": "figures",
    "pinned": "figures",
}
"""What is compared, and under which rule a difference is reported."""


def derive(facts: Facts, request: Request, supporter: Supporter) -> Pairing:
    """
    What a pairing must say, from the round alone.

    Programmes that count units instead of minutes have no ways of working, and
    given scores come without journeys.
    """
    scored, confidence = points_and_confidence(facts, request, supporter)
    delivery = facts.round.delivery_of(request, supporter)
    travels = delivery == "face-to-face" and facts.programme.scores != "given"
    return Pairing(
        request=request.id,
        setting=request.setting,
        supporter=supporter.id,
        role=request.role,
        points=sum(scored.values()),
        criteria=scored,
        confidence=confidence,
        delivery=delivery if facts.programme.unit == "minutes" else None,
        minutes=facts.journey(request, supporter) if travels else None,
        load=facts.load_of(request, supporter),
        pence=facts.round.pence_of(request, supporter),
        pinned=(request.id, supporter.id) in facts.pinned,
    )


def differences(claimed: Pairing, derived: Pairing) -> Iterator[Violation]:
    """Every figure in which a pairing differs from what the round says."""
    if claimed == derived:
        return
    for field, rule in COMPARED.items():
        says, should = getattr(claimed, field), getattr(derived, field)
        if says != should:
            yield Violation(
                rule=rule,
                party=claimed.request,
                message=f"with {claimed.supporter}: {field} is {says}, should be {should}",
            )
