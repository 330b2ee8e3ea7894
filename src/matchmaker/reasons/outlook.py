"""What hangs on a request or a supporter: worth, alternatives, shortage."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.domain.shared import peak_among
from matchmaker.errors import NoPlanError
from matchmaker.optimise.marginals.alternatives import (
    alternatives_of_request,
    alternatives_of_supporter,
)
from matchmaker.optimise.marginals.sameness import Share
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline import Solved
from matchmaker.pipeline.asking import (
    Patience,
    confirm,
    place_worth,
    refuse_difference,
    share_again,
    turn,
    unit_worth,
)
from matchmaker.reasons.alike import alike
from matchmaker.reasons.answers import (
    Choice,
    Cost,
    Places,
    RequestOutlook,
    ShortageReason,
    SupporterOutlook,
    Wish,
)
from matchmaker.reasons.fitting import fitting
from matchmaker.reasons.priced import choice_of, priced_of
from matchmaker.reasons.unknown import no_request, no_supporter

Ints = npt.NDArray[np.int64]

SHOWN = 5
"""How many alternatives are named."""

TRIES = 3
"""So many times as many are tried, where some turn out to be impossible."""


def request_outlook(
    solved: Solved,
    request: str,
    *,
    most: int = SHOWN,
    again: bool = False,
    limit: float | None = None,
) -> RequestOutlook:
    """
    What hangs on a request.

    Args:
        solved: The solved round.
        request: The request's id.
        most: How many alternatives are named at most.
        again: Whether to solve again for every figure: to confirm it, or to find it
            where prices cannot tell.
        limit: Seconds for that; what there is no time for is left out.

    Raises:
        InputError: The round has no such request.
    """
    if request not in solved.round.request_index:
        raise no_request(solved.round, request)
    r = solved.round.request_index[request]
    part = solved.candidates.of(r)
    priced, patience = priced_of(solved), Patience(solved, again=again, limit=limit)
    ranked = None if priced is None else alternatives_of_request(priced.marginals, r)
    choices, left = _choices(
        solved, ranked, np.arange(part.start, part.stop), most, patience
    )
    return RequestOutlook(
        request=request,
        worth=_held(
            None if priced is None else priced.unit_worth(r),
            unit_worth(solved, r, patience.params) if patience.lasts else None,
        ),
        in_best_plans=_shares(solved, request, patience),
        choices=choices,
        choices_left=left,
        shortage=why_short(solved, request),
    )


def supporter_outlook(
    solved: Solved,
    supporter: str,
    *,
    most: int = SHOWN,
    again: bool = False,
    limit: float | None = None,
) -> SupporterOutlook:
    """
    What hangs on a supporter, and whom they should take next.

    Args:
        solved: The solved round.
        supporter: The supporter's id.
        most: How many alternatives are named at most.
        again: As for `request_outlook`.
        limit: As there.

    Raises:
        InputError: The round has no such supporter.
    """
    whole = solved.round
    if supporter not in whole.supporter_index:
        raise no_supporter(solved.round, supporter)
    s = whole.supporter_index[supporter]
    serves = solved.pairings_of_supporter.get(supporter, ())
    priced, patience = priced_of(solved), Patience(solved, again=again, limit=limit)
    ranked = None if priced is None else alternatives_of_supporter(priced.marginals, s)
    theirs = solved.pairs_of_supporter(s)
    choices, left = _choices(solved, ranked, theirs, most, patience)
    return SupporterOutlook(
        supporter=supporter,
        capacity=whole.capacity_of(whole.supporters[s]) // whole.times_apart,
        load=peak_among(whole, serves),
        serves=tuple(pairing.request for pairing in serves),
        worth=_held(
            None if priced is None else priced.place_worth(s),
            place_worth(solved, s, patience.params) if patience.lasts else None,
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
    loads = [None] * len(shortage.requests)
    if shortage.loads is not None:
        loads = shortage.loads.tolist()
    requests, wanted = shortage.requests.tolist(), shortage.wanted.tolist()
    wishes = zip(requests, wanted, loads, strict=True)
    places = zip(shortage.supporters.tolist(), shortage.places.tolist(), strict=True)
    return ShortageReason(
        wishes=tuple(Wish(whole.requests[r].id, *wish) for r, *wish in wishes),
        places=tuple(Places(whole.supporters[s].id, free) for s, free in places),
        alike=alike(whole, (whole.requests[r] for r in shortage.requests.tolist())),
    )


def _held(by_prices: Cost | None, again: Cost | None) -> Cost | None:
    """A figure by prices, held against that of solving again where both are known."""
    if by_prices is None:
        return again
    if again is not None:
        refuse_difference(by_prices, again)
    return by_prices


def _shares(
    solved: Solved, request: str, patience: Patience
) -> tuple[tuple[str, Share], ...]:
    """In how many of the best plans each pairing of a request is, as far as known."""
    priced = priced_of(solved)
    known = () if priced is None else priced.shares(request)
    if known or not patience.lasts:
        return known
    index = solved.round.supporter_index
    found = []
    for pairing in solved.pairings_of_request.get(request, ()):
        at = solved.candidates.find(
            solved.round.request_index[request], index[pairing.supporter]
        )
        share = None if at is None else share_again(solved, at, patience.params)
        if share is not None:
            found.append((pairing.supporter, share))
    return tuple(found)


def _choices(
    solved: Solved, ranked: Ints | None, pairs: Ints, most: int, patience: Patience
) -> tuple[tuple[Choice, ...], int]:
    """The alternatives that are named, and how many more there are."""
    priced = priced_of(solved)
    pairs = pairs[fitting(solved, pairs)]
    if ranked is None or priced is None:
        free = pairs[~np.isin(pairs, solved.used)]
        ranked = free[np.argsort(-solved.scores.points[free], kind="stable")]
    ranked = ranked[np.isin(ranked, pairs)]
    if priced is not None and not patience.again:
        choices = tuple(priced.choice(pair) for pair in ranked[:most].tolist())
        return choices, len(ranked) - len(choices)
    found: list[Choice] = []
    asked = 0
    for pair in ranked[: TRIES * most].tolist():
        if len(found) == most or not patience.lasts:
            break
        asked += 1
        choice = _solved_for(solved, pair, patience.params)
        # What no plan can have is no choice, and makes room for the next.
        found += [] if choice is None else [choice]
    return tuple(sorted(found, key=_by_cost)), len(ranked) - asked


def _solved_for(solved: Solved, pair: int, params: SolveParams) -> Choice | None:
    """A pair and what it would lose, solved for; `None` if no plan was found with it."""
    try:
        reply = turn(solved, pair, params)
    except NoPlanError:
        return None
    if reply.used is None:
        return None
    if reply.shown_by == "prices":
        confirm(solved, pair, reply, params)
    return choice_of(
        solved, pair, reply.cost, exact=reply.exact, shown_by=reply.shown_by
    )


def _by_cost(choice: Choice) -> tuple[tuple[float, ...], int]:
    lost = tuple(float("inf") if c is None else c for c in choice.cost.values())
    return lost, -choice.points
