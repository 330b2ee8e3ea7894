"""From a bound that must give way to the change that a person would make."""

from __future__ import annotations

from typing import NamedTuple

from matchmaker.domain.load_words import load_words
from matchmaker.domain.round import EVERYWHERE, Round
from matchmaker.domain.rules import AtOnce, Budget, Capacity, GroupLimit, Quotas, Rule
from matchmaker.optimise.members import Member
from matchmaker.optimise.model import Model
from matchmaker.pipeline.changes import Change


class Row(NamedTuple):
    """A coupling row by its rule, and its place among the rows of that rule."""

    rule: Rule
    place: int


def change_of(
    whole: Round, member: Member, row: Row | None, model: Model, bound: int
) -> Change | None:
    """
    The change that gives a member another bound; `None` if there is none.

    Args:
        whole: The round.
        member: A bound or a row.
        row: Where a row comes from; `None` for bounds.
        model: The round's model.
        bound: The bound that is needed.
    """
    kind, i = member
    if row is not None:
        return _of_row(whole, row, model.row_names[i], bound)
    if kind in ("minimum", "demand"):
        request = whole.requests[i]
        now = request.minimum if kind == "minimum" else request.demand
        return Change(kind, request=request.id, before=now, after=bound)
    if kind == "pin":
        return None
    person = whole.supporters[i]
    if kind == "least":
        return Change(kind, supporter=person.id, before=person.minimum, after=bound)
    more = bound - int(model.capacity[i])
    return Change(
        "place",
        supporter=person.id,
        before=person.capacity,
        after=person.capacity + more,
    )


def _of_row(whole: Round, row: Row, said: str, bound: int) -> Change | None:
    rule = row.rule
    if isinstance(rule, Budget):
        return _of_budget(whole, row.place, bound)
    if isinstance(rule, Quotas):
        return _of_quota(whole, said, bound)
    if isinstance(rule, GroupLimit | AtOnce):
        return Change(
            "rule", rule=rule.key, parameter="most", before=rule.most, after=bound
        )
    if isinstance(rule, Capacity):
        return _of_role(whole, said, bound)
    return _of_tie(whole, said) or Change("rule", rule=rule.key)


def _of_budget(whole: Round, place: int, bound: int) -> Change:
    named = [region for region in whole.budgets if region != EVERYWHERE]
    region = [*named, EVERYWHERE][place]
    return Change("budget", party=region, before=whole.budgets[region], after=bound)


def _of_quota(whole: Round, said: str, bound: int) -> Change | None:
    for quota in whole.quotas:
        if said == str(quota) or said.startswith(f"{quota}, "):
            side = "least" if bound < quota.least else "most"
            now = quota.least if side == "least" else quota.most
            return Change(
                "quota", parameter=side, party=quota.where, before=now, after=bound
            )
    return None


def _of_role(whole: Round, said: str, bound: int) -> Change | None:
    """More room of a supporter in the role that a row is about."""
    for person in whole.supporters:
        for role, limit in person.role_capacity.items():
            room = load_words(limit, whole.programme.unit)
            if said == f"{person.id} has room for {room} as {role}":
                after = person.capacity + bound - limit
                return Change(
                    "place",
                    supporter=person.id,
                    role=role,
                    before=person.capacity,
                    after=after,
                )
    return None


def _of_tie(whole: Round, said: str) -> Change | None:
    """The tie dropped that a row is about, if it is about one."""
    for tie in whole.ties:
        for one, other in ((tie.request, tie.other), (tie.other, tie.request)):
            begins = (
                f"{one} and {other} ",
                f"{one} is given somebody only if {other} ",
            )
            if said.startswith(begins):
                return Change(
                    "untie",
                    request=tie.request,
                    parameter=tie.kind,
                    party=tie.other,
                )
    return None
