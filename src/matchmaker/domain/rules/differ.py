"""Both sides' answers to a field have no word in common."""

from typing import ClassVar, Literal

from matchmaker.domain.field import Side
from matchmaker.domain.rules.base import FieldRule


class Differ(FieldRule):
    """
    Both sides' answers to a field have no word in common.

    Words are compared without case, spaces and punctuation. Whoever gave no answer
    differs from everybody.
    """

    sides: ClassVar[tuple[Side, ...]] = ("request", "supporter")
    name: Literal["differ"] = "differ"
