"""The supporter works at one of the round's settings."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates.coded import Test
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Employed
from matchmaker.domain.supporter import Supporter


def screen(rule: Employed, table: Table) -> Test:
    """The supporter works at one of the round's settings."""
    known = table.round.setting_by_id
    employed = np.array([s.employer in known for s in table.supporters], dtype=bool)
    return lambda r, s: employed[s]


def evidence(
    rule: Employed, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The place of work, if any is stated."""
    return Evidence(supporter.employer)
