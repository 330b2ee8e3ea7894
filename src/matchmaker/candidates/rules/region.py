"""The supporter works in the setting's region, for roles that require it."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates.coded import Test, at
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Region
from matchmaker.domain.supporter import Supporter


def screen(rule: Region, table: Table) -> Test:
    """The supporter works in the setting's region, for roles that require it."""
    roles = table.round.programme.roles
    bound = np.array(
        [
            q.setting is not None and roles[q.role].region_rule == "required"
            for q in table.requests
        ],
        dtype=bool,
    )
    works_in = table.region_membership.table
    return lambda r, s: works_in[at(table.region_rows, r), s] | ~at(bound, r)


def evidence(
    rule: Region, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The supporter's regions, against the setting's."""
    setting = matching_round.setting_of(request)
    return Evidence(supporter.works_in, setting.region if setting else None)
