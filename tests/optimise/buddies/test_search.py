"""The best matching of any graph: alternating trees, blossoms and prices."""

import networkx as nx
import numpy as np
import pytest

from matchmaker.certify.matching import matching_bound
from matchmaker.optimise.buddies.fractional import fractional_start
from matchmaker.optimise.buddies.graph import Graph
from matchmaker.optimise.buddies.matching import Budget, best_matching
from matchmaker.optimise.buddies.search import Search


def graph_of(nodes, edges):
    first, second, weight = np.array(
        [(a, b, w) for (a, b), w in sorted(edges.items())], np.int64
    ).T
    return Graph(nodes, first, second, weight)


def random_graph(seed):
    """Sparse or dense, with few or many different weights."""
    rng = np.random.default_rng(seed)
    nodes = int(rng.integers(3, 28))
    density, largest = rng.choice([0.15, 0.4, 1.0]), int(rng.choice([1, 3, 1000]))
    lift = int(rng.choice([0, 50 * largest]))
    edges = {
        (a, b): int(rng.integers(1, largest + 1)) + lift
        for a in range(nodes)
        for b in range(a + 1, nodes)
        if rng.random() < density
    }
    return graph_of(nodes, edges | {(0, 1): 1})


def by_networkx(graph):
    drawn = nx.Graph()
    columns = graph.first.tolist(), graph.second.tolist(), graph.weight.tolist()
    drawn.add_weighted_edges_from(zip(*columns, strict=True))
    return sum(drawn[a][b]["weight"] for a, b in nx.max_weight_matching(drawn))


def cold_start(graph):
    """Nobody matched, and everybody's price as high as could be wanted."""
    return np.full(graph.nodes, -1), np.full(graph.nodes, graph.weight.max())


def searched(graph, start):
    search = Search(graph, *start(graph))
    assert search.run(lambda _: True)
    return search


def value_and_bound(graph, search):
    odd_sets = [(b.members.tolist(), b.price) for b in search.blossoms.alive]
    prices = search.tree.price.tolist()
    value = graph.value(np.array(search.blossoms.mate))
    columns = graph.first, graph.second, graph.weight
    return value, matching_bound(*columns, prices, odd_sets)


# In the last ones nodes leave the tree when a blossom is opened, and are needed again.
SEEDS = (*range(40), 64, 96, 99, 183)


@pytest.mark.parametrize("start", [cold_start, fractional_start])
@pytest.mark.parametrize("seed", SEEDS)
def test_trees_reach_what_networkx_reaches_and_prices_show_it(start, seed):
    graph = random_graph(seed)
    search = searched(graph, start)
    value, bound = value_and_bound(graph, search)
    assert value == bound == by_networkx(graph)
    outermost = [b for b in search.blossoms.alive if b.parent < 0]
    assert all(blossom.price > 0 for blossom in outermost)


def test_a_triangle_needs_its_odd_set():
    # Half of each edge would be worth 15; one whole edge is all there is.
    graph = graph_of(3, {(0, 1): 10, (0, 2): 10, (1, 2): 10})
    mate, price = fractional_start(graph)
    assert price.sum() == 2 * 15
    assert sorted(mate.tolist()).count(-1) == 1
    search = searched(graph, fractional_start)
    assert value_and_bound(graph, search) == (10, 10)
    (triangle,) = search.blossoms.alive
    assert sorted(triangle.members.tolist()) == [0, 1, 2]


def test_inner_blossoms_are_opened_again():
    """Somewhere among these a blossom is shrunk, joined to the tree, and opened."""
    opened = 0
    for seed in range(40):
        graph = random_graph(seed)
        search = Search(graph, *cold_start(graph))
        tree_open = search.tree.open

        def counted(number, tree_open=tree_open):
            nonlocal opened
            opened += 1
            return tree_open(number)

        search.tree.open = counted
        search.run(lambda _: True)
        assert value_and_bound(graph, search)[0] == by_networkx(graph)
    assert opened > 10


def test_edges_worth_less_than_nothing_are_left_out():
    graph = graph_of(4, {(0, 1): 5, (1, 2): -1, (2, 3): -2})
    assert best_matching(graph).mate.tolist() == [1, 0, -1, -1]


def test_a_spent_budget_leaves_a_matching_and_a_bound():
    graph = graph_of(3, {(0, 1): 10, (0, 2): 10, (1, 2): 10})
    matching = best_matching(graph, budget=Budget(effort=0))
    assert graph.value(matching.mate) == 10
    assert matching.bound == 15
    assert best_matching(graph, budget=Budget(effort=9)).bound == 10


def test_what_is_needed_and_cannot_be_is_not_searched_for():
    graph = graph_of(3, {(0, 1): 10, (0, 2): 10, (1, 2): 10})
    assert best_matching(graph, need=16).bound == 15
    assert best_matching(graph, need=15).bound == 10
