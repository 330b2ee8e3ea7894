"""Nobody, or only whoever works there, supports a setting."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates.coded import UNKNOWN, Bools, Codes, Ints, Test
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import OwnSetting
from matchmaker.domain.supporter import Supporter


def screen(rule: OwnSetting, table: Table) -> Test:
    """Nobody supports the setting where they work, or only those who work there do."""
    codes = Codes()
    employers = codes.column(s.employer for s in table.supporters)
    settings = codes.column(q.setting for q in table.requests)

    def works_there(r: Ints, s: Ints) -> Bools:
        return np.asarray((settings[r] == employers[s]) & (employers[s] != UNKNOWN))

    if rule.own == "forbidden":
        return lambda r, s: ~works_there(r, s)
    if not rule.or_group:
        return works_there
    theirs = codes.column(table.round.group_of_employer(s) for s in table.supporters)
    groups = codes.column(p.group if p else None for p in table.settings)
    return lambda r, s: (
        works_there(r, s) | ((groups[r] == theirs[s]) & (theirs[s] != UNKNOWN))
    )


def evidence(
    rule: OwnSetting, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """Where the supporter works, against the setting that asks."""
    return Evidence(supporter.employer, request.setting)
