"""What every bonus has: a name, points, the roles that count, and what a place is."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from matchmaker.domain.frozen import Frozen

Affiliation = Literal["authority", "region", "employer", "employer_group"]
"""What two supporters can have in common: where they live or whom they work for."""


class Bonus(Frozen):
    """
    Points that several pairings earn together.

    A criterion sees one pair only; a bonus sees the whole plan. Who asks earns it, at
    a place. The class's docstring is the bonus as its owners say it.

    Attributes:
        points: Points each time it is earned, in the unit of a pair's points.
        roles: The roles whose pairings count.
        by: What a place is: the supporter's own local authority or region, or
            their employer, or the group that owns it.
    """

    name: str
    points: int = Field(ge=1, le=1_000_000)
    roles: tuple[str, ...] = Field(min_length=1)
    by: Affiliation

    @property
    def in_words(self) -> str:
        """Which bonus this is, for messages about the programme."""
        return f"bonus '{self.name}' by {self.by}"

    def is_like(self, other: Bonus) -> bool:
        """Whether both would be earned by the same pairings."""
        what = (other.name, other.by, set(other.roles))
        return (self.name, self.by, set(self.roles)) == what

    @model_validator(mode="after")
    def _check_roles(self) -> Self:
        if len(set(self.roles)) < len(self.roles):
            raise ValueError(f"{self.in_words} names one role twice")
        return self
