"""Whether an answer names somebody else than the other side."""

from __future__ import annotations

from matchmaker.domain.criteria import THOUSANDTHS, OtherThanNamed
from matchmaker.domain.field import words_of
from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.answers import among, answer
from matchmaker.verify.facts import Facts


def thousandths(
    criterion: OtherThanNamed, facts: Facts, request: Request, supporter: Supporter
) -> int | None:
    """
    Whether an answer names somebody else than the other side.

    Full marks or none. Whoever names a place names everybody who works there. Missing
    without an answer.
    """
    named = words_of(answer(facts, request, supporter, criterion.of, criterion.field))
    if not named:
        return None
    others = [supporter.id, supporter.employer]
    if criterion.of == "supporter":
        others = [request.setting]
    met = any(other is not None and among(other, named) for other in others)
    return 0 if met else THOUSANDTHS
