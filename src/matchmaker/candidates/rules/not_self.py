"""Nobody is paired with themselves."""

from __future__ import annotations

from matchmaker.candidates.coded import Codes, Test
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import NotSelf
from matchmaker.domain.supporter import Supporter


def screen(rule: NotSelf, table: Table) -> Test:
    """Nobody is paired with themselves."""
    codes = Codes()
    people = codes.column(supporter.id for supporter in table.supporters)
    asking = codes.column(request.setting for request in table.requests)
    return lambda r, s: asking[r] != people[s]


def evidence(
    rule: NotSelf, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """Who offers, against who asks."""
    return Evidence(supporter.id, request.setting)
