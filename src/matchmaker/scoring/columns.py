"""What each candidate is worth, in columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, eq=False)
class Scores:
    """
    Points of every candidate, in the order of the candidates.

    P candidates, C criteria.

    Attributes:
        points: int64[P], the sum over all criteria: what the solver maximises.
        criteria: The C criteria, in the programme's order.
        by_criterion: int32[C, P] (int64 where the points are given).
        confidence: int16[P], percent of the weights that rest on known values.
    """

    points: npt.NDArray[np.int64]
    criteria: tuple[str, ...]
    by_criterion: npt.NDArray[np.int32] | npt.NDArray[np.int64]
    confidence: npt.NDArray[np.int16]

    def breakdown(self, pair: int) -> dict[str, int]:
        """Points by criterion of one candidate."""
        values = self.by_criterion[:, pair].tolist()
        return dict(zip(self.criteria, values, strict=True))
