"""The best of the plans with the fewest blocking pairs: every matching there is."""

import random

import pytest

from matchmaker.optimise.outcome import Stop
from matchmaker.optimise.roommates import OddRing, Rankings, best_roommates
from matchmaker.optimise.roommates.irving import irving, possible_mates

# Two stable plans: 0 and 1 like each other's mates.
TWO_WAYS = [[2, 3, 1], [3, 2, 0], [1, 0, 3], [0, 1, 2]]
RING = [[1, 2, 3], [2, 0, 3], [0, 1, 3], [0, 1, 2]]


def worth(rankings, **special):
    """One point for each pair, but for some, named as `p01`."""
    points = dict.fromkeys(rankings.pairs, 1)
    return points | {(int(n[1]), int(n[2])): value for n, value in special.items()}


def test_points_choose_among_stable_plans():
    rankings = Rankings.of(TWO_WAYS)
    for pair, mates in (("p02", (2, 3, 0, 1)), ("p03", (3, 2, 1, 0))):
        plan = best_roommates(rankings, worth(rankings, **{pair: 5}))
        assert plan.mate == mates
        assert plan.exists is True
        assert [(p.objective, p.value, p.bound) for p in plan.proof] == [
            ("blocking-pairs", 0, 0),
            ("coverage", 4, 4),
            ("worst-off", 1, 1),
            ("points", 6, 6),
        ]


def test_where_no_plan_is_stable_one_pair_blocks_and_points_say_which():
    rankings = Rankings.of(RING)
    for pair, lone in (("p03", 0), ("p13", 1), ("p23", 2)):
        plan = best_roommates(rankings, worth(rankings, **{pair: 5}))
        assert plan.mate[3] == lone
        assert plan.exists is False
        assert len(plan.blocking) == plan.proof[0].value == 1
        assert plan.odd_ring == OddRing((0, 1, 2), ((3,),))
        assert all(proof.proved for proof in plan.proof)


def test_out_of_time_the_ring_still_shows_that_no_plan_is_stable():
    rankings = Rankings.of(RING)
    stop = Stop()
    stop.press()
    plan = best_roommates(rankings, worth(rankings), stop=stop)
    assert plan.exists is False
    assert plan.proof[0].bound == 1
    assert plan.proof[0].value == len(plan.blocking) > 0
    assert not plan.proof[1].proved


def test_nobody_is_with_nobody():
    plan = best_roommates(Rankings(({}, {})), {})
    assert plan.alone == (0, 1)
    assert [proof.value for proof in plan.proof] == [0, 0, None, 0]
    assert all(proof.proved for proof in plan.proof)


def drawn(seed, *, ties):
    rng = random.Random(seed)
    people = rng.randint(2, 7)
    pairs = [
        (one, other)
        for one in range(people)
        for other in range(one + 1, people)
        if rng.random() < 0.8
    ]
    likings = {
        (a, b): rng.randint(0, 2) if ties else rng.random()
        for pair in pairs
        for a, b in (pair, pair[::-1])
    }
    rankings = Rankings.by_liking(people, pairs, lambda a, b: likings[a, b])
    return rankings, {pair: rng.randint(-2, 3) for pair in pairs}


@pytest.mark.parametrize("ties", [False, True])
@pytest.mark.parametrize("seed", range(60))
def test_no_matching_is_better(seed, ties, every, count_blocked):
    rankings, points = drawn(seed, ties=ties)
    plan = best_roommates(rankings, points)
    assert rankings.strict or ties
    best = max(
        (
            -count_blocked(rankings, mates),
            len(mates),
            min((points[a, b] for a, b in mates.items() if a < b), default=0),
            sum(points[a, b] for a, b in mates.items() if a < b),
        )
        for mates in every(rankings)
    )
    blocking, coverage, worst, total = (proof.value for proof in plan.proof)
    assert (-blocking, coverage, worst or 0, total) == best
    assert plan.exists is (best[0] == 0)
    assert all(proof.proved for proof in plan.proof)


def strict_lists(seed):
    rng = random.Random(seed)
    people = rng.randint(3, 9)
    return Rankings.of(
        [
            rng.sample(others, rng.choice([len(others), rng.randint(0, len(others))]))
            for others in ([o for o in range(people) if o != p] for p in range(people))
        ]
    )


@pytest.mark.parametrize("seed", range(60))
def test_an_odd_ring_comes_with_parties_that_prove_it(seed):
    """The definition of a stable partition (Tan 1991), and that it has an odd ring."""
    rankings = strict_lists(seed)
    found = irving(rankings.order)
    if not isinstance(found, OddRing):
        return
    parties = (found.people, *found.others)
    assert sorted(p for party in parties for p in party) == list(range(rankings.people))
    before = {
        after: one
        for party in parties
        for one, after in zip(party, party[1:] + party[:1], strict=True)
    }
    assert len(found.people) % 2 == 1
    assert len(found.people) >= 3

    def gains(one, other):
        mine, now = rankings.ranks[one], before[one]
        return now == one or mine[other] < mine[now]

    for party in parties:
        if len(party) > 2:
            for one, after in zip(party, party[1:] + party[:1], strict=True):
                assert gains(one, after)
    assert not any(gains(a, b) and gains(b, a) for a, b in rankings.pairs)


@pytest.mark.parametrize("seed", range(40))
def test_phase_one_leaves_every_stable_mate(seed, every, count_blocked):
    rankings = strict_lists(seed)
    possible = possible_mates(rankings.order)
    for mates in every(rankings):
        if not count_blocked(rankings, mates):
            assert all(mate in possible[one] for one, mate in mates.items())


# A trio


def with_a_third(rankings, mates, never):
    """The matching itself, and each with somebody left over joined to a couple."""
    yield {(a, b) for a, b in mates.items() if a < b}
    alone = set(range(rankings.people)) - mates.keys()
    for middle, other in mates.items():
        for end in alone:
            ends = min(end, other), max(end, other)
            if end in rankings.ranks[middle] and ends not in never:
                links = {(a, b) for a, b in mates.items() if a < b}
                yield links | {(min(end, middle), max(end, middle))}


def blocked_links(rankings, links):
    """How many pairs block; whoever has two would give up the one liked less."""
    has = {}
    for pair in links:
        for mine, theirs in (pair, pair[::-1]):
            rank = rankings.ranks[mine][theirs]
            has[mine] = max(rank, has.get(mine, rank))

    def gains(one, other):
        return one not in has or rankings.ranks[one][other] < has[one]

    return sum(
        pair not in links and gains(*pair) and gains(*pair[::-1])
        for pair in rankings.pairs
    )


@pytest.mark.parametrize("ties", [False, True])
@pytest.mark.parametrize("seed", range(40))
def test_no_plan_with_a_trio_is_better(seed, ties, every):
    rankings, points = drawn(seed, ties=ties)
    rng = random.Random(seed)
    everybody = [(a, b) for b in range(rankings.people) for a in range(b)]
    never = {pair for pair in everybody if rng.random() < 0.2}
    plan = best_roommates(rankings, points, trio=True, never=never)
    best = max(
        (
            -blocked_links(rankings, links),
            len({person for pair in links for person in pair}),
            min((points[pair] for pair in links), default=0),
            sum(points[pair] for pair in links),
        )
        for mates in every(rankings)
        for links in with_a_third(rankings, mates, never)
    )
    blocking, coverage, worst, total = (proof.value for proof in plan.proof)
    assert (-blocking, coverage, worst or 0, total) == best
    assert len(plan.blocking) == blocking
    assert all(proof.proved for proof in plan.proof)
    links = set(plan.pairs)
    if plan.trio:
        one, middle, other = plan.trio
        assert (min(one, other), max(one, other)) not in never
        links |= {tuple(sorted((one, middle))), tuple(sorted((other, middle)))}
    assert blocked_links(rankings, links) == blocking
    assert len(plan.alone) == rankings.people - coverage


def test_a_ring_of_three_is_a_stable_trio():
    # 0 likes 1 best, 1 likes 2, 2 likes 0: the middle has both, so nobody gains.
    rankings = Rankings.of([[1, 2], [2, 0], [0, 1]])
    for middle in range(3):
        points = dict.fromkeys(rankings.pairs, 1)
        for pair in points:
            points[pair] += middle in pair
        plan = best_roommates(rankings, points, trio=True)
        assert (plan.exists, plan.alone, plan.trio[1]) == (True, (), middle)
    assert best_roommates(rankings, points).proof[0].value == 1


def test_ends_who_must_not_meet_make_no_trio():
    # Only 1 goes with both others.
    rankings = Rankings.of([[1], [0, 2], [1]])
    points = {(0, 1): 3, (1, 2): 4}
    assert best_roommates(rankings, points, trio=True).trio == (0, 1, 2)
    apart = best_roommates(rankings, points, trio=True, never=[(0, 2)])
    assert (apart.trio, apart.mate) == (None, (1, 0, -1))


@pytest.mark.parametrize("seed", range(30))
def test_two_are_together_whatever_they_like(seed, every, count_blocked):
    rankings, points = drawn(seed, ties=seed % 2 == 1)
    for pair in rankings.pairs:
        plan = best_roommates(rankings, points, insisted=pair)
        assert pair in plan.pairs
        fewest = min(
            count_blocked(rankings, mates)
            for mates in every(rankings)
            if mates.get(pair[0]) == pair[1]
        )
        assert plan.proof[0].value == plan.proof[0].bound == fewest
