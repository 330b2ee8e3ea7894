"""What each candidate is worth, in columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt


class Breakdown(Protocol):
    """Where the points of candidates come from, worked out where somebody asks."""

    def by_criterion(
        self, pairs: slice | npt.NDArray[np.int64]
    ) -> npt.NDArray[np.signedinteger]:
        """int[C, n], the points of some candidates by criterion."""

    def confidence(self, pairs: slice | npt.NDArray[np.int64]) -> npt.NDArray[np.int16]:
        """int16[n], percent of the weights that rest on known values."""


@dataclass(frozen=True, eq=False)
class Scores:
    """
    Points of every candidate, in the order of the candidates.

    Only totals are kept: what they are made of is asked of few pairs, and would take
    several times the room.

    P candidates, C criteria.

    Attributes:
        points: int32[P] (int64 where the points are given), the sum over all
            criteria: what the solver maximises.
        criteria: The C criteria, in the programme's order.
        behind: Where the points come from.
    """

    points: npt.NDArray[np.signedinteger]
    criteria: tuple[str, ...]
    behind: Breakdown

    def only(self, pairs: npt.NDArray[np.int64]) -> Scores:
        """The scores of the candidates at these positions."""
        return replace(
            self, points=self.points[pairs], behind=_Fewer(self.behind, pairs)
        )

    def breakdown(self, pair: int) -> dict[str, int]:
        """Points by criterion of one candidate."""
        return self.breakdowns(np.array([pair], dtype=np.int64))[0]

    def breakdowns(self, pairs: npt.NDArray[np.int64]) -> list[dict[str, int]]:
        """Points by criterion of each of some candidates."""
        columns = self.behind.by_criterion(pairs).T.tolist()
        return [dict(zip(self.criteria, values, strict=True)) for values in columns]

    def confidence(self, pairs: npt.NDArray[np.int64]) -> list[int]:
        """Percent of the weights that rest on known values, of each of some candidates."""
        percents: list[int] = self.behind.confidence(pairs).tolist()
        return percents


@dataclass(frozen=True, eq=False)
class _Fewer:
    """Where the points of some candidates come from: the same as among all."""

    whole: Breakdown
    kept: npt.NDArray[np.int64]

    def by_criterion(
        self, pairs: slice | npt.NDArray[np.int64]
    ) -> npt.NDArray[np.signedinteger]:
        """int[C, n], the points of some candidates by criterion."""
        return self.whole.by_criterion(self.kept[pairs])

    def confidence(self, pairs: slice | npt.NDArray[np.int64]) -> npt.NDArray[np.int16]:
        """int16[n], percent of the weights that rest on known values."""
        return self.whole.confidence(self.kept[pairs])
