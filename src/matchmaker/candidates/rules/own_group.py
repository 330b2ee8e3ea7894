"""Nobody supports a setting of their own employer's owner, trust or federation."""

from __future__ import annotations

from matchmaker.candidates.coded import UNKNOWN, Codes, Test
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import OwnGroup
from matchmaker.domain.supporter import Supporter


def screen(rule: OwnGroup, table: Table) -> Test:
    """Nobody supports a setting of their own employer's owner, trust or federation."""
    codes = Codes()
    theirs = codes.column(table.round.group_of_employer(s) for s in table.supporters)
    groups = codes.column(p.group if p else None for p in table.settings)
    return lambda r, s: (groups[r] != theirs[s]) | (theirs[s] == UNKNOWN)


def evidence(
    rule: OwnGroup, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The group the supporter works for, against the setting's."""
    setting = matching_round.setting_of(request)
    return Evidence(
        matching_round.group_of_employer(supporter), setting.group if setting else None
    )
