"""The questions of `matchmaker explain` that are answered by changing the round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matchmaker.optimise.outcome import SolveParams
    from matchmaker.pipeline import Solved
    from matchmaker.report.levels import Level

Said = tuple[dict[str, Any], Iterator[str]]
"""An answer as data, and as lines that are made when they are printed."""

SECONDS = 10.0
"""So long each changed round is solved for; what takes longer is marked as not exact."""


def within(solved: Solved, limit: float | None) -> SolveParams:
    """
    How to search for one plan of an answer.

    Args:
        solved: The solved round.
        limit: Seconds for the whole answer, if there is a limit.
    """
    from matchmaker.optimise.outcome import SolveParams

    return SolveParams(seed=solved.seed, time_limit=min(SECONDS, limit or SECONDS))


def what_it_takes(
    solved: Solved, request: str, level: Level, limit: float | None
) -> Said:
    """What it would take to get a request met."""
    from matchmaker.reasons import remedies
    from matchmaker.report.remedies import remedies_lines

    found = remedies(solved, request, params=within(solved, limit), limit=limit)
    return asdict(found), remedies_lines(found, solved.round, level)


def what_rules_cost(solved: Solved, level: Level, limit: float | None) -> Said:
    """What each rule and each objective cost."""
    from matchmaker.reasons.rule_prices import price_of_rules
    from matchmaker.report.rule_prices import rule_prices_lines

    found = price_of_rules(solved, within(solved, limit), limit=limit)
    return asdict(found), rule_prices_lines(found, solved.round, level)
