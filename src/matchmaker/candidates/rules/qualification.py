"""The supporter is qualified to the level asked for."""

from __future__ import annotations

from matchmaker.candidates.coded import Test, at_least
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Qualification
from matchmaker.domain.supporter import Supporter


def screen(rule: Qualification, table: Table) -> Test:
    """The supporter is qualified to the level asked for."""
    enough = at_least((s.qualification_level for s in table.supporters), rule.level)
    return lambda r, s: enough[s]


def evidence(
    rule: Qualification, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The level held, against the level asked for."""
    return Evidence(supporter.qualification_level, rule.level)
