"""What is the same in every best plan, and what is a free choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from matchmaker.optimise.marginals.components import components

if TYPE_CHECKING:
    from matchmaker.optimise.marginals.residual import Residual
    from matchmaker.optimise.model import Ints, Mask

Share = Literal["all", "some", "none"]
"""In how many of the best plans a pair is used."""


@dataclass(frozen=True, eq=False)
class Sameness:
    """
    The pairs that every best plan uses, and those that none uses.

    Attributes:
        always: bool[P].
        never: bool[P].
    """

    always: Mask
    never: Mask

    def of(self, pair: int) -> Share:
        """In how many of the best plans a pair is used."""
        if self.always[pair]:
            return "all"
        return "none" if self.never[pair] else "some"


def always_or_never(residual: Residual) -> Sameness:
    """
    Find out which pairs are used by all, some or none of the best plans.

    A change is free exactly if it lies on a cycle of arcs without length; such arcs
    join two nodes of one strongly connected component.

    Args:
        residual: A best plan. Where its model has coupling rows or minimums-if-used,
            plans that break them count too: a pair that is found in all or none of
            these plans is so for certain, one in some of them may not be.
    """
    model = residual.model
    tail, head = _tight_arcs(residual)
    number = components(model.requests + model.supporters + 1, tail, head)
    together = number[model.request] == number[model.supporter + model.requests]
    free = together & (residual.flip == 0)
    return Sameness(residual.used & ~free, ~residual.used & ~free)


def _tight_arcs(residual: Residual) -> tuple[Ints, Ints]:
    """Tail and head of every arc of length 0: requests, supporters, the sink."""
    model = residual.model
    sink = model.requests + model.supporters
    pairs = np.flatnonzero(residual.flip == 0)
    request = model.request[pairs].astype(np.int64)
    supporter = model.supporter[pairs] + model.requests
    used = residual.used[pairs]
    to_sink = _without_length(residual.fewer, residual.fill)
    from_sink = _without_length(residual.more, residual.free)
    tail = [np.where(used, supporter, request), to_sink, np.full(len(from_sink), sink)]
    head = [np.where(used, request, supporter), np.full(len(to_sink), sink), from_sink]
    return np.concatenate(tail), np.concatenate(head)


def _without_length(of_requests: Ints, of_supporters: Ints) -> Ints:
    return np.flatnonzero(np.concatenate([of_requests, of_supporters]) == 0)
