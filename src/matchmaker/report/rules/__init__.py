"""Words for rules: a file a rule, each with a label and a sentence."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from matchmaker.candidates import Evidence


class RuleWords(Protocol):
    """
    What a file in this folder offers.

    Attributes:
        LABEL: Says of supporters that the rule removed them, after a count: "20
            outside the region".
    """

    LABEL: str

    def sentence(self, evidence: Evidence) -> str:
        """What a broken rule saw, with value, limit and units: a bare clause."""


def rule_words(name: str) -> RuleWords:
    """The words of a rule, found by the rule's name."""
    return cast("RuleWords", import_module(f"matchmaker.report.rules.{name}"))
