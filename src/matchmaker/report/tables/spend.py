"""What the plan costs, by region and role, against the budget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from matchmaker.domain.plan import Plan
from matchmaker.domain.round import EVERYWHERE, Round
from matchmaker.report.table import Cell, Column, Table, in_pounds, percent_of

NOT_KNOWN = "Region not known"
ALL = "All regions"
USED = "Used %"


def spend_by_region(matching_round: Round, plan: Plan) -> dict[str, Counter[str]]:
    """
    Pence by region and role: regions that spend or have a budget, in order of name.

    A pairing is paid for by its setting's region; where that is not known it
    stands under `NOT_KNOWN`.
    """
    spent: dict[str, Counter[str]] = {
        region: Counter() for region in matching_round.budgets if region != EVERYWHERE
    }
    for pairing in plan.pairings:
        setting = matching_round.setting_by_id.get(pairing.setting or "")
        region = (setting.region if setting else None) or NOT_KNOWN
        if pairing.pence is not None:
            spent.setdefault(region, Counter())[pairing.role] += pairing.pence
    return {region: spent[region] for region in sorted(spent, key=_last_if_unknown)}


def _last_if_unknown(region: str) -> tuple[bool, str]:
    return region == NOT_KNOWN, region


def spend_table(matching_round: Round, plan: Plan) -> Table:
    """One row for each region, and one for all; no rows where nothing has a price."""
    spent = spend_by_region(matching_round, plan)
    roles = [
        role
        for role in matching_round.programme.matched_roles
        if any(role in by_role for by_role in spent.values())
    ]
    everything = sum(spent.values(), Counter[str]())
    rows = [
        _row(region, spent[region], roles, matching_round.budgets.get(region))
        for region in spent
    ]
    if spent:
        rows.append(_row(ALL, everything, roles, whole_budget(matching_round, spent)))
    table = Table(_columns(matching_round, roles), tuple(rows))
    return table.without_empty("Region", "Spend (£)")


def whole_budget(matching_round: Round, regions: Collection[str]) -> int | None:
    """
    The pence that all regions have together; `None` where that is not bounded.

    Args:
        matching_round: The round.
        regions: Those that spend: one of them without a budget is not bounded.
    """
    budgets = matching_round.budgets
    if EVERYWHERE in budgets:
        return budgets[EVERYWHERE]
    bounded = bool(budgets) and set(regions) <= set(budgets)
    return sum(budgets.values()) if bounded else None


def _columns(matching_round: Round, roles: list[str]) -> tuple[Column, ...]:
    titles = [matching_round.programme.roles[role].title for role in roles]
    return (
        Column("Region", width=28),
        *(Column(f"{title} (£)", "pounds", 16) for title in titles),
        Column("Spend (£)", "pounds", 16),
        Column("Budget (£)", "pounds", 16),
        Column("Left (£)", "pounds", 16),
        Column(USED, "percent", 9),
    )


def _row(
    region: str, spent: Counter[str], roles: list[str], budget: int | None
) -> tuple[Cell, ...]:
    total = spent.total()
    return (
        region,
        *(in_pounds(spent[role]) for role in roles),
        in_pounds(total),
        in_pounds(budget),
        None if budget is None else in_pounds(budget - total),
        None if budget is None else percent_of(total, budget),
    )
