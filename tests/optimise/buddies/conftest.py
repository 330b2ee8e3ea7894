"""Buddies by the plain definition: every plan there is."""

import pytest


def every_plan(people, links, never, trio):
    """All sets of links: couples, and one extra link to one of them."""
    for couples in _matchings(list(range(people)), links):
        yield couples
        if trio:
            yield from _with_a_third(people, links, never, couples)


def best_value(people, links, never=(), trio=True):
    """People with a buddy, the fewest points of a link, and points: the best."""
    values = [_value(links, plan) for plan in every_plan(people, links, never, trio)]
    return max(values, key=lambda v: (v[0], -1e9 if v[1] is None else v[1], v[2]))


def _value(links, plan):
    points = [links[link] for link in plan]
    covered = {person for link in plan for person in link}
    return len(covered), min(points, default=None), sum(points)


def _matchings(free, links):
    if not free:
        yield []
        return
    one, *rest = free
    yield from _matchings(rest, links)
    for other in rest:
        if (one, other) in links:
            left = [person for person in rest if person != other]
            for couples in _matchings(left, links):
                yield [(one, other), *couples]


def _with_a_third(people, links, never, couples):
    covered = {person for couple in couples for person in couple}
    for couple in couples:
        for middle, other in (couple, couple[::-1]):
            for end in set(range(people)) - covered:
                link = min(end, middle), max(end, middle)
                ends = min(end, other), max(end, other)
                if link in links and ends not in never:
                    yield [*couples, link]


@pytest.fixture(scope="session")
def best_of():
    return best_value


@pytest.fixture(scope="session")
def every_plan_of():
    return every_plan
