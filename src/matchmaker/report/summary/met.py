"""How much of what was asked for is met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.report.speech import plural
from matchmaker.report.summary.block import ALL, Block

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved
    from matchmaker.report.summary.summary import Summary

NO_REGION = "Region not known"


@dataclass(frozen=True, slots=True)
class Met:
    """
    How much of what was asked for is met.

    Attributes:
        met: Units given.
        asked: Units asked for.
    """

    met: int
    asked: int

    @property
    def percent(self) -> int:
        """The share met, rounded down; all of nothing is 100."""
        return 100 * self.met // self.asked if self.asked else 100

    def __add__(self, other: Met) -> Met:
        """Both together."""
        return Met(self.met + other.met, self.asked + other.asked)


def met_of(solved: Solved) -> dict[str | None, dict[str, Met]]:
    """What is met, by region (`None`: a round without regions), then by role."""
    missing = _missing(solved)
    cells: dict[str | None, dict[str, Met]] = {}
    regional = _is_regional(solved.round)
    for request in solved.whole.requests:
        setting = solved.whole.setting_of(request)
        by_role = cells.setdefault(_region(setting, regional=regional), {})
        met = request.demand - missing.get(request.id, 0)
        so_far = by_role.get(request.role, Met(0, 0))
        by_role[request.role] = so_far + Met(met, request.demand)
    regions = sorted(cells, key=lambda region: (region == NO_REGION, region or ""))
    return {region: cells[region] for region in regions}


def _missing(solved: Solved) -> dict[str, int]:
    """Units not given by request; of a group in none or unmet, by its members'."""
    plan = solved.plan
    missing = {unmet.request: unmet.units for unmet in plan.unmet}
    missing |= {alone.person: 1 for alone in plan.alone}
    missing |= {one.request: 1 for one in plan.ungrouped}
    for group in plan.groups:
        if group.id in missing:
            missing |= dict.fromkeys(group.members, missing[group.id])
    return missing


def _region(setting: Setting | None, *, regional: bool) -> str | None:
    if not regional:
        return None
    return (setting.region if setting else None) or NO_REGION


def _is_regional(matching_round: Round) -> bool:
    """Whether it makes sense to tell regions apart: not where nobody is asked."""
    if matching_round.programme.asks == "settings":
        return bool(matching_round.settings)
    return any(setting.region is not None for setting in matching_round.settings)


def met_block(summary: Summary) -> Block:
    """What is met, by region and role."""
    roles = list(summary.roles)
    rows = [
        (region or f"All {plural(summary.asks)}", *_met_cells(by_role, roles))
        for region, by_role in summary.met.items()
    ]
    several = len(summary.met) > 1
    if several:
        rows.append((ALL, *_met_cells(_totals(summary), roles)))
    titles = [*summary.roles.values(), *(["All roles"] if len(roles) > 1 else [])]
    first = "" if None in summary.met else "Region"
    return Block(met_title(summary.asks), (first, *titles), tuple(rows), total=several)


def met_title(noun: str) -> str:
    """
    What stands above how many were served.

    >>> met_title("request"), met_title("mentee")
    ('Requests met', 'Mentees served')
    """
    return f"{plural(noun).capitalize()} {'met' if noun == 'request' else 'served'}"


def _totals(summary: Summary) -> dict[str, Met]:
    totals = dict.fromkeys(summary.roles, Met(0, 0))
    for by_role in summary.met.values():
        for role, cell in by_role.items():
            totals[role] += cell
    return totals


def _met_cells(by_role: dict[str, Met], roles: Sequence[str]) -> list[str]:
    cells = [by_role.get(role, Met(0, 0)) for role in roles]
    if len(roles) > 1:
        cells.append(sum(cells, Met(0, 0)))
    return [met_text(cell) if cell.asked else "-" for cell in cells]


def met_text(cell: Met) -> str:
    """
    Units met of units asked for.

    >>> met_text(Met(45, 60))
    '45 of 60 (75%)'
    """
    return f"{cell.met:,} of {cell.asked:,} ({cell.percent}%)"
