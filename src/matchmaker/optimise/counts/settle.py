"""What comes after the sums: among plans with the best counts, by flows alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.counts.flows import best_flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.optimise.counts.network import Network
    from matchmaker.optimise.counts.parts import Part
    from matchmaker.optimise.counts.search import Met, Search
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import Deadline


@dataclass(frozen=True, eq=False)
class Settled:
    """
    The plan that the stages single out.

    Attributes:
        used: int64[K], its pairs, as positions in the model.
        scores: What it reaches in each stage (balance with its sign turned).
    """

    used: Ints
    scores: tuple[int, ...]

    @classmethod
    def of_all(cls, parts: Sequence[Settled]) -> Settled:
        """Several parts as one."""
        used = np.concatenate([np.zeros(0, np.int64), *(part.used for part in parts)])
        scores = zip(*(part.scores for part in parts), strict=True)
        return cls(used, tuple(sum(scores_of) for scores_of in scores))


def settle(
    search: Search, best: Met, stages: Sequence[Ints | None], deadline: Deadline
) -> tuple[Settled, bool]:
    """
    Take the stages one after the other, over all choices of counts that are best.

    Args:
        search: Done.
        best: What it found.
        stages: What each pair of the model is worth (int64[P]), `None` for balance of
            load; in order.
        deadline: When to stop looking for other choices of counts.

    Returns:
        The plan, and whether no other choice of counts could be as good.
    """
    choices = search.all_best(deadline)
    met = choices or (best,)
    plans = [
        Settled.of_all([_settled(part, one.counts, stages) for part in search.parts])
        for one in met
    ]
    return max(plans, key=lambda plan: plan.scores), choices is not None


def _settled(part: Part, counts: Ints, stages: Sequence[Ints | None]) -> Settled:
    """Each stage on the plans that the one before left."""
    valued = part.value(counts, penalty=0)  # known, so that nothing is charged
    network, certain = part.network.narrow(part.weights, valued.prices)
    left = valued.counts - part.network.counts(certain)
    used, scores = [part.network.pairs[certain]], []
    for place, stage in enumerate(stages):
        balance = stage is None
        weights = np.zeros(len(network.pairs), np.int64)
        if stage is not None:
            weights = stage[network.pairs]
        flow = best_flow(network, left, weights, balance=balance)
        whole = np.concatenate([*used, network.pairs[flow.used]])
        scores.append(
            _evenness(part.network, whole) if stage is None else int(stage[whole].sum())
        )
        if place == len(stages) - 1:
            return Settled(whole, tuple(scores))
        narrower, certain = network.narrow(weights, flow.prices, balance=balance)
        used.append(network.pairs[certain])
        left = left - network.counts(certain)
        network = narrower
    return Settled(valued.used, ())


def _evenness(network: Network, used: Ints) -> int:
    """Minus the squares of the loads on the right, forced pairs included."""
    of_used = network.right[np.searchsorted(network.pairs, used)]
    units = np.bincount(of_used, minlength=len(network.taken)) + network.taken
    return -int((network.step * np.square(units)).sum())
