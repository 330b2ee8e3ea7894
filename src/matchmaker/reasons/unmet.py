"""Why nobody came: the funnel of rules, who was taken, and the nearest miss."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates import Evidence, Screen, pair_rule
from matchmaker.candidates.table import Bools
from matchmaker.domain.plan import Unmet
from matchmaker.pipeline import Solved
from matchmaker.reasons.records import BrokenRule, NearMiss, Taken, UnmetReason

SHOWN = 5
"""How many of the possible but busy supporters are named."""


class UnmetReasons:
    """Reasons for the unmet requests of one solved round."""

    def __init__(self, solved: Solved) -> None:
        self._solved = solved
        given = solved.round.programme.scores == "given"
        self._screen = None if given else Screen(solved.round)

    def why_unmet(self, unmet: Unmet) -> UnmetReason:
        """Why a request did not get all it asked for."""
        solved = self._solved
        request = solved.round.request_index[unmet.request]
        left = self._left_over(unmet.request, request)
        return UnmetReason(
            request=unmet.request,
            role=unmet.role,
            units=unmet.units,
            supporters=len(solved.round.supporters),
            funnel=tuple(solved.candidates.funnel(request).items()),
            candidates=len(left),
            taken=tuple(left[:SHOWN]),
            nearest=None if left else self._nearest(unmet.request, request),
        )

    def _left_over(self, request_id: str, request: int) -> list[Taken]:
        """Candidates that the request did not get, best first."""
        solved = self._solved
        part = solved.candidates.of(request)
        got = {p.supporter for p in solved.pairings_of_request.get(request_id, ())}
        order = np.argsort(-solved.scores.points[part], kind="stable") + part.start
        left = []
        for pair in order.tolist():
            supporter = solved.round.supporters[solved.candidates.supporter[pair]].id
            if supporter not in got:
                served = solved.pairings_of_supporter.get(supporter, ())
                serves = tuple(pairing.request for pairing in served)
                points = int(solved.scores.points[pair])
                left.append(Taken(supporter, points, serves))
        return left

    def _nearest(self, request_id: str, request: int) -> NearMiss | None:
        if self._screen is None or not self._solved.round.supporters:
            return None
        failing = self._screen.failing(request)
        # Whoever breaks no rule serves the request already, for another unit.
        holders = ~failing[0] & failing.any(axis=0)
        if not holders.any():
            return None
        broken = failing.sum(axis=0)
        few = np.flatnonzero(holders & (broken == broken[holders].min()))
        misses = [self._miss(request_id, int(s), failing[:, s]) for s in few]
        return min(misses, key=_how_far)

    def _miss(self, request_id: str, supporter: int, fails: Bools) -> NearMiss:
        matching_round = self._solved.round
        person = matching_round.supporters[supporter]
        request = matching_round.request(request_id)
        rules = matching_round.programme.pair_rules
        return NearMiss(
            supporter=person.id,
            broken=tuple(
                BrokenRule(
                    rule.name,
                    pair_rule(rule.name).evidence(
                        rule, matching_round, request, person
                    ),
                )
                for rule, broken in zip(rules, fails, strict=True)
                if broken
            ),
        )


def _how_far(miss: NearMiss) -> tuple[int, str]:
    """By how much the numbers overshoot their limits, then by id."""
    return sum(_overshoot(broken.evidence) for broken in miss.broken), miss.supporter


def _overshoot(seen: Evidence) -> int:
    if isinstance(seen.value, int) and isinstance(seen.limit, int):
        return abs(seen.value - seen.limit)
    return 0
