"""Groups of people: by hand, against every division there is, and at size."""

from collections import Counter
from itertools import combinations

import numpy as np
import pytest

from matchmaker.errors import InputError, NumberRangeError
from matchmaker.optimise.groups import UNKNOWN, Leftover, People, Value, form_groups
from matchmaker.optimise.groups.bounds import coarse_bounds
from matchmaker.optimise.groups.improve import improve
from matchmaker.optimise.groups.programme import SCALE, Programme, relax, relaxed_at
from matchmaker.optimise.groups.stages import share_rows
from matchmaker.optimise.groups.table import NOBODY, all_groups
from matchmaker.optimise.groups.units import units_of
from matchmaker.optimise.outcome import Deadline

ALWAYS = 0b111


def people(number, points=(), apart=(), **columns):
    """People who apply alone, from one district, at any of three times."""
    usual = {"bundle": np.arange(number), "district": 0, "times": ALWAYS}
    sizes = {
        name: columns.pop(name)
        for name in ("most", "preferred", "least")
        if name in columns
    }
    filled = {
        name: np.broadcast_to(columns.get(name, value), number).astype(np.int64)
        for name, value in usual.items()
    }
    pair = np.array([p[:2] for p in points], np.int64).reshape(-1, 2)
    worth = np.array([p[2] for p in points], np.int64)
    apart = np.array(apart, np.int64).reshape(-1, 2)
    return People(**filled, apart=apart, pair=pair, points=worth, **sizes)


def shown(plan):
    return all(proof.proved for proof in plan.proof)


# By hand


@pytest.mark.parametrize(
    ("number", "sizes"),
    # Three or four wherever that can be: only of one, two and five it cannot.
    [
        (2, [2]),
        (3, [3]),
        (4, [4]),
        (5, [2, 3]),
        (6, [3, 3]),
        (7, [3, 4]),
        (9, [3, 3, 3]),
    ],
)
def test_groups_are_of_three_or_four(number, sizes):
    plan = form_groups(people(number))
    assert sorted(map(len, plan.groups)) == sizes
    assert plan.value.small_groups == sizes.count(2)
    assert shown(plan)


def test_nobody_is_a_group_by_themself_unless_that_is_allowed():
    alone = form_groups(people(1))
    assert alone.groups == ()
    assert alone.leftovers == (Leftover(bundle=0, people=(0,), why="nobody"),)
    assert alone.value == Value(1, 0, 0, 0)
    assert shown(alone)
    assert form_groups(people(1, least=1)).groups == ((0,),)


def test_nobody_at_all():
    plan = form_groups(people(0))
    assert (plan.groups, plan.leftovers, plan.value) == ((), (), Value(0, 0, 0, 0))
    assert shown(plan)


def test_those_who_applied_together_stay_together():
    # Three pairs: two make a group, the third is left with nobody else.
    plan = form_groups(people(6, bundle=[0, 1, 0, 2, 1, 2], points=[(1, 3, 9)]))
    assert plan.groups == ((0, 2), (1, 3, 4, 5))
    assert plan.value == Value(0, 1, 0, 9)


@pytest.mark.parametrize(("other", "groups"), [(0b110, 1), (0b001, 0)])
def test_a_group_has_a_time_in_common(other, groups):
    plan = form_groups(people(3, times=[0b011, 0b010, other]))
    assert len(plan.groups) == 1
    assert len(plan.groups[0]) == 2 + groups
    assert plan.times[0] in (0b010, 0b001)


def test_two_by_two_there_is_a_time_but_not_for_all_three():
    plan = form_groups(people(3, times=[0b011, 0b110, 0b101]))
    assert plan.value == Value(1, 1, 0, 0)
    assert [left.why for left in plan.leftovers] == ["no place"]


def test_some_may_not_be_together():
    plan = form_groups(people(4, apart=[(0, 1)], points=[(0, 1, 99), (0, 2, 1)]))
    assert plan.groups == ((0, 2), (1, 3))
    assert plan.value == Value(0, 2, 0, 1)


def test_district_comes_before_points():
    district = [0, 0, 0, 1, 1, 1]
    plan = form_groups(people(6, district=district, points=[(0, 3, 50), (1, 4, 50)]))
    assert plan.groups == ((0, 1, 2), (3, 4, 5))
    assert plan.value == Value(0, 0, 0, 0)


def test_preferred_size_comes_before_district():
    plan = form_groups(people(4, district=[0, 0, 1, 1]))
    assert plan.value == Value(0, 0, 2, 0)


def test_an_unknown_district_is_nobodys():
    plan = form_groups(people(3, district=[UNKNOWN, UNKNOWN, 0]))
    assert plan.value == Value(0, 0, 2, 0)


def test_points_within_an_application_count():
    assert (
        form_groups(people(3, bundle=[0, 0, 1], points=[(0, 1, 5)])).value.points == 5
    )


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"bundle": [0] * 5 + [1, 2]}, "too many"),
        ({"times": [1, 2, 1, 1, 1, 1, 1], "bundle": [0, 0, 1, 2, 3, 4, 5]}, "no time"),
        ({"apart": [(0, 1)], "bundle": [0, 0, 1, 2, 3, 4, 5]}, "apart"),
        ({"times": [0, 1, 1, 1, 1, 1, 1]}, "no time"),
        ({"times": [4, 1, 1, 1, 1, 1, 1]}, "nobody"),
    ],
)
def test_leftovers_say_why(columns, why):
    plan = form_groups(people(7, **columns))
    (left,) = plan.leftovers
    assert (left.bundle, left.people[0], left.why) == (0, 0, why)
    assert shown(plan)


# What is no question


@pytest.mark.parametrize(
    ("columns", "fault"),
    [
        ({"bundle": [0, 2]}, "numbered"),
        ({"district": [0, -2]}, "below -1"),
        ({"times": [1, -1]}, "out of range"),
        ({"times": [1, 1 << 62]}, "out of range"),
        ({"points": [(0, 2, 1)]}, "nobody"),
        ({"apart": [(1, 1)]}, "one person"),
        ({"points": [(0, 1, 1), (1, 0, 1)]}, "twice"),
        ({"least": 0}, "least <= preferred"),
        ({"preferred": 5}, "least <= preferred"),
        ({"most": 9}, "more than 8"),
    ],
)
def test_what_is_no_question_is_refused(columns, fault):
    with pytest.raises(InputError, match=fault):
        people(2, **columns)


def test_a_column_of_the_wrong_shape_is_refused():
    two, none = np.zeros(2, np.int64), np.zeros((0, 2), np.int64)
    with pytest.raises(InputError, match="district has the shape"):
        People(
            np.arange(2), np.zeros(3, np.int64), two, none, none, np.zeros(0, np.int64)
        )


def test_points_too_large_for_exact_sums_are_refused():
    people(2, points=[(0, 1, 2**32)])
    with pytest.raises(NumberRangeError):
        people(2, points=[(0, 1, 2**32 + 1)])


# Against every division there is


def random_people(seed, number=7):
    """Seven people from two districts or nowhere; some applied together."""
    dice = np.random.default_rng(seed)
    bundle = np.unique(np.sort(dice.integers(0, number, number)), return_inverse=True)[
        1
    ]
    if seed % 2:
        bundle = np.arange(number)
    chance = (0.3, 0.6)[seed % 4 // 2]
    times = (dice.random((number, 3)) < chance) @ np.array([1, 2, 4])
    pairs = [
        (a, b, int(dice.integers(-3, 20)))
        for a, b in combinations(range(number), 2)
        if dice.random() < 0.5
    ]
    sizes = [(4, 3, 2), (3, 2, 1), (4, 4, 2), (5, 3, 3)][dice.integers(4)]
    return people(
        number,
        points=pairs,
        apart=[dice.choice(number, 2, replace=False) for _ in range(2)],
        bundle=bundle,
        district=dice.integers(-1, 2, number),
        times=times,
        **dict(zip(("most", "preferred", "least"), sizes, strict=True)),
    )


def divisions(some):
    """Every way to divide people into heaps."""
    if not some:
        yield []
        return
    first, rest = some[0], some[1:]
    for size in range(len(rest) + 1):
        for others in combinations(rest, size):
            left = [person for person in rest if person not in others]
            for division in divisions(left):
                yield [(first, *others), *division]


def is_group(asked, heap):
    """The rules, in plain loops over people."""
    whole = all(
        other in heap
        for person in heap
        for other in range(len(asked))
        if asked.bundle[person] == asked.bundle[other]
    )
    common = ALWAYS
    for person in heap:
        common &= int(asked.times[person])
    clash = any(a in heap and b in heap for a, b in asked.apart.tolist())
    fits = asked.least <= len(heap) <= asked.most
    return whole and common != 0 and not clash and fits


def value_by_hand(asked, groups):
    """The four objectives, in plain loops over people."""
    points = {
        frozenset(pair): worth
        for pair, worth in zip(asked.pair.tolist(), asked.points.tolist(), strict=True)
    }
    outside = total = 0
    for group in groups:
        known = Counter(int(asked.district[p]) for p in group if asked.district[p] >= 0)
        outside += len(group) - max(known.values(), default=0)
        total += sum(points.get(frozenset(pair), 0) for pair in combinations(group, 2))
    grouped = sum(map(len, groups))
    small = sum(len(group) < asked.preferred for group in groups)
    return Value(len(asked) - grouped, small, outside, total)


def best_by_brute_force(asked):
    """The best of all divisions; heaps that are no groups count as nobody grouped."""
    groups = {
        heap
        for size in range(1, asked.most + 1)
        for heap in combinations(range(len(asked)), size)
        if is_group(asked, heap)
    }
    found = (
        value_by_hand(asked, [heap for heap in division if heap in groups])
        for division in divisions(list(range(len(asked))))
    )
    return min(found, key=lambda value: value.key)


@pytest.mark.parametrize("seed", range(40))
def test_no_division_is_better(seed):
    asked = random_people(seed)
    plan = form_groups(asked)
    best = best_by_brute_force(asked)
    assert plan.value == best
    assert [proof.bound for proof in plan.proof] == list(best)
    assert shown(plan)
    assert all(is_group(asked, group) for group in plan.groups)
    assert value_by_hand(asked, plan.groups) == best
    left = [person for leftover in plan.leftovers for person in leftover.people]
    assert sorted([*sum(plan.groups, ()), *left]) == list(range(len(asked)))


@pytest.mark.parametrize("seed", range(40))
def test_without_a_list_of_groups_the_bounds_are_no_lie(seed):
    asked = random_people(seed)
    best = best_by_brute_force(asked)
    plan = form_groups(asked, listed=0)
    assert all(is_group(asked, group) for group in plan.groups)
    assert value_by_hand(asked, plan.groups) == plan.value
    bounds = Value(*(proof.bound for proof in plan.proof))
    assert bounds.ungrouped <= best.ungrouped
    assert plan.value.key >= best.key
    # Later bounds speak of groups that are as good in what comes before.
    bounds = coarse_bounds(units_of(asked), best, Deadline(None))
    assert bounds[:3] <= best[:3]
    assert bounds.small_groups <= best.small_groups
    assert bounds.outside_district <= best.outside_district
    assert bounds.points >= best.points


def test_bounds_see_districts_that_cannot_be_divided():
    # Five, five and two: nobody can be left and none be small, so some are outside.
    asked = people(12, district=[0] * 5 + [1] * 5 + [2] * 2)
    bounds = coarse_bounds(units_of(asked), Value(0, 0, 2, 0), Deadline(None))
    assert bounds.outside_district == 2
    assert form_groups(asked).value.outside_district == 2


def test_bounds_count_those_who_can_be_with_nobody():
    # 0 and 1 may be with nobody; 2 to 5 can be a group of four.
    apart = [(one, other) for one in (0, 1) for other in range(6) if one < other]
    asked = people(6, apart=apart, least=1)
    best = form_groups(asked)
    assert best.value.small_groups == 2
    bounds = coarse_bounds(units_of(asked), best.value, Deadline(None))
    assert bounds.small_groups == 2
    # Whoever is in no group need not be in a small one.
    fewer = best.value._replace(ungrouped=1)
    assert coarse_bounds(units_of(asked), fewer, Deadline(None)).small_groups == 1
    hasty = form_groups(asked, listed=0)
    assert [proof.gap for proof in hasty.proof[:2]] == [0, 0]


# The parts


@pytest.mark.parametrize("seed", range(20))
def test_the_table_lists_every_group(seed):
    asked = random_people(seed)
    units = units_of(asked)
    table = all_groups(units, 10_000)
    listed = set()
    for row in table.members.tolist():
        applications = [unit for unit in row if unit != NOBODY]
        listed.add(tuple(np.flatnonzero(np.isin(asked.bundle, applications)).tolist()))
    assert len(listed) == len(table)
    assert listed == {
        heap
        for size in range(1, len(asked) + 1)
        for heap in combinations(range(len(asked)), size)
        if is_group(asked, heap)
    }


def test_a_table_that_would_be_too_long_is_not_made():
    units = units_of(people(8))
    assert len(all_groups(units, 8 + 28 + 56 + 70)) == 28 + 56 + 70
    assert all_groups(units, 8 + 28 + 56 + 70 - 1) is None


@pytest.mark.parametrize("seed", range(20))
def test_no_prices_claim_too_much(seed):
    # Whatever the prices, no choice costs less than they show, nor less than they
    # show and the surplus of a group that it uses.
    asked = random_people(seed)
    units, dice = units_of(asked), np.random.default_rng(seed)
    table = all_groups(units, 10_000)
    if not len(table):
        return
    rows = list(share_rows(units, table))
    cost = dice.integers(-9, 9, len(table))
    anybody = np.zeros(len(units), bool)
    programme = Programme(table, cost, len(units), anybody, rows)
    choices = [()]
    for group in range(len(table)):
        members = set(table.members[group].tolist()) - {NOBODY}
        choices += [
            (*chosen, group)
            for chosen in choices
            if not members & set(table.members[list(chosen)].ravel().tolist())
        ]
    units_at = dice.normal(-5, 5, len(units))
    for relaxed in (
        relaxed_at(programme, units_at, dice.normal(-1, 2, len(rows)).tolist()),
        relax(programme, np.zeros(0, np.int64), Deadline(None)),
    ):
        assert relaxed.surplus.min() >= 0
        for chosen in choices:
            total = int(cost[list(chosen)].sum()) * SCALE
            assert total >= relaxed.scaled
            assert all(total >= relaxed.scaled + relaxed.surplus[g] for g in chosen)


@pytest.mark.parametrize("seed", range(8))
def test_rows_for_whole_groups_hold_for_every_division(seed):
    asked = random_people(seed)
    units = units_of(asked)
    table = all_groups(units, 10_000)
    plan = form_groups(asked)
    chosen = np.zeros(len(table), np.int64)
    for group in plan.groups:
        applications = np.unique(asked.bundle[list(group)]).tolist()
        row = [*applications, *[NOBODY] * (table.members.shape[1] - len(applications))]
        chosen[np.flatnonzero((table.members == row).all(axis=1))] = 1
    assert chosen.sum() == len(plan.groups)
    for row in share_rows(units, table):
        assert int((row.amounts * chosen).sum()) <= row.high


def test_local_search_begins_with_nobody_in_a_group():
    units = units_of(people(7, points=[(0, 6, 5), (1, 5, 5), (2, 4, 5)]))
    heaps = improve(units, [np.array([i]) for i in range(7)], Deadline(None))
    assert sorted(map(len, heaps)) == [3, 4]
    # Two of the pairs in the group of four, the third in the other.
    assert sum(units.worth[np.ix_(heap, heap)].sum() for heap in heaps) == 2 * 15


# At size


def childminders(number, districts, seed=0):
    """People with ten session times, some together, half of the pairs with points."""
    dice = np.random.default_rng(seed)
    bundle = np.cumsum(dice.random(number) < 0.85)
    bundle = np.unique(bundle, return_inverse=True)[1]
    applications = bundle.max() + 1
    times = (dice.random((applications, 10)) < 0.5) @ (1 << np.arange(10))
    first, second = np.triu_indices(number, 1)
    some = dice.random(len(first)) < 0.5
    pair = np.column_stack([first[some], second[some]])
    return People(
        bundle=bundle,
        district=dice.integers(0, districts, applications)[bundle],
        times=np.maximum(times, 1)[bundle],
        apart=np.zeros((0, 2), np.int64),
        pair=pair,
        points=dice.integers(1, 40, len(pair)),
    )


def test_a_district_of_forty_is_proved():
    asked = childminders(40, 3)
    plan = form_groups(asked)
    assert shown(plan)
    assert value_by_hand(asked, plan.groups) == plan.value


@pytest.mark.parametrize("time_limit", [0, 0.5])
def test_out_of_time_there_is_a_plan_and_its_bounds(time_limit):
    asked = childminders(40, 3)
    hasty, best = form_groups(asked, time_limit), form_groups(asked)
    assert value_by_hand(asked, hasty.groups) == hasty.value
    assert hasty.value.key >= best.value.key
    assert hasty.proof[0].bound <= best.value.ungrouped


def test_the_order_of_search_is_no_luck():
    asked = childminders(30, 2)
    assert form_groups(asked) == form_groups(asked)
