"""The supporter has led others as far as the role asks."""

from typing import Literal

from matchmaker.domain.rules.base import Rule
from matchmaker.domain.supporter import Leadership


class LeadershipHeld(Rule):
    """
    The supporter has led others as far as the role asks.

    Attributes:
        needs: For each role, the least that will do: `supervising` (has led or
            supervised others) or `leading` (leads now).
    """

    name: Literal["leadership"] = "leadership"
    needs: dict[str, Leadership]
