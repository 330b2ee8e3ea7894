"""No region spends more than it has, nor all regions together."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates import Candidates, pence_of_pairs
from matchmaker.candidates.coded import Codes
from matchmaker.domain.round import EVERYWHERE, Round
from matchmaker.domain.rules import Budget
from matchmaker.optimise.rows import Rows, spoken_of


def rows(rule: Budget, matching_round: Round, candidates: Candidates) -> Rows:
    """No region spends more than the round's budget for it, nor all together."""
    budgets = matching_round.budgets
    if not budgets:
        return Rows.none()
    costs = pence_of_pairs(matching_round, candidates)
    costs[~spoken_of(rule, matching_round, candidates)] = 0
    blocks = [_regions(matching_round, candidates, costs)]
    if EVERYWHERE in budgets:
        whole = np.zeros(len(candidates), dtype=np.int64)
        name = _name("all regions together", budgets[EVERYWHERE])
        blocks.append(Rows.of_pairs(whole, costs, [budgets[EVERYWHERE]], [name]))
    return Rows.stack(blocks)


def _regions(
    matching_round: Round,
    candidates: Candidates,
    costs: np.ndarray[tuple[int], np.dtype[np.int64]],
) -> Rows:
    named = [region for region in matching_round.budgets if region != EVERYWHERE]
    codes = Codes()
    codes.column(named)
    settings = [
        matching_round.setting_of(request) for request in matching_round.requests
    ]
    region = codes.column(setting.region if setting else None for setting in settings)
    row = np.where(region < len(named), region, -1)[candidates.request]
    upper = [matching_round.budgets[name] for name in named]
    return Rows.of_pairs(
        row, costs, upper, [_name(n, matching_round.budgets[n]) for n in named]
    )


def _name(where: str, pence: int) -> str:
    return f"the budget of {where} is £{pence / 100:,.2f}"
