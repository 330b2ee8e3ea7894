"""What keeps a request open for which somebody would take more than is allowed."""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.candidates import Evidence
from matchmaker.domain.quota import Quota
from matchmaker.domain.request import Request
from matchmaker.domain.rules import AtOnce, Contrast, NotEachOther, Quotas
from matchmaker.domain.supporter import Supporter
from matchmaker.pipeline import Solved
from matchmaker.reasons.records import BrokenRule
from matchmaker.verify.facts import Facts
from matchmaker.verify.rules.at_once import busiest, window_of
from matchmaker.verify.rules.contrast import class_of
from matchmaker.verify.rules.quota import falls_under, tally


class Limits:
    """Quotas, contrast, pairings at once and in return in one solved round."""

    def __init__(self, solved: Solved) -> None:
        self._facts = Facts(solved.round)
        self._rules = solved.round.programme.coupling_rules
        self._of_supporter = solved.pairings_of_supporter
        self._of_setting = solved.pairings_of_setting
        self._used_up = self._quotas_used_up(solved)

    def keeping_out(self, request_id: str, supporter_id: str) -> Iterator[BrokenRule]:
        """What a pair would break if the rest of the plan stayed as it is."""
        request = self._facts.round.request(request_id)
        supporter = self._facts.round.supporter(supporter_id)
        for rule in self._rules:
            if not rule.speaks_of(request.role):
                continue
            if isinstance(rule, Quotas):
                yield from self._by_quotas(request, supporter)
            elif isinstance(rule, Contrast):
                yield from self._by_contrast(rule, request, supporter)
            elif isinstance(rule, AtOnce):
                yield from self._by_days(rule, request, supporter)
            elif isinstance(rule, NotEachOther):
                yield from self._by_return(rule, request, supporter)

    def _quotas_used_up(self, solved: Solved) -> tuple[Quota, ...]:
        """The quotas under which no further pairing may fall."""
        found: list[Quota] = []
        for rule in self._rules:
            if isinstance(rule, Quotas):
                counts = tally(rule, self._facts, solved.plan)
                found += [q for q in solved.round.quotas if counts[q.key] == q.most]
        return tuple(found)

    def _by_quotas(
        self, request: Request, supporter: Supporter
    ) -> Iterator[BrokenRule]:
        for quota in self._used_up:
            if quota.most is not None and falls_under(
                quota, self._facts, request, supporter
            ):
                yield BrokenRule("quota", Evidence(quota.most + 1, str(quota)))

    def _by_contrast(
        self, rule: Contrast, request: Request, supporter: Supporter
    ) -> Iterator[BrokenRule]:
        known, value = class_of(rule, self._facts, supporter)
        for pairing in self._of_setting.get(request.setting or "", ()):
            other = self._facts.round.supporter(pairing.supporter)
            if not rule.speaks_of(pairing.role):
                continue
            if other.id == supporter.id:
                yield BrokenRule("contrast", Evidence(None, None))
            elif class_of(rule, self._facts, other) == (known, value):
                yield BrokenRule("contrast", Evidence(other.id, f"{known} ({value})"))

    def _by_days(
        self, rule: AtOnce, request: Request, supporter: Supporter
    ) -> Iterator[BrokenRule]:
        served = self._of_supporter.get(supporter.id, ())
        asked = [self._facts.round.request(pairing.request) for pairing in served]
        windows = [
            window_of(self._facts, one)
            for one in (*asked, request)
            if rule.speaks_of(one.role)
        ]
        count, _ = busiest(windows)
        if count > rule.most:
            yield BrokenRule("at_once", Evidence(count, rule.most))

    def _by_return(
        self, rule: NotEachOther, request: Request, supporter: Supporter
    ) -> Iterator[BrokenRule]:
        """Where the person who asks supports the supporter already."""
        for pairing in self._of_setting.get(supporter.id, ()):
            if pairing.supporter == request.setting and rule.speaks_of(pairing.role):
                yield BrokenRule("not_each_other", Evidence(pairing.request))
