"""A part of a graph is searched, and more of it until the prices hold for all."""

import numpy as np
import pytest

from matchmaker.certify.buddies import BuddyFacts, buddies_confirmed
from matchmaker.optimise.buddies import core, pair_up
from matchmaker.optimise.buddies.core import dearest, dearest_of
from matchmaker.optimise.buddies.graph import Graph
from matchmaker.optimise.buddies.matching import Budget, best_matching


def drawn(seed, people, share, most=40):
    rng = np.random.default_rng(seed)
    first, second = np.triu_indices(people, k=1)
    kept = rng.random(len(first)) < share
    points = rng.integers(0, most, kept.sum())
    return first[kept], second[kept], points


@pytest.fixture
def small_parts(monkeypatch):
    """Parts of one edge a node, whatever the size of the graph."""
    monkeypatch.setattr(core, "SMALL", 0)
    monkeypatch.setattr(core, "DEAREST", 1)


def test_a_small_graph_is_searched_whole():
    graph = Graph(30, *drawn(0, 30, 0.5))
    assert dearest(graph).all()


def test_the_dearest_edges_of_each_node_are_picked(monkeypatch):
    monkeypatch.setattr(core, "DEAREST", 2)
    #      0-1 0-2 0-3 1-2 1-3 2-3
    first, second = np.triu_indices(4, k=1)
    graph = Graph(4, first, second, np.array([9, 8, 1, 2, 3, 7]))
    everything = np.ones(6, bool)
    # Two of each node as the lower end, and two as the higher: only 0-3 is neither.
    picked = dearest_of(graph, graph.weight, everything)
    assert picked.tolist() == [True, True, False, True, True, True]
    few = np.array([False, False, True, True, False, False])
    assert dearest_of(graph, graph.weight, few).tolist() == few.tolist()
    nothing = np.zeros(6, bool)
    assert not dearest_of(graph, graph.weight, nothing).any()


@pytest.mark.parametrize("seed", range(25))
def test_parts_lead_to_the_same_values_as_the_whole(seed, monkeypatch):
    people = 12 + seed
    links = drawn(seed, people, 0.3 + 0.02 * seed)
    never = [(0, 1), (2, 5), (0, 7)]
    whole = pair_up(people, *links, never=never)
    monkeypatch.setattr(core, "SMALL", 0)
    monkeypatch.setattr(core, "DEAREST", 1)
    parts = pair_up(people, *links, never=never)
    assert [p.value for p in parts.proof] == [p.value for p in whole.proof]
    apart = {(min(pair), max(pair)) for pair in never}
    pairs = list(zip(links[0].tolist(), links[1].tolist(), strict=True))
    kept = np.array([pair not in apart for pair in pairs])
    facts = BuddyFacts(people, *(column[kept] for column in links), never)
    assert buddies_confirmed(facts, parts.proof, parts.claims) == (True, True, True)


@pytest.mark.usefixtures("small_parts")
def test_prices_hold_for_edges_that_were_never_searched():
    graph = Graph(40, *drawn(3, 40, 0.8))
    matching = best_matching(graph)
    assert graph.value(matching.mate) == matching.bound
    networkx = best_matching(graph, engine="networkx")
    assert matching.bound == networkx.bound


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("seed", range(20))
def test_a_search_cut_short_bounds_the_whole_graph(seed):
    graph = Graph(40, *drawn(seed, 40, 0.8, most=5))
    best = best_matching(graph, engine="networkx").bound
    for effort in (-1, 0, 100):
        matching = best_matching(graph, budget=Budget(effort))
        assert graph.value(matching.mate) <= best <= matching.bound


@pytest.mark.usefixtures("small_parts")
def test_what_is_needed_is_held_against_the_whole_graph():
    graph = Graph(40, *drawn(5, 40, 0.8))
    best = best_matching(graph, engine="networkx").bound
    assert best_matching(graph, need=best).bound == best
    assert best_matching(graph, need=best + 1).bound == best
