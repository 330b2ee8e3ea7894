"""Why somebody who asks is in a group, with whom, and what each is to them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from matchmaker import verify
from matchmaker.candidates import pair_rule
from matchmaker.domain.among import those_who_ask
from matchmaker.domain.field import words_of
from matchmaker.domain.groups import Group, UngroupedReason
from matchmaker.domain.put_together import suiting_all
from matchmaker.domain.round import Round
from matchmaker.domain.ties import Tie
from matchmaker.errors import InfeasibleError, InputError
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline import Solved, match
from matchmaker.reasons.answers import Cost
from matchmaker.reasons.costs import cost_by_objective
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
        times: The half-days that suit both; `None` where groups need none, or neither
            named any, so that all do.
        points: What the two would be worth in one group, both ways.
        groups: The groups of the two; `None` of who is in none.
        conflict: Where the rules allow the two and no plan has them together: why.
        cost: By what is sought of groups, what the best division with the two together
            loses; `None` where it cannot be.
        support: The same for the pairings of that division's groups.
        moved: Who would be in other company, the two first.
        exact: Whether both plans are proved best.
    """

    request: str
    other: str
    broken: tuple[BrokenRule, ...]
    broken_back: tuple[BrokenRule, ...]
    times: tuple[str, ...] | None
    points: int
    groups: tuple[str | None, str | None]
    conflict: tuple[str, ...] = ()
    cost: Cost | None = None
    support: Cost | None = None
    moved: tuple[OtherCompany, ...] = ()
    exact: bool = True


@dataclass(frozen=True, slots=True)
class OtherCompany:
    """
    Somebody who would be in a group with others.

    Attributes:
        request: Who.
        before: The others of their group in the plan.
        after: The others of their group then.
    """

    request: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def why_not_together(
    solved: Solved, request: str, other: str, params: SolveParams | None = None
) -> NotTogether:
    """
    Why two who ask are not in one group: what is against it, or what it costs.

    Where nothing is, groups are formed and supported again with the two together.

    Args:
        solved: The solved round.
        request: Who is asked about.
        other: Who is in another group, or in none.
        params: How to search.

    Raises:
        InputError: Nobody with one of the ids asks for what groups are given, or the
            two are in one group.
        NoPlanError: Time ran out before any plan was found.
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
    found = NotTogether(
        request=request,
        other=other,
        broken=_broken(asking, request, other),
        broken_back=_broken(asking, other, request),
        times=suiting_all(lists) if any(lists) else None,
        points=company.points,
        groups=(mine.id if mine else None, theirs.id if theirs else None),
    )
    if found.broken or found.broken_back or found.times == ():
        return found
    return _formed_again(solved, found, params)


def _formed_again(
    solved: Solved, found: NotTogether, params: SolveParams | None
) -> NotTogether:
    """The same with what the best plan with the two together loses."""
    tie = Tie(kind="together", request=found.request, other=found.other)
    whole = solved.whole
    try:
        then = match(
            whole.replace(ties=(*whole.ties, tie)),
            params or SolveParams(seed=solved.seed),
        )
    except InfeasibleError as error:
        return replace(found, conflict=error.conflict)
    if found.other not in _company_of(then, found.request):
        left = {one.request: one.reason for one in then.plan.ungrouped}
        return replace(found, conflict=(left.get(found.request, "apart"),))
    return replace(
        found,
        cost=cost_by_objective(solved.group_proof, then.group_proof),
        support=cost_by_objective(solved.proof, then.proof),
        moved=_moved(solved, then, (found.request, found.other)),
        exact=solved.proved and then.proved,
    )


def _company_of(solved: Solved, request: str) -> tuple[str, ...]:
    groups = (group.members for group in solved.plan.groups if request in group.members)
    return tuple(name for name in next(groups, ()) if name != request)


def _moved(
    now: Solved, then: Solved, first: tuple[str, str]
) -> tuple[OtherCompany, ...]:
    asking = [request.id for request in those_who_ask(now.whole).requests]
    order = [*first, *(name for name in asking if name not in first)]
    found = [OtherCompany(p, _company_of(now, p), _company_of(then, p)) for p in order]
    return tuple(one for one in found if {*one.before} != {*one.after})


def _broken(asking: Round, request: str, other: str) -> tuple[BrokenRule, ...]:
    """The rules of groups that somebody breaks as another's company."""
    asks, comes = asking.request(request), asking.supporter(other)
    names = {name for name, _ in verify.broken_rules(asking, asks, comes)}
    return tuple(
        BrokenRule(rule.key, pair_rule(rule.name).evidence(rule, asking, asks, comes))
        for rule in asking.programme.pair_rules
        if rule.key in names
    )
