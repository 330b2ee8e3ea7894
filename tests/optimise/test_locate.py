"""Whom to appoint: by hand, against every arrangement, and to published optima."""

import csv
from dataclasses import replace
from itertools import combinations, pairwise, product
from pathlib import Path

import numpy as np
import pytest
from ortools.sat.python import cp_model

from matchmaker.certify.appointments import appointments_bound
from matchmaker.errors import InfeasibleError, InputError, NumberRangeError
from matchmaker.optimise.locate import (
    Obstacles,
    Posts,
    find_obstacles,
    locate,
)
from matchmaker.optimise.locate.bounds import SCALE, relax
from matchmaker.optimise.locate.fillings import OUT_OF_REACH, best_fillings
from matchmaker.optimise.locate.kernel import floors_of
from matchmaker.optimise.locate.parts import floors_by_number, share_out, split
from matchmaker.optimise.outcome import Stop

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "benchmarks"


def posts(cost, appoint=None, **columns):
    """Posts with wide spans, members of weight 1 and no other costs, unless said."""
    cost = np.array(cost, np.int64)
    leads, members = cost.shape
    usual = {"opening": 0, "most": members, "least": 0}
    filled = {
        name: np.broadcast_to(columns.get(name, value), leads).astype(np.int64)
        for name, value in usual.items()
    }
    weight = np.broadcast_to(columns.get("weight", 1), members).astype(np.int64)
    allowed = np.broadcast_to(columns.get("allowed", True), cost.shape)
    return Posts(cost=cost, allowed=allowed, weight=weight, appoint=appoint, **filled)


# Two towns: ann and bea live in one with three members, cid in the other with two.
TOWNS = [[1, 2, 1, 9, 9], [2, 1, 1, 9, 9], [9, 9, 9, 1, 2]]


# By hand


@pytest.mark.parametrize(
    ("number", "appointed", "cost"),
    # Of the two in the first town, ann costs 4 for its members, and so does bea;
    # all three save one minute for one member.
    [(2, {2}, 4 + 3), (3, {0, 1, 2}, 3 + 3)],
)
def test_so_many_are_appointed(number, appointed, cost):
    found = locate(posts(TOWNS, number))
    assert len(found.appointed) == number
    assert appointed <= set(found.appointed.tolist())
    assert (found.cost, found.bound, found.gap) == (cost, cost, 0)


@pytest.mark.parametrize(("opening", "number"), [(0, 3), (2, 2), (14, 2), (16, 1)])
def test_dearer_appointments_make_fewer(opening, number):
    # The third saves 1 minute, the second 15.
    found = locate(posts(TOWNS, opening=opening))
    assert len(found.appointed) == number


def test_a_span_that_is_full_sends_the_cheapest_on():
    # All five live by ann, who has room for three; the move costs 1, 2, 3, 4 or 5.
    found = locate(posts([[0] * 5, [5, 3, 1, 2, 4]], 2, most=3))
    assert found.lead_of.tolist() == [0, 0, 1, 1, 0]
    assert found.cost == 3


@pytest.mark.parametrize(("least", "cost"), [(1, 1), (2, 3), (0, 0)])
def test_whoever_is_appointed_leads_the_least(least, cost):
    found = locate(posts([[0] * 5, [5, 3, 1, 2, 4]], 2, least=least))
    assert np.bincount(found.lead_of, minlength=2).min() == least
    assert found.cost == cost


def test_a_heavy_member_takes_more_of_a_span():
    # Two of weight 2 and one of 1 by ann, who has room for 3: one of the two goes.
    found = locate(posts([[0, 0, 0], [7, 8, 9]], 2, weight=[2, 2, 1], most=3))
    assert found.lead_of.tolist() == [1, 0, 0]


# What cannot be


def test_members_whom_nobody_may_lead_are_named():
    allowed = np.array([[True, False, True], [False, False, True]])
    asked = posts([[1, 1, 1], [1, 1, 1]], allowed=allowed)
    assert find_obstacles(asked) == Obstacles(beyond=(1,))
    with pytest.raises(InfeasibleError, match="member 1"):
        locate(asked)


def test_spans_that_are_too_narrow_say_how_many_would_do():
    asked = posts(np.ones((4, 7)), 2, most=[1, 3, 2, 3])
    assert find_obstacles(asked) == Obstacles(short=1, appoint=3)
    with pytest.raises(InfeasibleError, match="1 short"):
        locate(asked)
    assert find_obstacles(posts(np.ones((4, 7)), most=1)) == Obstacles(short=3)


def test_posts_that_cannot_all_be_filled_say_by_how_much():
    asked = posts(np.ones((3, 7)), 3, least=[4, 2, 3])
    assert find_obstacles(asked) == Obstacles(over=2)
    with pytest.raises(InfeasibleError, match="2 more"):
        locate(asked)


def test_counting_does_not_see_everything():
    # Room for 4, but two of weight 2 into spans of 3 and 1 do not go.
    asked = posts(np.ones((2, 2)), 2, weight=[2, 2], most=[3, 1])
    assert not find_obstacles(asked)
    with pytest.raises(InfeasibleError, match="No choice"):
        locate(asked)


@pytest.mark.parametrize(
    ("columns", "fault"),
    [
        ({"weight": 0}, "weighs at least 1"),
        ({"least": -1}, "not negative"),
        ({"opening": -1}, "bring money"),
        ({"appoint": 4}, "4 of 3"),
    ],
)
def test_what_is_no_question_is_refused(columns, fault):
    with pytest.raises(InputError, match=fault):
        posts(TOWNS, **columns)


def test_a_column_of_the_wrong_shape_is_refused():
    one = np.ones(1, np.int64)
    with pytest.raises(InputError, match="opening has the shape"):
        Posts(np.ones((2, 1), np.int64), np.ones((2, 1), bool), one, one, one, one)


def test_numbers_too_large_for_exact_sums_are_refused():
    assert locate(posts([[2**40]])).cost == 2**40
    with pytest.raises(NumberRangeError):
        posts([[2**40 + 1]])


def test_nobody_to_lead_needs_nobody():
    assert locate(posts(np.ones((2, 0)), opening=5)).cost == 0
    assert locate(posts(np.ones((2, 0)), 1, opening=[5, 4])).appointed.tolist() == [1]
    assert locate(posts(np.ones((0, 0)))).cost == 0


# Against every arrangement there is


def random_posts(seed):
    """Four candidates and five members; spans are tight, most are in reach."""
    dice = np.random.default_rng(seed)
    alike = seed % 3 == 0
    return posts(
        dice.integers(0, 20, (4, 5)),
        appoint=[None, 1, 2, 3, 4][dice.integers(5)],
        opening=dice.integers(0, 9, 4),
        weight=1 if alike else dice.integers(2, 6, 5),
        most=dice.integers(1, 4, 4) if alike else dice.integers(4, 12, 4),
        least=dice.integers(0, 3 if alike else 7, 4) * dice.integers(0, 2),
        allowed=dice.random((4, 5)) < 0.85,
    )


def arrangements(asked):
    """Every choice and arrangement that keeps all rules, in plain loops."""
    leads, members = range(asked.leads), range(asked.members)
    numbers = leads if asked.appoint is None else [asked.appoint - 1]
    for appointed in (c for n in numbers for c in combinations(leads, n + 1)):
        for lead_of in product(appointed, repeat=asked.members):
            spans = dict.fromkeys(appointed, 0)
            for member, lead in enumerate(lead_of):
                spans[lead] += asked.weight[member]
            if all(asked.allowed[lead_of[m], m] for m in members) and all(
                asked.least[i] <= spans[i] <= asked.most[i] for i in appointed
            ):
                cost = sum(int(asked.cost[lead_of[m], m]) for m in members)
                yield (
                    cost + sum(int(asked.opening[i]) for i in appointed),
                    lead_of,
                    appointed,
                )


@pytest.mark.parametrize("seed", range(60))
def test_nothing_costs_less(seed):
    asked = random_posts(seed)
    costs = [cost for cost, _, _ in arrangements(asked)]
    if not costs:
        with pytest.raises(InfeasibleError):
            locate(asked)
        return
    found = locate(asked)
    assert found.cost == found.bound == min(costs)
    assert asked.faults_of(found.lead_of, found.appointed) == []
    assert asked.price_of(found.lead_of, found.appointed) == found.cost
    if found.shown_by == "prices":
        assert appointments_bound(asked, found.prices) == found.cost


def harder_posts(seed):
    """Eight candidates and twenty-four members, whose weights hardly fit."""
    dice = np.random.default_rng(seed)
    return posts(
        dice.integers(0, 99, (8, 24)),
        appoint=[None, 4, 5][seed % 3],
        opening=dice.integers(0, 60, 8),
        weight=dice.integers(2, 9, 24),
        most=36,
        least=19,
    )


def least_cost_of_the_plain_model(asked):
    """CP-SAT on the rules as they stand."""
    model = cp_model.CpModel()
    leads, members = range(asked.leads), range(asked.members)
    appointed = [model.new_bool_var("") for _ in leads]
    led = [[model.new_bool_var("") for _ in members] for _ in leads]
    for member in members:
        model.add_exactly_one(led[lead][member] for lead in leads)
    for lead in leads:
        span = sum(int(w) * x for w, x in zip(asked.weight, led[lead], strict=True))
        model.add(span <= int(asked.most[lead]) * appointed[lead])
        model.add(span >= int(asked.least[lead]) * appointed[lead])
    if asked.appoint is not None:
        model.add(sum(appointed) == asked.appoint)
    costs = [
        int(asked.cost[lead, member]) * led[lead][member]
        for lead, member in product(leads, members)
    ]
    opening = zip(asked.opening.tolist(), appointed, strict=True)
    model.minimize(sum(costs) + sum(cost * y for cost, y in opening))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    return int(solver.objective_value)


def test_the_plain_model_agrees_and_both_ways_of_showing_it_occur():
    ways = set()
    for seed in range(12):
        asked = harder_posts(seed)
        found = locate(asked)
        assert found.cost == found.bound == least_cost_of_the_plain_model(asked)
        ways.add(found.shown_by)
    assert ways == {"prices", "solver"}


@pytest.mark.parametrize("seed", range(30))
def test_no_prices_claim_too_much(seed):
    asked = random_posts(seed)
    dice = np.random.default_rng(seed)
    best = min((cost for cost, _, _ in arrangements(asked)), default=None)
    for _ in range(8):
        prices = dice.integers(-5 * SCALE, 30 * SCALE, asked.members)
        bound = appointments_bound(asked, prices)
        assert bound == relax(asked, prices).bound
        assert best is None or bound <= best


@pytest.mark.parametrize("seed", range(30))
def test_what_a_decision_costs_at_least(seed):
    asked = random_posts(seed)
    dearest = (5, 20)[seed % 2] * SCALE
    prices = np.random.default_rng(seed).integers(0, dearest, asked.members)
    floors = floors_of(asked, relax(asked, prices))
    for cost, lead_of, appointed in arrangements(asked):
        for lead in range(asked.leads):
            decided = floors.appointing if lead in appointed else floors.passing
            assert decided[lead] <= cost * SCALE
        for member, lead in enumerate(lead_of):
            assert floors.leading[lead, member] <= cost * SCALE


@pytest.mark.parametrize("seed", range(20))
def test_both_ways_of_filling_agree(seed):
    # Members who all weigh 2, in spans twice as wide, are members who weigh 1.
    dice = np.random.default_rng(seed)
    span = dice.integers(0, 6, (2, 4))
    least, most = span.min(axis=0), span.max(axis=0)
    reduced = dice.integers(-9, 9, (4, 5))
    reduced[dice.random((4, 5)) < 0.2] = OUT_OF_REACH
    light = posts(np.zeros((4, 5)), least=least, most=most)
    heavy = posts(np.zeros((4, 5)), least=2 * least, most=2 * most, weight=2)
    one, two = best_fillings(light, reduced), best_fillings(heavy, reduced)
    assert one[0].tolist() == two[0].tolist()
    for value, taken in (one, two):
        filled = value < OUT_OF_REACH
        sums = np.where(taken, reduced, 0).sum(axis=1)
        assert sums[filled].tolist() == value[filled].tolist()


# A time limit


@pytest.mark.parametrize("seed", range(4))
def test_out_of_time_the_gap_is_no_lie(seed):
    asked = harder_posts(seed)
    hasty, best = locate(asked, time_limit=0), locate(asked)
    assert best.gap == 0
    assert hasty.bound < hasty.cost
    assert hasty.bound <= best.cost <= hasty.cost
    assert hasty.shown_by == "not shown"


def test_whoever_presses_stop_gets_the_best_so_far():
    asked, stop = harder_posts(0), Stop()
    stop.press()
    hasty, best = locate(asked, stop=stop), locate(asked, stop=Stop())
    assert best.gap == 0
    assert hasty.bound < hasty.cost
    assert hasty.bound <= best.cost <= hasty.cost
    both = two_towns(None)
    assert locate(both, stop=stop).cost >= locate(both).cost >= locate(both).bound


@pytest.mark.parametrize("seed", [15, 17, 92, 156, 159, 281])
def test_where_prices_choose_no_posts_that_go_others_are_closed_one_by_one(seed):
    dice = np.random.default_rng(seed)
    asked = posts(
        dice.integers(0, 60, (7, 20)),
        [None, 3, 4][seed % 3],
        opening=dice.integers(0, 30, 7),
        most=6,
        least=int(dice.integers(0, 5)),
        allowed=dice.random((7, 20)) < 0.75,
    )
    hasty = locate(asked, time_limit=0)
    assert asked.faults_of(hasty.lead_of, hasty.appointed) == []
    assert hasty.bound <= locate(asked).cost <= hasty.cost


# Parts of the country


def two_towns(appoint, **columns):
    """Towns that share nobody: candidates 0, 2, 4 and 1, 3; members alternate too."""
    dice = np.random.default_rng(3)
    lead, member = np.arange(5)[:, None] % 2, np.arange(12) % 2
    return posts(
        dice.integers(1, 30, (5, 12)),
        appoint,
        allowed=lead == member,
        most=6,
        **columns,
    )


def test_parts_share_nobody():
    first, second = split(two_towns(3))
    assert (first.leads.tolist(), second.leads.tolist()) == ([0, 2, 4], [1, 3])
    assert first.members.tolist() == [0, 2, 4, 6, 8, 10]
    assert first.posts.allowed.all()


@pytest.mark.parametrize("appoint", [None, 2, 3, 4, 5])
def test_a_number_is_shared_out_among_parts(appoint):
    asked = two_towns(appoint, opening=9)
    found = locate(asked)
    first, second = split(asked)
    shares = [
        locate(first.asking(k)).cost + locate(second.asking(n)).cost
        for k, n in product((1, 2, 3), (1, 2))
        if appoint in (None, k + n)
    ]
    assert found.cost == found.bound == min(shares)
    assert asked.faults_of(found.lead_of, found.appointed) == []


def test_a_number_is_shared_out_where_prices_alone_prove_nothing():
    blocks = [harder_posts(seed) for seed in (8, 9)]
    both = np.zeros((16, 48), bool)
    both[:8, :24] = both[8:, 24:] = True
    cost = np.zeros((16, 48), np.int64)
    cost[:8, :24], cost[8:, 24:] = blocks[0].cost, blocks[1].cost
    columns = {
        name: np.concatenate([getattr(block, name) for block in blocks])
        for name in ("opening", "weight", "most", "least")
    }
    found = locate(posts(cost, 9, allowed=both, **columns))
    shares = [
        sum(locate(replace(b, appoint=n)).cost for b, n in zip(blocks, ns, strict=True))
        for ns in ((4, 5), (5, 4))
    ]
    assert found.cost == found.bound == min(shares)
    assert found.shown_by == "solver"


def test_parts_out_of_time_still_have_a_plan_and_a_bound():
    asked = two_towns(3)
    hasty = locate(asked, time_limit=0)
    assert asked.faults_of(hasty.lead_of, hasty.appointed) == []
    assert hasty.bound <= locate(asked).cost <= hasty.cost


def test_a_share_that_no_part_can_have():
    # Each town needs one; a third would have to lead three more than there are.
    with pytest.raises(InfeasibleError):
        locate(two_towns(1))
    with pytest.raises(InfeasibleError):
        locate(two_towns(4, least=5))


def test_bounds_for_every_share_at_once():
    first, _ = split(two_towns(3))
    floors = floors_by_number(first, np.full(6, 9 * SCALE))
    assert floors[0] == OUT_OF_REACH
    for share in (1, 2, 3):
        assert floors[share] <= locate(first.asking(share)).cost


@pytest.mark.parametrize("seed", range(10))
def test_sharing_out_against_every_way(seed):
    dice = np.random.default_rng(seed)
    costs = [dice.integers(0, 50, size) for size in (4, 3, 5)]
    for column in costs:
        column[dice.random(len(column)) < 0.3] = OUT_OF_REACH
    for number in range(10):
        ways = [
            sum(int(column[share]) for column, share in zip(costs, shares, strict=True))
            for shares in product(range(4), range(3), range(5))
            if sum(shares) == number
            and all(c[s] < OUT_OF_REACH for c, s in zip(costs, shares, strict=True))
        ]
        found = share_out(costs, number)
        assert (found and found[0]) == (min(ways) if ways else None)
        assert found is None or sum(found[1]) == number


# Published instances


def published(kind):
    with (FOLDER / kind / "optima.csv").open() as file:
        return {
            row["file"]: int(float(row["published_optimum"]))
            for row in csv.DictReader(file)
        }


def read_pmedian(name):
    """Number, optimum; points, medians, span; then number, x, y and weight of each."""
    numbers = np.array((FOLDER / "cpmp" / name).read_text().split(), np.int64)
    size, medians, span = numbers[2:5]
    rows = numbers[5 : 5 + 4 * size].reshape(size, 4)
    across = np.square(rows[:, None, 1:3] - rows[None, :, 1:3]).sum(axis=-1)
    cost = np.floor(np.sqrt(across)).astype(np.int64)
    return posts(cost, int(medians), weight=rows[:, 3], most=span)


def read_holmberg(name):
    """Facilities, customers; room and opening costs; demands; costs by customer."""
    numbers = np.array((FOLDER / "sscflp" / name).read_text().split(), float)
    numbers = numbers.astype(np.int64)
    leads, members = numbers[:2]
    cuts = np.cumsum([2, leads, leads, members])
    most, opening, weight = (numbers[a:b] for a, b in pairwise(cuts))
    cost = numbers[cuts[-1] :].reshape(members, leads).T
    return posts(cost, opening=opening, weight=weight, most=most)


@pytest.mark.skipif(not FOLDER.exists(), reason="the published instances are not here")
@pytest.mark.parametrize(
    ("kind", "read", "name"),
    [
        *(("cpmp", read_pmedian, f"pmedcap1_0{n}.txt") for n in (1, 2, 3)),
        *(("sscflp", read_holmberg, f"p0{n}.txt") for n in (1, 2, 3, 4, 5)),
    ],
)
def test_published_optimum(kind, read, name):
    asked = read(name)
    found = locate(asked)
    assert found.cost == found.bound == published(kind)[name]
    assert found.shown_by in ("prices", "solver")
    shown = appointments_bound(asked, found.prices)
    # The prices alone come within 2 %, and prove what they are said to prove.
    assert found.cost * 98 <= shown * 100 <= found.cost * 100
    assert (shown == found.cost) is (found.shown_by == "prices")
