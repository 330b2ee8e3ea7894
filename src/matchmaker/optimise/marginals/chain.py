"""The swap chain: who leaves whom, and who comes, if one decision is reversed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from matchmaker.optimise.marginals.paths import nearest
from matchmaker.optimise.marginals.scale import FAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.optimise.marginals.marginals import Marginals
    from matchmaker.optimise.marginals.residual import Residual
    from matchmaker.optimise.model import Ints, Model


class Move(NamedTuple):
    """A pair that comes into the plan (`+`) or leaves it (`-`)."""

    pair: int
    sign: Literal["+", "-"]


def swap_chain(marginals: Marginals, pair: int) -> tuple[Move, ...] | None:
    """
    The cheapest changes that go with insisting on a pair, or with forbidding it.

    Args:
        marginals: The plan and its prices.
        pair: An unused pair to insist on, or a used one to forbid.

    Returns:
        The pair itself, then one change after the other, each making room for the
        one before; applied together they give a plan that loses exactly the
        regret. `None` if there is no such plan.
    """
    residual = marginals.residual
    if residual.fixed[pair]:
        return None
    chain = _forbid if residual.used[pair] else _insist
    return chain(marginals, pair)


def after(marginals: Marginals, chain: tuple[Move, ...]) -> Ints:
    """The pairs of the plan with the changes made, ascending."""
    chosen = marginals.residual.used.copy()
    for move in chain:
        chosen[move.pair] = move.sign == "+"
    return np.flatnonzero(chosen)


def _insist(marginals: Marginals, pair: int) -> tuple[Move, ...] | None:
    """The way from the supporter who is filled back to the request that is given."""
    residual, model = marginals.residual, marginals.model
    request, start = int(model.request[pair]), int(model.supporter[pair])
    held = residual.held[request]
    held = held[held >= 0]
    ends = _ends(model, held, residual.flip[held], residual.more[request])
    distance, before = nearest(marginals.lengths, start, ends)
    goal = _goal(distance, ends)
    if goal is None:
        return None
    steps = _steps(residual, _trace(before, goal)[::-1])
    gone = held[model.supporter[held] == goal].tolist()
    return (Move(pair, "+"), *steps, *(Move(leaving, "-") for leaving in gone))


def _forbid(marginals: Marginals, pair: int) -> tuple[Move, ...] | None:
    """The way from the request that is left back to the supporter who is emptied."""
    residual, model = marginals.residual, marginals.model
    request, start = int(model.request[pair]), int(model.supporter[pair])
    part = np.arange(model.indptr[request], model.indptr[request + 1])
    joins = part[~residual.used[part]]
    ends = _ends(model, joins, residual.flip[joins], residual.fewer[request])
    distance, following = nearest(marginals.lengths.T, start, ends)
    goal = _goal(distance, ends)
    if goal is None:
        return None
    steps = _steps(residual, _trace(following, goal))
    come = joins[model.supporter[joins] == goal].tolist()
    return (Move(pair, "-"), *(Move(joining, "+") for joining in come), *steps)


def _ends(model: Model, pairs: Ints, lengths: Ints, alone: int) -> Ints:
    """
    How far it is from each supporter, and from the sink, to a request.

    Args:
        model: Where the supporters of the pairs stand.
        pairs: The pairs by which the way may lead to the request.
        lengths: Their lengths.
        alone: The length of the step between the sink and the request.
    """
    ends = np.full(model.supporters + 1, FAR)
    ends[model.supporter[pairs]] = lengths
    ends[-1] = alone
    return ends


def _goal(distance: Ints, ends: Ints) -> int | None:
    """The node by which the shortest way reaches the request, if any does."""
    goal = int(np.argmin(distance + ends))
    return goal if distance[goal] + ends[goal] < FAR else None


def _trace(before: Ints, node: int) -> list[int]:
    """The nodes from this one to where the search began."""
    nodes = [node]
    while before[nodes[-1]] >= 0:
        nodes.append(int(before[nodes[-1]]))
    return nodes


def _steps(residual: Residual, nodes: list[int]) -> list[Move]:
    """The changes behind a way along supporters and the sink."""
    moves: list[Move] = []
    for tail, head in pairwise(nodes):
        moves += _step(residual, tail, head)
    return moves


def _step(residual: Residual, tail: int, head: int) -> tuple[Move, ...]:
    """The cheapest single step; one that moves nobody, if that is as cheap."""
    model, sink = residual.model, residual.model.supporters
    if tail == sink:
        joins = np.flatnonzero((model.supporter == head) & ~residual.used)
        ways = residual.more[model.request[joins]] + residual.flip[joins]
        return _cheapest(
            residual.free[head], [(Move(int(p), "+"),) for p in joins], ways
        )
    leaves = np.flatnonzero((model.supporter == tail) & residual.used & ~residual.fixed)
    if head == sink:
        ways = residual.fewer[model.request[leaves]] + residual.flip[leaves]
        return _cheapest(
            residual.fill[tail], [(Move(int(p), "-"),) for p in leaves], ways
        )
    moves, lengths = [], []
    for gone in leaves.tolist():
        request = model.request[gone]
        part = np.arange(model.indptr[request], model.indptr[request + 1])
        for joins in part[(model.supporter[part] == head) & ~residual.used[part]]:
            moves.append((Move(gone, "-"), Move(int(joins), "+")))
            lengths.append(residual.flip[gone] + residual.flip[joins])
    return _cheapest(FAR, moves, np.array(lengths))


def _cheapest(
    idle: int, moves: Sequence[tuple[Move, ...]], lengths: Ints
) -> tuple[Move, ...]:
    """The changes of the shortest step; none at all, where that is as short."""
    best = int(np.argmin(np.append(idle, lengths)))
    return () if best == 0 else moves[best - 1]
