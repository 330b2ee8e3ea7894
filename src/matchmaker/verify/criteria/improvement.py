"""Whether the supporter has helped a setting out of a poor judgement."""

from __future__ import annotations

from matchmaker.domain.criteria import THOUSANDTHS, Improvement
from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def thousandths(
    _criterion: Improvement, _facts: Facts, _request: Request, supporter: Supporter
) -> int | None:
    """
    Whether the supporter has moved a setting out of a poor judgement.

    Missing where it is not known.
    """
    if supporter.improved_setting is None:
        return None
    return THOUSANDTHS if supporter.improved_setting else 0
