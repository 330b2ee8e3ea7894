"""Nobody barred supports anyone; some ways of working need cleared checks."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates.coded import Bools, Ints, Test
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Checks
from matchmaker.domain.supporter import Supporter


def screen(rule: Checks, table: Table) -> Test:
    """Nobody barred supports anyone; some ways of working need cleared checks."""
    barred = np.array([s.suitability == "barred" for s in table.supporters], dtype=bool)
    clear = np.array([s.suitability == "clear" for s in table.supporters], dtype=bool)
    on_site, remote = "face-to-face" in rule.clear_for, "virtual" in rule.clear_for

    def holds(r: Ints, s: Ints) -> Bools:
        where = table.on_site(r, s)
        needed = (where & on_site) | (~where & remote)
        return ~barred[s] & (clear[s] | ~needed)

    return holds


def evidence(
    rule: Checks, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The outcome of the checks, against the ways of working that need clear ones."""
    return Evidence(supporter.suitability, rule.clear_for)
