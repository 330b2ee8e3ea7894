"""Several objectives as one whole number, from which each can be read again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import NumberRangeError
from matchmaker.optimise.objectives import sum_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matchmaker.optimise.model import Ints, Model

FAR = 2**60
"""The length of a way that does not exist; sums of a few still fit in int64."""

LARGEST = 2**56
"""No plan may be worth more than this, so that lengths stay well below `FAR`."""


@dataclass(frozen=True)
class Scale:
    """
    Multipliers under which no gain in a later objective makes up for an earlier loss.

    The base of each objective exceeds twice the range of what follows it, so a
    difference of two plans can be taken apart even where its parts differ in sign.

    Attributes:
        objectives: Objectives that add up over pairs, in order.
        ranges: No two plans differ in an objective by more than this.
    """

    objectives: tuple[str, ...]
    ranges: tuple[int, ...]

    @classmethod
    def of(cls, model: Model, objectives: tuple[str, ...]) -> Scale:
        """
        The scale for the plans of a model.

        Raises:
            NumberRangeError: If the combined numbers are too large.
        """
        amounts = [sum_of(model, name).pairs for name in objectives]
        scale = cls(objectives, tuple(_range(model, amount) for amount in amounts))
        largest = sum(
            weight * distance
            for weight, distance in zip(scale.weights, scale.ranges, strict=True)
        )
        if largest > LARGEST:
            raise NumberRangeError(
                f"The points and priorities are too large to compare plans exactly by "
                f"{' and '.join(objectives)} at once."
            )
        return scale

    @property
    def weights(self) -> tuple[int, ...]:
        """
        What one unit of each objective counts in the combined number.

        >>> Scale(("coverage", "points"), (5, 40)).weights
        (81, 1)
        """
        weights = [1]
        for distance in reversed(self.ranges[1:]):
            weights.insert(0, weights[0] * (2 * distance + 1))
        return tuple(weights)

    def combined(self, model: Model) -> Ints:
        """What each pair adds to the combined number; int64[P]."""
        total = np.zeros(model.pairs, np.int64)
        for weight, name in zip(self.weights, self.objectives, strict=True):
            total += weight * sum_of(model, name).pairs
        return total

    def split(self, difference: NDArray[np.int64]) -> NDArray[np.int64]:
        """
        The difference in each objective behind differences of combined numbers.

        Args:
            difference: int64[...], between plans of the model.

        Returns:
            int64[..., K], one column per objective.

        >>> scale = Scale(("coverage", "points"), (5, 40))
        >>> scale.split(np.array([81 * 2 - 30, 7])).tolist()
        [[2, -30], [0, 7]]
        """
        rest = np.asarray(difference, np.int64)
        columns: list[NDArray[np.int64]] = []
        for distance in reversed(self.ranges[1:]):
            base = 2 * distance + 1
            column = (rest + distance) % base - distance
            rest = (rest - column) // base
            columns.insert(0, column)
        return np.stack([rest, *columns], axis=-1)


def _range(model: Model, amount: Ints) -> int:
    """How far apart two plans can be: each request at its worst and at its best."""
    least = np.zeros(model.requests, np.int64)
    most = np.zeros(model.requests, np.int64)
    np.minimum.at(least, model.request, amount)
    np.maximum.at(most, model.request, amount)
    return int(((most - least).astype(object) * model.most_given).sum())
