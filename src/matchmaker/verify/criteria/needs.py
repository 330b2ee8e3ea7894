"""How well the supporter's specialisms cover the setting's needs."""

from __future__ import annotations

from matchmaker.domain.criteria import THOUSANDTHS, Needs
from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.criteria.share import share
from matchmaker.verify.facts import Facts


def thousandths(
    _criterion: Needs, _facts: Facts, request: Request, supporter: Supporter
) -> int | None:
    """
    How much of what the setting needs is a specialism of the supporter.

    Of n ranked needs, the first counts n, the second n - 1, the last 1; the
    sub-score is the share of these that is covered. Missing where the setting
    named no need or the supporter no specialism.
    """
    if not request.needs or not supporter.specialisms:
        return None
    covered = total = 0
    for rank, need in enumerate(request.needs):
        counts = len(request.needs) - rank
        total += counts
        if need in supporter.specialisms:
            covered += counts
    return share(covered, total, THOUSANDTHS)
