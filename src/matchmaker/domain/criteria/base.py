"""What every criterion has: a name, and a weight for each role."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from matchmaker.domain.about_field import AboutField
from matchmaker.domain.frozen import Frozen

Weight = Annotated[int, Field(ge=0, le=1000)]

THOUSANDTHS = 1000
"""A sub-score is whole thousandths: 0 is worst, 1000 is best."""

NEUTRAL = 500
"""The sub-score where a value is missing: neither good nor bad."""

POINTS_PER_WEIGHT = 10
"""A perfect sub-score gives ten points for each unit of weight."""


class Criterion(Frozen):
    """
    Something that makes one pair better than another.

    A criterion sees one pair and the round only. The class's docstring is the
    criterion as its owners say it.

    Attributes:
        weight: One weight for all roles, or a weight by role; a role not named
            does not use the criterion.
    """

    name: str
    weight: Weight | dict[str, Weight]

    @property
    def key(self) -> str:
        """What tells the criterion from the programme's others: usually its name."""
        return self.name

    def weight_for(self, role: str) -> int:
        """The weight of this criterion for requests for a role."""
        if isinstance(self.weight, int):
            return self.weight
        return self.weight.get(role, 0)


class FieldCriterion(AboutField, Criterion):
    """A criterion about one of the programme's own fields; it may stand for several."""


def points(weight: int, thousandths: int) -> int:
    """
    Points of one criterion: weight x 10 x sub-score, rounded half up.

    >>> points(25, 1000), points(15, 333), points(5, 0)
    (250, 50, 0)
    """
    return (weight * POINTS_PER_WEIGHT * thousandths + THOUSANDTHS // 2) // THOUSANDTHS
