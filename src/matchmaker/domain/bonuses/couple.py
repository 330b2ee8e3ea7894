"""A setting's supporters in several roles come from one place."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from matchmaker.domain.bonuses.base import Bonus

Affiliation = Literal["authority", "region", "employer", "employer_group"]
"""What two supporters can have in common: where they live or whom they work for."""


class Couple(Bonus):
    """
    A setting's supporters in several roles come from one place.

    Earned once for each setting and each place for which every role listed has
    some supporter from there. Whoever's place is not known earns nothing. One
    person in all roles earns it, if the rules allow that.

    Attributes:
        roles: The roles that must come from one place.
        by: What a place is: the supporter's own local authority or region, or
            their employer, or the group that owns it.
    """

    name: Literal["couple"] = "couple"
    roles: tuple[str, ...] = Field(min_length=2)
    by: Affiliation

    @property
    def in_words(self) -> str:
        """Which bonus this is, for messages about the programme."""
        return f"bonus '{self.name}' by {self.by}"

    def is_like(self, other: Couple) -> bool:
        """Whether both would be earned by the same pairings."""
        return self.by == other.by and set(self.roles) == set(other.roles)

    @model_validator(mode="after")
    def _check_roles(self) -> Self:
        if len(set(self.roles)) < len(self.roles):
            raise ValueError(f"{self.in_words} names one role twice")
        return self
