"""What is the same in every best plan."""

import numpy as np

from matchmaker.optimise.marginals.components import components
from matchmaker.optimise.marginals.marginals import marginals_of
from matchmaker.optimise.marginals.sameness import always_or_never


def test_all_some_or_none_by_looking_at_every_plan(small_rounds):
    seen = {"all": 0, "some": 0, "none": 0}
    for small in small_rounds:
        same = always_or_never(small.marginals.residual)
        tied = [pairs for scores, pairs in small.plans if scores == small.best]
        for pair in range(small.model.pairs):
            count = sum(pair in pairs for pairs in tied)
            share = {len(tied): "all", 0: "none"}.get(count, "some")
            assert same.of(pair) == share, (small.seed, pair)
            seen[share] += 1
    assert min(seen.values()) > 60


def test_a_free_choice_between_two(small_model):
    # s0 is as good as s1 for r0; r1 can have s2 alone, whom r0 does not want.
    pairs = [(0, 0), (0, 1), (0, 2), (1, 2)]
    model = small_model(pairs, 2, 3, points=[5, 5, 1, 1])
    marginals = marginals_of(model, np.array([0, 3]), ("coverage", "points"))
    same = always_or_never(marginals.residual)
    assert [same.of(pair) for pair in range(4)] == ["some", "some", "none", "all"]


def test_components_are_mutual_reachability():
    rng = np.random.default_rng(5)
    for _ in range(60):
        nodes = int(rng.integers(1, 9))
        arcs = rng.integers(0, nodes, (2, int(rng.integers(0, 2 * nodes + 1))))
        reach = np.eye(nodes, dtype=bool)
        reach[arcs[0], arcs[1]] = True
        for _ in range(nodes):
            reach |= (reach.astype(int) @ reach.astype(int)) > 0
        number = components(nodes, arcs[0], arcs[1])
        assert ((number[:, None] == number) == (reach & reach.T)).all()


def test_long_ways_need_no_recursion():
    count = 5_000
    ring = np.arange(count)
    assert len(set(components(count, ring, (ring + 1) % count).tolist())) == 1
    assert len(set(components(count, ring[:-1], ring[1:]).tolist())) == count
