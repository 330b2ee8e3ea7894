"""The few edges of a large graph that a matching chooses from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matchmaker.optimise.buddies.graph import Graph
    from matchmaker.optimise.model import Ints, Mask

SMALL = 100_000
"""Graphs with no more edges are searched whole."""

DEAREST = 16
"""So many edges of each node are looked at first, and as many more each time."""


def dearest(graph: Graph) -> Mask:
    """bool[E], the edges to begin with: those of each node that are worth most."""
    if len(graph.weight) <= SMALL:
        return np.ones(len(graph.weight), bool)
    return dearest_of(graph, graph.weight, np.ones(len(graph.weight), bool))


def dearest_of(graph: Graph, worth: Ints, among: Mask) -> Mask:
    """
    Pick the edges of each node that are worth most, as the lower end and as the higher.

    Args:
        graph: The graph.
        worth: int64[E], what edges are compared by.
        among: bool[E], the edges to pick from.
    """
    # Among equals chance picks, the same at every run, so that not all nodes pick
    # the same few others.
    edges = np.random.default_rng(0).permutation(np.flatnonzero(among))
    if len(edges) == 0:
        return among
    order = edges[_sorted(worth[edges].max() - worth[edges])]
    picked = np.zeros(len(graph.weight), bool)
    for ends in (graph.first, graph.second):
        nodes = ends[order]
        by_node = _sorted(nodes)
        counts = np.bincount(nodes, minlength=graph.nodes)
        begins = np.repeat(np.cumsum(counts) - counts, counts)
        place = np.arange(len(order)) - begins
        picked[order[by_node[place < DEAREST]]] = True
    return picked


def _sorted(keys: Ints) -> Ints:
    """The order of keys from 0 upwards; numpy is much quicker with short ones."""
    short = int(keys.max(initial=0)) < 1 << 16
    return np.argsort(keys.astype(np.uint16) if short else keys, kind="stable")
