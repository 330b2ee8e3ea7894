"""Rules about a pair: a file a rule, each with a screen and its evidence."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Protocol, cast

from matchmaker.candidates.coded import Test
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Rule
from matchmaker.domain.supporter import Supporter


class PairRule(Protocol):
    """What a file in this folder offers."""

    def screen(self, rule: Rule, table: Table) -> Test:
        """A test of many pairs at once."""

    def evidence(
        self, rule: Rule, matching_round: Round, request: Request, supporter: Supporter
    ) -> Evidence:
        """What the rule sees of one pair, and the limit it holds it against."""


@cache
def pair_rule(name: str) -> PairRule:
    """The file of a rule, found by the rule's name."""
    return cast("PairRule", import_module(f"matchmaker.candidates.rules.{name}"))
