"""The supporter has led others as far as the role asks."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates.coded import Test, at
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import LeadershipHeld
from matchmaker.domain.supporter import LEADERSHIP, Supporter


def screen(rule: LeadershipHeld, table: Table) -> Test:
    """The supporter has led others as far as the role asks."""
    held = np.array(
        [LEADERSHIP.index(s.leadership or "none") for s in table.supporters],
        dtype=np.int64,
    )
    asked = np.array(
        [LEADERSHIP.index(rule.needs.get(q.role, "none")) for q in table.requests],
        dtype=np.int64,
    )
    return lambda r, s: held[s] >= at(asked, r)


def evidence(
    rule: LeadershipHeld, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The leadership held, against what the role asks."""
    return Evidence(supporter.leadership, rule.needs.get(request.role))
