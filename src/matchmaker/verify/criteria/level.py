"""How far the supporter's level stands above the request's."""

from __future__ import annotations

from matchmaker.domain.criteria import LevelGap
from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.answers import level_gap
from matchmaker.verify.facts import Facts


def thousandths(
    criterion: LevelGap, facts: Facts, request: Request, supporter: Supporter
) -> int | None:
    """
    How far the supporter's level stands above the request's.

    A gap that is not listed earns none. Missing where either side gave no answer.
    """
    above = level_gap(facts, request, supporter, criterion.field)
    return None if above is None else criterion.marks.get(above, 0)
