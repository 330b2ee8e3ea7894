"""Whether the supporter is what the request wishes for."""

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from matchmaker.domain.criteria.base import FieldCriterion
from matchmaker.domain.field import WORDED, FieldKind, Side


class Wish(FieldCriterion):
    """
    Whether the supporter is what the request wishes for.

    A field names wishes, of which any will do. One kind of wish is granted where both
    sides' answers to another field have a word in common, the other where they have
    none. Missing where nothing is wished for, or nothing is known about it.

    Attributes:
        common: By wish, the field in which both have a word in common.
        different: By wish, the field in which they have none.
    """

    sides: ClassVar[tuple[Side, ...]] = ("request",)
    kinds: ClassVar[tuple[FieldKind, ...]] = WORDED
    name: Literal["wish"] = "wish"
    common: dict[str, str] = {}
    different: dict[str, str] = {}

    @property
    def fields_asked(self) -> tuple[tuple[str, Side], ...]:
        """The field of wishes, and those that grant them, of both sides."""
        others = dict.fromkeys((*self.common.values(), *self.different.values()))
        sides: tuple[Side, ...] = ("request", "supporter")
        return (
            *super().fields_asked,
            *((name, side) for name in others for side in sides),
        )

    @property
    def words_named(self) -> tuple[str, ...]:
        """Every wish."""
        return (*self.common, *self.different)

    @model_validator(mode="after")
    def _check_wishes(self) -> Self:
        if not self.common and not self.different:
            raise ValueError("criterion 'wish' needs a wish in 'common' or 'different'")
        twice = sorted(self.common.keys() & self.different.keys())
        if twice:
            raise ValueError(f"criterion 'wish' has '{twice[0]}' both ways")
        return self
