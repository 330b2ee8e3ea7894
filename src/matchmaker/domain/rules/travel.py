"""Whoever works on site is close enough."""

from typing import Literal

from pydantic import Field

from matchmaker.domain.rules.base import Rule


class Travel(Rule):
    """
    Support on site is within both sides' own travel limits and the programme's.

    Attributes:
        limit_minutes: The programme's limit, one way. Unknown places are too far.
    """

    name: Literal["travel"] = "travel"
    limit_minutes: int = Field(ge=1, le=600)

    def limit_for(self, *own_limits: int | None) -> int:
        """The limit that holds for two sides with limits of their own, or none."""
        stated = (limit for limit in own_limits if limit is not None)
        return min((self.limit_minutes, *stated))
