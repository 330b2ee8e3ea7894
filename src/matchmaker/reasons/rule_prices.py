"""What each rule and each objective cost: the best plan without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from matchmaker.domain.objective import OWN_NAMES
from matchmaker.optimise.outcome import Deadline, SolveParams
from matchmaker.pipeline import Solved
from matchmaker.pipeline.leaving_out import (
    Without,
    dispensable_objectives,
    listed_rules,
    without_one_objective,
    without_one_rule,
)

Kind = Literal["rule", "objective"]
Values = Mapping[str, int | None]
"""By objective, in order; `None` where it has no value."""


@dataclass(frozen=True, slots=True)
class RulePrice:
    """
    What the plan gives up for a rule or an objective.

    Attributes:
        kind: What was left out.
        name: Its name.
        values: The objectives' values in the best plan without it, counted with the
            points and priorities of the round as it is.
        gain: By objective, by how much that plan is better; negative is worse.
            `None` where one of the two has no value.
        exact: Whether both plans are proved best; else they are the best found.
    """

    kind: Kind
    name: str
    values: Values
    gain: Values
    exact: bool


@dataclass(frozen=True, slots=True)
class RulePrices:
    """
    What each rule and each objective cost.

    Attributes:
        values: The objectives' values in the plan as it is.
        prices: First the rules in the programme's order, then the objectives in
            theirs, less the last, to which nothing else gives way.
        complete: Whether there was time for all of them.
    """

    values: Values
    prices: tuple[RulePrice, ...]
    complete: bool = True


def price_of_rules(
    solved: Solved, params: SolveParams | None = None, *, limit: float | None = None
) -> RulePrices:
    """
    Solve again without each listed rule, and without each objective.

    Rules that hold in every programme (capacity and demand, say) are not left out.

    Args:
        solved: The solved round.
        params: How to search; by default with the seed of the plan.
        limit: Seconds for all of it; no end if left out.

    Raises:
        NoPlanError: Time ran out before any plan was found.
    """
    params = params or SolveParams(seed=solved.seed)
    values = {proof.objective: proof.value for proof in solved.proof}
    asked: list[tuple[Kind, str]] = [
        *(("rule", name) for name in listed_rules(solved.round)),
        *(("objective", name) for name in dispensable_objectives(solved.round)),
    ]
    deadline = Deadline(limit)
    prices = []
    for kind, name in asked:
        if deadline.passed:
            break
        without = without_one_rule if kind == "rule" else without_one_objective
        prices.append(_price(solved, kind, values, without(solved, name, params)))
    return RulePrices(values, tuple(prices), complete=len(prices) == len(asked))


def _price(
    solved: Solved,
    kind: Kind,
    now: Values,
    without: Without,
) -> RulePrice:
    return RulePrice(
        kind=kind,
        name=without.name,
        values=without.values,
        gain={
            name: _gain(name, value, without.values[name])
            for name, value in now.items()
        },
        exact=solved.proved and without.exact,
    )


def _gain(objective: str, now: int | None, then: int | None) -> int | None:
    if now is None or then is None:
        return 0 if now == then else None
    less_is_better = OWN_NAMES.get(objective) == "minimise"
    return now - then if less_is_better else then - now
