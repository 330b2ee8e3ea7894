"""The supporter has enough years of experience."""

from __future__ import annotations

from matchmaker.candidates.coded import Test, at_least
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Experience
from matchmaker.domain.supporter import Supporter


def screen(rule: Experience, table: Table) -> Test:
    """The supporter has enough years of experience."""
    enough = at_least((s.experience_years for s in table.supporters), rule.years)
    return lambda r, s: enough[s]


def evidence(
    rule: Experience, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """Years of experience, against the years asked for."""
    return Evidence(supporter.experience_years, rule.years)
