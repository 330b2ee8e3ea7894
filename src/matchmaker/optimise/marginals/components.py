"""Strongly connected components over arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints


def components(nodes: int, tail: Ints, head: Ints) -> Ints:
    """
    Number the strongly connected components of a graph.

    Tarjan (1972), without recursion.

    Args:
        nodes: How many there are.
        tail: int64[A], where each arc begins.
        head: int64[A], where it ends.

    Returns:
        int64[nodes], equal for two nodes exactly if each can be reached from the
        other.

    >>> components(3, np.array([0, 1, 1]), np.array([1, 0, 2])).tolist()
    [1, 1, 0]
    """
    order = np.argsort(tail, kind="stable")
    follows = head[order].tolist()
    ends = np.searchsorted(tail[order], np.arange(nodes), side="right").tolist()
    upcoming = [0, *ends[:-1]]
    found, low, component = [-1] * nodes, [0] * nodes, [-1] * nodes
    count = components_found = 0
    open_nodes: list[int] = []
    for root in range(nodes):
        path = [root] if found[root] < 0 else []
        while path:
            node = path[-1]
            if found[node] < 0:
                found[node] = low[node] = count
                count += 1
                open_nodes.append(node)
            if upcoming[node] < ends[node]:
                near = follows[upcoming[node]]
                upcoming[node] += 1
                if found[near] < 0:
                    path.append(near)
                elif component[near] < 0:
                    low[node] = min(low[node], found[near])
                continue
            path.pop()
            if path:
                low[path[-1]] = min(low[path[-1]], low[node])
            if low[node] == found[node]:
                while component[node] < 0:
                    component[open_nodes.pop()] = components_found
                components_found += 1
    return np.array(component, np.int64)
