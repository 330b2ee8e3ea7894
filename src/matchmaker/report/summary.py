"""What a plan achieves, in a few numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import TYPE_CHECKING

from matchmaker.domain.buddies import BuddyLink
from matchmaker.domain.problem import Problem
from matchmaker.domain.proof import Proof
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.pipeline.groups_first import GroupsFirst, groups_first
from matchmaker.pipeline.teams import SameLead, same_lead_of
from matchmaker.reasons import warned_of
from matchmaker.reasons.stability import stability_of
from matchmaker.report.before import fates
from matchmaker.report.breaches import breach_lines
from matchmaker.report.names import Names
from matchmaker.report.points import points_text
from matchmaker.report.stability import stability_lines
from matchmaker.report.tables.spend import spend_by_region, whole_budget
from matchmaker.report.warned import warned_text

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved

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


@dataclass(frozen=True, slots=True)
class Before:
    """
    What became of the plan before.

    Attributes:
        pairings: How many it had.
        kept: How many of them this plan has, too.
        impossible: How many could not be kept, whatever the plan.
    """

    pairings: int
    kept: int
    impossible: int


@dataclass(frozen=True, slots=True)
class Spans:
    """
    How the people led are spread over their leads.

    Attributes:
        leads: Leads in use.
        led: People led.
        smallest: The smallest team.
        median: The middle team, the lower of the two middle ones.
        largest: The largest team.
        unled: Matched people without a lead.
        lead: What the programme calls a lead.
    """

    leads: int
    led: int
    smallest: int
    median: int
    largest: int
    unled: int
    lead: str = "area lead"


@dataclass(frozen=True, slots=True)
class Paired:
    """
    How people are paired among themselves.

    Attributes:
        pairs: How many twos there are outside the trio.
        trio: The trio in words, its middle between its ends; `None` without one.
        worst: The two who suit each other least, in words; `None` without any.
        alone: How many people have no buddy.
    """

    pairs: int
    trio: str | None
    worst: str | None
    alone: int


@dataclass(frozen=True, slots=True)
class Grouped:
    """
    How those who ask are grouped.

    Attributes:
        groups: How many groups there are.
        people: How many people are in one.
        small: How many groups are below the preferred size.
        ungrouped: How many people are in none.
        proof: One entry for each thing sought of groups, in order.
        first: What forming them before supporters are chosen may have lost.
    """

    groups: int
    people: int
    small: int
    ungrouped: int
    proof: tuple[Proof, ...]
    first: GroupsFirst | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """
    What a plan achieves.

    Attributes:
        title: The programme in words.
        name: The round in words.
        roles: Titles of the roles asked for, by name.
        asks: What those who ask are called, in the singular.
        met: By region (`None`: a round without regions), then by role.
        worst_request: The request served worst, in words; `None` if there is none.
        worst_points: Its points, whole.
        decimals: Decimals of the round's points.
        spend: By region, all together last; empty where nothing has a price.
        spans: `None` in programmes without area leads.
        same_lead: `None` where one lead for a setting's people is worth no points.
        bonuses: Whole points of each bonus earned; `None` in programmes without.
        before: `None` in rounds without a plan before.
        paired: How people are paired among themselves; `None` where they are not.
        grouped: How those who ask are grouped; `None` where they are not.
        stability: Whether anybody would rather have each other, in sentences; none
            in programmes that do not ask.
        breaches: In words: what is wrong, then what would mend it.
        warned: In words: what the plan does although the programme warns of it.
        proof: One entry an objective, in order.
        errors: Problems whose row or value was left out.
        warnings: Problems of rows that were used.
    """

    title: str
    name: str
    roles: dict[str, str]
    asks: str
    met: dict[str | None, dict[str, Met]]
    worst_request: str | None
    worst_points: int | None
    decimals: int
    spend: tuple[Spend, ...]
    spans: Spans | None
    same_lead: SameLead | None
    before: Before | None
    bonuses: tuple[int, ...] | None
    paired: Paired | None
    grouped: Grouped | None
    stability: tuple[str, ...]
    breaches: tuple[tuple[str, ...], ...]
    warned: tuple[str, ...]
    proof: tuple[Proof, ...]
    errors: int
    warnings: int

    @property
    def whole(self) -> Met:
        """All regions and roles together."""
        cells = (cell for by_role in self.met.values() for cell in by_role.values())
        return sum(cells, Met(0, 0))


def summarise(solved: Solved, problems: Sequence[Problem]) -> Summary:
    """
    What a plan achieves.

    Args:
        solved: The solved round.
        problems: What intake found wrong with the input.
    """
    roles = {request.role for request in solved.round.requests}
    programme = solved.round.programme
    worst = _worst_served(solved)
    levels = Counter(problem.level for problem in problems)
    return Summary(
        title=programme.title,
        name=solved.round.name,
        roles={n: r.title for n, r in programme.roles.items() if n in roles},
        asks=programme.nouns.request,
        met=_met(solved),
        worst_request=Names(solved.round).request(worst[1]) if worst else None,
        worst_points=worst[0] if worst else None,
        decimals=solved.round.decimals,
        spend=_spend(solved),
        spans=spans_of(solved),
        same_lead=same_lead_of(solved.round, solved.plan, solved.jointly),
        before=_before(solved),
        bonuses=_bonuses(solved),
        paired=_paired(solved),
        grouped=_grouped(solved),
        stability=_stability(solved),
        breaches=tuple(breach_lines(b, solved.round) for b in solved.breaches),
        warned=tuple(warned_text(one, solved.round) for one in warned_of(solved)),
        proof=solved.proof,
        errors=levels["error"],
        warnings=levels["warning"],
    )


def _stability(solved: Solved) -> tuple[str, ...]:
    stability = stability_of(solved)
    if stability is None:
        return ()
    return tuple(stability_lines(stability, solved.round))


def _met(solved: Solved) -> dict[str | None, dict[str, Met]]:
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


def _worst_served(solved: Solved) -> tuple[int, str] | None:
    """Points and id of the request served worst; the first in the round's order."""
    points = [
        (sum(pairing.points for pairing in pairings), request)
        for request, pairings in solved.pairings_of_request.items()
    ]
    return min(points, key=lambda served: served[0], default=None)


def _spend(solved: Solved) -> tuple[Spend, ...]:
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


def _bonuses(solved: Solved) -> tuple[int, ...] | None:
    if not solved.round.programme.bonuses:
        return None
    return tuple(earned.points for earned in solved.plan.bonuses)


def _paired(solved: Solved) -> Paired | None:
    if solved.buddies is None:
        return None
    plan, names = solved.plan, Names(solved.round)
    worst = min(plan.buddies, key=lambda link: link.points, default=None)
    trio = plan.trio and (plan.trio.ends[0], plan.trio.middle, plan.trio.ends[1])
    return Paired(
        pairs=len(plan.buddies) - (2 if trio else 0),
        trio=" - ".join(names.supporter(person) for person in trio) if trio else None,
        worst=None if worst is None else _worst_two(worst, solved.round),
        alone=len(plan.alone),
    )


def _worst_two(link: BuddyLink, matching_round: Round) -> str:
    one, other = (Names(matching_round).supporter(person) for person in link.people)
    points = points_text(link.points, matching_round.decimals)
    return f"{one} and {other}, with {points} points"


def _grouped(solved: Solved) -> Grouped | None:
    spec = solved.whole.programme.groups
    if spec is None or not solved.group_proof:
        return None
    sizes = [len(group.members) for group in solved.plan.groups]
    return Grouped(
        groups=len(sizes),
        people=sum(sizes),
        small=sum(size < spec.preferred for size in sizes),
        ungrouped=len(solved.plan.ungrouped),
        proof=solved.group_proof,
        first=groups_first(solved),
    )


def _before(solved: Solved) -> Before | None:
    if not solved.round.before:
        return None
    found = fates(solved)
    return Before(
        pairings=len(found),
        kept=sum(fate.kept for fate in found),
        impossible=sum(fate.impossible is not None for fate in found),
    )


def spans_of(solved: Solved) -> Spans | None:
    """How people are spread over leads; `None` in programmes without area leads."""
    if solved.round.programme.teams is None:
        return None
    sizes = [len(team.members) for team in solved.plan.teams]
    return Spans(
        leads=len(sizes),
        led=sum(sizes),
        smallest=min(sizes, default=0),
        median=median_low(sizes) if sizes else 0,
        largest=max(sizes, default=0),
        unled=len(solved.plan.unled),
        lead=Names(solved.round).lead,
    )
