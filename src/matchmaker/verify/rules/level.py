"""The supporter's level stands above the request's."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import LevelAbove
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.answers import level_gap
from matchmaker.verify.facts import Facts


def broken(
    rule: LevelAbove, facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """
    The supporter's level is above the request's by no less and no more than so much.

    Where either side gave no answer, the rule says whether the pair passes.
    """
    above = level_gap(facts, request, supporter, rule.field)
    if above is None:
        if rule.silent == "passes":
            return None
        return f"{rule.field} is not known of both, at least {rule.least} above needed"
    if above < rule.least:
        return f"{rule.field} is {above} above, at least {rule.least} needed"
    if rule.most is not None and above > rule.most:
        return f"{rule.field} is {above} above, at most {rule.most} allowed"
    return None
