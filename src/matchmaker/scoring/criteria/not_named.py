"""Whether an answer names somebody else than the other side."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates.answers import answer_of, silent, word_lists
from matchmaker.candidates.coded import UNKNOWN, Exclusions, Ints
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.naming import name_met, pairs_named
from matchmaker.candidates.table import Table
from matchmaker.domain.criteria import THOUSANDTHS, OtherThanNamed
from matchmaker.domain.field import words_of
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.scoring.scorer import Scorer


def scorer(criterion: OtherThanNamed, table: Table) -> Scorer:
    """Whether an answer names somebody else than the other side."""
    lists = word_lists(table, criterion.of, criterion.field)
    others = Exclusions(pairs_named(table, criterion.of, lists))
    unsaid = silent(lists)

    def marks(r: Ints, s: Ints, _minutes: Ints) -> Ints:
        missing = unsaid[s if criterion.of == "supporter" else r]
        return np.where(missing, UNKNOWN, np.where(others.allow(r, s), THOUSANDTHS, 0))

    return marks


def evidence(
    criterion: OtherThanNamed,
    matching_round: Round,
    request: Request,
    supporter: Supporter,
) -> Evidence:
    """Under which id the answer names the other side, against all whom it names."""
    answer = answer_of(
        matching_round, request, supporter, criterion.of, criterion.field
    )
    named = words_of(answer)
    return Evidence(name_met(answer, criterion.of, request, supporter), named or None)
