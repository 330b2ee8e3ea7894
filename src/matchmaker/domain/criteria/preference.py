"""How high the two stand on each other's lists."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from matchmaker.domain.criteria.base import Criterion

Mark = Annotated[int, Field(ge=0, le=1000)]


class Preference(Criterion):
    """
    How high the two stand on each other's lists.

    A list ranks those of the other side whom somebody would like. Their first choice
    earns the first mark, their second the second; equals share a choice, and those
    after them count on. Where both lists count and both are there, the marks are
    their mean, rounded half up. Missing where no list that counts is there.

    Attributes:
        of: Whose lists count: those of who asks, of who offers, or both.
        marks: Thousandths by choice, the first choice first; later choices earn the
            last mark.
        unnamed: Thousandths of whom a list leaves out.
    """

    name: Literal["preference"] = "preference"
    of: Literal["request", "supporter", "both"] = "both"
    marks: tuple[Mark, ...] = Field(default=(1000, 800, 600, 400, 200), min_length=1)
    unnamed: Mark = 0

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        falling = (*self.marks, self.unnamed)
        if list(falling) != sorted(falling, reverse=True):
            raise ValueError(
                "'marks' must fall from choice to choice, down to 'unnamed'"
            )
        return self
