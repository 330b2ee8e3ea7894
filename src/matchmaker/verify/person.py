"""Whether a person by themself would do for a role."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts
from matchmaker.verify.rules import PAIR_CHECKS

ABOUT_A_PERSON = ("experience", "qualification", "employer", "leadership", "training")
"""Rules that look at the supporter and the role, and at nobody's setting."""


class PersonRules:
    """
    The programme's rules about a person, for one role.

    Attributes:
        request: Stands for the role, and the day on which it begins.
    """

    def __init__(self, matching_round: Round, request: Request) -> None:
        self.request = request
        self._facts = Facts(matching_round)
        self._rules = [
            rule
            for rule in matching_round.programme.pair_rules
            if rule.name in ABOUT_A_PERSON and rule.speaks_of(request.role)
        ]

    def broken_by(self, supporter: Supporter) -> tuple[str, str] | None:
        """The first rule that a person breaks, and what it finds; `None` if none."""
        for rule in self._rules:
            check = PAIR_CHECKS[rule.name]
            sentence = check(rule, self._facts, self.request, supporter)
            if sentence is not None:
                return rule.key, sentence
        return None
