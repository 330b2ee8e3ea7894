"""What one side answered to a field."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from matchmaker.domain.about_field import OfOneSide
from matchmaker.domain.criteria.base import FieldCriterion
from matchmaker.domain.field import WORDS, FieldKind, Side


class Answer(OfOneSide, FieldCriterion):
    """
    What one side answered to a field.

    Yes earns full marks and no none; a word earns its marks, the best of several; a
    number earns none at `zero`, full marks at `full`, and in between its share.
    Missing without an answer.

    Attributes:
        of: Whose answer counts.
        marks: Thousandths by word; a word not listed earns none.
        zero: The number that earns nothing.
        full: The number that earns full marks; it may lie below `zero`.
    """

    kinds: ClassVar[tuple[FieldKind, ...]] = (*WORDS, "number", "yes or no")
    name: Literal["answer"] = "answer"
    of: Side = "supporter"
    marks: dict[str, Annotated[int, Field(ge=0, le=1000)]] = {}
    zero: int = 0
    full: int = 1

    @property
    def words_named(self) -> tuple[str, ...]:
        """The words that have marks."""
        return tuple(self.marks)

    @model_validator(mode="after")
    def _check_range(self) -> Self:
        if self.zero == self.full:
            raise ValueError("'zero' and 'full' must differ")
        return self
