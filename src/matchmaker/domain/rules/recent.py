"""One side's date is not long past."""

from typing import ClassVar, Literal

from pydantic import Field

from matchmaker.domain.about_field import OfOneSide
from matchmaker.domain.field import FieldKind, Side
from matchmaker.domain.rules.base import FieldRule


class Recent(OfOneSide, FieldRule):
    """
    One side's date is not long past.

    The days are counted from the date to the round's today. A date that is still to
    come is recent.

    Attributes:
        of: Whose date counts.
        days: The most days that may have passed.
        silent: Whether a pair passes where there is no date.
    """

    kinds: ClassVar[tuple[FieldKind, ...]] = ("date",)
    name: Literal["recent"] = "recent"
    of: Side
    days: int = Field(ge=0)
    silent: Literal["passes", "fails"] = "passes"
