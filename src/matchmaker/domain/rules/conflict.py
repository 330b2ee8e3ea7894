"""Nobody supports a party with whom they have a declared conflict."""

from typing import Literal

from pydantic import Field

from matchmaker.domain.rules.base import Rule


class NoConflict(Rule):
    """
    Nobody supports a setting, or a group, with which they have a declared conflict.

    A conflict counts if it holds on any day of the support.

    Attributes:
        employment_years: Past employment counts for this many years after it ended.
    """

    name: Literal["conflict"] = "conflict"
    employment_years: int = Field(default=3, ge=0, le=20)
