"""Whoever works on site is close enough."""

from typing import Literal

from pydantic import Field

from matchmaker.domain.rules.base import Rule


class Travel(Rule):
    """
    Support on site is within the supporter's own travel limit and the programme's.

    Attributes:
        limit_minutes: The programme's limit, one way. Unknown places are too far.
    """

    name: Literal["travel"] = "travel"
    limit_minutes: int = Field(ge=1, le=600)

    def limit_for(self, own_limit: int | None) -> int:
        """The limit that holds for a supporter with a limit of their own, or none."""
        return (
            self.limit_minutes
            if own_limit is None
            else min(own_limit, self.limit_minutes)
        )
