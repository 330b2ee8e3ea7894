"""The residual graph with its requests left out: from supporter to supporter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.marginals.scale import FAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matchmaker.optimise.marginals.residual import Residual
    from matchmaker.optimise.model import Ints


def hops_of(residual: Residual) -> NDArray[np.int64]:
    """
    The length of the shortest single step between any two supporters.

    A step from one supporter to another moves a request: it leaves the one and
    joins the other. The last node is the sink: a step to it takes up a spare place
    or lets a request go without, a step from it does the reverse.

    Returns:
        int64[S + 1, S + 1], `FAR` where there is no such step.
    """
    model, sink = residual.model, residual.model.supporters
    lengths = np.full((sink + 1, sink + 1), FAR)
    lengths[:sink, sink] = residual.fill
    lengths[sink, :sink] = residual.free
    joining, flip = residual.open, residual.flip
    request, target = model.request[joining], model.supporter[joining]
    from_sink = np.full(len(joining), sink)
    _shorten(lengths, from_sink, target, residual.more[request] + flip[joining])
    for leaving in residual.held.T:
        there = leaving[leaving >= 0]
        to_sink = np.full(len(there), sink)
        goes = residual.fewer[model.request[there]] + flip[there]
        _shorten(lengths, model.supporter[there], to_sink, goes)
        moves = leaving[request] >= 0
        gone = leaving[request[moves]]
        moved = flip[gone] + flip[joining[moves]]
        _shorten(lengths, model.supporter[gone], target[moves], moved)
    return lengths


def _shorten(
    lengths: NDArray[np.int64],
    tail: NDArray[np.integer],
    head: NDArray[np.integer],
    step: Ints,
) -> None:
    """Lower the lengths to those of the steps."""
    cell = tail.astype(np.int64) * len(lengths) + head
    np.minimum.at(lengths.reshape(-1), cell, np.minimum(step, FAR))
