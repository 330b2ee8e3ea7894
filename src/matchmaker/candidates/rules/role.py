"""The supporter holds the role asked for."""

from __future__ import annotations

from matchmaker.candidates.coded import Membership, Test, at
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import HoldsRole
from matchmaker.domain.supporter import Supporter


def screen(rule: HoldsRole, table: Table) -> Test:
    """The supporter holds the role asked for."""
    held = Membership([supporter.roles for supporter in table.supporters])
    asked = held.rows(request.role for request in table.requests)
    return lambda r, s: held.table[at(asked, r), s]


def evidence(
    rule: HoldsRole, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The roles held, against the role asked for."""
    return Evidence(supporter.roles, request.role)
