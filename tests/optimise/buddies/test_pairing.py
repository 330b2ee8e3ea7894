"""Buddies, on small groups of people whose best plan can be seen."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.certify.buddies import BuddyFacts, buddies_confirmed
from matchmaker.errors import InputError, NumberRangeError
from matchmaker.optimise.buddies import Alone, Shortage, pair_up


def plan_of(people, links, **options):
    """Buddies from a dict of allowed pairs and their points."""
    first, second = zip(*links, strict=True) if links else ((), ())
    return pair_up(people, first, second, list(links.values()), **options)


def values(plan):
    return tuple(proof.value for proof in plan.proof)


def facts_of(people, links, never=(), trio=True):
    allowed = {pair: p for pair, p in links.items() if pair not in never}
    ends = np.array(list(allowed), np.int64).reshape(-1, 2)
    points = np.array(list(allowed.values()), np.int64)
    return BuddyFacts(people, ends[:, 0], ends[:, 1], points, never, trio)


# What comes first


def test_two_couples_come_before_the_one_best_couple():
    plan = plan_of(4, {(0, 2): 9, (0, 1): 1, (2, 3): 1})
    assert plan.pairs == ((0, 1), (2, 3))
    assert values(plan) == (4, 1, 2)


def test_the_worst_link_comes_before_the_sum():
    # 10 + 1 against 4 + 4.
    plan = plan_of(4, {(0, 1): 10, (2, 3): 1, (0, 2): 4, (1, 3): 4})
    assert plan.pairs == ((0, 2), (1, 3))
    assert values(plan) == (4, 4, 8)


def test_among_equal_worst_links_the_sum_decides():
    plan = plan_of(4, {(0, 1): 10, (2, 3): 4, (0, 2): 4, (1, 3): 4})
    assert plan.pairs == ((0, 1), (2, 3))
    assert values(plan) == (4, 4, 14)


def test_points_may_be_negative():
    plan = plan_of(4, {(0, 1): -3, (2, 3): -5, (0, 2): -1})
    assert plan.pairs == ((0, 1), (2, 3))
    assert values(plan) == (4, -5, -8)


# The odd one out


def test_three_in_a_row_are_a_trio_though_the_ends_are_no_pair():
    plan = plan_of(3, {(0, 1): 5, (1, 2): 7})
    assert plan.pairs == ()
    assert plan.trio == (0, 1, 2)
    assert plan.links == ((0, 1), (1, 2))
    assert values(plan) == (3, 5, 12)
    assert plan.alone == ()


def test_the_best_trio_is_not_a_leftover_joined_on():
    # The best couples are 0-1 and 2-3 (20), and 4 could be joined to 3: 28. But
    # 1-2 and 3-4 (19) with 0 joined to 1 come to 29.
    plan = plan_of(5, {(0, 1): 10, (2, 3): 10, (1, 2): 11, (3, 4): 8})
    assert plan.trio == (0, 1, 2)
    assert plan.pairs == ((3, 4),)
    assert values(plan) == (5, 8, 29)


def test_an_even_number_makes_no_trio_however_good():
    plan = plan_of(4, {(0, 1): 1, (2, 3): 1, (1, 2): 99})
    assert plan.trio is None
    assert values(plan) == (4, 1, 2)


def test_without_a_trio_the_odd_one_out_is_alone():
    plan = plan_of(3, {(0, 1): 5, (1, 2): 7}, trio=False)
    assert plan.pairs == ((1, 2),)
    assert plan.alone == (Alone(0, "outnumbered"),)


@pytest.mark.parametrize("engine", ["auto", "networkx"])
def test_ends_who_must_never_meet_make_no_trio(engine):
    links = {(0, 1): 5, (1, 2): 7}
    plan = plan_of(3, links, never=[(2, 0)], engine=engine)
    assert plan.trio is None
    assert plan.pairs == ((1, 2),)
    assert values(plan) == (2, 7, 7)


def test_the_next_best_trio_is_taken_where_the_best_ends_must_never_meet():
    # Five in a row: the trio 0-1-2 beside 3-4 is worth 23, 2-3-4 beside 0-1 only 19.
    row = {(0, 1): 9, (1, 2): 9, (2, 3): 5, (3, 4): 5}
    assert plan_of(5, row).trio == (0, 1, 2)
    assert values(plan_of(5, row)) == (5, 5, 23)
    apart = plan_of(5, row, never=[(0, 2)])
    assert apart.trio == (2, 3, 4)
    assert values(apart) == (5, 5, 19)
    assert all(proof.proved for proof in apart.proof)


def test_a_trio_whose_both_ends_clash_with_a_third_is_proved():
    # Who is joined to 0 would best join 3, whom neither 1 nor 2 may meet.
    star = {(0, 1): 3, (0, 2): 9, (0, 3): 11}
    plan = plan_of(4, star, never=[(1, 3), (2, 3)])
    assert plan.trio == (1, 0, 2)
    assert values(plan) == (3, 3, 12)
    assert all(proof.proved for proof in plan.proof)


def test_two_camps_have_no_trio_and_it_takes_no_search_to_see_it():
    # Pairs only across, and nobody may meet their own camp: every trio would.
    camps = {(a, b): (a * b) % 7 for a in range(5) for b in range(5, 11)}
    apart = [
        (a, b) for camp in (range(5), range(5, 11)) for a in camp for b in camp if a < b
    ]
    plan = plan_of(11, camps, never=apart)
    assert plan.trio is None
    assert plan.proof[0].value == plan.proof[0].bound == 10
    assert len(plan.claims) == 3
    assert plan_of(11, camps).trio is not None


def test_those_who_must_never_meet_are_no_couple_either():
    plan = plan_of(2, {(0, 1): 5}, never=[(1, 0)])
    assert plan.pairs == ()
    assert plan.alone == (Alone(0, "no allowed pair"), Alone(1, "no allowed pair"))


# Who is left


def test_those_who_all_rely_on_one_are_outnumbered():
    # 0 can have one buddy, or two in a trio; there are three who want nobody else.
    # 5 and 6 have each other, and no part in this.
    plan = plan_of(7, {(0, 1): 3, (0, 2): 2, (0, 3): 1, (5, 6): 2})
    assert plan.trio == (1, 0, 2)
    assert plan.alone == (Alone(3, "outnumbered"), Alone(4, "no allowed pair"))
    assert plan.shortage == Shortage(rely_on=(0,), groups=((1,), (2,), (3,)))


def test_an_odd_group_can_be_short_of_itself():
    triangle = {(0, 1): 1, (1, 2): 1, (0, 2): 1}
    plan = plan_of(3, triangle, trio=False)
    assert plan.shortage == Shortage(rely_on=(), groups=((0, 1, 2),))


def test_nobody_and_nobody_with_a_link():
    assert values(plan_of(0, {})) == (0, None, 0)
    plan = plan_of(2, {})
    assert values(plan) == (0, None, 0)
    assert all(proof.proved for proof in plan.proof)
    assert plan.shortage is None


# How it searches


def test_the_order_of_pairs_and_of_their_ends_does_not_matter():
    links = {(a, b): (7 * a + 3 * b) % 5 for a in range(9) for b in range(a + 1, 9)}
    turned = {(b, a): points for (a, b), points in reversed(links.items())}
    assert plan_of(9, turned) == plan_of(9, links)


def test_without_effort_the_plan_is_no_worse_than_greedy_and_bounds_hold():
    links = random_links(61, seed=1)
    best, none = plan_of(61, links), plan_of(61, links, effort=0)
    greedy = plan_of(61, links, effort=0, time_limit=0)
    for plan in (none, greedy):
        assert values(plan) <= values(best)
        for proof, reached in zip(plan.proof, best.proof, strict=True):
            if proof.bound is not None:
                assert proof.bound >= reached.value
        assert not all(proof.proved for proof in plan.proof)
    assert all(proof.proved for proof in best.proof)


def random_links(people, seed):
    """A tenth of all pairs, and a ring so that nobody is without."""
    rng = np.random.default_rng(seed)
    some = {
        (a, b): int(rng.integers(100))
        for a in range(people)
        for b in range(a + 1, people)
        if rng.random() < 0.1
    }
    return some | {(a, a + 1): int(rng.integers(100)) for a in range(people - 1)}


@pytest.mark.parametrize(
    ("pair", "why"),
    [((0, 0), "own buddy"), ((0, 3), "0 to 2"), ((-1, 0), "0 to 2")],
)
def test_pairs_that_cannot_be_are_refused(pair, why):
    with pytest.raises(InputError, match=why):
        plan_of(3, {pair: 1})


def test_a_pair_that_stands_twice_is_refused():
    with pytest.raises(InputError, match="twice"):
        pair_up(3, [0, 1], [1, 0], [5, 6])
    with pytest.raises(InputError, match="its points"):
        pair_up(3, [0, 1], [1, 2], [5])


def test_points_beyond_the_engines_numbers_are_refused():
    with pytest.raises(NumberRangeError):
        plan_of(2, {(0, 1): 2**40})


# Every plan there is

SMALL = st.integers(1, 7).flatmap(
    lambda people: st.tuples(
        st.just(people),
        st.lists(
            st.tuples(
                st.one_of(st.none(), st.integers(-1, 9)),
                st.sampled_from([False, False, True]),
            ),
            min_size=people * (people - 1) // 2,
            max_size=people * (people - 1) // 2,
        ),
        st.booleans(),
    )
)


def drawn(people, column):
    """Links and pairs apart, from one entry for each pair of people."""
    pairs = [(a, b) for a in range(people) for b in range(a + 1, people)]
    entries = dict(zip(pairs, column, strict=True))
    never = {pair for pair, (_, apart) in entries.items() if apart}
    links = {pair: p for pair, (p, _) in entries.items() if p is not None}
    return links, never


@settings(max_examples=150, deadline=None)
@given(SMALL)
def test_no_plan_is_better_and_prices_alone_show_it(best_of, case):
    people, column, trio = case
    links, never = drawn(people, column)
    for apart in (set(), never):
        plan = plan_of(people, links, never=apart, trio=trio)
        allowed = {pair: p for pair, p in links.items() if pair not in apart}
        assert values(plan) == best_of(people, allowed, apart, trio)
        facts = facts_of(people, links, apart, trio)
        confirmed = buddies_confirmed(facts, plan.proof, plan.claims)
        assert confirmed == (True, True, True)
        assert obeys(plan, people, allowed, apart, trio)


def test_without_fairness_a_link_may_be_worth_little():
    # A ring of six. Fair: 10, 2 and 2. Not fair: 9, 9 and 1.
    links = {(0, 1): 9, (1, 2): 10, (2, 3): 9, (3, 4): 2, (4, 5): 1, (0, 5): 2}
    assert values(plan_of(6, links)) == (6, 2, 14)
    assert values(plan_of(6, links, fair=False)) == (6, 19)


@settings(max_examples=60, deadline=None)
@given(SMALL)
def test_without_fairness_points_come_right_after_coverage(every_plan_of, case):
    people, column, trio = case
    links, _ = drawn(people, column)
    found = plan_of(people, links, trio=trio, fair=False)
    worth = (
        (len({p for link in plan for p in link}), sum(links[link] for link in plan))
        for plan in every_plan_of(people, links, (), trio)
    )
    assert values(found) == max(worth)
    assert [proof.objective for proof in found.proof] == ["coverage", "points"]
    assert all(proof.proved for proof in found.proof)


def obeys(plan, people, allowed, never, trio):
    """Everybody stands once, on allowed links, and no two meet who must not."""
    groups = [*plan.pairs, *([plan.trio] if plan.trio else [])]
    everybody = [p for group in groups for p in group] + [a.person for a in plan.alone]
    meet = {(min(a, b), max(a, b)) for group in groups for a in group for b in group}
    return (
        sorted(everybody) == list(range(people))
        and set(plan.links) <= set(allowed)
        and sum(allowed[link] for link in plan.links) == plan.proof[2].value
        and not meet & set(never)
        and (trio or plan.trio is None)
    )


@settings(max_examples=60, deadline=None)
@given(SMALL)
def test_networkx_and_trees_reach_the_same_in_every_objective(case):
    people, column, trio = case
    links, never = drawn(people, column)
    ours = plan_of(people, links, never=never, trio=trio)
    record = plan_of(people, links, never=never, trio=trio, engine="networkx")
    assert values(ours) == values(record)
    assert {proof.shown_by for proof in ours.proof} == {"prices"}
    assert record.claims == ()


@pytest.mark.parametrize("people", [40, 41, 90])
def test_networkx_and_trees_agree_on_larger_groups(people):
    links = random_links(people, seed=people)
    ours = plan_of(people, links)
    assert values(ours) == values(plan_of(people, links, engine="networkx"))
    assert buddies_confirmed(facts_of(people, links), ours.proof, ours.claims) == (
        True,
        True,
        True,
    )
