"""Broken rules in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from matchmaker.domain.round import Round
from matchmaker.report.rules import rule_words

if TYPE_CHECKING:
    from matchmaker.reasons import BrokenRule


def broken_clauses(rules: Iterable[BrokenRule], matching_round: Round) -> list[str]:
    """What each broken rule saw, as bare clauses."""
    return [
        rule_words(broken.rule, matching_round.programme).sentence(broken.evidence)
        for broken in rules
    ]
