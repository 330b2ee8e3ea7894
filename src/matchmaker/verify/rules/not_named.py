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

    Whoever names a place names everybody who works there. An exception on record
    lets the pair through.
    """
    named = words_of(answer(facts, request, supporter, rule.of, rule.field))
    others = [supporter.id, supporter.employer]
    if rule.of == "supporter":
        others = [request.setting]
    met = [other for other in others if other is not None and among(other, named)]
    if not met:
        return None
    if rule.unless is not None and answer(
        facts, request, supporter, rule.of, rule.unless
    ):
        return None
    return f"the {rule.of}'s {rule.field} names {met[0]}"
