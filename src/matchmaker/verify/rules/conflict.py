"""Nobody supports a party with whom they have a declared conflict."""

from __future__ import annotations

from datetime import date

from matchmaker.domain.decisions import Conflict
from matchmaker.domain.request import Request
from matchmaker.domain.rules import NoConflict
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.dates import years_later
from matchmaker.verify.facts import Facts


def broken(
    rule: NoConflict, facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """
    Nobody supports a setting, or a group, with which they have a declared conflict.

    A conflict counts if it holds on any day of the support. Employment holds for
    some years after it ended.
    """
    setting = facts.setting_of(request)
    if setting is None:
        return None
    for conflict in facts.conflicts.get(supporter.id, ()):
        last = _last_day(rule, conflict)
        if _concerns(conflict, setting) and _meets(conflict.since, last, request):
            until = "" if last is None else f" until {last}"
            return f"has a conflict ({conflict.kind}) with {conflict.party}{until}"
    return None


def _concerns(conflict: Conflict, setting: Setting) -> bool:
    return conflict.party in (setting.id, setting.group)


def _last_day(rule: NoConflict, conflict: Conflict) -> date | None:
    """The last day on which a conflict holds; `None` means it still does."""
    if conflict.until is None or conflict.kind != "employment":
        return conflict.until
    return years_later(conflict.until, rule.employment_years)


def _meets(since: date | None, until: date | None, request: Request) -> bool:
    """Whether two spans of days share a day; `None` is an open end."""
    begins_in_time = since is None or request.end is None or since <= request.end
    ends_too_late = until is None or request.start is None or until >= request.start
    return begins_in_time and ends_too_late
