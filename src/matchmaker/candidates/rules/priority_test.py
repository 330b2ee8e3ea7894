"""The setting meets at least one test of need, or has a recorded override."""

from __future__ import annotations

from datetime import date

import numpy as np

from matchmaker.candidates.coded import Test, at
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.candidates.years import years_before
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import PriorityTest
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter


def screen(rule: PriorityTest, table: Table) -> Test:
    """The setting meets at least one test of need, or has a recorded override."""
    met = np.array(
        [
            setting is None or meets_a_test(rule, setting, request.start)
            for request, setting in zip(table.requests, table.settings, strict=True)
        ],
        dtype=bool,
    )
    return lambda r, s: at(met, r)


def meets_a_test(rule: PriorityTest, setting: Setting, start: date | None) -> bool:
    """Whether a setting meets one of the tests, or was let in by a decision."""
    latest = setting.inspection
    return (
        bool(setting.override_reason)
        or _poor(rule, setting.worst_judgement, setting.worst_judged_on, start)
        or (
            latest is not None
            and _poor(rule, latest.judgement, latest.inspected_on, start)
        )
        or _at_least(setting.eypp_percent, rule.eypp_percent)
        or _at_least(setting.send_percent, rule.send_percent)
        or _at_least(setting.disadvantaged_twos, rule.disadvantaged_twos)
    )


def _at_least(value: int | None, least: int) -> bool:
    return value is not None and value >= least


def _poor(
    rule: PriorityTest, judgement: str | None, on: date | None, start: date | None
) -> bool:
    if judgement not in rule.judgements or on is None:
        return False
    return start is None or on >= years_before(start, rule.within_years)


def evidence(
    rule: PriorityTest, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The setting's figures that the tests look at, against the share of pupil premium."""
    setting = matching_round.setting_of(request)
    return Evidence(setting.eypp_percent if setting else None, rule.eypp_percent)
