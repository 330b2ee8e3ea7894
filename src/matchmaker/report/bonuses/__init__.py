"""Words for bonuses: a file a bonus, each with a label and a sentence."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from matchmaker.report.names import Names

if TYPE_CHECKING:
    from matchmaker.reasons import BonusReason


class BonusWords(Protocol):
    """
    What a file in this folder offers.

    Attributes:
        LABEL: The bonus as a heading.
    """

    LABEL: str

    def sentence(self, reason: BonusReason, names: Names) -> str:
        """Who earns the bonus, by what, and the points: a bare clause."""


def bonus_words(name: str) -> BonusWords:
    """The words of a bonus, found by the bonus's name."""
    return cast("BonusWords", import_module(f"matchmaker.report.bonuses.{name}"))
