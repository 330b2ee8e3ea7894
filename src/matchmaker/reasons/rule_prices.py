"""What each rule and each objective cost: the best plan without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from matchmaker.domain.proof import Proof
from matchmaker.optimise.outcome import Deadline, SolveParams
from matchmaker.pipeline import Solved
from matchmaker.pipeline.groups_without import groups_without, rules_of_groups
from matchmaker.pipeline.leaving_out import (
    dispensable_objectives,
    listed_rules,
    without_one_objective,
    without_one_rule,
)
from matchmaker.pipeline.without import Without

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
        of_groups: Where those who ask are grouped first: the same of what must hold
            for groups, counted in what is sought of these; `None` elsewhere.
    """

    values: Values
    prices: tuple[RulePrice, ...]
    complete: bool = True
    of_groups: RulePrices | None = None


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
    params, deadline = params or SolveParams(seed=solved.seed), Deadline(limit)
    asked: list[tuple[Kind, str]] = [
        *(("rule", name) for name in listed_rules(solved.round)),
        *(("objective", name) for name in dispensable_objectives(solved)),
    ]
    prices = []
    for kind, name in asked:
        if deadline.passed:
            break
        without = without_one_rule if kind == "rule" else without_one_objective
        prices.append(_price(solved.proof, kind, without(solved, name, params)))
    found = _prices(solved.proof, prices, complete=len(prices) == len(asked))
    if not solved.group_proof:
        return found
    return replace(found, of_groups=_of_groups(solved, params, deadline))


def _of_groups(solved: Solved, params: SolveParams, deadline: Deadline) -> RulePrices:
    """What each thing that must hold for groups costs the division."""
    asked = rules_of_groups(solved.whole)
    prices = [
        _price(solved.group_proof, "rule", groups_without(solved, name, params))
        for name in asked
        if not deadline.passed
    ]
    return _prices(solved.group_proof, prices, complete=len(prices) == len(asked))


def _prices(
    proof: tuple[Proof, ...], prices: list[RulePrice], *, complete: bool
) -> RulePrices:
    values = {line.objective: line.value for line in proof}
    return RulePrices(values, tuple(prices), complete=complete)


def _price(proof: tuple[Proof, ...], kind: Kind, without: Without) -> RulePrice:
    return RulePrice(
        kind=kind,
        name=without.name,
        values=without.values,
        gain={
            line.objective: _gain(line, line.value, without.values[line.objective])
            for line in proof
        },
        exact=without.exact and all(line.proved for line in proof),
    )


def _gain(proof: Proof, now: int | None, then: int | None) -> int | None:
    if now is None or then is None:
        return 0 if now == then else None
    return now - then if proof.sense == "minimise" else then - now
