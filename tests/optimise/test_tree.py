"""Plans divided by how many heavy pairs they use, held against every set of pairs."""

from itertools import combinations

import numpy as np
import pytest

from matchmaker.optimise import relaxation
from matchmaker.optimise.apart import field, tree
from matchmaker.optimise.apart.field import Field
from matchmaker.optimise.apart.tree import Tree
from matchmaker.optimise.linear import linear_without_switches
from matchmaker.optimise.objectives import combined, sum_of
from matchmaker.optimise.outcome import Deadline

NO_LIMIT = Deadline(None)
SUMS = ("coverage", "points")
PLAIN = {"mixed": True, "demand": False, "least": 0.3}


def never():
    return False


@pytest.fixture(params=["all near", "few near"])
def aside(request, monkeypatch):
    """How many pairs searches leave aside, and how often they look wider."""
    seen = {"aside": 0, "wider": 0}
    if request.param == "few near":
        monkeypatch.setattr(relaxation, "FEW_COLUMNS", 0)
        monkeypatch.setattr(relaxation, "COLUMNS_PER_REQUEST", 1)
        monkeypatch.setattr(relaxation, "BEST_OF_REQUEST", 0)
        monkeypatch.setattr(field, "FEW_PAIRS", 0)
        monkeypatch.setattr(field, "PAIRS_PER_REQUEST", 1)
    parts, wider = Field._part, Field.wider

    def counted_part(self, *parts_of):
        seen["aside"] += not self.inside.all()
        return parts(self, *parts_of)

    def counted_wider(self, wanted):
        seen["wider"] += 1
        return wider(self, wanted)

    monkeypatch.setattr(Field, "_part", counted_part)
    monkeypatch.setattr(Field, "wider", counted_wider)
    yield seen
    if request.param == "few near":
        assert seen["aside"] > 5


def plans(model):
    for size in range(model.requests + 1):
        for used in combinations(range(model.pairs), size):
            if model.obeys(np.array(used, np.int64)):
                yield np.array(used, np.int64)


def mixed(small_model, seed):
    """Six requests, heavy and light, and two supporters whose room is never even."""
    dice = np.random.default_rng(seed)
    pairs = [(r, s) for r in range(6) for s in range(2) if dice.random() < 0.9]
    heavy = dice.random(6) < 0.5
    rows = [([0, 1], [1, 1], 1, "one of two"), ([2, 5], [1, 1], 1, "one of others")]
    return small_model(
        pairs,
        6,
        2,
        points=dice.integers(1, 20, len(pairs)),
        load=[3 if heavy[r] else 1 for r, _ in pairs],
        priority=dice.integers(1, 5, 6),
        capacity=dice.integers(2, 6, 2),
        rows=rows,
    )


def cases(random_model, small_model, count=60):
    """Models with all their plans, and what each of these is worth."""
    for seed in range(count):
        model = (
            mixed(small_model, seed)
            if seed % 2
            else random_model(
                seed, **PLAIN, bonuses=seed % 3 == 0, minimum=seed % 5 == 0
            )
        )
        whole = combined(model, SUMS)
        everything = [(whole.total(u, model.bonuses), u) for u in plans(model)]
        if model.pairs and not model.floors:
            yield model, whole, everything


def thirds(small_model):
    """Two with room for four steps, a heavy pair of three and light ones of one."""
    pairs = [(r, s) for r in range(6) for s in range(2)]
    load = [3 if r < 2 else 1 for r, _ in pairs]
    points = [7 + r if r < 2 else 3 for r, _ in pairs]
    return small_model(pairs, 6, 2, points=points, load=load, capacity=[4, 4])


def test_it_ends_with_the_best_plan(random_model, small_model, aside):
    divided = 0
    for model, whole, everything in cases(random_model, small_model, 160):
        search = Tree(model, whole, None)
        search.run(NO_LIMIT, never)
        assert search.settled
        if not everything:
            assert search.best is None
            continue
        assert model.obeys(search.best)
        assert search.worth == search.bound == max(everything, key=lambda p: p[0])[0]
        divided += search.looks > 1
    assert divided > 3
    assert (aside["wider"] > 2) == (aside["aside"] > 0)


def test_what_is_kept_makes_up_every_plan_that_is_as_good(
    random_model, small_model, monkeypatch, aside
):
    monkeypatch.setattr(tree, "FEW_PAIRS", 0)
    monkeypatch.setattr(tree, "MANY_PAIRS", 0)
    monkeypatch.setattr(tree, "FEWER", 1.05)
    fewer = surer = 0
    for model, whole, everything in cases(random_model, small_model):
        search = Tree(model, whole, None)
        search.run(NO_LIMIT, never)
        keep, sure = search.kept()
        for worth, used in everything:
            if worth == search.worth:
                assert keep[used].all()
                assert np.isin(np.flatnonzero(sure), used).all()
        fewer += not keep.all()
        surer += np.count_nonzero(sure) > np.count_nonzero(model.pinned)
    assert fewer > 10
    assert surer > 5


def test_what_a_sum_cannot_exceed_makes_bounds_tighter_and_no_other_best(
    random_model, small_model, monkeypatch
):
    monkeypatch.setattr(tree, "FEW_PAIRS", 0)
    tighter = 0
    for model, whole, everything in cases(random_model, small_model, 80):
        coverage = sum_of(model, "coverage")
        most = max((coverage.total(u, model.bonuses) for _, u in everything), default=0)
        plain = Tree(model, whole, None)
        told, late = (
            Tree(model, whole, None, [(coverage, most)]),
            Tree(model, whole, None),
        )
        for search in (plain, told, late):
            search.run(NO_LIMIT, lambda s=search: s.looks > 0 or s.bound is not None)
        tighter += told.bound < plain.bound
        late.know((coverage, most))
        for search in (told, late):
            search.run(NO_LIMIT, never)
            assert search.settled
            if everything:
                assert search.worth == max(worth for worth, _ in everything)
    assert tighter > 3


def test_wherever_it_stops_the_bound_holds_and_it_can_go_on(
    random_model, small_model, monkeypatch, aside
):
    monkeypatch.setattr(tree, "FEW_PAIRS", 0)
    early = 0
    for model, whole, everything in cases(random_model, small_model):
        if not everything:
            continue
        best = max(worth for worth, _ in everything)
        search = Tree(model, whole, None)
        for looks in range(1, 6):
            search.run(NO_LIMIT, lambda one=search, at=looks: one.looks >= at)
            assert search.bound is None or search.bound >= best
            early += search.bound is not None and search.bound > best
        search.run(NO_LIMIT, never)
        assert search.bound == search.worth == best
    assert early > 1


def test_dividing_by_the_count_of_all_lowers_the_bound(small_model, monkeypatch):
    monkeypatch.setattr(tree, "FEW_PAIRS", 0)
    model = thirds(small_model)
    whole = combined(model, SUMS)
    search = Tree(model, whole, None)
    search.run(NO_LIMIT, lambda: search.bound is not None)
    first = search.bound
    search.run(NO_LIMIT, never)
    best = max(whole.total(used, model.bonuses) for used in plans(model))
    assert first > search.bound == search.worth == best


def counted(model):
    """The rows of a model, the last of which counts all pairs that take three steps."""
    rows = linear_without_switches(model)
    return rows.with_count(np.flatnonzero(model.load == 3))


def test_plans_with_and_without_pairs_left_aside_have_bounds_of_their_own(small_model):
    tight = {"near": 0, "aside": 0}
    for seed in range(60):
        model = mixed(small_model, seed)
        whole, linear = combined(model, SUMS), counted(model)
        root = relaxation.relax(model, whole, NO_LIMIT, linear=linear)
        inside = root.slack > np.sort(root.slack)[model.pairs // 4]
        part = Field(model, whole, root, linear.rows - 1, inside).all_plans()
        worths = [
            (whole.total(u, model.bonuses), inside[u].all()) for u in plans(model)
        ]
        near = max(worth for worth, is_near in worths if is_near)
        aside = max((worth for worth, is_near in worths if not is_near), default=0)
        assert near <= part.near
        assert aside <= part.aside
        assert part.bound == max(part.near, part.aside)
        tight["near"] += near == part.near
        tight["aside"] += part.aside < part.bound
    assert min(tight.values()) > 3


def test_limits_that_pairs_near_the_money_cannot_hold_may_be_held_by_others(
    small_model,
):
    model = thirds(small_model)
    whole = combined(model, SUMS)
    heavy = np.flatnonzero((model.load == 3) & (model.supporter == 0))
    linear = counted(model)
    root = relaxation.relax(model, whole, NO_LIMIT, linear=linear)
    inside = np.ones(model.pairs, bool)
    inside[heavy] = False
    near = Field(model, whole, root, linear.rows - 1, inside)
    row = linear.heavy.start
    found = near.within(near.all_plans(), row, 1, 1, NO_LIMIT)
    best = max(whole.total(u, model.bonuses) for u in plans(model) if heavy[0] in u)
    assert found.bound >= best
    assert near.within(near.all_plans(), row, 2, 2, NO_LIMIT) is None


def test_without_time_nothing_is_claimed(small_model):
    model = thirds(small_model)
    search = Tree(model, combined(model, SUMS), None)
    search.run(Deadline(0.0), never)
    assert (search.bound, search.best, search.settled) == (None, None, False)
    keep, sure = search.kept()
    assert keep.all()
    assert not sure.any()


@pytest.mark.parametrize("most", [0.0, tree.MOST_EFFORT])
def test_what_cp_sat_leaves_open_is_tried_harder_or_stays_open(
    random_model, small_model, monkeypatch, most
):
    monkeypatch.setattr(tree, "EFFORT", 1e-7)
    monkeypatch.setattr(tree, "PATIENCE", 1e10)
    monkeypatch.setattr(tree, "MOST_EFFORT", most)
    open_ = 0
    for model, whole, everything in cases(random_model, small_model, 120):
        search = Tree(model, whole, None)
        search.run(NO_LIMIT, never)
        best = max((worth for worth, _ in everything), default=None)
        if not search.settled:
            assert best is None or search.bound >= best
            open_ += 1
        elif best is not None:
            assert search.worth == best
    assert (open_ > 0) == (most == 0.0)
