"""Words for criteria: a file a criterion, each with a label and a sentence."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from matchmaker.candidates import Evidence
from matchmaker.report.points import Number


class CriterionWords(Protocol):
    """
    What a file in this folder offers.

    Attributes:
        LABEL: The criterion as a heading.
    """

    LABEL: str

    def sentence(self, evidence: Evidence, points: Number, most: Number) -> str:
        """What the criterion saw, and the points it gave out of the most it can."""


def criterion_words(name: str) -> CriterionWords:
    """The words of a criterion, found by the criterion's name."""
    return cast("CriterionWords", import_module(f"matchmaker.report.criteria.{name}"))
