"""What a round's records say of each other that cannot be."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from matchmaker.domain.objective import order_faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matchmaker.domain.round import Round


def faults_of(this: Round) -> Iterator[str]:
    """Everything that is wrong with a round as a whole, in words."""
    yield from _double_ids(this)
    yield from _party_faults(this)
    yield from _decision_faults(this)
    yield from _tie_faults(this)
    yield from _double_before(this)
    yield from _quota_faults(this)
    has_rates = bool(this.programme.rates)
    yield from order_faults(this.objective_override, has_rates=has_rates)


def _double_ids(this: Round) -> Iterator[str]:
    kinds: dict[str, Iterable[str]] = {
        "setting": (setting.id for setting in this.settings),
        "supporter": (supporter.id for supporter in this.supporters),
        "request": (request.id for request in this.requests),
    }
    for kind, ids in kinds.items():
        for name, count in Counter(ids).items():
            if count > 1:
                yield f"{kind} id '{name}' stands {count} times"


def _party_faults(this: Round) -> Iterator[str]:
    """Roles and settings that there are not."""
    roles, settings = this.programme.roles, this.setting_by_id
    for request in this.requests:
        if request.role not in roles:
            yield f"request '{request.id}' asks for unknown role '{request.role}'"
        if request.setting is not None and request.setting not in settings:
            yield f"request '{request.id}' has unknown setting '{request.setting}'"
    for supporter in this.supporters:
        for role in supporter.role_capacity:
            if role not in roles:
                yield f"supporter '{supporter.id}' has room as unknown role '{role}'"


def _decision_faults(this: Round) -> Iterator[str]:
    """Decisions about those who are not there, or about a pair and itself."""
    pairs = [
        (decision.request, decision.supporter)
        for decision in (*this.pins, *this.forbids, *this.exclusions)
    ]
    for request, supporter in (*pairs, *(one.other_pair for one in this.exclusions)):
        if request not in this.request_index:
            yield f"a decision names unknown request '{request}'"
        if supporter not in this.supporter_index:
            yield f"a decision names unknown supporter '{supporter}'"
    for either in this.exclusions:
        if either.pair == either.other_pair:
            yield f"the pair {' and '.join(either.pair)} is excluded by itself"
    for conflict in this.conflicts:
        if conflict.supporter not in this.supporter_index:
            yield f"a conflict names unknown supporter '{conflict.supporter}'"


def _tie_faults(this: Round) -> Iterator[str]:
    for tie in this.ties:
        if tie.request == tie.other:
            yield f"request '{tie.request}' is tied to itself"
        for request in (tie.request, tie.other):
            if request not in this.request_index:
                yield f"a tie names unknown request '{request}'"


def _double_before(this: Round) -> Iterator[str]:
    pairs = Counter((p.request, p.supporter) for p in this.before)
    for (request, supporter), count in pairs.items():
        if count > 1:
            yield (
                f"the plan before names request '{request}' with supporter "
                f"'{supporter}' {count} times"
            )


def _quota_faults(this: Round) -> Iterator[str]:
    for (by, name, role), count in Counter(q.key for q in this.quotas).items():
        if count > 1:
            yield f"{count} quotas speak of {by} '{name}', role '{role or 'any'}'"
        if role is not None and role not in this.programme.matched_roles:
            yield f"a quota speaks of '{role}', a role that nobody asks for"
