"""The supporter works where the programme wants its supporters to work."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates.coded import Test
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.inspection import Inspection
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Employer
from matchmaker.domain.supporter import Supporter


def screen(rule: Employer, table: Table) -> Test:
    """The supporter works in a well-judged setting, or for a body that needs no judgement."""
    good = np.array(
        [
            supporter.employer_kind in rule.without_judgement
            or rule.accepts_inspection(inspection_of(table.round, supporter))
            for supporter in table.supporters
        ],
        dtype=bool,
    )
    return lambda r, s: good[s]


def inspection_of(matching_round: Round, supporter: Supporter) -> Inspection | None:
    """The employer's inspection, by the supporter's word or the employer's record."""
    if supporter.employer_inspection is not None or supporter.employer is None:
        return supporter.employer_inspection
    employer = matching_round.setting_by_id.get(supporter.employer)
    return None if employer is None else employer.inspection


def evidence(
    rule: Employer, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The employer's judgement, against the judgements accepted."""
    inspection = inspection_of(matching_round, supporter)
    if inspection is None:
        return Evidence(None)
    return Evidence(inspection.judgement, rule.accepts.get(inspection.framework, ()))
