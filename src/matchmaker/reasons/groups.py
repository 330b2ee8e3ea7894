"""Why somebody who asks is in a group, with whom, and what each is to them."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker import verify
from matchmaker.candidates import pair_rule
from matchmaker.domain.among import those_who_ask
from matchmaker.domain.field import words_of
from matchmaker.domain.grouped import suiting_all
from matchmaker.domain.groups import Group, UngroupedReason
from matchmaker.domain.round import Round
from matchmaker.errors import InputError
from matchmaker.pipeline import Solved
from matchmaker.reasons.pairing import criteria_of
from matchmaker.reasons.records import BrokenRule, CriterionReason


@dataclass(frozen=True, slots=True)
class Companion:
    """
    Somebody else of the same group.

    Attributes:
        request: The id of their request.
        points: What the two are worth in one group, both ways.
        criteria: What the other is to the one who asks, in the order of the groups'
            criteria.
    """

    request: str
    points: int
    criteria: tuple[CriterionReason, ...]


@dataclass(frozen=True, slots=True)
class GroupReason:
    """
    Where somebody who asks is.

    Attributes:
        request: The id of the request.
        group: The group; `None` if there is none.
        why_not: Why there is none; `None` in a group.
        company: The others of the group, in its order.
    """

    request: str
    group: Group | None
    why_not: UngroupedReason | None
    company: tuple[Companion, ...]


def why_group(solved: Solved, request: str) -> GroupReason:
    """
    Why somebody who asks is in a group, or in none.

    Raises:
        InputError: Nobody with this id asks for what groups are given.
    """
    for group in solved.plan.groups:
        if request in group.members:
            asking = those_who_ask(solved.whole)
            others = (other for other in group.members if other != request)
            company = tuple(_companion(asking, request, other) for other in others)
            return GroupReason(request, group, None, company)
    for one in solved.plan.ungrouped:
        if one.request == request:
            return GroupReason(request, None, one.reason, ())
    raise InputError(
        f"The round has nobody with the id '{request}' who could be in a group."
    )


def _companion(asking: Round, request: str, other: str) -> Companion:
    asks, comes = asking.request(request), asking.supporter(other)
    there = verify.points_of(asking, asks, comes)
    back = verify.points_of(asking, asking.request(other), asking.supporter(request))
    return Companion(
        request=other,
        points=sum(there.values()) + sum(back.values()),
        criteria=criteria_of(asking, asks, comes, there),
    )


@dataclass(frozen=True, slots=True)
class NotTogether:
    """
    Why two who ask are not in one group.

    Attributes:
        request: Who is asked about.
        other: Who is in another group, or in none.
        broken: The rules of groups that the other breaks as company.
        broken_back: Those that the one who is asked about breaks.
        times: The half-days that suit both; `None` where groups need none.
        points: What the two would be worth in one group, both ways.
        groups: The groups of the two; `None` of who is in none.
    """

    request: str
    other: str
    broken: tuple[BrokenRule, ...]
    broken_back: tuple[BrokenRule, ...]
    times: tuple[str, ...] | None
    points: int
    groups: tuple[str | None, str | None]


def why_not_together(solved: Solved, request: str, other: str) -> NotTogether:
    """
    Why two who ask are not in one group.

    Raises:
        InputError: Nobody with one of the ids asks for what groups are given, or the
            two are in one group.
    """
    mine, theirs = why_group(solved, request).group, why_group(solved, other).group
    if request == other or (mine is not None and mine is theirs):
        raise InputError(
            f"{request} and {other} are together in the plan: ask for the reasons with "
            f"--request {request}."
        )
    asking = those_who_ask(solved.whole)
    company = _companion(asking, request, other)
    spec = solved.whole.programme.groups
    field = spec.times if spec else None
    lists = [
        words_of(asking.request(one).fields.get(field or ""))
        for one in (request, other)
    ]
    return NotTogether(
        request=request,
        other=other,
        broken=_broken(asking, request, other),
        broken_back=_broken(asking, other, request),
        times=None if field is None else suiting_all(lists),
        points=company.points,
        groups=(mine.id if mine else None, theirs.id if theirs else None),
    )


def _broken(asking: Round, request: str, other: str) -> tuple[BrokenRule, ...]:
    """The rules of groups that somebody breaks as another's company."""
    asks, comes = asking.request(request), asking.supporter(other)
    names = {name for name, _ in verify.broken_rules(asking, asks, comes)}
    return tuple(
        BrokenRule(rule.key, pair_rule(rule.name).evidence(rule, asking, asks, comes))
        for rule in asking.programme.pair_rules
        if rule.key in names
    )
