"""How much of what is asked for in a field the supporter has."""

from typing import ClassVar, Literal

from pydantic import Field

from matchmaker.domain.criteria.base import FieldCriterion
from matchmaker.domain.field import Side


class OverlapShare(FieldCriterion):
    """
    How much of what the request answers to a field the supporter answers too.

    Ranked, the first of n words counts n, the last 1; else all count alike. A word
    that only meets one of its family counts in part. Words are compared without
    case, spaces and punctuation. Missing where either side gave no answer.

    Attributes:
        ranked: Whether the request's first word counts most.
        families: Words that are near each other.
        kin: Thousandths of a full mark that a word of the same family earns.
    """

    sides: ClassVar[tuple[Side, ...]] = ("request", "supporter")
    name: Literal["overlap"] = "overlap"
    ranked: bool = False
    families: dict[str, tuple[str, ...]] = {}
    kin: int = Field(default=500, ge=0, le=1000)

    @property
    def words_named(self) -> tuple[str, ...]:
        """Every word of a family."""
        return tuple(word for family in self.families.values() for word in family)
