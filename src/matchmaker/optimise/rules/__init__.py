"""Coupling rules as rows of the model: a file a rule."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from matchmaker.candidates import Candidates
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Rule
from matchmaker.optimise.rows import Rows


class CouplingRule(Protocol):
    """What a file in this folder offers."""

    def rows(self, rule: Rule, matching_round: Round, candidates: Candidates) -> Rows:
        """The rule as rows: weighted sums over pairs that have an upper limit."""


def coupling_rule(name: str) -> CouplingRule:
    """The file of a rule, found by the rule's name."""
    return cast("CouplingRule", import_module(f"matchmaker.optimise.rules.{name}"))
