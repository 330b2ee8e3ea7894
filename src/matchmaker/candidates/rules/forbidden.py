"""No pair that a person ruled out."""

from __future__ import annotations

from matchmaker.candidates.coded import Exclusions, Test
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Forbidden
from matchmaker.domain.supporter import Supporter


def screen(rule: Forbidden, table: Table) -> Test:
    """No pair that a person ruled out."""
    request, supporter = table.round.request_index, table.round.supporter_index
    return Exclusions(
        (request[forbid.request], supporter[forbid.supporter])
        for forbid in table.round.forbids
    ).allow


def evidence(
    rule: Forbidden, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """Why the pair was ruled out."""
    for forbid in matching_round.forbids:
        if (forbid.request, forbid.supporter) == (request.id, supporter.id):
            return Evidence(forbid.reason, forbid.by)
    return Evidence(None)
