"""What bounds or counts ask for and no plan can give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matchmaker.optimise.counts.network import Network
    from matchmaker.optimise.model import Ints


@dataclass(frozen=True, eq=False)
class Short:
    """
    Units that could not be given.

    Attributes:
        kind: int64[C], by class.
        left: int64[L], by left party.
        right: int64[S], by right party.
    """

    kind: Ints
    left: Ints
    right: Ints

    @classmethod
    def nowhere(cls, network: Network) -> Short:
        """Nothing is missing."""
        sizes = (network.classes, len(network.left_high), len(network.right_high))
        return cls(*(np.zeros(size, np.int64) for size in sizes))

    @property
    def parties(self) -> int:
        """Units missing at parties, which no counts can help."""
        return int(self.left.sum() + self.right.sum())

    @property
    def total(self) -> int:
        """Units missing anywhere."""
        return self.parties + int(self.kind.sum())
