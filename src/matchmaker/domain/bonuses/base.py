"""What every bonus has: a name, and points."""

from __future__ import annotations

from pydantic import Field

from matchmaker.domain.frozen import Frozen


class Bonus(Frozen):
    """
    Points that several pairings earn together.

    A criterion sees one pair only; a bonus sees the whole plan. The class's
    docstring is the bonus as its owners say it.

    Attributes:
        points: Points each time it is earned, in the unit of a pair's points.
    """

    name: str
    points: int = Field(ge=1, le=1_000_000)
