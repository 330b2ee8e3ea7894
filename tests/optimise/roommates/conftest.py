"""Stable roommates by the plain definition: every matching there is."""

from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[3].parent / "shared/data/benchmarks/roommates"


def every_matching(people, pairs):
    """Dicts of mates, from the empty one on."""
    if not people:
        yield {}
        return
    one, *rest = people
    yield from every_matching(rest, pairs)
    for other in rest:
        if (one, other) in pairs:
            left = [person for person in rest if person != other]
            for mates in every_matching(left, pairs):
                yield {**mates, one: other, other: one}


def blocked(rankings, mates):
    """How many pairs block, in plain terms."""

    def prefers(one, other):
        mine = rankings.ranks[one]
        return one not in mates or mine[other] < mine[mates[one]]

    return sum(prefers(a, b) and prefers(b, a) for a, b in rankings.pairs)


@pytest.fixture(scope="session")
def least():
    """Fewest blocking pairs, most people, least sum of choices: the best."""

    def best(rankings):
        people = list(range(rankings.people))
        return min(
            (
                blocked(rankings, mates),
                -len(mates),
                sum(rankings.ranks[a][b] + 1 for a, b in mates.items()),
            )
            for mates in every_matching(people, set(rankings.pairs))
        )

    return best


@pytest.fixture(scope="session")
def all_stable():
    def stable(rankings):
        people = list(range(rankings.people))
        matchings = every_matching(people, set(rankings.pairs))
        return [mates for mates in matchings if blocked(rankings, mates) == 0]

    return stable


@pytest.fixture(scope="session")
def benchmarks():
    if not BENCHMARKS.is_dir():
        pytest.skip("no ../shared/data/benchmarks/roommates beside the checkout")
    return BENCHMARKS


@pytest.fixture(scope="session")
def every():
    """Every matching of some rankings."""

    def matchings(rankings):
        people = list(range(rankings.people))
        return every_matching(people, set(rankings.pairs))

    return matchings


@pytest.fixture(scope="session")
def count_blocked():
    return blocked
