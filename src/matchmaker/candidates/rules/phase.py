"""The supporter works in the phase asked for; naming no phase means any."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates.coded import Membership, Test, at
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Phase
from matchmaker.domain.supporter import Supporter


def screen(rule: Phase, table: Table) -> Test:
    """The supporter works in the phase asked for; naming no phase means any."""
    phases = Membership([supporter.phases for supporter in table.supporters])
    asked = phases.rows(request.phase for request in table.requests)
    any_asked = np.array(
        [request.phase is None for request in table.requests], dtype=bool
    )
    any_held = np.array(
        [not supporter.phases for supporter in table.supporters], dtype=bool
    )
    return lambda r, s: phases.table[at(asked, r), s] | at(any_asked, r) | any_held[s]


def evidence(
    rule: Phase, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The supporter's phases, against the phase asked for."""
    return Evidence(supporter.phases, request.phase)
