"""A setting's supporters in several roles come from one place."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from matchmaker.domain.bonuses.base import Bonus


class Couple(Bonus):
    """
    A setting's supporters in several roles come from one place.

    Earned once for each setting and each place for which every role listed has
    some supporter from there. Whoever's place is not known earns nothing. One
    person in all roles earns it, if the rules allow that.

    Attributes:
        roles: The roles that must come from one place.
    """

    name: Literal["couple"] = "couple"
    roles: tuple[str, ...] = Field(min_length=2)
