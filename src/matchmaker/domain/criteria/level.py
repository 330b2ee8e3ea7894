"""How far the supporter's level stands above the request's."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from matchmaker.domain.criteria.base import FieldCriterion
from matchmaker.domain.field import FieldKind, Side


class LevelGap(FieldCriterion):
    """
    How far the supporter's level stands above the request's.

    Numbers are compared as they are. Missing where either side gave no answer.

    Attributes:
        marks: Thousandths by levels above (`1 = 1000`); a gap not listed earns none.
    """

    sides: ClassVar[tuple[Side, ...]] = ("request", "supporter")
    kinds: ClassVar[tuple[FieldKind, ...]] = ("level", "number")
    name: Literal["level"] = "level"
    marks: dict[int, Annotated[int, Field(ge=0, le=1000)]] = Field(min_length=1)
