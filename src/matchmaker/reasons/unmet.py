"""Why nobody came: the funnel of rules, who was taken, and the nearest miss."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.candidates import Evidence, pair_rule
from matchmaker.candidates.coded import Bools
from matchmaker.domain.plan import Unmet
from matchmaker.domain.rules import Answered, Rule
from matchmaker.pipeline import Solved
from matchmaker.reasons.fitting import fitting, too_little
from matchmaker.reasons.limits import Limits
from matchmaker.reasons.records import BrokenRule, NearMiss, Taken, UnmetReason
from matchmaker.reasons.ties import Ties

OF_SETTING = frozenset({"setting_type", "priority_test"})
"""Rules that see the same in every supporter: they are about the setting."""

Ints = npt.NDArray[np.int64]

CAPACITY = "capacity"
"""The rule at which those fall who have less in all than a request takes."""

SHOWN = 5
"""How many of the possible but busy supporters are named."""


class UnmetReasons:
    """Reasons for the unmet requests of one solved round."""

    def __init__(self, solved: Solved) -> None:
        self._solved = solved
        self._rules = solved.round.programme.pair_rules
        self._ties = Ties(solved)
        self._limits = Limits(solved)

    def why_unmet(self, unmet: Unmet) -> UnmetReason:
        """Why a request did not get all it asked for."""
        solved = self._solved
        request = solved.round.request_index[unmet.request]
        left, short = self._left_over(unmet.request, request)
        funnel = solved.candidates.funnel(request)
        if len(short):
            funnel[CAPACITY] = len(short)
        return UnmetReason(
            request=unmet.request,
            role=unmet.role,
            units=unmet.units,
            supporters=len(solved.round.supporters),
            funnel=tuple(funnel.items()),
            candidates=len(left),
            taken=tuple(
                self._taken(unmet.request, pair) for pair in left[:SHOWN].tolist()
            ),
            nearest=None if len(left) else self._nearest(unmet.request, short),
            tied=self._ties.leaving_out(unmet.request),
        )

    def _left_over(self, request_id: str, request: int) -> tuple[Ints, Ints]:
        """
        Positions of candidates that the request did not get, best first.

        Those who could have come, then those who have less in all than it takes.
        """
        solved = self._solved
        part = solved.candidates.of(request)
        order = np.argsort(-solved.scores.points[part], kind="stable") + part.start
        index = solved.round.supporter_index
        got = [
            index[pairing.supporter]
            for pairing in solved.pairings_of_request.get(request_id, ())
        ]
        free = ~np.isin(solved.candidates.supporter[order], got)
        fits = fitting(solved, order)
        return np.asarray(order[free & fits]), np.asarray(order[free & ~fits])

    def _taken(self, request_id: str, pair: int) -> Taken:
        """A candidate that the request did not get, and whom they serve instead."""
        solved = self._solved
        supporter = solved.round.supporters[solved.candidates.supporter[pair]].id
        served = solved.pairings_of_supporter.get(supporter, ())
        return Taken(
            supporter=supporter,
            points=int(solved.scores.points[pair]),
            serves=tuple(pairing.request for pairing in served),
            broken=(
                *self._ties.keeping_out(request_id, supporter),
                *self._limits.keeping_out(request_id, supporter),
            ),
        )

    def _nearest(self, request_id: str, short: Ints) -> NearMiss | None:
        whole = self._solved.round
        if len(short):
            # They break no rule about the pair: nobody else comes as near.
            return min(map(self._short_of_time, short.tolist()), key=_how_far)
        if whole.programme.scores == "given" or not whole.supporters:
            return None
        failing = self._solved.screen.failing(whole.request_index[request_id])
        # Whoever breaks no rule serves the request already, for another unit.
        holders = ~failing[0] & failing.any(axis=0)
        if not holders.any():
            return None
        broken = failing.sum(axis=0)
        few = np.flatnonzero(holders & (broken == broken[holders].min()))
        asked = self._worth_asking(failing, few)
        misses = [self._miss(request_id, int(s), failing[:, s]) for s in asked]
        return min(misses, key=_how_far)

    def _short_of_time(self, pair: int) -> NearMiss:
        """A candidate who has less in all than the request takes."""
        supporter = self._solved.candidates.supporter[pair]
        broken = too_little(self._solved, pair)
        return NearMiss(self._solved.round.supporters[supporter].id, (broken,))

    def _worth_asking(
        self, failing: Bools, few: npt.NDArray[np.intp]
    ) -> npt.NDArray[np.intp]:
        """Of those who fall for the setting's sake alone, one stands for all."""
        of_setting = np.array([_is_of_setting(rule) for rule in self._rules])
        alike = ~failing[~of_setting][:, few].any(axis=0)
        supporters = self._solved.round.supporters
        first = sorted(few[alike].tolist(), key=lambda s: supporters[s].id)[:1]
        return np.concatenate([few[~alike], np.array(first, dtype=np.intp)])

    def _miss(self, request_id: str, supporter: int, fails: Bools) -> NearMiss:
        matching_round = self._solved.round
        person = matching_round.supporters[supporter]
        request = matching_round.request(request_id)
        return NearMiss(
            supporter=person.id,
            broken=tuple(
                BrokenRule(
                    rule.key,
                    pair_rule(rule.name).evidence(
                        rule, matching_round, request, person
                    ),
                )
                for rule, broken in zip(self._rules, fails, strict=True)
                if broken
            ),
        )


def _is_of_setting(rule: Rule) -> bool:
    """Whether a rule sees the same in every supporter."""
    if isinstance(rule, Answered):
        return rule.of != "supporter"
    return rule.name in OF_SETTING


def _how_far(miss: NearMiss) -> tuple[int, str]:
    """By how much the numbers overshoot their limits, then by id."""
    return sum(_overshoot(broken.evidence) for broken in miss.broken), miss.supporter


def _overshoot(seen: Evidence) -> int:
    if isinstance(seen.value, int) and isinstance(seen.limit, int):
        return abs(seen.value - seen.limit)
    return 0
