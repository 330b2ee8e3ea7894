"""
The best plan for a look: one matching, and more only where a trio's ends must not meet.

A trio is a couple and an *extra link* to one of the two. Whoever is its end is not
in a couple, and every couple's member can be its middle, so the best extra link of
an end does not depend on who is paired with whom: one more node, joined to every
person at the points of their best link, makes the best trio part of one matching.

Only where the two ends must never meet does the couple matter. Extra links that are
not needed to tell of a trio are closed beforehand (`Links.needless`). Every clash
that remains is looked at by itself (this extra link, or none, and the couples it
clashes with left out), the extra link is closed, and the search goes on until nothing
open is better.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matchmaker.optimise.buddies.arrangement import Arrangement, complete
from matchmaker.optimise.buddies.matching import best_matching
from matchmaker.optimise.buddies.plan import Claim

if TYPE_CHECKING:
    from matchmaker.optimise.buddies.links import ExtraLink, Links, Look
    from matchmaker.optimise.buddies.matching import BuddyEngine, Budget, Matching
    from matchmaker.optimise.model import Ints

MOST_CLASHES = 200
"""Clashes looked at for one look; beyond them the bound may lie above the value."""


@dataclass(frozen=True, eq=False)
class Answer:
    """
    The best arrangement found for a look.

    Attributes:
        arrangement: It obeys everything, whether or not it is the best.
        value: What it is worth, as the look counts.
        bound: No arrangement is worth more.
        matchings: What shows the bound, with the looks they were made for.
    """

    arrangement: Arrangement
    value: int
    bound: int
    matchings: tuple[tuple[Look, Matching], ...]

    def claims(self, objective: str) -> tuple[Claim, ...] | None:
        """The prices that prove the bound; `None` if the engine gives none."""
        found = []
        for look, matching in self.matchings:
            if matching.prices is None:
                return None
            found.append(
                Claim(
                    objective=objective,
                    person=look.person,
                    threshold=look.threshold,
                    closed=tuple(sorted(look.closed)),
                    only=look.only,
                    prices=tuple(matching.prices.tolist()),
                    odd_sets=matching.odd_sets,
                )
            )
        return tuple(found)


def answer(
    links: Links, look: Look, engine: BuddyEngine, budget: Budget, need: int = 0
) -> Answer:
    """
    Find the best arrangement for a look.

    Args:
        links: Who may be buddies.
        look: What counts, and what is in play.
        engine: See `best_matching`.
        budget: Where it is spent, the bound may lie above the value.
        need: Nothing is searched for that cannot be worth so much.
    """
    settled: list[Answer] = []
    reached: list[Answer] = []
    while True:
        matching = best_matching(
            links.graph(look), engine=engine, budget=budget, need=need
        )
        arrangement, clashes = read(links, look, matching.mate)
        here = _answer(look, matching, arrangement)
        reached.append(here)
        enough = max(need - 1, *(one.value for one in reached))
        gives_up = budget.spent or len(settled) >= MOST_CLASHES
        if not clashes or here.bound <= enough or gives_up:
            return _joined(reached, [*settled, here])
        leaves = [replace(look, closed=frozenset(), only=clash) for clash in clashes]
        answers = [answer(links, leaf, engine, budget, need) for leaf in leaves]
        settled += answers
        reached += answers
        look = replace(look, closed=look.closed | frozenset(clashes))


def read(
    links: Links, look: Look, mate: Ints
) -> tuple[Arrangement, tuple[ExtraLink, ...]]:
    """
    Turn a matching into an arrangement.

    Returns:
        The arrangement, and the extra links that would have been worth most but
        for the two ends, who must not meet. Where there are any, the arrangement
        makes do with what else is left.
    """
    end = int(mate[links.spare]) if look.trio else -1
    couples = mate[: links.people].copy()
    couples[couples == links.spare] = -1
    middles = [] if end < 0 else links.extra_links(look, end)
    for middle in middles:
        if couples[middle] >= 0 and links.may_meet(end, int(couples[middle])):
            return Arrangement(links, couples, (end, middle)), ()
    # A middle without a buddy is seen only where the search was cut short.
    clashes = tuple((end, middle) for middle in middles if couples[middle] >= 0)
    return complete(links, couples, look.threshold, trio=look.trio), clashes


def _answer(look: Look, matching: Matching, arrangement: Arrangement) -> Answer:
    worth = arrangement.worth
    value = look.person * worth.covered + look.points * worth.points
    return Answer(arrangement, value, matching.bound, ((look, matching),))


def _joined(reached: list[Answer], covering: list[Answer]) -> Answer:
    """The best of what was reached, bounded by answers that cover all plans."""
    best = max(reached, key=lambda one: one.value)
    return Answer(
        arrangement=best.arrangement,
        value=best.value,
        bound=max(one.bound for one in covering),
        matchings=tuple(made for one in covering for made in one.matchings),
    )
