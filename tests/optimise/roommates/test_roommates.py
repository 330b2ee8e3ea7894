"""People who rank each other: stable, or shown not to be."""

import csv
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.errors import InputError
from matchmaker.optimise.roommates import (
    BlockingPair,
    OddRing,
    Rankings,
    blocking_pairs,
    pair_roommates,
)
from matchmaker.optimise.roommates.irving import irving

# Three like each other in a ring, and nobody likes 3.
NOBODY_WANTS_THE_FOURTH = [[1, 2, 3], [2, 0, 3], [0, 1, 3], [0, 1, 2]]


def test_those_who_like_each_other_best_are_together():
    plan = pair_roommates([[1, 2, 3], [0, 2, 3], [3, 0, 1], [2, 0, 1]])
    assert plan.pairs == ((0, 1), (2, 3))
    assert plan.exists is True
    assert plan.blocking == ()


def test_a_ring_of_three_leaves_no_plan_stable():
    plan = pair_roommates(NOBODY_WANTS_THE_FOURTH)
    assert plan.exists is False
    assert plan.odd_ring == OddRing((0, 1, 2), ((3,),))
    # Whoever of the ring is with 3 and the one who likes them best block.
    assert len(plan.blocking) == 1
    assert [proof.objective for proof in plan.proof] == [
        "blocking-pairs",
        "coverage",
        "egalitarian",
    ]
    # Two couples: two of the ring (choices 1 and 2), and the third with 3, who
    # is the third choice, and has the third of the ring as 1st, 2nd or 3rd.
    assert [proof.value for proof in plan.proof] == [1, 4, 1 + 2 + 3 + 1]
    assert all(proof.proved for proof in plan.proof)


def test_an_even_ring_of_first_choices_is_no_odd_one():
    # 0 likes 1 best, 1 likes 3, 3 likes 2 and 2 likes 0: round and round, and yet
    # 0 with 3 and 1 with 2 are stable.
    assert irving([[1, 3, 2], [3, 2, 0], [0, 1, 3], [2, 0, 1]]) == (3, 2, 1, 0)


def test_blocking_pairs_name_whom_each_has():
    rankings = Rankings.of(NOBODY_WANTS_THE_FOURTH)
    found = blocking_pairs(rankings, [3, 2, 1, 0])
    assert found == (BlockingPair(0, 2, 3, 1),)
    assert found == blocking_pairs(
        rankings, pair_roommates(NOBODY_WANTS_THE_FOURTH).mate
    )
    nobody = blocking_pairs(rankings, [-1] * 4)
    assert len(nobody) == 6
    assert nobody[0] == BlockingPair(0, 1, None, None)


def test_someone_stays_alone_rather_than_with_the_unacceptable():
    plan = pair_roommates([[1], [0, 2], [1]])
    assert plan.pairs == ((0, 1),)
    assert plan.alone == (2,)
    assert plan.exists is True


def test_whoever_is_not_named_in_return_is_not_acceptable():
    assert pair_roommates([[1], []]).alone == (0, 1)
    # 0 names 2 first, in vain; so 1 is the first choice.
    assert Rankings.of([[2, 1], [0], []]).ranks == ({1: 0}, {0: 0}, {})


def test_a_tie_can_save_a_ring():
    # Whoever of the ring is alone is liked best by one of the others. If 0 does not
    # mind which, 1 can be alone: 0 has 2, liked as much, and 2 has their best.
    strict = pair_roommates([[1, 2], [2, 0], [0, 1]])
    assert strict.exists is False
    tied = pair_roommates([[(1, 2)], [2, 0], [0, 1]])
    assert tied.exists is True
    assert tied.pairs == ((0, 2),)


def test_where_the_first_way_to_break_ties_fails_others_are_tried():
    # 0 takes the lower number first, which closes the ring 0-1-2; a plan in which
    # 0 is with 3, liked as much as 1, is stable.
    plan = pair_roommates([[(1, 3), 2], [2, 0], [0, 1], [0]])
    assert plan.exists is True
    assert plan.pairs == ((0, 3), (1, 2))


@pytest.mark.parametrize("limit", [{"time_limit": 0.0}, {"effort": 0.0}])
def test_out_of_time_the_plan_at_hand_comes_without_a_bound(limit):
    plan = pair_roommates(NOBODY_WANTS_THE_FOURTH, **limit)
    assert plan.exists is False
    assert len(plan.blocking) == plan.proof[0].value > 0
    assert [proof.shown_by for proof in plan.proof] == ["not shown"] * 3


def test_nobody_is_settled_at_once():
    assert pair_roommates([]).mate == ()


@pytest.mark.parametrize(
    ("lists", "why"),
    [([[0]], "themself"), ([[1, 1], [0]], "twice"), ([[2], []], "0 to 1")],
)
def test_lists_that_cannot_be_are_refused(lists, why):
    with pytest.raises(InputError, match=why):
        pair_roommates(lists)


@st.composite
def preferences(draw, ties):
    people = draw(st.integers(2, 7))
    lists = []
    for person in range(people):
        order = draw(st.permutations([p for p in range(people) if p != person]))
        order = order[: draw(st.integers(0, people))]
        if ties:
            order = draw(tied(order))
        lists.append(order)
    return lists


@st.composite
def tied(draw, order):
    groups = []
    while order:
        size = draw(st.integers(1, 3))
        groups.append(tuple(order[:size]))
        order = order[size:]
    return groups


@pytest.mark.parametrize("ties", [False, True])
def test_the_plan_is_the_least_unstable_of_all(ties, least):
    @settings(max_examples=80, deadline=None)
    @given(preferences(ties))
    def holds(lists):
        rankings, plan = Rankings.of(lists), pair_roommates(lists)
        best = least(rankings)
        assert plan.exists == (best[0] == 0)
        assert len(plan.blocking) == plan.proof[0].value == best[0]
        assert all(proof.proved for proof in plan.proof)
        if not plan.exists:
            _, coverage, choices = plan.proof
            assert (-coverage.value, choices.value) == best[1:]
        if plan.odd_ring is not None:
            assert is_odd_ring(rankings, plan.odd_ring.people)

    holds()


def is_odd_ring(rankings, ring):
    """An odd number, each of whom likes the next better than the one before."""
    return len(ring) % 2 == 1 and all(
        rankings.ranks[one][after] < rankings.ranks[one][before]
        for before, one, after in zip(
            ring, ring[1:] + ring[:1], ring[2:] + ring[:2], strict=True
        )
    )


def instance(path):
    lines = [line.split() for line in path.read_text().splitlines()]
    rows = [[int(n) for n in line] for line in lines if line and line[0] != "#"]
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    return [[other - 1 for other in row[1:]] for row in rows]


def test_textbook_instances_have_just_the_expected_stable_plans(benchmarks, all_stable):
    with (benchmarks / "expected.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 5
    for row in rows:
        lists = instance(benchmarks / row["file"])
        plan = pair_roommates(lists)
        known = {text for text in row["stable"].split(" | ") if text}
        assert len(known) == int(row["n_stable"])
        assert plan.exists is bool(known)
        if known:
            assert as_text(plan.pairs) in known
        else:
            assert plan.proof[0].value > 0
            assert plan.odd_ring is not None
        matchings = all_stable(Rankings.of(lists))
        pairs = [[(a, b) for a, b in mates.items() if a < b] for mates in matchings]
        assert {as_text(sorted(one)) for one in pairs} == known


def as_text(pairs):
    return ",".join(f"{a + 1}-{b + 1}" for a, b in pairs)


def strict_lists(seed):
    """Lists without ties of four to eight people, of whom most know most."""
    random = Random(seed)
    people = range(random.randint(4, 8))
    share = random.choice((0.6, 0.9, 1))
    known = {pair for pair in combinations(people, 2) if random.random() < share}
    lists = [[b for b in people if {a, b} in map(set, known)] for a in people]
    for mine in lists:
        random.shuffle(mine)
    return lists


def matchings(lists, people):
    """Every way to pair people who know each other, as mates; -1 is nobody."""
    if not people:
        yield {}
        return
    one, *rest = people
    for mates in matchings(lists, rest):
        yield mates | {one: -1}
    for other in set(rest).intersection(lists[one]):
        for mates in matchings(lists, [p for p in rest if p != other]):
            yield mates | {one: other, other: one}


def is_stable(lists, mates):
    def rather(one, other):
        has = mates[one]
        return has == -1 or lists[one].index(other) < lists[one].index(has)

    return not any(
        rather(one, other) and rather(other, one)
        for one, mine in enumerate(lists)
        for other in mine
    )


@pytest.mark.parametrize("seeds", [range(i, i + 100) for i in range(0, 600, 100)])
def test_a_stable_matching_is_found_exactly_where_one_exists(seeds):
    exist = 0
    for seed in seeds:
        lists = strict_lists(seed)
        found = irving(lists)
        stable = [
            mates
            for mates in matchings(lists, list(range(len(lists))))
            if is_stable(lists, mates)
        ]
        if isinstance(found, OddRing):
            assert not stable, lists
            assert len(found.people) % 2 == 1
        else:
            assert dict(enumerate(found)) in stable, lists
        exist += bool(stable)
    assert 0 < exist < len(seeds)
