"""The pairs as a network from classes over parties to the other side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.model import sum_by

if TYPE_CHECKING:
    from matchmaker.optimise.counts.classes import Classes
    from matchmaker.optimise.counts.prices import Prices
    from matchmaker.optimise.face import Face
    from matchmaker.optimise.model import Ints, Mask


@dataclass(frozen=True, eq=False)
class Network:
    """
    Free pairs between the side that has classes (left) and the other (right).

    Units are counted over the free pairs alone, as in `Face`.

    Attributes:
        pairs: int64[F], positions in the model.
        left: int64[F], the classed party of each pair.
        right: int64[F], its other party.
        left_low: int64[L], units that a party must get.
        left_high: int64[L], units that it may get.
        right_low: int64[S], units that a party must take.
        right_high: int64[S], units that it may take.
        kind: int64[L], the class of each left party; -1 for none.
        classes: How many classes there are.
        step: int64[S], the square of a right party's step of load.
        taken: int64[S], units that forced pairs take at the right.
    """

    pairs: Ints
    left: Ints
    right: Ints
    left_low: Ints
    left_high: Ints
    right_low: Ints
    right_high: Ints
    kind: Ints
    classes: int
    step: Ints
    taken: Ints

    @property
    def nodes(self) -> int:
        """How many nodes the flow has."""
        return self.classes + len(self.left_high) + len(self.right_high) + 1

    @property
    def contradictory(self) -> bool:
        """Whether some party must get or take more than it may."""
        return bool(
            np.any(self.left_low > self.left_high)
            or np.any(self.right_low > self.right_high)
        )

    @cached_property
    def least(self) -> Ints:
        """int64[C], units that each class must get."""
        return self._over_classes(self.left_low)

    @cached_property
    def most(self) -> Ints:
        """int64[C], units that each class may get."""
        return self._over_classes(self.left_high)

    def counts(self, used: Mask) -> Ints:
        """int64[C], units of each class with the pairs `used` (bool[F])."""
        kinds = self.kind[self.left[used]]
        return np.bincount(kinds[kinds >= 0], minlength=self.classes)

    def step_cost(self, units: Ints) -> Ints:
        """int64[S], what the last of so many units adds to the squares of loads."""
        cost: Ints = self.step * (2 * (units + self.taken) - 1)
        return cost

    def part(self, pairs: Mask, kinds: Ints) -> Network:
        """
        Only some of the pairs and the parties that they join.

        Args:
            pairs: bool[F], what stays.
            kinds: Their classes, ascending; numbered anew in this order.
        """
        lefts, left = _renumbered(self.left[pairs], len(self.left_high))
        rights, right = _renumbered(self.right[pairs], len(self.right_high))
        number = np.full(self.classes + 1, -1)
        number[kinds] = np.arange(len(kinds))
        return Network(
            pairs=self.pairs[pairs],
            left=left,
            right=right,
            left_low=self.left_low[lefts],
            left_high=self.left_high[lefts],
            right_low=self.right_low[rights],
            right_high=self.right_high[rights],
            kind=number[self.kind[lefts]],
            classes=len(kinds),
            step=self.step[rights],
            taken=self.taken[rights],
        )

    def narrow(
        self, weights: Ints, prices: Prices, *, balance: bool = False
    ) -> tuple[Network, Mask]:
        """
        The plans that are best for `weights`, given prices that prove it.

        Args:
            weights: int64[F], what each pair is worth.
            prices: Of a best plan with the counts that are held.
            balance: Whether the square of each load on the right was paid.

        Returns:
            The network without pairs that are settled, and bool[F], those among them
            that every such plan uses.
        """
        slack = weights - prices.left[self.left] - prices.right[self.right]
        of_class = np.append(prices.kind, 0)[self.kind]  # none is the last
        own = prices.left - of_class
        low, high = self.right_low, self.right_high
        if balance:
            right_low = np.clip(self._units_worth(prices.right - 1), low, high)
            right_high = np.clip(self._units_worth(prices.right), low, high)
        else:
            right_low = np.where(prices.right > 0, high, low)
            right_high = np.where(prices.right < 0, low, high)
        bounded = replace(
            self,
            left_low=np.where(own > 0, self.left_high, self.left_low),
            left_high=np.where(own < 0, self.left_low, self.left_high),
            right_low=right_low,
            right_high=right_high,
        )
        return bounded.settle(slack > 0, slack == 0), slack > 0

    def _units_worth(self, price: Ints) -> Ints:
        """How many units at the right cost no more than `price` each."""
        units: Ints = (price // np.maximum(self.step, 1) + 1) // 2 - self.taken
        return units

    def settle(self, certain: Mask, possible: Mask) -> Network:
        """Take some pairs as used (bool[F]) and keep others that may be (bool[F])."""
        lefts = np.bincount(self.left[certain], minlength=len(self.left_high))
        rights = np.bincount(self.right[certain], minlength=len(self.right_high))
        return replace(
            self,
            pairs=self.pairs[possible],
            left=self.left[possible],
            right=self.right[possible],
            left_low=np.maximum(self.left_low - lefts, 0),
            left_high=self.left_high - lefts,
            right_low=np.maximum(self.right_low - rights, 0),
            right_high=self.right_high - rights,
            taken=self.taken + rights,
        )

    def _over_classes(self, units: Ints) -> Ints:
        within = self.kind >= 0
        return sum_by(self.kind[within], units[within], self.classes)


def network_of(face: Face, classes: Classes) -> Network:
    """All plans of a face, seen from the side that has classes."""
    model = face.model
    # As wide as they come: arc numbers are worked out from them.
    request = _bounded(
        face.request.astype(np.int64), face.request_low, face.request_high
    )
    supporter = _bounded(
        face.supporter.astype(np.int64), face.supporter_low, face.supporter_high
    )
    step, taken = np.square(model.load_step), face.forced_units
    ours, theirs = request, supporter
    if classes.side == "supporter":
        ours, theirs = supporter, request
        step = taken = np.zeros(model.requests, np.int64)
    left, left_low, left_high = ours
    right, right_low, right_high = theirs
    return Network(
        pairs=face.free,
        left=left,
        right=right,
        left_low=left_low,
        left_high=left_high,
        right_low=right_low,
        right_high=right_high,
        kind=classes.of_party,
        classes=len(classes),
        step=step,
        taken=taken,
    )


def _bounded(party: Ints, low: Ints, high: Ints) -> tuple[Ints, Ints, Ints]:
    """Bounds no wider than the pairs allow."""
    degree = np.bincount(party, minlength=len(low))
    return party, np.maximum(low, 0), np.minimum(high, degree)


def _renumbered(party: Ints, parties: int) -> tuple[Ints, Ints]:
    """The parties that occur, ascending, and each one's place among them."""
    occurs = np.bincount(party, minlength=parties) > 0
    return np.flatnonzero(occurs), (np.cumsum(occurs) - 1)[party]
