"""One pair: the rules it breaks, its points, and how well they are founded."""

from __future__ import annotations

from matchmaker.domain.criteria import NEUTRAL, Criterion, Given, points
from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.criteria import SUB_SCORES
from matchmaker.verify.criteria.given import given_points
from matchmaker.verify.criteria.share import share
from matchmaker.verify.facts import Facts
from matchmaker.verify.rules import PAIR_CHECKS

PERCENT = 100


def rules_broken(
    facts: Facts, request: Request, supporter: Supporter
) -> tuple[tuple[str, str], ...]:
    """Every pair rule that a pair breaks, as (rule, sentence), in order."""
    found = []
    for rule in facts.pair_rules[request.role]:
        sentence = PAIR_CHECKS[rule.name](rule, facts, request, supporter)
        if sentence is not None:
            found.append((rule.key, sentence))
    return tuple(found)


def points_and_confidence(
    facts: Facts, request: Request, supporter: Supporter
) -> tuple[dict[str, int], int]:
    """
    Points by criterion, and the percent of the weights that rest on known values.

    A missing value counts as neutral. Where nothing weighs, nothing is in doubt.
    """
    scored: dict[str, int] = {}
    known = total = 0
    for criterion, weight in facts.criteria[request.role]:
        value = _points(criterion, weight, facts, request, supporter)
        scored[criterion.key] = _neutral(criterion, weight) if value is None else value
        known += 0 if value is None else weight
        total += weight
    return scored, share(known, total, PERCENT) if total else PERCENT


def _points(
    criterion: Criterion,
    weight: int,
    facts: Facts,
    request: Request,
    supporter: Supporter,
) -> int | None:
    """Points of one criterion; `None` where the value is missing."""
    if isinstance(criterion, Given):
        return given_points(facts, request, supporter)
    found = SUB_SCORES[criterion.name](criterion, facts, request, supporter)
    return None if found is None else points(weight, found)


def _neutral(criterion: Criterion, weight: int) -> int:
    """Points where the value is missing; a pair that was not given has none."""
    return 0 if isinstance(criterion, Given) else points(weight, NEUTRAL)
