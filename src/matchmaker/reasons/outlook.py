"""What hangs on a request or a supporter: worth, alternatives, shortage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchmaker.errors import InputError
from matchmaker.optimise.marginals.alternatives import (
    alternatives_of_request,
    alternatives_of_supporter,
)
from matchmaker.optimise.marginals.chain import after, swap_chain
from matchmaker.optimise.marginals.marginals import Marginals
from matchmaker.optimise.marginals.sameness import Share, always_or_never
from matchmaker.optimise.marginals.scale import FAR
from matchmaker.pipeline import Solved
from matchmaker.pipeline.asking import (
    confirm,
    place_worth,
    refuse_difference,
    turn,
    unit_worth,
)
from matchmaker.reasons.answers import (
    Choice,
    Cost,
    Places,
    RequestOutlook,
    ShortageReason,
    SupporterOutlook,
    Wish,
)

Ints = npt.NDArray[np.int64]

SHOWN = 5
"""How many alternatives are named."""


def request_outlook(
    solved: Solved, request: str, *, most: int = SHOWN, again: bool = False
) -> RequestOutlook:
    """
    What hangs on a request.

    Args:
        solved: The solved round.
        request: The request's id.
        most: How many alternatives are named at most.
        again: Whether to solve again for every figure: to confirm it, or to find it
            where prices cannot tell.

    Raises:
        InputError: The round has no such request.
    """
    if request not in solved.round.request_index:
        raise InputError(f"The round has no request '{request}'.")
    r = solved.round.request_index[request]
    part = solved.candidates.of(r)
    priced = _priced(solved)
    ranked = None if priced is None else alternatives_of_request(priced.marginals, r)
    choices, left = _choices(
        solved, ranked, np.arange(part.start, part.stop), most=most, again=again
    )
    return RequestOutlook(
        request=request,
        worth=_held(
            None if priced is None else priced.unit_worth(r),
            unit_worth(solved, r) if again else None,
        ),
        in_best_plans=() if priced is None else priced.shares(request),
        choices=choices,
        choices_left=left,
        shortage=why_short(solved, request),
    )


def supporter_outlook(
    solved: Solved, supporter: str, *, most: int = SHOWN, again: bool = False
) -> SupporterOutlook:
    """
    What hangs on a supporter, and whom they should take next.

    Args:
        solved: The solved round.
        supporter: The supporter's id.
        most: How many alternatives are named at most.
        again: As for `request_outlook`.

    Raises:
        InputError: The round has no such supporter.
    """
    whole = solved.round
    if supporter not in whole.supporter_index:
        raise InputError(f"The round has no supporter '{supporter}'.")
    s = whole.supporter_index[supporter]
    serves = solved.pairings_of_supporter.get(supporter, ())
    priced = _priced(solved)
    ranked = None if priced is None else alternatives_of_supporter(priced.marginals, s)
    theirs = np.flatnonzero(solved.candidates.supporter == s)
    choices, left = _choices(solved, ranked, theirs, most=most, again=again)
    return SupporterOutlook(
        supporter=supporter,
        capacity=whole.capacity_of(whole.supporters[s]),
        load=sum(pairing.load for pairing in serves),
        serves=tuple(pairing.request for pairing in serves),
        worth=_held(
            None if priced is None else priced.place_worth(s),
            place_worth(solved, s) if again else None,
        ),
        choices=choices,
        choices_left=left,
    )


def why_short(solved: Solved, request: str) -> ShortageReason | None:
    """
    The requests that share too few places with one that is not wholly met.

    `None` if it is wholly met, or if counting places does not show why it is not.
    """
    whole = solved.round
    shortage = solved.sharing.shortage(whole.request_index[request])
    if shortage is None:
        return None
    wishes = zip(shortage.requests.tolist(), shortage.wanted.tolist(), strict=True)
    places = zip(shortage.supporters.tolist(), shortage.places.tolist(), strict=True)
    return ShortageReason(
        wishes=tuple(Wish(whole.requests[r].id, units) for r, units in wishes),
        places=tuple(Places(whole.supporters[s].id, free) for s, free in places),
    )


@dataclass(frozen=True)
class _Priced:
    """A solved round whose losses can be read off prices."""

    solved: Solved
    marginals: Marginals

    def unit_worth(self, request: int) -> Cost | None:
        """What one unit less of a request's demand would lose."""
        return self._cost(int(self.marginals.unit_worth[request]))

    def place_worth(self, supporter: int) -> Cost | None:
        """What one more place of a supporter would bring."""
        return self._cost(int(self.marginals.place_worth[supporter]))

    def choice(self, pair: int) -> Choice:
        """A pair that could be, and at least what it would lose."""
        cost = self._by_objective(self.marginals.lost[pair])
        exact = not self.marginals.coupled or self._holds(pair)
        return _choice(self.solved, pair, cost, exact=exact)

    def shares(self, request: str) -> tuple[tuple[str, Share], ...]:
        """In how many of the best plans each pairing of a request is."""
        if self.marginals.coupled:
            return ()
        same = always_or_never(self.marginals.residual)
        part = self.solved.candidates.of(self.solved.round.request_index[request])
        pairs = part.start + np.flatnonzero(self.marginals.residual.used[part])
        people = self.solved.round.supporters
        who = self.solved.candidates.supporter[pairs].tolist()
        return tuple(
            (people[s].id, same.of(pair))
            for s, pair in zip(who, pairs.tolist(), strict=True)
        )

    def _cost(self, amount: int) -> Cost | None:
        """A combined number by objective; `None` where rules could change it."""
        if amount >= FAR or self.marginals.coupled:
            return None
        return self._by_objective(self.marginals.scale.split(np.array(amount)))

    def _by_objective(self, lost: Ints) -> Cost:
        names = self.solved.round.objective_names
        return dict(zip(names, lost.tolist(), strict=True))

    def _holds(self, pair: int) -> bool:
        """Whether the swaps behind a loss keep every rule about several pairings."""
        chain = swap_chain(self.marginals, pair)
        return chain is not None and self.solved.model.obeys(
            after(self.marginals, chain)
        )


def _priced(solved: Solved) -> _Priced | None:
    return None if solved.marginals is None else _Priced(solved, solved.marginals)


def _held(by_prices: Cost | None, again: Cost | None) -> Cost | None:
    """A figure by prices, held against that of solving again where both are known."""
    if by_prices is None:
        return again
    if again is not None:
        refuse_difference(by_prices, again)
    return by_prices


def _choices(
    solved: Solved, ranked: Ints | None, pairs: Ints, *, most: int, again: bool
) -> tuple[tuple[Choice, ...], int]:
    """The alternatives that are named, and how many more there are."""
    priced = _priced(solved)
    if ranked is None or priced is None:
        free = pairs[~np.isin(pairs, solved.used)] if again else pairs[:0]
        ranked = free[np.argsort(-solved.scores.points[free], kind="stable")]
    named = ranked[:most].tolist()
    left = len(ranked) - len(named)
    if priced is not None and not again:
        return tuple(priced.choice(pair) for pair in named), left
    found = [_solved_for(solved, pair) for pair in named]
    return tuple(sorted((choice for choice in found if choice), key=_by_cost)), left


def _solved_for(solved: Solved, pair: int) -> Choice | None:
    """A pair and what it would lose, solved for; `None` if no plan holds with it."""
    reply = turn(solved, pair)
    if reply.used is None:
        return None
    if reply.shown_by == "prices":
        confirm(solved, pair, reply)
    return _choice(solved, pair, reply.cost, exact=reply.exact)


def _by_cost(choice: Choice) -> tuple[tuple[float, ...], int]:
    lost = tuple(float("inf") if c is None else c for c in choice.cost.values())
    return lost, -choice.points


def _choice(solved: Solved, pair: int, cost: Cost, *, exact: bool) -> Choice:
    return Choice(
        request=solved.round.requests[solved.candidates.request[pair]].id,
        supporter=solved.round.supporters[solved.candidates.supporter[pair]].id,
        points=int(solved.scores.points[pair]),
        cost=cost,
        exact=exact,
    )
