"""What one side answered to a field."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates.answers import answer_of, answers
from matchmaker.candidates.coded import UNKNOWN
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.criteria import THOUSANDTHS, Answer
from matchmaker.domain.field import FieldValue
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.spelling import folded
from matchmaker.domain.supporter import Supporter
from matchmaker.scoring.scorer import Scorer


def scorer(criterion: Answer, table: Table) -> Scorer:
    """What one side answered to a field."""
    by_word = {folded(word): mark for word, mark in criterion.marks.items()}
    marks = np.array(
        [
            _mark(criterion, by_word, answer)
            for answer in answers(table, criterion.of, criterion.field)
        ],
        dtype=np.int64,
    )
    if criterion.of == "supporter":
        return lambda r, s, minutes: marks[s]
    return lambda r, s, minutes: marks[r]


def _mark(criterion: Answer, by_word: dict[str, int], answer: FieldValue | None) -> int:
    """Thousandths of one answer; `UNKNOWN` without one."""
    if isinstance(answer, bool):
        return answer * THOUSANDTHS
    if isinstance(answer, int):
        return _along(answer, criterion.zero, criterion.full)
    if isinstance(answer, tuple) and answer:
        return max(by_word.get(folded(word), 0) for word in answer)
    return UNKNOWN


def _along(number: int, zero: int, full: int) -> int:
    """How far a number lies on the way from `zero` to `full`, rounded half up."""
    way = abs(full - zero)
    gone = min(max((number - zero) * (1 if full > zero else -1), 0), way)
    return (2 * THOUSANDTHS * gone + way) // (2 * way)


def evidence(
    criterion: Answer, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The answer."""
    return Evidence(
        answer_of(matching_round, request, supporter, criterion.of, criterion.field)
    )
