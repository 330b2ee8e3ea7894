"""Pairs and their points, as users who score elsewhere bring them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, eq=False)
class GivenPairs:
    """
    Scored pairs in columns, sorted by request, then supporter; each pair once.

    Attributes:
        request: int32[P], positions in the round's `requests`.
        supporter: int32[P], positions in the round's `supporters`.
        points: int64[P], whole points (already scaled by the round's `decimals`).
        load: int64[P], what each pair takes from the supporter's capacity.
    """

    request: npt.NDArray[np.int32]
    supporter: npt.NDArray[np.int32]
    points: npt.NDArray[np.int64]
    load: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.request)
