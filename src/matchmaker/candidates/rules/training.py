"""The supporter has completed the training before the support starts."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates.coded import Test, at
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import LATEST, Table
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Training
from matchmaker.domain.supporter import Supporter

NEVER = LATEST + 1


def screen(rule: Training, table: Table) -> Test:
    """The supporter has completed the training before the support starts."""
    trained = np.array(
        [s.trained_on.toordinal() if s.trained_on else NEVER for s in table.supporters],
        dtype=np.int64,
    )
    return lambda r, s: trained[s] <= at(table.starts, r)


def evidence(
    rule: Training, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The day of completion, against the first day of support."""
    return Evidence(supporter.trained_on, request.start)
