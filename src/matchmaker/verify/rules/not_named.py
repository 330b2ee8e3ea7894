"""Nobody is paired with somebody whom a field names."""

from __future__ import annotations

from matchmaker.domain.field import words_of
from matchmaker.domain.request import Request
from matchmaker.domain.rules import NotNamed
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.answers import among, answer
from matchmaker.verify.facts import Facts


def broken(
    rule: NotNamed, facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """
    Nobody is paired with somebody whom one side's answer to a field names.

    An exception on record lets the pair through.
    """
    other = request.setting if rule.of == "supporter" else supporter.id
    named = words_of(answer(facts, request, supporter, rule.of, rule.field))
    if other is None or not among(other, named):
        return None
    if rule.unless is not None and answer(
        facts, request, supporter, rule.of, rule.unless
    ):
        return None
    return f"the {rule.of}'s {rule.field} names {other}"
