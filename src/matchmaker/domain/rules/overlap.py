"""Both sides' answers to a field have a word in common."""

from typing import ClassVar, Literal

from matchmaker.domain.field import Side
from matchmaker.domain.rules.base import FieldRule


class Overlap(FieldRule):
    """
    Both sides' answers to a field have a word, or two words of one family, in common.

    Words are compared without case, spaces and punctuation. The name of a family is
    no word of it.

    Attributes:
        families: Words that may stand for each other.
        silent: Whether a pair passes where either side gave no answer.
    """

    sides: ClassVar[tuple[Side, ...]] = ("request", "supporter")
    name: Literal["overlap"] = "overlap"
    families: dict[str, tuple[str, ...]] = {}
    silent: Literal["passes", "fails"] = "passes"

    @property
    def words_named(self) -> tuple[str, ...]:
        """Every word of a family."""
        return tuple(word for family in self.families.values() for word in family)
