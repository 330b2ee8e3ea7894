"""One side has answered a field as the programme asks."""

from typing import ClassVar, Literal

from matchmaker.domain.about_field import OfOneSide
from matchmaker.domain.field import KINDS, FieldKind, Side
from matchmaker.domain.rules.base import FieldRule


class Answered(OfOneSide, FieldRule):
    """
    One side has answered a field as the programme asks.

    A field of yes or no must be yes, of several words one must be listed (any will
    do where none is), a number must lie within the limits, any date will do.

    Attributes:
        of: Whose answer counts.
        one_of: Words of which the answer must hold one; empty means any word.
        least: The smallest number allowed.
        most: The largest number allowed.
        silent: Whether a pair passes where there is no answer.
    """

    kinds: ClassVar[tuple[FieldKind, ...]] = KINDS
    name: Literal["answered"] = "answered"
    of: Side
    one_of: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    silent: Literal["passes", "fails"] = "fails"

    @property
    def words_named(self) -> tuple[str, ...]:
        """The words of which the answer must hold one."""
        return self.one_of
