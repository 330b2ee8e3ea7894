"""The supporter is available from the first to the last day of the support."""

from __future__ import annotations

from datetime import date

import numpy as np

from matchmaker.candidates.coded import Test, at
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import EARLIEST, LATEST, Table
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Window
from matchmaker.domain.supporter import Supporter


def screen(rule: Window, table: Table) -> Test:
    """The supporter is available from the first to the last day of the support."""
    since = np.array(
        [
            s.available_from.toordinal() if s.available_from else EARLIEST
            for s in table.supporters
        ],
        dtype=np.int64,
    )
    until = np.array(
        [
            s.available_to.toordinal() if s.available_to else LATEST
            for s in table.supporters
        ],
        dtype=np.int64,
    )
    return lambda r, s: (
        (since[s] <= at(table.starts, r)) & (at(table.ends, r) <= until[s])
    )


def evidence(
    rule: Window, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The supporter's dates, against the dates of the support."""
    return Evidence(
        _span(supporter.available_from, supporter.available_to),
        _span(request.start, request.end),
    )


def _span(first: date | None, last: date | None) -> tuple[str, ...]:
    return (first.isoformat() if first else "", last.isoformat() if last else "")
