"""The supporter has enough years of experience."""

from typing import Literal

from pydantic import Field

from matchmaker.domain.rules.base import Rule


class Experience(Rule):
    """
    The supporter has enough years of experience.

    Attributes:
        years: Whole years at the least. Unknown experience is not enough.
    """

    name: Literal["experience"] = "experience"
    years: int = Field(ge=0, le=50)
