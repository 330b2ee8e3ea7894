"""What one side answered to a field."""

from __future__ import annotations

from matchmaker.domain.criteria import THOUSANDTHS, Answer
from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.answers import among, answer
from matchmaker.verify.criteria.share import share
from matchmaker.verify.facts import Facts


def thousandths(
    criterion: Answer, facts: Facts, request: Request, supporter: Supporter
) -> int | None:
    """
    What one side answered to a field.

    Yes earns full marks and no none; the best of several words counts; a number
    earns its share of the way from `zero` to `full`. Missing without an answer.
    """
    said = answer(facts, request, supporter, criterion.of, criterion.field)
    if said is True:
        return THOUSANDTHS
    if said is False:
        return 0
    if isinstance(said, int):
        return _on_the_way(said, criterion.zero, criterion.full)
    if isinstance(said, tuple) and said:
        earned = [mark for word, mark in criterion.marks.items() if among(word, said)]
        return max(earned, default=0)
    return None


def _on_the_way(said: int, zero: int, full: int) -> int:
    if zero < full:
        if said <= zero:
            return 0
        return (
            THOUSANDTHS
            if said >= full
            else share(said - zero, full - zero, THOUSANDTHS)
        )
    if said >= zero:
        return 0
    return THOUSANDTHS if said <= full else share(zero - said, zero - full, THOUSANDTHS)
