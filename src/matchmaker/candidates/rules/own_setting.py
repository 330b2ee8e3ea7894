"""Nobody supports the setting where they work."""

from __future__ import annotations

from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import UNKNOWN, Codes, Table, Test
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import OwnSetting
from matchmaker.domain.supporter import Supporter


def screen(rule: OwnSetting, table: Table) -> Test:
    """Nobody supports the setting where they work."""
    codes = Codes()
    employers = codes.column(s.employer for s in table.supporters)
    settings = codes.column(q.setting for q in table.requests)
    return lambda r, s: (settings[r] != employers[s]) | (employers[s] == UNKNOWN)


def evidence(
    rule: OwnSetting, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """Where the supporter works, against the setting that asks."""
    return Evidence(supporter.employer, request.setting)
