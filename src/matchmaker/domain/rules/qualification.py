"""The supporter is qualified to the level asked for."""

from typing import Literal

from pydantic import Field

from matchmaker.domain.rules.base import Rule


class Qualification(Rule):
    """
    The supporter is qualified to the level asked for.

    Attributes:
        level: The lowest level that will do. An unknown level will not.
    """

    name: Literal["qualification"] = "qualification"
    level: int = Field(ge=1, le=8)
