"""What every criterion has: a name, and a weight for each role."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from matchmaker.domain.field import WORDS, FieldKind
from matchmaker.domain.frozen import Frozen
from matchmaker.domain.rules.base import Side

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


class FieldCriterion(Criterion):
    """
    A criterion about one of the programme's own fields; it may stand for several.

    Attributes:
        sides: Who must be asked the field for the criterion to make sense.
        kinds: The kinds of field that the criterion understands.
        field: The name of the field.
    """

    sides: ClassVar[tuple[Side, ...]] = ()
    kinds: ClassVar[tuple[FieldKind, ...]] = WORDS
    field: str

    @property
    def sides_asked(self) -> tuple[Side, ...]:
        """Who must be asked the field."""
        return self.sides

    @property
    def fields_asked(self) -> tuple[tuple[str, Side], ...]:
        """Every field that the criterion looks at, with the side that answers it."""
        return tuple((self.field, side) for side in self.sides_asked)

    @property
    def words_named(self) -> tuple[str, ...]:
        """The words of the field that the criterion's parameters name."""
        return ()

    @property
    def key(self) -> str:
        """The criterion's name and the field's, such as `overlap:topics`."""
        return f"{self.name}:{self.field}"


def points(weight: int, thousandths: int) -> int:
    """
    Points of one criterion: weight x 10 x sub-score, rounded half up.

    >>> points(25, 1000), points(15, 333), points(5, 0)
    (250, 50, 0)
    """
    return (weight * POINTS_PER_WEIGHT * thousandths + THOUSANDTHS // 2) // THOUSANDTHS
