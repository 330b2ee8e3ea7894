"""One side's date is not long past."""

from __future__ import annotations

from datetime import date

import numpy as np

from matchmaker.candidates.answers import answer_of, answers
from matchmaker.candidates.coded import Test, at
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.field import FieldValue
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Recent
from matchmaker.domain.supporter import Supporter


def screen(rule: Recent, table: Table) -> Test:
    """One side's date is not long past."""
    today = table.round.today
    ages = [age(answer, today) for answer in answers(table, rule.of, rule.field)]
    good = np.array(
        [
            rule.silent == "passes" if days is None else days <= rule.days
            for days in ages
        ],
        dtype=bool,
    )
    if rule.of == "supporter":
        return lambda r, s: good[s]
    return lambda r, s: at(good, r)


def age(answer: FieldValue | None, today: date) -> int | None:
    """Days since a date, below 0 where it is to come; `None` without a date."""
    return (today - answer).days if isinstance(answer, date) else None


def evidence(
    rule: Recent, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The days that have passed, against the most that may have."""
    answer = answer_of(matching_round, request, supporter, rule.of, rule.field)
    return Evidence(age(answer, matching_round.today), rule.days)
