"""The search's view of the flows: what counts are worth, part by part."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.counts.cuts import cut_of
from matchmaker.optimise.counts.flows import best_flow
from matchmaker.optimise.counts.prices import prices_of
from matchmaker.optimise.counts.short import Short

if TYPE_CHECKING:
    from matchmaker.optimise.counts.cuts import Cut
    from matchmaker.optimise.counts.network import Network
    from matchmaker.optimise.counts.prices import Prices
    from matchmaker.optimise.model import Ints, Mask


@dataclass(frozen=True, eq=False)
class Valued:
    """
    The best plan of a part for some counts.

    Attributes:
        used: int64[K], its pairs, as positions in the model.
        worth: What they add up to.
        counts: int64[C], what it gives of each class of the part: no more than was
            asked for.
        whole: Whether every party gets and takes what it must.
        penalty: What a missing unit was charged.
        prices: With these no plan with the same counts is worth more.
    """

    used: Ints
    worth: int
    counts: Ints
    whole: bool
    penalty: int
    prices: Prices

    def gives(self, counts: Ints) -> bool:
        """Whether it is a plan for just these counts."""
        return self.whole and bool(np.array_equal(self.counts, counts))


@dataclass(eq=False)
class Part:
    """
    Classes that share parties at the right, and all that was found out about them.

    Attributes:
        network: Their pairs.
        kinds: int64[C], which classes of the round they are.
        weights: int64[F], what each pair is worth.
        cuts: Bounds on the worth of any counts, in the order found.
    """

    network: Network
    kinds: Ints
    weights: Ints
    cuts: list[Cut] = field(default_factory=list)
    _known: dict[tuple[int, ...], Valued] = field(default_factory=dict)

    def value(self, counts: Ints, penalty: int) -> Valued:
        """
        Find the best plan for counts of all classes of the round; adds a cut.

        Args:
            counts: int64[classes of the round].
            penalty: What a missing unit costs.
        """
        own = counts[self.kinds]
        key = tuple(own.tolist())
        known = self._known.get(key)
        if known is None or (known.penalty < penalty and not known.gives(own)):
            self._known[key] = known = self._ask(own, penalty)
        return known

    def learns(self, counts: Ints) -> bool:
        """Whether these counts of all classes were not asked about yet."""
        return tuple(counts[self.kinds].tolist()) not in self._known

    def _ask(self, own: Ints, penalty: int) -> Valued:
        network, weights = self.network, self.weights
        flow = best_flow(network, own, weights, penalty)
        self.cuts.append(cut_of(network, weights, flow.prices.right))
        prices = flow.prices
        if flow.short.total:
            # What it gives instead is best for the counts that it does give.
            nothing = Short.nowhere(network)
            prices = prices_of(network, flow.used, weights, penalty, nothing)
            self.cuts.append(cut_of(network, weights, prices.right))
        found = Valued(
            used=network.pairs[flow.used],
            worth=int(weights[flow.used].sum()),
            counts=network.counts(flow.used),
            whole=flow.short.parties == 0,
            penalty=penalty,
            prices=prices,
        )
        if found.whole:
            self._known[tuple(found.counts.tolist())] = found
        return found


def parts_of(network: Network, weights: Ints) -> list[Part]:
    """Split a network where no party at the right joins its classes."""
    return [
        Part(network.part(pairs, kinds), kinds, weights[pairs])
        for pairs, kinds in groups_of(network, np.zeros((0, network.classes), bool))
    ]


def groups_of(network: Network, rows: Mask) -> list[tuple[Mask, Ints]]:
    """
    Classes that neither a party at the right nor a row joins to others.

    Args:
        network: Whose classes they are.
        rows: bool[K, C], the classes that each row speaks of.

    Returns:
        For each group its pairs (bool[F]) and its classes. Pairs whose left party
        has no class are put together as if they had one.
    """
    width = network.classes + 1
    of_pair = network.kind[network.left] % width
    met = np.flatnonzero(np.bincount(network.right * width + of_pair))
    joint, kinds = np.divmod(met, width)
    row, kind = np.nonzero(rows)
    joint = np.append(joint, row + len(network.right_high))
    label = _joined(joint, np.append(kinds, kind), width)
    names = np.unique(label[of_pair])
    return [(label[of_pair] == n, np.flatnonzero(label[:-1] == n)) for n in names]


def _joined(joint: Ints, kind: Ints, kinds: int) -> Ints:
    """A label for each kind, the same for all that meet at a joint."""
    label = np.arange(kinds)
    while True:
        lowest = np.full(int(joint.max(initial=0)) + 1, kinds)
        np.minimum.at(lowest, joint, label[kind])
        joined = label.copy()
        np.minimum.at(joined, kind, lowest[joint])
        if np.array_equal(joined, label):
            return label
        label = joined
