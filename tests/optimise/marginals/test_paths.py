"""Shortest ways, against sums over every way that there is."""

import numpy as np

from matchmaker.optimise.marginals.paths import all_distances, nearest
from matchmaker.optimise.marginals.scale import FAR


def _random_lengths(rng, nodes):
    """Few arcs, short ones, many of length 0."""
    lengths = rng.integers(0, 4, (nodes, nodes))
    lengths[rng.random((nodes, nodes)) < 0.7] = FAR
    return lengths


def _truly(lengths):
    """Distances by plain loops."""
    nodes = range(len(lengths))
    far = [[0 if i == j else int(lengths[i, j]) for j in nodes] for i in nodes]
    for k in nodes:
        for i in nodes:
            for j in nodes:
                far[i][j] = min(far[i][j], far[i][k] + far[k][j])
    return np.array(far)


def test_all_distances_with_a_hub_that_not_all_can_reach():
    rng, out_of_reach = np.random.default_rng(3), 0
    for _ in range(200):
        nodes = int(rng.integers(2, 9))
        lengths = _random_lengths(rng, nodes)
        truth = _truly(lengths)
        steps = lengths[:-1, :-1].copy()
        found = all_distances(steps, truth[:-1, -1], truth[-1, :-1])
        assert np.array_equal(found, truth[:-1, :-1])
        out_of_reach += (truth[-1] >= FAR).any() and (truth < FAR).sum() > nodes
    assert out_of_reach > 50


def test_nearest_finds_distances_and_ways_with_the_fewest_steps():
    rng = np.random.default_rng(4)
    for _ in range(300):
        lengths = _random_lengths(rng, int(rng.integers(1, 12)))
        distance, before = nearest(lengths, 0)
        assert np.array_equal(distance, _truly(lengths)[0])
        # With 100 for a unit of length and 1 for a step, the shortest way is the one
        # with the fewest steps among the shortest.
        scaled = _truly(np.where(lengths < FAR, 100 * lengths + 1, FAR))[0]
        for node in np.flatnonzero(distance < FAR).tolist():
            steps, at = 0, node
            while before[at] >= 0:
                steps, at = steps + 1, int(before[at])
            assert at == 0
            assert scaled[node] == 100 * distance[node] + steps


def test_the_search_may_stop_at_its_goal():
    # From 0 to 1 is 1, to 2 is 5; from 1 to the goal 2, from 2 to the goal 0.
    lengths = np.full((4, 4), FAR)
    lengths[0, 1], lengths[0, 2], lengths[2, 3] = 1, 5, 1
    distance, _ = nearest(lengths, 0, ends=np.array([FAR, 2, 0, FAR]))
    assert distance[1] == 1
    assert distance[3] == FAR, "never looked at"
