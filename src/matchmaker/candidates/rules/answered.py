"""One side has answered a field as the programme asks."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates.answers import answer_of, answers
from matchmaker.candidates.coded import Test, at
from matchmaker.candidates.evidence import Evidence, Fact
from matchmaker.candidates.table import Table
from matchmaker.domain.field import FieldValue
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Answered
from matchmaker.domain.spelling import folded
from matchmaker.domain.supporter import Supporter


def screen(rule: Answered, table: Table) -> Test:
    """One side has answered a field as the programme asks."""
    wanted = frozenset(folded(word) for word in rule.one_of)
    good = np.array(
        [_fits(rule, wanted, answer) for answer in answers(table, rule.of, rule.field)],
        dtype=bool,
    )
    if rule.of == "supporter":
        return lambda r, s: good[s]
    return lambda r, s: at(good, r)


def _fits(rule: Answered, wanted: frozenset[str], answer: FieldValue | None) -> bool:
    """Whether an answer is one that the programme asks for."""
    if answer is None or answer == ():
        return rule.silent == "passes"
    if isinstance(answer, tuple):
        return not wanted or not wanted.isdisjoint(folded(word) for word in answer)
    if isinstance(answer, int) and not isinstance(answer, bool):
        return not (_below(rule, answer) or _above(rule, answer))
    return bool(answer)


def _below(rule: Answered, number: int) -> bool:
    return rule.least is not None and number < rule.least


def _above(rule: Answered, number: int) -> bool:
    return rule.most is not None and number > rule.most


def evidence(
    rule: Answered, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The answer, against the words or the limit asked for."""
    answer = answer_of(matching_round, request, supporter, rule.of, rule.field)
    limit: Fact = rule.one_of or None
    if isinstance(answer, int) and not isinstance(answer, bool):
        limit = rule.most if _above(rule, answer) else rule.least
    return Evidence(answer, limit)
