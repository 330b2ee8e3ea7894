"""What a criterion's file offers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from matchmaker.candidates.coded import Ints
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.criteria import Criterion
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter

Scorer = Callable[[Ints, Ints, Ints], Ints]
"""Takes positions of requests and supporters and the travel minutes of each pair
(int64[n] each) and gives each pair's sub-score in thousandths, -1 where missing."""


class CriterionFile(Protocol):
    """What a file in `scoring/criteria` offers."""

    def scorer(self, criterion: Criterion, table: Table) -> Scorer:
        """A scorer of many pairs at once."""

    def evidence(
        self,
        criterion: Criterion,
        matching_round: Round,
        request: Request,
        supporter: Supporter,
    ) -> Evidence:
        """What the criterion sees of one pair."""


@cache
def criterion_file(name: str) -> CriterionFile:
    """The file of a criterion, found by the criterion's name."""
    return cast("CriterionFile", import_module(f"matchmaker.scoring.criteria.{name}"))
