"""What the plan costs, and what there is for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matchmaker.report.speech import pounds
from matchmaker.report.summary.block import ALL, Block
from matchmaker.report.tables.spend import spend_by_region, whole_budget

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved


@dataclass(frozen=True, slots=True)
class Spend:
    """
    What one region, or all together, spend.

    Attributes:
        region: The region's name; `None` for all together.
        pence: What the plan costs there.
        budget: What there is, in pence; `None` without a budget.
    """

    region: str | None
    pence: int
    budget: int | None


def spend_of(solved: Solved) -> tuple[Spend, ...]:
    """By region, all together last; empty where nothing has a price."""
    by_region = spend_by_region(solved.round, solved.plan)
    if not by_region:
        return ()
    budgets = solved.round.budgets
    rows = [
        Spend(region, roles.total(), budgets.get(region))
        for region, roles in by_region.items()
    ]
    total = sum(row.pence for row in rows)
    return (*rows, Spend(None, total, whole_budget(solved.round, by_region)))


def spend_block(spend: tuple[Spend, ...]) -> Block:
    """What is spent, beside the budgets where there are any."""
    *regions, everything = spend
    several = len(regions) > 1 or everything.budget is not None
    shown = spend if several else tuple(regions)
    rows = tuple((row.region or ALL, pounds(row.pence)) for row in shown)
    if all(row.budget is None for row in shown):
        return Block("Spend", ("Region", "Spend"), rows, total=several)
    headings = ("Region", "Spend", "Budget", "Left")
    budgets = (_budget_cells(row) for row in shown)
    both = tuple((*row, *more) for row, more in zip(rows, budgets, strict=True))
    return Block("Spend", headings, both, total=several)


def _budget_cells(row: Spend) -> tuple[str, str]:
    if row.budget is None:
        return "no limit", "-"
    return pounds(row.budget), pounds(row.budget - row.pence)
