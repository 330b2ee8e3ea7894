"""One side's date is not long past."""

from __future__ import annotations

from datetime import date, timedelta

from matchmaker.domain.request import Request
from matchmaker.domain.rules import Recent
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.answers import answer
from matchmaker.verify.facts import Facts


def broken(
    rule: Recent, facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """
    One side's date is not long past.

    A request without a setting has no setting that could have given a date. Where
    there is none, the rule says whether the pair passes.
    """
    said = answer(facts, request, supporter, rule.of, rule.field)
    what = f"the {rule.of}'s {rule.field}"
    if not isinstance(said, date):
        return None if rule.silent == "passes" else f"{what} has no date"
    earliest = facts.round.today - timedelta(days=rule.days)
    if said >= earliest:
        return None
    return f"{what} is {said}, needed is {earliest} or later"
