"""Both sides can work in the same way: face to face or virtually."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates.coded import Bools, Ints, Test, at
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import EITHER, Table
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import DeliveryMode
from matchmaker.domain.supporter import Supporter


def screen(rule: DeliveryMode, table: Table) -> Test:
    """Both sides can work in the same way: face to face or virtually."""
    theirs = table.supporter_modes

    def holds(r: Ints, s: Ints) -> Bools:
        wanted = at(table.wanted_modes, r)
        return np.asarray(
            (wanted == EITHER) | (theirs[s] == EITHER) | (wanted == theirs[s])
        )

    return holds


def evidence(
    rule: DeliveryMode, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """How the supporter works, against how support is wanted."""
    usual = matching_round.programme.roles[request.role].delivery
    return Evidence(supporter.mode, request.mode or usual)
