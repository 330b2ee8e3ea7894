"""The supporter's level stands above the request's."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates.answers import levels
from matchmaker.candidates.coded import Bools, Ints, Test, at
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import LevelAbove
from matchmaker.domain.supporter import Supporter


def screen(rule: LevelAbove, table: Table) -> Test:
    """The supporter's level is above the request's by no less and no more than so much."""
    asked, asked_known = levels(table, "request", rule.field)
    held, held_known = levels(table, "supporter", rule.field)
    passes = rule.silent == "passes"

    def holds(r: Ints, s: Ints) -> Bools:
        gap = held[s] - at(asked, r)
        within = gap >= rule.least
        if rule.most is not None:
            within = within & (gap <= rule.most)
        return np.where(at(asked_known, r) & held_known[s], within, passes)

    return holds


def evidence(
    rule: LevelAbove, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """How many levels above the supporter stands, against the limit on that side."""
    field = matching_round.programme.fields[rule.field]
    held = field.rank(supporter.fields.get(rule.field))
    asked = field.rank(request.fields.get(rule.field))
    if held is None or asked is None:
        return Evidence(None, rule.least)
    too_high = rule.most is not None and held - asked > rule.most
    return Evidence(held - asked, rule.most if too_high else rule.least)
