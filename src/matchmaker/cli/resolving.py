"""The questions of `matchmaker explain` that are answered by changing the round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matchmaker.optimise.outcome import SolveParams
    from matchmaker.pipeline import Solved
    from matchmaker.report.answers import Level

Said = tuple[dict[str, Any], Iterator[str]]
"""An answer as data, and as lines that are made when they are printed."""

SECONDS = 10.0
"""So long each changed round is solved for; what takes longer is marked as not exact."""


def what_it_takes(solved: Solved, request: str, level: Level) -> Said:
    """What it would take to get a request met."""
    from matchmaker.reasons.remedies import remedies
    from matchmaker.report.remedies import remedies_lines

    found = remedies(solved, request, params=_within_patience(solved))
    data = {"request": request, "remedies": [asdict(remedy) for remedy in found]}
    return data, remedies_lines(found, request, solved.round, level)


def what_rules_cost(solved: Solved, level: Level) -> Said:
    """What each rule and each objective cost."""
    from matchmaker.reasons.rule_prices import price_of_rules
    from matchmaker.report.rule_prices import rule_prices_lines

    found = price_of_rules(solved, _within_patience(solved))
    return asdict(found), rule_prices_lines(found, solved.round.decimals, level)


def _within_patience(solved: Solved) -> SolveParams:
    from matchmaker.optimise.outcome import SolveParams

    return SolveParams(seed=solved.seed, time_limit=SECONDS)
