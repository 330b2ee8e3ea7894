"""
What prices show, added up again in plain whole numbers.

This shares no code with the search: anybody who is given the question and the
prices can see that nothing costs less, without a solver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matchmaker.optimise.locate.posts import Posts
    from matchmaker.optimise.model import Ints

THOUSANDTHS = 1_000


def bound_from_prices(posts: Posts, prices: Ints) -> int | None:
    """
    Add up what any prices show.

    Args:
        posts: What is asked.
        prices: int64[M], in thousandths of a cost unit; any whole numbers.

    Returns:
        No appointments cost less, in whole cost units; `None` if the prices show
        that no appointments are possible.
    """
    paid = [int(price) for price in prices]
    worths = [_cheapest_filling(posts, lead, paid) for lead in range(posts.leads)]
    possible = [
        (worth, int(most))
        for worth, most in zip(worths, posts.most.tolist(), strict=True)
        if worth is not None
    ]
    chosen = (
        _so_many([worth for worth, _ in possible], posts.appoint)
        if posts.appoint is not None
        else _enough(possible, sum(posts.weight.tolist()))
    )
    return None if chosen is None else -(-(sum(paid) + chosen) // THOUSANDTHS)


def _cheapest_filling(posts: Posts, lead: int, paid: list[int]) -> int | None:
    """The least that a post costs beyond what it is paid; `None` if it stays empty."""
    cheapest = {0: 0}
    most = int(posts.most[lead])
    for member, price in enumerate(paid):
        if not posts.allowed[lead, member]:
            continue
        weight = int(posts.weight[member])
        adds = int(posts.cost[lead, member]) * THOUSANDTHS - price
        for span, cost in sorted(cheapest.items(), reverse=True):
            new = span + weight
            if new <= most:
                cheapest[new] = min(cheapest.get(new, cost + adds), cost + adds)
    least = int(posts.least[lead])
    fillings = [cost for span, cost in cheapest.items() if span >= least]
    opening = int(posts.opening[lead]) * THOUSANDTHS
    return min(fillings) + opening if fillings else None


def _so_many(worths: list[int], number: int) -> int | None:
    return sum(sorted(worths)[:number]) if len(worths) >= number else None


def _enough(possible: list[tuple[int, int]], total: int) -> int | None:
    """The least that posts cost which together span a weight."""
    cheapest = {0: 0}
    for worth, most in possible:
        for span, cost in list(cheapest.items()):
            new = min(span + most, total)
            cheapest[new] = min(cheapest.get(new, cost + worth), cost + worth)
    return cheapest.get(total)
