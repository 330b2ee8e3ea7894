"""One side has answered a field as the programme asks."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import Answered
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.answers import among, answer
from matchmaker.verify.facts import Facts


def broken(
    rule: Answered, facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """
    One side has answered a field as the programme asks.

    A request without a setting has no setting that could have answered. Where there
    is no answer, the rule says whether the pair passes.
    """
    said = answer(facts, request, supporter, rule.of, rule.field)
    what = f"the {rule.of}'s {rule.field}"
    if said is None or said == ():
        return None if rule.silent == "passes" else f"{what} has no answer"
    if said is False:
        return f"{what} is no"
    if isinstance(said, tuple):
        return _words_broken(rule, what, said)
    if type(said) is int:
        return _number_broken(rule, what, said)
    return None


def _words_broken(rule: Answered, what: str, said: tuple[str, ...]) -> str | None:
    if not rule.one_of or any(among(word, rule.one_of) for word in said):
        return None
    return f"{what} is {', '.join(said)}, needed is {' or '.join(rule.one_of)}"


def _number_broken(rule: Answered, what: str, said: int) -> str | None:
    if rule.least is not None and said < rule.least:
        return f"{what} is {said}, at least {rule.least} needed"
    if rule.most is not None and said > rule.most:
        return f"{what} is {said}, at most {rule.most} allowed"
    return None
