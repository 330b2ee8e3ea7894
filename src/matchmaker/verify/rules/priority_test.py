"""The setting meets a test of need, or was let in by a recorded decision."""

from __future__ import annotations

from datetime import date

from matchmaker.domain.request import Request
from matchmaker.domain.rules import PriorityTest
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.dates import years_later
from matchmaker.verify.facts import Facts


def broken(
    rule: PriorityTest, facts: Facts, request: Request, _supporter: Supporter
) -> str | None:
    """
    The setting meets at least one test of need, or has a recorded override.

    Without a setting it holds.
    """
    setting = facts.setting_of(request)
    if (
        setting is None
        or setting.override_reason
        or _judged_poor(rule, setting, request.start)
        or _at_least(setting.eypp_percent, rule.eypp_percent)
        or _at_least(setting.send_percent, rule.send_percent)
        or _at_least(setting.disadvantaged_twos, rule.disadvantaged_twos)
    ):
        return None
    return (
        f"the setting has no poor judgement within {rule.within_years} years, "
        f"{_shown(setting.eypp_percent)}% with pupil premium (needs "
        f"{rule.eypp_percent}%), {_shown(setting.send_percent)}% with special needs "
        f"(needs {rule.send_percent}%), {_shown(setting.disadvantaged_twos)} funded "
        f"two-year-olds (needs {rule.disadvantaged_twos}) and no recorded override"
    )


def _judged_poor(rule: PriorityTest, setting: Setting, start: date | None) -> bool:
    """Whether the worst or the latest judgement is poor, and recent enough."""
    judged = [(setting.worst_judgement, setting.worst_judged_on)]
    if setting.inspection is not None:
        judged.append((setting.inspection.judgement, setting.inspection.inspected_on))
    return any(
        judgement in rule.judgements and _recent(rule, day, start)
        for judgement, day in judged
    )


def _recent(rule: PriorityTest, day: date | None, start: date | None) -> bool:
    """
    Whether a day is at most so many years before the start.

    The same calendar day still counts, and so does whatever is later. An unknown
    day does not; a request with an open start takes any day.
    """
    if day is None:
        return False
    return start is None or day >= years_later(start, -rule.within_years)


def _at_least(value: int | None, least: int) -> bool:
    return value is not None and value >= least


def _shown(value: int | None) -> str:
    return "unknown" if value is None else str(value)
