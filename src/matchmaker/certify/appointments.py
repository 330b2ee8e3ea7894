"""
What prices show about appointments, added up again in plain whole numbers.

This shares no code with the search: anybody who is given the question and the
prices can see that nothing costs less, without a solver.

Pay each member's price to whoever leads them. Then every candidate may fill a post
for themself, and the cheapest choice of such posts, with all prices, is a bound: in
an arrangement each price is paid exactly once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

THOUSANDTHS = 1_000


class PostFacts(Protocol):
    """
    Candidates for posts, members to be led, and what each choice costs.

    Attributes:
        cost: int64[L, M], the cost of each candidate leading each member.
        allowed: bool[L, M], who may lead whom.
        opening: int64[L], the cost of appointing each candidate.
        weight: int64[M], how much of a span each member takes; at least 1.
        most: int64[L], the greatest weight each may lead.
        least: int64[L], the least weight of each who is appointed.
        appoint: So many are appointed; `None`: as many as is cheapest.
    """

    @property
    def cost(self) -> NDArray[np.int64]: ...  # noqa: D102
    @property
    def allowed(self) -> NDArray[np.bool_]: ...  # noqa: D102
    @property
    def opening(self) -> NDArray[np.int64]: ...  # noqa: D102
    @property
    def weight(self) -> NDArray[np.int64]: ...  # noqa: D102
    @property
    def most(self) -> NDArray[np.int64]: ...  # noqa: D102
    @property
    def least(self) -> NDArray[np.int64]: ...  # noqa: D102
    @property
    def appoint(self) -> int | None: ...  # noqa: D102


def appointments_bound(facts: PostFacts, prices: NDArray[np.int64]) -> int | None:
    """
    Add up what any prices show.

    Args:
        facts: What is asked.
        prices: int64[M], in thousandths of a cost unit; any whole numbers.

    Returns:
        No appointments cost less, in whole cost units; `None` if the prices show
        that no appointments are possible.
    """
    paid = [int(price) for price in prices]
    worths = [_cheapest_filling(facts, lead, paid) for lead in range(len(facts.most))]
    possible = [
        (worth, int(most))
        for worth, most in zip(worths, facts.most.tolist(), strict=True)
        if worth is not None
    ]
    chosen = (
        _so_many([worth for worth, _ in possible], facts.appoint)
        if facts.appoint is not None
        else _enough(possible, sum(facts.weight.tolist()))
    )
    return None if chosen is None else -(-(sum(paid) + chosen) // THOUSANDTHS)


def _cheapest_filling(facts: PostFacts, lead: int, paid: list[int]) -> int | None:
    """The least that a post costs beyond what it is paid; `None` if it stays empty."""
    members = facts.allowed[lead].nonzero()[0].tolist()
    adds = [int(facts.cost[lead, m]) * THOUSANDTHS - paid[m] for m in members]
    weights = [int(facts.weight[m]) for m in members]
    most, least = int(facts.most[lead]), int(facts.least[lead])
    alike = all(weight == 1 for weight in weights)
    by_span = _by_order(adds, most) if alike else _by_weight(adds, weights, most)
    fillings = [cost for span, cost in by_span.items() if span >= least]
    opening = int(facts.opening[lead]) * THOUSANDTHS
    return min(fillings) + opening if fillings else None


def _by_order(adds: list[int], most: int) -> dict[int, int]:
    """The cheapest filling of each span where all weigh 1: the cheapest go first."""
    cheapest = {0: 0}
    for span, cost in enumerate(sorted(adds)[:most], start=1):
        cheapest[span] = cheapest[span - 1] + cost
    return cheapest


def _by_weight(adds: list[int], weights: list[int], most: int) -> dict[int, int]:
    """The cheapest filling of each span, member by member."""
    cheapest = {0: 0}
    for add, weight in zip(adds, weights, strict=True):
        for span, cost in sorted(cheapest.items(), reverse=True):
            new = span + weight
            if new <= most:
                cheapest[new] = min(cheapest.get(new, cost + add), cost + add)
    return cheapest


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
