"""What a plan does although its programme warns of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matchmaker.candidates import pair_rule
from matchmaker.domain.plan import Pairing
from matchmaker.domain.rules import Rule
from matchmaker.pipeline import Solved
from matchmaker.reasons.records import BrokenRule
from matchmaker.verify.facts import Facts
from matchmaker.verify.rules import COUPLING_CHECKS, PAIR_CHECKS


@dataclass(frozen=True, slots=True)
class WarnedPairing:
    """
    A pairing that a rule speaks against which need not hold.

    Attributes:
        request: The request's id.
        supporter: The supporter's id.
        broken: The rule, and what it saw.
    """

    request: str
    supporter: str
    broken: BrokenRule


@dataclass(frozen=True, slots=True)
class WarnedParty:
    """
    Somebody whose pairings together a rule speaks against which need not hold.

    Attributes:
        rule: The rule's key.
        party: The id of a supporter, request, setting or group.
        saw: What the checker says of it: a bare clause with value and limit.
    """

    rule: str
    party: str
    saw: str


Warned = WarnedPairing | WarnedParty


def warned_of(solved: Solved) -> tuple[Warned, ...]:
    """
    All that the programme's warnings say of a plan: pairings first, in its order.

    The checker decides whether a rule is broken, so that a warning and the rule of the
    same words can never mean two things.
    """
    facts = Facts(solved.round)
    together = (
        WarnedParty(rule.key, violation.party, violation.message)
        for rule in solved.round.programme.warnings
        if rule.kind == "coupling"
        for violation in COUPLING_CHECKS[rule.name](rule, facts, solved.plan)
    )
    return (*warned_pairings(solved, solved.plan.pairings), *together)


def warned_pairings(
    solved: Solved, pairings: Sequence[Pairing]
) -> tuple[WarnedPairing, ...]:
    """What warnings about a pair say of these pairings, in their order."""
    rules = [rule for rule in solved.round.programme.warnings if rule.kind == "pair"]
    if not rules:
        return ()
    facts = Facts(solved.round)
    return tuple(
        WarnedPairing(pairing.request, pairing.supporter, broken)
        for pairing in pairings
        for broken in _broken(rules, pairing, facts)
    )


def _broken(
    rules: Sequence[Rule], pairing: Pairing, facts: Facts
) -> Iterator[BrokenRule]:
    request = facts.round.request(pairing.request)
    supporter = facts.round.supporter(pairing.supporter)
    for rule in rules:
        check, evidence = PAIR_CHECKS[rule.name], pair_rule(rule.name).evidence
        if rule.speaks_of(request.role) and check(rule, facts, request, supporter):
            saw = evidence(rule, facts.round, request, supporter)
            yield BrokenRule(rule.key, saw)
