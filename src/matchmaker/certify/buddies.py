"""Whether the claims of a buddy plan bear out what its proof says."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Protocol

import numpy as np

from matchmaker.certify.matching import matching_bound

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from matchmaker.domain.proof import Proof

LEAST = np.iinfo(np.int64).min
"""Below every number of points."""


class BuddyClaim(Protocol):
    """
    Prices, and which plans they speak of.

    A plan with a trio is couples and an *extra link* from one end of the trio to
    its middle. In the graph of a claim one more node, the last, stands for the
    extra link: it is joined to everybody who can be such an end.

    Attributes:
        objective: `coverage`, `worst-off` or `points`.
        person: What a person with a buddy counts; for `points` a link's points
            count on top.
        threshold: Links with fewer points are out of play; `None` if none are.
        closed: These extra links (end, middle) are out of play, unless `only` is set.
        only: No other extra link is in play, and with it no couple of its middle
            and somebody whom its end must never meet.
        prices: Twice the price of each node.
        odd_sets: Sets of nodes, with twice their price.
    """

    @property
    def objective(self) -> str: ...  # noqa: D102
    @property
    def person(self) -> int: ...  # noqa: D102
    @property
    def threshold(self) -> int | None: ...  # noqa: D102
    @property
    def closed(self) -> tuple[tuple[int, int], ...]: ...  # noqa: D102
    @property
    def only(self) -> tuple[int, int] | None: ...  # noqa: D102
    @property
    def prices(self) -> Sequence[int]: ...  # noqa: D102
    @property
    def odd_sets(self) -> Sequence[tuple[Sequence[int], int]]: ...  # noqa: D102


@dataclass(frozen=True, eq=False)
class BuddyFacts:
    """
    What a buddy plan is about.

    Attributes:
        people: How many, numbered from 0.
        first: int64[E], one person of each allowed pair; nobody in it must never
            meet the other.
        second: int64[E], the other.
        points: int64[E].
        never: Pairs who must never meet.
        trio: Whether there may be a trio.
    """

    people: int
    first: NDArray[np.int64]
    second: NDArray[np.int64]
    points: NDArray[np.int64]
    never: Collection[tuple[int, int]] = ()
    trio: bool = True


def buddies_confirmed(
    facts: BuddyFacts, proofs: Sequence[Proof], claims: Sequence[BuddyClaim]
) -> tuple[bool, ...]:
    """
    Say for each objective whether prices alone show its value to be the best.

    Args:
        facts: Who may be buddies.
        proofs: Coverage, worst-off and points, as claimed.
        claims: The prices.

    Returns:
        For each objective, whether no plan that keeps the values before it does
        better.
    """
    covered, worst, points = (proof.value for proof in proofs)
    by_objective = {
        name: [claim for claim in claims if claim.objective == name]
        for name in ("coverage", "worst-off", "points")
    }
    return (
        _coverage_is_best(facts, covered, by_objective["coverage"]),
        _worst_is_best(facts, covered, worst, by_objective["worst-off"]),
        _points_are_best(facts, covered, worst, points, by_objective["points"]),
    )


def _coverage_is_best(
    facts: BuddyFacts, covered: int | None, claims: Sequence[BuddyClaim]
) -> bool:
    bound = _bound(facts, claims, None)
    return covered is not None and bound is not None and covered >= bound


def _worst_is_best(
    facts: BuddyFacts,
    covered: int | None,
    worst: int | None,
    claims: Sequence[BuddyClaim],
) -> bool:
    """Whether nobody can leave out all links up to the worst and cover as many."""
    if worst is None or covered is None:
        return covered == 0
    higher = facts.points[facts.points > worst]
    if len(higher) == 0:
        return True
    bound = _bound(facts, claims, int(higher.min()))
    return bound is not None and bound < covered


def _points_are_best(
    facts: BuddyFacts,
    covered: int | None,
    worst: int | None,
    points: int | None,
    claims: Sequence[BuddyClaim],
) -> bool:
    if worst is None or covered is None or points is None:
        return covered == 0
    bound = _bound(facts, claims, worst)
    return bound is not None and points >= bound - claims[0].person * covered


def _bound(
    facts: BuddyFacts, claims: Sequence[BuddyClaim], least: int | None
) -> int | None:
    """
    Bound all plans without links of fewer points than `least`.

    Returns:
        `None` if the claims do not speak of all of them, or not in one measure.
    """
    if (
        not _cover_all_plans(facts, claims)
        or len({claim.person for claim in claims}) > 1
    ):
        return None
    for claim in claims:
        too_high = least is None or (claim.threshold or 0) > least
        if claim.threshold is not None and too_high:
            return None
    return max(_claim_bound(facts, claim) for claim in claims)


def _cover_all_plans(facts: BuddyFacts, claims: Sequence[BuddyClaim]) -> bool:
    """
    Whether each trio is spoken of by a claim in which one of its ends is open.

    A trio can be told as an extra link from either end. It is lost only if both are
    closed, neither has a claim of its own, and the two may meet.
    """
    own = {claim.only for claim in claims}
    apart = {frozenset(pair) for pair in facts.never}

    def loses_nothing(claim: BuddyClaim) -> bool:
        ends: dict[int, list[int]] = {}
        for end, middle in set(claim.closed) - own:
            ends.setdefault(middle, []).append(end)
        return all(
            frozenset(pair) in apart
            for closed in ends.values()
            for pair in combinations(closed, 2)
        )

    return any(claim.only is None and loses_nothing(claim) for claim in claims)


def _claim_bound(facts: BuddyFacts, claim: BuddyClaim) -> int:
    points = facts.points if claim.objective == "points" else 0 * facts.points
    used = np.ones(len(facts.points), bool)
    if claim.threshold is not None:
        used = facts.points >= claim.threshold
    ends, best = _extra_links(facts, claim, used, points)
    if claim.only is not None:
        used = used & ~_clashes(facts, *claim.only)
    return matching_bound(
        np.concatenate([facts.first[used], ends]),
        np.concatenate([facts.second[used], np.full(len(ends), facts.people)]),
        np.concatenate([2 * claim.person + points[used], claim.person + best]),
        claim.prices,
        claim.odd_sets,
    )


def _clashes(facts: BuddyFacts, end: int, middle: int) -> NDArray[np.bool_]:
    """Pairs of the middle and somebody whom the end must never meet."""
    rivals = {b for a, b in facts.never if a == end}
    rivals |= {a for a, b in facts.never if b == end}
    others = np.array(sorted(rivals), np.int64)
    clash = (facts.first == middle) & np.isin(facts.second, others)
    return np.asarray(clash | ((facts.second == middle) & np.isin(facts.first, others)))


def _extra_links(
    facts: BuddyFacts,
    claim: BuddyClaim,
    used: NDArray[np.bool_],
    points: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Everybody who can be the end of an extra link, and the most it is worth."""
    if not facts.trio:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    first, second, worth = facts.first[used], facts.second[used], points[used]
    end = np.concatenate([first, second])
    middle = np.concatenate([second, first])
    is_open = np.ones(len(end), bool)
    if claim.only is not None:
        is_open = (end == claim.only[0]) & (middle == claim.only[1])
    elif claim.closed:
        closed = np.array([e * facts.people + m for e, m in claim.closed], np.int64)
        is_open = ~np.isin(end * facts.people + middle, closed)
    best = np.full(facts.people, LEAST)
    np.maximum.at(best, end[is_open], np.concatenate([worth, worth])[is_open])
    ends = np.flatnonzero(best > LEAST)
    return ends, best[ends]
