"""
The bonuses a programme can have: one file a bonus.

Each bonus has the same file name here, in `optimise`, in `verify`, in `report` and in
the docs.
"""

from typing import Annotated

from pydantic import Field

from matchmaker.domain.bonuses.base import Affiliation as Affiliation
from matchmaker.domain.bonuses.base import Bonus as Bonus
from matchmaker.domain.bonuses.couple import Couple as Couple
from matchmaker.domain.bonuses.peers import Peers as Peers

BONUSES: tuple[type[Bonus], ...] = (Couple, Peers)
"""Every bonus there is."""

AnyBonus = Annotated[Couple | Peers, Field(discriminator="name")]
"""A bonus as a programme file lists it, told apart by its name."""
