"""What keeps a request open that is tied to others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from matchmaker.candidates import Evidence
from matchmaker.domain.decisions import Recorded
from matchmaker.domain.rules import BothOrNone, DifferentPeople
from matchmaker.domain.ties import Exclusion, Tie
from matchmaker.pipeline import Solved
from matchmaker.reasons.records import BrokenRule


class Ties:
    """The rules that tie single requests of one solved round to each other."""

    def __init__(self, solved: Solved) -> None:
        self._solved = solved
        self._made = {(p.request, p.supporter) for p in solved.plan.pairings}
        self._ties: dict[str, list[tuple[Tie, str]]] = defaultdict(list)
        self._exclusions: dict[tuple[str, str], list[Exclusion]] = defaultdict(list)
        self._neighbours: dict[str, list[str]] = defaultdict(list)
        for tie in solved.round.ties:
            self._ties[tie.request].append((tie, tie.other))
            self._ties[tie.other].append((tie, tie.request))
        for either in solved.round.exclusions:
            self._exclusions[either.pair].append(either)
            self._exclusions[either.other_pair].append(either)
        for request in solved.round.requests:
            if request.setting is not None:
                self._neighbours[request.setting].append(request.id)

    def leaving_out(self, request: str) -> tuple[BrokenRule, ...]:
        """Who else got nobody, so that this request must get nobody."""
        met = self._solved.pairings_of_request
        tied = dict.fromkeys(self._beside(request, BothOrNone))
        for tie, other in self._ties.get(request, ()):
            if tie.kind == "both-or-none":
                tied[other] = _decision(tie)
        return tuple(
            BrokenRule("both_or_none", Evidence(other, decision))
            for other, decision in tied.items()
            if other not in met
        )

    def keeping_out(self, request: str, supporter: str) -> tuple[BrokenRule, ...]:
        """What a pair would break if the rest of the plan stayed as it is."""
        return (
            *self._by_ties(request, supporter),
            *self._by_exclusions(request, supporter),
            *self._by_setting(request, supporter),
        )

    def _by_ties(self, request: str, supporter: str) -> Iterator[BrokenRule]:
        for tie, other in self._ties.get(request, ()):
            shared = (other, supporter) in self._made
            if tie.kind == ("apart" if shared else "together"):
                yield BrokenRule(tie.kind, Evidence(other, _decision(tie)))

    def _by_exclusions(self, request: str, supporter: str) -> Iterator[BrokenRule]:
        pair = (request, supporter)
        for either in self._exclusions.get(pair, ()):
            other = either.other_pair if either.pair == pair else either.pair
            if other in self._made:
                yield BrokenRule("exclusive", Evidence(other, _decision(either)))

    def _by_setting(self, request: str, supporter: str) -> Iterator[BrokenRule]:
        for other in self._beside(request, DifferentPeople):
            if (other, supporter) in self._made:
                role = self._solved.round.request(other).role
                yield BrokenRule("different_people", Evidence(role))

    def _beside(
        self, request: str, kind: type[BothOrNone | DifferentPeople]
    ) -> Iterator[str]:
        """The other requests of the setting that a rule ties to this one."""
        whole = self._solved.round
        asked = whole.request(request)
        for rule in whole.programme.coupling_rules:
            if not isinstance(rule, kind) or not rule.speaks_of(asked.role):
                continue
            if isinstance(rule, BothOrNone) and not rule.within_setting:
                continue
            for other in self._neighbours.get(asked.setting or "", ()):
                if other != request and rule.speaks_of(whole.request(other).role):
                    yield other


def _decision(decided: Recorded) -> tuple[str, ...] | None:
    """Who decided and why, as far as it was written down."""
    return tuple(filter(None, (decided.by, decided.reason))) or None
