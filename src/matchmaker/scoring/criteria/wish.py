"""Whether the supporter is what the request wishes for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matchmaker.candidates.answers import Common, silent, word_lists
from matchmaker.candidates.coded import UNKNOWN, Bools, Ints
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.criteria import THOUSANDTHS, Wish
from matchmaker.domain.field import words_of
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.spelling import folded
from matchmaker.domain.supporter import Supporter
from matchmaker.scoring.scorer import Scorer


@dataclass(frozen=True, eq=False)
class _Granting:
    """One wish: who has it, who has said enough to tell, and whose answers meet."""

    wished: Bools
    asks_known: Bools
    comes_known: Bools
    meet: Common
    if_they_meet: bool

    def marks(self, r: Ints, s: Ints) -> Ints:
        met = self.meet.any(r, s) == self.if_they_meet
        known = self.wished[r] & self.asks_known[r] & self.comes_known[s]
        return np.where(known, np.where(met, THOUSANDTHS, 0), UNKNOWN)


def scorer(criterion: Wish, table: Table) -> Scorer:
    """Whether the supporter is what the request wishes for."""
    wishes = list(_wishes(criterion, table))

    def marks(r: Ints, s: Ints, _minutes: Ints) -> Ints:
        best = np.full(len(r), UNKNOWN, dtype=np.int64)
        for wish in wishes:
            best = np.maximum(best, wish.marks(r, s))
        return best

    return marks


def _wishes(criterion: Wish, table: Table) -> Iterator[_Granting]:
    asked = word_lists(table, "request", criterion.field)
    for wish, field in (*criterion.common.items(), *criterion.different.items()):
        ours = word_lists(table, "request", field)
        theirs = word_lists(table, "supporter", field)
        yield _Granting(
            wished=np.array([folded(wish) in words for words in asked], dtype=bool),
            asks_known=~silent(ours),
            comes_known=~silent(theirs),
            meet=Common(ours, theirs),
            if_they_meet=wish in criterion.common,
        )


def evidence(
    criterion: Wish, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The wishes granted, against all that there are; `None` if nothing is known."""
    asked = {folded(word) for word in words_of(request.fields.get(criterion.field))}
    granted, told, wished = [], False, []
    for wish, field in (*criterion.common.items(), *criterion.different.items()):
        if folded(wish) not in asked:
            continue
        wished.append(wish)
        ours = {folded(word) for word in words_of(request.fields.get(field))}
        theirs = {folded(word) for word in words_of(supporter.fields.get(field))}
        told |= bool(ours and theirs)
        if ours and theirs and ours.isdisjoint(theirs) != (wish in criterion.common):
            granted.append(wish)
    return Evidence(tuple(granted) if told else None, tuple(wished))
