"""Why not that pair: what it breaks, or exactly what it would cost."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates import pair_rule
from matchmaker.errors import InputError
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline import Solved
from matchmaker.pipeline.asking import confirm, turn
from matchmaker.reasons.answers import WhyNot
from matchmaker.reasons.fitting import fitting, too_little
from matchmaker.reasons.records import BrokenRule
from matchmaker.reasons.swaps import swaps_between
from matchmaker.reasons.unknown import no_request, no_supporter


def why_not(
    solved: Solved,
    request: str,
    supporter: str,
    *,
    confirmed: bool = False,
    params: SolveParams | None = None,
) -> WhyNot:
    """
    Why a request does not have a supporter.

    Args:
        solved: The solved round.
        request: The request's id.
        supporter: The supporter's id.
        confirmed: Whether what prices say is confirmed by solving again.
        params: How to search, where it has to be solved for.

    Raises:
        InputError: The round has no such request or supporter, or the plan has the
            pairing.
        NoPlanError: Time ran out before any plan with the pair was found.
        PlanRejectedError: Prices and solving again contradict each other.
    """
    r, s = _positions(solved, request, supporter)
    pair = solved.candidates.find(r, s)
    if pair is None:
        return _breaks(solved, r, supporter, broken=broken_by(solved, r, s))
    if pair in solved.used:
        raise InputError(
            f"The plan gives {supporter} to {request}: ask for the reasons of that "
            f"pairing with --request {request}."
        )
    if not fitting(solved, np.array([pair])).all():
        return _breaks(solved, r, supporter, broken=(too_little(solved, pair),))
    reply = turn(solved, pair, params)
    if reply.used is None:
        return _breaks(solved, r, supporter, conflict=reply.conflict)
    if confirmed and reply.shown_by == "prices":
        confirm(solved, pair, reply)
    return WhyNot(
        kind="tie" if reply.tie else "costs",
        request=request,
        supporter=supporter,
        role=solved.round.requests[r].role,
        points=int(solved.scores.points[pair]),
        broken=(),
        conflict=(),
        cost=reply.cost,
        swaps=swaps_between(solved, reply.used, r),
        shown_by=reply.shown_by,
        exact=reply.exact,
        confirmed=confirmed or reply.shown_by == "solver",
    )


def _positions(solved: Solved, request: str, supporter: str) -> tuple[int, int]:
    whole = solved.round
    if request not in whole.request_index:
        raise no_request(solved.round, request)
    if supporter not in whole.supporter_index:
        raise no_supporter(solved.round, supporter)
    return whole.request_index[request], whole.supporter_index[supporter]


def _breaks(
    solved: Solved,
    request: int,
    supporter: str,
    *,
    broken: tuple[BrokenRule, ...] = (),
    conflict: tuple[str, ...] = (),
) -> WhyNot:
    """The answer where no plan can hold with the pair."""
    asked = solved.round.requests[request]
    return WhyNot(
        kind="breaks",
        request=asked.id,
        supporter=supporter,
        role=asked.role,
        points=None,
        broken=broken,
        conflict=conflict,
        cost={},
        swaps=(),
        shown_by="solver" if conflict else None,
        exact=True,
        confirmed=True,
    )


def broken_by(solved: Solved, request: int, supporter: int) -> tuple[BrokenRule, ...]:
    """The rules that the pair breaks, with what they saw; all rules asked anew."""
    whole = solved.round
    asked, person = whole.requests[request], whole.supporters[supporter]
    rules = whole.programme.pair_rules
    if whole.programme.scores == "given":
        fails = [rule.name == "forbidden" for rule in rules]
    else:
        fails = solved.screen.failing(request)[:, supporter].tolist()
    return tuple(
        BrokenRule(rule.key, pair_rule(rule.name).evidence(rule, whole, asked, person))
        for rule, broken in zip(rules, fails, strict=True)
        if broken
    )
