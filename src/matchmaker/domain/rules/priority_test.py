"""The setting meets a test of need, or was let in by a recorded decision."""

from typing import Literal

from pydantic import Field

from matchmaker.domain.rules.base import Rule


class PriorityTest(Rule):
    """
    The setting meets at least one test of need, or has a recorded override.

    Attributes:
        judgements: Poor judgements that count.
        within_years: How many years back, from the day the request starts.
        eypp_percent: At least this share of children with pupil premium.
        send_percent: At least this share of children with special needs.
        disadvantaged_twos: At least this many funded two-year-olds.
    """

    name: Literal["priority_test"] = "priority_test"
    judgements: tuple[str, ...]
    within_years: int = Field(ge=0, le=10)
    eypp_percent: int = Field(ge=0, le=100)
    send_percent: int = Field(ge=0, le=100)
    disadvantaged_twos: int = Field(ge=1)
