"""Both sides gave rankings: who proposes, who blocks, and what is best among stable."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.errors import InfeasibleError, InputError, NoPlanError
from matchmaker.optimise.stable import (
    BlockingPair,
    Market,
    blocking_pairs,
    deferred_acceptance,
)
from matchmaker.optimise.stable.planning import stable_plan

# Requests like their own number best, supporters the other: two stable plans.
OPPOSED = Market.two_sided([[0, 1], [1, 0]], [[1, 0], [0, 1]], [1, 1])


def pairs_of(market, used):
    return [(int(market.request[p]), int(market.offer[p])) for p in used]


def pair_of(market, request, offer):
    found = (market.request == request) & (market.offer == offer)
    return int(np.flatnonzero(found)[0])


# Deferred acceptance


def test_whoever_proposes_has_the_first_choice():
    for side, expected in (
        ("requests", [(0, 0), (1, 1)]),
        ("supporters", [(0, 1), (1, 0)]),
    ):
        used = deferred_acceptance(OPPOSED, side)
        assert pairs_of(OPPOSED, used) == expected
        assert blocking_pairs(OPPOSED, used) == ()


def test_a_supporter_keeps_the_best_it_has_room_for():
    market = Market.two_sided([[0], [0], [0]], [[2, 0, 1]], [2])
    for side in ("requests", "supporters"):
        assert pairs_of(market, deferred_acceptance(market, side)) == [(0, 0), (2, 0)]


def test_a_lecturer_has_room_for_fewer_than_the_projects():
    # Two projects of one place each, but the lecturer takes one student: the better.
    market = Market.with_projects([[0], [1]], [[1, 0]], [0, 0], [1, 1], [1])
    for side in ("requests", "supporters"):
        assert pairs_of(market, deferred_acceptance(market, side)) == [(1, 1)]


def test_a_supporter_who_loses_a_request_proposes_again():
    # 0 has request 0 until 1 asks for it, and then turns to request 1.
    market = Market.two_sided([[1, 0], [0]], [[0, 1], [0]], [1, 1])
    used = deferred_acceptance(market, "supporters")
    assert pairs_of(market, used) == [(0, 1), (1, 0)]


# Blocking pairs, one for each reason


def test_nobody_has_anything_so_everybody_blocks():
    assert blocking_pairs(OPPOSED, []) == tuple(
        BlockingPair(r, s, s, None, "free place", None)
        for r, s in [(0, 0), (0, 1), (1, 0), (1, 1)]
    )


def test_a_better_request_would_replace_the_last():
    market = Market.two_sided([[0], [0]], [[1, 0]], [1])
    used = [pair_of(market, 0, 0)]
    assert blocking_pairs(market, used) == (
        BlockingPair(1, 0, 0, None, "better request", 0),
    )


def test_being_liked_as_much_blocks_nothing():
    market = Market.two_sided([[0], [0]], [[(0, 1)]], [1])
    assert blocking_pairs(market, [pair_of(market, 0, 0)]) == ()
    assert blocking_pairs(market, [pair_of(market, 1, 0)]) == ()


def test_a_full_lecturer_lets_an_own_student_change_projects():
    market = Market.with_projects([[1, 0]], [[0]], [0, 0], [1, 1], [1])
    used = [pair_of(market, 0, 0)]
    assert blocking_pairs(market, used) == (
        BlockingPair(0, 0, 1, 0, "own request", None),
    )


def test_plans_that_cannot_be_are_refused():
    with pytest.raises(InputError, match="two places"):
        blocking_pairs(OPPOSED, [0, 1])
    with pytest.raises(InputError, match="capacity"):
        blocking_pairs(OPPOSED, [pair_of(OPPOSED, 0, 0), pair_of(OPPOSED, 1, 0)])


# The best among stable plans


def test_ties_make_stable_plans_of_different_size():
    # 1 wants only 0, who likes both requests as much; 0 would also go to 1.
    market = Market.two_sided([[0, 1], [0]], [[(0, 1)], [0]], [1, 1])
    assert len(deferred_acceptance(market)) == 1
    plan = stable_plan(market, ["pairs"])
    assert pairs_of(market, plan.used) == [(0, 1), (1, 0)]
    assert plan.blocking == ()
    assert plan.proof[0].proved


def test_a_lower_quota_can_rule_out_stability_and_is_then_named():
    # Both requests like 0 better, who has room for both; 1 must have somebody.
    market = Market.two_sided([[0, 1], [0, 1]], [[0, 1], [0, 1]], [2, 1])
    with pytest.raises(InfeasibleError) as refused:
        stable_plan(market, least=[0, 1])
    assert "places that supporters must give" in refused.value.conflict
    plan = stable_plan(market, ["pairs"], require=False, least=[0, 1])
    assert plan.proof[0].objective == "blocking-pairs"
    assert [proof.value for proof in plan.proof] == [1, 2]
    (blocking,) = plan.blocking
    assert (blocking.supporter, blocking.welcome) == (0, "free place")


def test_pins_hold_and_forbidden_pairs_still_block():
    pinned = stable_plan(OPPOSED, pinned=[pair_of(OPPOSED, 0, 1)])
    assert pairs_of(OPPOSED, pinned.used) == [(0, 1), (1, 0)]
    single = Market.two_sided([[0]], [[0]], [1])
    with pytest.raises(InfeasibleError):
        stable_plan(single, forbidden=[0])
    plan = stable_plan(single, require=False, forbidden=[0])
    assert len(plan.blocking) == 1


def test_a_lecturer_with_room_in_a_project_can_be_full():
    market = Market.with_projects([[0], [0]], [[0, 1]], [0], [2], [1])
    assert pairs_of(market, stable_plan(market).used) == [(0, 0)]


def test_a_lecturer_full_through_another_project_is_content():
    market = Market.with_projects([[0], [1]], [[0, 1]], [0, 0], [1, 1], [1])
    assert pairs_of(market, stable_plan(market).used) == [(0, 0)]


def test_an_own_student_who_would_change_projects_blocks():
    market = Market.with_projects([[1, 0]], [[0]], [0, 0], [1, 1], [1])
    assert pairs_of(market, stable_plan(market, ["pairs"]).used) == [(0, 1)]
    with pytest.raises(InfeasibleError):
        stable_plan(market, forbidden=[pair_of(market, 0, 1)])


def test_worst_off_and_egalitarian_part_ways():
    lists = [[0, 1, 2], [1, 2, 0], [2, 0, 1]]
    ring = Market.two_sided(lists, [[1, 2, 0], [2, 0, 1], [0, 1, 2]], [1, 1, 1])
    first = stable_plan(ring, ["worst-off"])
    assert pairs_of(ring, first.used) == [(0, 0), (1, 1), (2, 2)]
    assert first.proof[0].value == 1
    # Everywhere requests' and supporters' choices add up to 4 for each couple.
    assert stable_plan(ring, ["egalitarian"]).proof[0].value == 12


def test_no_objective_at_all_gives_a_stable_plan():
    assert stable_plan(OPPOSED, []).blocking == ()


def test_out_of_time_there_is_what_deferred_acceptance_found():
    plan = stable_plan(OPPOSED, time_limit=0.0)
    assert pairs_of(OPPOSED, plan.used) == [(0, 0), (1, 1)]
    single = Market.two_sided([[0]], [[0]], [1])
    with pytest.raises(NoPlanError):
        stable_plan(single, require=False, forbidden=[0], time_limit=0.0)


def test_unknown_objectives_and_lists_are_refused():
    with pytest.raises(InputError, match="fairness"):
        stable_plan(OPPOSED, ["fairness"])
    with pytest.raises(InputError, match="twice"):
        Market.two_sided([[0, 0]], [[0]], [1])
    with pytest.raises(InputError, match="0 to 0"):
        Market.two_sided([[1]], [[0]], [1])
    with pytest.raises(InputError, match="negative"):
        Market.two_sided([[0]], [[0]], [-1])
    with pytest.raises(InputError, match="capacity"):
        Market.two_sided([[0]], [[0]], [])
    with pytest.raises(InputError, match="nobody"):
        Market.with_projects([[0]], [[0]], [1], [1], [1])


# Every plan there is


@st.composite
def lists(draw, count, others, ties):
    made = []
    for _ in range(count):
        order = draw(st.permutations(range(others)))
        if draw(st.booleans()):
            order = order[: draw(st.integers(0, others))]
        groups = []
        while order:
            size = draw(st.integers(1, 3)) if ties else 1
            groups.append(tuple(order[:size]))
            order = order[size:]
        made.append(groups)
    return made


@st.composite
def markets(draw, ties):
    requests, supporters = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    rooms = st.integers(0, 2)
    capacity = draw(st.lists(rooms, min_size=supporters, max_size=supporters))
    likes = draw(lists(supporters, requests, ties))
    if draw(st.booleans()):
        return Market.two_sided(
            draw(lists(requests, supporters, ties)), likes, capacity
        )
    owner = draw(st.lists(st.integers(0, supporters - 1), min_size=1, max_size=4))
    room = draw(st.lists(rooms, min_size=len(owner), max_size=len(owner)))
    choices = draw(lists(requests, len(owner), ties))
    return Market.with_projects(choices, likes, owner, room, capacity)


@pytest.mark.parametrize("ties", [False, True])
def test_blocking_pairs_are_those_of_the_plain_definition(ties, plans):
    @settings(max_examples=60, deadline=None)
    @given(markets(ties))
    def holds(market):
        for used, blocked in plans(market)[:40]:
            found = [(b.request, b.offer) for b in blocking_pairs(market, used)]
            assert found == pairs_of(market, blocked)

    holds()


@pytest.mark.parametrize("side", ["requests", "supporters"])
@pytest.mark.parametrize("ties", [False, True])
def test_proposals_end_in_a_stable_plan_best_for_those_who_propose(side, ties, plans):
    @settings(max_examples=60, deadline=None)
    @given(markets(ties))
    def holds(market):
        stable = [used for used, blocked in plans(market) if not blocked]
        used = deferred_acceptance(market, side).tolist()
        assert used in stable
        if not ties:
            best = min if side == "requests" else max
            every = zip(*(choices(market, one) for one in stable), strict=True)
            assert choices(market, used) == [best(column) for column in every]

    holds()


def test_without_ties_all_stable_plans_serve_the_same(plans):
    """Rural hospitals: who has nothing in one stable plan has nothing in any."""

    @settings(max_examples=60, deadline=None)
    @given(markets(ties=False))
    def holds(market):
        stable = [used for used, blocked in plans(market) if not blocked]
        served = {tuple(market.request[used]) for used in stable}
        supporters = len(market.capacity)
        loads = {
            tuple(np.bincount(market.supporter[used], minlength=supporters))
            for used in stable
        }
        assert len(served) == len(loads) == 1
        plan = stable_plan(market, ["egalitarian"])
        assert {tuple(market.request[plan.used])} == served

    holds()


def choices(market, used):
    """Which choice each request has; 99 for none."""
    had = dict(zip(market.request[used], market.request_rank[used], strict=True))
    return [had.get(request, 99) for request in range(market.requests)]


OBJECTIVES = ("pairs", "worst-off", "egalitarian")


def value(market, used):
    sums = market.request_rank[used] + market.supporter_rank[used] + 2
    lowest = int((market.request_rank[used] + 1).max(initial=0))
    return -len(used), lowest, int(sums.sum())


@pytest.mark.parametrize("require", [True, False])
def test_no_plan_under_further_rules_is_better(require, plans):
    @settings(max_examples=60, deadline=None)
    @given(markets(ties=True), st.data())
    def holds(market, data):
        pairs = st.sets(st.integers(0, len(market.request)), max_size=2)
        pinned, forbidden = (
            sorted(p for p in data.draw(pairs) if p < len(market.request))
            for _ in range(2)
        )
        supporters = len(market.capacity)
        least = data.draw(
            st.lists(st.integers(0, 1), min_size=supporters, max_size=supporters)
        )
        allowed = [
            (len(blocked), *value(market, used))
            for used, blocked in plans(market)
            if set(pinned) <= set(used)
            and not set(forbidden) & set(used)
            and np.all(
                np.bincount(market.supporter[used], minlength=supporters) >= least
            )
            and not (require and blocked)
        ]
        rules = {"least": least, "pinned": pinned, "forbidden": forbidden}
        if not allowed:
            with pytest.raises(InfeasibleError):
                stable_plan(market, OBJECTIVES, require=require, **rules)
            return
        plan = stable_plan(market, OBJECTIVES, require=require, **rules)
        assert (len(plan.blocking), *value(market, plan.used)) == min(allowed)
        assert all(proof.proved for proof in plan.proof)

    holds()
