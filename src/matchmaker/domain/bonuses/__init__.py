"""
The bonuses a programme can have: one file a bonus.

Each bonus has the same file name here, in `verify`, in `report` and in the docs;
`optimise` has its own form of each.
"""

from typing import Annotated

from pydantic import Field

from matchmaker.domain.bonuses.base import Bonus as Bonus
from matchmaker.domain.bonuses.couple import Affiliation as Affiliation
from matchmaker.domain.bonuses.couple import Couple as Couple

BONUSES: tuple[type[Bonus], ...] = (Couple,)
"""Every bonus there is."""

AnyBonus = Annotated[Couple, Field(discriminator="name")]
"""A bonus as a programme file lists it, told apart by its name."""
