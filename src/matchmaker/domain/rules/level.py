"""The supporter's level stands above the request's."""

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from matchmaker.domain.field import FieldKind, Side
from matchmaker.domain.rules.base import FieldRule


class LevelAbove(FieldRule):
    """
    The supporter's level is above the request's by no less and no more than so much.

    Numbers are compared as they are.

    Attributes:
        least: So many levels above at the least; 0 allows the same level.
        most: So many levels above at the most; `None` sets no limit.
        silent: Whether a pair passes where either side gave no answer.
    """

    sides: ClassVar[tuple[Side, ...]] = ("request", "supporter")
    kinds: ClassVar[tuple[FieldKind, ...]] = ("level", "number")
    name: Literal["level"] = "level"
    least: int = 1
    most: int | None = None
    silent: Literal["passes", "fails"] = "fails"

    @model_validator(mode="after")
    def _check_limits(self) -> Self:
        if self.most is not None and self.most < self.least:
            raise ValueError("'most' is below 'least': nobody could ever be paired")
        return self
